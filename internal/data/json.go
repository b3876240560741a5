package data

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"stackengine.dev/sandbox/internal/source"
)

// ReadJSON reads the value at offset at of doc. Text that ends too early gives
// what there is of it, Partial; anything else that is not JSON ends the
// reading, and the second result is false. Comments and commas before a
// bracket, which JSON's relatives allow, are passed over.
func ReadJSON(doc *source.Document, at int) (*Node, bool) {
	r := jsonReader{text: doc.Text, at: at}
	return r.value(0, nil)
}

type jsonReader struct {
	text string
	at   int

	// skip, where it is not nil, says which collections of a large text are
	// passed over: those that lie in a span and belong to a key.
	skip   func(source.Span, *Node) bool
	passed int // how many bytes were read to find that out
}

// peek is the next byte that is no blank and no comment; 0 at the end.
func (r *jsonReader) peek() byte {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			r.at++
		case strings.HasPrefix(r.text[r.at:], "//"):
			r.at = lineEnd(r.text, r.at)
		default:
			return c
		}
	}
	return 0
}

// value reads the value that comes next, a member under key. It is false where
// the text is no JSON from there on.
func (r *jsonReader) value(depth int, key *Node) (*Node, bool) {
	c := r.peek()
	n := &Node{JSON: true, Key: key, Span: source.Span{Start: r.at, End: r.at}}
	if depth >= maxDepth {
		n.Kind, n.Partial = Scalar, true
		return n, false
	}
	ok := true
	switch c {
	case '{', '[':
		n.Kind, n.Flow = Sequence, true
		if c == '{' {
			n.Kind = Mapping
		}
		if r.skip != nil && depth >= 1 && depth <= 3 {
			if n.End = r.past(); n.End > 0 && r.skip(n.Span, key) {
				r.at = n.End
				return n, true
			}
		}
		ok = r.members(n, depth)
		n.Partial = !ok
		n.End = r.at
		n.adopt()
	case '"':
		ok = r.quoted(n)
	default:
		for r.at < len(r.text) && strings.IndexByte(" \t\r\n,:]}[{\"'", r.text[r.at]) < 0 {
			r.at++
		}
		n.Kind, n.End = Scalar, r.at
		n.Text = r.text[n.Start:n.End]
		ok = n.Len() > 0
	}
	return n, ok
}

// members reads what stands in the brackets of n.
func (r *jsonReader) members(n *Node, depth int) bool {
	closer := r.text[r.at] + 2 // } is { plus 2, and ] is [ plus 2
	r.at++
	for {
		if r.peek() == closer {
			r.at++
			return true
		}
		var key *Node
		if n.Kind == Mapping {
			key = &Node{JSON: true, Parent: n}
			if r.peek() != '"' || !r.quoted(key) || r.peek() != ':' {
				return false
			}
			r.at++
		}
		child, ok := r.value(depth+1, key)
		n.Items = append(n.Items, child)
		if !ok {
			return false
		}
		if r.peek() == ',' {
			r.at++
		} else if r.peek() != closer {
			return false
		}
	}
}

// past is the end of the collection that starts here, judged by brackets and
// quotes alone; 0 where it does not end.
func (r *jsonReader) past() int {
	depth, i := 0, r.at
	defer func() { r.passed += i - r.at }()
	for ; i < len(r.text); i++ {
		switch r.text[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"':
			for i++; i < len(r.text) && r.text[i] != '"' && r.text[i] != '\n'; i++ {
				if r.text[i] == '\\' {
					i++
				}
			}
		}
	}
	return 0
}

// quoted reads a string. It fails where the line or the text ends first.
func (r *jsonReader) quoted(n *Node) bool {
	n.Kind, n.Style = Scalar, Double
	n.Start = r.at + 1
	for r.at++; r.at < len(r.text); r.at++ {
		switch r.text[r.at] {
		case '\\':
			r.at++
		case '\n':
			n.End = r.at
			return false
		case '"':
			n.End = r.at
			n.Text = Unquote(r.text[n.Start:n.End])
			r.at++
			return true
		}
	}
	r.at = len(r.text)
	n.End = r.at
	return false
}

// Unquote undoes JSON's escapes in raw, the inside of a string. What is no
// escape stays as it is.
func Unquote(raw string) string {
	next := strings.IndexByte(raw, '\\')
	if next < 0 {
		return raw
	}
	var out strings.Builder
	out.Grow(len(raw))
	for ; next >= 0 && next+1 < len(raw); next = strings.IndexByte(raw, '\\') {
		out.WriteString(raw[:next])
		i := strings.IndexByte(`nrtbf"\/`, raw[next+1])
		if i >= 0 {
			out.WriteByte("\n\r\t\b\f\"\\/"[i])
			raw = raw[next+2:]
			continue
		}
		r, size := unicodeEscape(raw[next:])
		out.WriteRune(r)
		raw = raw[next+size:]
	}
	out.WriteString(raw)
	return out.String()
}

// unicodeEscape reads \u00e9, or two of them that make one character, at the
// start of raw, and says how many bytes they take.
func unicodeEscape(raw string) (rune, int) {
	first, ok := hex4(raw)
	if !ok {
		return '\\', 1
	}
	if utf16.IsSurrogate(first) {
		if second, ok := hex4(raw[6:]); ok {
			if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
				return r, 12
			}
		}
		return utf8.RuneError, 6
	}
	return first, 6
}

func hex4(raw string) (rune, bool) {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(raw[2:6], 16, 16)
	return rune(n), err == nil
}

// Inside reads JSON that stands in the string n, which may be a string of
// JSON itself with its quotes escaped. Offsets are those of doc. A scalar in
// it whose text has escapes of its own is not Exact.
func Inside(doc *source.Document, n *Node) (*Node, bool) {
	if n.Kind != Scalar || n.Style == Block {
		return nil, false
	}
	masked := doc.Mask(n.Span)
	open := false
	for i := 0; i+1 < len(masked); i++ {
		if masked[i] != '\\' {
			continue
		}
		switch masked[i+1] {
		case '"':
			masked[i] = ' '
			if open { // the blank goes outside of what is quoted
				masked[i], masked[i+1] = '"', ' '
			}
			open = !open
		case 'n', 't', 'r':
			masked[i], masked[i+1] = ' ', ' '
		default: // an escape of the inner text, which is not undone
		}
		i++
	}
	r := jsonReader{text: string(masked)}
	found, ok := r.value(0, nil)
	found.shift(n.Start)
	return found, ok && found.Kind != Scalar
}

// shift moves n and what it holds by offset.
func (n *Node) shift(offset int) {
	n.Start, n.End = n.Start+offset, n.End+offset
	if n.Key != nil {
		n.Key.shift(offset)
	}
	for _, item := range n.Items {
		item.shift(offset)
	}
}
