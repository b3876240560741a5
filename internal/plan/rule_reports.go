package plan

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/setting"
)

// Rules that remove a harmful condition, or that only report.

// maxReports bounds how many findings or refusals one of these rules writes.
const maxReports = 50

var trustDurationKey = Rule{
	ID:    "trust-duration-key",
	Title: "A policy tests sts:DurationSeconds on AssumeRole",
	Doc:   "AWS never sets that key there, so the condition either locks everybody out or does nothing. In an Allow it is removed. In a Deny it is only reported: without it the Deny would hold for everybody. Nor is it removed where it is all that keeps everybody out.",
	check: func(p *pass) {
		for _, c := range p.found.Clauses {
			d := Diagnostic{Place: c.Place, Severity: Error, Explain: []string{"trust-duration-key"}}
			always, deny := matchesAbsent(c.Operator), c.Effect == "Deny"
			effect := "it never matches, so nobody can assume the role"
			switch {
			case deny && always:
				effect = "an absent key counts as a match, so everybody is locked out; remove the whole statement, since without the condition it denies all the same"
			case deny:
				d.Severity = Warning
				effect = "it never matches, so the Deny does nothing; remove the whole statement, since without the condition it would lock everybody out"
			case always:
				effect = "it does nothing"
			}
			if c.Effect != "Allow" && !deny {
				effect += "; whether the statement allows or denies is not told, so it is left as it is"
			}
			open := c.Open && c.Effect == "Allow"
			if open {
				effect += "; it is left, since without it everybody could assume the role: name who may, then remove it"
			}
			d.Message = fmt.Sprintf("%s tests sts:DurationSeconds, which AWS does not set for AssumeRole: %s", c.At, effect)
			if c.Effect == "Allow" && !open {
				d.Fixes = []Fix{{
					Label: "Remove the condition", Chosen: true,
					Edits: []edit.Edit{edit.Replace(c.Doc.At(c.Remove), "")},
				}}
			}
			p.report(d)
		}
	},
}

// matchesAbsent reports whether a condition operator is met by a key that is
// not there.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
func matchesAbsent(operator string) bool {
	return strings.HasSuffix(operator, "IfExists") || strings.Contains(operator, "Not") || strings.HasPrefix(operator, "ForAllValues:")
}

var outputOnly = Rule{
	ID:    "output-only",
	Title: "A role's maximum that only a tool's output shows",
	Doc:   "Where no request in the text runs into it, what it allows is told, and the command that raises it if a longer length is wanted.",
	check: func(p *pass) {
		if len(p.caps) > 0 || p.asksForRole() {
			return
		}
		wanted, from := p.wanted()
		n := 0
		for i := range p.found.Settings {
			s := &p.found.Settings[i]
			if !s.Output || s.Limit != setting.RoleMaximum || n >= maxReports {
				continue
			}
			n++
			d := Diagnostic{
				Place: s.Place, Severity: Info, Explain: []string{"output-not-source"},
				Message: fmt.Sprintf("%s allows %s; this is %s, so there is nothing here to change", called(s.Role), s.Value, shown(s)),
			}
			if target := min(wanted, p.ceiling()); target > s.Value {
				d.Message = fmt.Sprintf("%s allows %s and %s %s; this is %s, so the change belongs where the role is defined", called(s.Role), s.Value, from, wanted, shown(s))
				d.Fixes = []Fix{{Label: "Raise the role's maximum to " + target.String(), Elsewhere: raiseElsewhere(s.Role, target)}}
			}
			p.report(d)
		}
	},
}

var unprovedValue = Rule{
	ID:    "unproved-value",
	Title: "A length that the text does not prove",
	Doc:   "A value outside the text, behind a condition, or in a part that does not parse is not edited; what is missing is named.",
	check: func(p *pass) {
		n := 0
		for i := range p.found.Settings {
			s := &p.found.Settings[i]
			if n >= maxReports {
				return
			}
			if refusal := unprovable(s); refusal != nil && !s.Output {
				p.refuse(*refusal)
				n++
			}
		}
	},
}

