package plan

import (
	"fmt"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Rules for requests that exceed a role's maximum: defined in the text, known
// from elsewhere, or not known at all.

var requestOverRole = Rule{
	ID:    "request-over-role",
	Title: "A request exceeds the maximum of a role that stands in the same text",
	Doc:   "The role's maximum is raised to exactly the longest request, up to 43200 or the organisation's limit; above that the request is reduced to the role's maximum.",
	check: func(p *pass) {
		for _, r := range p.requests {
			if r.decided || r.cap == nil || r.cap.now == 0 || r.want <= r.cap.now || !r.told {
				continue
			}
			r.decided, r.cap.decided = true, true
			p.overRole(r)
		}
	},
}

// overRole decides between a request and the role in the text that caps it.
func (p *pass) overRole(r *request) {
	c, ceiling := r.cap, p.ceiling()
	d := Diagnostic{
		Place: r.Place, Severity: Error,
		Related: append(append(shared(r.Setting, c.Setting), Related{Place: c.Place, Message: capWords(c)}), c.alsoChanges()...),
		Message: fmt.Sprintf("%s asks for %s; %s allows %s", r.At, r.want, called(c.Role), c.now),
	}
	both := min(r.want, ceiling)
	reduce := option{
		label:   fmt.Sprintf("Reduce the request to %s, what the role allows", c.now),
		changes: withCap(r, c.now, c.now),
	}
	raise := option{
		label:   fmt.Sprintf("Raise the role's maximum to %s", max(c.need, both)),
		changes: withCap(r, both, max(c.need, both)),
	}
	switch {
	case r.want > ceiling:
		d.Explain = []string{p.ceilingKey()}
		raise.label = fmt.Sprintf("Set both to %s", both)
		raise.chosen = p.options.Strategy == Raise
		reduce.chosen = !raise.chosen
	case p.options.Strategy == Reduce:
		d.Explain = []string{"reduce-to-known-cap"}
		reduce.chosen = true
	default:
		d.Explain = raiseKeys(c)
		raise.chosen = true
	}
	d.Explain = append(d.Explain, ownKeys(r)...)
	if raise.chosen {
		if words := p.unseenCaller(r); words != "" {
			d.Message += "; " + words
		}
		p.offer(d, raise, reduce)
	} else {
		d.Related = append(d.Related, p.unseenBeside(r)...)
		p.offer(d, reduce, raise)
	}
}

// withCap sets a request and its role's maximum. What is as wanted already
// gets no edit.
func withCap(r *request, request, maximum setting.Seconds) []change {
	return []change{{r.cap.Setting, maximum}, {r.Setting, request}}
}

func capWords(c *roleCap) string {
	if c.State == setting.Absent {
		return fmt.Sprintf("%s has no maximum of its own, so AWS's default of %s holds", c.At, c.now)
	}
	return fmt.Sprintf("%s allows %s", c.At, c.now)
}

// ownKeys explain what else is to be known of a request: that its spelling is
// wrong too, or where the length comes from that it does not tell.
func ownKeys(r *request) []string {
	switch {
	case r.Misspelt():
		return []string{r.Why.Key}
	case r.State == setting.Absent && r.Implied != "":
		return []string{r.Implied}
	}
	return nil
}

var requestOverKnownMaximum = Rule{
	ID:    "request-over-known-maximum",
	Title: "A request exceeds the role's maximum that was seen in output or told by you",
	Doc:   "The request is reduced to that maximum; raising the role is offered beside it.",
	check: func(p *pass) {
		for _, r := range p.requests {
			if r.decided || r.known == 0 || r.want <= r.known || !r.told {
				continue
			}
			r.decided = true
			d := Diagnostic{
				Place: r.Place, Severity: Error, Explain: []string{"reduce-to-known-cap"}, Related: shared(r.Setting),
				Message: fmt.Sprintf("%s; %s allows %s", r.asks(), called(r.Role), r.known),
			}
			if p.options.RoleMax > 0 {
				d.Message += ", as you said"
			}
			p.reduceOrRaiseElsewhere(r, d, r.known)
		}
	},
}

var requestOverDefault = Rule{
	ID:    "request-over-default",
	Title: "A request exceeds one hour, and the role is not in the text",
	Doc:   "Every role allows one hour, so the request becomes 3600; the exact command that raises the role is offered beside it.",
	check: func(p *pass) {
		for _, r := range p.requests {
			if r.decided || !r.Limit.ByRole || r.known != 0 || r.cap != nil && r.cap.now != 0 ||
				r.want <= setting.RoleMaximum.Default || !r.told {
				continue
			}
			r.decided = true
			d := Diagnostic{Place: r.Place, Severity: Error, Explain: []string{"default-3600"}, Related: shared(r.Setting)}
			d.Message = fmt.Sprintf("%s; %s allows %s unless somebody raised it, and nothing here says so",
				r.asks(), called(r.Role), setting.RoleMaximum.Default)
			if p.sawSymptom(setting.OverRoleMaximum) {
				d.Message = fmt.Sprintf("%s; %s allows less, as the error message says, and %s is what every role allows",
					r.asks(), called(r.Role), setting.RoleMaximum.Default)
			}
			if r.cap != nil {
				d.Message = fmt.Sprintf("%s; what %s allows is not known from this text", r.asks(), called(r.Role))
			}
			if r.want > r.Limit.Max {
				d.Explain = []string{"above-ceiling-43200", "default-3600"}
				d.Message = fmt.Sprintf("%s; AWS accepts at most %s, and a role allows %s unless somebody raised it",
					r.asks(), r.Limit.Max, setting.RoleMaximum.Default)
			}
			switch {
			case r.cap != nil:
				d.Related = append(d.Related, otherRoles([]*roleCap{r.cap}, r)...)
			case len(p.caps) > 0:
				d.Explain = append(d.Explain, "role-not-in-paste")
				d.Related = append(d.Related, otherRoles(p.caps, r)...)
			}
			p.reduceOrRaiseElsewhere(r, d, setting.RoleMaximum.Default)
		}
	},
}

// otherRoles names the roles that a request's role was not proved to be.
func otherRoles(caps []*roleCap, r *request) []Related {
	var related []Related
	for _, c := range caps[:min(len(caps), maxRivals)] {
		words := fmt.Sprintf("%s may be the role that is meant, but nothing proves it", c.At)
		switch {
		case r.cap == c:
			words = fmt.Sprintf("%s is the role, but its maximum is not known", c.At)
		case r.Role.Compare(c.Role) == setting.Different:
			words = fmt.Sprintf("%s is a different role", c.At)
		}
		related = append(related, Related{Place: c.Place, Message: words})
	}
	return related
}

// reduceOrRaiseElsewhere offers to fit a request under maximum, or to raise a
// role that the text does not define.
func (p *pass) reduceOrRaiseElsewhere(r *request, d Diagnostic, maximum setting.Seconds) {
	d.Explain = append(d.Explain, ownKeys(r)...)
	d.Related = append(d.Related, p.unseenBeside(r)...)
	reduce := option{
		label:   "Reduce the request to " + maximum.String(),
		changes: []change{{r.Setting, maximum}},
	}
	raised := min(r.want, p.ceiling())
	verb := "Keep"
	if raised != r.asked {
		verb = "Ask for"
	}
	raise := option{
		label:     fmt.Sprintf("%s %s and raise the role's maximum", verb, raised),
		changes:   []change{{r.Setting, raised}},
		elsewhere: append([]Snippet{lookUp(r.Role)}, raiseElsewhere(r.Role, raised)...),
	}
	raise.chosen = p.options.Strategy == Raise
	reduce.chosen = !raise.chosen
	options := []option{reduce, raise}
	if raise.chosen {
		options = []option{raise, reduce}
	}
	for _, c := range r.rivals {
		if c.now == 0 || r.want > p.ceiling() {
			continue
		}
		options = append(options, option{
			label:   fmt.Sprintf("It is %s: raise its maximum to %s", c.title(), r.want),
			changes: []change{{c.Setting, max(c.now, r.want)}, {r.Setting, r.want}},
		})
	}
	p.offer(d, options...)
}

var ambiguousRole = Rule{
	ID:    "ambiguous-role",
	Title: "A request whose role may be any of several in the text",
	Doc:   "Nothing is edited; each possible role is offered as a choice.",
	check: func(p *pass) {
		for _, r := range p.requests {
			if r.decided || r.cap != nil || len(r.rivals) < 2 || r.want <= setting.RoleMaximum.Default || !r.told {
				continue
			}
			r.decided = true
			d := Diagnostic{
				Place: r.Place, Severity: Error, Explain: []string{"role-not-in-paste", "different-role"},
				Related: append(shared(r.Setting), otherRoles(r.rivals, r)...),
				Message: fmt.Sprintf("%s, and nothing tells which of the %d roles here it assumes: %s", r.asks(), len(r.rivals), listed(r.rivals)),
			}
			d.Related = append(d.Related, p.unseenBeside(r)...)
			options := []option{{
				label:   "Reduce the request to " + setting.RoleMaximum.Default.String() + ", which every role allows",
				changes: []change{{r.Setting, setting.RoleMaximum.Default}},
			}}
			for _, c := range r.rivals {
				if raised := min(r.want, p.ceiling()); c.now != 0 && raised > c.now {
					options = append(options, option{
						label:   fmt.Sprintf("It is %s: raise its maximum to %s", c.title(), raised),
						changes: []change{{c.Setting, raised}, {r.Setting, raised}},
					})
				}
			}
			p.offer(d, options...)
			p.refuse(Refusal{Place: r.Place, What: r.At, Why: "nothing tells which of the roles here it assumes", Explain: "role-not-in-paste"})
		}
	},
}

// maxListed is how many roles a message names.
const maxListed = 4

// listed names roles with the places where they stand.
func listed(caps []*roleCap) string {
	var list []string
	for _, c := range caps[:min(len(caps), maxListed)] {
		list = append(list, fmt.Sprintf("%s (%s)", c.At, where(c.held())))
	}
	if more := len(caps) - len(list); more > 0 {
		list = append(list, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(list, ", ")
}

// title is c in the user's words, with its file where the text has several.
func (c *roleCap) title() string {
	if c.Doc.Name == "" {
		return c.At
	}
	return fmt.Sprintf("%s (%s)", c.At, where(c.held()))
}

// held is the place that holds c's value, or would.
func (c *roleCap) held() source.Place {
	if c.State == setting.Indirect {
		return c.Def.Place
	}
	return c.Place
}

// alsoChanges names the other roles that an edit of c's maximum changes.
func (c *roleCap) alsoChanges() []Related {
	var list []string
	for _, other := range c.members {
		if other != c && other.At != c.At && len(list) < maxListed && !slices.Contains(list, other.At) {
			list = append(list, other.At)
		}
	}
	if len(list) == 0 {
		return nil
	}
	message := strings.Join(list, ", ")
	if more := len(c.members) - 1 - len(list); more > 0 {
		message = fmt.Sprintf("%s and %d more", message, more)
	}
	return []Related{{Place: cell(c.Setting), Message: "what is written here is the maximum of " + message + " too"}}
}

// where is a place in words: "line 4", "dev/main.tf:4".
func where(at source.Place) string {
	if at.Doc.Name == "" {
		return fmt.Sprintf("line %d", at.Doc.Line(at.Start))
	}
	return fmt.Sprintf("%s:%d", at.Doc.Name, at.Doc.Line(at.Start))
}
