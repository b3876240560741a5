package format

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// deep finds the maximums and permission-set sessions in a module's
// arguments, and in objects inside them.
func (l *hclLocator) deep(b *hclParsedBlock, g hclGroup, path string, role setting.Role) {
	if path == "" && b.isBlock() {
		role.Name = l.reader(b, "").nameIn(g, b.hclPiece)
	}
	step := func(name string) string {
		if path == "" {
			return strings.TrimPrefix(role.Ref+"."+name, ".")
		}
		return fmt.Sprintf("%s[%q]", role.Ref, name)
	}
	for _, m := range g.members {
		if row := hclRowFor(b.hclPiece, m.name); row != nil && hclLengthLike(m.expr, row) {
			title := l.title(b)
			if path != "" || !b.isBlock() && b.name() == "inputs" {
				title += " " + strings.TrimPrefix(path+"."+m.name, ".")
			}
			l.setting(b, m, row, "", title, role, nil)
			continue
		}
		l.inside(b, m.expr, strings.TrimPrefix(path+"."+m.name, "."), step(m.name))
	}
}

// inside looks into objects and lists. Each object is a role of its own,
// known by its key: module.x.roles["deploy"].
func (l *hclLocator) inside(b *hclParsedBlock, e hclsyntax.Expression, path, ref string) {
	if !hclHasLength(b.doc, hclRange(e.Range())) {
		return
	}
	switch e := e.(type) {
	case *hclsyntax.ObjectConsExpr:
		g := hclObjectGroup(e)
		role := setting.Role{Ref: ref}
		for _, key := range []string{"role_name", "iam_role_name"} {
			if m, ok := g.get(key); ok {
				if name, ok := l.reader(b, "").text(m.expr); ok {
					role.Name = name
				}
			}
		}
		l.deep(b, g, path, role)
	case *hclsyntax.TupleConsExpr:
		for i, item := range e.Exprs {
			l.inside(b, item, path, fmt.Sprintf("%s[%d]", ref, i))
		}
	}
}

// hclHasLength keeps inside from walking objects that hold nothing.
func hclHasLength(doc *source.Document, s source.Span) bool {
	return s.End <= len(doc.Text) && strings.Contains(doc.Text[s.Start:max(s.Start, s.End)], "session_duration")
}

// hclRowFor is the row of a module's argument, an input or a value file's
// assignment of that name.
func hclRowFor(p *hclPiece, name string) *hclPlace {
	for i := range hclPlaces {
		row := &hclPlaces[i]
		if row.path == "" && row.names(name) && hclOfRole(p, row, name) && (row.holds(p) || row.block == "module *" && (!p.isBlock() || p.name() == "locals")) {
			return row
		}
	}
	return nil
}

// hclOfRole reports whether a name that only ends like the row's speaks of a
// role: user_max_session_duration may be a web application's.
func hclOfRole(p *hclPiece, row *hclPlace, name string) bool {
	end, any := strings.CutPrefix(row.key, "*")
	if !any || name == end {
		return true
	}
	speaks := func(text string) bool { return strings.Contains(text, "role") || strings.Contains(text, "iam") }
	return strings.HasSuffix(name, "_"+end) && (speaks(name) || p.isBlock() && speaks(p.text()[:min(p.Len(), maxSpeech)]))
}

// maxSpeech is how many bytes of a module may tell that it makes roles.
const maxSpeech = 4 << 10

// hclLengthLike rejects objects and lists, and session_duration in anything
// but a permission set's spelling: the name alone says too little.
func hclLengthLike(e hclsyntax.Expression, row *hclPlace) bool {
	switch e.(type) {
	case *hclsyntax.ObjectConsExpr, *hclsyntax.TupleConsExpr:
		return false
	}
	if row.unit != setting.ISO8601 {
		return true
	}
	text, _, ok := hclString(e)
	return ok && strings.HasPrefix(text, "PT")
}

// attribute finds a length in an attribute of the file itself.
func (l *hclLocator) attribute(b *hclParsedBlock) {
	m, ok := b.body.get(b.name())
	if !ok {
		return
	}
	row := hclRowFor(b.hclPiece, m.name)
	switch {
	case m.name != "iam_assume_role_duration" && !l.isAtHome(b.doc, b.Start):
		return
	case m.name == "inputs":
		l.inside(b, m.expr, "", "")
	case row == nil || !hclLengthLike(m.expr, row):
		l.inside(b, m.expr, m.name, m.name)
	case m.name == "iam_assume_role_duration":
		l.setting(b, m, row, "", m.name, l.terragruntRole(b.doc), nil)
	case hclAssigns(b.doc, &b.hclItem):
		l.setting(b, m, row, "", m.name, setting.Role{}, nil)
	}
}

// terragruntRole is the iam_role of the same file.
func (l *hclLocator) terragruntRole(doc *source.Document) setting.Role {
	mark, ok := l.iamRoles[doc]
	if !ok {
		return setting.Role{}
	}
	b := l.parseAt(mark)
	if m, ok := b.body.get("iam_role"); ok && !b.broken {
		return l.reader(b, "").roleOf(m.expr)
	}
	return setting.Role{}
}