var errorMessage = Rule{
	ID:    "error-message",
	Title: "An error message about session length",
	Doc:   "Says which limit the message speaks of, and what it does not tell: AWS's own texts name neither the request nor the role's maximum.",
	check: func(p *pass) {
		for i, m := range p.found.Symptoms {
			if i >= maxReports {
				return
			}
			d := Diagnostic{Place: m.Place, Severity: Info, Explain: symptomKeys(m), Message: m.Words}
			if len(p.requests) == 0 && len(p.caps) == 0 {
				d.Severity = Warning
				d.Fixes = p.missingSource(m)
			}
			p.report(d)
		}
	},
}

func symptomKeys(m setting.Symptom) []string {
	if m.Cause == setting.UnderRange || m.Cause == setting.OverRange {
		for _, l := range setting.Limits {
			if l.Explain != "" && m.Operation != "" && strings.HasSuffix(l.API, ":"+m.Operation) {
				return []string{l.Explain}
			}
		}
	}
	switch m.Cause {
	case setting.OverRoleMaximum:
		return []string{"error-role-maximum", "default-3600"}
	case setting.OverChainedHour:
		return []string{"role-chaining-1h"}
	case setting.UnderRange:
		if m.Field == setting.RoleMaximum.Field {
			return []string{"cap-below-minimum-3600"}
		}
		return []string{"below-minimum-900"}
	case setting.OverRange:
		if m.Bound == setting.GetSessionToken.Max {
			return []string{"get-session-token-129600"}
		}
		return []string{"above-ceiling-43200"}
	case setting.Misquoted:
		return []string{"not-an-aws-message"}
	}
	return []string{map[setting.Cause]string{
		setting.BadSpelling: "bad-spelling", setting.MissingUnit: "missing-unit", setting.Removed: "removed-argument",
	}[m.Cause]}
}

// missingSource is what a person can do who has nothing but the message.
func (p *pass) missingSource(m setting.Symptom) []Fix {
	ask := setting.RoleMaximum.Default
	every := "which works for every role"
	if p.options.RoleMax > 0 && m.Cause != setting.OverChainedHour {
		ask, every = p.options.RoleMax, "which the role allows, as you said"
	}
	request := []Snippet{
		{"In the AWS CLI's request, " + every, fmt.Sprintf("--duration-seconds %d", ask)},
		{"In Terraform's assume_role, " + every, fmt.Sprintf("duration = %q", setting.GoDuration.Write(ask))},
	}
	if m.Cause == setting.OverChainedHour {
		return []Fix{{Label: "Ask for one hour where the session is requested", Elsewhere: request}}
	}
	if m.Cause != setting.OverRoleMaximum && m.Cause != setting.Misquoted {
		return nil
	}
	length, example := suggested, ", with 14400 as an example"
	if p.options.Requested > 0 {
		length, example = p.options.Requested, ""
	}
	raise := raiseElsewhere(m.Role, min(max(length, setting.RoleMaximum.Min), p.ceiling()))
	raise[0].Title += example
	return []Fix{
		{Label: "Ask for no more than the role allows", Elsewhere: append([]Snippet{lookUp(m.Role)}, request...)},
		{Label: "Raise the role's maximum, if the call is not role chaining", Elsewhere: raise},
	}
}

var alreadyOK = Rule{
	ID:    "already-ok",
	Title: "A length within all limits that are known",
	Doc:   "Nothing to change.",
	check: func(p *pass) {
		n := 0
		for _, r := range p.requests {
			if r.decided || !r.Limit.ByRole || !r.told || r.Broken || n >= maxReports {
				continue
			}
			n++
			message := fmt.Sprintf("%s asks for %s, which every role allows", r.At, r.asked)
			if r.asked > setting.RoleMaximum.Default {
				message = fmt.Sprintf("%s asks for %s, and %s allows it", r.At, r.asked, called(r.Role))
			}
			d := Diagnostic{Place: r.Place, Severity: Info, Explain: []string{"already-ok"}, Message: message}
			if p.sawSymptom(setting.OverRoleMaximum) || p.sawSymptom(setting.OverChainedHour) {
				d.Message += "; the failing call is another one, or an older version of this"
			}
			p.report(d)
		}
	},
}
