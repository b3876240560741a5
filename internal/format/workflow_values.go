package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// maxWorkflowHops is how many references may lie between a step and a length.
const maxWorkflowHops = 8

// A workflowPlace is a value and the place in whose context it is read.
type workflowPlace struct {
	doc  *source.Document
	at   *data.Node // a node of the step or block that reads the value
	node *data.Node // the value
	name string     // of the definition, in the user's words; "" for the step's own
	read string     // how texts read it: "env.X"; "" for the step's own
	why  *setting.Unproved
	// allows is the list of an input of type choice.
	allows *data.Node
}

func workflowUnproved(key, words string, args ...any) *setting.Unproved {
	return &setting.Unproved{Key: key, Words: fmt.Sprintf(words, args...)}
}

// values are the settings of a step whose length stands at n: one, unless the
// length is an input that several callers give.
func (w *workflowLocator) values(s setting.Setting, step *workflowStep, n *data.Node) []setting.Setting {
	own := workflowPlace{doc: step.doc, at: step.node, node: n}
	if input, ok := strings.CutPrefix(workflowPath(n.Resolve().Text), "inputs."); ok {
		if given := w.given(step.doc, step.node, input); len(given) > 1 {
			var all []setting.Setting
			for _, g := range given {
				each := s
				each.At = fmt.Sprintf("%s, %s", g.name, s.At)
				w.fill(&each, g)
				all = append(all, each)
			}
			return all
		}
	}
	w.fill(&s, own)
	s.Broken = s.Broken || !n.Whole(step.node.Parent)
	return []setting.Setting{s}
}

// fill says in s what is known of the length at p, in s's unit, following
// references.
func (r *ciReader) fill(s *setting.Setting, p workflowPlace) {
	value := p.node.Resolve()
	s.Place = p.doc.At(p.node.Span)
	if value.Kind != data.Scalar || !strings.Contains(value.Text, "${{") {
		ciLength(s, p.doc, p.node)
		return
	}
	if inner, digits := workflowDigits(p.doc, value); digits {
		s.Place = p.doc.At(inner)
		s.State = setting.Literal
		s.Value, _ = s.Unit.Read(s.Place.Text())
		return
	}
	last, users, hops := p, 0, 0
	for strings.Contains(last.node.Resolve().Text, "${{") {
		next := r.follow(last)
		if next.why == nil && hops == maxWorkflowHops {
			next.why = workflowUnproved("value-outside-paste", "it is set from too many others")
		}
		if next.why != nil {
			s.State, s.Why = setting.Unknown, next.why
			return
		}
		if next.read != "" {
			users += max(0, r.reads(next.doc, next.read)-1)
		}
		if next.allows == nil {
			next.allows = last.allows
		}
		last = next
		hops++
	}
	end := setting.Setting{Unit: s.Unit}
	ciLength(&end, last.doc, last.node)
	if end.State == setting.Unknown {
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: end.Why.Key, Words: last.name + ": " + end.Why.Words}
		return
	}
	if end.State == setting.Indirect { // through an anchor
		end.Place, users = end.Def.Place, users+1
	}
	s.State, s.Value = setting.Indirect, end.Value
	s.Def = &setting.Definition{Place: end.Place, Unit: s.Unit, At: last.name, Users: users, Allows: workflowAllows(last.allows)}
	s.Broken = s.Broken || !last.node.Whole(nil) && last.node.Parent.Partial
}

// ciLength reads a length that stands where it is used, in s's unit. Only
// digits will do: what reads them is a shell, or JavaScript's parseInt, which
// stops at the first letter.
func ciLength(s *setting.Setting, doc *source.Document, n *data.Node) {
	if at, ok := ciDigits(doc, n); ok {
		s.Place, s.State = doc.At(at), setting.Literal
		s.Value, _ = s.Unit.Read(s.Place.Text())
		return
	}
	dataLength(s, doc, n, s.Unit)
	text := n.Resolve().Text
	if (s.State == setting.Literal || s.State == setting.Indirect) && !isDigits(text) {
		s.State, s.Def = setting.Unknown, nil
		s.Why = workflowUnproved("bad-spelling", "%q is not a whole number of %s", text[:min(len(text), 40)], hclUnits[s.Unit])
	}
	if s.State == setting.Unknown && n.Kind == data.Alias {
		s.Why.Meant = 0
	}
	if s.State == setting.Literal && n.AnchoredItself() {
		s.State = setting.Indirect
		s.Def = &setting.Definition{Place: s.Place, Unit: s.Unit, At: "the anchor", Users: dataAliases(n)}
	}
}

// ciDigits is the place of a number with blanks around it or in a block of its
// own, which its readers take as it is.
func ciDigits(doc *source.Document, n *data.Node) (source.Span, bool) {
	if n.Kind != data.Scalar || n.Tag != "" || n.AnchoredItself() || isDigits(n.Text) && n.Style != data.Block {
		return source.Span{}, false
	}
	digits := strings.TrimSpace(n.Text)
	at := strings.Index(doc.Text[n.Start:n.End], digits)
	if !isDigits(digits) || digits[0] == '0' || at < 0 {
		return source.Span{}, false
	}
	return source.Span{Start: n.Start + at, End: n.Start + at + len(digits)}, true
}

// dataAliases counts the aliases of n in its tree.
func dataAliases(n *data.Node) int {
	count := 0
	dataTop(n).Walk(func(m *data.Node) bool {
		if m.Kind == data.Alias && m.Resolve() == n {
			count++
		}
		return true
	})
	return count
}

