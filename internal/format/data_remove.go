package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/source"
)

// dataRemoval is what has to go so that member i of mapping m disappears: its
// lines, and in brackets the comma that separates it from its neighbour. A
// mapping's only member cannot go without the mapping.
func dataRemoval(doc *source.Document, m *data.Node, i int) source.Span {
	item := m.Items[i]
	span := source.Span{Start: dataStart(item.Key), End: dataEnd(item)}
	if m.Flow {
		switch last := len(m.Items) - 1; {
		case i < last:
			span.End = dataStart(m.Items[i+1].Key)
		case i > 0:
			span.Start = dataEnd(m.Items[i-1])
		}
		return span
	}
	lead := doc.LineSpan(doc.Line(span.Start)).Start
	if strings.TrimSpace(doc.Text[lead:span.Start]) != "" { // it begins on its list's line
		if i+1 < len(m.Items) {
			span.End = dataStart(m.Items[i+1].Key)
		}
		return span
	}
	span.Start = lead
	end := doc.LineSpan(doc.Line(max(span.Start, span.End-1))).End
	if end == len(doc.Text) && !strings.HasSuffix(doc.Text, "\n") && lead > 0 { // the last line has no ending of its own
		lead--
		if lead > 0 && doc.Text[lead-1] == '\r' {
			lead--
		}
		span.Start = lead
	}
	span.End = end
	return span
}

// dataStart is where a key or value begins with its quote.
func dataStart(n *data.Node) int {
	if n.Kind == data.Scalar && (n.Style == data.Double || n.Style == data.Single) {
		return n.Start - 1
	}
	return n.Start
}

// dataEnd is where a value ends with its quote.
func dataEnd(n *data.Node) int {
	if n.Kind == data.Scalar && (n.Style == data.Double || n.Style == data.Single) {
		return n.End + 1
	}
	if n.Len() == 0 && n.Key != nil {
		return max(n.End, n.Key.End)
	}
	return n.End
}

// dataFold is the member of a mapping under key, letters compared as IAM does,
// and its index; nil and -1 where there is none.
func dataFold(m *data.Node, key string) (*data.Node, int) {
	if m != nil && m.Kind == data.Mapping {
		for i, item := range m.Items {
			if strings.EqualFold(item.Name(), key) {
				return item, i
			}
		}
	}
	return nil, -1
}
