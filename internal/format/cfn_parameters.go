package format

import (
	"slices"
	"strconv"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// parameter is the declaration of a template's parameter, or nil.
func (t *cfnTemplate) parameter(name string) *data.Node {
	return t.root.At("Parameters", name).Resolve()
}

// parameter fills s with what parameter name of t gives, which s refers to.
func (l *cfnLocator) parameter(s *setting.Setting, t *cfnTemplate, name string) {
	unknown := func(words string) {
		s.State, s.Value, s.Def = setting.Unknown, 0, nil
		s.Why = &setting.Unproved{Key: "value-outside-paste", Words: words}
	}
	if strings.HasPrefix(name, "AWS::") {
		unknown(name + " is known when the stack is deployed")
		return
	}
	p := t.parameter(name)
	if p == nil {
		if t.root.At("Resources", name) != nil {
			unknown(name + " is a resource, which has its value when the stack is deployed")
			return
		}
		unknown("parameter " + name + " is not declared in this text")
		return
	}
	if kind := p.Member("Type"); strings.Contains(kind, "::") {
		unknown("parameter " + name + " is read from " + cfnStore(kind) + " when the stack is deployed")
		return
	}
	def := p.Get("Default")
	if def == nil {
		unknown("parameter " + name + " has no Default, and its value is given when the stack is deployed")
		return
	}
	in := setting.Setting{Unit: s.Unit}
	dataLength(&in, t.doc, def, s.Unit)
	switch {
	case in.State == setting.Unknown:
		unknown("the Default of parameter " + name + " has no value that can be read: " + in.Why.Words)
		return
	case p.Partial:
		unknown("the declaration of parameter " + name + " does not parse")
		return
	}
	at, unit := in.Target()
	s.State, s.Value = setting.Indirect, in.Value
	s.Def = &setting.Definition{
		Place: at, Unit: unit, At: "the Default of parameter " + name, Users: l.readers(t.doc)[name] - 1,
		Allows: cfnAllows(p, at.Text(), unit),
	}
}

// cfnStore is where a parameter of a type such as
// AWS::SSM::Parameter::Value<String> takes its value from.
func cfnStore(kind string) string {
	if strings.HasPrefix(kind, "AWS::SSM::") {
		return "the Parameter Store"
	}
	return kind
}

// readers counts how often each parameter of doc is read, by Ref and by ${ }.
func (l *cfnLocator) readers(doc *source.Document) map[string]int {
	if l.users[doc] == nil {
		l.users[doc] = map[string]int{}
		cfnCountReaders(doc.Text, "Ref", "\"': ", l.users[doc])
		cfnCountReaders(doc.Text, "${", "", l.users[doc])
	}
	return l.users[doc]
}

// cfnCountReaders counts the names that follow mark in text, past the bytes of
// skip.
func cfnCountReaders(text, mark, skip string, count map[string]int) {
	for at := indexFrom(text, mark, 0); at < len(text); at = indexFrom(text, mark, at) {
		at += len(mark)
		for at < len(text) && strings.IndexByte(skip, text[at]) >= 0 {
			at++
		}
		start := at
		for at < len(text) && (asciiLetter(text[at]) || asciiDigit(text[at])) {
			at++
		}
		if at > start {
			count[text[start:at]]++
		}
	}
}

// cfnAllows is the check that parameter p makes of a new value, spelled in the
// place of raw; nil where it has none.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
func cfnAllows(p *data.Node, raw string, unit setting.Unit) func(setting.Seconds) setting.Verdict {
	checks := []string{"AllowedValues", "AllowedPattern", "MinValue", "MaxValue", "MinLength", "MaxLength"}
	if !slices.ContainsFunc(checks, func(key string) bool { return p.Get(key) != nil }) {
		return nil
	}
	return func(want setting.Seconds) setting.Verdict {
		spelled, ok := unit.Spell(raw, want)
		if !ok {
			return setting.Undecided
		}
		verdict := setting.Accepts
		worst := func(v setting.Verdict) {
			if verdict != setting.Refuses && v != setting.Accepts {
				verdict = v
			}
		}
		if list := p.Get("AllowedValues"); list != nil {
			worst(cfnListed(list.Resolve(), spelled))
		}
		worst(cfnBound(p.Get("MinValue"), spelled, 1))
		worst(cfnBound(p.Get("MaxValue"), spelled, -1))
		length := strconv.Itoa(len(spelled))
		worst(cfnBound(p.Get("MinLength"), length, 1))
		worst(cfnBound(p.Get("MaxLength"), length, -1))
		if p.Get("AllowedPattern") != nil {
			worst(setting.Undecided)
		}
		return verdict
	}
}

func cfnListed(list *data.Node, spelled string) setting.Verdict {
	if list.Kind != data.Sequence || list.Partial {
		return setting.Undecided
	}
	for _, item := range list.Items {
		item = item.Resolve()
		if item.Kind != data.Scalar || item.Tag != "" || templateIn(item.Text) != "" {
			return setting.Undecided
		}
		if item.Text == spelled {
			return setting.Accepts
		}
	}
	return setting.Refuses
}

// cfnBound holds spelled to a bound: a least value where sign is 1, a largest
// where it is -1. bound is nil where there is none.
func cfnBound(bound *data.Node, spelled string, sign int64) setting.Verdict {
	if bound == nil {
		return setting.Accepts
	}
	limit, err := strconv.ParseInt(bound.Resolve().Text, 10, 40)
	value, notNumber := strconv.ParseInt(spelled, 10, 40)
	switch {
	case err != nil || notNumber != nil:
		return setting.Undecided
	case sign*value < sign*limit:
		return setting.Refuses
	}
	return setting.Accepts
}
