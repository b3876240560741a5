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
					l.jsonFiles = append(l.jsonFiles, hclJSONValue{c.Doc, n})
				}
			}
		}
	}
	var found []hclJSONValue
	for _, file := range l.jsonFiles {
		own := folderOf(file.doc)
		if n := file.Get(name); n != nil && (folder == "." || own == folder || strings.HasPrefix(own, folder+"/")) {
			found = append(found, hclJSONValue{file.doc, n})
		}
	}
	return found
}

// jsonValue reads the length that a file of values in JSON gives to a
// variable.
func (r hclReader) jsonValue(v *hclJSONValue, steps []string, at source.Place, unit setting.Unit, allows hclAllowed) hclReading {
	title := "the value given to variable " + steps[0]
	n := v.At(steps[1:]...)
	if n == nil || n.Kind != data.Scalar || !n.Exact(v.doc) {
		return hclUnproved(at, "value-outside-paste", title+" on "+hclLine(v.doc.At(v.Span))+" is not written out", 0)
	}
	in := hclReader{l: r.l, doc: v.doc}.literal(v.doc.At(n.Span), unit, n.Style == data.Double)
	if in.state != setting.Literal {
		return hclUnproved(at, in.why.Key, title+" has no value that can be read here: "+in.why.Words, 0)
	}
	def := &setting.Definition{Place: in.Place, Unit: unit, At: title}
	if allows != nil {
		def.Allows = func(want setting.Seconds) setting.Verdict { return allows(want, in.Text(), unit) }
	}
	return hclReading{Place: at, state: setting.Indirect, value: in.value, unit: unit, def: def, via: []hclName{hclNameIn(at.Doc, "var."+steps[0])}}
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
