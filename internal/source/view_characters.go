package source

import (
	"bytes"
	"strings"
)

// markByte are the bytes with which mayBeCharacter may begin.
var markByte = [256]bool{0x1b: true, '\r': true, '[': true, '^': true, '&': true, '\t': true, 0xC2: true, 0xE2: true, 0xE3: true, 0xEF: true}

// mayBeCharacter reports whether what stands at i does not belong to the text
// that was typed.
func mayBeCharacter(text string, i int) bool {
	switch text[i] {
	case '\r':
		return i+1 < len(text) && text[i+1] != '\n'
	case '\t': // a run's log: job, step, time
		return strings.HasPrefix(text[i+1:], "20") && timeLen(text[i+1:min(len(text), i+42)]) > 8
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

// A retyped is a quote in one of its other spellings.
type retyped struct {
	Span
	side int // -1 opens, 1 closes, 0 either
}

// typography gives the lines their quotes, dashes and entities back.
func (b *blanker) typography() {
	markup := bytes.Contains(b.text, []byte("</"))
	if !markup && !bytes.ContainsAny(b.text, "&“”„‟‘’‒–—―−") || markup && !bytes.ContainsAny(b.text, "“”„‟‘’‒–—―−") {
		return
	}
	open := b.straight()
	for i := range b.lines() {
		line := b.line(i)
		base := b.starts[i]
		var double, single []retyped
		for at := 0; at < len(line); at++ {
			switch line[at] {
			case 0xE2:
				switch side := curlyAt(line, at); {
				case side == 0:
					b.dash(base, line, at)
				case curlyDouble(line, at):
					double = append(double, retyped{Span{base + at, base + at + 3}, side})
				default:
					single = append(single, retyped{Span{base + at, base + at + 3}, side})
				}
			case '&':
				as, n := entityAt(line, at)
				switch {
				case n == 0 || markup:
				case as == '"':
					double = append(double, retyped{Span{base + at, base + at + n}, 0})
				case as == '\'':
					single = append(single, retyped{Span{base + at, base + at + n}, 0})
				default:
					at += b.entities(base, line, at) - 1
				}
			}
		}
		if !open[i].double {
			b.straighten(double, '"')
		}
		if !open[i].single {
			b.straighten(single, '\'')
		}
	}
	b.read = string(b.text)
}

// straight says of each line whether straight quotes stand in its paragraph,
// or one was opened before: curly ones are text then.
func (b *blanker) straight() []struct{ double, single bool } {
	has := make([]struct{ double, single bool }, b.lines())
	opened := false
	for i := 0; i < b.lines(); {
		end := i
		double, single := opened, false
		for ; end < b.lines() && !b.isBlank(end); end++ {
			line := b.line(end)
			n := strings.Count(line, `"`)
			double, single = double || n > 0, single || strings.IndexByte(line, '\'') >= 0
			opened = opened != (n%2 == 1)
		}
		for ; i < end; i++ {
			has[i].double, has[i].single = double, single
		}
		i = end + 1
	}
	return has
}

// straighten writes quote for pairs of marks, the rest of their bytes blank
// and outside of what they quote.
func (b *blanker) straighten(marks []retyped, quote byte) {
	if len(marks)%2 != 0 {
		return
	}
	for k, m := range marks {
		if k%2 == 0 && m.side > 0 && quote == '\'' { // an apostrophe
			return
		}
	}
	for k, m := range marks {
		b.blank(m.Start, m.End)
		if k%2 == 0 {
			b.text[m.End-1] = quote
		} else {
			b.text[m.Start] = quote
		}
		if m.side != 0 {
			b.typed = append(b.typed, m.Span)
		}
	}
}

// curlyAt is -1 for a quotation mark at i that opens, 1 for one that closes,
// 0 where there is none.
func curlyAt(s string, i int) int {
	if len(s) < i+3 || s[i] != 0xE2 || s[i+1] != 0x80 {
		return 0
	}
	switch s[i+2] {
	case 0x98, 0x9C, 0x9E, 0x9F: // ‘ “ „ ‟
		return -1
	case 0x99, 0x9D: // ’ ”
		return 1
	}
	return 0
}

func curlyDouble(s string, i int) bool { return s[i+2] >= 0x9C }

// isDash reports whether one of the long dashes stands at i, from the figure
// dash to the bar, or the minus sign.
func isDash(s string, i int) bool {
	if len(s) < i+3 || s[i] != 0xE2 {
		return false
	}
	return s[i+1] == 0x80 && s[i+2] >= 0x92 && s[i+2] <= 0x95 || s[i+1] == 0x88 && s[i+2] == 0x92
}

// dash writes the hyphens that a long dash before a flag was made of.
func (b *blanker) dash(base int, line string, i int) {
	if !isDash(line, i) || i > 0 && strings.IndexByte(" \t(`", line[i-1]) < 0 && b.text[base+i-1] != ' ' {
		return
	}
	end := i + 3
	if strings.HasPrefix(line[end:], "-") {
		end++
	}
	word := end
	for word < len(line) && (line[word] >= 'a' && line[word] <= 'z' || word > end && (line[word] == '-' || isDigit(line[word]))) {
		word++
	}
	switch {
	case word == end:
		return
	case word == end+1:
		b.text[base+end-1] = '-'
		b.blank(base+i, base+end-1)
	default:
		b.text[base+end-2], b.text[base+end-1] = '-', '-'
		b.blank(base+i, base+end-2)
	}
	b.changed = true
	b.typed = append(b.typed, Span{base + i, base + word})
}

// entityAt reads the entity at i: the character that it stands for, and its
// length; 0 where there is none.
func entityAt(s string, i int) (as byte, n int) {
	rest := s[i+1 : min(len(s), i+8)]
	end := strings.IndexByte(rest, ';')
	if end < 0 {
		return 0, 0
	}
	switch rest[:end] {
	case "quot", "#34", "#x22", "ldquo", "rdquo":
		as = '"'
	case "apos", "#39", "#x27", "#039", "lsquo", "rsquo":
		as = '\''
	case "gt", "#62":
		as = '>'
	case "lt", "#60":
		as = '<'
	case "amp", "#38":
		as = '&'
	case "nbsp", "#160", "#xa0":
		as = ' '
	default:
		return 0, 0
	}
	return as, end + 2
}

// entities writes a run of entities as the characters that they stand for, the
// last one at the run's end, and returns the run's length. An ampersand inside
// a word is a query string's; what reads those knows entities.
func (b *blanker) entities(base int, line string, i int) int {
	var as []byte
	end := i
	for end < len(line) && line[end] == '&' {
		c, n := entityAt(line, end)
		if n == 0 || c == '"' || c == '\'' {
			break
		}
		as = append(as, c)
		end += n
	}
	if string(as) == "&" && i > 0 && line[i-1] != ' ' && end < len(line) && line[end] != ' ' {
		return end - i
	}
	b.blank(base+i, base+end)
	copy(b.text[base+end-len(as):], as)
	return end - i
}
