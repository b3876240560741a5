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
// of variables around it decides. It is nil where there is none.
func ciNearest(n *data.Node, name string) *data.Node {
	for ; n != nil; n = n.Parent {
		if n.Kind != data.Mapping {
			continue
		}
		for _, block := range ciBlocks {
			if v := ciMember(n.Get(block).Resolve(), name); v != nil {
				return v
			}
		}
	}
	return nil
}

// ciMember is the value of a variable in a block: a mapping of names, or a
// list of mappings with name and value.
func ciMember(block *data.Node, name string) *data.Node {
	if block == nil {
		return nil
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
	if inner := v.Get("value"); inner != nil { // GitLab's and Azure's long form
		return inner
	}
	return v
}

// ciReaders counts how often each text reads "env.X", "inputs.X" and "$X".
type ciReaders map[*source.Document]map[string]int

// count is how often doc reads name, which begins with its context or a $.
func (r ciReaders) count(doc *source.Document, name string) int {
	if r[doc] == nil {
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
		r[doc] = counts
	}
	return r[doc][name]
}
