package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stackengine.dev/sandbox/internal/source"
)

// hclBlank reports whether s holds nothing but white space.
func hclBlank(s string) bool { return strings.TrimLeft(s, " \t\r\n") == "" }

// hclWord is the offset after the identifier at i, or i.
func hclWord(text string, i int) int {
	start := i
	for i < len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
			i++
			continue
		case c >= '0' && c <= '9', c == '-':
			if i == start {
				return i
			}
			i++
			continue
		case c < utf8.RuneSelf:
			return i
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && (i == start || !unicode.IsDigit(r) && !unicode.IsMark(r)) {
			return i
		}
		i += n
	}
	return i
}

// maxInlineComment is how long a comment inside a header may be.
const maxInlineComment = 256

// hclSpace is the offset after the blanks, no-break spaces and short comments
// at i. The line feeds inside a comment do not end a header.
func hclSpace(text string, i int) int {
	for i < len(text) {
		switch {
		case text[i] == ' ' || text[i] == '\t':
			i++
		case text[i] == nbsp[0] && strings.HasPrefix(text[i:], nbsp):
			i += len(nbsp)
		case text[i] == '/' && strings.HasPrefix(text[i:], "/*"):
			n := strings.Index(text[i+2:min(len(text), i+maxInlineComment)], "*/")
			if n < 0 {
				return i
			}
			i += n + 4
		default:
			return i
		}
	}
	return i
}

// hclMarkLine reports whether the line at i is a heredoc's end marker, and
// where the marker ends. The last line of a text never is: HCL wants its
// line feed.
func hclMarkLine(text string, i int, mark string) (end int, ok bool) {
	i = hclWhite(text, i)
	if !strings.HasPrefix(text[i:], mark) {
		return 0, false
	}
	end = i + len(mark)
	i = hclWhite(text, end)
	return end, i < len(text) && text[i] == '\n'
}

// hclWhite is the offset after the white space at i that stays on the line.
// It is Unicode's: the parser trims a heredoc's marker with bytes.TrimSpace.
func hclWhite(text string, i int) int {
	for i < len(text) && text[i] != '\n' {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if !unicode.IsSpace(r) {
			return i
		}
		i += n
	}
	return i
}

// hclHeredocMark is the marker of the heredoc that opens at i and the offset
// of its first line; an empty Span where none opens.
func hclHeredocMark(text string, i int) (mark source.Span, body int) {
	if !strings.HasPrefix(text[i:], "<<") {
		return mark, i
	}
	start := i + 2
	if start < len(text) && text[start] == '-' {
		start++
	}
	end := hclWord(text, start)
	after := end
	if after < len(text) && text[after] == '\r' {
		after++
	}
	if end == start || after >= len(text) || text[after] != '\n' {
		return mark, i
	}
	return source.Span{Start: start, End: end}, after + 1
}

// hclHeredocBody is the lines of the heredoc that opens at i; ok is false
// where none opens, or where it does not end before limit.
func hclHeredocBody(text string, i, limit int) (body source.Span, ok bool) {
	mark, start := hclHeredocMark(text, i)
	if mark.Len() == 0 {
		return body, false
	}
	for line := start; line < limit; line = lineEnd(text, line) + 1 {
		if _, ok := hclMarkLine(text, line, text[mark.Start:mark.End]); ok {
			return source.Span{Start: start, End: line}, true
		}
	}
	return body, false
}
