package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
)

// cfnCall reads an intrinsic function in its short form (!Ref x) or its long
// one ({"Ref": "x"}, {"Fn::If": […]}): its name without "Fn::", and its
// argument. The name is "" for anything else.
func cfnCall(n *data.Node) (name string, argument *data.Node) {
	n = n.Resolve()
	switch {
	case strings.HasPrefix(n.Tag, "!!"):
		return "", n
	case n.Tag != "":
		return n.Tag[1:], n
	case n.Kind == data.Mapping && len(n.Items) == 1:
		key := n.Items[0].Name()
		if name, ok := strings.CutPrefix(key, "Fn::"); ok || key == "Ref" {
			return name, n.Items[0].Resolve()
		}
	}
	return "", n
}

// read fills s with the value at n, in the scope of t.
func (l *cfnLocator) read(s *setting.Setting, t *cfnTemplate, n *data.Node) {
	name, argument := cfnCall(n)
	s.Place = t.doc.At(argument.Span)
	unknown := func(key, words string) {
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: key, Words: words}
	}
	switch name {
	case "":
		dataLength(s, t.doc, n, s.Unit)
	case "Ref":
		l.parameter(s, t, argument.Text)
	case "Sub":
		parameter, whole := cfnOnlyParameter(argument)
		switch {
		case whole:
			l.parameter(s, t, parameter)
		case argument.Kind == data.Scalar && !strings.Contains(argument.Text, "${"):
			plain := *argument
			plain.Tag = ""
			dataLength(s, t.doc, &plain, s.Unit)
		default:
			unknown("value-outside-paste", "Fn::Sub puts it together when the stack is deployed")
		}
	case "If":
		words := "a condition decides it when the stack is deployed"
		if argument.Kind == data.Sequence && len(argument.Items) == 3 {
			words = "the condition " + argument.Items[0].Text + " decides: " + l.arm(argument.Items[1], s.Limit) + ", else " + l.arm(argument.Items[2], s.Limit)
		}
		unknown("conditional-value", words)
	case "FindInMap":
		words := "it is looked up in a mapping when the stack is deployed"
		if argument.Kind == data.Sequence && len(argument.Items) > 2 && argument.Items[0].Kind == data.Scalar {
			words = "it is looked up in the mapping " + argument.Items[0].Text + " when the stack is deployed"
		}
		unknown("conditional-value", words)
	case "ImportValue":
		unknown("value-outside-paste", "it is imported from another stack")
	default:
		unknown("value-outside-paste", "Fn::"+name+" works it out when the stack is deployed")
	}
}

// arm says what one arm of Fn::If gives.
func (l *cfnLocator) arm(n *data.Node, limit *setting.Limit) string {
	name, argument := cfnCall(n)
	switch {
	case name == "Ref" && argument.Text == "AWS::NoValue":
		return "AWS's default of " + limit.Default.String()
	case name == "Ref" && argument.Kind == data.Scalar:
		return "parameter " + argument.Text
	case name == "" && argument.Kind == data.Scalar && len(argument.Text) <= 20:
		return argument.Text
	}
	return "what " + cfnFunction(name) + " gives"
}

func cfnFunction(name string) string {
	if name == "" {
		return "something else"
	}
	return "Fn::" + name
}

// cfnOnlyParameter is P where the text of n is "${P}" and nothing else.
func cfnOnlyParameter(n *data.Node) (string, bool) {
	if n.Kind != data.Scalar {
		return "", false
	}
	inner, ok := strings.CutPrefix(strings.TrimSpace(n.Text), "${")
	name, rest, closed := strings.Cut(inner, "}")
	return name, ok && closed && rest == "" && cfnIsName(name)
}

func cfnIsName(name string) bool {
	for i := range len(name) {
		if !asciiLetter(name[i]) && !asciiDigit(name[i]) {
			return false
		}
	}
	return name != ""
}

// text is the string at n where all of it is known: a literal, or a parameter
// that has a default and no other value in this text.
func (l *cfnLocator) text(t *cfnTemplate, n *data.Node) (string, bool) {
	if n == nil {
		return "", false
	}
	name, argument := cfnCall(n)
	if argument.Kind != data.Scalar {
		return "", false
	}
	parameter, only := cfnOnlyParameter(argument)
	switch {
	case name == "Ref":
		parameter, only = argument.Text, true
	case name != "" && name != "Sub":
		return "", false
	}
	if only {
		def := t.parameter(parameter).Get("Default").Resolve()
		given, _ := l.given(t, parameter)
		if def == nil || def.Kind != data.Scalar || len(given) > 0 {
			return "", false
		}
		argument = def
	}
	if argument.Text == "" || templateIn(argument.Text) != "" {
		return "", false
	}
	return argument.Text, true
}
