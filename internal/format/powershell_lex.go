package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A winLexer cuts a text into statements. It takes time linear in the text:
// what is never closed is found out once.
type winLexer struct {
	*winText
	src    string
	i      int
	frames []winFrame
	never  map[string]bool // closers that do not occur any more
}

// A winFrame is a bracket that is open.
type winFrame struct {
	kind  byte // 0 '{' '(' '$' 'p' 'h'
	stmt  int32
	word  int // where the open word begins, or -1
	block int32
}

func newWinLexer(t *winText) *winLexer {
	return &winLexer{winText: t, src: t.doc.Text, frames: []winFrame{{stmt: -1, word: -1}}, never: map[string]bool{}}
}

func (l *winLexer) top() *winFrame { return &l.frames[len(l.frames)-1] }

func (l *winLexer) push(kind byte) {
	f := *l.top()
	if len(l.frames) > maxDepth {
		if l.tooDeep < 0 {
			l.tooDeep = l.i
		}
		return
	}
	if kind == '{' {
		l.blocks = append(l.blocks, f.block)
		f.block = int32(len(l.blocks) - 1)
	}
	l.frames = append(l.frames, winFrame{kind: kind, stmt: -1, word: -1, block: f.block})
}

// pop closes the innermost frame at offset at.
func (l *winLexer) pop(at int) {
	l.endStatement(at)
	if len(l.frames) > 1 {
		l.frames = l.frames[:len(l.frames)-1]
	}
}

// inWord notes that the byte at the current place belongs to a word.
func (l *winLexer) inWord() {
	f := l.top()
	if f.stmt < 0 {
		parent := int32(-1)
		if n := len(l.frames); n > 1 {
			parent = l.frames[n-2].stmt
		}
		f.stmt = int32(len(l.stmts))
		l.stmts = append(l.stmts, winStatement{Span: source.Span{Start: l.i, End: l.i}, block: f.block, frame: f.kind, parent: parent})
	}
	if f.word < 0 {
		f.word = l.i
	}
}

func (l *winLexer) endWord(at int) {
	f := l.top()
	if f.word < 0 {
		return
	}
	s := &l.stmts[f.stmt]
	s.words = append(s.words, winWord{Start: f.word, End: at})
	s.End = at
	f.word = -1
}

func (l *winLexer) endStatement(at int) {
	l.endWord(at)
	l.top().stmt = -1
}

// mark is a word of its own, of n bytes.
func (l *winLexer) mark(n int) {
	l.endWord(l.i)
	l.inWord()
	l.i += n
	l.endWord(l.i)
}

func (l *winLexer) byteAt(i int) byte {
	if i < len(l.src) {
		return l.src[i]
	}
	return 0
}

// find is the offset behind the next closer, or -1.
func (l *winLexer) find(closer string, from int) int {
	if l.never[closer] || from > len(l.src) {
		return -1
	}
	n := strings.Index(l.src[from:], closer)
	if n < 0 {
		l.never[closer] = true
		return -1
	}
	return from + n + len(closer)
}

func lexPowerShell(t *winText) {
	l := newWinLexer(t)
	for l.i < len(l.src) {
		l.step()
	}
	for len(l.frames) > 1 {
		l.pop(l.i)
	}
	l.endStatement(l.i)
}

// prompt steps over the prompt at the beginning of a line, if there is one.
func (l *winLexer) prompt() bool {
	if l.i > 0 && l.src[l.i-1] != '\n' {
		return false
	}
	line := l.src[l.i:min(lineEnd(l.src, l.i), l.i+maxPrompt)]
	n := 0
	switch {
	case strings.HasPrefix(line, ">> "):
		n = len(">> ")
	case strings.HasPrefix(line, "PS"):
		if n = strings.IndexByte(line, '>') + 1; n > len("PS>") && line[2] != ' ' {
			n = 0
		}
	case strings.IndexByte(line, '>') > 0:
		n = windowsPrompt(line)
	}
	l.i += n
	return n > 0
}

