package format

import (
	"path"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/source"
)

// A parameter's Default counts only where nothing gives the parameter another
// value: a file of parameters, a command, the template that nests this one.

// A cfnOverride is a value that a parameter is given outside its declaration.
type cfnOverride struct {
	source.Place            // the value without quotes
	node         *data.Node // the value, where it stands in YAML or JSON
	host         *data.Node // the resource that nests a template; nil elsewhere
	within       *data.Node // the template that host belongs to
	output       bool       // it is what describe-stacks printed
}

// maxParameters bounds how many parameters' values are looked for.
const maxParameters = 50

// readOverrides finds the values that are given to the parameters on which a
// length or a role's name depends.
func (l *cfnLocator) readOverrides() {
	l.overrides, l.declared = map[string][]cfnOverride{}, map[string]int{}
	for i := range l.resources {
		r := &l.resources[i]
		for _, n := range []*data.Node{r.properties.Get(r.key), r.properties.Get("RoleName")} {
			if name := cfnParameterName(n); name != "" && len(l.overrides) < maxParameters {
				l.overrides[name] = nil
			}
		}
	}
	if len(l.overrides) == 0 {
		return
	}
	names := l.names()
	for _, t := range l.templates {
		for _, name := range names {
			if t.host == nil && t.parameter(name) != nil {
				l.declared[name]++
			}
		}
	}
	for _, doc := range l.docs {
		if !strings.Contains(doc.Text, "arameter") {
			continue
		}
		l.inCommands(doc, names)
		roots, _ := data.Read(doc, data.Query{Words: names, Keep: []string{"StackId", "StackStatus", "Type", "TemplateURL", "Location", "Resources"}})
		for _, root := range roots {
			l.inTree(doc, root, 0)
			if root.Get("Parameters") != nil && root.Get("Resources") == nil {
				l.apart = append(l.apart, &cfnTemplate{doc: doc, root: root})
			}
		}
	}
}

// declaring is the scope that declares parameter name for t: t itself, or
// where t is a part of a template, the one other part of its text that does.
func (l *cfnLocator) declaring(t *cfnTemplate, name string) *cfnTemplate {
	if t.parameter(name) != nil || t.root.Get("Parameters") != nil || t.root.Get("Resources") != nil {
		return t
	}
	var found []*cfnTemplate
	for _, part := range l.apart[:min(len(l.apart), maxGiven)] {
		if part.doc == t.doc && part.parameter(name) != nil {
			found = append(found, part)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return t
}

// cfnParameterName is the parameter that n refers to and nothing else, or "".
func cfnParameterName(n *data.Node) string {
	if n == nil {
		return ""
	}
	name, argument := cfnCall(n)
	switch {
	case name == "Ref" && argument.Kind == data.Scalar && cfnIsName(argument.Text):
		return argument.Text
	case name == "Sub":
		if p, whole := cfnOnlyParameter(argument); whole {
			return p
		}
	}
	return ""
}

// cfnLists are the keys of mappings from parameters to values.
var cfnLists = []string{"Parameters", "parameters", "ParameterOverrides", "parameter_overrides", "template_parameters", "stack_parameters"}

// inTree finds values in YAML and JSON: lists of ParameterKey and
// ParameterValue, and mappings.
func (l *cfnLocator) inTree(doc *source.Document, n *data.Node, nesting int) {
	switch {
	case n.Kind == data.Scalar && n.Style == data.Block && nesting < cfnNesting && strings.Contains(n.Text, "arameter"):
		roots, _ := data.ReadSpan(doc, n.Span, data.Query{Words: l.names()})
		for _, root := range roots {
			if !root.JSON {
				l.inTree(doc, root, nesting+1)
			}
		}
		return
	case n.Kind == data.Alias || n.Kind == data.Scalar:
		return
	case n.Kind == data.Mapping:
		if value := n.Get("ParameterValue"); value != nil {
			l.override(doc, n.Member("ParameterKey"), value)
		}
	}
	for _, item := range n.Items {
		if item.Key != nil && slices.Contains(cfnLists, item.Name()) && item.Kind == data.Mapping {
			for _, p := range item.Items {
				if name, argument := cfnCall(p); p.Kind == data.Scalar || name != "" && argument != nil {
					l.override(doc, p.Name(), p)
				}
			}
		}
		l.inTree(doc, item, nesting)
	}
}

// names are the parameters whose values are looked for, in order.
func (l *cfnLocator) names() []string {
	var names []string
	for name := range l.overrides {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// override keeps a value of a parameter that counts.
func (l *cfnLocator) override(doc *source.Document, name string, value *data.Node) {
	if _, counts := l.overrides[name]; !counts {
		return
	}
	o := cfnOverride{Place: doc.At(value.Resolve().Span), node: value}
	for p := value.Parent; p != nil; p = p.Parent {
		if p.Get("StackId") != nil || p.Get("StackStatus") != nil || p.Get("ChangeSetId") != nil {
			o.output = true
		}
		if o.host == nil && strings.Contains(p.Member("Type"), "::") && p.Parent != nil {
			o.host = p
		}
		if o.host != nil && p.Get("Resources") != nil {
			o.within = p
			break
		}
	}
	l.add(name, o)
}

// maxGiven bounds how many values of one parameter are kept: of two, nobody
// can tell which one counts.
const maxGiven = 32

func (l *cfnLocator) add(name string, o cfnOverride) {
	list, counts := l.overrides[name]
	if counts && len(list) < maxGiven && !slices.ContainsFunc(list, func(other cfnOverride) bool { return other.Place == o.Place }) {
		l.overrides[name] = append(list, o)
	}
}

// given lists the values that name is given for template t, and whether it is
// told that they are for t.
func (l *cfnLocator) given(t *cfnTemplate, name string) (values []cfnOverride, certain bool) {
	certain = true
	for _, o := range l.overrides[name] {
		switch {
		case o.host != nil:
			if t.host != nil && o.Doc == t.doc && o.host.Contains(t.host.Span) || t.host == nil && cfnNests(o.host, t.doc) {
				values = append(values, o)
			}
		case t.host == nil:
			values = append(values, o)
			certain = l.declared[name] < 2
		}
	}
	return values, certain
}

// cfnNests reports whether a resource nests the template in doc's file.
func cfnNests(host *data.Node, doc *source.Document) bool {
	if doc.Name == "" {
		return false
	}
	for _, key := range []string{"TemplateURL", "Location"} {
		n := host.At("Properties", key).Resolve()
		for n != nil && n.Kind != data.Scalar && len(n.Items) > 0 { // Fn::Sub, Fn::Join
			n = n.Items[len(n.Items)-1]
		}
		if n != nil && path.Base(n.Text) == path.Base(doc.Name) {
			return true
		}
	}
	return false
}
