package plan

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A change is a setting and the value that it should get.
type change struct {
	s    *setting.Setting
	want setting.Seconds
}

// fix makes the edits for changes, or nothing and the reason if one of them
// cannot be made.
func (p *pass) fix(label string, changes ...change) (Fix, *Refusal) {
	f := Fix{Label: label}
	for _, c := range changes {
		if p.values.torn(c.s) {
			return Fix{}, c.refusal(c.s.Def.At+" gives both a request and a role's maximum their value", "shared-value")
		}
		edits, refusal := c.edits()
		if refusal != nil {
			return Fix{}, refusal
		}
		f.Edits = append(f.Edits, edits...)
	}
	return f, nil
}

// edits are what c needs; none if the value already stands there as wanted.
func (c change) edits() ([]edit.Edit, *Refusal) {
	s := c.s
	if s.State != setting.Unknown && s.State != setting.Absent && s.Value == c.want {
		return nil, nil
	}
	if refusal := unprovable(s); refusal != nil {
		return nil, refusal
	}
	switch {
	case s.State == setting.Absent:
		if c.want == s.Value {
			return nil, nil
		}
		value, ok := s.Unit.Spell("", c.want)
		if !ok {
			return nil, c.refusal(fmt.Sprintf("%s cannot be written there", c.want), "value-outside-paste")
		}
		if s.Gap.Shut != "" {
			return nil, c.refusal("a line would have to be put in, and "+s.Gap.Shut, noLineHere)
		}
		at := source.Span{Start: s.Gap.At, End: s.Gap.At + len(s.Gap.Old)}
		return []edit.Edit{edit.Replace(s.Doc.At(at), s.Gap.Before+value+s.Gap.After)}, nil
	case s.State == setting.Unknown && !s.Misspelt() && s.Why.Meant == c.want:
		return nil, nil
	}
	place, unit := s.Target()
	want := c.representable(unit)
	value, ok := unit.Spell(place.Text(), want)
	if !ok || want <= 0 {
		return nil, c.refusal(fmt.Sprintf("%s cannot be written in that unit", c.want), "value-outside-paste")
	}
	if s.State == setting.Indirect && s.Def.Allows != nil {
		switch s.Def.Allows(want) {
		case setting.Refuses:
			return nil, c.refusal(fmt.Sprintf("%s has a validation that excludes %s", s.Def.At, want), "allowed-values-limit")
		case setting.Undecided:
			return nil, c.refusal(fmt.Sprintf("%s has a validation that could not be checked for %s", s.Def.At, want), "allowed-values-limit")
		}
	}
	if value == place.Text() {
		return nil, nil
	}
	return []edit.Edit{edit.Replace(place, value)}, nil
}

// representable is want in whole numbers of unit: rounded up for a maximum,
// down for a request, so that the request still fits the maximum.
func (c change) representable(unit setting.Unit) setting.Seconds {
	step := max(1, unit.Seconds())
	if c.s.Kind == setting.Cap {
		return (c.want + step - 1) / step * step
	}
	return c.want / step * step
}

func (c change) refusal(why, key string) *Refusal { return refusalOf(c.s, why, key) }

// noLineHere is the key of a refusal to put a line in.
const noLineHere = "no-line-here"

// line is what c would put in, for the place that the text was copied from.
func (c change) line() Snippet {
	value, _ := c.s.Unit.Spell("", c.want)
	return Snippet{"In " + c.s.At, strings.Trim(c.s.Gap.Before+value+c.s.Gap.After, " \t\r\n,")}
}

func refusalOf(s *setting.Setting, why, key string) *Refusal {
	return &Refusal{Place: s.Place, What: s.At, Why: why, Explain: key}
}

// unprovable is why s cannot be edited, whatever the new value; nil where it
// can be.
func unprovable(s *setting.Setting) *Refusal {
	switch {
	case s.Output:
		return refusalOf(s, "it is "+shown(s)+", not the source", "output-not-source")
	case s.Broken:
		return refusalOf(s, "the text around it does not parse", "broken-syntax")
	case s.State == setting.Unknown && s.Why.Meant == 0:
		return refusalOf(s, s.Why.Words, s.Why.Key)
	case s.State == setting.Indirect && s.Def.Shut != "":
		return refusalOf(s, s.Def.Shut, "shared-value")
	}
	return nil
}

// shown names what a setting that is no source was seen in.
func shown(s *setting.Setting) string {
	if s.Shown != "" {
		return "what " + s.Shown + " shows"
	}
	return "what a tool printed"
}

// shared says which other places an edit of an indirect setting changes too.
func shared(settings ...*setting.Setting) []Related {
	var related []Related
	for _, s := range settings {
		if s == nil || s.State != setting.Indirect {
			continue
		}
		message := fmt.Sprintf("%s holds the value", s.Def.At)
		if s.Def.Users > 0 {
			message += fmt.Sprintf("; %d other %s it too", s.Def.Users, plural(s.Def.Users, "place reads", "places read"))
		}
		if s.Def.Caveat != "" {
			message += "; " + s.Def.Caveat
		}
		related = append(related, Related{Place: s.Def.Place, Message: message})
	}
	return related
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// elsewhere is o as something to do by hand, where a line cannot be put in.
func elsewhere(o option) Fix {
	f := Fix{Label: o.label, Elsewhere: o.elsewhere}
	for _, c := range o.changes {
		if c.s.State == setting.Absent {
			f.Elsewhere = append(f.Elsewhere, c.line())
		}
	}
	return f
}

// An option is a fix that a rule would like to offer.
type option struct {
	label     string
	changes   []change
	elsewhere []Snippet
	chosen    bool
}

// offer reports d with those options that can be made as its fixes. If the
// chosen one cannot be made, none is chosen and the answer says why.
func (p *pass) offer(d Diagnostic, options ...option) {
	for _, o := range options {
		if o.chosen {
			o = p.values.share(o)
		}
		f, refusal := p.fix(o.label, o.changes...)
		if refusal != nil {
			if o.chosen {
				p.refuse(*refusal)
				d.Explain = append(d.Explain, refusal.Explain)
			}
			if refusal.Explain == noLineHere {
				d.Fixes = append(d.Fixes, elsewhere(o))
			}
			continue
		}
		if len(f.Edits) == 0 && len(o.elsewhere) == 0 {
			continue
		}
		if o.chosen {
			for _, c := range o.changes {
				p.left[c.s] = c.want
			}
		}
		f.Chosen, f.Elsewhere = o.chosen, o.elsewhere
		d.Fixes = append(d.Fixes, f)
	}
	p.report(d)
}
