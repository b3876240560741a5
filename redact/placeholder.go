package redact

import (
	"bytes"
	"strconv"
	"strings"
)

// defaultPrefixes are tried in order. If a text holds them all, the last is
// numbered.
var defaultPrefixes = []string{"REDACTED", "MASKED", "HIDDEN"}

// isPlaceholder reports whether v looks like a placeholder of this or an
// earlier session, which hides nothing.
func (r *Redactor) isPlaceholder(v []byte) bool {
	for _, prefix := range r.prefixes {
		rest, ok := bytes.CutPrefix(v, []byte(prefix))
		if !ok {
			continue
		}
		rest = rest[run(rest, 0, digit):]
		if rest, ok = bytes.CutPrefix(rest, []byte("_")); !ok {
			continue
		}
		for _, label := range r.labels {
			tail, ok := bytes.CutPrefix(rest, []byte(label+"_"))
			if ok && len(tail) > 0 && masks(tail) == digit {
				return true
			}
		}
	}
	return false
}

// endsInPlaceholder reports whether a placeholder stands at the end of v.
func (r *Redactor) endsInPlaceholder(v []byte) bool {
	for _, prefix := range r.prefixes {
		if k := bytes.Index(v, []byte(prefix)); k >= 0 && r.isPlaceholder(v[k:]) {
			return true
		}
	}
	return false
}

// endsWithPrefix reports whether what follows v is the label of a placeholder,
// which is not a word of the text.
func (r *Redactor) endsWithPrefix(v []byte) bool {
	v, ok := bytes.CutSuffix(v, []byte("_"))
	for ok && len(v) > 0 && is(v[len(v)-1], digit) {
		v = v[:len(v)-1]
	}
	for _, prefix := range r.prefixes {
		if ok && bytes.HasSuffix(v, []byte(prefix)) {
			return true
		}
	}
	return false
}

// prepare makes sure that no placeholder issued from here on stands in text.
// The first text of a session chooses the prefix and the digits.
func (t *table) prepare(text []byte, prefixes []string) {
	if t.prefix == "" {
		t.prefix = t.freePrefix(text, prefixes)
		t.base = freeBase(text)
		return
	}
	for i := 0; i < len(text); {
		if !t.mayBend(text[i]) {
			i++
			continue
		}
		if token := t.bentAt(text, i, nil); token.word != "" {
			if _, issued := t.byWord[token.word]; !issued {
				t.reserved[token.word] = true
			}
			i = token.end
			continue
		}
		i++
	}
}

// freePrefix returns a prefix that does not stand in text, so that nothing in
// it reads like a placeholder, not even a bent one.
func (t *table) freePrefix(text []byte, prefixes []string) string {
	for _, p := range prefixes {
		if !bytes.Contains(text, []byte(p+"_")) && !t.bentPrefix(text, p+"_") {
			return p + "_"
		}
	}
	last := prefixes[len(prefixes)-1]
	taken := make(map[string]bool)
	for i := 0; i < len(text); i++ {
		if atFold(text, i, strings.ToLower(last)) {
			start := i + len(last)
			taken[string(text[start:min(run(text, start, digit), start+9)])] = true
		}
	}
	n := 2
	for taken[strconv.Itoa(n)] {
		n++
	}
	return last + strconv.Itoa(n) + "_"
}

// baseDigits is the length of the fixed part of the digits form.
const baseDigits = 7

// freeBase returns seven digits that do not stand in text, the first a nine
// so that no notation reads the number as octal; "" if all are taken.
func freeBase(text []byte) string {
	const lowest, count = 9000000, 1000000
	var taken []uint64 // bit set, made when the first is seen
	number, length := 0, 0
	for _, b := range text {
		if b < '0' || b > '9' {
			number, length = 0, 0
			continue
		}
		number, length = (number*10+int(b-'0'))%(10*count), length+1
		if length >= baseDigits && number >= lowest {
			if taken == nil {
				taken = make([]uint64, count/64+1)
			}
			taken[(number-lowest)/64] |= 1 << ((number - lowest) % 64)
		}
	}
	for n := range count {
		if taken == nil || taken[n/64]&(1<<(n%64)) == 0 {
			return strconv.Itoa(lowest + n)
		}
	}
	return ""
}

