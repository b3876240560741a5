package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// prefixLen is how much of s, the start of a line, was put there by a log, a
// box, a quoted mail or a comment, and is no part of a sentence that goes on
// from the line before.
func prefixLen(s string) int {
	n := 0
	for range 16 { // a handful of marks at most: colour, box, blank, quote …
		step := markLen(s[n:])
		if step == 0 && strings.IndexByte(s[:n], '|') < 0 { // else it may be a table
			step = max(source.LabelLen(s[n:]), numberLen(s[n:]))
		}
		if step == 0 {
			break
		}
		n += step
	}
	return n
}

// markLen is the length of one such mark at the start of s, 0 if it has none.
func markLen(s string) int {
	if s == "" {
		return 0
	}
	if c := s[0]; c < ' ' || c == ' ' || c >= 0x80 || c == '\\' || c == '[' {
		if n, as, ends := flatPiece(s); !ends && (as == "" || as == " ") {
			return n
		}
	}
	switch s[0] {
	case '#':
		return max(1, source.BuildStepLen(s))
	case '>', '|', '!', '+':
		return 1
	case '/':
		if strings.HasPrefix(s, "//") {
			return 2
		}
	case '&':
		if strings.HasPrefix(s, "&gt;") {
			return 4
		}
	case '[':
		return bracketLen(s)
	}
	if n := source.TimeLen(s); n > 0 && n < len(s) && s[n] == ' ' {
		return n + 1
	}
	return 0
}

// bracketLen is the length of "[ERROR] " and its kind.
func bracketLen(s string) int {
	end := strings.IndexByte(s[:min(len(s), 42)], ']')
	if end < 0 || strings.Contains(s[:end], "\n") || end+1 >= len(s) || s[end+1] != ' ' {
		return 0
	}
	return end + 2
}

// numberLen is the length of "12: ", as numbered lines have it.
func numberLen(s string) int {
	n := 0
	for n < len(s) && n < 6 && asciiDigit(s[n]) {
		n++
	}
	if n > 0 && n < 6 && strings.HasPrefix(s[n:], ": ") {
		return n + 2
	}
	return 0
}
