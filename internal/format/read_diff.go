package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// What a diff shows is no source: an edit of its lines would spoil the diff
// and leave the file as it is.

// diffHunks lists the hunks of unified diffs in text, in order of place.
func diffHunks(text string) (hunks []source.Span) {
	for at := 0; at < len(text); {
		n := strings.Index(text[at:], "@@ -")
		if n < 0 {
			return hunks
		}
		start := at + n
		at = start + 1
		header := text[start:lineEnd(text, start)]
		if start > 0 && text[start-1] != '\n' || !strings.Contains(header, " +") || !strings.Contains(header, " @@") {
			continue
		}
		end := min(len(text), start+len(header)+1)
		for end < len(text) && strings.IndexByte(" +-\\\r\n", text[end]) >= 0 && !strings.HasPrefix(text[end:], "--- ") {
			end = min(len(text), lineEnd(text, end)+1)
		}
		hunks = append(hunks, source.Span{Start: start, End: end})
		at = end
	}
	return hunks
}

// markDiffs marks what stands in diffs as output.
func (f *Found) markDiffs(docs []*source.Document) {
	hunks := map[*source.Document][]source.Span{}
	for _, doc := range docs {
		if h := diffHunks(doc.Text); len(h) > 0 {
			hunks[doc] = h
		}
	}
	if len(hunks) == 0 {
		return
	}
	shown := func(p source.Place) bool {
		list := hunks[p.Doc]
		i := sort.Search(len(list), func(i int) bool { return list[i].End > p.Start })
		return i < len(list) && list[i].Start <= p.Start
	}
	for i := range f.Settings {
		s := &f.Settings[i]
		at, _ := s.Target()
		s.Output = s.Output || shown(at) && s.State != setting.Unknown
	}
	var clauses []setting.Clause
	for _, c := range f.Clauses {
		if !shown(c.Place) {
			clauses = append(clauses, c)
		}
	}
	f.Clauses = clauses
}
