package format

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/source"
)

// A hclGiven is what decides a variable's value: the argument of the module
// block that runs its folder, a file of values, or its default.
type hclGiven struct {
	expr   hclsyntax.Expression // nil where it cannot be told
	reader hclReader            // of expr
	title  string               // "variable session", "argument session of module.deploy"
	json   *hclJSONValue        // instead of expr: it stands in a file of values in JSON

	key, why string // for expr == nil
}

func hclNotGiven(key, why string) hclGiven { return hclGiven{key: key, why: why} }

// given tells what decides the variable of that name in r's folder.
// https://developer.hashicorp.com/terraform/language/values/variables
func (r hclReader) given(name string) hclGiven {
	blocks := r.l.definitions("var."+name, r.doc)
	var b *hclParsedBlock
	if len(blocks) > 1 {
		return hclNotGiven("value-outside-paste", fmt.Sprintf("variable %s is declared %d times in this text", name, len(blocks)))
	}
	if len(blocks) == 1 {
		if b = r.l.parseAt(blocks[0]); b.broken {
			return hclNotGiven("value-outside-paste", "the block of variable "+name+" does not parse")
		}
	}
	json := r.l.declared(folderOf(r.doc), "var."+name)
	if json != nil && b != nil {
		return hclNotGiven("value-outside-paste", "variable "+name+" is declared in "+json.doc.Name+" too")
	}
	if g, decided := r.passed(name); decided {
		return g
	}
	if r.call == nil || r.call.values != nil {
		if g, decided := r.fromOutside(name); decided {
			if json != nil && json.checked {
				return hclNotGiven("allowed-values-limit", "variable "+name+" has a validation in "+json.doc.Name+" that was not checked")
			}
			return g
		}
	}
	if json != nil {
		return hclGiven{json: json}
	}
	if b == nil {
		return hclNotGiven("value-outside-paste", "var."+name+" is not defined in this text")
	}
	m, ok := b.body.get("default")
	if !ok {
		return hclNotGiven("value-outside-paste", fmt.Sprintf("variable %s has no default, and its value is not in this text", name))
	}
	return hclGiven{expr: m.expr, reader: r.inDoc(b.doc), title: "variable " + name}
}

func (r hclReader) inDoc(doc *source.Document) hclReader {
	r.doc = doc
	return r
}

// passed is what the call that runs r's folder gives to a variable.
func (r hclReader) passed(name string) (hclGiven, bool) {
	if r.call == nil || r.call.values != nil {
		if m := r.l.elsewhere(r.doc, name); m != "" {
			return hclNotGiven("conditional-value", fmt.Sprintf("module.%s in this text gives its own %s a value: give each file its name, so that it is clear which of them is meant", m, name)), true
		}
		return hclGiven{}, false
	}
	to, e, known := r.call.argument(r, name)
	switch {
	case !known && r.call.unclear:
		return hclNotGiven("conditional-value", "the module that declares variable "+name+" is called in too many ways"), true
	case !known:
		return hclNotGiven("value-outside-paste", "what "+r.call.title()+" gives to variable "+name+" cannot be told from this text"), true
	case e == nil:
		return hclGiven{}, false
	}
	return hclGiven{expr: e, reader: to, title: "argument " + name + " of " + r.call.title()}, true
}

// elsewhere is the module block of a paste that gives an argument of a
// variable's name to a folder which is not told apart from the paste's own.
func (l *hclLocator) elsewhere(doc *source.Document, name string) string {
	if doc.Name != "" && !hclUntold(doc.Name) {
		return ""
	}
	for n, mark := range l.modules {
		if mark.doc != doc || n > maxItems {
			continue
		}
		p := mark.piece()
		if source := hclSourceIn(p); !strings.HasPrefix(source, "./") && !strings.HasPrefix(source, "../") {
			continue
		}
		if m, ok := l.parseAt(mark).body.get(name); ok {
			if t, ok := m.expr.(*hclsyntax.ScopeTraversalExpr); !ok || hclWords(t.Traversal) != "var."+name {
				return p.word(0)
			}
		}
	}
	return ""
}

