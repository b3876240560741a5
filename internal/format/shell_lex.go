package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A shellFrame is a quote, a bracket or a substitution that is open.
type shellFrame struct {
	kind    byte // 'c' commands, '(' commands up to ), '`', '"', '{' expansion, 'a' arithmetic
	at      int
	command int  // being read, or -1
	word    int  // start of the word being read, or -1
	opaque  int  // index in opaque that its end closes, or -1
	assign  int  // index in assigns that its end closes, or -1
	guarded bool // after || or a test's &&
	branch  bool // after then, else or a pattern of case
	quoted  bool // an expansion inside double quotes
}

// A shellLexer finds where commands begin and end. It understands quotes,
// expansions, substitutions, comments and here-documents, and no more grammar
// than the words that may stand before a command.
type shellLexer struct {
	text   string
	out    shellIsland
	stack  []shellFrame
	hang   []shellHeredoc // operators on the current line
	bodies int            // bytes that may still be searched for the ends of bodies
	byLine bool           // a line break ends everything
}

// read reads text from start up to the end of the logical line, or to limit.
// With byLine, open quotes and brackets do not reach over a line break. The
// island is good until the next read.
func (l *shellLexer) read(text string, start, limit int, byLine bool) *shellIsland {
	l.text, l.byLine, l.bodies = text[:limit], byLine, 2*(limit-start)
	l.hang = l.hang[:0]
	l.out = shellIsland{
		Span: source.Span{Start: start, End: start}, tooDeep: -1,
		commands: l.out.commands[:0], assigns: l.out.assigns[:0], opaque: l.out.opaque[:0], heredocs: l.out.heredocs[:0],
	}
	l.stack = append(l.stack[:0], shellFrame{kind: 'c', at: start, command: -1, word: -1, opaque: -1, assign: -1})
	at := start
	for at < limit && l.out.tooDeep < 0 {
		next, done := l.step(at)
		at = min(next, limit)
		if done {
			break
		}
	}
	l.finish(at)
	return &l.out
}

// shellPlain marks the bytes that mean nothing to the shell anywhere.
var shellPlain = func() (table [256]bool) {
	for b := range table {
		table[b] = b != 0xC2 && strings.IndexByte(" \t\r\n\\'\"`$#;&|<>(){}", byte(b)) < 0
	}
	return table
}()

// run is the first byte after i that is not plain.
func (l *shellLexer) run(i int) int {
	for i < len(l.text) && shellPlain[l.text[i]] {
		i++
	}
	return i
}

func (l *shellLexer) top() *shellFrame { return &l.stack[len(l.stack)-1] }

// step reads the byte at i, and perhaps some after it; done at the island's end.
func (l *shellLexer) step(i int) (next int, done bool) {
	c, f := l.text[i], l.top()
	if c == '\\' {
		switch rest := l.text[i+1:]; {
		case rest == "" && (f.kind == 'c' || f.kind == '(' || f.kind == '`'): // the text was cut off here
			l.endWord(i)
			return i + 1, false
		case strings.HasPrefix(rest, "\n"), strings.HasPrefix(rest, "\r\n"):
			if f.kind == 'c' || f.kind == '(' || f.kind == '`' {
				l.endWord(i)
			}
			next = i + 1 + strings.IndexByte(rest, '\n') + 1
			return next + continuationPrompt(l.text[next:], l.out.prompted), false
		}
		l.inWord(i)
		return i + 2, false
	}
	if c == '\n' && l.byLine {
		return i, true
	}
	switch c {
	case '$':
		l.inWord(i)
		return l.dollar(i), false
	case '`':
		if end := l.codeLiteral(i); end > 0 {
			return l.skipLiteral(i, end), false
		}
		l.backquote(i)
		return i + 1, false
	}
	switch f.kind {
	case '"':
		if c == '"' {
			l.pop(i + 1)
			return i + 1, false
		}
		return l.run(i + 1), false
	case '{':
		switch {
		case c == '}':
			l.pop(i + 1)
		case c == '"' && !f.quoted:
			l.push('"', i)
		case c == '\'' && !f.quoted:
			return l.single(i), false
		}
		return i + 1, false
	case 'a':
		switch c {
		case '(':
			l.push('a', i)
		case ')':
			l.pop(i + 1)
		}
		return i + 1, false
	}
	return l.command(i, c)
}

