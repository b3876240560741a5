package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A shellValue is what a word says of a length. Its bytes stand at Place; for
// an indirect one def holds them.
type shellValue struct {
	state setting.State
	value setting.Seconds
	place source.Place
	def   *setting.Definition
	why   *setting.Unproved
}

func (v *shellValue) apply(s *setting.Setting) {
	s.State, s.Value, s.Def, s.Why = v.state, v.value, v.def, v.why
	if v.place.Doc != nil {
		s.Place = v.place
	}
}

func shellUnproved(place source.Place, key, words string) shellValue {
	return shellValue{state: setting.Unknown, place: place, why: &setting.Unproved{Key: key, Words: words}}
}

// A shellUse is where a value is needed.
type shellUse struct {
	doc  *source.Document
	at   int
	self int // offset of the assignment whose own value is being read, or -1
}

// value reads a word as a length, spelled in unit.
func (v *shellVariables) value(use shellUse, w shellWord, unit setting.Unit) shellValue {
	place := use.doc.At(w.content())
	if len(w.parts) != 1 {
		return v.joined(place, w)
	}
	part := w.parts[0]
	switch part.kind {
	case partText:
		return readPlain(place, unit)
	case partSum:
		return v.sum(use, part, unit)
	case partVariable:
		return v.variable(use, place, part, unit)
	case partList:
		return shellUnproved(place, "conditional-value", fmt.Sprintf("what $%s holds when the command runs is not certain", part.name))
	case partTemplate:
		if strings.HasPrefix(place.Text(), "<") {
			return shellUnproved(place, "value-outside-paste", placeholderWords)
		}
		if around, ok := v.around(place, unit, ""); ok {
			return around
		}
		return shellUnproved(place, "value-outside-paste", "another program fills in the value before the shell runs")
	}
	if name, ok := ciMacro(place.Text()); ok {
		if around, ok := v.around(place, unit, name); ok {
			return around
		}
	}
	return shellUnproved(place, "value-outside-paste", "the value is worked out when the command runs")
}

// content is the word without the quotes around the whole of it.
func (w shellWord) content() source.Span {
	if len(w.parts) == 0 {
		return w.Span
	}
	return source.Span{Start: w.parts[0].Start, End: w.parts[len(w.parts)-1].End}
}

func (v *shellVariables) joined(place source.Place, w shellWord) shellValue {
	if len(w.parts) == 0 {
		return shellUnproved(place, "value-outside-paste", "the value is empty")
	}
	return shellUnproved(place, "value-outside-paste", "the value is put together from several parts when the command runs")
}

// readPlain reads a value that is written out, as the AWS CLI's flags take it.
func readPlain(place source.Place, unit setting.Unit) shellValue {
	raw := place.Text()
	if unit == setting.ISO8601 || isDigits(raw) {
		if n, ok := unit.Read(raw); ok {
			return shellValue{state: setting.Literal, value: n, place: place}
		}
	}
	bad := shellUnproved(place, "bad-spelling", "the AWS CLI takes whole seconds here")
	meant, ok := setting.GoDuration.Read(raw)
	if !ok {
		meant, ok = setting.ISO8601.Read(raw)
	}
	switch {
	case unit == setting.ISO8601:
		bad.why.Words = "the AWS CLI takes an ISO 8601 duration such as PT4H here"
	case ok && len(raw) <= 20:
		bad.why.Words, bad.why.Meant = "the AWS CLI takes whole seconds here, not "+raw, meant
	case isDigits(strings.TrimPrefix(raw, "-")): // negative, or too long to be a number of seconds
	case raw == "" || !asciiDigit(raw[0]):
		return shellUnproved(place, "value-outside-paste", placeholderWords)
	}
	return bad
}

const placeholderWords = "a placeholder stands where the number of seconds belongs"

// sum reads $((60 * 60 * 12)) and $((HOURS * 3600)).
func (v *shellVariables) sum(use shellUse, part shellPart, unit setting.Unit) shellValue {
	text := use.doc.Text
	inner := source.Span{Start: part.Start + len("$(("), End: part.End - len("))")}
	for inner.Len() > 0 && strings.IndexByte(" \t", text[inner.Start]) >= 0 {
		inner.Start++
	}
	for inner.Len() > 0 && strings.IndexByte(" \t", text[inner.End-1]) >= 0 {
		inner.End--
	}
	raw := text[inner.Start:inner.End]
	if !strings.Contains(raw, "_") {
		if n, ok := unit.Read(raw); ok {
			return shellValue{state: setting.Computed, value: n, place: use.doc.At(inner)}
		}
	}
	place := use.doc.At(part.Span)
	name, times := productOfVariable(raw)
	scaled, ok := scaledUnit(unit, times)
	if name == "" || !ok {
		return shellUnproved(place, "value-outside-paste", "the value is worked out when the command runs")
	}
	return v.variable(use, place, shellPart{Span: part.Span, kind: partVariable, name: name}, scaled)
}

