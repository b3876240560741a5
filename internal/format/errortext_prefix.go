package format

import "strings"

// prefixLen is how much of s, the start of a line, was put there by a log, a
// box, a quoted mail or a comment, and is no part of a sentence that goes on
// from the line before.
func prefixLen(s string) int {
	n := 0
	for range 16 { // a handful of marks at most: colour, box, blank, quote …
		step := markLen(s[n:])
		if step == 0 && strings.IndexByte(s[:n], '|') < 0 { // else it may be a table
			step = labelLen(s[n:])
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
		return 1 + buildStepLen(s[1:])
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
	return stampLen(s)
}

// bracketLen is the length of "[ERROR] " and its kind.
func bracketLen(s string) int {
	end := strings.IndexByte(s[:min(len(s), 42)], ']')
	if end < 0 || strings.Contains(s[:end], "\n") || end+1 >= len(s) || s[end+1] != ' ' {
		return 0
	}
	return end + 2
}

// stampLen is the length of a date with a time, or of a time, and the blank
// after it: "2025-05-12T16:07:33.6112233Z ".
func stampLen(s string) int {
	n := 0
	if shaped(s, "0000-00-00") && len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		n = 11
	}
	if !shaped(s[n:], "00:00:00") {
		return 0
	}
	n += 8
	for n < len(s) && n < 36 && (asciiDigit(s[n]) || strings.IndexByte(".,:Z+-", s[n]) >= 0) {
		n++
	}
	if n < len(s) && s[n] == ' ' {
		return n + 1
	}
	return 0
}

// buildStepLen is the length of what follows the "#" of a container build's
// line: "12 5.331 ".
func buildStepLen(s string) int {
	n := 0
	for range 2 {
		digits := n
		for n < len(s) && n < 16 && (asciiDigit(s[n]) || s[n] == '.') {
			n++
		}
		if n == digits || n == len(s) || s[n] != ' ' {
			return 0
		}
		n++
	}
	return n
}

// shaped reports whether s begins like shape, where a 0 stands for any digit.
func shaped(s, shape string) bool {
	if len(s) < len(shape) {
		return false
	}
	for i := range len(shape) {
		if shape[i] == '0' && !asciiDigit(s[i]) || shape[i] != '0' && s[i] != shape[i] {
			return false
		}
	}
	return true
}

// labelLen is the length of "web_1  | " or "12: ", as composed services and
// numbered lines have it.
func labelLen(s string) int {
	n, digits := 0, true
	for n < len(s) && n < 40 && (asciiWord(s[n]) || s[n] == '-' || s[n] == '.') {
		digits = digits && asciiDigit(s[n])
		n++
	}
	if n == 0 {
		return 0
	}
	if digits && n < 6 && n+1 < len(s) && s[n] == ':' && s[n+1] == ' ' {
		return n + 2
	}
	for n < len(s) && n < 60 && s[n] == ' ' {
		n++
	}
	if n+1 < len(s) && s[n] == '|' && s[n+1] == ' ' {
		return n + 2
	}
	return 0
}
