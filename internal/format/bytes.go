package format

import "strings"

// What more than one notation asks of bytes and lines.

// nbsp is the no-break space that web pages put into copied code.
const nbsp = "\u00a0"

func asciiDigit(c byte) bool { return c >= '0' && c <= '9' }

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// asciiWord reports whether c may stand in an identifier.
func asciiWord(c byte) bool { return asciiLetter(c) || asciiDigit(c) || c == '_' }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// lineEnd is the offset of the line feed at or after i, or the text's length.
func lineEnd(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(text)
}

// indexFrom is the offset of word in text at or after from, or len(text).
func indexFrom(text, word string, from int) int {
	if from >= len(text) {
		return len(text)
	}
	n := strings.Index(text[from:], word)
	if n < 0 {
		return len(text)
	}
	return from + n
}
