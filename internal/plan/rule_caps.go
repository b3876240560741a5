package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// Rules for roles' maximums.

// quickLengths are what a person is offered where nothing tells the length.
var quickLengths = []setting.Seconds{7200, 14400, 28800, 43200}

// suggested is the length that Options.Suggest puts in: long enough for most
// jobs, a third of the most that AWS allows.
const suggested setting.Seconds = 14400

var capAlone = Rule{
	ID:    "cap-alone",
	Title: "A role whose caller is not in the text",
	Doc:   "The maximum is raised to exactly the length wanted, if that is told; else nothing is edited and the length is asked for. With suggest, 4 hours are put in to confirm.",
	check: func(p *pass) {
		alone := p.undecidedCaps()
		if len(alone) == 0 || p.asksForRole() {
			return
		}
		wanted, from := p.wanted()
		if len(alone) > 1 {
			p.whichRole(alone, wanted)
			return
		}
		c := alone[0]
		suggests := wanted == 0 && p.options.Suggest && c.now < min(suggested, p.ceiling())
		if target := min(wanted, p.ceiling()); !suggests && target <= c.now && (c.wrong() || wanted == 0 && c.now > p.ceiling()) {
			return // other rules say what is wrong with it
		}
		c.decided = true
		if wanted == 0 {
			p.askLength(c)
			return
		}
		p.raiseAlone(c, wanted, from)
	},
}

// undecidedCaps are the maximums with a known value that no rule has decided.
func (p *pass) undecidedCaps() []*roleCap {
	var alone []*roleCap
	for _, c := range p.caps {
		if !c.decided && !c.superseded && c.now != 0 && c.members[0] == c {
			alone = append(alone, c)
		}
	}
	return alone
}

// asksForRole reports whether the text holds any request that a role caps.
func (p *pass) asksForRole() bool {
	for _, r := range p.requests {
		if r.Limit.ByRole {
			return true
		}
	}
	return false
}

// wanted is the length that the caller or a range error in the text names,
// with words for where it comes from; 0 if neither does.
func (p *pass) wanted() (setting.Seconds, string) {
	if p.options.Requested > 0 {
		return p.options.Requested, "you want"
	}
	for _, m := range p.found.Symptoms {
		ofRole := m.Field != setting.RoleMaximum.Field && (m.Operation == "" || strings.HasPrefix(m.Operation, "AssumeRole"))
		if ofRole && m.Asked > 0 && m.Bound <= setting.AssumeRole.Max && (m.Cause == setting.OverRange || m.Cause == setting.UnderRange) {
			return m.Asked, "the error message shows"
		}
	}
	return 0, ""
}

// raiseAlone raises a role whose callers are not in the text to what is wanted.
func (p *pass) raiseAlone(c *roleCap, wanted setting.Seconds, from string) {
	target := min(wanted, p.ceiling())
	d := Diagnostic{Place: c.Place, Severity: Error, Related: append(shared(c.Setting), c.alsoChanges()...)}
	if target <= c.now {
		d.Severity, d.Explain = Info, []string{"already-ok"}
		d.Message = fmt.Sprintf("%s, which is enough for the %s that %s", capWords(c), wanted, from)
		if target < c.now && target >= c.Limit.Min {
			p.offer(d, option{label: "Lower the maximum to " + target.String(), changes: []change{{c.Setting, target}}})
			return
		}
		p.report(d)
		return
	}
	d.Explain = raiseKeys(c)
	d.Message = fmt.Sprintf("%s; %s %s", capWords(c), from, wanted)
	if wanted > p.ceiling() {
		d.Explain = append(d.Explain, p.ceilingKey())
		d.Message += fmt.Sprintf(", and %s is the most that a role may allow", target)
	}
	p.offer(d, option{label: "Raise the maximum to " + target.String(), changes: []change{{c.Setting, target}}, chosen: true})
}

// raiseKeys explain that c is raised.
func raiseKeys(c *roleCap) []string {
	if c.State == setting.Absent {
		return []string{"insert-cap", "default-3600"}
	}
	return []string{"raise-cap"}
}

// ceilingKey explains why no raise goes above the ceiling.
func (p *pass) ceilingKey() string {
	if p.ceiling() < setting.RoleMaximum.Max {
		return "over-org-limit"
	}
	return "above-ceiling-43200"
}

// askLength asks which length a role shall allow, and offers some.
func (p *pass) askLength(c *roleCap) {
	if c.now >= p.ceiling() {
		p.report(Diagnostic{
			Place: c.Place, Severity: Info, Explain: []string{"already-ok"}, Related: shared(c.Setting),
			Message: fmt.Sprintf("%s, and no role may allow more", capWords(c)),
		})
		return
	}
	d := Diagnostic{
		Place: c.Place, Severity: Info, Explain: []string{"needs-length"}, Related: shared(c.Setting),
		Message: fmt.Sprintf("%s; tell how long the session has to be", capWords(c)),
	}
	if c.State == setting.Absent {
		d.Explain = append(d.Explain, "default-3600")
	}
	if c.wrong() {
		words, keys := c.complaint()
		d.Explain = append(d.Explain, keys...)
		d.Related = append(d.Related, Related{Place: c.Place, Message: words})
	}
	var options []option
	for _, length := range quickLengths {
		if length <= c.now || length > p.ceiling() {
			continue
		}
		o := option{label: "Raise the maximum to " + length.String(), changes: []change{{c.Setting, length}}}
		if p.options.Suggest && length == min(suggested, p.ceiling()) {
			o.chosen = true
			d.Severity = Warning
			d.Explain = append(d.Explain, "assumed-length")
			d.Message = fmt.Sprintf("%s; %s is a suggestion: confirm it, or choose the length that the job needs", capWords(c), length)
		}
		options = append(options, o)
	}
	if limit := p.ceiling(); p.options.Suggest && limit < suggested && limit > c.now && !slices.Contains(quickLengths, limit) {
		d.Severity = Warning
		d.Explain = append(d.Explain, "assumed-length")
		options = append(options, option{label: "Raise the maximum to " + limit.String(), changes: []change{{c.Setting, limit}}, chosen: true})
	}
	p.offer(d, options...)
}

