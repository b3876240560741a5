package format

import (
	"fmt"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// locate makes a setting of each resource that tells a length or, where that
// counts, leaves it out.
func (l *cfnLocator) locate() {
	for i := range l.resources {
		if s, ok := l.setting(&l.resources[i]); ok {
			l.found.Settings = append(l.found.Settings, s)
		}
	}
}

// setting is what r says of its session length; false where it says nothing
// that counts.
func (l *cfnLocator) setting(r *cfnResource) (setting.Setting, bool) {
	doc := r.t.doc
	s := setting.Setting{
		Kind: r.kind, Limit: r.limit, At: r.at(), Unit: r.unit, Context: r.node.Span,
		Output: r.output, Broken: r.broken(),
	}
	if r.node.At("Metadata", "aws:cdk:path") != nil {
		s.Shown = "a template that the CDK wrote"
	}
	if r.kind == setting.Cap {
		s.Role = l.role(r)
	}
	value := r.properties.Get(r.key)
	if value != nil {
		l.read(&s, r.t, value)
		l.borrowed(&s, r, value)
		if s.State != setting.Unknown && cfnTwice(r.properties.Resolve(), r.key) {
			s.State, s.Value, s.Def = setting.Unknown, 0, nil
			s.Why = &setting.Unproved{Key: "conditional-value", Words: "it is written more than once, and what fills in the template decides which one counts"}
		}
		return s, !s.Output || s.State != setting.Unknown
	}
	if !r.absent || r.output {
		return s, false
	}
	if cfnForServices(r.properties.Get("AssumeRolePolicyDocument")) && !r.broken() {
		l.skipped[doc] = append(l.skipped[doc], *r)
		return s, false
	}
	s.Place, s.State, s.Value = doc.At(r.name().Span), setting.Absent, r.limit.Default
	s.Gap, s.Why = cfnGap(r)
	if s.Gap == nil {
		s.State, s.Value = setting.Unknown, 0
	}
	return s, true
}

// broken reports whether a part of r does not parse. What stands beside a
// resource that is pasted without its name, such as an error message, is no
// part of it.
func (r *cfnResource) broken() bool {
	if r.node.Parent != nil {
		return r.node.Partial
	}
	return r.properties != r.node && r.properties != nil && r.properties.Partial
}

// name is the words that name r: its logical ID, else its type.
func (r *cfnResource) name() *data.Node {
	if r.node.Key != nil {
		return r.node.Key
	}
	return r.node.Get("Type").Resolve()
}

// cfnGap is where r takes a maximum that it does not have, or why nobody can
// tell that it has none.
func cfnGap(r *cfnResource) (*setting.Gap, *setting.Unproved) {
	p := r.properties
	switch {
	case r.broken():
		return nil, &setting.Unproved{Key: "broken-syntax", Words: "a part of it does not parse, and its maximum may stand there"}
	case p == nil || p.Kind != data.Mapping && p.Kind != data.Alias:
		return nil, &setting.Unproved{Key: "value-outside-paste", Words: "its properties are not in this text"}
	case p.Kind == data.Alias || p.Anchored() || p.Get("<<") != nil:
		return nil, &setting.Unproved{Key: "value-outside-paste", Words: "its properties are shared by an anchor, so a line there would change others too"}
	}
	for _, item := range p.Items {
		if name := item.Name(); strings.HasPrefix(name, "Fn::") || strings.Contains(name, "{{") || strings.Contains(name, "${") {
			return nil, &setting.Unproved{Key: "value-outside-paste", Words: name + " adds properties from elsewhere, and its maximum may be one of them"}
		}
	}
	if line := cfnIncludes(r.t.doc, p); line != "" {
		return nil, &setting.Unproved{Key: "value-outside-paste", Words: line + " may add properties, and its maximum may be one of them"}
	}
	gap := dataGap(r.t.doc, p, r.key, "")
	if gap == nil {
		return nil, &setting.Unproved{Key: "value-outside-paste", Words: "its properties are not in this text"}
	}
	return gap, nil
}

// cfnTwice reports whether a mapping has a key more than once.
func cfnTwice(m *data.Node, key string) bool {
	n := 0
	for _, item := range m.Items {
		if item.Name() == key {
			n++
		}
	}
	return n > 1
}

// cfnIncludes is a line among the properties p, or right below them, that a
// template engine replaces by text of its own, such as {{ include "x" . }};
// "" where there is none. Lines that only steer it add nothing.
func cfnIncludes(doc *source.Document, p *data.Node) string {
	if p.JSON {
		return ""
	}
	last := doc.Line(p.End)
	for n := doc.Line(p.Start); n <= doc.Lines(); n++ {
		line := strings.TrimSpace(doc.LineText(n))
		switch {
		case strings.HasPrefix(line, "{{") || strings.HasPrefix(line, "{%") || strings.HasPrefix(line, "<%"):
			word := strings.TrimLeft(line[2:], "-=+~ ")
			word = word[:len(word)-len(strings.TrimLeft(word, "abcdefghijklmnopqrstuvwxyz"))]
			if !slices.Contains(cfnSteering, word) && !strings.HasPrefix(line, "{{/*") && !strings.Contains(line, ": ") {
				return line[:min(len(line), 60)]
			}
		case n > last && line != "":
			return ""
		}
	}
	return ""
}

// cfnSteering are the words of template engines that print nothing.
var cfnSteering = []string{"if", "else", "elif", "elsif", "end", "endif", "for", "endfor", "range", "with", "endwith", "set", "define", "block", "endblock", "unless", "do"}

// borrowed tells apart a value that stands in r from one that r shares with
// others through an anchor.
func (l *cfnLocator) borrowed(s *setting.Setting, r *cfnResource, value *data.Node) {
	if s.State != setting.Literal || value.Within(r.node) && !value.Anchored() {
		return
	}
	users := 0
	for n := value; n != nil; n = n.Parent {
		users += l.anchors[n]
	}
	if value.Within(r.node) && users == 0 {
		return // an anchor that nothing refers to
	}
	s.State = setting.Indirect
	s.Def = &setting.Definition{Place: s.Place, Unit: s.Unit, At: "the anchor that gives " + r.at() + " its maximum", Users: users}
	if !value.Within(r.node) {
		s.Place = r.t.doc.At(r.name().Span)
		s.Def.Users = users - 1
	}
}

// role is what r's text tells of the role that it defines.
func (l *cfnLocator) role(r *cfnResource) setting.Role {
	role := setting.Role{Ref: r.logicalID()}
	if arn := r.properties.Member("Arn"); r.output && arn != "" {
		role = setting.RoleFromARN(arn)
	}
	if name, ok := l.text(r.t, r.properties.Get("RoleName")); ok {
		role.Name = name
	}
	return role
}

// cfnForServices reports whether a trust policy lets nobody but AWS services
// assume the role. A role's maximum does not apply to the sessions they start.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
func cfnForServices(policy *data.Node) bool {
	statements := policy.Get("Statement").Resolve()
	if statements == nil {
		return false
	}
	list := []*data.Node{statements}
	if statements.Kind == data.Sequence {
		list = statements.Items
	}
	for _, s := range list {
		principal := s.Get("Principal").Resolve()
		if principal == nil || principal.Kind != data.Mapping || len(principal.Items) != 1 || principal.Items[0].Name() != "Service" {
			return false
		}
	}
	return len(list) > 0
}

// noteServices says of roles that only services assume why they are left out,
// in documents with no other role.
func (l *cfnLocator) noteServices() {
	told := map[*source.Document]bool{}
	for i := range l.found.Settings {
		told[l.found.Settings[i].Doc] = true
	}
	for _, doc := range l.docs {
		roles := l.skipped[doc]
		if len(roles) == 0 || told[doc] {
			continue
		}
		words := fmt.Sprintf("%s is assumed by AWS services only, and a role's maximum does not apply to them", roles[0].at())
		if n := len(roles) - 1; n > 0 {
			words = fmt.Sprintf("%s and %d more are assumed by AWS services only, and a role's maximum does not apply to them", roles[0].at(), n)
		}
		l.found.Notes = append(l.found.Notes, setting.Note{Place: doc.At(roles[0].name().Span), Key: "service-role", Words: words})
	}
}
