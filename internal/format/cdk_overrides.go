package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// findOverrides reads maximums that are set on a resource after it is made:
// addPropertyOverride("MaxSessionDuration", 43200), cfnRole.maxSessionDuration
// = 43200.
func (f *cdkFinder) findOverrides() {
	holdsRole := f.holdsCfnRole()
	for i := range f.tokens {
		if f.kind(i) != codeName || f.full() {
			continue
		}
		switch f.text(i) {
		case "addPropertyOverride", "add_property_override", "AddPropertyOverride", "addOverride", "add_override", "AddOverride":
			f.override(i)
		case "maxSessionDuration", "max_session_duration", "MaxSessionDuration":
			if f.text(i-1) == "." && f.text(i+1) == "=" && f.text(i-2) != "this" && f.text(i-2) != "self" && holdsRole {
				f.overridden(i-2, f.statement(i+2))
			}
		}
	}
}

// holdsCfnRole reports whether the program speaks of CloudFormation's own role.
func (f *cdkFinder) holdsCfnRole() bool {
	return slices.ContainsFunc(f.tokens, func(t codeToken) bool {
		return t.kind == codeName && strings.HasSuffix(f.doc.Text[t.start:t.end], "CfnRole")
	})
}

// override reads addPropertyOverride("MaxSessionDuration", 43200) and kin at i.
func (f *cdkFinder) override(i int) {
	open := f.called(i)
	if open < 0 || f.pair(open) < 0 || f.text(i-1) != "." {
		return
	}
	args, _ := f.arguments(open)
	if len(args) != 2 {
		return
	}
	if name, ok := f.plainText(args[0].value); ok && strings.TrimPrefix(name, "Properties.") == setting.RoleMaximum.Field {
		f.overridden(i-2, args[1].value)
	}
}

// overridden adds a maximum of seconds that the variable at i is given.
func (f *cdkFinder) overridden(i int, r codeRange) {
	if !f.isName(i) || r.len() == 0 {
		return
	}
	f.overrides = true
	names := f.chain(i)
	variable := f.place(codeRange{names[len(names)-1], i + 1})
	if variable.Len() > maxQualifier {
		return
	}
	v := f.fold(r, codeWant{unit: setting.InSeconds})
	f.count++
	s := setting.Setting{
		Kind: setting.Cap, Limit: setting.RoleMaximum, At: variable.Text() + "'s maximum", Role: setting.Role{Ref: f.ref(variable.Text())},
		Context: source.Span{Start: variable.Start, End: f.place(r).End},
	}
	v.apply(&s)
	f.settings = append(f.settings, s)
}
