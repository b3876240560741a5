package format

import (
	"fmt"
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
	t = l.declaring(t, name)
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
	if p.Partial {
		unknown("the declaration of parameter " + name + " does not parse")
		return
	}
	values, certain := l.given(t, name)
	switch {
	case len(values) > 1:
		unknown(fmt.Sprintf("parameter %s is given a value in %d places of this text", name, len(values)))
	case len(values) == 1 && !certain:
		unknown("parameter " + name + " is given a value in this text, and which template that is for is not told")
	case len(values) == 1:
		l.overridden(s, t, p, name, values[0])
	default:
		l.byDefault(s, t, p, name)
	}
}

// overridden fills s with the one value that parameter name, declared as p in
// t, is given.
func (l *cfnLocator) overridden(s *setting.Setting, t *cfnTemplate, p *data.Node, name string, o cfnOverride) {
	unknown := func(words string) {
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: words}
	}
	in := setting.Setting{Unit: s.Unit}
	switch {
	case o.output:
		unknown("the stack was deployed with a value of its own for parameter " + name + ": give another one when you deploy it again")
		return
	case o.node == nil:
		n := &data.Node{Span: o.Span, Kind: data.Scalar, Style: data.Double, Text: o.Text()}
		dataLength(&in, o.Doc, n, s.Unit)
	default:
		scope := cfnTemplate{doc: o.Doc, root: o.within}
		if scope.root == nil {
			scope.root = dataTop(o.node)
		}
		if l.hops++; l.hops <= cfnNesting {
			l.read(&in, &scope, o.node)
		} else {
			in.State, in.Why = setting.Unknown, &setting.Unproved{Words: "it is handed on through too many templates"}
		}
		l.hops--
	}
	if in.State == setting.Unknown {
		unknown("the value given to parameter " + name + " cannot be read: " + in.Why.Words)
		return
	}
	at, unit := in.Target()
	s.State, s.Value = setting.Indirect, in.Value
	s.Def = &setting.Definition{Place: at, Unit: unit, At: "the value given to parameter " + name, Users: l.readers(t.doc)[name] - 1}
	own := cfnAllows(p, at.Text(), unit)
	s.Def.Allows = own
	if outer := in.Def; outer != nil { // a parameter of the template that nests t
		s.Def.At, s.Def.Caveat, s.Def.Users = outer.At, outer.Caveat, s.Def.Users+outer.Users
		s.Def.Allows = cfnBoth(own, outer.Allows)
	}
}

// cfnBoth is the stricter of two checks; nil where there is none.
func cfnBoth(a, b func(setting.Seconds) setting.Verdict) func(setting.Seconds) setting.Verdict {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	return func(want setting.Seconds) setting.Verdict {
		first, second := a(want), b(want)
		if first == setting.Refuses || second == setting.Accepts {
			return first
		}
		return second
	}
}

// byDefault fills s with the Default of parameter name, declared as p in t.
func (l *cfnLocator) byDefault(s *setting.Setting, t *cfnTemplate, p *data.Node, name string) {
	unknown := func(words string) {
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: words}
	}
	def := p.Get("Default")
	if def == nil {
		unknown("parameter " + name + " has no Default, and its value is given when the stack is deployed")
		return
	}
	in := setting.Setting{Unit: s.Unit}
	dataLength(&in, t.doc, def, s.Unit)
	if in.State == setting.Unknown {
		unknown("the Default of parameter " + name + " has no value that can be read: " + in.Why.Words)
		return
	}
	at, unit := in.Target()
	s.State, s.Value = setting.Indirect, in.Value
	s.Def = &setting.Definition{
		Place: at, Unit: unit, At: "the Default of parameter " + name, Users: l.readers(t.doc)[name] - 1,
		Allows: cfnAllows(p, at.Text(), unit),
		Caveat: "a stack that exists keeps its own value if the deploy does not pass a new one",
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

// cfnListed is what a list of allowed values says to one that is spelled so.
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
