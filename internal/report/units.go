package report

import (
	"unicode/utf8"

	"stackengine.dev/sandbox/internal/source"
)

// stride is how many bytes lie between two known positions.
const stride = 1024

// units turns a document's byte offsets into UTF-16 units, in constant time.
type units struct {
	doc    *source.Document
	before []int32 // UTF-16 units before each multiple of stride; nil where all bytes are ASCII
}

func newUnits(doc *source.Document) *units {
	u := &units{doc: doc}
	if isASCII(doc.Text) {
		return u
	}
	total := 0
	for at := 0; at < len(doc.Text); at += stride {
		u.before = append(u.before, int32(total))
		total += count16(doc.Text[at:min(at+stride, len(doc.Text))])
	}
	return u
}

func (u *units) offset(at int) int {
	if u.before == nil {
		return at
	}
	k := min(at/stride, len(u.before)-1)
	return int(u.before[k]) + count16(u.doc.Text[k*stride:at])
}

func (u *units) rangeOf(s source.Span) Range {
	line := u.doc.Line(s.Start)
	start := u.offset(s.Start)
	return Range{
		File: u.doc.Name, Line: line,
		Column: 1 + start - u.offset(u.doc.LineSpan(line).Start),
		Start:  start, End: u.offset(s.End),
	}
}

// RangesOf says where a span of doc is, as the page counts.
func RangesOf(doc *source.Document) func(source.Span) Range { return newUnits(doc).rangeOf }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// count16 is the number of UTF-16 units in s, each counted at its rune's first
// byte, so that s may begin and end inside a rune.
func count16(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
		if s[i] >= 0xf0 {
			n++ // beyond the basic plane: a surrogate pair
		}
	}
	return n
}
