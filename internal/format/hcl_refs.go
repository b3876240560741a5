package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// reference reads what a traversal such as var.hours or local.limits.deploy
// leads to, if its definition is in the text.
func (r hclReader) reference(t hcl2.Traversal, at source.Place, unit setting.Unit) hclReading {
	words := hclWords(t)
	outside := func(format string) hclReading {
		return hclUnproved(at, "value-outside-paste", words+" "+format, 0)
	}
	steps := hclSteps(t)
	switch root := t.RootName(); {
	case root == r.each && r.each != "":
		return outside("comes from the list of a dynamic block")
	case root == "each":
		return r.ofItem(steps, words, at, unit)
	case root == "module":
		return outside("is another module's output")
	case root == "data":
		return outside("is read when Terraform runs")
	case root == "dependency":
		return outside("is an output of another Terragrunt unit")
	case root != "var" && root != "local" || len(steps) == 0:
		return outside("is not known before Terraform runs")
	case root == "local":
		return r.local(steps, words, at, unit)
	}
	return r.variable(steps, words, at, unit)
}

// hclSteps is the names after a traversal's root, as long as they are plain.
func hclSteps(t hcl2.Traversal) []string {
	var steps []string
	for _, step := range t[1:] {
		switch step := step.(type) {
		case hcl2.TraverseAttr:
			steps = append(steps, step.Name)
		case hcl2.TraverseIndex:
			if !step.Key.Type().Equals(ctyString) {
				return nil
			}
			steps = append(steps, step.Key.AsString())
		default:
			return nil
		}
	}
	return steps
}

// A hclAllowed is a variable's validation: whether it accepts a value that
// would be spelled in the place of raw.
type hclAllowed func(want setting.Seconds, raw string, unit setting.Unit) setting.Verdict

// follow reads the definition e that the reference words at a place leads to,
// with the reader of e's own document.
func (r hclReader) follow(to hclReader, e hclsyntax.Expression, at source.Place, words, title string, unit setting.Unit, allows hclAllowed) hclReading {
	name := hclNameIn(at.Doc, words)
	if slices.Contains(r.path, name) {
		return hclUnproved(at, "value-outside-paste", "the references go round in a circle", 0)
	}
	to.hops, to.path = r.hops, append(slices.Clip(r.path), name)
	in := to.read(e, unit)
	out := hclReading{Place: at, state: setting.Indirect, value: in.value, unit: unit, def: in.def, via: append([]hclName{name}, in.via...), through: append(in.through, in.Place)}
	switch in.state {
	case setting.Literal, setting.Computed:
		raw := in.Text()
		out.def = &setting.Definition{Place: in.Place, Unit: in.unit, At: title}
		if allows != nil {
			out.def.Allows = func(want setting.Seconds) setting.Verdict { return allows(want, raw, in.unit) }
		}
		return out
	case setting.Indirect:
		if allows != nil {
			inner, raw, unit := in.def.Allows, in.def.Text(), in.def.Unit
			out.def.Allows = func(want setting.Seconds) setting.Verdict {
				verdict := allows(want, raw, unit)
				if inner == nil || verdict == setting.Refuses {
					return verdict
				}
				if also := inner(want); also != setting.Accepts {
					return also
				}
				return verdict
			}
		}
		return out
	case setting.Unknown:
		through := out.through
		out = hclUnproved(at, cmp.Or(in.why.Key, "value-outside-paste"), words+" has no value that can be read here: "+in.root, 0)
		out.root, out.through = in.root, through
		return out
	}
	return hclUnproved(at, "value-outside-paste", title+" is null, so its value is set elsewhere or left out", 0)
}

