package data

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// maxSplits is how often a text that does not parse is split and read anew,
// from a file's top level inwards.
const maxSplits = 12

// A reader reads one document.
type reader struct {
	doc      *source.Document
	hits     []int // where the words of the query stand
	keep     []string
	problems []source.Problem
}

func (r *reader) problem(span source.Span, message string) {
	r.problems = append(r.problems, source.Problem{Place: r.doc.At(span), Message: message})
}

// block reads the text at span, and where that does not parse as a whole, the
// blocks in it that do. It is nil where there is nothing.
func (r *reader) block(span source.Span, masked []byte, splits int) *Node {
	if n, ok := parseYAML(r.doc, span, masked); ok {
		return n
	}
	if splits == 0 {
		r.refused(span)
		return nil
	}
	chunks := split(span, masked)
	if len(chunks) == 1 {
		return r.under(span, masked, splits)
	}
	var parts []*Node
	for _, c := range chunks {
		n := r.block(c, masked[c.Start-span.Start:c.End-span.Start], splits-1)
		if n != nil && (n.Kind == Mapping || n.Kind == Sequence) {
			parts = append(parts, n)
		}
	}
	return joined(parts)
}

// refused reports a line that does not parse where it gives a value to a word
// that is looked for. Prose, which seldom does, is passed over.
func (r *reader) refused(span source.Span) {
	for i, _ := slices.BinarySearch(r.hits, span.Start); i < len(r.hits) && r.hits[i] < span.End; i++ {
		n := r.doc.Line(r.hits[i])
		line := r.doc.LineText(n)
		key, _, found := strings.Cut(strings.TrimLeft(line, " -"), ":")
		if found && !strings.Contains(strings.TrimSpace(key), " ") {
			r.problem(r.doc.LineSpan(n), "this is not YAML that parses, so it is left as it is")
			return
		}
	}
}

// under reads the one block at span by its first line, a key or a list's
// mark, and what is indented below it.
func (r *reader) under(span source.Span, masked []byte, splits int) *Node {
	first, head := 0, ""
	for line := range strings.Lines(string(masked)) {
		if strings.TrimSpace(line) != "" {
			head = line
			break
		}
		first += len(line)
	}
	body := first + len(head)
	if body >= len(masked) {
		r.refused(span)
		return nil
	}
	inner := r.block(source.Span{Start: span.Start + body, End: span.End}, masked[body:], splits-1)
	at := first + indentation(head)
	text := strings.TrimRight(head[indentation(head):], " \t\r\n")
	if marked := strings.TrimLeft(strings.TrimPrefix(text, "-"), " "); marked != text && marked != "" {
		// "- name: x" and the members below it are one mapping.
		line := source.Span{Start: span.Start + at + len(text) - len(marked), End: span.Start + first + len(head)}
		n, ok := parseYAML(r.doc, line, masked[line.Start-span.Start:line.End-span.Start])
		if !ok || n == nil || n.Kind != Mapping {
			return inner
		}
		item := n
		if inner != nil && inner.Kind == Mapping {
			item = joined([]*Node{n, inner})
		}
		item.Partial = true
		list := &Node{Kind: Sequence, Partial: true, Span: item.Span, Items: []*Node{item}}
		list.adopt()
		return list
	}
	key, isKey := strings.CutSuffix(text, ":")
	if inner == nil || !isKey || strings.ContainsAny(key, ": #{[") {
		return inner
	}
	inner.Partial = true
	name := strings.Trim(key, `"'`)
	start := span.Start + at + strings.Index(key, name)
	inner.Key = &Node{Kind: Scalar, Text: name, Span: source.Span{Start: start, End: start + len(name)}}
	outer := &Node{Kind: Mapping, Partial: true, Span: source.Span{Start: start, End: inner.End}, Items: []*Node{inner}}
	outer.adopt()
	return outer
}

// joined is the collection that the blocks of a text which does not parse as
// a whole make up together: a mapping if all are, else a list.
func joined(parts []*Node) *Node {
	if len(parts) == 0 {
		return nil
	}
	out := &Node{Kind: Mapping, Partial: true, Span: source.Span{Start: parts[0].Start, End: parts[len(parts)-1].End}}
	if slices.ContainsFunc(parts, func(n *Node) bool { return n.Kind == Sequence }) {
		out.Kind = Sequence
	}
	for _, n := range parts {
		if n.Kind == out.Kind {
			out.Items = append(out.Items, n.Items...)
		} else {
			out.Items = append(out.Items, n)
		}
	}
	out.adopt()
	return out
}

// split cuts text at its least indented lines: each starts a block that goes
// to the next one. Lines before the first of them are a block of their own.
func split(span source.Span, text []byte) []source.Span {
	least := -1
	for line := range strings.Lines(string(text)) {
		if in := indentation(line); counts(line) && (least < 0 || in < least) {
			least = in
		}
	}
	var chunks []source.Span
	start, at := span.Start, span.Start
	begun, keyed := false, false
	for line := range strings.Lines(string(text)) {
		if counts(line) && indentation(line) == least {
			item := strings.HasPrefix(line[least:], "- ")
			if !item || !keyed { // a list may stand below its key without more indentation
				if begun {
					chunks = append(chunks, source.Span{Start: start, End: at})
				}
				start = at
			}
			keyed = keyed && item || strings.HasSuffix(strings.TrimSpace(line), ":")
		}
		begun = begun || counts(line)
		at += len(line)
	}
	return append(chunks, source.Span{Start: start, End: span.End})
}

// counts reports whether line is neither blank nor a comment.
func counts(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && line[0] != '#'
}