// mayStart reports whether a placeholder can start with b.
func (t *table) mayStart(b byte) bool {
	return t.prefix != "" && b == t.prefix[0] || t.base != "" && b == t.base[0]
}

// mayBend is mayStart, ignoring case.
func (t *table) mayBend(b byte) bool {
	return t.prefix != "" && b|0x20 == t.prefix[0]|0x20 || t.base != "" && b == t.base[0]
}

// tokenAt reads a placeholder, issued or not, that starts at i: the prefix, a
// label and a number, or twelve digits that begin with the base. end is i if
// there is none. open is true if bytes after the buffer could make or change
// one.
func (t *table) tokenAt(buf []byte, i int) (end int, open bool) {
	if t.prefix == "" || len(buf) == i {
		return i, false
	}
	if is(buf[i], digit) {
		return t.digitsAt(buf, i)
	}
	whole, part := follows(buf, i, t.prefix)
	if !whole {
		return i, part
	}
	rest := i + len(t.prefix)
	for _, label := range t.labels {
		whole, part := follows(buf, rest, label+"_")
		if part {
			open = true
		}
		if !whole {
			continue
		}
		start := rest + len(label) + 1
		end := run(buf, start, digit)
		if end == start {
			return i, end == len(buf)
		}
		return end, end == len(buf)
	}
	return i, open
}

func (t *table) digitsAt(buf []byte, i int) (end int, open bool) {
	if t.base == "" || is(byteAt(buf, i-1), digit) {
		return i, false
	}
	whole, part := follows(buf, i, t.base)
	if !whole {
		return i, part
	}
	end = run(buf, i, digit)
	if end-i == 12 {
		return end, end == len(buf)
	}
	return i, end-i < 12 && end == len(buf)
}

// follows reports whether want stands in buf at i, or the part of it that
// fits before the end of buf.
func follows(buf []byte, i int, want string) (whole, part bool) {
	rest := buf[i:]
	if len(rest) >= len(want) {
		return string(rest[:len(want)]) == want, false
	}
	return false, strings.HasPrefix(want, string(rest))
}

// render replaces spans, which are sorted and apart, and issues placeholders
// in order of appearance.
func (t *table) render(text []byte, spans []hit, hint Hint) settled {
	result := settled{table: t, spans: spans}
	out := make([]byte, 0, len(text)+len(text)/8)
	done := 0
	for _, h := range spans {
		out = append(out, text[done:h.start]...)
		id := t.entryFor(text[h.start:h.end], h.row)
		word, ok := "", false
		if h.row.kind == KindAccount && h.end-h.start == 12 && numberPosition(text, h.start, h.end, hint) {
			word, ok = t.number(id)
		}
		if !ok {
			word = t.word(id)
		}
		result.marks = append(result.marks, mark{len(out), len(out) + len(word), h.start, h.end, word})
		out = append(out, word...)
		done = h.end
	}
	result.out = append(out, text[done:]...)
	return result
}

// maxIndent is how much white space is skipped to see what a number follows.
const maxIndent = 64

// numberPosition reports whether a bare number stands where a notation wants
// a number: after = : [ , ( or a list dash, and before the end of the value.
func numberPosition(text []byte, start, end int, hint Hint) bool {
	if hint.Notation == "shell" || hint.Notation == "text" {
		return false
	}
	before, after := start-1, end
	for before >= 0 && start-before < maxIndent && is(text[before], space) {
		before--
	}
	for after < len(text) && after-end < maxIndent && (text[after] == ' ' || text[after] == '\t') {
		after++
	}
	switch byteAt(text, before) {
	case '=', ':', '[', ',', '(':
	case '-', '?':
		if before == start-1 || !is(byteAt(text, before-1), space) {
			return false
		}
	default:
		return false
	}
	if after > end && text[after-1] != ' ' && text[after-1] != '\t' {
		return false
	}
	b := byteAt(text, after)
	return b == ',' || b == ']' || b == '}' || b == ')' || b == '\n' || b == '\r' || b == '#' || b == '?' || b == '/' && byteAt(text, after+1) == '/'
}