// fromOutside is the value that a file of values, a command's -var or the
// environment gives to a variable of the folder that Terraform is started in.
// What is last in the order -var, -var-file, files that are loaded by
// themselves, environment, default holds.
func (r hclReader) fromOutside(name string) (hclGiven, bool) {
	said := r.l.commandLines()
	if place, ok := said.vars[name]; ok {
		return hclNotGiven("conditional-value", "-var gives variable "+name+" its value, on "+hclLine(place)), true
	}
	sets := r.sets(name, said)
	if len(sets) == 0 || hclLoads(sets[0].doc.Name) != "" {
		if file := r.l.missing(said.files, len(r.l.values[folderOf(r.doc)]) > 0); file != "" {
			return hclNotGiven("value-outside-paste", "a command passes -var-file="+file+", which may set variable "+name+" and is not in this text"), true
		}
	}
	for _, mark := range sets {
		if _, used := said.files[path.Base(mark.doc.Name)]; r.l.loose[mark.doc] && !used {
			return hclNotGiven("conditional-value", "whether variable "+name+" has the value on "+hclLine(mark.doc.At(source.Span{Start: int(mark.at)}))+" depends on whether that file is passed"), true
		}
	}
	json := r.l.jsonValues(folderOf(r.doc), name)
	switch n := len(sets) + len(json); {
	case n > 1:
		var at []string
		for _, mark := range sets {
			at = append(at, hclLine(mark.doc.At(source.Span{Start: int(mark.at)})))
		}
		for _, v := range json {
			at = append(at, hclLine(v.doc.At(v.Span)))
		}
		return hclNotGiven("value-outside-paste", fmt.Sprintf("variable %s is given a value in %d places of this text: %s", name, n, strings.Join(at[:min(n, maxNamed)], ", "))), true
	case len(json) == 1:
		return hclGiven{json: &json[0]}, true
	case len(sets) == 1:
		set := r.l.parseAt(sets[0])
		m, ok := set.body.get(name)
		if !ok || set.broken {
			return hclNotGiven("value-outside-paste", "the value given to variable "+name+" does not parse"), true
		}
		return hclGiven{expr: m.expr, reader: r.inDoc(set.doc), title: "the value given to variable " + name}, true
	}
	if place, ok := said.env[name]; ok {
		return hclNotGiven("conditional-value", "TF_VAR_"+name+" gives variable "+name+" its value, on "+hclLine(place)), true
	}
	return hclGiven{}, false
}

// maxNamed is how many places an explanation names.
const maxNamed = 4

// sets lists where values are given to a variable of the folder that
// Terraform is started in: in the file of values that is passed, else in the
// last of those that are loaded without being asked for.
func (r hclReader) sets(name string, said *hclSaid) []hclMark {
	all := r.l.definitions(name+" =", r.doc)
	var passed, loaded []hclMark
	for _, mark := range all {
		_, used := said.files[path.Base(mark.doc.Name)]
		switch {
		case r.call != nil && r.call.values == mark.doc, r.call == nil && used:
			passed = append(passed, mark)
		case hclLoads(mark.doc.Name) != "":
			loaded = append(loaded, mark)
		}
	}
	switch {
	case len(passed) > 0:
		return passed
	case r.call == nil && len(loaded) < len(all):
		return all
	}
	sort.SliceStable(loaded, func(i, j int) bool { return hclLoads(loaded[i].doc.Name) > hclLoads(loaded[j].doc.Name) })
	for i, mark := range loaded {
		if mark.doc != loaded[0].doc {
			return loaded[:i]
		}
	}
	return loaded
}

// valueFiles lists the files of values with which a folder may be run, where
// they are several: those that commands pass, else all that are not loaded
// without being asked for. An environment often has one.
func (l *hclLocator) valueFiles(folder string) []*hclCall {
	if l.byName == nil {
		l.index()
	}
	said := l.commandLines()
	var all, passed []*hclCall
	for _, doc := range l.values[folder] {
		c := &hclCall{values: doc, home: folder + hclWith + doc.Name}
		all = append(all, c)
		if _, ok := said.files[path.Base(doc.Name)]; ok {
			passed = append(passed, c)
		}
	}
	if len(passed) > 0 {
		all = passed
	}
	if len(all) < 2 || len(all) > maxCalls {
		return nil
	}
	return all
}

// missing is a file of names that is not in the text, or "". A name that is
// filled in when the command runs may be one of the files that are here.
func (l *hclLocator) missing(names map[string]source.Place, here bool) string {
	var list []string
	for name := range names {
		if here && strings.ContainsAny(name, "${}<>%") {
			continue
		}
		list = append(list, name)
	}
	slices.Sort(list)
	for _, c := range l.found.Islands {
		if i := slices.Index(list, path.Base(c.Doc.Name)); i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func hclLine(at source.Place) string {
	line := fmt.Sprintf("line %d", at.Doc.Line(at.Start))
	if at.Doc.Name != "" {
		line += " of " + at.Doc.Name
	}
	return line
}
