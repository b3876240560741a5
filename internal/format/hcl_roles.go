package format

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// roleOf is the role that an expression names: its ARN, or a reference to
// what defines it.
func (r hclReader) roleOf(e hclsyntax.Expression) setting.Role {
	if r.hops++; r.hops > maxHops {
		return setting.Role{}
	}
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return r.roleOf(e.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return r.roleOf(e.Wrapped)
	case *hclsyntax.TemplateExpr:
		text, _ := r.text(e)
		return setting.RoleFromARN(text)
	case *hclsyntax.ScopeTraversalExpr:
		words := strings.SplitN(hclWords(e.Traversal), ".", 4)
		switch root := words[0]; {
		case (hclIsRoleType(root) || root == "module") && len(words) > 1:
			ref := root + "." + hclUnindexed(words[1])
			return setting.Role{Ref: ref, Name: r.l.roleName(ref, r.doc)}
		case root == "data" && len(words) > 2 && hclIsRoleType(words[1]):
			return setting.Role{Ref: "data." + words[1] + "." + hclUnindexed(words[2])}
		case root == "var" || root == "local":
			if doc, inner, ok := r.definition(e); ok {
				return hclReader{l: r.l, doc: doc, hops: r.hops}.roleOf(inner)
			}
			return setting.Role{Ref: hclWords(e.Traversal)}
		}
	}
	return setting.Role{}
}

func hclIsRoleType(word string) bool {
	return slices.ContainsFunc(hclRoleTypes, func(t hclRoleType) bool { return t.word == word })
}

// hclUnindexed is a name without the index of a resource with count.
func hclUnindexed(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return name
}

// roleName is the literal name of a resource or module that defines a role.
func (l *hclLocator) roleName(ref string, doc *source.Document) string {
	if l.roles == nil {
		l.roles = map[hclName]hclMark{}
		for _, p := range l.kept {
			switch text := p.doc.Text; {
			case p.output:
			case hclRoleOf(text, &p.hclItem) != nil:
				l.roles[hclNameIn(p.doc, p.word(0)+"."+p.word(1))] = hclMark{p.doc, int32(p.Start)}
			case p.is(text, "module", "*"):
				l.roles[hclNameIn(p.doc, "module."+p.word(0))] = hclMark{p.doc, int32(p.Start)}
			}
		}
	}
	mark, ok := l.roles[hclNameIn(doc, ref)]
	if !ok {
		return ""
	}
	b := l.parseAt(mark)
	return hclReader{l: l, doc: mark.doc}.nameIn(b.body, b.hclPiece)
}

// nameIn is the role's name in the body of a resource or module.
func (r hclReader) nameIn(body hclGroup, p *hclPiece) string {
	// A module's "name" is a prefix in the common module's sixth version.
	keys := []string{"role_name", "iam_role_name"}
	if t := hclRoleOf(p.doc.Text, &p.hclItem); t != nil {
		keys = []string{t.name}
	}
	for _, key := range keys {
		if m, ok := body.get(key); ok {
			if name, ok := r.text(m.expr); ok {
				return name[strings.LastIndexByte(name, '/')+1:]
			}
		}
	}
	return ""
}

// text is the string that an expression gives, and whether all of it is
// known. Unknown parts stand in it as they are written.
func (r hclReader) text(e hclsyntax.Expression) (string, bool) {
	if r.hops++; r.hops > maxHops {
		return "${}", false
	}
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		if !e.Val.IsNull() && e.Val.Type().Equals(ctyString) {
			return e.Val.AsString(), true
		}
	case *hclsyntax.ParenthesesExpr:
		return r.text(e.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return r.text(e.Wrapped)
	case *hclsyntax.TemplateExpr:
		var out strings.Builder
		known := true
		for _, part := range e.Parts {
			text, ok := r.text(part)
			out.WriteString(text)
			known = known && ok
		}
		return out.String(), known
	case *hclsyntax.ScopeTraversalExpr:
		if doc, inner, ok := r.definition(e); ok {
			if text, ok := (hclReader{l: r.l, doc: doc, hops: r.hops}).text(inner); ok {
				return text, true
			}
		}
		return "${" + hclWords(e.Traversal) + "}", false
	}
	return "${}", false
}

// definition is the expression that a variable or local stands for, where
// this text has exactly one.
func (r hclReader) definition(e *hclsyntax.ScopeTraversalExpr) (*source.Document, hclsyntax.Expression, bool) {
	steps := hclSteps(e.Traversal)
	root := e.Traversal.RootName()
	if len(steps) == 0 || root != "var" && root != "local" {
		return nil, nil, false
	}
	key := steps[0]
	marks := r.l.definitions(root+"."+steps[0], r.doc)
	if root == "var" {
		if sets := r.l.definitions(steps[0]+" =", r.doc); len(sets) > 0 {
			marks = sets
		} else {
			key = "default"
		}
	}
	if len(marks) != 1 {
		return nil, nil, false
	}
	b := r.l.parseAt(marks[0])
	m, ok := b.body.get(key)
	if !ok || b.broken {
		return nil, nil, false
	}
	inner, ok := hclInside(m.expr, steps[1:])
	return b.doc, inner, ok
}
