package redact

import (
	"bytes"
	"encoding/binary"
)

// A secret is also recognised by a part: logs cut them, mail wraps them. Three
// fifths of one are as good as all of it to somebody who tries the rest, and
// of a long one minStretch bytes. Windows of windowBytes are kept so densely
// that a part of that length holds at least one of them.
const (
	windowBytes = 8
	minPart     = 8
	minStretch  = 24
	maxSources  = 4 // places kept for one window; equal ones are headers
)

// A stretches finds long parts of secrets.
type stretches struct {
	windows map[uint64][]source
}

// A source is where a window comes from.
type source struct {
	text   []byte // the value, or a base64 run of it
	offset int
	least  int // the shortest part that counts
	row    *row
}

func newStretches() *stretches { return &stretches{} }

func (s *stretches) empty() bool { return len(s.windows) == 0 }

// add keeps a value. Of a value with lines only the base64 runs count: line
// ends and BEGIN lines are not secret.
func (s *stretches) add(v []byte, r *row) {
	if bytes.IndexByte(v, '\n') < 0 && !bytes.Contains(v, []byte("-----")) {
		if len(v) > minPart {
			s.keepAll(v, r)
		}
		return
	}
	for i := 0; i < len(v); i++ {
		end := base64Run(v, i)
		if end-i >= minStretch {
			s.keepAll(v[i:end], r)
		}
		i = end
	}
}

func base64Run(v []byte, i int) int {
	for i < len(v) && (is(v[i], alnum) || v[i] == '+' || v[i] == '/') {
		i++
	}
	return i
}

func (s *stretches) keepAll(v []byte, r *row) {
	least := min(max((len(v)*3+4)/5, minPart), minStretch)
	step := least - windowBytes + 1
	for k := 0; k+windowBytes <= len(v); k += step {
		s.keep(source{v, k, least, r})
	}
}

func (s *stretches) keep(from source) {
	window := binary.LittleEndian.Uint64(from.text[from.offset:])
	if sameRun(from.text[from.offset:]) >= windowBytes {
		return // padding
	}
	if s.windows == nil {
		s.windows = make(map[uint64][]source)
	}
	if len(s.windows[window]) < maxSources {
		s.windows[window] = append(s.windows[window], from)
	}
}

// around calls found for every part, long enough, with the window at i in it.
// It returns up to where further windows add nothing.
func (s *stretches) around(text []byte, i int, found func(start, end int, r *row)) (next int) {
	next = i + 1
	if i+windowBytes > len(text) {
		return next
	}
	last := 0
	for _, from := range s.windows[binary.LittleEndian.Uint64(text[i:])] {
		start, end := from.extend(text, i)
		if end-start >= from.least && isTelling(text[start:end]) && end > last {
			last = end
			found(start, end, from.row)
		}
	}
	return max(next, last-windowBytes+1)
}

// isTelling reports whether a part is more than a word that a password may
// share with any text.
func isTelling(part []byte) bool { return changes(part) >= 2 }

// maxExtend bounds how far a match is followed, so that a text made of one
// window repeated stays linear. A longer match has more windows in it.
const maxExtend = 64

// extend returns the longest common run around the window found at i.
func (f source) extend(text []byte, i int) (start, end int) {
	before := commonSuffix(f.text[:f.offset], text[:i])
	after := commonPrefix(f.text[f.offset:], text[i:])
	return i - before, i + after
}

func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b), maxExtend)
	if bytes.Equal(a[:n], b[:n]) {
		return n
	}
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

func commonSuffix(a, b []byte) int {
	n := min(len(a), len(b), maxExtend)
	for i := range n {
		if a[len(a)-1-i] != b[len(b)-1-i] {
			return i
		}
	}
	return n
}
