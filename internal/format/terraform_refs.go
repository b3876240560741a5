package format

import (
	"path"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
)

// What the strings of Terraform's JSON refer to.

// roleOf is the role that a group of attributes assumes.
func (f *terraformFinder) roleOf(g *data.Node) setting.Role {
	arn := g.Member("role_arn")
	if list := g.Get("role_arns"); arn == "" && list != nil && list.Kind == data.Sequence && len(list.Items) == 1 {
		arn = list.Items[0].Text
	}
	if ref, ok := terraformReference(arn); ok {
		if parts := strings.Split(ref, "."); len(parts) == 3 && hclIsRoleType(parts[0]) {
			return setting.Role{Ref: parts[0] + "." + parts[1], Name: f.nameOf(parts[0], parts[1])}
		}
		return setting.Role{Ref: ref}
	}
	return setting.RoleFromARN(arn)
}

// nameOf is the literal name of a role of the same folder.
func (f *terraformFinder) nameOf(kind, label string) string {
	for _, top := range f.tops {
		if path.Dir(top.doc.Name) != path.Dir(f.doc.Name) {
			continue
		}
		for _, b := range terraformBlocksOf(top.Node, []string{"resource", kind, label}, "") {
			for _, key := range []string{"name", "role_name"} {
				if name := b.Member(key); name != "" && !strings.Contains(name, "${") {
					return name
				}
			}
		}
	}
	return ""
}

// terraformReference is the reference that a string is made of entirely:
// "${var.session}".
func terraformReference(s string) (string, bool) {
	inner, ok := strings.CutPrefix(s, "${")
	inner, closed := strings.CutSuffix(inner, "}")
	inner = strings.TrimSpace(inner)
	return inner, ok && closed && inner != "" && strings.Trim(inner, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") == ""
}

// value fills s with the length at n: a number, a quoted one, or a reference
// to a variable or local of the folder.
func (f *terraformFinder) value(s *setting.Setting, n *data.Node, unit setting.Unit) {
	ref, ok := terraformReference(n.Text)
	if !ok {
		dataLength(s, f.doc, n, unit)
		return
	}
	s.Place, s.Unit = f.doc.At(n.Span), unit
	if f.refs == nil {
		f.refs = newHCLReferences(f.docs)
	}
	in := f.refs.resolve(s.Place, ref, unit)
	def := f.defined(ref)
	switch {
	case def == nil:
		s.State, s.Value, s.Def, s.Why = in.state, in.value, in.def, in.why
	case f.refs.mentions(s.Doc, ref):
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: ref + " is given a value in more than one place of this text"}
	default:
		var at setting.Setting
		dataLength(&at, def.doc, def.Node, unit)
		if at.State != setting.Literal {
			s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: ref + " has no value that can be read here"}
			return
		}
		s.State, s.Value = setting.Indirect, at.Value
		s.Def = &setting.Definition{Place: def.doc.At(def.Span), Unit: unit, At: strings.Replace(strings.Replace(ref, "var.", "variable ", 1), "local.", "local ", 1)}
		if def.checked {
			s.Def.Allows = func(setting.Seconds) setting.Verdict { return setting.Undecided }
		}
	}
}

// A terraformDefinition is a variable's default or a local in JSON.
type terraformDefinition struct {
	terraformTop
	checked bool // it has a validation
}

// defined is what configurations of the same folder define a reference as, or
// nil where none does, or several do.
func (f *terraformFinder) defined(ref string) *terraformDefinition {
	key := path.Dir(f.doc.Name) + "\x00" + ref
	def, known := f.known[key]
	if !known {
		if def = f.seek(ref); f.known == nil {
			f.known = map[string]*terraformDefinition{}
		}
		f.known[key] = def
	}
	return def
}

// seek is the one definition of ref in the folder; nil where there is none, or
// more.
func (f *terraformFinder) seek(ref string) *terraformDefinition {
	var found *terraformDefinition
	for _, top := range f.tops {
		if path.Dir(top.doc.Name) != path.Dir(f.doc.Name) {
			continue
		}
		var list []terraformBlock
		var key string
		if name, ok := strings.CutPrefix(ref, "var."); ok {
			list, key = terraformBlocksOf(top.Node, []string{"variable", name}, ""), "default"
		} else if name, ok := strings.CutPrefix(ref, "local."); ok {
			list, key = terraformBlocksOf(top.Node, []string{"locals"}, ""), name
		}
		for _, b := range list {
			if m := b.Get(key); m != nil {
				if found != nil {
					return nil
				}
				found = &terraformDefinition{terraformTop{top.doc, m}, b.Get("validation") != nil}
			}
		}
	}
	return found
}
