// Package data reads the two data notations, YAML and JSON, as one tree with
// byte offsets. It knows no key of any product, and it is as tolerant as a
// paste needs: what parses on its own is read, whatever stands around it.
package data

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Kind is what a Node is.
type Kind uint8

const (
	_ Kind = iota
	Scalar
	Mapping
	Sequence
	Alias // of YAML: *name; Items[0] is what it stands for
)

// Style is how a scalar is written.
type Style uint8

const (
	Plain  Style = iota // YAML without quotes; in JSON a number, true, false or null
	Single              // '…'
	Double              // "…"
	Block               // YAML's | and >: Span is the lines of its text
)

// A Node is a value and where it stands in its Document's Text.
type Node struct {
	// Span is the value: a scalar without its quotes, tag and anchor; a
	// collection from its bracket or its first key to its bracket or the end
	// of its last value.
	source.Span
	Kind Kind
	Tag  string // "!Ref", "!!str"; "" where none is written

	Style Style  // scalars
	Text  string // scalars: the value, escapes undone

	Flow bool // collections: written with brackets
	JSON bool // the notation is JSON

	Key    *Node // the member's key, where the parent is a Mapping
	Items  []*Node
	Parent *Node

	// Partial says that a part of the collection does not parse and is
	// missing here.
	Partial bool

	anchored bool
	index    map[string]*Node // of the members of a large mapping
}

// Exact reports whether the bytes at n are its text: a scalar on one line,
// with no escapes and no templates in it.
func (n *Node) Exact(doc *source.Document) bool {
	return n.Kind == Scalar && n.Style != Block && doc.Text[n.Start:n.End] == n.Text
}

// Resolve is what an alias stands for, else n itself. n may be nil.
func (n *Node) Resolve() *Node {
	if n != nil && n.Kind == Alias && len(n.Items) > 0 {
		return n.Items[0]
	}
	return n
}

// Get is the member of a mapping with that key, merged ones ("<<") included;
// nil where there is none, or n is nil or no mapping. Of several, the last one
// is what counts. It may be an Alias.
func (n *Node) Get(key string) *Node {
	n = n.Resolve()
	if n == nil || n.Kind != Mapping {
		return nil
	}
	if m := n.own(key); m != nil {
		return m
	}
	return n.merged(key)
}

// indexAbove is how many members a mapping has before they are indexed, so
// that many look-ups in a large one stay cheap.
const indexAbove = 16

// own is the last member of n itself with that key.
func (n *Node) own(key string) *Node {
	if len(n.Items) > indexAbove {
		if n.index == nil {
			n.index = make(map[string]*Node, len(n.Items))
			for _, m := range n.Items {
				n.index[m.Key.Text] = m
			}
		}
		return n.index[key]
	}
	for i := len(n.Items) - 1; i >= 0; i-- {
		if n.Items[i].Key.Text == key {
			return n.Items[i]
		}
	}
	return nil
}

// maxMerges bounds how many merged mappings one look-up reads: merges may
// name each other many times over.
const maxMerges = 64

// merged looks for key in what is merged into n, nearest first.
func (n *Node) merged(key string) *Node {
	if n.JSON {
		return nil
	}
	queue := []*Node{n}
	for i := 0; i < len(queue) && i < maxMerges; i++ {
		if found := queue[i].own(key); found != nil && i > 0 {
			return found
		}
		if queue[i].own("<<") == nil {
			continue
		}
		for _, m := range queue[i].Items {
			if m.Key.Text == "<<" && m.Key.Style == Plain {
				queue = append(queue, m.sources()...)
			}
		}
	}
	return nil
}

// sources are the mappings that a member named "<<" stands for.
func (n *Node) sources() []*Node {
	from := []*Node{n}
	if n.Kind == Sequence {
		from = n.Items
	}
	var found []*Node
	for _, f := range from {
		if f = f.Resolve(); f.Kind == Mapping {
			found = append(found, f)
		}
	}
	return found
}

// At follows keys from mapping to mapping; nil where one is missing.
func (n *Node) At(keys ...string) *Node {
	for _, k := range keys {
		if n = n.Get(k); n == nil {
			return nil
		}
	}
	return n
}

// Member is the text of the scalar under key; "" where there is none.
func (n *Node) Member(key string) string {
	if m := n.Get(key).Resolve(); m != nil && m.Kind == Scalar {
		return m.Text
	}
	return ""
}

// Name is the key that n is a member under; "" elsewhere.
func (n *Node) Name() string {
	if n.Key == nil {
		return ""
	}
	return n.Key.Text
}

// Within reports whether n is root or stands somewhere in it.
func (n *Node) Within(root *Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

// Walk calls visit for n and what it holds, in order of the text; aliases are
// not followed. It leaves out the inside of a node for which visit is false.
func (n *Node) Walk(visit func(*Node) bool) {
	if n == nil || !visit(n) || n.Kind == Alias {
		return
	}
	for _, item := range n.Items {
		item.Walk(visit)
	}
}

// Whole reports whether n and the collections around it, up to and without
// outer, parsed entirely.
func (n *Node) Whole(outer *Node) bool {
	for ; n != nil && n != outer; n = n.Parent {
		if n.Partial {
			return false
		}
	}
	return true
}

// Anchored reports whether n or something around it has an anchor, so that
// other places in the text may use it too.
func (n *Node) Anchored() bool {
	for ; n != nil; n = n.Parent {
		if n.anchored {
			return true
		}
	}
	return false
}

// AnchoredItself reports whether n has an anchor of its own.
func (n *Node) AnchoredItself() bool { return n.anchored }

// Column is the number of bytes before n on its line.
func (n *Node) Column(doc *source.Document) int {
	return n.Start - (strings.LastIndexByte(doc.Text[:n.Start], '\n') + 1)
}

// adopt sets n as the parent of what it holds.
func (n *Node) adopt() {
	if n.Kind == Alias {
		return
	}
	for _, item := range n.Items {
		item.Parent = n
	}
}
