package source

import "strings"

// markByte are the bytes with which mayBeCharacter may begin.
var markByte = [256]bool{0x1b: true, '\r': true, '[': true, '^': true, '&': true, '\t': true, 0xC2: true, 0xE2: true, 0xE3: true, 0xEF: true}

// mayBeCharacter reports whether what stands at i does not belong to the text
// that was typed.
func mayBeCharacter(text string, i int) bool {
	switch text[i] {
	case '\r':
		return i+1 < len(text) && text[i+1] != '\n'
	case '\t': // a run's log: job, step, time
		return strings.HasPrefix(text[i+1:], "20") && TimeLen(text[i+1:min(len(text), i+42)]) > 8
	case '&':
		_, n := entityAt(text, i)
		return n > 0
	case 0xE2:
		return foreignLen(text, i) > 0 || curlyAt(text, i) != 0 || isDash(text, i) || strings.HasPrefix(text[i:], "…")
	}
	return foreignLen(text, i) > 0
}

// foreignLen is the length of what stands at i and means nothing: a colour, a
// box, a blank that is none, something without width. 0 where it is text.
func foreignLen(text string, i int) int {
	rest := text[i:]
	switch text[i] {
	case 0x1b:
		return escapeLen(rest)
	case '^':
		if strings.HasPrefix(rest, "^[[") {
			if n := escapeLen(rest[1:]); n > 2 {
				return 1 + n
			}
		}
	case '[':
		return lostColourLen(rest)
	case 0xC2: // no-break space, soft hyphen
		if len(rest) > 1 && (rest[1] == 0xA0 || rest[1] == 0xAD) {
			return 2
		}
	case 0xE3: // ideographic space
		if strings.HasPrefix(rest, "\u3000") {
			return 3
		}
	case 0xEF:
		if strings.HasPrefix(rest, bom) {
			return 3
		}
	case 0xE2:
		if len(rest) < 3 {
			return 0
		}
		switch c := rest[2]; rest[1] {
		case 0x80: // blanks, marks without width, marks of direction, line separators
			if c <= 0x8F || c >= 0xA8 && c <= 0xAF {
				return 3
			}
		case 0x81: // more of them
			if c == 0x9F || c == 0xA0 || c >= 0xA6 && c <= 0xA9 {
				return 3
			}
		case 0x94, 0x95: // boxes
			return 3
		}
	}
	return 0
}

// Split reports whether the word at s goes on behind something that means
// nothing: a number with a no-break space or an invisible character in it.
func Split(text string, s Span) bool {
	end := s.End
	for end < len(text) && markByte[text[end]] && text[end] != '\r' && text[end] != '\t' {
		n := foreignLen(text, end)
		if n == 0 {
			break
		}
		end += n
	}
	if end > s.End && end < len(text) && (isDigit(text[end]) || isLetter(text[end])) {
		return true
	}
	for n := 2; n < maxForeign && n < s.Start; n++ {
		if at := s.Start - n; markByte[text[at]] && foreignLen(text, at) == n && isDigit(text[at-1]) {
			return true
		}
	}
	return false
}

// maxForeign is longer than most of what foreignLen knows.
const maxForeign = 12

// escapeLen is the length of the control sequence that s begins with. Its
// first byte is the escape, or the bracket of one that was lost.
func escapeLen(s string) int {
	switch {
	case len(s) < 2:
		return len(s)
	case s[1] == '[':
		for i := 2; i < len(s) && i < 24; i++ {
			if c := s[i]; c >= '@' && c <= '~' {
				return i + 1
			} else if c < ' ' || c > '?' {
				return i
			}
		}
		return 2
	case s[1] == ']': // a title or a link, to the bell or the next escape
		for i := 2; i < len(s) && i < 300 && s[i] != '\n'; i++ {
			if s[i] == 0x07 {
				return i + 1
			}
			if s[i] == 0x1b {
				return min(i+2, len(s))
			}
		}
		return 2
	case s[1] == '(' && len(s) > 2 && s[2] < 0x80:
		return 3
	case s[1] < 0x80 && s[1] > ' ':
		return 2
	}
	return 1
}

// lostColourLen is the length of a colour whose escape byte was lost in
// copying: "[31m", "[1;36m", "[0m".
func lostColourLen(s string) int {
	n, digits := 1, 0
	for n < len(s) && n < 12 && (isDigit(s[n]) || s[n] == ';') {
		if isDigit(s[n]) {
			digits++
		}
		n++
	}
	if digits == 0 || n == len(s) || s[n] != 'm' || n+1 < len(s) && (s[n+1] == ']' || s[n+1] == ':') {
		return 0
	}
	switch code := s[1:n]; {
	case strings.Contains(code, ";"), code == "0", code == "1", code == "2", code == "3", code == "4", code == "7",
		len(code) == 2 && code >= "22" && code <= "49", len(code) == 2 && code >= "90", len(code) == 3 && code >= "100" && code <= "107":
		return n + 1
	}
	return 0
}

// characters blanks what means nothing, wherever it stands, and makes line
// ends of carriage returns that a terminal overwrote its line with.
func (b *blanker) characters() {
	text := string(b.text)
	for i := 0; i < len(text); {
		if !markByte[text[i]] {
			i++
			continue
		}
		if text[i] == '\r' && i+1 < len(text) && text[i+1] != '\n' {
			b.text[i], b.changed = '\n', true
		}
		n := foreignLen(text, i)
		b.blank(i, i+n)
		if end := i + n; n > 0 && (end == len(text) || text[end] == '\n' || text[end] == '\r') {
			b.joinLine(end)
		}
		i += max(n, 1)
	}
}

// joinLine moves the backslash that joins a line to the next back to the
// line's end, after what stood between them was blanked.
func (b *blanker) joinLine(end int) {
	last := end - 1
	for last > 0 && b.text[last] == ' ' {
		last--
	}
	if b.text[last] == '\\' && last < end-1 {
		b.text[last], b.text[end-1] = ' ', '\\'
	}
}
