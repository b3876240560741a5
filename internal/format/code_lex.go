package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Source code of many languages is read as tokens. No language is parsed: what
// the finders ask (which call is this an argument of, what is this constant)
// is told by brackets, names and a few marks. Comments are no tokens.

type codeKind uint8

const (
	_            codeKind = iota
	codeName              // an identifier or a keyword, with its sigil ($x, @x)
	codeNumber            // with its suffix: 43_200, 3600L
	codeString            // a string whose bytes are its value
	codeTemplate          // a string with escapes or code in it, or a regular expression
	codeOpen              // ( [ {
	codeClose             // ) ] }
	codeMark              // other punctuation: one operator
)

// A codeToken is one token. Offsets are those of the document's text.
type codeToken struct {
	start, end int32
	pair       int32 // for a bracket, the index of its other half; -1 if it has none
	up         int32 // the index of the bracket around it, -1 if there is none
	kind       codeKind
	first      bool  // it begins a line
	lead, tail uint8 // bytes of a string before and after its content
}

func (t codeToken) span() source.Span { return source.Span{Start: int(t.start), End: int(t.end)} }

// content is what a string holds.
func (t codeToken) content() source.Span {
	return source.Span{Start: int(t.start) + int(t.lead), End: int(t.end) - int(t.tail)}
}

// A codeLexer reads one stretch. It takes time linear in its length: what is
// never closed is found out once.
type codeLexer struct {
	text     string
	end      int
	traits   codeTraits
	known    bool // the language is
	at       int
	first    bool
	tokens   []codeToken
	open     []int32        // indices of the brackets around
	opened   [3]int         // how many of them are ( [ {
	tooDeep  int            // the offset at which nesting exceeds maxDepth, or -1
	never    map[string]int // words that do not occur at or after this offset
	unclosed map[string]int // quotes that close nothing before this offset
	braced   int            // no code in a string ends before this offset
	heredocs []string       // that begin on this line
	lost     int            // heredocs that are never closed
}

func lexCode(text string, s codeStretch) *codeLexer {
	l := &codeLexer{
		text: text[:s.End], end: s.End, at: s.Start, first: true, tooDeep: -1, never: map[string]int{}, unclosed: map[string]int{},
		traits: s.language.traits, known: s.language != &codeUnknown,
	}
	for l.at < l.end {
		l.step()
	}
	return l
}

func (l *codeLexer) is(t codeTraits) bool { return l.traits&t != 0 }

// byteAt is the byte at i, or 0 behind the end.
func (l *codeLexer) byteAt(i int) byte {
	if i < l.end {
		return l.text[i]
	}
	return 0
}

// step reads a blank, a comment or a token.
func (l *codeLexer) step() {
	c := l.text[l.at]
	switch {
	case c == '\n':
		l.at++
		l.first = true
		l.skipHeredocs()
	case c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v':
		l.at++
	case strings.HasPrefix(l.text[l.at:], nbsp):
		l.at += len(nbsp)
	case c == '\\' && (l.byteAt(l.at+1) == '\n' || l.byteAt(l.at+1) == '\r' && l.byteAt(l.at+2) == '\n'):
		l.at = lineEnd(l.text, l.at) + 1
	case l.comment(c), l.literal(c):
	case asciiDigit(c):
		l.number()
	case asciiLetter(c) || c == '_' || c == '$' || c >= 0x80 || c == '@' && l.is(atNames):
		l.name()
	default:
		l.punctuation(c)
	}
}