func (l *winLexer) step() {
	if l.prompt() {
		return
	}
	c, next := l.src[l.i], l.byteAt(l.i+1)
	f := l.top()
	switch {
	case c == '`' && (next == '\n' || next == '\r'):
		l.endWord(l.i)
		l.i = lineEnd(l.src, l.i) + 1
		l.i = min(l.i, len(l.src))
	case c == '`':
		l.inWord()
		l.i = min(l.i+2, len(l.src))
	case c == '\n' && f.kind != '(' && f.kind != 'p', c == ';', c == '|', c == ',' && f.kind == 'p':
		l.endStatement(l.i)
		l.i++
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		l.endWord(l.i)
		l.i++
	case strings.HasPrefix(l.src[l.i:], nbsp):
		l.endWord(l.i)
		l.i += len(nbsp)
	case c == '#' && f.word < 0:
		l.i = lineEnd(l.src, l.i)
	case c == '<' && next == '#' && f.word < 0 && l.find("#>", l.i) > 0:
		l.i = l.find("#>", l.i)
	case c == '@' && (next == '\'' || next == '"') && l.hereString(next):
	case (c == '\'' || c == '"') && l.quoted(c):
	case c == '$' && next == '{' && winNameLen(l.src[l.i:]) > 0:
		l.inWord()
		l.i += winNameLen(l.src[l.i:])
	case (c == '@' || c == '$') && (next == '(' || next == '{'):
		l.inWord()
		l.i += 2
		l.push(map[byte]byte{'(': '$', '{': 'h'}[next])
	case c == '(':
		l.open()
	case c == '{':
		l.inWord()
		l.i++
		l.push('{')
	case c == ')' && strings.IndexByte("($p", f.kind) >= 0 && f.kind != 0, c == '}' && f.kind != 0:
		l.close(c)
	case c == '=' && l.assigns():
	case c == ',':
		l.mark(1)
	default:
		l.inWord()
		l.i++
	}
}

// open begins a round bracket: parameters have a frame of their own.
func (l *winLexer) open() {
	l.inWord()
	f := l.top()
	first := winWord{Start: f.word, End: l.i}
	if words := l.stmts[f.stmt].words; len(words) > 0 {
		first = words[0]
	}
	kind := byte('(')
	if name := strings.ToLower(l.src[first.Start:min(first.End, first.Start+len("function"))]); name == "param" || name == "function" {
		kind = 'p'
	}
	l.i++
	l.push(kind)
}

func (l *winLexer) close(c byte) {
	if c == '}' {
		k := len(l.frames) - 1
		for k > 0 && l.frames[k].kind != '{' && l.frames[k].kind != 'h' {
			k--
		}
		if k == 0 {
			l.i++
			return
		}
		for len(l.frames) > k+1 {
			l.pop(l.i)
		}
	}
	l.pop(l.i)
	l.inWord()
	l.i++
}

// assigns reads "=", "+=" and kin behind a variable or a table's key.
func (l *winLexer) assigns() bool {
	f := l.top()
	if f.stmt < 0 {
		return false
	}
	s := &l.stmts[f.stmt]
	start := f.word
	if len(s.words) > 0 {
		start = s.words[0].Start
	}
	if f.kind != 'h' && (start < 0 || l.src[start] != '$' && l.src[start] != '[') {
		return false
	}
	if f.word >= 0 && strings.IndexByte("+-*/%", l.src[l.i-1]) >= 0 {
		if f.word < l.i-1 {
			at := l.i - 1
			l.endWord(at)
			l.i = at
			l.mark(2)
			return true
		}
		l.i++
		l.endWord(l.i)
		return true
	}
	l.mark(1)
	return true
}

// hereString steps over @' … '@ on lines of their own.
func (l *winLexer) hereString(quote byte) bool {
	eol := lineEnd(l.src, l.i)
	if strings.TrimRight(l.src[l.i+2:eol], " \t\r") != "" {
		return false
	}
	end := l.find("\n"+string(quote)+"@", eol)
	if end < 0 {
		return false
	}
	l.inWord()
	l.i = end
	return true
}

// quoted steps over a string. It fails at a quote that is none: an apostrophe,
// or one that is never closed.
func (l *winLexer) quoted(quote byte) bool {
	closer := string(quote)
	if l.never[closer] || quote == '\'' && l.top().word >= 0 && asciiLetter(l.src[l.i-1]) && asciiLetter(l.byteAt(l.i+1)) {
		return false
	}
	depth := 0
	for i := l.i + 1; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == '`' && quote == '"':
			i++
		case c == '(' && quote == '"' && (depth > 0 || l.src[i-1] == '$'):
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == quote && l.byteAt(i+1) == quote:
			i++
		case c == quote && depth == 0:
			l.inWord()
			l.i = i + 1
			return true
		}
	}
	l.never[closer] = true
	return false
}