// command reads one byte where commands are expected.
func (l *shellLexer) command(i int, c byte) (next int, done bool) {
	f := l.top()
	switch c {
	case ' ', '\t', '\r':
		l.endWord(i)
	case '\n':
		l.endCommand(i, false)
		if len(l.stack) == 1 {
			return i, true
		}
		return l.skipBodies(i + 1), false
	case '#':
		if f.word < 0 {
			return lineEnd(l.text, i), false
		}
		l.inWord(i)
	case '\'':
		l.inWord(i)
		return l.single(i), false
	case '"':
		l.inWord(i)
		l.push('"', i)
	case ';':
		l.endCommand(i, false)
	case '|':
		guarded := strings.HasPrefix(l.text[i+1:], "|")
		if i > 0 && l.text[i-1] == '>' {
			break
		}
		l.endCommand(i, guarded)
		if guarded {
			return i + 2, false
		}
	case '&':
		switch {
		case i > l.out.Start && (l.text[i-1] == '>' || l.text[i-1] == '<'), strings.HasPrefix(l.text[i+1:], ">"):
			l.inWord(i)
		case strings.HasPrefix(l.text[i+1:], "&"):
			l.endCommand(i, f.guarded || l.isFirst(f.command, "[", "[[", "test"))
			return i + 2, false
		default:
			l.endCommand(i, false)
		}
	case '<':
		return l.less(i), false
	case '>':
		l.inWord(i)
		if strings.HasPrefix(l.text[i+1:], "(") {
			l.nested('(', i, i+1)
			return i + 2, false
		}
		l.redirect(i + 1)
	case '(':
		if f.word >= 0 && f.word < i {
			l.nested('(', i, i) // an array, a function's (), a pattern
			return i + 1, false
		}
		l.endCommand(i, false)
		if strings.HasPrefix(l.text[i+1:], "(") {
			l.inWord(i)
			l.nested('a', i, i)
			return i + 1, false
		}
		l.push('(', i)
	case ')':
		if stray := l.closeParen(i); stray {
			return lineEnd(l.text, i), false // the rest of the line belongs to what it closes
		}
	default:
		if c == 0xC2 && strings.HasPrefix(l.text[i+1:], "\xA0") { // no-break space
			l.endWord(i)
			return i + 2, false
		}
		l.inWord(i)
		return l.run(i + 1), false
	}
	return i + 1, false
}

// closeParen reads a ). It reports whether that closes something which was
// opened before the island.
func (l *shellLexer) closeParen(i int) (stray bool) {
	f := l.top()
	if f.kind == '(' {
		l.endCommand(i, false)
		l.pop(i + 1)
		return false
	}
	if f.command >= 0 && (l.isFirst(f.command, "") && f.word >= 0 || l.isFirst(f.command, "case")) {
		l.dropCommand() // a pattern of case
		l.top().branch = true
		return false
	}
	l.endCommand(i, false)
	return f.kind == 'c'
}

// isFirst reports whether the command's first word, so far as it was read, is
// one of words.
func (l *shellLexer) isFirst(command int, words ...string) bool {
	if command < 0 {
		return false
	}
	w := l.out.commands[command].first
	return slices.Contains(words, l.text[w.Start:w.End])
}

// push opens a quote or a bracket at i, unless that nests too deep.
func (l *shellLexer) push(kind byte, i int) {
	if len(l.stack) > maxDepth {
		l.out.tooDeep = i
		return
	}
	f := shellFrame{kind: kind, at: i, command: -1, word: -1, opaque: -1, assign: -1}
	if kind == '"' || kind == '\'' || kind == 'a' {
		f.command = l.top().command
	}
	l.stack = append(l.stack, f)
}

func (l *shellLexer) pop(end int) {
	f := l.top()
	if f.opaque >= 0 {
		l.out.opaque[f.opaque].End = end
	}
	if f.assign >= 0 {
		l.out.assigns[f.assign].value.End = end - 1
	}
	l.stack = l.stack[:len(l.stack)-1]
}

// finish ends what is still open at the end of the island.
func (l *shellLexer) finish(at int) {
	l.out.complete = len(l.stack) == 1 && l.out.tooDeep < 0
	for len(l.stack) > 1 {
		f := *l.top()
		switch f.kind {
		case '(', '`':
			l.endCommand(at, false)
		default:
			if f.command >= 0 {
				l.out.commands[f.command].unclosed = true
			}
		}
		l.pop(at)
	}
	l.endCommand(at, false)
	l.out.heredocs = append(l.out.heredocs, l.hang...)
	l.out.End = at
}
