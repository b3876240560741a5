package data

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"stackengine.dev/sandbox/internal/source"
)

// parseYAML reads the text at span of doc. masked is that text as the parser
// may see it. It is nil where the parser refuses; a stream of nothing is nil
// too.
func parseYAML(doc *source.Document, span source.Span, masked []byte) (*Node, bool) {
	stream := yaml.NewDecoder(bytes.NewReader(masked))
	var tree, rest yaml.Node
	if err := stream.Decode(&tree); err == io.EOF {
		return nil, true
	} else if err != nil || len(tree.Content) == 0 {
		return nil, false
	}
	// A document may end early, at a line that is indented less than its
	// first; only what follows tells.
	if err := stream.Decode(&rest); err != io.EOF {
		return nil, false
	}
	c := converter{doc: doc, masked: string(masked), span: span, lines: []int{0}, anchors: map[*yaml.Node]*Node{}}
	for i, b := range masked {
		// A lone \r ends a line for the parser too.
		if b == '\n' || b == '\r' && (i+1 == len(masked) || masked[i+1] != '\n') {
			c.lines = append(c.lines, i+1)
		}
	}
	n := c.node(tree.Content[0])
	return n, !c.lost
}

// A converter turns the parser's tree, which has lines and columns of
// characters and no ends, into Nodes with offsets.
type converter struct {
	doc     *source.Document
	masked  string
	span    source.Span
	lines   []int // offset of each line's first byte in masked
	anchors map[*yaml.Node]*Node
	lost    bool // a place was not where the parser said

	line, column, at int // of the last place, since long lines hold many
}

// start is the offset in masked of n's first byte.
func (c *converter) start(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(c.lines) {
		c.lost = true
		return 0
	}
	if n.Line != c.line || n.Column < c.column {
		c.line, c.column, c.at = n.Line, 1, c.lines[n.Line-1]
	}
	at := c.at
	for range n.Column - c.column {
		_, size := utf8.DecodeRuneInString(c.masked[at:])
		if at += size; at > len(c.masked) || size == 0 {
			c.lost = true
			return 0
		}
	}
	c.column, c.at = n.Column, at
	return at
}

// node is n, and what it holds, with byte offsets. c.lost is set where a
// position of the parser does not fit the text.
func (c *converter) node(n *yaml.Node) *Node {
	at := c.start(n)
	out := &Node{anchored: n.Anchor != ""}
	if n.Kind == yaml.AliasNode {
		end := at + 1 + len(n.Value)
		out.Kind, out.Span = Alias, c.host(at, end)
		if target := c.anchors[n.Alias]; target != nil {
			out.Items = []*Node{target}
		}
		return out
	}
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		at = c.properties(at, out)
	}
	if n.Anchor != "" {
		c.anchors[n] = out
	}
	switch n.Kind {
	case yaml.ScalarNode:
		c.scalar(n, at, out)
	case yaml.MappingNode:
		out.Kind, out.Flow = Mapping, n.Style&yaml.FlowStyle != 0
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := c.node(n.Content[i])
			value := c.node(n.Content[i+1])
			value.Key = key
			key.Parent = out
			out.Items = append(out.Items, value)
		}
	case yaml.SequenceNode:
		out.Kind, out.Flow = Sequence, n.Style&yaml.FlowStyle != 0
		for _, item := range n.Content {
			out.Items = append(out.Items, c.node(item))
		}
	}
	if out.Kind != Scalar {
		c.collection(at, out)
	}
	out.adopt()
	return out
}

func (c *converter) host(start, end int) source.Span {
	if end > len(c.masked) || start > end {
		c.lost = true
		return source.Span{Start: c.span.Start, End: c.span.Start}
	}
	return source.Span{Start: c.span.Start + start, End: c.span.Start + end}
}

