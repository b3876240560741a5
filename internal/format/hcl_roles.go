package format

import (
	"fmt"
	"slices"
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
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
		words := hclSegments(e.Traversal)
		switch root := words[0]; {
		case (hclIsRoleType(root) || root == "module") && len(words) > 1:
			if root == "module" && len(words) > 2 {
				if role, ok := r.moduleRole(words[1], hclUnindexed(words[2])); ok {
					return role
				}
			}
			return r.resource(root, words[1])
		case root == "data" && len(words) > 2 && hclIsRoleType(words[1]):
			return setting.Role{Ref: "data." + words[1] + "." + hclUnindexed(words[2])}
		case root == "var" || root == "local":
			if to, inner, ok := r.definition(e); ok {
				return to.roleOf(inner)
			}
			return setting.Role{Ref: hclWords(e.Traversal)}
		}
	}
	return setting.Role{}
}

// hclSegments is the names of a traversal, each with its index.
func hclSegments(t hcl2.Traversal) []string {
	var list []string
	for i := range t {
		word := hclWords(t[i : i+1])
		if strings.HasPrefix(word, "[") && len(list) > 0 {
			list[len(list)-1] += word
			continue
		}
		list = append(list, strings.TrimPrefix(word, "."))
	}
	return list
}

// resource is the role at an address in r's folder, with its literal name if
// the text tells it. The index of an item stays where the items are told
// apart.
func (r hclReader) resource(root, word string) setting.Role {
	ref := root + "." + hclUnindexed(word)
	mark, ok := r.l.roleMarks()[hclNameIn(r.doc, ref)]
	if !ok {
		return r.call.address(ref)
	}
	b := r.l.parseAt(mark)
	in := hclReader{l: r.l, doc: mark.doc, call: r.call}
	for _, item := range in.roleItems(b) {
		if item != nil && word == fmt.Sprintf("%s[%q]", hclUnindexed(word), item.key) {
			ref, in.item = root+"."+word, item
		}
	}
	role := r.call.address(ref)
	role.Name = in.nameIn(b.body, b.hclPiece)
	return role
}

// roleItems lists the items of a role's for_each, where the role's name or
// maximum may differ between them; else one nil.
func (r hclReader) roleItems(b *hclParsedBlock) []*hclItemOf {
	if t := hclRoleOf(b.doc.Text, &b.hclItem); t != nil {
		m, _ := b.body.get(hclPlaces[0].key)
		name, _ := b.body.get(t.name)
		if b.readsEach(m, name) {
			return r.itemsOf(b)
		}
	}
	return []*hclItemOf{nil}
}

// moduleRole is the role behind an output of a module: the one that the
// output reads, where the module's own files are in the text.
func (r hclReader) moduleRole(word, output string) (setting.Role, bool) {
	folder := r.l.target(r.doc, "module."+hclUnindexed(word))
	if folder == "" || r.hops > maxHops {
		return setting.Role{}, false
	}
	for _, call := range r.l.calls(folder) {
		if call.up != r.call || call.unclear || call.name != "module."+word && call.name != "module."+hclUnindexed(word) {
			continue
		}
		for _, mark := range r.l.definitionsIn("output."+output, folder) {
			b := r.l.parseAt(mark)
			if m, ok := b.body.get("value"); ok && !b.broken {
				return hclReader{l: r.l, doc: b.doc, call: call, hops: r.hops}.roleOf(m.expr), true
			}
		}
	}
	return setting.Role{}, false
}

func hclIsRoleType(word string) bool {
	return slices.ContainsFunc(hclRoleTypes, func(t hclRoleType) bool { return t.word == word })
}

// hclUnindexed is a name without the index of a resource with count.
func hclUnindexed(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return name
}

// roleMarks is where each resource or module that may define a role stands.
func (l *hclLocator) roleMarks() map[hclName]hclMark {
	if l.roles == nil {
		l.roles = map[hclName]hclMark{}
		for _, p := range l.kept {
			switch text := p.doc.Text; {
			case p.output:
			case hclRoleOf(text, &p.hclItem) != nil:
				name := hclNameIn(p.doc, p.word(0)+"."+p.word(1))
				if _, known := l.roles[name]; !known || hclOverrides(p.doc.Name) == "" {
					l.roles[name] = hclMark{p.doc, int32(p.Start)}
				}
			case p.is(text, "module", "*"):
				l.roles[hclNameIn(p.doc, "module."+p.word(0))] = hclMark{p.doc, int32(p.Start)}
			}
		}
	}
	return l.roles
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
		if to, inner, ok := r.definition(e); ok {
			if text, ok := to.text(inner); ok {
				return text, true
			}
		}
		if words := hclWords(e.Traversal); r.item != nil && (words == "each.key" || words == "each.value" && r.item.value == nil) {
			return r.item.key, true
		}
		return "${" + hclWords(e.Traversal) + "}", false
	}
	return "${}", false
}

// definition is the expression that a variable, a local or an item's value
// stands for, and its reader, where this text tells which.
func (r hclReader) definition(e *hclsyntax.ScopeTraversalExpr) (hclReader, hclsyntax.Expression, bool) {
	steps := hclSteps(e.Traversal)
	if len(steps) == 0 {
		return r, nil, false
	}
	switch e.Traversal.RootName() {
	case "each":
		if r.item == nil || steps[0] != "value" {
			return r, nil, false
		}
		to, inner, title := r.item.inside(steps[1:])
		to.hops = r.hops
		return to, inner, title != ""
	case "var":
		g := r.given(steps[0])
		if g.expr == nil {
			return r, nil, false
		}
		g.reader.hops = r.hops
		inner, ok := hclInside(g.expr, steps[1:])
		return g.reader, inner, ok
	case "local":
		marks := r.l.definitions("local."+steps[0], r.doc)
		if len(marks) != 1 {
			return r, nil, false
		}
		b := r.l.parseAt(marks[0])
		m, ok := b.body.get(steps[0])
		if !ok || b.broken {
			return r, nil, false
		}
		inner, ok := hclInside(m.expr, steps[1:])
		return r.inDoc(b.doc), inner, ok
	}
	return r, nil, false
}
