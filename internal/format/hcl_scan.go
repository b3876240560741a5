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
	hclDeep              // nested deeper than MaxDepth
)

// An hclFrame is something open while scanning.
type hclFrame struct {
	kind byte // '{', '(', '[', '"', '$' for a template sequence, '<' for a heredoc

	// What makes the parser recurse without a bracket, inside this frame:
	// nested %{ if }, a chain of conditionals or full splats, a run of signs.
	templates, chain, signs int16

	markStart, markEnd int // the heredoc's marker
}

// An hclScanner steps over Terraform text by brackets, quotes, heredocs and
// comments. It never allocates, and reads each byte a bounded number of times.
type hclScanner struct {
	text   string
	frames [MaxDepth + 1]hclFrame
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

func (s *hclScanner) push(kind byte) bool {
	if s.depth+s.load >= MaxDepth {
		return false
	}
	s.frames[s.depth] = hclFrame{kind: kind}
	s.depth++
	return true
}

func (s *hclScanner) pop() {
	s.depth--
	f := &s.frames[s.depth]
	s.load -= int(f.templates) + int(f.chain) + int(f.signs)
}

func (s *hclScanner) top() byte {
	if s.depth == 0 {
		return 0
	}
	return s.frames[s.depth-1].kind
}

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

// count lets the innermost frame count one more level of recursion.
func (s *hclScanner) count(add func(*hclFrame)) bool {
	if s.depth == 0 {
		return true
	}
	add(&s.frames[s.depth-1])
	s.load++
	return s.depth+s.load < MaxDepth
}

// calm forgets the chains of f: an expression has ended.
func (s *hclScanner) calm(f *hclFrame) {
	s.load -= int(f.chain) + int(f.signs)
	f.chain, f.signs = 0, 0
}

// signed counts the sign at i if it belongs to a run: "- - !x".
func (s *hclScanner) signed(i int) bool {
	if s.depth == 0 {
		return true
	}
	f := &s.frames[s.depth-1]
	if f.signs > 0 && !hclBlank(s.text[s.sign:i]) {
		s.load -= int(f.signs)
		f.signs = 0
	}
	s.sign = i + 1
	return s.count(func(f *hclFrame) { f.signs++ })
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

func (s *hclScanner) quote(i int) (int, hclEnding) {
	text := s.text
	for i < len(text) {
		c := text[i]
		if hclQuoteClass[c] == hclPlain {
			i++
			continue
		}
		switch c {
		case '"':
			s.pop()
			return i + 1, hclClosed
		case '\n':
			s.pop()
			return i, hclSpilled
		case '\\':
			i++
			if i < len(text) && text[i] != '\n' && text[i] != '\r' {
				i++
			}
		default:
			next, opened, ok := s.template(i)
			if !ok {
				return i, hclDeep
			}
			if opened {
				return next, hclClosed
			}
			i = next
		}
	}
	return i, hclClosed
}

// template steps over the "$" or "%" at i, and opens a frame if a template
// sequence begins there.
func (s *hclScanner) template(i int) (next int, opened, ok bool) {
	text, c := s.text, s.text[i]
	if i+1 >= len(text) {
		return i + 1, false, true
	}
	if text[i+1] == c && i+2 < len(text) && text[i+2] == '{' {
		return i + 3, false, true
	}
	if text[i+1] != '{' {
		return i + 1, false, true
	}
	if c == '%' {
		f := &s.frames[s.depth-1]
		switch word := strings.TrimLeft(text[i+2:min(len(text), i+40)], "~ \t"); {
		case strings.HasPrefix(word, "if"), strings.HasPrefix(word, "for"):
			if !s.count(func(f *hclFrame) { f.templates++ }) {
				return i, false, false
			}
		case strings.HasPrefix(word, "end") && f.templates > 0:
			f.templates--
			s.load--
		}
	}
	return i + 2, true, s.push('$')
}

// heredoc scans from i, which is inside a heredoc, to the end of its marker
// or to a template sequence.
func (s *hclScanner) heredoc(i, indent int, inside string) (int, hclEnding) {
	text := s.text
	f := &s.frames[s.depth-1]
	mark := text[f.markStart:f.markEnd]
	fresh := text[i-1] == '\n'
	for i < len(text) {
		if fresh {
			fresh = false
			if end, ok := hclMarkLine(text, i, mark); ok {
				s.pop()
				return end, hclClosed
			}
			if s.lost >= maxLostHeredocs && hclTears(text, i, indent, inside) {
				return i, hclTorn
			}
		}
		c := text[i]
		if hclHeredocClass[c] == hclPlain {
			i++
			continue
		}
		if c == '\n' {
			i, fresh = i+1, true
			continue
		}
		next, opened, ok := s.template(i)
		if !ok {
			return i, hclDeep
		}
		if opened {
			return next, hclClosed
		}
		i = next
	}
	return i, hclClosed
}
