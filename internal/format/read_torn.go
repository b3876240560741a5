package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// maxTornLines is how many lines that are no YAML may stand inside a mapping.
const maxTornLines = 20

// torn takes back that a length is absent where YAML goes on behind a line
// that does not parse: a conflict's marker, a tab, something pasted by
// accident. The length may stand there.
func (f *Found) torn() {
	for i := range f.Settings {
		if s := &f.Settings[i]; s.State == setting.Absent && goesOn(s.Doc.Text, s.Context) {
			s.State, s.Gap = setting.Unknown, nil
			s.Why = &setting.Unproved{Key: "broken-syntax", Words: "a line behind it does not parse, and the length may stand there"}
		}
	}
}

// goesOn reports whether lines that are no YAML follow span at once, and then
// a member that is indented as those in span are.
func goesOn(text string, span source.Span) bool {
	end := strings.TrimRight(text[span.Start:span.End], " \t\r\n")
	if strings.Trim(end[strings.LastIndexByte(end, '\n')+1:], " \t)]},;") == "" || !strings.Contains(end, "\n") {
		return false // braces tell where it ends
	}
	base := indentOf(text[strings.LastIndexByte(text[:span.Start], '\n')+1:])
	at := lineEnd(text, span.Start+len(end))
	for n := 0; n < maxTornLines && at < len(text); n++ {
		next := lineEnd(text, at+1)
		line := strings.TrimRight(text[at+1:next], " \r")
		at = next
		words := strings.TrimLeft(line, " \t")
		member := isMemberLine(words)
		switch {
		case words == "":
			return false
		case strings.HasPrefix(words, "#"):
		case member && strings.HasPrefix(line[:len(line)-len(words)], "\t"):
			return true
		case member && indentOf(line) > base && n > 0:
			return true
		case member, strings.HasPrefix(words, "```"), strings.IndexByte("{([,;", words[len(words)-1]) >= 0:
			return false
		}
	}
	return false
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// isMemberLine reports whether a line, from its first word, is a member or an
// item, or divides documents.
func isMemberLine(words string) bool {
	if strings.HasPrefix(words, "- ") || words == "-" || strings.HasPrefix(words, "---") {
		return true
	}
	name, _, ok := strings.Cut(words+" ", ": ")
	return ok && isPlainWord(strings.Trim(name, `"'`))
}
