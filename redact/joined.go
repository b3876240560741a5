package redact

import "sort"

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

// A stretch of a joined text that stands in the text as it is: from at on, up
// to the next one, the text's offset is from.
type whole struct{ at, from int32 }

// joinedHits searches the text without blanks, line ends, quotes and the marks
// that put string literals together, so that a wrapped or split secret is
// whole.
func joinedHits(text []byte, k *knowledge) []hit {
	var hits []hit
	v := make([]byte, 0, min(len(text), joinedWindow))
	var runs []whole
	origin := func(i int) int {
		r := runs[sort.Search(len(runs), func(n int) bool { return int(runs[n].at) > i })-1]
		return int(r.from) + i - int(r.at)
	}
	for i := 0; ; {
		v, runs = v[:0], runs[:0]
		for i < len(text) && len(v) < joinedWindow {
			start := i
			limit := min(len(text), i+joinedWindow-len(v))
			for i < limit && !glue[text[i]] {
				i++
			}
			if i == start && i < limit {
				if n := skipped(text, i); n > 0 {
					i += n
					continue
				}
				i++
			}
			runs = append(runs, whole{int32(len(v)), int32(start)})
			v = append(v, text[start:i]...)
		}
		k.search(v, minJoined, func(start, end int, r *row, why *rule) {
			from, to := origin(start), origin(end-1)+1
			if to-from > end-start { // else it was seen in the text itself
				hits = append(hits, hit{from, to, r, why, nowhere})
			}
		})
		if i >= len(text) {
			return hits
		}
		i = origin(len(v) - joinedOverlap)
	}
}

// glue holds the bytes that skipped may leave out.
var glue = [256]bool{
	' ': true, '\t': true, '\n': true, '\r': true, '\v': true, '\f': true, '"': true, '\'': true, '`': true, '\\': true, '>': true, '+': true,
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
