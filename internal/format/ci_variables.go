package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/source"
)

// Variables that CI configuration defines for the commands in it.

// ciBlocks are the members that define variables, in one CI system or another.
var ciBlocks = []string{"env", "variables", "environment"}

// ciNearest is the definition of a variable that holds at n: the nearest block
// of variables around it decides, and those of jobs that its own one takes
// over come before the file's. It is nil where there is none.
func ciNearest(n *data.Node, name string) *data.Node {
	job := ciJob(n)
	for ; n != nil; n = n.Parent {
		if n.Kind == data.Mapping {
			for _, block := range ciBlocks {
				if v := ciMember(n.Get(block).Resolve(), name); v != nil {
					return v
				}
			}
		}
		if n == job {
			if v := ciExtended(job, name); v != nil {
				return v
			}
		}
	}
	return nil
}

// ciMember is the value of a variable in a block: a mapping of names, or a
// list of mappings with name and value. A block that an expression fills in
// may hold any: it is the value itself.
func ciMember(block *data.Node, name string) *data.Node {
	if block == nil {
		return nil
	}
	if block.Kind == data.Scalar && strings.Contains(block.Text, "${{") {
		return block
	}
	if block.Kind == data.Sequence {
		for _, item := range block.Items {
			if item = item.Resolve(); item.Member("name") == name {
				return item.Get("value")
			}
		}
		return nil
	}
	v := block.Get(name)
	if v == nil && block.Name() == "env" { // CodeBuild's
		v = block.Get("variables").Get(name)
	}
	if inner := v.Get("value"); inner != nil { // GitLab's and Azure's long form
		return inner
	}
	return v
}

// A ciReader finds what variables and inputs hold in CI configuration.
type ciReader struct {
	docs    []*source.Document
	trees   map[*source.Document][]*data.Node
	counts  map[*source.Document]map[string]int
	callers []workflowCaller // of actions and workflows in docs
	called  bool             // callers are read
	byDoc   map[*source.Document][]workflowCaller
	hosts   map[*source.Document]*source.Document // of docs in which commands are unfolded
	groovy  map[*source.Document][]groovyCall
	names   map[*source.Document]*ciWords
	taken   map[*data.Node]map[string]bool // the names of jobs that others take over, by root
	walks   int                            // trees that were searched for other definitions
}

func newCIReader(docs []*source.Document) ciReader {
	return ciReader{
		docs: docs, trees: map[*source.Document][]*data.Node{},
		counts: map[*source.Document]map[string]int{}, byDoc: map[*source.Document][]workflowCaller{},
		groovy: map[*source.Document][]groovyCall{}, names: map[*source.Document]*ciWords{}, taken: map[*data.Node]map[string]bool{},
	}
}

// reads is how often doc reads a variable or input, which is named with its
// context: "env.X", "inputs.x". A command reads a variable as $X.
func (r *ciReader) reads(doc *source.Document, name string) int {
	if r.counts[doc] == nil {
		counts := map[string]int{}
		for _, mark := range []string{"env.", "inputs.", "parameters.", "$"} {
			for at := 0; ; {
				n := strings.Index(doc.Text[at:], mark)
				if n < 0 {
					break
				}
				at += n + len(mark)
				start := at
				if mark == "$" && at < len(doc.Text) && strings.IndexByte("{(", doc.Text[at]) >= 0 {
					start++
				}
				end := start
				for end < len(doc.Text) && (asciiWord(doc.Text[end]) || mark != "$" && doc.Text[end] == '-') {
					end++
				}
				if end > start {
					counts[mark+doc.Text[start:end]]++
				}
			}
		}
		r.counts[doc] = counts
	}
	n := r.counts[doc][name]
	if variable, ok := strings.CutPrefix(name, "env."); ok {
		n += r.counts[doc]["$"+variable]
	}
	return n
}

// env is the definition of a variable that holds at p.
func (r *ciReader) env(p workflowPlace, name string) workflowPlace {
	v := ciNearest(p.at, name)
	written := r.words(p.doc).set[name]
	switch {
	case v == nil && written:
		return workflowPlace{why: workflowUnproved("value-outside-paste", "%s is set by a step when the job runs", name)}
	case v == nil:
		return workflowPlace{why: workflowUnproved("value-outside-paste", "%s is not defined in this text", name)}
	case written:
		return workflowPlace{why: workflowUnproved("conditional-value", "%s is defined here, and a step sets it anew when the job runs", name)}
	}
	if words := r.contested(p.at, v, name); words != "" {
		return workflowPlace{why: workflowUnproved("conditional-value", "%s %s", name, words)}
	}
	return workflowPlace{doc: p.doc, at: v.Parent.Parent, node: v, name: "variable " + name, read: "env." + name}
}
