package redact

import (
	"bytes"
	"sort"
)

// A view is a text as some reader would see it, with the way back to the
// offsets of the original.
type view struct {
	text   []byte
	steps  []step
	joined bool
}

// A step is where a view and its original drift apart: from offset at of the
// view on, the original's offset is greater by shift.
type step struct {
	at, shift int32
	// cut says that bytes were left out before at, which belong to no byte
	// of the view. Otherwise the byte before at stands for several.
	cut bool
}

// origin returns the original range of the view's range.
func (v view) origin(start, end int) (from, to int) {
	from = start + v.shift(start)
	k := v.stepAt(end)
	if k > 0 && int(v.steps[k-1].at) == end && v.steps[k-1].cut {
		return from, end - 1 + v.shift(end-1) + 1
	}
	return from, end + v.shift(end)
}

// stepAt returns how many steps begin at i or before.
func (v view) stepAt(i int) int {
	return sort.Search(len(v.steps), func(k int) bool { return int(v.steps[k].at) > i })
}

func (v view) shift(i int) int {
	if k := v.stepAt(i); k > 0 {
		return int(v.steps[k-1].shift)
	}
	return 0
}

// A viewer builds a view.
type viewer struct {
	view
	done int // bytes of the original that are read
}

// put adds a byte that stands for n bytes of the original.
func (v *viewer) put(b byte, n int) {
	v.text = append(v.text, b)
	v.done += n
	if n != 1 {
		v.drift(false)
	}
}

// skip leaves out n bytes of the original.
func (v *viewer) skip(n int) {
	v.done += n
	v.drift(true)
}

func (v *viewer) drift(cut bool) {
	s := step{int32(len(v.text)), int32(v.done - len(v.text)), cut}
	if k := len(v.steps); k > 0 && v.steps[k-1].at == s.at {
		s.cut = s.cut && v.steps[k-1].cut
		v.steps = v.steps[:k-1]
	}
	v.steps = append(v.steps, s)
}

// minJoined is the shortest value searched for in a joined view: shorter ones
// arise by chance when words are put together.
const minJoined = 16

// joinedView is the text without blanks, line ends, quotes and the marks that
// put string literals together, so that a wrapped or split secret is whole.
func joinedView(text []byte) view {
	v := viewer{view: view{joined: true, text: make([]byte, 0, len(text))}}
	for i := 0; i < len(text); i = v.done {
		b := text[i]
		switch {
		case is(b, space|quote):
			v.skip(1)
		case b == '\\' && (byteAt(text, i+1) == 'n' || byteAt(text, i+1) == 'r' || byteAt(text, i+1) == 't'):
			v.skip(2)
		case b == '\\',
			b == '+' && is(byteAt(text, i-1), space|quote) && is(byteAt(text, i+1), space|quote), // "a" + "b"
			b == '+' && byteAt(text, i-1) == '\n',                                                // added line of a diff
			b == '>' && byteAt(text, i-1) == '\n':                                                // quoted mail
			v.skip(1)
		default:
			v.put(b, 1)
		}
	}
	return v.view
}

// decodings are the views in which the rules look once more, each only of the
// lines that it changes.
var decodings = []func(text []byte) (view, bool){unescapedView, percentView, entityView, literalView}

// changedLines calls each for the lines of text that a decoding may change
// because they hold sign, and leaves out the others.
func changedLines(text []byte, sign byte, each func(v *viewer, line []byte, from int)) (view, bool) {
	if bytes.IndexByte(text, sign) < 0 {
		return view{}, false
	}
	v := &viewer{}
	for i := 0; i < len(text); {
		k := bytes.IndexByte(text[i:], sign)
		if k < 0 {
			break
		}
		start := i + bytes.LastIndexByte(text[i:i+k], '\n') + 1
		stop := bytes.IndexByte(text[i+k:], '\n')
		if stop < 0 {
			stop = len(text)
		} else {
			stop += i + k + 1
		}
		if start > v.done {
			v.skip(start - v.done)
		}
		each(v, text[start:stop], start)
		i = stop
	}
	return v.view, true
}