// properties skips a node's tag and anchor, which the parser's place points
// at, and keeps the tag.
func (c *converter) properties(at int, out *Node) int {
	for at < len(c.masked) {
		switch c.masked[at] {
		case '!', '&':
			end := at
			for end < len(c.masked) && strings.IndexByte(" \t\r\n,]}", c.masked[end]) < 0 {
				end++
			}
			if c.masked[at] == '!' {
				out.Tag = c.masked[at:end]
			}
			at = end
		case ' ', '\t', '\r', '\n':
			at++
		case '#':
			at = lineEnd(c.masked, at)
		default:
			return at
		}
	}
	return at
}

// collection finds where a collection starts and ends.
func (c *converter) collection(at int, out *Node) {
	out.Span = c.host(at, at)
	if len(out.Items) > 0 {
		last := out.Items[len(out.Items)-1]
		out.End = max(last.End, out.Start)
		if last.Key != nil {
			out.End = max(out.End, last.Key.End)
			if first := out.Items[0].Key; !out.Flow {
				out.Start = first.Start
				if first.Style != Plain {
					out.Start-- // its quote
				}
			}
		}
	}
	if !out.Flow {
		return
	}
	// The bracket that closes it: nothing but blanks, comments, a quote and a
	// comma can stand before it.
	for i := out.End - c.span.Start; i < len(c.masked); i++ {
		switch c.masked[i] {
		case '}', ']':
			out.End = c.span.Start + i + 1
			return
		case '#':
			i = lineEnd(c.masked, i)
		}
	}
	c.lost = true
}

// scalar finds the bytes of a scalar that the parser saw at offset at.
func (c *converter) scalar(n *yaml.Node, at int, out *Node) {
	out.Kind, out.Text = Scalar, n.Value
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		out.Style = Block
		out.Span = c.block(at)
		if n.Value == "" {
			out.End = out.Start
		}
		return
	case n.Style&yaml.SingleQuotedStyle != 0:
		out.Style = Single
		out.Span = c.quoted(at, '\'')
	case n.Style&yaml.DoubleQuotedStyle != 0:
		out.Style = Double
		out.Span = c.quoted(at, '"')
	case strings.HasPrefix(c.masked[at:], n.Value):
		out.Span = c.host(at, at+len(n.Value))
	default: // a plain scalar over several lines; its words are in order
		end := at
		for word := range strings.FieldsSeq(n.Value) {
			next := strings.Index(c.masked[end:], word)
			if next < 0 {
				c.lost = true
				break
			}
			end += next + len(word)
		}
		out.Span = c.host(at, end)
	}
	// What was hidden from the parser is put back.
	if masked := c.masked[out.Start-c.span.Start : out.End-c.span.Start]; masked == n.Value {
		out.Text = c.doc.Text[out.Start:out.End]
	}
}

func (c *converter) quoted(at int, quote byte) source.Span {
	if at >= len(c.masked) || c.masked[at] != quote {
		c.lost = true
		return c.host(at, at)
	}
	for i := at + 1; i < len(c.masked); i++ {
		switch {
		case quote == '"' && c.masked[i] == '\\':
			i++
		case c.masked[i] != quote:
		case quote == '\'' && i+1 < len(c.masked) && c.masked[i+1] == quote:
			i++
		default:
			return c.host(at+1, i)
		}
	}
	c.lost = true
	return c.host(at, at)
}

// block is the lines of a block scalar whose bar stands at at.
func (c *converter) block(at int) source.Span {
	lineStart := strings.LastIndexByte(c.masked[:at], '\n') + 1
	from := min(lineEnd(c.masked, at)+1, len(c.masked))
	outer := indentation(c.masked[lineStart:])
	end, depth := from, -1
	for i := from; i < len(c.masked); {
		next := min(lineEnd(c.masked, i)+1, len(c.masked))
		line := c.masked[i:next]
		if strings.TrimSpace(line) != "" {
			in := indentation(line)
			if depth < 0 {
				depth = in
			}
			if in < depth || in <= outer {
				break
			}
			end = next
		}
		i = next
	}
	return c.host(from, end)
}

func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

// indentation is the number of spaces that line starts with.
func indentation(line string) int {
	return len(line) - len(strings.TrimLeft(line, " "))
}
