package redact

import "bytes"

// Random secrets are also recognised by a part: logs cut them, mail wraps
// them. Every eighth window of sixteen bytes is kept, so a part of
// minStretch bytes holds at least one of them.
const (
	windowBytes = 16
	windowStep  = 8
	minStretch  = 24
	maxSources  = 4 // places kept for one window; equal ones are headers
)

// A stretches finds long parts of random values.
type stretches struct {
	windows map[[windowBytes]byte][]source
	pairs   [1 << 10]uint64 // first two bytes of all windows, as a bit set
}

// A source is where a window comes from.
type source struct {
	text   []byte // a base64 run of the value
	offset int
	row    *row
}

func newStretches() *stretches { return &stretches{} }

func (s *stretches) empty() bool { return len(s.windows) == 0 }

// add keeps the base64 runs of a value. The parts between them (line ends,
// BEGIN lines) are not secret.
func (s *stretches) add(v []byte, r *row) {
	for i := 0; i < len(v); i++ {
		end := base64Run(v, i)
		if text := v[i:end]; len(text) >= minStretch {
			for k := 0; k+windowBytes <= len(text); k += windowStep {
				s.keep(text, k, r)
			}
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

func (s *stretches) keep(text []byte, k int, r *row) {
	window := [windowBytes]byte(text[k:])
	if changes(window[:]) < windowBytes/4 {
		return // padding, a run of one letter, a word
	}
	if s.windows == nil {
		s.windows = make(map[[windowBytes]byte][]source)
	}
	if len(s.windows[window]) < maxSources {
		s.windows[window] = append(s.windows[window], source{text, k, r})
	}
	p := uint16(window[0])<<8 | uint16(window[1])
	s.pairs[p>>6] |= 1 << (p & 63)
}

// search calls found for every part of minStretch or more bytes.
func (s *stretches) search(text []byte, found func(start, end int, r *row)) {
	if s.empty() {
		return
	}
	for i := 0; i+windowBytes <= len(text); i++ {
		p := uint16(text[i])<<8 | uint16(text[i+1])
		if s.pairs[p>>6]&(1<<(p&63)) == 0 {
			continue
		}
		best := 0
		for _, from := range s.windows[[windowBytes]byte(text[i:])] {
			start, end := from.extend(text, i)
			if end-start >= minStretch && end-start > best {
				best = end - start
				found(start, end, from.row)
			}
		}
		if best > 0 {
			i += windowBytes - 1 // the next window of the same stretch adds nothing
		}
	}
}

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