// comment skips a comment.
func (l *codeLexer) comment(c byte) bool {
	next := l.byteAt(l.at + 1)
	switch {
	case c == '/' && next == '/' && l.is(slashComments):
		l.at = lineEnd(l.text, l.at)
		return true
	case c == '/' && next == '*' && l.is(slashComments):
		end := l.find("*/", l.at+2)
		if end < 0 {
			return false
		}
		l.at = end + 2
		return true
	case c == '#' && l.is(hashComments) && next != '[' && (l.known || l.first || l.at == 0 || strings.IndexByte(" \t", l.text[l.at-1]) >= 0),
		c == '#' && l.is(hashLines) && l.first:
		l.at = lineEnd(l.text, l.at)
		return true
	case c == '=' && l.first && l.is(hashBrace|heredocs) && strings.HasPrefix(l.text[l.at:], "=begin"):
		end := l.find("\n=end", l.at)
		if end < 0 {
			return false
		}
		l.at = lineEnd(l.text, end+1)
		return true
	}
	return false
}

// find is the offset of word at or after from, or -1.
func (l *codeLexer) find(word string, from int) int {
	if past, known := l.never[word]; known && from >= past || from > l.end {
		return -1
	}
	n := strings.Index(l.text[from:], word)
	if n < 0 {
		l.never[word] = from
		return -1
	}
	return from + n
}

// add ends a token at end.
func (l *codeLexer) add(kind codeKind, end int) *codeToken {
	up := int32(-1)
	if n := len(l.open); n > 0 {
		up = l.open[n-1]
	}
	l.tokens = append(l.tokens, codeToken{start: int32(l.at), end: int32(end), pair: -1, up: up, kind: kind, first: l.first})
	l.at, l.first = end, false
	return &l.tokens[len(l.tokens)-1]
}

func (l *codeLexer) number() {
	i := l.at
	for i < l.end && (asciiWord(l.text[i]) || l.text[i] == '.' && asciiDigit(l.byteAt(i+1)) && l.text[i-1] != '.') {
		i++
	}
	l.add(codeNumber, i)
}

func (l *codeLexer) name() {
	i := l.at
	for l.byteAt(i) == '@' {
		i++
	}
	for i < l.end && (asciiWord(l.text[i]) || l.text[i] == '$' || l.text[i] >= 0x80 && !strings.HasPrefix(l.text[i:], nbsp)) {
		i++
	}
	l.add(codeName, max(i, l.at+1))
}

// codeMarks are the operators of more than one byte, longest first.
var codeMarks = []string{
	"===", "!==", "...", "||=", "??=", "&&=", "**=", "//=", "<<=", ">>=", "<=>",
	"==", "!=", "<=", ">=", "=>", "->", "::", ":=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=",
	"**", "//", "??", "||", "&&", "?.", "++", "--", "<<",
}

const codeOpeners, codeClosers = "([{", ")]}"

// punctuation reads a bracket, which finds its pair, or a mark.
func (l *codeLexer) punctuation(c byte) {
	if n := strings.IndexByte(codeOpeners, c); n >= 0 {
		index := int32(len(l.tokens))
		l.add(codeOpen, l.at+1)
		l.open = append(l.open, index)
		l.opened[n]++
		if len(l.open) > maxDepth && l.tooDeep < 0 {
			l.tooDeep = l.at - 1
		}
		return
	}
	if n := strings.IndexByte(codeClosers, c); n >= 0 {
		l.close(n)
		return
	}
	for _, mark := range codeMarks {
		if strings.HasPrefix(l.text[l.at:], mark) {
			l.add(codeMark, l.at+len(mark))
			return
		}
	}
	l.add(codeMark, l.at+1)
}

// close pairs a closing bracket with the nearest one of its kind; those opened
// since stay without their halves.
func (l *codeLexer) close(n int) {
	index := int32(len(l.tokens))
	if l.opened[n] == 0 {
		l.add(codeClose, l.at+1)
		return
	}
	for {
		last := l.open[len(l.open)-1]
		l.open = l.open[:len(l.open)-1]
		kind := strings.IndexByte(codeOpeners, l.text[l.tokens[last].start])
		l.opened[kind]--
		if kind == n {
			t := l.add(codeClose, l.at+1)
			t.pair = last
			l.tokens[last].pair = index
			return
		}
	}
}
