package format

import (
	"slices"
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Commands in CI configuration read variables and expressions that the
// configuration around them defines.

var ciQuery = data.Query{
	Words: []string{"env:", "variables:", "environment:", "inputs:", "matrix:", "steps:", "script:", "commands:", "jobs:"},
	Keep:  []string{"on", "workflow", "extends", "permissions", "script", "before_script", "after_script", "commands", "steps", "run", "env", "variables", "environment", "inputs"},
}

// around is the innermost node of doc's trees that holds offset at; nil where
// doc is not configuration with variables.
func (r *ciReader) around(doc *source.Document, at int) *data.Node {
	roots, known := r.trees[doc]
	if !known {
		host := doc
		if h := r.hosts[doc]; h != nil {
			host = h
		}
		roots, _ = data.Read(host, ciQuery)
		r.trees[doc] = roots
	}
	var inner *data.Node
	for list := roots; ; {
		i := sort.Search(len(list), func(i int) bool { return list[i].End > at })
		if i == len(list) || list[i].Start > at || list[i].Kind == data.Alias {
			return inner
		}
		inner, list = list[i], list[i].Items
	}
}

// variable says in s what a variable holds that a command at s's place reads.
// It is false where nothing around the command defines it.
func (r *ciReader) variable(s *setting.Setting, name string) bool {
	n := r.around(s.Doc, s.Start)
	if n == nil {
		return false
	}
	p := workflowPlace{doc: s.Doc, at: n, node: &data.Node{Kind: data.Scalar, Text: "${{ env." + name + " }}", Span: s.Span}}
	if next := r.env(p, name); next.why != nil && next.why.Key == "value-outside-paste" && !r.words(s.Doc).keyed[name] {
		return false
	}
	r.fill(s, p)
	return true
}

// expression says in s what an expression in a command is filled in with.
func (r *ciReader) expression(s *setting.Setting) bool {
	n := r.around(s.Doc, s.Start)
	if n == nil || workflowPath(s.Place.Text()) == "" {
		return false
	}
	r.fill(s, workflowPlace{doc: s.Doc, at: n, node: &data.Node{Kind: data.Scalar, Text: s.Place.Text(), Span: s.Span}})
	return true
}

// text is what a variable or an expression at a place is replaced with, where
// the configuration around it says so.
func (r *ciReader) text(doc *source.Document, at int, expression string) (string, bool) {
	n := r.around(doc, at)
	if n == nil {
		return "", false
	}
	p := workflowPlace{doc: doc, at: n, node: &data.Node{Kind: data.Scalar, Text: expression}}
	for range maxWorkflowHops {
		text := p.node.Resolve().Text
		if p.node.Resolve().Kind != data.Scalar || !strings.Contains(text, "${{") {
			return text, p.node.Resolve().Kind == data.Scalar && templateIn(text) == ""
		}
		next := r.follow(p)
		if next.why != nil {
			return "", false
		}
		p = next
	}
	return "", false
}

// ciMacro is the variable in Azure Pipelines' $(name).
// https://learn.microsoft.com/azure/devops/pipelines/process/variables#understand-variable-syntax
func ciMacro(text string) (string, bool) {
	name, ok := strings.CutPrefix(text, "$(")
	name, closed := strings.CutSuffix(name, ")")
	return name, ok && closed && name != "" && strings.IndexFunc(name, func(r rune) bool { return r > 'z' || !asciiWord(byte(r)) && r != '.' && r != '-' }) < 0
}

// before is what an earlier step of the same job tells of the credentials that
// a command at a place has: signs, and the roles that lead to its own.
func (r *ciReader) before(doc *source.Document, at int, role setting.Role) ([]setting.Sign, []string) {
	if !r.words(doc).logsIn {
		return r.insideStep(doc, at, role)
	}
	n := r.around(doc, at)
	for n != nil && (n.Parent == nil || n.Parent.Name() != "steps") {
		n = n.Parent
	}
	if n == nil {
		return nil, nil
	}
	var session *workflowStep
	for _, item := range n.Parent.Items[max(0, slices.Index(n.Parent.Items, n)-maxLookBack):] {
		if item == n {
			break
		}
		step := workflowStepOf(doc, item.Resolve())
		switch {
		case step == nil || step.uses == nil || step.key != workflowKeys[0].length || step.isFalse("output-env-credentials"):
		case step.has(workflowKeys[0].role) && step.node.Get("if") == nil:
			session = step
		default:
			session = nil // keys of a user, or nothing certain
		}
	}
	if session == nil {
		return nil, nil
	}
	signs := []setting.Sign{{Place: doc.At(session.uses.Span), Words: "an earlier step of the job assumed a role, and the command has its session"}}
	if first := r.role(session); first.Name != "" && role.Name != "" {
		return signs, []string{first.Name, role.Name}
	}
	return signs, nil
}

// reaches reports whether what a command at from in doc does to its
// environment may reach one at to in other: not from job to job, and from step
// to step only what it leaves in a file.
func (r *ciReader) reaches(doc *source.Document, from int, other *source.Document, to int, filed bool) bool {
	a, b := r.around(doc, from), r.around(other, to)
	job, next := ciJob(a), ciJob(b)
	switch {
	case job == nil || next == nil:
		return true
	case job != next:
		return job.Name() == "before_script" || job.Name() == "default"
	}
	return filed || ciStep(a) == ciStep(b)
}

// ciStep is the item of a list of steps around n; nil where n is in none.
func ciStep(n *data.Node) *data.Node {
	for ; n != nil; n = n.Parent {
		if n.Parent != nil && n.Parent.Kind == data.Sequence && n.Parent.Name() == "steps" {
			return n
		}
	}
	return nil
}
