package plan

import (
	"fmt"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A pass is what rules read and report to.
type pass struct {
	found   format.Found
	options Options

	requests []*request
	caps     []*roleCap

	rule        string
	diagnostics []Diagnostic
	refusals    []Refusal
	edits       []edit.Edit
	ids         map[string]int // how often an ID was given
	refused     map[refusedPlace]bool
	values      sharedValues
	target      target
	left        map[*setting.Setting]setting.Seconds // what chosen fixes make of settings
	unseen      bool                                 // it was said that the caller is not seen
}

// A request is a setting.Request that may be judged, with what is known of
// its role.
type request struct {
	*setting.Setting
	told    bool            // the text tells a length, right or misspelt
	asked   setting.Seconds // that length
	want    setting.Seconds // what the caller wants: asked, unless told otherwise
	chained []setting.Sign  // why it is role chaining; empty if it is not
	cap     *roleCap        // its role's maximum, where the text defines it; nil if not
	known   setting.Seconds // its role's maximum where it was only seen or told; 0 if not
	rivals  []*roleCap      // maximums that may be its role's, but need not
	decided bool
}

// A roleCap is a role's maximum that the text defines.
type roleCap struct {
	*setting.Setting
	told setting.Seconds // what the text says, or most likely means; 0 if not known
	now  setting.Seconds // in effect, within AWS's range; 0 if not known
	need setting.Seconds // the longest request of this role that a raise can serve

	superseded bool // a later command sets the same role's maximum anew

	*sharedCap
}

// A sharedCap is what maximums have in common whose edits go to one place: the
// instances of one module, roles that read one variable.
type sharedCap struct {
	members []*roleCap
	decided bool
}

// ceiling is the longest maximum that a raise may set.
func (p *pass) ceiling() setting.Seconds {
	if p.options.OrgLimit > 0 {
		return min(p.options.OrgLimit, setting.RoleMaximum.Max)
	}
	return setting.RoleMaximum.Max
}

func newPass(found format.Found, options Options) *pass {
	p := &pass{found: found, options: options, ids: map[string]int{}, refused: map[refusedPlace]bool{}, values: newSharedValues(found.Settings), left: map[*setting.Setting]setting.Seconds{}}
	p.target = newTarget(found.Settings, options.Target)
	seen := newRoleIndex()
	for i := range found.Settings {
		s := &found.Settings[i]
		if s.Limit != setting.RoleMaximum || s.Kind != setting.Cap {
			continue
		}
		if s.Output {
			seen.add(&roleCap{Setting: s, now: s.Value, sharedCap: &sharedCap{}})
		} else if options.Target == "" || matchesTarget(s, options.Target) {
			p.caps = append(p.caps, newCap(s))
		}
	}
	shareCaps(p.caps)
	defined := newRoleIndex()
	for _, c := range p.caps {
		defined.add(c)
	}
	for i := range found.Settings {
		s := &found.Settings[i]
		if s.Kind != setting.Request {
			continue
		}
		if r := p.newRequest(s); r != nil {
			r.link(defined, seen, options)
			p.requests = append(p.requests, r)
		}
	}
	p.giveRequested()
	for _, r := range p.requests {
		if r.cap != nil && len(r.chained) == 0 && r.want <= p.ceiling() {
			r.cap.need = max(r.cap.need, r.want)
		}
	}
	p.values.levelNeeds(p.caps)
	return p
}

// shareCaps lets maximums know of each other whose edits go to one place.
func shareCaps(caps []*roleCap) {
	at := map[source.Place]*sharedCap{}
	for _, c := range caps {
		place := cell(c.Setting)
		if at[place] == nil {
			at[place] = c.sharedCap
		}
		if c.sharedCap != at[place] {
			c.sharedCap = at[place]
			c.members = append(c.members, c)
		}
	}
}

func newCap(s *setting.Setting) *roleCap {
	c := &roleCap{Setting: s, told: s.Value, sharedCap: &sharedCap{}}
	c.members = []*roleCap{c}
	if s.State == setting.Unknown {
		c.told = s.Why.Meant
	}
	if s.State != setting.Unknown || c.told > 0 {
		c.now = min(max(c.told, s.Limit.Min), s.Limit.Max)
	}
	return c
}

// wrong reports whether IAM refuses c as it stands.
func (c *roleCap) wrong() bool { return c.now != 0 && c.told != c.now || c.Misspelt() }

// newRequest is nil for a request that the target excludes.
func (p *pass) newRequest(s *setting.Setting) *request {
	r := &request{Setting: s, told: true, asked: s.Value}
	if s.State == setting.Unknown {
		r.told, r.asked = s.Why.Meant > 0, s.Why.Meant
	}
	if !p.target.mayBe(s) {
		return nil
	}
	r.want = r.asked
	if s.Limit.Chained {
		r.chained = p.chain(s)
	}
	return r
}

// maxSigns bounds how many of the text's common signs each request carries:
// every request shows them all, and one is proof enough.
const maxSigns = 3

// chain is why a request is role chaining, by the caller's word or the
// text's signs.
func (p *pass) chain(s *setting.Setting) []setting.Sign {
	switch p.options.Chained {
	case No:
		return nil
	case Yes:
		return []setting.Sign{{Place: s.Place, Words: "you said that the caller's credentials are temporary"}}
	}
	signs := append([]setting.Sign(nil), s.Chain...)
	for _, sign := range p.found.Signs {
		if len(signs) < len(s.Chain)+maxSigns && (sign.Reach.Len() == 0 || sign.Doc == s.Doc && sign.Reach.Contains(s.Span)) {
			signs = append(signs, sign)
		}
	}
	for _, m := range p.found.Symptoms {
		if m.Cause == setting.OverChainedHour {
			signs = append(signs, setting.Sign{Place: m.Place, Words: "the error message says so"})
			break
		}
	}
	return signs
}

// link finds the maximum that a request runs into.
func (r *request) link(defined, seen *roleIndex, options Options) {
	if !r.Limit.ByRole {
		return
	}
	if c := defined.same(r.Setting); c != nil {
		r.cap = c
		return
	}
	r.rivals = defined.unclear(r.Setting)
	if options.Target != "" && len(r.rivals) == 1 {
		r.cap, r.rivals = r.rivals[0], nil // the caller told which role is meant
		return
	}
	if options.RoleMax > 0 {
		r.known = options.RoleMax
	} else if c := seen.same(r.Setting); c != nil {
		r.known = c.now
	}
}

// unseenCaller says once in an answer, where a raise of r's role is chosen or
// offered, that it helps only if the caller's credentials are not temporary.
func (p *pass) unseenCaller(r *request) string {
	if p.unseen || !r.Limit.Chained || p.options.Chained != FromText || len(r.chained) > 0 || len(r.Path) > 0 {
		return "" // with a path, the first caller is seen too
	}
	p.unseen = true
	return "the caller is not seen here: if that is a role or an MFA session, this is role chaining, one hour is the limit and a raise does not help"
}

// unseenBeside is unseenCaller where the raise is only offered.
func (p *pass) unseenBeside(r *request) []Related {
	if words := p.unseenCaller(r); words != "" {
		return []Related{{Place: r.Place, Message: words}}
	}
	return nil
}

// report adds a diagnostic and gives it its ID.
func (p *pass) report(d Diagnostic) {
	d.Rule = p.rule
	d.ID = fmt.Sprintf("%s@%d", p.rule, d.Doc.Line(d.Start))
	p.ids[d.ID]++
	if n := p.ids[d.ID]; n > 1 {
		d.ID = fmt.Sprintf("%s.%d", d.ID, n)
	}
	p.diagnostics = append(p.diagnostics, d)
}

// A refusedPlace is one that a refusal was written for, and why.
type refusedPlace struct {
	source.Place
	explain string
}

func (p *pass) refuse(r Refusal) {
	if key := (refusedPlace{r.Place, r.Explain}); !p.refused[key] {
		p.refused[key] = true
		p.refusals = append(p.refusals, r)
	}
}

// asks says what a request asks for, and what the caller wants where that
// differs.
func (r *request) asks() string {
	if r.want != r.asked {
		return fmt.Sprintf("%s asks for %s and you want %s", r.At, r.asked, r.want)
	}
	return fmt.Sprintf("%s asks for %s", r.At, r.asked)
}