// local follows local.x, where steps leads from its name into its value.
func (r hclReader) local(steps []string, words string, at source.Place, unit setting.Unit) hclReading {
	marks := r.l.definitions("local."+steps[0], r.doc)
	json := r.l.declared(folderOf(r.doc), "local."+steps[0])
	switch {
	case json != nil && len(marks) == 0:
		return r.jsonValue(json, "local."+steps[0], steps, at, unit, nil)
	case json != nil:
		return hclUnproved(at, "value-outside-paste", words+" is defined in "+json.doc.Name+" too", 0)
	}
	switch len(marks) {
	case 0:
		return hclUnproved(at, "value-outside-paste", words+" is not defined in this text", 0)
	case 1:
		b := r.l.parseAt(marks[0])
		m, ok := b.body.get(steps[0])
		if !ok || b.broken {
			return hclUnproved(at, "value-outside-paste", "the locals block that sets "+words+" does not parse", 0)
		}
		e, ok := hclInside(m.expr, steps[1:])
		if !ok {
			return hclUnproved(at, "value-outside-paste", words+" is not written out in this text", 0)
		}
		return r.follow(r.inDoc(b.doc), e, at, "local."+steps[0], "local "+strings.Join(steps, "."), unit, nil)
	}
	return hclUnproved(at, "value-outside-paste", fmt.Sprintf("%s is defined %d times in this text", words, len(marks)), 0)
}

// hclInside is the expression at a path of keys in nested objects.
func hclInside(e hclsyntax.Expression, path []string) (hclsyntax.Expression, bool) {
	for _, key := range path {
		o, ok := e.(*hclsyntax.ObjectConsExpr)
		if !ok {
			return nil, false
		}
		m, ok := hclObjectGroup(o).get(key)
		if !ok {
			return nil, false
		}
		e = m.expr
	}
	return e, true
}

// ofItem reads each.value, where the item of the for_each is known.
func (r hclReader) ofItem(steps []string, words string, at source.Place, unit setting.Unit) hclReading {
	if r.item == nil || len(steps) == 0 || steps[0] != "value" {
		return hclUnproved(at, "value-outside-paste", words+" differs for each item of for_each", 0)
	}
	to, e, title := r.item.inside(steps[1:])
	if title == "" {
		return hclUnproved(at, "value-outside-paste", fmt.Sprintf("item %q of for_each sets no %s that can be read here", r.item.key, strings.Join(steps[1:], ".")), 0)
	}
	return r.follow(to, e, at, words, title, unit, nil)
}

// variable follows var.x to what gives it a value: a call of the module, a file
// of values, its default.
func (r hclReader) variable(steps []string, words string, at source.Place, unit setting.Unit) hclReading {
	name := steps[0]
	g := r.given(name)
	if g.json != nil {
		return r.jsonValue(g.json, "var."+name, steps, at, unit, r.allowed(name, len(steps) == 1))
	}
	if g.expr == nil {
		return hclUnproved(at, g.key, g.why, 0)
	}
	title, to, e := g.title, g.reader, g.expr
	if len(steps) > 1 {
		inner, ok := hclInside(e, steps[1:])
		if typed, home, has := r.typeOf(name); !ok && has && hclLacks(e, steps[1:]) {
			if inner, ok = hclTypeDefault(typed, steps[1:]); ok {
				title, to = "the type of variable "+name, home
			}
		}
		if !ok {
			return hclUnproved(at, "value-outside-paste", words+" is not written out in this text", 0)
		}
		if strings.HasPrefix(title, "variable ") {
			title += "." + strings.Join(steps[1:], ".")
		}
		e = inner
	}
	return r.follow(to, e, at, "var."+name, title, unit, r.allowed(name, len(steps) == 1))
}

// allowed is the validation of a variable, or nil where it has none.
func (r hclReader) allowed(name string, whole bool) hclAllowed {
	blocks := r.l.definitions("var."+name, r.doc)
	if len(blocks) != 1 {
		return nil
	}
	checks := r.l.parseAt(blocks[0]).body.groups("validation")
	if len(checks) == 0 {
		return nil
	}
	return func(want setting.Seconds, raw string, unit setting.Unit) setting.Verdict {
		if !whole {
			return setting.Undecided
		}
		return hclAllows(blocks[0].doc.Text, checks, name, want, raw, unit)
	}
}
