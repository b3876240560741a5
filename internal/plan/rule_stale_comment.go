package plan

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var staleComment = Rule{
	ID:    "stale-comment",
	Title: "A comment next to a change tells the old length",
	Doc:   "It is reported, never edited.",
	check: func(p *pass) {
		for _, e := range p.edits {
			if place, ok := commentWith(e); ok {
				p.report(Diagnostic{
					Place: place, Severity: Info, Explain: []string{"stale-comment"},
					Message: fmt.Sprintf("this comment may still speak of %s; it is yours to change", e.Old),
				})
			}
		}
	},
}

// maxComment is how many bytes behind an edit, or of the line above it, are
// looked at: a line may be megabytes long, and hold thousands of edits.
const maxComment = 400

// commentWith is the comment behind an edit on its line, or alone on the line
// above, if it tells the value that the edit replaces.
func commentWith(e edit.Edit) (source.Place, bool) {
	if e.Old == "" || len(e.Old) > 40 {
		return source.Place{}, false
	}
	line := e.Doc.Line(e.End)
	end := e.Doc.LineSpan(line).Start + len(e.Doc.LineText(line))
	if e.End <= end {
		end = min(end, e.End+maxComment)
		if at := commentStart(e.Doc.Text[e.End:end]); at >= 0 && tells(e.Doc.Text[e.End+at:end], e.Old) {
			return e.Doc.At(source.Span{Start: e.End + at, End: end}), true
		}
	}
	if line = e.Doc.Line(e.Start); line > 1 {
		text := e.Doc.LineText(line - 1)
		trimmed := strings.TrimLeft(text, " \t")
		start := e.Doc.LineSpan(line-1).Start + len(text) - len(trimmed)
		trimmed = trimmed[:min(len(trimmed), maxComment)]
		if commentStart(trimmed) == 0 && tells(trimmed, e.Old) {
			return e.Doc.At(source.Span{Start: start, End: start + len(trimmed)}), true
		}
	}
	return source.Place{}, false
}

func commentStart(s string) int {
	at := strings.IndexByte(s, '#')
	for _, mark := range []string{"//", "/*"} {
		if i := strings.Index(s, mark); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	return at
}

// tells reports whether comment names the length that old spells, as seconds
// or as hours.
func tells(comment, old string) bool {
	words := []string{old}
	for _, unit := range []setting.Unit{setting.InSeconds, setting.GoDuration, setting.ISO8601} {
		if value, ok := unit.Read(old); ok {
			words = append(words, fmt.Sprint(int64(value)))
			if value%3600 == 0 {
				h := fmt.Sprint(int64(value / 3600))
				words = append(words, h+"h", h+" h", h+"-h")
			}
			break
		}
	}
	lower := strings.ToLower(comment)
	for _, w := range words {
		if i := strings.Index(lower, strings.ToLower(w)); i >= 0 && (i == 0 || !isDigit(lower[i-1])) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
