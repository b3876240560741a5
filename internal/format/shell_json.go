package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A jsonNode is a value in JSON that stands inside shell text, with its place.
type jsonNode struct {
	source.Span
	key      source.Span // the member's name with its quotes; empty in lists
	kind     byte        // '{', '[', '"', or 'v' for numbers and words
	children []jsonNode
}

// readJSON reads the value at offset at of text. Text that ends too early
// gives what there is of it; anything else that is not JSON ends the reading.
func readJSON(text string, at int) (jsonNode, bool) {
	r := jsonReader{text, at}
	node, ok := r.value(0)
	return node, ok
}

type jsonReader struct {
	text string
	at   int
}

func (r *jsonReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

func (r *jsonReader) peek() byte {
	r.space()
	if r.at >= len(r.text) {
		return 0
	}
	return r.text[r.at]
}

func (r *jsonReader) value(depth int) (jsonNode, bool) {
	n := jsonNode{kind: r.peek(), Span: source.Span{Start: r.at, End: r.at}}
	ok := depth < maxDepth
	switch {
	case !ok:
	case n.kind == '{' || n.kind == '[':
		ok = r.members(&n, depth)
	case n.kind == '"':
		ok = r.quoted(&n)
	default:
		for r.at < len(r.text) && strings.IndexByte(" \t\r\n,:]}[{\"'", r.text[r.at]) < 0 {
			r.at++
		}
		n.kind, ok = 'v', r.at > n.Start
	}
	n.End = r.at
	return n, ok
}

func (r *jsonReader) members(n *jsonNode, depth int) bool {
	closer := n.kind + 2 // } is { plus 2, and ] is [ plus 2
	r.at++
	for {
		if r.peek() == closer {
			r.at++
			return true
		}
		var key jsonNode
		if n.kind == '{' {
			key = jsonNode{Span: source.Span{Start: r.at}}
			if r.peek() != '"' || !r.quoted(&key) || r.peek() != ':' {
				return false
			}
			key.End = key.Start + len(strings.TrimRight(r.text[key.Start:r.at], " \t\r\n"))
			r.at++
		}
		child, ok := r.value(depth + 1)
		child.key = key.Span
		n.children = append(n.children, child)
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

// quoted reads a string. It fails where the line or the text ends first.
func (r *jsonReader) quoted(n *jsonNode) bool {
	n.Start = r.at
	for r.at++; r.at < len(r.text); r.at++ {
		switch r.text[r.at] {
		case '\\':
			r.at++
		case '\n':
			return false
		case '"':
			r.at++
			n.End = r.at
			return true
		}
	}
	r.at = len(r.text)
	return false
}

// member is the member of that name, letters compared as IAM does, or nil.
func (n *jsonNode) member(text, name string) *jsonNode {
	for i, c := range n.children {
		if c.key.Len() >= 2 && strings.EqualFold(text[c.key.Start+1:c.key.End-1], name) {
			return &n.children[i]
		}
	}
	return nil
}

// inner is the value's bytes without quotes.
func (n *jsonNode) inner() source.Span {
	if n.kind == '"' && n.Len() >= 2 {
		return source.Span{Start: n.Start + 1, End: n.End - 1}
	}
	return n.Span
}

// removal is the span that has to go so that child i of n disappears: with the
// comma behind it, or for the last one the comma before it.
func (n *jsonNode) removal(i int) source.Span {
	c := n.children[i]
	start := c.Start
	if c.key.Len() > 0 {
		start = c.key.Start
	}
	switch {
	case i > 0:
		return source.Span{Start: n.children[i-1].End, End: c.End}
	case len(n.children) > 1:
		next := n.children[1]
		to := next.Start
		if next.key.Len() > 0 {
			to = next.key.Start
		}
		return source.Span{Start: start, End: to}
	}
	return source.Span{Start: start, End: c.End}
}
