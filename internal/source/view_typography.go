package source

import (
	"bytes"
	"strings"
)

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
		switch {
		case m.Len() == 3 && b.assigns(marks[k-k%2].Start): // see there
			b.text[m.Start], b.text[m.Start+1], b.text[m.Start+2] = quote, quote, quote
		case k%2 == 0:
			b.text[m.End-1] = quote
		default:
			b.text[m.Start] = quote
		}
		if m.side != 0 {
			b.typed = append(b.typed, m.Span)
		}
	}
}

// assigns reports whether at stands behind a shell's "NAME=" or "--flag=". A
// blank there would end the word; an empty string beside the other does not.
func (b *blanker) assigns(at int) bool {
	end := at - 1
	if end < 1 || b.read[end] != '=' {
		return false
	}
	start, upper := end, true
	for start > 0 && end-start < maxLabel && (isLetter(b.read[start-1]) || isDigit(b.read[start-1]) || b.read[start-1] == '_' || b.read[start-1] == '-') {
		start--
		upper = upper && (b.read[start] < 'a' || b.read[start] > 'z')
	}
	return start < end && (upper || strings.HasPrefix(b.read[start:end], "--"))
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
