package diff

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Patch is the hunks of one document as git and patch read them, under the
// given path. It is "" where there are none.
func Patch(doc *source.Document, path string, hunks []Hunk) string {
	if len(hunks) == 0 {
		return ""
	}
	var out strings.Builder
	a, b := quotePath("a/"+path), quotePath("b/"+path)
	fmt.Fprintf(&out, "diff --git %s %s\n", a, b)
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", fileLine(a), fileLine(b))
	for _, h := range hunks {
		fmt.Fprintf(&out, "@@ -%s +%s @@\n", hunkRange(h.OldStart, h.OldLines), hunkRange(h.NewStart, h.NewLines))
		for _, l := range h.Lines {
			out.WriteByte(" -+"[l.Op])
			if doc.BOM && (l.Old == 1 || l.New == 1) {
				out.WriteString(doc.Whole(""))
			}
			out.WriteString(l.Text)
			if !strings.HasSuffix(l.Text, "\n") {
				out.WriteString("\n\\ No newline at end of file\n")
			}
		}
	}
	return out.String()
}

func hunkRange(start, lines int) string {
	if lines == 1 {
		return fmt.Sprint(start)
	}
	return fmt.Sprintf("%d,%d", start, lines)
}

// fileLine is a path on a --- or +++ line, where one with a blank in it ends
// with a tab.
func fileLine(path string) string {
	if strings.ContainsRune(path, ' ') && !strings.HasPrefix(path, `"`) {
		return path + "\t"
	}
	return path
}

// quotePath quotes what git quotes: control characters, quotes, backslashes
// and bytes above 127.
func quotePath(path string) string {
	var out strings.Builder
	quoted := false
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '"' || c == '\\':
			quoted = true
			out.WriteByte('\\')
			out.WriteByte(c)
		case c < ' ' || c >= 0x7f:
			quoted = true
			fmt.Fprintf(&out, "\\%03o", c)
		default:
			out.WriteByte(c)
		}
	}
	if quoted {
		return `"` + out.String() + `"`
	}
	return path
}
