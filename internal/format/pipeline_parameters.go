package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// CircleCI's parameters: << parameters.x >> of the command or job around, and
// << pipeline.parameters.x >> of the file.
// https://circleci.com/docs/reusing-config/#using-the-parameters-declaration

// length says in s what is known of the length at n.
func (l *pipelineLocator) length(s *setting.Setting, doc *source.Document, n *data.Node) {
	text := strings.TrimSpace(n.Resolve().Text)
	inner, opens := strings.CutPrefix(text, "<<")
	inner, closed := strings.CutSuffix(inner, ">>")
	if !opens || !closed {
		ciLength(s, doc, n)
		return
	}
	s.Place = doc.At(n.Span)
	name := strings.TrimSpace(inner)
	value, why := l.parameter(n, name)
	if why != nil {
		s.State, s.Why = setting.Unknown, why
		return
	}
	end := setting.Setting{Unit: s.Unit}
	ciLength(&end, doc, value)
	if end.State != setting.Literal {
		s.State, s.Why = setting.Unknown, workflowUnproved("value-outside-paste", "%s is set from something else", name)
		return
	}
	s.State, s.Value = setting.Indirect, end.Value
	s.Def = &setting.Definition{
		Place: end.Place, Unit: s.Unit, At: "parameter " + name[strings.LastIndexByte(name, '.')+1:],
		Users: max(0, l.reads(doc, "parameters."+name[strings.LastIndexByte(name, '.')+1:])-1),
	}
}

// parameter is the value of a parameter: the one that the only use of its
// command or job gives, else its default.
func (l *pipelineLocator) parameter(n *data.Node, name string) (*data.Node, *setting.Unproved) {
	root, block := dataTop(n), (*data.Node)(nil)
	key, ofFile := strings.CutPrefix(name, "pipeline.parameters.")
	if ofFile {
		block = root
	} else if key, ofFile = strings.CutPrefix(name, "parameters."); ofFile {
		for block = n; block != nil && (block.Parent == nil || block.Parent.Parent != root || block.Parent.Name() != "commands" && block.Parent.Name() != "jobs"); {
			block = block.Parent
		}
	}
	declared := block.At("parameters", key).Resolve()
	if declared == nil {
		return nil, workflowUnproved("value-outside-paste", "%s is not declared in this text", name)
	}
	given, uses := (*data.Node)(nil), 0
	if block != root {
		if l.walks++; l.walks > maxCIWalks {
			return nil, workflowUnproved("conditional-value", "%s is one of more parameters than are followed", name)
		}
		root.Walk(func(m *data.Node) bool {
			if m != block && m.Name() == block.Name() && m.Kind == data.Mapping {
				uses++
				if v := m.Get(key); v != nil {
					given = v
				}
			} else if m.Kind == data.Scalar && m.Key == nil && m.Text == block.Name() {
				uses++
			}
			return true
		})
	}
	switch {
	case given != nil && uses > 1:
		return nil, workflowUnproved("conditional-value", "the uses of %s give %s different values", block.Name(), name)
	case given != nil:
		return given, nil
	case declared.Get("default") == nil:
		return nil, workflowUnproved("value-outside-paste", "%s has no default", name)
	}
	return declared.Get("default"), nil
}
