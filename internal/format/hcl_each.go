package format

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// maxItems is how many items of a for_each are told apart.
const maxItems = 50

// An hclItemOf is one item of a for_each whose items stand in the text.
type hclItemOf struct {
	key   string
	value hclsyntax.Expression // nil for an item of a set, which is its own key
	in    hclReader            // that reads value

	// typed is the type that a variable gives to the items, which may give
	// defaults to what an item leaves out; nil if none is told.
	typed hclsyntax.Expression
	home  hclReader // that reads typed
	from  string    // the variable's name
}

// itemsOf lists the items of b's for_each; one nil where it has none, or none
// that can be told.
func (r hclReader) itemsOf(b *hclParsedBlock) []*hclItemOf {
	if m, ok := b.body.get("for_each"); ok && !b.broken {
		if items := r.items(m.expr); len(items) > 0 && len(items) <= maxItems {
			return items
		}
	}
	return []*hclItemOf{nil}
}

// items lists the items of e, a map or set that is written out or referred to;
// nil where they cannot be told.
func (r hclReader) items(e hclsyntax.Expression) []*hclItemOf {
	if r.hops++; r.hops > maxHops {
		return nil
	}
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return r.items(e.Expression)
	case *hclsyntax.ObjectConsExpr:
		g := hclObjectGroup(e)
		if len(g.members) != len(e.Items) || len(g.byName) != len(e.Items) || len(e.Items) > maxItems {
			return nil
		}
		var items []*hclItemOf
		for _, m := range g.members {
			items = append(items, &hclItemOf{key: m.name, value: m.expr, in: r})
		}
		return items
	case *hclsyntax.FunctionCallExpr:
		if len(e.Args) != 1 || e.Name != "toset" && e.Name != "tomap" {
			return nil
		}
		if e.Name == "tomap" {
			return r.items(e.Args[0])
		}
		list, ok := e.Args[0].(*hclsyntax.TupleConsExpr)
		if !ok || len(list.Exprs) > maxItems {
			return nil
		}
		var items []*hclItemOf
		for _, item := range list.Exprs {
			word, known := r.text(item)
			if !known {
				return nil
			}
			items = append(items, &hclItemOf{key: word, in: r})
		}
		return items
	case *hclsyntax.ScopeTraversalExpr:
		in, inner, ok := r.definition(e)
		if !ok {
			return nil
		}
		items := in.items(inner)
		if steps := hclSteps(e.Traversal); e.Traversal.RootName() == "var" && len(steps) == 1 {
			if typed, home, ok := r.typeOf(steps[0]); ok {
				for _, item := range items {
					item.typed, item.home, item.from = typed, home, steps[0]
				}
			}
		}
		return items
	}
	return nil
}

// inside is the expression at a path of keys in the item, the reader of it,
// and words for where it stands; "" where the item has none.
func (item *hclItemOf) inside(path []string) (in hclReader, e hclsyntax.Expression, title string) {
	if item.value == nil {
		return item.in, nil, ""
	}
	if e, ok := hclInside(item.value, path); ok {
		return item.in, e, fmt.Sprintf("item %q", item.key)
	}
	if item.typed != nil && hclLacks(item.value, path) {
		if e, ok := hclTypeDefault(item.typed, append([]string{item.key}, path...)); ok {
			return item.home, e, "the type of variable " + item.from
		}
	}
	return item.in, nil, ""
}

// typeOf is the type that the variable of that name declares.
func (r hclReader) typeOf(name string) (hclsyntax.Expression, hclReader, bool) {
	blocks := r.l.definitions("var."+name, r.doc)
	if len(blocks) != 1 {
		return nil, r, false
	}
	b := r.l.parseAt(blocks[0])
	m, ok := b.body.get("type")
	home := r
	home.doc = b.doc
	return m.expr, home, ok && !b.broken
}

// hclLacks reports whether the object e has everything on the path but its
// last key.
func hclLacks(e hclsyntax.Expression, path []string) bool {
	if len(path) == 0 {
		return false
	}
	inner, ok := hclInside(e, path[:len(path)-1])
	if !ok {
		return false
	}
	o, ok := inner.(*hclsyntax.ObjectConsExpr)
	if !ok {
		return false
	}
	g := hclObjectGroup(o)
	_, has := g.get(path[len(path)-1])
	return !has && len(g.members) == len(o.Items)
}

// hclTypeDefault is the default that a type, as a variable declares it, gives
// at a path: 3600 at x of object({ x = optional(number, 3600) }).
func hclTypeDefault(t hclsyntax.Expression, path []string) (hclsyntax.Expression, bool) {
	for {
		call, ok := t.(*hclsyntax.FunctionCallExpr)
		if !ok {
			return nil, false
		}
		switch {
		case call.Name == "optional" && len(path) == 0:
			if len(call.Args) != 2 {
				return nil, false
			}
			return call.Args[1], true
		case call.Name == "optional" && len(call.Args) > 0:
			t = call.Args[0]
		case len(path) == 0 || len(call.Args) != 1:
			return nil, false
		case call.Name == "map":
			t, path = call.Args[0], path[1:]
		case call.Name == "object":
			inner, ok := hclInside(call.Args[0], path[:1])
			if !ok {
				return nil, false
			}
			t, path = inner, path[1:]
		default:
			return nil, false
		}
	}
}

// hclReadsEach reports whether an expression of text may read each.key or
// each.value.
func (p *hclPiece) readsEach(members ...hclMember) bool {
	for _, m := range members {
		if m.expr != nil && strings.Contains(p.doc.Text[m.at.Start:min(len(p.doc.Text), m.at.End)], "each.") {
			return true
		}
	}
	return false
}