// workflowExpression is what stands between the braces of a value that is
// nothing but an expression.
func workflowExpression(text string) (string, bool) {
	inner, ok := strings.CutPrefix(strings.TrimSpace(text), "${{")
	inner, closed := strings.CutSuffix(inner, "}}")
	if !ok || !closed || strings.Contains(inner, "${{") {
		return "", false
	}
	return strings.TrimSpace(inner), true
}

// workflowDigits is the place of the number in ${{ 3600 }} and ${{ '3600' }}.
func workflowDigits(doc *source.Document, n *data.Node) (source.Span, bool) {
	expr, ok := workflowExpression(n.Text)
	digits := strings.Trim(expr, "'")
	if !ok || !n.Exact(doc) || !isDigits(digits) {
		return source.Span{}, false
	}
	at := n.Start + strings.Index(n.Text, digits)
	return source.Span{Start: at, End: at + len(digits)}, true
}

// workflowPath is the property that text reads and nothing else, written with
// dots: "env.X" for ${{ env['X'] }} and for ${{ fromJSON(env.X) }}; "" where
// text is anything else.
func workflowPath(text string) string {
	expr, ok := workflowExpression(text)
	if !ok {
		return ""
	}
	for _, call := range []string{"fromJSON(", "fromJson(", "("} {
		if inner, is := strings.CutPrefix(expr, call); is && strings.HasSuffix(inner, ")") {
			expr = strings.TrimSpace(strings.TrimSuffix(inner, ")"))
			break
		}
	}
	expr = strings.ReplaceAll(strings.ReplaceAll(expr, "['", "."), "']", "")
	for i := range len(expr) {
		if c := expr[i]; !asciiWord(c) && c != '.' && c != '-' {
			return ""
		}
	}
	return expr
}

// workflowContexts says where values come from that no workflow holds.
var workflowContexts = map[string]string{
	"vars":    "is kept in the repository's settings, not in this text",
	"secrets": "is kept in the repository's secrets, not in this text",
	"steps":   "is worked out by an earlier step when the workflow runs",
	"needs":   "is worked out by an earlier job when the workflow runs",
	"jobs":    "is worked out by a job when the workflow runs",
	"github":  "is known when the workflow runs",
}

// follow is what the expression at p refers to.
func (r *ciReader) follow(p workflowPlace) workflowPlace {
	text := p.node.Resolve().Text
	path := workflowPath(text)
	context, name, _ := strings.Cut(path, ".")
	switch {
	case path == "" && strings.ContainsAny(text, "|&=!<>?"):
		return workflowPlace{why: workflowUnproved("conditional-value", "which length holds is decided when the workflow runs")}
	case path == "":
		return workflowPlace{why: workflowUnproved("value-outside-paste", "it is worked out when the workflow runs")}
	case strings.HasPrefix(path, "github.event.inputs."):
		return r.dispatched(p, strings.TrimPrefix(path, "github.event.inputs."))
	case context == "inputs":
		return r.input(p, name)
	case context == "env":
		return r.env(p, name)
	case context == "matrix":
		return workflowMatrix(p, name)
	}
	words := workflowContexts[context]
	if words == "" {
		words = "is not defined in this text"
	}
	return workflowPlace{why: workflowUnproved("value-outside-paste", "%s %s", path, words)}
}

// workflowMatrix is the only value that a job's matrix gives a name.
func workflowMatrix(p workflowPlace, name string) workflowPlace {
	for n := p.at; n != nil; n = n.Parent {
		m := n.At("strategy", "matrix").Resolve()
		if m == nil {
			continue
		}
		list := m.Get(name).Resolve()
		if list != nil && list.Kind == data.Sequence && len(list.Items) == 1 && m.Get("include") == nil {
			return workflowPlace{doc: p.doc, at: n, node: list.Items[0], name: "matrix " + name, read: "matrix." + name}
		}
		return workflowPlace{why: workflowUnproved("conditional-value", "the matrix gives each of its jobs a %s of its own", name)}
	}
	return workflowPlace{why: workflowUnproved("value-outside-paste", "matrix.%s is not defined in this text", name)}
}

// role is the role that a step asks for.
func (r *ciReader) role(s *workflowStep) setting.Role {
	key := workflowKeys[0].role
	for _, k := range workflowKeys {
		if k.length == s.key {
			key = k.role
		}
	}
	n := s.with.Get(key)
	if n == nil && !s.official {
		n = s.with.Get("role-arn") // as several actions for profiles and OIDC call it
	}
	for i := 0; n == nil && !s.official && s.with != nil && i < len(s.with.Items); i++ {
		if m := s.with.Items[i]; strings.Contains(m.Name(), "role") && foreignARN(m.Resolve().Text) { // the action of another cloud
			n = s.with.Items[i]
		}
	}
	if n == nil || n.Resolve().Kind != data.Scalar {
		return setting.Role{}
	}
	p := workflowPlace{doc: s.doc, at: s.node, node: n}
	for range maxWorkflowHops {
		text := p.node.Resolve().Text
		if workflowPath(text) == "" {
			break
		}
		next := r.follow(p)
		if next.why != nil || next.node.Resolve().Kind != data.Scalar {
			return setting.Role{Ref: text}
		}
		p = next
	}
	text := strings.TrimSpace(p.node.Resolve().Text)
	role := setting.RoleFromARN(text)
	if named := configRole(text); named.Ref != "" { // Terraform writes the file
		return named
	}
	switch {
	case role.Name == "" && templateIn(text) != "":
		return setting.Role{Ref: text}
	case role.Name == "" && !strings.Contains(text, ":"):
		return setting.Role{Name: text[strings.LastIndexByte(text, '/')+1:]} // the action takes a bare name too
	}
	return role
}