// scaledUnit is the unit of which one is times as long as one of unit.
func scaledUnit(unit setting.Unit, times int) (setting.Unit, bool) {
	for _, u := range []setting.Unit{setting.InSeconds, setting.InMinutes, setting.InHours} {
		if n := unit.Seconds(); n > 0 && u.Seconds() == n*setting.Seconds(times) {
			return u, true
		}
	}
	return 0, false
}

// productOfVariable reads a product of whole numbers and one variable: its
// name, and the product of the numbers. The name is "" where raw is not one.
func productOfVariable(raw string) (name string, times int) {
	times = 1
	for factor := range strings.SplitSeq(raw, "*") {
		factor = strings.TrimSpace(factor)
		if n, ok := setting.InSeconds.Read(factor); ok && isDigits(factor) && n <= 3600 {
			if times *= int(n); times > 3600 {
				return "", 0
			}
			continue
		}
		factor = strings.Trim(factor, "%!") // a batch file's
		bare := strings.TrimPrefix(factor, "$")
		if bare != factor && strings.HasPrefix(bare, "{") && strings.HasSuffix(bare, "}") {
			bare = bare[1 : len(bare)-1]
		}
		if name != "" || !isName(bare) {
			return "", 0
		}
		name = bare
	}
	return name, times
}

// variable reads a reference to a variable: its assignments in the text, or
// else the default inside the reference.
func (v *shellVariables) variable(use shellUse, place source.Place, part shellPart, unit setting.Unit) shellValue {
	found := v.assignments(use, part.name)
	if len(found) == 0 {
		if around, ok := v.around(place, unit, part.name); ok {
			return around
		}
	}
	if len(found) == 0 && part.fallback != nil {
		at := fmt.Sprintf("the default in ${%s:-…}", part.name)
		return through(place, v.value(use, *part.fallback, unit), unit, at, 0)
	}
	if len(found) == 0 && len(v.set[part.name]) > 0 {
		return shellUnproved(place, "value-outside-paste", fmt.Sprintf("$%s is set outside of this script, which does not see it", part.name))
	}
	if len(found) == 0 {
		return shellUnproved(place, "value-outside-paste", fmt.Sprintf("$%s is not set in this text", part.name))
	}
	differ := shellUnproved(place, "conditional-value", fmt.Sprintf("$%s is set %d times, to different values", part.name, len(found)))
	if len(found) > maxAssignments {
		return differ
	}
	chosen := found[0]
	first := v.assigned(chosen, unit)
	for _, a := range found {
		read := v.assigned(a, unit)
		switch {
		case len(found) > 1 && (read.state == setting.Unknown || read.value != first.value):
			return differ
		case a.unset:
			return shellUnproved(place, "value-outside-paste", fmt.Sprintf("$%s is unset before it is used", part.name))
		case a.blank:
			return shellUnproved(place, "value-outside-paste", fmt.Sprintf("$%s is read when the script runs", part.name))
		}
		if a.doc == use.doc && a.at < use.at {
			chosen = a
		}
	}
	if !v.certain(chosen, use) {
		return shellUnproved(place, "conditional-value", fmt.Sprintf("$%s is set only under a condition", part.name))
	}
	return through(place, v.assigned(chosen, unit), unit, part.name+"=", v.reads[part.name]-1)
}

// around is what the configuration around a command says of a variable, or of
// the expression at place where name is "".
func (v *shellVariables) around(place source.Place, unit setting.Unit, name string) (shellValue, bool) {
	host, sees := v.outside(place.Doc)
	if !sees {
		return shellValue{}, false
	}
	s := setting.Setting{Place: host.At(place.Span), Unit: unit}
	known := false
	if name == "" {
		known = v.ci.expression(&s)
	} else {
		known = v.ci.variable(&s, name)
	}
	return shellValue{state: s.State, value: s.Value, place: s.Place, def: s.Def, why: s.Why}, known
}

// A shellReading is an assignment's value in one unit.
type shellReading struct {
	doc  *source.Document
	at   int
	unit setting.Unit
}

// assigned is the value that a gives its variable. Variables that are set from
// each other in a circle have none.
func (v *shellVariables) assigned(a shellAssignment, unit setting.Unit) shellValue {
	key := shellReading{a.doc, a.at, unit}
	if read, known := v.readings[key]; known {
		return read
	}
	place := a.doc.At(a.word.Span)
	v.readings[key] = shellUnproved(place, "value-outside-paste", "the variable is set from itself, or through too many others")
	if !a.blank && v.depth < maxShellHops {
		v.depth++
		defer func() { v.depth-- }()
		v.readings[key] = v.value(shellUse{doc: a.doc, at: a.at, self: a.at}, a.word, unit)
	}
	return v.readings[key]
}

// through is the value at place whose digits stand where read found them.
func through(place source.Place, read shellValue, unit setting.Unit, at string, users int) shellValue {
	out := shellValue{state: setting.Indirect, value: read.value, place: place, why: read.why}
	switch read.state {
	case setting.Literal, setting.Computed:
		out.def = &setting.Definition{Place: read.place, Unit: unit, At: at, Users: max(0, users)}
	case setting.Indirect:
		def := *read.def
		def.Users += max(0, users)
		out.def = &def
	default:
		out.state = setting.Unknown
	}
	return out
}
