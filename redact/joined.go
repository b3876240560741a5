package redact

// minJoined is the shortest value searched for in a joined text: shorter ones
// arise by chance when words are put together.
const minJoined = 16

// Sizes of the windows in which a text is joined, in bytes. A value that
// starts in one window ends in the same or the next, which repeats the last
// joinedOverlap bytes.
const (
	joinedWindow  = 128 << 10
	joinedOverlap = 2 * maxRepeated
)

// joinedHits searches the text without blanks, line ends, quotes and the marks
// that put string literals together, so that a wrapped or split secret is
// whole.
func joinedHits(text []byte, k *knowledge) []hit {
	var hits []hit
	v := make([]byte, 0, min(len(text), joinedWindow))
	back := make([]int32, 0, cap(v))
	for i := 0; i < len(text); {
		for i < len(text) && len(v) < joinedWindow {
			if n := skipped(text, i); n > 0 {
				i += n
				continue
			}
			v, back = append(v, text[i]), append(back, int32(i))
			i++
		}
		k.search(v, minJoined, func(start, end int, r *row, why *rule) {
			hits = append(hits, hit{int(back[start]), int(back[end-1]) + 1, r, why, nowhere})
		})
		if i < len(text) {
			keep := len(v) - joinedOverlap
			v = v[:copy(v, v[keep:])]
			back = back[:copy(back, back[keep:])]
		}
	}
	return hits
}

// skipped returns how many bytes at i are left out of a joined text.
func skipped(text []byte, i int) int {
	switch b := text[i]; {
	case is(b, space|quote):
		return 1
	case b == '\\':
		if next := byteAt(text, i+1); next == 'n' || next == 'r' || next == 't' {
			return 2
		}
		return 1
	case b == '>' && byteAt(text, i-1) == '\n':
		return 1 // a quoted line of a mail
	case b != '+':
		return 0
	case is(byteAt(text, i-1), space|quote) && is(byteAt(text, i+1), space|quote), byteAt(text, i-1) == '\n':
		return 1 // "a" + "b", added line of a diff
	}
	return 0
}