// whichRole asks which of several roles is meant.
func (p *pass) whichRole(alone []*roleCap, wanted setting.Seconds) {
	length := wanted
	if length == 0 {
		length = suggested
	}
	length = min(length, p.ceiling())
	first := alone[0]
	d := Diagnostic{
		Place: first.Place, Severity: Info, Explain: []string{"different-role", "needs-length"},
		Message: fmt.Sprintf("%d roles stand here, and nothing tells which one failed: choose it, or name it as the target: %s", len(alone), listed(alone)),
	}
	if wanted > 0 {
		d.Explain = d.Explain[:1]
	}
	var options []option
	for i, c := range alone {
		c.decided = !c.wrong() // which is wrong whatever role is meant
		if i >= maxRivals {
			continue
		}
		d.Related = append(d.Related, Related{Place: c.Place, Message: capWords(c)})
		if length > c.now {
			options = append(options, option{
				label:   fmt.Sprintf("It is %s: raise its maximum to %s", c.title(), length),
				changes: []change{{c.Setting, length}},
			})
		}
	}
	p.offer(d, options...)
	if wanted > 0 {
		p.refuse(Refusal{Place: first.Place, What: fmt.Sprintf("%d roles", len(alone)), Why: "nothing tells which one failed", Explain: "different-role"})
	}
}

var overOrgLimit = Rule{
	ID:    "over-org-limit",
	Title: "A role allows more than the organisation's limit",
	Doc:   "The maximum is lowered to the limit if no request in the text needs more; else it is only reported.",
	check: func(p *pass) {
		limit := p.options.OrgLimit
		if limit == 0 {
			return
		}
		long := p.longRequests(limit)
		for _, c := range p.caps {
			if c.now <= limit || c.State == setting.Absent {
				continue
			}
			c.decided = true
			d := Diagnostic{
				Place: c.Place, Severity: Warning, Explain: []string{"over-org-limit"}, Related: shared(c.Setting),
				Message: fmt.Sprintf("%s; the organisation's limit is %s", capWords(c), limit),
			}
			user := long.of(c)
			if user == nil {
				p.offer(d, option{label: "Lower the maximum to " + limit.String(), changes: []change{{c.Setting, limit}}, chosen: true})
				continue
			}
			d.Message += fmt.Sprintf(", but %s asks for %s", user.At, user.want)
			d.Related = append(d.Related, Related{Place: user.Place, Message: fmt.Sprintf("asks for %s", user.want)})
			p.report(d)
		}
	},
}

// longRequests finds a request that may be of some role and stays longer than
// the organisation's limit: the first of all, of those that tell no role, of
// each name, and of each reference.
type longRequests struct {
	first, nameless *request
	byName, byRef   map[string]*request
}

func (p *pass) longRequests(limit setting.Seconds) longRequests {
	l := longRequests{byName: map[string]*request{}, byRef: map[string]*request{}}
	for _, r := range p.requests {
		if left, reduced := p.left[r.Setting]; !r.Limit.ByRole || r.want <= limit || reduced && left <= limit {
			continue
		}
		l.first = cmp.Or(l.first, r)
		if r.Role.Name == "" {
			l.nameless = cmp.Or(l.nameless, r)
		}
		l.byName[r.Role.Name] = cmp.Or(l.byName[r.Role.Name], r)
		l.byRef[r.Role.Ref] = cmp.Or(l.byRef[r.Role.Ref], r)
	}
	return l
}

// of is a long request that may be of c's role, or nil.
func (l longRequests) of(c *roleCap) *request {
	if c.Role.Name == "" {
		return l.first
	}
	if c.Role.Ref != "" && l.byRef[c.Role.Ref] != nil {
		return l.byRef[c.Role.Ref]
	}
	return cmp.Or(l.byName[c.Role.Name], l.nameless)
}

var capOutOfRange = Rule{
	ID:    "cap-out-of-range",
	Title: "A role's maximum outside what IAM accepts",
	Doc:   "IAM takes 3600 to 43200: what is below becomes 3600, what is above becomes 43200. A maximum with a unit is written in seconds.",
	check: func(p *pass) {
		for _, c := range p.caps {
			if c.decided || !c.wrong() || c.members[0] != c {
				continue
			}
			words, keys := c.complaint()
			d := Diagnostic{Place: c.Place, Severity: Error, Explain: keys, Related: shared(c.Setting), Message: words}
			p.offer(d, option{label: "Set the maximum to " + c.now.String(), changes: []change{{c.Setting, c.now}}, chosen: true})
		}
	},
}

// complaint is what is wrong with a maximum as it stands.
func (c *roleCap) complaint() (words string, keys []string) {
	words = fmt.Sprintf("%s allows %s; IAM accepts %d to %d s", c.At, c.told, c.Limit.Min, c.Limit.Max)
	switch {
	case c.told < c.now:
		keys = []string{"cap-below-minimum-3600"}
	case c.told > c.now:
		keys = []string{"above-ceiling-43200"}
	default:
		words = fmt.Sprintf("%s: %s", c.At, c.Why.Words)
	}
	if c.Misspelt() {
		keys = append(keys, c.Why.Key)
	}
	return words, keys
}
