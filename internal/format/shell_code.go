package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// maxLineHead is how many bytes before a backquote may tell whose it is.
const maxLineHead = 300

// codeLiteral is the end of the string that a backquote at i opens in Go,
// JavaScript or Ruby, or 0 where it is the shell's, or a Markdown page's:
// cmd = `…`, cmd := `…`, run(`…`, run(x, `…`, return `…`.
func (l *shellLexer) codeLiteral(i int) int {
	for _, f := range l.stack {
		if f.kind == '`' {
			return 0
		}
	}
	head := l.text[max(0, i-maxLineHead):i]
	head = head[strings.LastIndexByte(head, '\n')+1:]
	code := strings.TrimRight(head, " \t")
	if !endsInCode(code, len(code) < len(head)) {
		return 0
	}
	n := strings.IndexAny(l.text[i+1:], "`\n")
	if n < 0 || l.text[i+1+n] == '\n' {
		return lineEnd(l.text, i)
	}
	return i + 1 + n + 1
}

// endsInCode reports whether a line's beginning, which blanks follow or not,
// leads to a string in source code.
func endsInCode(head string, blanks bool) bool {
	switch {
	case strings.HasSuffix(head, "="):
		return blanks
	case strings.HasSuffix(head, "=>"), strings.HasSuffix(head, "+"):
		return true
	case strings.HasSuffix(head, "return"):
		return strings.TrimLeft(head, " \t") == "return"
	case strings.HasSuffix(head, "("), strings.HasSuffix(head, ","):
		open := strings.LastIndexByte(head, '(')
		return open > 0 && asciiWord(head[open-1]) && !strings.Contains(head[open:], ")")
	}
	return false
}

// skipLiteral steps over a string of source code.
func (l *shellLexer) skipLiteral(i, end int) int {
	l.inWord(i)
	l.out.opaque = append(l.out.opaque, shellNested{source.Span{Start: i, End: end}, 't'})
	return end
}
