package redact

// A view is a text as some reader would see it, with the way back to the
// offsets of the original.
type view struct {
	text   []byte
	back   []int32 // original offset of each byte; nil if they are the same
	joined bool
}

// origin returns the original range of the view's range.
func (v view) origin(start, end int) (from, to int) {
	if v.back == nil {
		return start, end
	}
	return int(v.back[start]), int(v.back[end-1]) + 1
}

// minJoined is the shortest value searched for in a joined view: shorter ones
// arise by chance when words are put together.
const minJoined = 16

// joinedView is the text without blanks, line ends, quotes and the marks that
// put string literals together, so that a wrapped or split secret is whole.
func joinedView(text []byte) view {
	v := view{joined: true, text: make([]byte, 0, len(text)), back: make([]int32, 0, len(text))}
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case is(b, space|quote):
			continue
		case b == '\\':
			if next := byteAt(text, i+1); next == 'n' || next == 'r' || next == 't' {
				i++
			}
			continue
		case b == '+' && is(byteAt(text, i-1), space|quote) && is(byteAt(text, i+1), space|quote):
			continue // "a" + "b"
		case b == '+' && byteAt(text, i-1) == '\n':
			continue // added line of a diff
		}
		v.text = append(v.text, b)
		v.back = append(v.back, int32(i))
	}
	return v
}
