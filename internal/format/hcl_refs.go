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
		return outside("differs for each item of for_each")
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

// follow reads the definition that a reference at a place leads to.
func (r hclReader) follow(doc *source.Document, e hclsyntax.Expression, at source.Place, words, title string, unit setting.Unit, allows func(setting.Seconds, string, setting.Unit) setting.Verdict) hclReading {
	if slices.Contains(r.path, words) {
		return hclUnproved(at, "value-outside-paste", "the references go round in a circle", 0)
	}
	in := hclReader{l: r.l, doc: doc, hops: r.hops, path: append(slices.Clip(r.path), words)}.read(e, unit)
	out := hclReading{Place: at, state: setting.Indirect, value: in.value, unit: unit, def: in.def, via: append([]string{words}, in.via...)}
	switch in.state {
	case setting.Literal, setting.Computed:
		raw := in.Text()
		out.def = &setting.Definition{Place: in.Place, Unit: in.unit, At: title}
		if allows != nil {
			out.def.Allows = func(want setting.Seconds) setting.Verdict { return allows(want, raw, in.unit) }
		}
		return out
	case setting.Indirect:
		return out
	case setting.Unknown:
		out = hclUnproved(at, cmp.Or(in.why.Key, "value-outside-paste"), words+" has no value that can be read here: "+in.root, 0)
		out.root = in.root
		return out
	}
	return hclUnproved(at, "value-outside-paste", title+" is null, so its value is set elsewhere or left out", 0)
}

func (r hclReader) local(steps []string, words string, at source.Place, unit setting.Unit) hclReading {
	marks := r.l.definitions("local."+steps[0], at.Doc)
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
		return r.follow(b.doc, e, at, "local."+steps[0], "local "+strings.Join(steps, "."), unit, nil)
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

func (r hclReader) variable(steps []string, words string, at source.Place, unit setting.Unit) hclReading {
	name := steps[0]
	outside := func(why string) hclReading { return hclUnproved(at, "value-outside-paste", why, 0) }
	blocks := r.l.definitions("var."+name, at.Doc)
	sets := r.l.definitions(name+" =", at.Doc)
	var b *hclParsedBlock
	if len(blocks) == 1 {
		b = r.l.parseAt(blocks[0])
	}
	var allows func(setting.Seconds, string, setting.Unit) setting.Verdict
	if b != nil {
		if b.broken {
			return outside("the block of variable " + name + " does not parse")
		}
		if checks := b.body.groups("validation"); len(checks) > 0 && len(steps) == 1 {
			allows = func(want setting.Seconds, raw string, unit setting.Unit) setting.Verdict {
				return hclAllows(checks, name, want, raw, unit)
			}
		} else if len(checks) > 0 {
			allows = func(setting.Seconds, string, setting.Unit) setting.Verdict { return setting.Undecided }
		}
	}
	switch {
	case len(blocks) > 1:
		return outside(fmt.Sprintf("variable %s is declared %d times in this text", name, len(blocks)))
	case len(sets) > 1:
		return outside(fmt.Sprintf("variable %s is given a value in %d places of this text", name, len(sets)))
	case len(sets) == 1:
		set := r.l.parseAt(sets[0])
		m, ok := set.body.get(name)
		if !ok || set.broken {
			return outside("the value given to variable " + name + " does not parse")
		}
		e, ok := hclInside(m.expr, steps[1:])
		if !ok {
			return outside(words + " is not written out in this text")
		}
		return r.follow(set.doc, e, at, "var."+name, "the value given to variable "+name, unit, allows)
	case len(blocks) == 0:
		return outside(words + " is not defined in this text")
	}
	title := "variable " + strings.Join(steps, ".")
	m, ok := b.body.get("default")
	if !ok {
		return outside(fmt.Sprintf("variable %s has no default, and its value is not in this text", name))
	}
	e, ok := hclInside(m.expr, steps[1:])
	if !ok {
		e, ok = hclOptional(b.body, m.expr, steps[1:])
	}
	if !ok {
		return outside(words + " is not written out in this text")
	}
	return r.follow(b.doc, e, at, "var."+name, title, unit, allows)
}

// hclOptional is the default that a variable's object type gives to a key
// which the variable's own default, {}, leaves out.
func hclOptional(body hclGroup, def hclsyntax.Expression, path []string) (hclsyntax.Expression, bool) {
	o, isObject := def.(*hclsyntax.ObjectConsExpr)
	m, ok := body.get("type")
	if !ok || !isObject || len(o.Items) > 0 || len(path) != 1 {
		return nil, false
	}
	call, ok := m.expr.(*hclsyntax.FunctionCallExpr)
	if !ok || call.Name != "object" || len(call.Args) != 1 {
		return nil, false
	}
	e, ok := hclInside(call.Args[0], path)
	if !ok {
		return nil, false
	}
	call, ok = e.(*hclsyntax.FunctionCallExpr)
	if !ok || call.Name != "optional" || len(call.Args) != 2 {
		return nil, false
	}
	return call.Args[1], true
}
