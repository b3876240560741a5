package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
)

// Where one definition of a variable does not decide: rules, matrices, and
// blocks that several jobs take over.

// ciJob is the block of the file's outermost level around n, or the file's
// jobs' level where they have one; nil where n is not in one.
func ciJob(n *data.Node) *data.Node {
	for ; n != nil && n.Parent != nil; n = n.Parent {
		if n.Key != nil && (n.Parent.Parent == nil || n.Parent.Name() == "jobs" && n.Parent.Parent.Parent == nil) {
			return n
		}
	}
	return nil
}

// ciExtends lists the jobs that a job of GitLab takes over.
func ciExtends(job *data.Node) []string {
	e := job.Get("extends").Resolve()
	switch {
	case e == nil:
		return nil
	case e.Kind == data.Sequence:
		var names []string
		for _, item := range e.Items {
			names = append(names, item.Resolve().Text)
		}
		return names
	}
	return []string{e.Text}
}

// ciExtended is the definition of a variable in the jobs that job takes
// over: the last one that has it decides.
// https://docs.gitlab.com/ci/yaml/#extends
func ciExtended(job *data.Node, name string) *data.Node {
	for hops := 0; job != nil && hops < maxWorkflowHops; hops++ {
		names := ciExtends(job)
		next := (*data.Node)(nil)
		for i := len(names) - 1; i >= 0; i-- {
			base := dataTop(job).Get(names[i]).Resolve()
			if v := ciMember(base.Get("variables").Resolve(), name); v != nil {
				return v
			}
			if next == nil && base != nil && len(ciExtends(base)) > 0 {
				next = base
			}
		}
		job = next
	}
	return nil
}

// maxCIWalks bounds how many whole trees are searched for other definitions.
const maxCIWalks = 100

// contested is why v need not be what a variable holds at n; "" where nothing
// in the text sets it to anything else.
func (r *ciReader) contested(n, v *data.Node, name string) string {
	root, job := dataTop(n), ciJob(n)
	if ciRules(job, name) || ciRules(root.Get("workflow").Resolve(), name) {
		return "is set anew by rules, under a condition"
	}
	if m := job.At("parallel", "matrix").Resolve(); m != nil {
		for _, item := range m.Items {
			if item.Resolve().Get(name) != nil {
				return "is given each of its jobs' own value by a matrix"
			}
		}
	}
	if job == nil || !n.Anchored() && !r.isTaken(job) {
		return ""
	}
	if r.walks++; r.walks > maxCIWalks {
		return "may be set anew by the jobs that take this over"
	}
	others := false
	root.Walk(func(m *data.Node) bool {
		block := m.Parent
		others = others || m != v && m.Key != nil && m.Name() == name && ciIsBlock(block.Name()) && block.Parent != root && block.Parent != job
		return !others
	})
	if others {
		return "is set anew by a job that takes this over"
	}
	return ""
}

// isTaken reports whether other jobs may take job over.
func (r *ciReader) isTaken(job *data.Node) bool {
	if strings.HasPrefix(job.Name(), ".") {
		return true
	}
	root := dataTop(job)
	if r.taken[root] == nil {
		r.taken[root] = map[string]bool{}
		for _, other := range root.Items {
			for _, name := range ciExtends(other.Resolve()) {
				r.taken[root][name] = true
			}
		}
	}
	return r.taken[root][job.Name()]
}

func ciIsBlock(name string) bool { return slices.Contains(ciBlocks, name) }

// ciRules reports whether a rule of a block sets a variable.
// https://docs.gitlab.com/ci/yaml/#rulesvariables
func ciRules(block *data.Node, name string) bool {
	rules := block.Get("rules").Resolve()
	if rules == nil {
		return false
	}
	for _, rule := range rules.Items {
		if rule.Resolve().Get("variables").Resolve().Get(name) != nil {
			return true
		}
	}
	return false
}
