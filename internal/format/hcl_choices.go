package format

import (
	"fmt"
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Expressions that choose among values: they are read only where the choice
// is certain.

// first is what try(), coalesce() or lookup() takes where that is certain: its
// first choice, which stands in the text. A fallback is never certain.
func (r hclReader) first(e *hclsyntax.FunctionCallExpr, at source.Place, unit setting.Unit) (hclReading, bool) {
	if len(e.Args) < 2 || e.ExpandFinal {
		return hclReading{}, false
	}
	var in hclReading
	switch e.Name {
	case "try", "coalesce":
		t, ok := e.Args[0].(*hclsyntax.ScopeTraversalExpr)
		if !ok {
			return in, false
		}
		in = r.reference(t.Traversal, at, unit)
	case "lookup":
		t, ok := e.Args[0].(*hclsyntax.ScopeTraversalExpr)
		key, known := r.text(e.Args[1])
		if !ok || !known {
			return in, false
		}
		in = r.reference(hclKeyOf(t.Traversal, key), at, unit)
	default:
		return in, false
	}
	if each := r.at(e.Args[0]).Text(); r.item != nil && in.state == setting.Unknown && strings.HasPrefix(each, "each.value") {
		why := fmt.Sprintf("item %q of for_each does not set it, so the fallback of %s() holds", r.item.key, e.Name)
		return hclUnproved(at, "conditional-value", why, 0), true
	}
	return in, in.state == setting.Indirect
}

// indexed reads local.lengths[each.key], where the item is known. Any other
// key is known only when Terraform runs.
func (r hclReader) indexed(e *hclsyntax.IndexExpr, at source.Place, unit setting.Unit) hclReading {
	t, ok := e.Collection.(*hclsyntax.ScopeTraversalExpr)
	if ok && r.item != nil && r.at(e.Key).Text() == "each.key" {
		return r.reference(hclKeyOf(t.Traversal, r.item.key), at, unit)
	}
	return hclUnproved(at, "conditional-value", "which value it takes is decided when Terraform runs", 0)
}

func hclKeyOf(t hcl2.Traversal, key string) hcl2.Traversal {
	return append(t[:len(t):len(t)], hcl2.TraverseAttr{Name: key})
}
