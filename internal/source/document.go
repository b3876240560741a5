// Package source holds pasted text and positions in it. It knows no
// notation: it finds lines, checks that text is text, and keeps what the
// editor and the parsers would lose (the byte order mark, mixed line endings).
package source

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// MaxBytes is the largest Document that New accepts: 50 MiB.
const MaxBytes = 50 << 20

const bom = "\uFEFF"

// A Span is a half-open range of bytes, [Start, End), of one Document's Text.
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte, or one of them is an
// insertion point inside the other.
func (s Span) Overlaps(t Span) bool {
	if s.Len() == 0 && t.Len() == 0 {
		return s.Start == t.Start
	}
	return s.Start < t.End && t.Start < s.End
}

// A Place is a Span and the Document it belongs to.
type Place struct {
	Doc *Document
	Span
}

// Text is the bytes at p.
func (p Place) Text() string { return p.Doc.Text[p.Start:p.End] }

// A Problem is a part of the text that its notation's parser refused.
type Problem struct {
	Place
	Message string // one sentence, without the user's text
}

// EOL says how the lines of a Document end.
type EOL uint8

const (
	LF    EOL = iota // "\n" throughout, or no line ending at all
	CRLF             // "\r\n" throughout
	Mixed            // both
)

// String is the line ending that a new line in the document gets. A document
// of mixed endings gets "\n"; Document.EOLAt knows better.
func (e EOL) String() string {
	if e == CRLF {
		return "\r\n"
	}
	return "\n"
}

// A Document is one file or one paste. It never changes.
type Document struct {
	Name string // as given; "" for a paste
	Text string // UTF-8, without the byte order mark
	BOM  bool   // a byte order mark stood before Text
	EOL  EOL

	starts []int32 // offset of each line's first byte
}

// New takes text as it was pasted. It fails if text is not UTF-8, holds a NUL
// byte, or is larger than MaxBytes; the message names the place.
func New(name, text string) (*Document, error) {
	if len(text) > MaxBytes {
		return nil, fmt.Errorf("the text is %d bytes; the limit is %d (50 MiB): paste the part that fails", len(text), MaxBytes)
	}
	d := &Document{Name: name, Text: strings.TrimPrefix(text, bom)}
	d.BOM = len(d.Text) != len(text)
	d.index()
	if bad := invalidByte(d.Text); bad >= 0 {
		return nil, fmt.Errorf("line %d is not text (byte %d is not UTF-8): save the file as UTF-8 and try again", d.Line(bad), bad)
	}
	if nul := strings.IndexByte(d.Text, 0); nul >= 0 {
		return nil, fmt.Errorf("line %d holds a NUL byte: this is a binary file, or UTF-16; save it as UTF-8 and try again", d.Line(nul))
	}
	return d, nil
}

// invalidByte is the offset of the first byte of s that is not UTF-8, or -1.
func invalidByte(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// index finds the lines of d and how they end.
func (d *Document) index() {
	d.starts = make([]int32, 1, 1+strings.Count(d.Text, "\n"))
	crlf := 0
	for at := 0; ; {
		n := strings.IndexByte(d.Text[at:], '\n')
		if n < 0 {
			break
		}
		at += n + 1
		if at >= 2 && d.Text[at-2] == '\r' {
			crlf++
		}
		d.starts = append(d.starts, int32(at))
	}
	switch crlf {
	case 0:
		d.EOL = LF
	case len(d.starts) - 1:
		d.EOL = CRLF
	default:
		d.EOL = Mixed
	}
}

// Lines is the number of lines, at least 1.
func (d *Document) Lines() int { return len(d.starts) }

// Line is the line, from 1, that holds the byte at offset.
func (d *Document) Line(offset int) int {
	return sort.Search(len(d.starts), func(i int) bool { return int(d.starts[i]) > offset })
}

// LineSpan is the bytes of line n, from 1, with its line ending.
func (d *Document) LineSpan(n int) Span {
	end := len(d.Text)
	if n < len(d.starts) {
		end = int(d.starts[n])
	}
	return Span{int(d.starts[n-1]), end}
}

// LineText is line n, from 1, without its line ending.
func (d *Document) LineText(n int) string {
	s := d.LineSpan(n)
	return strings.TrimRight(d.Text[s.Start:s.End], "\r\n")
}

// EOLAt is the line ending that a line inserted at offset should carry: that
// of the line which holds offset, else that of the line before it.
func (d *Document) EOLAt(offset int) string {
	for n := d.Line(offset); n >= 1; n-- {
		s := d.LineSpan(n)
		switch line := d.Text[s.Start:s.End]; {
		case strings.HasSuffix(line, "\r\n"):
			return "\r\n"
		case strings.HasSuffix(line, "\n"):
			return "\n"
		}
	}
	return d.EOL.String()
}

// At is the Place of a Span in d.
func (d *Document) At(s Span) Place { return Place{Doc: d, Span: s} }

// Whole is text with its byte order mark put back, if there was one.
func (d *Document) Whole(text string) string {
	if d.BOM {
		return bom + text
	}
	return text
}

// Mask returns the bytes of s as a copy of equal length, for a parser that
// must not see some of them: offsets in the copy are offsets in s. Callers
// overwrite what has to disappear with blanks.
func (d *Document) Mask(s Span) []byte { return []byte(d.Text[s.Start:s.End]) }
