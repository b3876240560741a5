package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// less reads <, <<, <<< and <(.
func (l *shellLexer) less(i int) int {
	rest := l.text[i:]
	if end := placeholderEnd(l.text, i); end > 0 {
		l.inWord(i)
		l.out.opaque = append(l.out.opaque, shellNested{source.Span{Start: i, End: end}, 't'})
		return end
	}
	switch {
	case strings.HasPrefix(rest, "<("):
		l.inWord(i)
		l.nested('(', i, i+1)
		return i + 2
	case strings.HasPrefix(rest, "<<<"):
		l.endWord(i)
		return i + 3
	case !strings.HasPrefix(rest, "<<"):
		l.inWord(i)
		l.redirect(i + 1)
		return i + 1
	}
	l.inWord(i)
	l.endWord(i)
	dash := strings.HasPrefix(rest, "<<-")
	at := i + 2
	if dash {
		at++
	}
	at += len(l.text[at:]) - len(strings.TrimLeft(l.text[at:], " \t"))
	end := at
	for end < len(l.text) && !strings.ContainsRune(" \t\r\n;|&<>()", rune(l.text[end])) {
		end++
	}
	if delim := strings.Trim(l.text[at:end], `'"\`); delim != "" {
		l.hang = append(l.hang, shellHeredoc{op: i, bodyEnd: -1, delim: delim, dash: dash})
	}
	return end
}

// redirect ends the word of a redirection's operator, so that its target is
// not taken for more of it.
func (l *shellLexer) redirect(at int) {
	if f := l.top(); f.word >= 0 && (at >= len(l.text) || l.text[at] != '&' && l.text[at] != '>' && l.text[at] != '|') {
		f.word = -1
	}
}

// skipBodies steps over the bodies of the here-documents that were opened on
// the line before at. A body without an end is not stepped over.
func (l *shellLexer) skipBodies(at int) int {
	for k := range l.hang {
		h := &l.hang[k]
		for line := at; line < len(l.text) && l.bodies > 0; {
			end := lineEnd(l.text, line)
			l.bodies -= end + 1 - line
			word := strings.TrimRight(l.text[line:end], "\r")
			if h.dash {
				word = strings.TrimLeft(word, "\t")
			}
			if word == h.delim {
				h.bodyEnd, at = end, end
				break
			}
			line = end + 1
		}
	}
	l.out.heredocs = append(l.out.heredocs, l.hang...)
	l.hang = l.hang[:0]
	return at
}

// single steps over '…'.
func (l *shellLexer) single(i int) int {
	n := strings.IndexByte(l.text[i+1:], '\'')
	if n >= 0 && l.byLine {
		if strings.IndexByte(l.text[i+1:i+1+n], '\n') >= 0 {
			n = -1
		}
	}
	if n >= 0 {
		return i + 1 + n + 1
	}
	l.push('\'', i)
	if l.byLine {
		return lineEnd(l.text, i)
	}
	return len(l.text)
}

// dollar reads what a $ begins.
func (l *shellLexer) dollar(i int) int {
	rest := l.text[i+1:]
	switch {
	case strings.HasPrefix(rest, "(("):
		l.nested('a', i, i+1)
		l.push('a', i+2)
		return i + 3
	case strings.HasPrefix(rest, "("):
		l.nested('(', i, i+1)
		return i + 2
	case strings.HasPrefix(rest, "{"):
		if end := templateEnd(l.text, i); end > 0 {
			l.out.opaque = append(l.out.opaque, shellNested{source.Span{Start: i, End: end}, 't'})
			return end
		}
		quoted := l.top().kind == '"' || l.top().quoted
		l.nested('{', i, i+1)
		l.top().quoted = quoted
		return l.fallback(i + 2)
	case strings.HasPrefix(rest, "'") && l.top().kind != '"':
		for at := i + 2; at < len(l.text); at++ {
			switch l.text[at] {
			case '\\':
				at++
			case '\'':
				return at + 1
			}
		}
		l.push('\'', i)
		return len(l.text)
	}
	return i + 1
}

// fallback notes the assignment that ${NAME:=value} makes.
func (l *shellLexer) fallback(at int) int {
	end := at
	for end < len(l.text) && asciiWord(l.text[end]) {
		end++
	}
	op := end
	if strings.HasPrefix(l.text[op:], ":") {
		op++
	}
	if end > at && strings.HasPrefix(l.text[op:], "=") {
		l.top().assign = len(l.out.assigns)
		l.out.assigns = append(l.out.assigns, shellAssign{
			command: l.top().command, name: source.Span{Start: at, End: end}, value: source.Span{Start: op + 1, End: op + 1}, fallback: true,
		})
		return op + 1
	}
	return end
}

// templateEnd is the end of ${{ … }} (a workflow's) or ${a.b} (Terraform's)
// at i, or 0: what another program fills in before the shell reads the text.
func templateEnd(text string, i int) int {
	window := text[i:min(len(text), i+300)]
	if strings.HasPrefix(window, "${{") {
		if n := strings.Index(window, "}}"); n > 0 {
			return i + n + 2
		}
		return 0
	}
	n := strings.IndexByte(window, '}')
	if n < 0 {
		return 0
	}
	name := window[2:n]
	dot := strings.IndexByte(name, '.')
	for k := 0; k < dot; k++ {
		if !asciiWord(name[k]) {
			return 0
		}
	}
	if dot < 1 {
		return 0
	}
	return i + n + 1
}

// placeholderEnd is the end of <account-id> at i, or 0: what people write for
// the reader to fill in. (The shell would take it for two redirections.)
func placeholderEnd(text string, i int) int {
	n := strings.IndexAny(text[i:min(len(text), i+60)], ">\n$/")
	if n < 2 || text[i+n] != '>' {
		return 0
	}
	name := text[i+1 : i+n]
	last := name[len(name)-1]
	if !asciiLetter(name[0]) || !asciiLetter(last) && !asciiDigit(last) {
		return 0
	}
	for k := range len(name) {
		if !asciiWord(name[k]) && name[k] != '-' && name[k] != ' ' {
			return 0
		}
	}
	return i + n + 1
}

// backquote opens a substitution, or closes the innermost one that is open,
// whatever quotes are open inside it.
func (l *shellLexer) backquote(i int) {
	for k := len(l.stack) - 1; k > 0; k-- {
		if l.stack[k].kind != '`' {
			continue
		}
		for len(l.stack) > k+1 {
			l.pop(i)
		}
		l.endCommand(i, false)
		l.pop(i + 1)
		return
	}
	l.inWord(i)
	l.nested('`', i, i)
}

// nested opens a frame that the parser of the enclosing command must not look
// into. The construct begins at start, its bracket stands at i.
func (l *shellLexer) nested(kind byte, start, i int) {
	command := l.top().command
	l.push(kind, i)
	f := l.top()
	f.opaque = len(l.out.opaque)
	l.out.opaque = append(l.out.opaque, shellNested{source.Span{Start: start, End: start}, kind})
	if kind == '{' || kind == 'a' {
		f.command = command
	}
}
