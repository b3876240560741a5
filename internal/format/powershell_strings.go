package format

import "strings"

// find is the offset behind the next closer, or -1.
func (l *winLexer) find(closer string, from int) int {
	if from < l.never[closer] || from > len(l.src) {
		return -1
	}
	n := strings.Index(l.src[from:], closer)
	if n < 0 {
		l.never[closer] = len(l.src) + 1
		return -1
	}
	return from + n + len(closer)
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
// an inch, one that is never closed. Only a file that is PowerShell by its name
// has strings with blank lines in them.
func (l *winLexer) quoted(quote byte) bool {
	closer := string(quote)
	if l.i < l.never[closer] || quote == '\'' && l.top().word >= 0 && asciiLetter(l.src[l.i-1]) && asciiLetter(l.byteAt(l.i+1)) {
		return false
	}
	depth := 0
	for i := l.i + 1; i < len(l.src); i++ {
		if l.src[i] == '\n' && l.signs.file == 0 && strings.TrimSpace(l.src[i:lineEnd(l.src, i+1)]) == "" {
			l.never[closer] = i
			return false
		}
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
	l.never[closer] = len(l.src) + 1
	return false
}
