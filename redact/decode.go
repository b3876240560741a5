package redact

import (
	"strconv"
	"unicode/utf8"
)

// notePercent keeps the token around the percent code at i.
func (s *scan) notePercent(i int) {
	if i < s.noted[percentCoded] {
		return
	}
	end := i
	for end < len(s.text) && !is(s.text[end], space|quote|angle) {
		end++
	}
	s.note(max(s.token, s.noted[percentCoded]), end, percentCoded)
}

// noteEntities keeps the line around the entity at i, if there is one.
func (s *scan) noteEntities(i int) {
	if i < s.noted[htmlEscaped] {
		return
	}
	if _, size := entity(s.text[i:]); size == 0 {
		return
	}
	end := lineEnd(s.text, i)
	if s.noted[htmlEscaped] > 0 && s.noted[htmlEscaped] == s.lineStart-1 { // one page, not two lines
		s.segments[s.page].end = end
		s.noted[htmlEscaped] = end
		return
	}
	s.page = len(s.segments)
	s.note(max(s.lineStart, s.noted[htmlEscaped]), end, htmlEscaped)
}

// noteEscapes keeps the string around the backslash at i: from the last plain
// quote to the next one, or the ends of the line.
func (s *scan) noteEscapes(i int) {
	if byteAt(s.text, i+1) == '\n' {
		s.noteLiterals(i)
		return
	}
	if i < s.noted[jsonEscaped] {
		return
	}
	if _, size := escapedByte(s.text[i:]); size == 0 {
		return
	}
	end := i
	for end < len(s.text) && s.text[end] != '\n' && s.text[end] != '"' {
		if s.text[end] == '\\' && byteAt(s.text, end+1) != '\n' {
			end++
		}
		end++
	}
	end = min(end, len(s.text))
	s.note(max(s.quoteAt, s.noted[jsonEscaped]), end, jsonEscaped)
}

func (s *scan) note(start, end int, c coding) {
	s.noted[c] = end
	s.segments = append(s.segments, segment{start, end, c})
}

// decodePercent appends [start, end) with its percent codes decoded. A plus
// beside a code is the blank of a form.
func (v *view) decodePercent(text []byte, start, end int) {
	done, code := start, -1 // end of the last code
	for i := start; i < end; {
		switch {
		case text[i] == '%' && i+2 < end && isHex(text[i+1]) && isHex(text[i+2]):
			v.keep(text, done, i)
			v.put(i, hexByte(text[i+1:]))
			i += 3
			done, code = i, i
		case text[i] == '+' && code == i && byteAt(text, i+1) == '%':
			v.keep(text, done, i)
			v.put(i, ' ')
			i++
			done = i
		default:
			i++
		}
	}
	v.keep(text, done, end)
}

func hexByte(v []byte) byte { return hexValue(v[0])<<4 | hexValue(v[1]) }

func hexValue(b byte) byte {
	if is(b, digit) {
		return b - '0'
	}
	return toLower(b) - 'a' + 10
}

// decodeEscapes appends [start, end) with its backslash escapes decoded, as
// JSON and most languages write them. Unknown ones stay.
func (v *view) decodeEscapes(text []byte, start, end int) {
	done := start
	for i := start; i < end; {
		if text[i] != '\\' {
			i++
			continue
		}
		b, size := escapedByte(text[i:end])
		if size == 0 {
			i += 2
			continue
		}
		v.keep(text, done, i)
		if b < utf8.RuneSelf {
			v.put(i, byte(b))
		} else {
			v.put(i, []byte(string(b))...)
		}
		i += size
		done = i
	}
	v.keep(text, done, end)
}

// escapedByte reads the escape at the start of text; size is 0 if there is none.
func escapedByte(text []byte) (r rune, size int) {
	digits := 0
	switch b := byteAt(text, 1); b {
	case '"', '\\', '/', '\'':
		if len(text) > 1 {
			return rune(b), 2
		}
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		digits = 4
	case 'x':
		digits = 2
	}
	if digits == 0 || len(text) < 2+digits || !allHex(text[2:2+digits]) {
		return 0, 0
	}
	for _, b := range text[2 : 2+digits] {
		r = r<<4 | rune(hexValue(b))
	}
	return r, 2 + digits
}

// decodeEntities appends [start, end) with its HTML and XML entities decoded.
func (v *view) decodeEntities(text []byte, start, end int) {
	done := start
	for i := start; i < end; {
		r, size := rune(0), 0
		if text[i] == '&' {
			r, size = entity(text[i:end])
		}
		if size == 0 {
			i++
			continue
		}
		v.keep(text, done, i)
		v.put(i, []byte(string(r))...)
		i += size
		done = i
	}
	v.keep(text, done, end)
}

// maxEntity is the length of &#x10FFFF;.
const maxEntity = 10

var entities = []struct {
	name string
	r    rune
}{{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}, {"sol", '/'}, {"colon", ':'}, {"equals", '='}, {"commat", '@'}}

// entity reads the entity at the start of text; size is 0 if there is none.
func entity(text []byte) (r rune, size int) {
	end := 1
	for end < min(len(text), maxEntity) && text[end] != ';' {
		end++
	}
	if end >= len(text) || text[end] != ';' || end < 3 {
		return 0, 0
	}
	name := string(text[1:end])
	if name[0] == '#' {
		base, number := 10, name[1:]
		if name[1] == 'x' || name[1] == 'X' {
			base, number = 16, name[2:]
		}
		n, err := strconv.ParseUint(number, base, 21)
		if err != nil || n == 0 {
			return 0, 0
		}
		return rune(n), end + 1
	}
	for _, e := range entities {
		if e.name == name {
			return e.r, end + 1
		}
	}
	return 0, 0
}
