package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// hclEnding says how a bracket or an expression ended.
type hclEnding uint8

const (
	hclClosed  hclEnding = iota
	hclSpilled           // closed, but a quoted string in it runs over its line
	hclTorn              // no end before the next block, or brackets that do not match
	hclDeep              // nested deeper than maxDepth
)

// An hclScanner steps over Terraform text by brackets, quotes, heredocs and
// comments. It never allocates, and reads each byte a bounded number of times.
type hclScanner struct {
	text   string
	frames [maxDepth + 1]hclFrame
	depth  int // open frames
	load   int // sum of what the open frames count
	sign   int // offset after the last of a run of signs, while signs > 0

	note source.Span // the last run of comments outside all brackets

	lost      int  // heredocs that turned out to have no end
	noComment bool // no "*/" follows: an opening "/*" is not a comment
}

// maxLostHeredocs is how many heredocs without an end may be looked through
// to the end of the text. After that, a block header ends a heredoc.
const maxLostHeredocs = 16

const (
	hclPlain = iota
	hclSpecial
)

var (
	hclCodeClass    = hclClass("\"#/\n<{}()[]-!?,")
	hclQuoteClass   = hclClass("\"\\$%\n")
	hclHeredocClass = hclClass("$%\n")
)

func hclClass(special string) (class [256]uint8) {
	for i := range len(special) {
		class[special[i]] = hclSpecial
	}
	return class
}

// block scans from the "{" at open to its "}" and returns the offset after
// it. inside is the block's type and indent its indentation: a header of
// another block at that indentation or less tears this one.
func (s *hclScanner) block(open, indent int, inside string) (int, hclEnding) {
	s.depth, s.load = 0, 0
	s.push('{')
	return s.run(open+1, indent, inside)
}

// expression scans an expression from at to the end of its line and returns
// the expression's end, without blanks and comments after it.
func (s *hclScanner) expression(at, indent int) (int, hclEnding) {
	s.depth, s.load, s.note = 0, 0, source.Span{Start: at, End: at}
	end, how := s.run(at, indent, "")
	if s.note.Start >= at && s.note.End <= end && how < hclTorn && hclBlank(s.text[s.note.End:end]) {
		end = s.note.Start
	}
	return at + len(strings.TrimRight(s.text[at:end], " \t\r\n")), how
}

// run scans from i until the frame that is open there closes.
func (s *hclScanner) run(i, indent int, inside string) (int, hclEnding) {
	whole := s.depth == 0 // an expression, which ends with its line
	how := hclClosed
	for i < len(s.text) {
		var next int
		var step hclEnding
		switch s.top() {
		case '"':
			next, step = s.quote(i)
		case '<':
			next, step = s.heredoc(i, indent, inside)
		default:
			if s.text[i] == '\n' && whole && s.depth == 0 {
				return i, how
			}
			next, step = s.code(i, indent, inside, whole)
		}
		switch step {
		case hclSpilled:
			how = hclSpilled
		case hclTorn, hclDeep:
			return next, step
		}
		i = next
		if s.depth == 0 && !whole {
			return i, how
		}
	}
	if whole && s.depth == 0 {
		return i, how
	}
	for n := range s.depth {
		if s.frames[n].kind == '<' {
			s.lost++
			return s.frames[n].markEnd, hclTorn
		}
	}
	return i, hclTorn
}

// code scans until the frame changes, or a line ends an open expression.
func (s *hclScanner) code(i, indent int, inside string, whole bool) (int, hclEnding) {
	text := s.text
	for i < len(text) {
		c := text[i]
		if hclCodeClass[c] == hclPlain {
			i++
			continue
		}
		switch c {
		case '\n':
			if s.depth == 0 {
				return i, hclClosed
			}
			i++
			if f := &s.frames[s.depth-1]; f.kind == '{' {
				s.calm(f)
			}
			if hclTears(text, i, indent, inside) {
				return i, hclTorn
			}
		case '"':
			if !s.push('"') {
				return i, hclDeep
			}
			return i + 1, hclClosed
		case '#':
			i = s.comment(i, lineEnd(text, i))
		case '/':
			switch {
			case strings.HasPrefix(text[i:], "//"):
				i = s.comment(i, lineEnd(text, i))
			case strings.HasPrefix(text[i:], "/*"):
				end := s.commentEnd(i)
				if end < 0 {
					return i, hclTorn
				}
				i = s.comment(i, end)
			default:
				i++
			}
		case '<':
			mark, end := hclHeredocMark(text, i)
			if mark.Len() == 0 {
				i++
				continue
			}
			if !s.push('<') {
				return i, hclDeep
			}
			f := &s.frames[s.depth-1]
			f.markStart, f.markEnd = mark.Start, mark.End
			return end, hclClosed
		case '{', '(', '[':
			if c == '[' && strings.HasPrefix(text[i:], "[*]") && !s.count(func(f *hclFrame) { f.chain++ }) {
				return i, hclDeep
			}
			if !s.push(c) {
				return i, hclDeep
			}
			i++
		case '}', ')', ']':
			kind := s.top()
			if kind != hclOpening(c) && !(c == '}' && kind == '$') {
				return i, hclTorn
			}
			s.pop()
			i++
			if s.depth == 0 && !whole || kind == '$' {
				return i, hclClosed
			}
		case ',':
			if s.depth > 0 {
				s.calm(&s.frames[s.depth-1])
			}
			i++
		case '?':
			if !s.count(func(f *hclFrame) { f.chain++ }) {
				return i, hclDeep
			}
			i++
		case '-', '!':
			if !s.signed(i) {
				return i, hclDeep
			}
			i++
		}
	}
	return i, hclClosed
}

func hclOpening(c byte) byte {
	switch c {
	case '}':
		return '{'
	case ')':
		return '('
	}
	return '['
}

// comment steps over a comment, which does not end a run of signs.
func (s *hclScanner) comment(i, end int) int {
	if s.depth == 0 {
		if !hclBlank(s.text[s.note.End:i]) || s.note.Len() == 0 {
			s.note.Start = i
		}
		s.note.End = end
		return end
	}
	if s.frames[s.depth-1].signs > 0 && hclBlank(s.text[s.sign:i]) {
		s.sign = end
	}
	return end
}

// commentEnd is the offset after the "*/" of the comment at i, or -1.
func (s *hclScanner) commentEnd(i int) int {
	if s.noComment {
		return -1
	}
	n := strings.Index(s.text[i+2:], "*/")
	if n < 0 {
		s.noComment = true
		return -1
	}
	return i + 2 + n + 2
}
