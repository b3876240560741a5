package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// jenkinsLength says in s what is known of the length that Groovy's expression
// at span gives.
func (l *pipelineLocator) jenkinsLength(s *setting.Setting, doc *source.Document, span source.Span) {
	s.Place = doc.At(span)
	if place, state, n, ok := groovyNumber(doc, span, s.Unit); ok {
		s.Place, s.State, s.Value = place, state, n
		return
	}
	s.State = setting.Unknown
	raw := doc.Text[span.Start:span.End]
	if inner, plain := groovyString(doc.Text, span); plain {
		text := doc.Text[inner.Start:inner.End]
		meant, _ := hclMeant(text)
		s.Place, s.Why = doc.At(span), workflowUnproved("bad-spelling", "%q is not a whole number of seconds", text[:min(len(text), 40)])
		if meant > 0 {
			s.Place, s.Why.Meant = doc.At(inner), meant
		}
		return
	}
	for _, change := range []string{" as Integer", " as int", ".toInteger()"} {
		raw = strings.TrimSuffix(raw, change)
	}
	raw = strings.TrimSuffix(strings.TrimPrefix(strings.Trim(raw, `"`), "${"), "}")
	name := raw
	for _, context := range []string{"params.", "env."} {
		name = strings.TrimPrefix(name, context)
	}
	if !isName(name) {
		s.Why = workflowUnproved("value-outside-paste", "it is worked out when the pipeline runs")
		if strings.Contains(raw, "?") {
			s.Why = workflowUnproved("conditional-value", "which length holds is decided when the pipeline runs")
		}
		return
	}
	if l.walks++; l.walks > maxCIWalks {
		s.Why = workflowUnproved("value-outside-paste", "%s is one of more names than are followed", raw)
		return
	}
	defs := jenkinsDefinitions(doc, name, s.Unit)
	switch {
	case len(defs) == 0:
		s.Why = workflowUnproved("value-outside-paste", "%s is not defined in this text", raw)
	case len(defs) > 1:
		s.Why = workflowUnproved("conditional-value", "%s is set %d times", raw, len(defs))
	case defs[0].state == 0:
		s.Why = workflowUnproved("value-outside-paste", "%s is worked out when the pipeline runs", raw)
	default:
		s.State, s.Value = setting.Indirect, defs[0].value
		s.Def = &setting.Definition{Place: defs[0].place, Unit: s.Unit, At: name, Users: max(0, groovyUses(doc.Text, name)-2)}
	}
}

// groovyNumber reads a whole number, a product of such, or one in quotes.
func groovyNumber(doc *source.Document, span source.Span, unit setting.Unit) (source.Place, setting.State, setting.Seconds, bool) {
	inner, quoted := groovyString(doc.Text, span)
	raw := doc.Text[inner.Start:inner.End]
	n, ok := unit.Read(raw)
	switch {
	case !ok || strings.Contains(raw, "_"):
		return source.Place{}, 0, 0, false
	case isDigits(raw):
		return doc.At(inner), setting.Literal, n, raw[0] != '0' || len(raw) == 1
	}
	return doc.At(span), setting.Computed, n, !quoted
}

// A groovyDefinition is a place that sets a name; state is 0 where its value
// is not known.
type groovyDefinition struct {
	place source.Place
	state setting.State
	value setting.Seconds
}

// maxGroovyDefinitions is how many definitions of a name are compared.
const maxGroovyDefinitions = 8

// jenkinsDefinitions lists the places in doc that set a name: assignments, and
// the defaults of parameters of that name.
func jenkinsDefinitions(doc *source.Document, name string, unit setting.Unit) (defs []groovyDefinition) {
	text := doc.Text
	for at := indexFrom(text, name, 0); at < len(text) && len(defs) < maxGroovyDefinitions; at = indexFrom(text, name, at+len(name)) {
		end := at + len(name)
		if at > 0 && (asciiWord(text[at-1]) || text[at-1] == '.' && !strings.HasSuffix(text[:at], "env.")) || end < len(text) && asciiWord(text[end]) {
			continue
		}
		var value source.Span
		rest := strings.TrimLeft(text[end:min(len(text), end+200)], " \t")
		switch {
		case strings.HasPrefix(rest, "=") && !strings.HasPrefix(rest, "==") && !strings.HasPrefix(rest, "=~"):
			value.Start = end + strings.IndexByte(text[end:], '=') + 1
			value.End = lineEnd(text, value.Start)
			if comment := strings.Index(text[value.Start:value.End], " //"); comment >= 0 {
				value.End = value.Start + comment
			}
		case at > 0 && strings.HasSuffix(strings.TrimRight(text[max(0, at-12):at-1], " "), "name:") && strings.IndexByte(`'"`, text[at-1]) >= 0:
			open := strings.LastIndexByte(text[max(0, at-200):at], '(')
			if open < 0 {
				continue
			}
			c := groovyCall{}
			c.readList(text, max(0, at-200)+open)
			a, ok := c.arg("defaultValue")
			if !ok {
				continue
			}
			value = a.value
		default:
			continue
		}
		var c groovyCall
		c.add(text, "value", value.Start, value.End)
		d := groovyDefinition{}
		if len(c.args) == 1 {
			span := c.args[0].value
			if text[span.End-1] == ';' {
				span.End--
			}
			if place, state, n, ok := groovyNumber(doc, span, unit); ok {
				d = groovyDefinition{place, state, n}
			}
		}
		defs = append(defs, d)
	}
	return defs
}

// groovyUses counts where text has a name as a word of its own.
func groovyUses(text, name string) (count int) {
	for at := indexFrom(text, name, 0); at < len(text); at = indexFrom(text, name, at+len(name)) {
		end := at + len(name)
		if (at == 0 || !asciiWord(text[at-1])) && (end == len(text) || !asciiWord(text[end])) {
			count++
		}
	}
	return count
}

const jenkinsXMLKey = "<stsTokenDuration>"

// jenkinsXML finds the length in the credentials that Jenkins stores.
func (l *pipelineLocator) jenkinsXML(doc *source.Document) {
	text := doc.Text
	low := 0
	for at := indexFrom(text, jenkinsXMLKey, 0); at < len(text); at = indexFrom(text, jenkinsXMLKey, at+1) {
		start := at + len(jenkinsXMLKey)
		end := indexFrom(text, "<", start)
		n, ok := setting.InSeconds.Read(text[start:min(end, len(text))])
		if !ok || !isDigits(text[start:end]) {
			continue
		}
		s := setting.Setting{
			Kind: setting.Request, Limit: setting.AssumeRole, At: "the stored Jenkins credential", State: setting.Literal, Value: n,
			Place: doc.At(source.Span{Start: start, End: end}), Unit: setting.InSeconds, Context: source.Span{Start: at, End: end},
		}
		if role := strings.LastIndex(text[low:at], "<iamRoleArn>"); role >= 0 {
			arn, _, _ := strings.Cut(text[low+role+len("<iamRoleArn>"):at], "<")
			s.Role = setting.RoleFromARN(arn)
		}
		low = at
		l.found.Settings = append(l.found.Settings, s)
	}
}
