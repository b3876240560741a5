package format

import (
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// An hclJSONValue is what a file of values in JSON gives to a variable.
type hclJSONValue struct {
	doc *source.Document
	*data.Node
	title   string // "variable session"
	checked bool   // a validation stands beside it
}

// jsonValues lists the values of a variable in files of values in JSON that
// lie in the folder or below it.
func (l *hclLocator) jsonValues(folder, name string) []hclJSONValue {
	if l.jsonFiles == nil {
		l.jsonFiles = []hclJSONValue{}
		for _, c := range l.found.Islands {
			if !strings.HasSuffix(c.Doc.Name, ".tfvars.json") {
				continue
			}
			if open := strings.IndexByte(c.Doc.Text, '{'); open >= 0 {
				if n, ok := data.ReadJSON(c.Doc, open); ok {
					l.jsonFiles = append(l.jsonFiles, hclJSONValue{doc: c.Doc, Node: n})
				}
			}
		}
	}
	var found []hclJSONValue
	for _, file := range l.jsonFiles {
		own := folderOf(file.doc)
		if n := file.Get(name); n != nil && (folder == "." || own == folder || strings.HasPrefix(own, folder+"/")) {
			found = append(found, hclJSONValue{doc: file.doc, Node: n, title: "the value given to variable " + name})
		}
	}
	return found
}

// declared is the default of "var.x", or the value of "local.x", that the
// folder's configuration in JSON tells; nil where it tells none, or several.
// A variable without a default is its own block.
func (l *hclLocator) declared(folder, ref string) *hclJSONValue {
	if l.jsonNames == nil {
		l.jsonNames = map[hclName][]hclJSONValue{}
		for _, c := range l.found.Islands {
			if strings.HasSuffix(c.Doc.Name, ".tf.json") || strings.HasSuffix(c.Doc.Name, ".tofu.json") {
				l.declare(c.Doc)
			}
		}
	}
	if all := l.jsonNames[hclName{folder, ref}]; len(all) == 1 {
		return &all[0]
	}
	return nil
}

// declare notes the variables and locals of a configuration in JSON.
func (l *hclLocator) declare(doc *source.Document) {
	open := strings.IndexByte(doc.Text, '{')
	if open < 0 {
		return
	}
	top, ok := data.ReadJSON(doc, open)
	if !ok {
		return
	}
	add := func(ref string, v hclJSONValue) {
		name := hclNameIn(doc, ref)
		l.jsonNames[name] = append(l.jsonNames[name], v)
	}
	if variables := top.Get("variable"); variables != nil {
		for _, group := range terraformObjects(variables) {
			for _, m := range group.Items {
				for _, b := range terraformObjects(m) {
					v := hclJSONValue{doc, b, "variable " + m.Name(), b.Get("validation") != nil}
					if value := b.Get("default"); value != nil {
						v.Node = value
					}
					add("var."+m.Name(), v)
				}
			}
		}
	}
	if locals := top.Get("locals"); locals != nil {
		for _, group := range terraformObjects(locals) {
			for _, m := range group.Items {
				add("local."+m.Name(), hclJSONValue{doc, m, "local " + m.Name(), false})
			}
		}
	}
}

// jsonValue reads the length that JSON gives to a variable or a local.
func (r hclReader) jsonValue(v *hclJSONValue, ref string, steps []string, at source.Place, unit setting.Unit, allows hclAllowed) hclReading {
	title := v.title
	n := v.At(steps[1:]...)
	if n == nil || n.Kind != data.Scalar || !n.Exact(v.doc) {
		return hclUnproved(at, "value-outside-paste", title+" on "+hclLine(v.doc.At(v.Span))+" is not written out", 0)
	}
	in := hclReader{l: r.l, doc: v.doc}.literal(v.doc.At(n.Span), unit, n.Style == data.Double)
	if in.state != setting.Literal {
		return hclUnproved(at, in.why.Key, title+" has no value that can be read here: "+in.why.Words, 0)
	}
	def := &setting.Definition{Place: in.Place, Unit: unit, At: title}
	if v.checked {
		def.Allows = func(setting.Seconds) setting.Verdict { return setting.Undecided }
	}
	if allows != nil {
		def.Allows = func(want setting.Seconds) setting.Verdict { return allows(want, in.Text(), unit) }
	}
	return hclReading{Place: at, state: setting.Indirect, value: in.value, unit: unit, def: def, via: []hclName{hclNameIn(at.Doc, ref)}}
}

// hclReferences resolves references that stand in Terraform's JSON, where the
// other files of the folder define them.
type hclReferences struct{ l *hclLocator }

func newHCLReferences(docs []*source.Document) *hclReferences {
	l := newHCLLocator()
	for _, doc := range docs {
		l.collect(doc)
	}
	return &hclReferences{l}
}

// resolve is what ref, at a place, leads to.
func (h *hclReferences) resolve(at source.Place, ref string, unit setting.Unit) hclReading {
	t, diags := hclsyntax.ParseTraversalAbs([]byte(ref), "", hcl2.InitialPos)
	if diags.HasErrors() {
		return hclUnproved(at, "value-outside-paste", ref+" is not known before Terraform runs", 0)
	}
	calls := h.l.calls(folderOf(at.Doc))
	if len(calls) > 1 {
		return hclUnproved(at, "conditional-value", ref+" differs between the ways in which this folder is run", 0)
	}
	r := hclReader{l: h.l, doc: at.Doc}
	if len(calls) == 1 {
		r.call = calls[0]
	}
	return r.reference(t, at, unit)
}

// mentions reports whether anything but JSON gives ref a value in doc's
// folder.
func (h *hclReferences) mentions(doc *source.Document, ref string) bool {
	if len(h.l.definitions(ref, doc)) > 0 || len(h.l.calls(folderOf(doc))) > 0 {
		return true
	}
	name, ok := strings.CutPrefix(ref, "var.")
	if !ok {
		return false
	}
	_, decided := hclReader{l: h.l, doc: doc}.fromOutside(name)
	return decided
}
