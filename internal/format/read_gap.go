package format

import (
	"strings"
	"unicode/utf8"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// How a new line is put into text whose lines have marks.

// gap gives the lines of g the marks that stand before their neighbours, or
// tells why they cannot be put in.
func (vs views) gap(v *source.View, g *setting.Gap) (shut string) {
	at := source.Span{Start: g.At, End: g.At + len(g.Old)}
	line := v.LineSpan(v.Line(g.At))
	switch {
	case strings.Contains(g.Before+g.Old+g.After, "\n") && (v.Most(at) == source.Numbered || v.Around(max(0, g.At-1)) == source.Numbered):
		return "the lines of this text have numbers, times or prompts"
	case !v.Same(at), !v.Edge(at.Start), !v.Edge(at.End), line.Start > 0 && v.Host.Text[line.Start-1] != '\n':
		return "the text around that place is not plain"
	}
	marks, atStart := v.Marks(g.At), g.At == line.Start
	margin := func(n int) int { return margin(v, g.At, n) }
	before, _, ok := remark(g.Before, marks, atStart, margin)
	after, fresh, ok2 := remark(g.After, marks, false, margin)
	if !ok || !ok2 {
		return "the text around that place is not plain"
	}
	if fresh && (!atStart || g.Old != "") {
		after += marks // of what moves to a line of its own
	}
	g.Before, g.After = before, after
	return ""
}

// margin is how many blanks n bytes of blanks of the view are in the paste,
// where the lines before at that have so many begin with no-break spaces.
func margin(v *source.View, at, n int) int {
	for line := v.Line(at); line > 0 && line > v.Line(at)-50; line-- {
		start := v.LineSpan(line).Start + len(v.Marks(v.LineSpan(line).Start))
		text := v.LineText(line)[len(v.Marks(v.LineSpan(line).Start)):]
		if len(text)-len(strings.TrimLeft(text, " ")) == n && n < len(text) {
			return utf8.RuneCountInString(v.Host.Text[start : start+n])
		}
	}
	return n
}

// remark puts marks before each line that begins in text, in the place of the
// blanks that stood for them in the view; margin corrects the blanks after
// them. fresh says that text begins a line, and in return that it ends one.
func remark(text, marks string, fresh bool, margin func(int) int) (string, bool, bool) {
	var out strings.Builder
	for text != "" {
		line, rest, ended := strings.Cut(text, "\n")
		text = rest
		if fresh {
			words := strings.TrimRight(line, "\r")
			switch {
			case words == "" && ended:
				out.WriteString(strings.TrimRight(marks, " "))
			case len(words) >= len(marks) && strings.Trim(words[:len(marks)], " ") == "":
				out.WriteString(marks)
				line = line[len(marks):]
				blanks := len(line) - len(strings.TrimLeft(line, " "))
				line = strings.Repeat(" ", margin(blanks)) + line[blanks:]
			default:
				return "", false, false
			}
		}
		out.WriteString(line)
		if ended {
			out.WriteByte('\n')
		}
		fresh = ended
	}
	return out.String(), fresh, true
}
