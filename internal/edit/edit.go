// Package edit changes text by replacing ranges of bytes, and nothing else.
package edit

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// An Edit replaces the bytes at a Place. An empty Old is an insertion, an
// empty New a removal.
type Edit struct {
	source.Place
	Old, New string
}

// Replace is the Edit that puts text in the place of p, or before it where p
// is empty.
func Replace(p source.Place, text string) Edit {
	return Edit{Place: p, Old: p.Text(), New: text}
}

// Sort orders edits by document name, then by place. Equal edits become one.
func Sort(edits []Edit) []Edit {
	edits = slices.Clone(edits)
	sort.SliceStable(edits, func(i, j int) bool { return Compare(edits[i], edits[j]) < 0 })
	return slices.Compact(edits)
}

// Compare orders two edits by document name, then by place.
func Compare(a, b Edit) int {
	return cmp.Or(strings.Compare(a.Doc.Name, b.Doc.Name), a.Start-b.Start, a.End-b.End)
}

// Apply makes all edits that belong to doc, each against doc's own text. It
// refuses the whole batch if two edits touch the same bytes, or if the text
// is not the one that an edit was planned on.
func Apply(doc *source.Document, edits []Edit) (string, error) {
	var out strings.Builder
	last := 0
	for i, e := range Sort(edits) {
		if e.Doc != doc {
			continue
		}
		if e.Start < last || e.End < e.Start || e.End > len(doc.Text) {
			return "", fmt.Errorf("edit %d at byte %d overlaps another edit or lies outside the text", i, e.Start)
		}
		if doc.Text[e.Start:e.End] != e.Old {
			return "", fmt.Errorf("edit %d at byte %d: the text there is not what was planned", i, e.Start)
		}
		if out.Cap() == 0 {
			out.Grow(len(doc.Text) + 64)
		}
		out.WriteString(doc.Text[last:e.Start])
		out.WriteString(e.New)
		last = e.End
	}
	if last == 0 && out.Len() == 0 {
		return doc.Text, nil
	}
	out.WriteString(doc.Text[last:])
	return out.String(), nil
}
