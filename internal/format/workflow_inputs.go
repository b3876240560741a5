package format

import (
	"path"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A workflowCaller is a step or a job that uses an action or a workflow of its
// own repository.
type workflowCaller struct {
	doc  *source.Document
	node *data.Node
	uses string // "./.github/actions/aws"
}

// input is what an input of the action or workflow around p holds: what its
// one caller gives, else its default.
func (r *ciReader) input(p workflowPlace, name string) workflowPlace {
	root := dataTop(p.at)
	blocks, known := workflowInputs(root)
	var declared []workflowPlace
	for _, b := range blocks {
		if d := b.Get(name).Resolve(); d != nil {
			declared = append(declared, workflowPlace{doc: p.doc, at: d, node: d.Get("default"), name: "the default of input " + name, read: "inputs." + name, allows: d.Get("options").Resolve()})
		}
	}
	switch {
	case len(declared) == 0 && known && !root.Partial:
		words := "input " + name + " is not declared here, so it is empty"
		if other := workflowAlike(blocks, name); other != "" {
			words += "; " + other + " is, which is another"
		}
		return workflowPlace{why: workflowUnproved("value-outside-paste", "%s", words)}
	case len(declared) == 0:
		return workflowPlace{why: workflowUnproved("value-outside-paste", "input %s is declared outside this text", name)}
	case len(declared) > 1:
		return workflowPlace{why: workflowUnproved("conditional-value", "input %s is declared twice: what holds depends on how the workflow is started", name)}
	}
	given := r.given(p.doc, p.at, name)
	switch {
	case len(r.callersOf(p.doc)) > maxWorkflowCallers:
		return workflowPlace{why: workflowUnproved("conditional-value", "input %s is given by more callers than are read", name)}
	case len(given) == 1:
		return given[0]
	case len(given) > 1:
		return workflowPlace{why: workflowUnproved("conditional-value", "its callers give input %s different values", name)}
	case declared[0].node == nil:
		return workflowPlace{why: workflowUnproved("value-outside-paste", "input %s has no default, and no caller that gives it is in this text", name)}
	}
	return declared[0]
}

// dispatched is the default of an input that a person may give.
func (r *ciReader) dispatched(p workflowPlace, name string) workflowPlace {
	d := dataTop(p.at).At("on", "workflow_dispatch", "inputs", name).Resolve()
	if d.Get("default") == nil {
		return workflowPlace{why: workflowUnproved("value-outside-paste", "input %s has no default in this text", name)}
	}
	return workflowPlace{doc: p.doc, at: d, node: d.Get("default"), name: "the default of input " + name, read: "inputs." + name, allows: d.Get("options").Resolve()}
}

// workflowInputs are the blocks that declare the inputs of root, an action or
// a workflow. known says whether all of them are in the text.
func workflowInputs(root *data.Node) (blocks []*data.Node, known bool) {
	for _, path := range [][]string{{"inputs"}, {"on", "workflow_call", "inputs"}, {"on", "workflow_dispatch", "inputs"}} {
		if b := root.At(path...).Resolve(); b != nil && b.Kind == data.Mapping {
			blocks = append(blocks, b)
		}
	}
	return blocks, len(blocks) > 0
}

// workflowAlike is a declared input that name may have been meant for.
func workflowAlike(blocks []*data.Node, name string) string {
	for _, b := range blocks {
		for _, d := range b.Items {
			if other := d.Name(); len(other) < 60 && (strings.HasSuffix(other, name) || strings.HasSuffix(name, other) || strings.Contains(other, "duration")) {
				return other
			}
		}
	}
	return ""
}

// given lists what the callers in these texts give an input of the action or
// workflow around at. A caller that leaves it out gives the default.
func (r *ciReader) given(doc *source.Document, at *data.Node, name string) []workflowPlace {
	root := dataTop(at)
	blocks, _ := workflowInputs(root)
	var all []workflowPlace
	defaulted := false
	callers := r.callersOf(doc)
	if len(callers) > maxWorkflowCallers {
		return nil
	}
	for _, c := range callers {
		if v := c.node.Get("with").Resolve().Get(name); v != nil {
			all = append(all, workflowPlace{doc: c.doc, at: c.node, node: v, name: "input " + name + " as " + workflowCallerName(c.node) + " gives it"})
			continue
		}
		for _, b := range blocks {
			if d := b.Get(name).Resolve().Get("default"); d != nil && !defaulted {
				defaulted = true
				all = append(all, workflowPlace{doc: doc, at: d.Parent, node: d, name: "the default of input " + name, read: "inputs." + name})
			}
		}
	}
	if len(all) == 1 && defaulted {
		return nil // callers change nothing
	}
	return all
}

// workflowCallerName names what calls a workflow or an action, in a sentence.
func workflowCallerName(n *data.Node) string {
	if name := n.Member("name"); name != "" && len(name) < 60 && templateIn(name) == "" {
		return "step " + name
	}
	if n.Name() != "" && len(n.Name()) < 60 {
		return "job " + n.Name()
	}
	if uses := n.Member("uses"); len(uses) < 60 {
		return "the step with " + uses
	}
	return "a step"
}

// maxWorkflowCallers is how many callers of one action or workflow are read.
const maxWorkflowCallers = 50

// callersOf lists the steps and jobs that use the action or workflow in doc:
// one more than maxWorkflowCallers at most.
func (r *ciReader) callersOf(doc *source.Document) []workflowCaller {
	if doc.Name == "" {
		return nil
	}
	if !r.called {
		r.called = true
		for _, d := range r.docs {
			r.readCallers(d)
		}
	}
	if list, known := r.byDoc[doc]; known {
		return list
	}
	var list []workflowCaller
	for _, c := range r.callers {
		if len(list) <= maxWorkflowCallers && workflowUses(c.uses, doc) {
			list = append(list, c)
		}
	}
	r.byDoc[doc] = list
	return list
}

// workflowUses reports whether uses, a path in the repository, is the action
// or the workflow in doc.
func workflowUses(uses string, doc *source.Document) bool {
	name := path.Clean(strings.ReplaceAll(doc.Name, `\`, "/"))
	if base := path.Base(name); base == "action.yml" || base == "action.yaml" {
		name = path.Dir(name)
	}
	uses = path.Clean(uses)
	return name != "." && (uses == name || strings.HasSuffix(name, "/"+uses) || strings.HasSuffix(uses, "/"+name))
}

// isHere reports whether one of the texts is the local action or workflow that
// uses names.
func (r *ciReader) isHere(uses string) bool {
	return strings.HasPrefix(uses, "./") && slices.ContainsFunc(r.docs, func(doc *source.Document) bool { return doc.Name != "" && workflowUses(uses, doc) })
}

// readCallers keeps what in doc uses an action or a workflow of the same
// repository.
func (r *ciReader) readCallers(doc *source.Document) {
	if !strings.Contains(doc.Text, "./") {
		return
	}
	roots, _ := data.Read(doc, data.Query{Words: []string{"uses:"}, Keep: []string{"env", "on", "inputs"}})
	for _, root := range roots {
		root.Walk(func(n *data.Node) bool {
			if uses := n.Member("uses"); strings.HasPrefix(uses, "./") && len(r.callers) < maxFinds {
				r.callers = append(r.callers, workflowCaller{doc, n, uses})
			}
			return true
		})
	}
}

// workflowAllows is the validation of an input that offers a list of choices.
func workflowAllows(options *data.Node) func(setting.Seconds) setting.Verdict {
	if options == nil || options.Kind != data.Sequence {
		return nil
	}
	return func(want setting.Seconds) setting.Verdict {
		for _, o := range options.Items {
			if v, ok := setting.InSeconds.Read(o.Resolve().Text); ok && v == want {
				return setting.Accepts
			}
		}
		return setting.Refuses
	}
}
