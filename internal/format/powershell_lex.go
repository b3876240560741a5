package format

import "strings"

func (l *winLexer) byteAt(i int) byte {
	if i < len(l.src) {
		return l.src[i]
	}
	return 0
}

// prompt steps over the prompt at the beginning of a line, if there is one.
func (l *winLexer) prompt() bool {
	if l.i > 0 && l.src[l.i-1] != '\n' {
		return false
	}
	from := l.i // a view has blanks where a quotation's mark stood
	for from < len(l.src) && (l.src[from] == ' ' || l.src[from] == '\t') {
		from++
	}
	line := l.src[from:min(lineEnd(l.src, from), from+maxPrompt)]
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
	if n > 0 {
		l.i = from + n
	}
	return n > 0
}

// step reads one mark, or one byte of a word.
func (l *winLexer) step() {
	if l.prompt() {
		return
	}
	c, next := l.src[l.i], l.byteAt(l.i+1)
	f := l.top()
	switch {
	case c == '`' && strings.TrimSpace(l.src[l.i+1:lineEnd(l.src, l.i)]) == "": // blanks behind it are a slip
		l.endWord(l.i)
		l.i = lineEnd(l.src, l.i) + 1
		l.i = min(l.i, len(l.src))
	case c == '`':
		l.inWord()
		l.i = min(l.i+2, len(l.src))
	case c == '\n' && f.kind != '(' && f.kind != 'p', c == ';', c == '|', c == '&' && next == '&', c == ',' && f.kind == 'p':
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
	case l.plain[l.i]:
		l.inWord()
		l.i++
	case (c == '@' || c == '$') && (next == '(' || next == '{'):
		l.inWord()
		l.i += 2
		kind := byte('$')
		if next == '{' {
			kind = 'h'
		}
		l.push(kind, l.i-1)
	case c == '(':
		l.open()
	case c == '{':
		l.inWord()
		l.i++
		l.push('{', l.i-1)
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
	l.push(kind, l.i-1)
}

// close ends what c closes. A brace closes brackets inside it that stay open.
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
