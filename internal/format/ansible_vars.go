package format

import (
	"path"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// ansibleVars are the places that define the variables which tasks use.
type ansibleVars map[string][]ansibleVar

type ansibleVar struct {
	doc   *source.Document
	node  *data.Node
	users int // how many other places of doc may read it
}

// maxAnsibleVars bounds how many variables are followed: each is looked for
// in every text.
const maxAnsibleVars = 40

// newAnsibleVars finds the definitions of the variables in tasks: members of
// "vars", and of files that hold nothing but variables.
func newAnsibleVars(docs []*source.Document, tasks []ansibleTask) ansibleVars {
	vars := ansibleVars{}
	var names []string
	for _, t := range tasks {
		if value := t.module.Resolve().Get(t.key); value != nil {
			if name, ok := ansibleVariable(value.Resolve().Text); ok && len(names) < maxAnsibleVars && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return vars
	}
	for _, doc := range docs {
		users := map[string]int{} // each is counted once
		roots, _ := data.Read(doc, data.Query{Words: names, Keep: []string{"vars"}})
		for _, root := range roots {
			root.Walk(func(n *data.Node) bool {
				if name := n.Name(); n.Key != nil && slices.Contains(names, name) && ansibleDefines(doc, n) && len(vars[name]) < maxAnsibleVars {
					count, known := users[name]
					if !known {
						count = ansibleUsers(doc, name)
						users[name] = count
					}
					vars[name] = append(vars[name], ansibleVar{doc, n, count})
				}
				return true
			})
		}
	}
	return vars
}

// ansibleDefines reports whether n, a member that has a variable's name,
// defines it.
func ansibleDefines(doc *source.Document, n *data.Node) bool {
	switch n.Parent.Name() {
	case "vars", "set_fact", "ansible.builtin.set_fact", "extra_vars":
		return true
	case "":
		if n.Parent.Parent != nil {
			return false
		}
	default:
		return false
	}
	for dir := doc.Name; dir != "." && dir != "/" && dir != ""; dir = path.Dir(dir) {
		if base := path.Base(dir); base == "group_vars" || base == "host_vars" || base == "defaults" || strings.HasPrefix(base, "vars") {
			return true
		}
	}
	return doc.Name == ""
}

// ansibleVariable is the variable that text is nothing but: "{{ x }}", with a
// change of its type at most.
func ansibleVariable(text string) (string, bool) {
	inner, ok := strings.CutPrefix(strings.TrimSpace(text), "{{")
	if !ok {
		return "", false
	}
	inner, ok = strings.CutSuffix(inner, "}}")
	if !ok {
		return "", false
	}
	name, filter, found := strings.Cut(strings.TrimSpace(inner), "|")
	name, filter = strings.TrimSpace(name), strings.TrimSpace(filter)
	if found && filter != "int" && filter != "string" || name == "" {
		return "", false
	}
	for i := range len(name) {
		if !asciiWord(name[i]) {
			return "", false
		}
	}
	return name, true
}

// resolve follows the variable that s is written with, where exactly one
// place defines it.
func (v ansibleVars) resolve(s *setting.Setting, value *data.Node) {
	if value == nil {
		return
	}
	text := value.Resolve().Text
	name, ok := ansibleVariable(text)
	if !ok {
		if strings.Contains(text, "default(") || strings.Contains(text, " if ") {
			s.Why = &setting.Unproved{Key: "conditional-value", Words: "the number in " + templateIn(text) + " counts only where the variable is not set"}
		}
		return
	}
	places := v[name]
	switch {
	case len(places) == 0:
		s.Why.Words = "the variable " + name + " is not set in this text"
		return
	case len(places) > 1:
		s.Why.Words = "the variable " + name + " is set in several places, and which one counts is up to Ansible"
		return
	case places[0].node.Parent.Name() != "vars" && strings.HasSuffix(places[0].node.Parent.Name(), "set_fact"):
		s.Why = &setting.Unproved{Key: "conditional-value", Words: "the variable " + name + " is set by a task, which may not run"}
		return
	}
	def := places[0]
	var d setting.Setting
	dataLength(&d, def.doc, def.node, s.Unit)
	if d.State != setting.Literal {
		s.Why.Words = "the variable " + name + " is set to something that is no plain number"
		return
	}
	s.State, s.Value, s.Why = setting.Indirect, d.Value, nil
	s.Def = &setting.Definition{Place: d.Place, Unit: d.Unit, At: "variable " + name, Users: def.users}
}

// ansibleUsers is how many places of doc mention name, but for its definition
// and one task that uses it.
func ansibleUsers(doc *source.Document, name string) int {
	return max(0, strings.Count(doc.Text, name)-2)
}
