package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// maxListReach is how many bytes before a flag its list may begin.
const maxListReach = 4 << 10

// stringList is the list of strings that the flag of n bytes at offset at is
// one of: ["aws", "sts", …], exec.Command("aws", "sts", …). The span is that
// of the elements.
func stringList(text string, at, n int) (source.Span, bool) {
	if at == 0 || at+n >= len(text) {
		return source.Span{}, false
	}
	quote := text[at-1]
	if quote != '"' && quote != '\'' || text[at+n] != quote && text[at+n] != '=' {
		return source.Span{}, false
	}
	if isCommentLine(text[strings.LastIndexByte(text[:at], '\n')+1 : at]) {
		return source.Span{}, false
	}
	start := listStart(text, at-1)
	if start < 0 || isExpected(text[max(0, start-maxPrompt):start]) {
		return source.Span{}, false
	}
	end := listEnd(text, start)
	first := strings.TrimLeft(text[start:end], " \t\r\n")
	if len(first) > 0 && !isListedCLI(first) {
		// spawn("aws", ["sts", …
		before := strings.TrimRight(text[max(0, start-maxPrompt):start], " \t\r\n[(")
		head := strings.TrimRight(before, ", \t\r\n")
		for _, q := range []string{`"aws"`, `'aws'`} {
			if head != before && strings.HasSuffix(head, q) {
				at := strings.LastIndex(text[:start], q)
				return source.Span{Start: at, End: end}, true
			}
		}
		return source.Span{}, false
	}
	return source.Span{Start: start, End: end}, true
}

func isListedCLI(element string) bool {
	quote := element[0]
	if quote != '"' && quote != '\'' {
		return false
	}
	name, _, closed := strings.Cut(element[1:min(len(element), maxPrompt)], string(quote))
	return closed && isAWSCLI(name)
}

// listStart is the offset behind the bracket of the list that holds the byte
// at i, or -1.
func listStart(text string, i int) int {
	for low := max(0, i-maxListReach); i > low; i-- {
		switch c := text[i-1]; c {
		case '[', '(', '{':
			return i
		case ']', ')', '}':
			return -1
		case '"', '\'':
			// A string may hold brackets: step over it.
			n := strings.LastIndexByte(text[low:i-1], c)
			if n < 0 || strings.Contains(text[low+n:i-1], "\n") {
				return -1
			}
			i = low + n + 1
		}
	}
	return -1
}

// listEnd is the offset of the bracket that closes the list which begins at
// start, or of the first thing that no list of strings has.
func listEnd(text string, start int) int {
	depth := 0
	for i := start; i < min(len(text), start+2*maxListReach); i++ {
		switch c := text[i]; c {
		case '"', '\'':
			n := strings.IndexByte(text[i+1:], c)
			if n < 0 || strings.Contains(text[i:i+1+n], "\n") {
				return i
			}
			i += n + 1
		case '[', '(', '{':
			depth++
		case ']', ')', '}':
			if depth == 0 {
				return i
			}
			depth--
		case ';':
			return i
		}
	}
	return min(len(text), start+2*maxListReach)
}

// addList notes a list of strings as a script.
func (f *shellFinder) addList(doc *source.Document, list source.Span) {
	f.addScript(doc, shellScript{list, shellList, shellRemote})
}

// copyList writes a list as the words of a command: each string in quotes
// that nothing is expanded in, and what is no string as something that only
// the running program knows.
func copyList(in []byte) {
	for i := 0; i < len(in); {
		switch c := in[i]; {
		case c == '"' || c == '\'':
			end := i + 1
			for end < len(in) && in[end] != c {
				end++
			}
			switch inner := string(in[min(i+1, end):end]); {
			case end == len(in):
			case inner != "" && isPlainWord(inner):
				in[i], in[end] = ' ', ' '
			case strings.IndexByte(inner, '\'') < 0:
				in[i], in[end] = '\'', '\''
			}
			i = end + 1
		case strings.IndexByte(", \t\r[", c) >= 0:
			in[i] = ' '
			i++
		case c == '\n':
			in[i] = ' '
			i++
		default:
			end, depth := i, 0
			for end < len(in) && (depth > 0 || strings.IndexByte(",\n", in[end]) < 0) {
				switch in[end] {
				case '(', '[', '{':
					depth++
				case ')', ']', '}':
					depth--
				}
				end++
			}
			copy(in[i:end], unknownWord(end-i))
			i = end
		}
	}
}

// isPlainWord reports whether s means itself to the shell without quotes.
func isPlainWord(s string) bool {
	for i := range len(s) {
		if !asciiWord(s[i]) && strings.IndexByte("-/.:=@,+%", s[i]) < 0 {
			return false
		}
	}
	return true
}

// unknownWord is n bytes of a word whose value only the running program knows.
func unknownWord(n int) string {
	if n < len("$()") {
		return strings.Repeat("*", n)
	}
	return "$(" + strings.Repeat("x", n-len("$()")) + ")"
}
