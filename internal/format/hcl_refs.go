package format

import (
	"fmt"
	"path"
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
		out = hclUnproved(at, in.why.Key, words+" has no value that can be read here: "+in.root, 0)
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

// definitions lists where doc's folder defines "var.x", "local.x", or gives
// the variable x a value, "x =". Of the files of values that Terraform loads
// by itself only the one that wins counts.
func (l *hclLocator) definitions(name string, doc *source.Document) []hclMark {
	if l.byName == nil {
		l.index()
	}
	key := hclNameIn(doc, name)
	if !strings.HasSuffix(name, " =") || len(l.byName[key]) < 2 {
		return l.byName[key]
	}
	var last hclMark
	for _, mark := range l.byName[key] {
		rank := hclLoads(mark.doc.Name)
		if rank == "" {
			return l.byName[key]
		}
		if last.doc == nil || rank > hclLoads(last.doc.Name) {
			last = mark
		}
	}
	l.byName[key] = slices.DeleteFunc(l.byName[key], func(m hclMark) bool { return m.doc != last.doc })
	return l.byName[key]
}

// An hclName is a definition's name in its folder.
type hclName struct{ folder, name string }

func hclNameIn(doc *source.Document, name string) hclName {
	return hclName{path.Dir(doc.Name), name}
}

// index fills byName, without parsing anything.
func (l *hclLocator) index() {
	l.byName = map[hclName][]hclMark{}
	add := func(mark hclMark, name string) {
		key := hclNameIn(mark.doc, name)
		l.byName[key] = append(l.byName[key], mark)
	}
	for _, mark := range l.variables {
		if p := mark.piece(); p != nil {
			add(mark, "var."+p.word(0))
		}
	}
	for _, mark := range l.locals {
		if p := mark.piece(); p != nil {
			hclItems(p.doc.Text[:p.End], p.open+1, func(it *hclItem) bool {
				if !it.isBlock() && !it.stray {
					add(mark, "local."+p.doc.Text[it.name.Start:it.name.End])
				}
				return true
			})
		}
	}
	for _, mark := range l.assignments {
		end := hclWord(mark.doc.Text, int(mark.at))
		add(mark, mark.doc.Text[mark.at:end]+" =")
	}
}

// hclLoads orders the files of values that Terraform loads by itself; "" for
// other files.
// https://developer.hashicorp.com/terraform/language/values/variables
func hclLoads(file string) string {
	file = file[strings.LastIndexByte(file, '/')+1:]
	switch {
	case file == "terraform.tfvars":
		return "0"
	case strings.HasSuffix(file, ".auto.tfvars"):
		return "1" + file
	}
	return ""
}

// dropDefinitions removes settings that stand where another setting's
// definition does: a value given to a variable is one setting, not two.
func (l *hclLocator) dropDefinitions() {
	used := map[source.Place]bool{}
	for i := range l.found.Settings {
		if d := l.found.Settings[i].Def; d != nil {
			used[d.Place] = true
		}
	}
	l.found.Settings = slices.DeleteFunc(l.found.Settings, func(s setting.Setting) bool {
		return s.Def == nil && used[s.Place]
	})
}

// countUsers counts, for each definition, the other places that read the
// variables and locals on the way to it. One pass over the text serves all.
func (l *hclLocator) countUsers() {
	if len(l.passed) == 0 {
		return
	}
	uses := map[string]int{}
	roots := map[*hclFinder]bool{}
	for _, via := range l.passed {
		for _, name := range via {
			uses[name] = 0
			roots[hclVar] = roots[hclVar] || strings.HasPrefix(name, hclVar.word)
			roots[hclLocal] = roots[hclLocal] || strings.HasPrefix(name, hclLocal.word)
		}
	}
	for _, count := range l.found.Blocks {
		for root, wanted := range roots {
			if !wanted {
				continue
			}
			hclEachUse(count.Doc.Text, root, func(name string) {
				if _, wanted := uses[name]; wanted {
					uses[name]++
				}
			})
		}
	}
	for def, via := range l.passed {
		for _, name := range via {
			def.Users += max(0, uses[name]-1)
		}
	}
}

// hclEachUse calls yield with each reference of text, such as "var.x", that
// is not in a comment of its own line or in the variable's own validation.
func hclEachUse(text string, root *hclFinder, yield func(string)) {
	first := 0 // of the line
	for at := 0; ; {
		start := root.next(text, at)
		if start < 0 {
			return
		}
		if feed := strings.LastIndexByte(text[at:start], '\n'); feed >= 0 {
			first = at + feed + 1
		}
		at = start + len(root.word)
		end := hclWord(text, at)
		if start > 0 && (hclWord(text, start-1) != start-1 || text[start-1] == '.' || text[start-1] >= '0' && text[start-1] <= '9' || text[start-1] == '-') {
			continue
		}
		line := strings.TrimLeft(text[first:start], " \t")
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//") {
			continue
		}
		// A validation may read only its own variable, so its condition is no user.
		if strings.HasPrefix(line, "condition ") || strings.HasPrefix(line, "condition=") {
			continue
		}
		yield(text[start:end])
	}
}