// unescapedView undoes one level of the escapes of JSON and its kin.
func unescapedView(text []byte) (view, bool) {
	if !bytes.Contains(text, []byte(`\"`)) && !bytes.Contains(text, []byte(`\u00`)) && !bytes.Contains(text, []byte(`\/`)) && !bytes.Contains(text, []byte(`\n`)) {
		return view{}, false
	}
	return changedLines(text, '\\', func(v *viewer, line []byte, from int) {
		for i := 0; i < len(line); i = v.done - from {
			b := line[i]
			if b != '\\' || i+1 == len(line) {
				v.put(b, 1)
				continue
			}
			switch next := line[i+1]; {
			case next == 'n':
				v.put('\n', 2)
			case next == 't', next == 'r':
				v.put(' ', 2)
			case next == '\\', next == '/', is(next, quote):
				v.put(next, 2)
			case next == 'u' && at(line, i+2, "00") && i+6 <= len(line) && isHex(line[i+4]) && isHex(line[i+5]):
				v.put(hexByte(line[i+4], line[i+5]), 6)
			default:
				v.put(b, 1)
			}
		}
	})
}

// percentView undoes percent codes.
func percentView(text []byte) (view, bool) {
	return changedLines(text, '%', func(v *viewer, line []byte, from int) {
		for i := 0; i < len(line); i = v.done - from {
			if line[i] == '%' && i+2 < len(line) && isHex(line[i+1]) && isHex(line[i+2]) {
				v.put(hexByte(line[i+1], line[i+2]), 3)
			} else {
				v.put(line[i], 1)
			}
		}
	})
}

// entities are the references of HTML and XML that encoders write.
var entities = []struct {
	name string
	byte byte
}{
	{"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&apos;", '\''}, {"&#34;", '"'}, {"&#39;", '\''}, {"&#x27;", '\''}, {"&#x2F;", '/'},
	{"&#61;", '='}, {"&#x3D;", '='}, {"&#43;", '+'}, {"&#x2B;", '+'}, {"&#38;", '&'}, {"&#10;", '\n'}, {"&#xA;", '\n'},
}

func entityView(text []byte) (view, bool) {
	return changedLines(text, '&', func(v *viewer, line []byte, from int) {
	bytes:
		for i := 0; i < len(line); i = v.done - from {
			if line[i] == '&' {
				for _, e := range entities {
					if at(line, i, e.name) {
						v.put(e.byte, len(e.name))
						continue bytes
					}
				}
			}
			v.put(line[i], 1)
		}
	})
}

// literalView puts string literals together that a program joins: "a" + "b",
// 'a' . 'b', "a" & "b", "a" and "b" on the next line.
func literalView(text []byte) (view, bool) {
	v := &viewer{}
	joins := 0
	for i := 0; i < len(text); i = v.done {
		if is(text[i], quote) && i > 0 && !is(text[i-1], space|quote) {
			if next := literalJoin(text, i); next > 0 {
				joins++
				v.skip(next - i)
				continue
			}
		}
		v.put(text[i], 1)
	}
	return v.view, joins > 0
}

// maxJoin is how far apart two literals may stand, in bytes.
const maxJoin = 80

// literalJoin returns where the next literal's text begins if the quote at i
// closes one that is joined to it, or 0.
func literalJoin(text []byte, i int) int {
	operators, lines := 0, 0
	for k := i + 1; k < len(text) && k-i < maxJoin; k++ {
		switch b := text[k]; {
		case b == ' ' || b == '\t' || b == '\r' || b == '\\':
		case b == '\n':
			lines++
		case b == '+' || b == '.' || b == '&':
			operators++
		case b == text[i] && is(byteAt(text, k+1), alnum|joint) && (operators == 1 || operators == 2 && text[k-1] != '+' || operators == 0 && lines == 1 && !isKey(text, k+1, b)):
			return k + 1
		default:
			return 0
		}
	}
	return 0
}

// isKey reports whether the literal that opens before i with quote q has a
// value behind it, so that it is no second half of anything.
func isKey(text []byte, i int, q byte) bool {
	for limit := i + maxJoin; i < limit && i < len(text) && text[i] != '\n'; i++ {
		if text[i] == q {
			next := byteAt(text, skipBlanks(text, i+1))
			return next == '=' || next == ':' || next == ','
		}
	}
	return true
}

func hexByte(high, low byte) byte { return hexDigit(high)<<4 | hexDigit(low) }

func hexDigit(b byte) byte {
	if is(b, digit) {
		return b - '0'
	}
	return toLower(b) - 'a' + 10
}
