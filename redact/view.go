package redact

import "sort"

// A coding is a way in which a part of a text is written.
type coding uint8

const (
	percentCoded coding = iota
	jsonEscaped
	htmlEscaped
	blobCoded     // base64 or hex: only replaced whole
	literals      // string literals that an operator puts together
	looseLiterals // string literals side by side, which may be one or not
	codings       // how many there are
)

// A segment is a part of a text that may read differently once decoded.
type segment struct {
	start, end int
	coding     coding
}

// A view is a text as some reader would see it: the decoded segments of a
// text, one after the other, with the way back to the offsets of the original.
type view struct {
	text   []byte
	pieces []piece // ascending; nil if the view is the text itself
	parts  []part
	parent *view // the text the offsets of pieces belong to; nil for the original
}

// A piece maps bytes of a view from at on, up to the next piece. Exact pieces
// stand in the parent as they are. Others were written otherwise, as an escape
// or a blob, and are replaced whole, up to where the next piece begins.
type piece struct {
	at   int32
	from int32 // in the parent; its complement for pieces that are not exact
}

func (p piece) start() int {
	if p.from < 0 {
		return int(^p.from)
	}
	return int(p.from)
}

// A part is where a segment begins in a view.
type part struct {
	at     int32
	coding coding
}

// A place is a range of the original text that a range of a view stands for.
type place struct {
	start, end int
	blob       bool // within base64 or hex
	crosses    bool // more than one piece of a literal
	loose      bool
}

// origin returns the place of the view's range; an empty one if there is none
// because the range is in two segments.
func (v *view) origin(start, end int) place {
	p := place{start: start, end: end}
	for ; v != nil && v.pieces != nil && p.start < p.end; v = v.parent {
		in := partAt(v.parts, p.start)
		if in != partAt(v.parts, p.end-1) {
			return place{}
		}
		switch v.parts[in].coding {
		case blobCoded:
			p.blob = true
		case looseLiterals:
			p.loose = true
		}
		first, last := pieceAt(v.pieces, p.start), pieceAt(v.pieces, p.end-1)
		p.crosses = p.crosses || first != last
		from, to := v.pieces[first], v.pieces[last]
		begin, end := from.start(), to.start()
		if from.from >= 0 {
			begin += p.start - int(from.at)
		}
		if to.from >= 0 {
			end += p.end - int(to.at)
		} else if last+1 < len(v.pieces) {
			end = v.pieces[last+1].start()
		}
		p.start, p.end = begin, end
	}
	return p
}

func pieceAt(pieces []piece, i int) int {
	return sort.Search(len(pieces), func(k int) bool { return int(pieces[k].at) > i }) - 1
}

func partAt(parts []part, i int) int {
	return sort.Search(len(parts), func(k int) bool { return int(parts[k].at) > i }) - 1
}

// accepts reports whether a find in the view that starts at i means something
// there. What lies in one literal was seen in the text itself, and literals
// without an operator are put together for what has a form of its own.
func (v *view) accepts(i int, p place, r *row) bool {
	if v.pieces == nil {
		return true
	}
	switch v.parts[partAt(v.parts, i)].coding {
	case literals, looseLiterals:
		if !p.crosses {
			return false
		}
	}
	return !p.loose || r.gate || r.random
}

// keep appends the parent's bytes [start, end) as they are.
func (v *view) keep(text []byte, start, end int) {
	if start < end {
		v.pieces = append(v.pieces, piece{int32(len(v.text)), int32(start)})
		v.text = append(v.text, text[start:end]...)
	}
}

// put appends decoded bytes that stand for the parent's bytes from start on.
func (v *view) put(start int, decoded ...byte) {
	v.pieces = append(v.pieces, piece{int32(len(v.text)), ^int32(start)})
	v.text = append(v.text, decoded...)
}

// maxDepth is how often a text is decoded: base64 in JSON in JSON in percent
// codes.
const maxDepth = 5

// decoded returns the view of all segments of the text of parent, or nil if
// there is nothing to see. budget is how many bytes it may add; what is left
// is below zero if that is not enough.
func decoded(parent *view, segments []segment, budget int) (v *view, left int) {
	v = &view{parent: parent}
	for _, s := range segments {
		begin, pieces := len(v.text), len(v.pieces)
		v.parts = append(v.parts, part{int32(begin), s.coding})
		if !v.decode(parent.text, s, budget-v.size()) {
			v.text, v.pieces, v.parts = v.text[:begin], v.pieces[:pieces], v.parts[:len(v.parts)-1]
			continue
		}
		v.put(s.end, '\n', 0, '\n') // segments know nothing of each other
		if v.size() > budget {
			return nil, -1
		}
	}
	if len(v.text) == 0 {
		return nil, budget
	}
	return v, budget - v.size()
}

// size is about what a view takes, in bytes.
func (v *view) size() int { return len(v.text) + 8*len(v.pieces) }

// decode appends a segment; ok is false if there is nothing in it.
func (v *view) decode(text []byte, s segment, budget int) (ok bool) {
	switch s.coding {
	case percentCoded:
		v.decodePercent(text, s.start, s.end)
	case jsonEscaped:
		v.decodeEscapes(text, s.start, s.end)
	case htmlEscaped:
		v.decodeEntities(text, s.start, s.end)
	case blobCoded:
		return v.decodeBlob(text, s.start, s.end, budget)
	default:
		v.joinLiterals(text, s.start, s.end, s.coding)
	}
	return true
}
