package plan

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// Rules for requests that can be judged without knowing the role.

var ownLimits = Rule{
	ID:    "own-limits",
	Title: "A call with limits of its own",
	Doc:   "GetSessionToken, GetFederationToken, AssumeRoot, GetWebIdentityToken, permission sets and Roles Anywhere profiles are held to their own range; a role's maximum plays no part.",
	check: func(p *pass) {
		for i := range p.found.Settings {
			s := &p.found.Settings[i]
			if s.Limit.Explain == "" || s.Limit == setting.OtherService || s.Output {
				continue
			}
			value := s.Value
			if s.State == setting.Unknown {
				value = s.Why.Meant
			}
			if value == 0 && s.State == setting.Unknown {
				continue
			}
			want := min(max(value, s.Limit.Min), s.Limit.Max)
			d := Diagnostic{
				Place: s.Place, Severity: Info, Explain: []string{s.Limit.Explain}, Related: shared(s),
				Message: fmt.Sprintf("%s asks for %s: %s may be %d to %d s, and a role's maximum does not matter here",
					s.At, value, s.Limit.Title, s.Limit.Min, s.Limit.Max),
			}
			if want != value || s.Misspelt() {
				d.Severity = Error
				d.Message = fmt.Sprintf("%s asks for %s; %s may be %d to %d s", s.At, value, s.Limit.Title, s.Limit.Min, s.Limit.Max)
				p.offer(d, option{label: "Set it to " + want.String(), changes: []change{{s, want}}, chosen: true})
				continue
			}
			p.report(d)
		}
	},
}

var roleChaining = Rule{
	ID:    "role-chaining",
	Title: "A chained call asks for more than one hour",
	Doc:   "Where the caller's own credentials are temporary, one hour is the limit and no role setting raises it: the request becomes 3600 and the role is left alone.",
	check: func(p *pass) {
		for _, r := range p.requests {
			if r.decided || len(r.chained) == 0 || r.want <= setting.ChainedMax {
				continue
			}
			r.decided = true
			way := ""
			if len(r.Path) > 1 {
				way = ", " + strings.Join(r.Path, " → ")
			}
			message := fmt.Sprintf("%s, but this is role chaining%s (%s): the limit is %s and raising the role's maximum does not help",
				r.asks(), way, r.chained[0].Words, setting.ChainedMax)
			if p.sawSymptom(setting.OverRoleMaximum) {
				message += "; AWS checks the role's maximum first, so after a raise the second error, about chaining, would follow"
			}
			d := Diagnostic{
				Place: r.Place, Severity: Error, Explain: append([]string{"role-chaining-1h"}, ownKeys(r)...), Message: message,
				Related: shared(r.Setting),
			}
			for _, sign := range r.chained {
				if sign.Place != r.Place {
					d.Related = append(d.Related, Related{Place: sign.Place, Message: sign.Words})
				}
			}
			p.offer(d, option{
				label: "Reduce the request to " + setting.ChainedMax.String(), chosen: true,
				changes: []change{{r.Setting, setting.ChainedMax}},
			})
		}
	},
}

var requestBelowMinimum = Rule{
	ID:    "request-below-minimum",
	Title: "A request is shorter than AWS accepts",
	Doc:   "AssumeRole and its kin take at least 900 seconds.",
	check: func(p *pass) {
		for _, r := range p.requests {
			if r.decided || !r.Limit.ByRole || !r.told || r.want >= r.Limit.Min {
				continue
			}
			r.decided = true
			p.offer(Diagnostic{
				Place: r.Place, Severity: Error, Explain: []string{"below-minimum-900"}, Related: shared(r.Setting),
				Message: fmt.Sprintf("%s; %s is at least %s", r.asks(), r.Limit.Title, r.Limit.Min),
			}, option{
				label: "Set the request to " + r.Limit.Min.String(), chosen: true,
				changes: []change{{r.Setting, r.Limit.Min}},
			})
		}
	},
}

var requestRespelled = Rule{
	ID:    "request-respelled",
	Title: "A request's length is misspelt, or differs from the one wanted",
	Doc:   "A duration without its unit, or with one where whole seconds are due, is written as its field wants it; a wanted length that fits the role is set.",
	check: func(p *pass) {
		for _, r := range p.requests {
			misspelt := r.Misspelt()
			if r.decided || !misspelt && (r.asked == r.want || !r.told) || !r.Limit.ByRole {
				continue
			}
			r.decided = true
			d := Diagnostic{Place: r.Place, Severity: Error, Related: shared(r.Setting)}
			if misspelt {
				d.Explain = []string{r.Why.Key}
				d.Message = fmt.Sprintf("%s: %s", r.At, r.Why.Words)
			} else {
				d.Severity, d.Explain = Info, []string{"already-ok"}
				d.Message = fmt.Sprintf("%s asks for %s; you want %s, which fits", r.At, r.asked, r.want)
			}
			p.offer(d, option{label: "Set the request to " + r.want.String(), changes: []change{{r.Setting, r.want}}, chosen: true})
		}
	},
}

func (p *pass) sawSymptom(c setting.Cause) bool {
	for _, m := range p.found.Symptoms {
		if m.Cause == c {
			return true
		}
	}
	return false
}
