package redact

import "strings"

// Models bend what they repeat: other case, a dash for an underscore, an
// escape that their notation wants. A bent placeholder counts only where its
// kind and number were issued.

// joints are the ways in which an underscore comes back.
var joints = []string{"_", `\_`, `\\_`, "-", " ", "%5F", "%5f", "&#95;", "&lowbar;", `\u005f`, `\u005F`}

// maxJoint is the longest of them, in bytes.
const maxJoint = len("&lowbar;")

// jointAt returns the length of the joint at i, 0 if there is none. open is
// true if more bytes could make one.
func jointAt(buf []byte, i int) (size int, open bool) {
	for _, j := range joints {
		whole, part := follows(buf, i, j)
		if whole {
			return len(j), false
		}
		open = open || part
	}
	return 0, open
}

// bentFollows is follows, ignoring case and with any joint for an underscore.
// It returns the end of what it read.
func bentFollows(buf []byte, i int, want string) (end int, whole, open bool) {
	for k := range len(want) {
		if i >= len(buf) {
			return i, false, true
		}
		if want[k] == '_' {
			size, open := jointAt(buf, i)
			if size == 0 {
				return i, false, open
			}
			i += size
			continue
		}
		if toLower(buf[i]) != toLower(want[k]) {
			return i, false, false
		}
		i++
	}
	return i, true, false
}

// maxZeros is how many zeros may lead a number.
const maxZeros = 3

// A token is a placeholder as it came back.
type token struct {
	end  int
	word string // as it is issued; empty if there is none
	open bool   // bytes after the buffer could make or change one
}

// bentAt reads a placeholder, issued or not, that starts at i. context is what
// stands in front of buf.
func (t *table) bentAt(buf []byte, i int, context []byte) token {
	if end, open := t.tokenAt(buf, i); end > i {
		start := i
		if !is(buf[i], digit) {
			for start = end; is(buf[start-1], digit); start-- {
			}
		}
		return token{end, string(buf[i:start]) + withoutZeros(buf[start:end]), open}
	} else if open || t.prefix == "" || is(buf[i], digit) {
		return token{end: i, open: open}
	}
	if inWord(context, buf[:i]) {
		return token{end: i}
	}
	rest, whole, open := bentFollows(buf, i, t.prefix)
	if !whole {
		return token{end: i, open: open}
	}
	for _, label := range t.labels {
		start, whole, part := bentFollows(buf, rest, label+"_")
		open = open || part
		if !whole {
			continue
		}
		end := run(buf, start, digit)
		if start == end {
			open = open || end == len(buf)
			continue
		}
		return token{end, t.prefix + label + "_" + withoutZeros(buf[start:end]), end == len(buf)}
	}
	return token{end: i, open: open}
}

func withoutZeros(number []byte) string {
	for n := 0; n < maxZeros && len(number) > 1 && number[0] == '0'; n++ {
		number = number[1:]
	}
	return string(number)
}

// inWord reports whether what comes behind context and read goes on a word. A
// percent code or an escape is no part of one.
func inWord(context, read []byte) bool {
	at := func(back int) byte {
		if back <= len(read) {
			return read[len(read)-back]
		}
		return byteAt(context, len(context)+len(read)-back)
	}
	switch last := at(1); {
	case !is(last, alnum) && last != '_':
		return false
	case at(3) == '%' && isHex(at(2)) && isHex(last):
		return false
	case at(2) == '\\' && (last == 'n' || last == 't' || last == 'r'):
		return false
	}
	return true
}

// longestBent is how many bytes the longest placeholder may come back as.
func (t *table) longestBent() int {
	if t.prefix == "" {
		return 0
	}
	return t.longest + maxZeros + (maxJoint-1)*(strings.Count(t.prefix, "_")+t.joints+1)
}

// bentPrefix reports whether text holds what could be read as a placeholder
// that begins with prefix.
func (t *table) bentPrefix(text []byte, prefix string) bool {
	probe := &table{prefix: prefix, labels: t.labels}
	first, second := prefix[0]|0x20, prefix[1]|0x20
	for i, b := range text {
		if b|0x20 == first && i+1 < len(text) && text[i+1]|0x20 == second && probe.bentAt(text, i, nil).word != "" {
			return true
		}
	}
	return false
}
