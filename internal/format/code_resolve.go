package format

import (
	"fmt"
	"slices"

	"stackengine.dev/sandbox/internal/setting"
)

// attribute reads self.name, this.name, Type.name and object.name.
func (f *codeFile) attribute(r, base codeRange, name string, w codeWant) codeValue {
	if base.len() != 1 || !f.isName(base.from) {
		return f.worked(r)
	}
	f.readBindings()
	owner := f.text(base.from)
	switch owner {
	case "self", "this", "cls", "Self", "static", "$this", "type":
		if key := "." + name; f.bound[key] != nil {
			if len(f.bound[key]) > 1 || f.bound[name] != nil && f.ownedBy(r.from, name, "") {
				return f.unproved(r, "conditional-value", f.place(r).Text()+" is set in several places")
			}
			return f.resolveIn(f.bound[key], r, f.place(r).Text(), w)
		}
		if f.ownedBy(r.from, name, "") {
			return f.resolve(r, name, name, w)
		}
	default:
		if f.bound["."+name] == nil && f.ownedBy(r.from, name, owner) {
			return f.resolveIn(f.bound[name], r, name, w)
		}
	}
	if len(f.bound["."+name]) == 0 && f.parsed(base.from) {
		if v, ok := f.option(r, name, "add_argument", w); ok {
			return v
		}
	}
	return f.unproved(r, "value-outside-paste", f.place(r).Text()+" is not set in this text")
}

// ownedBy reports whether name is bound once, in the class owner, or in a
// class around token i where owner is "".
func (f *codeFile) ownedBy(i int, name, owner string) bool {
	all := f.bound[name]
	if len(all) != 1 || all[0].scope < 0 || !f.scopes[all[0].scope].class {
		return false
	}
	s := f.scopes[all[0].scope]
	if owner == "" {
		return s.from <= i && i < s.to
	}
	return f.text(s.name) == owner
}

// maxBindings is how many bindings of one name are compared.
const maxBindings = 64

// resolve follows a name to the one binding that it can have at r.
func (f *codeFile) resolve(r codeRange, key, title string, w codeWant) codeValue {
	f.readBindings()
	all := f.bound[key]
	if len(all) == 0 {
		return f.unproved(r, "value-outside-paste", title+" is not defined in this text")
	}
	for scope := f.scopeOf(r.from); ; scope = f.scopes[scope].up {
		inside := codeRange{0, len(f.tokens)}
		if scope >= 0 {
			inside = f.scopes[scope].codeRange
		}
		lo, _ := slices.BinarySearchFunc(all, inside.from, func(b codeBinding, at int) int { return b.at - at })
		hi, _ := slices.BinarySearchFunc(all, inside.to, func(b codeBinding, at int) int { return b.at - at })
		if hi-lo > maxBindings {
			return f.unproved(r, "conditional-value", title+" is set in many places")
		}
		if slices.ContainsFunc(all[lo:hi], func(b codeBinding) bool { return b.scope == scope }) {
			visible := slices.DeleteFunc(slices.Clone(all[lo:hi]), func(b codeBinding) bool {
				return b.declares && b.scope != scope // another one, of the same name
			})
			return f.resolveIn(visible, r, title, w)
		}
		if scope < 0 {
			return f.unproved(r, "value-outside-paste", title+" is not defined in this text")
		}
	}
}

// resolveIn reads the only one of the bindings.
func (f *codeFile) resolveIn(all []codeBinding, r codeRange, title string, w codeWant) codeValue {
	b := all[0]
	switch {
	case len(all) > 1:
		return f.unproved(r, "conditional-value", fmt.Sprintf("%s is set in %d places", title, len(all)))
	case b.param:
		return f.parameter(b, r, title, w)
	case b.value.len() == 0:
		return f.unproved(r, "value-outside-paste", title+" "+b.because())
	case b.at > r.from && b.scope == f.scopeOf(r.from) && b.scope >= 0:
		return f.unproved(r, "value-outside-paste", title+" is set only behind this place")
	case b.value.from <= r.from && r.from < b.value.to:
		return f.unproved(r, "value-outside-paste", title+" is set from itself")
	}
	return f.through(f.fold(b.value, w), b, r, title)
}

func (b codeBinding) because() string {
	if b.why != "" {
		return b.why
	}
	return "is set from something that is not a constant"
}

// through is the value at r whose digits stand where read found them.
func (f *codeFile) through(read codeValue, b codeBinding, r codeRange, title string) codeValue {
	if read.state == setting.Unknown && read.why.Key == "" {
		return read // it is mended where it stands
	}
	v := codeValue{state: setting.Indirect, value: read.value, place: f.place(r), unit: setting.InSeconds, why: read.why}
	users := max(0, f.reads[f.text(b.at)]-2)
	switch read.state {
	case setting.Literal, setting.Computed:
		v.def = &setting.Definition{Place: read.place, Unit: read.unit, At: title, Users: users, Caveat: read.caveat}
	case setting.Indirect:
		def := *read.def
		def.Users += users
		if read.caveat != "" {
			def.Caveat = read.caveat
		}
		v.def = &def
	default:
		v.state = setting.Unknown
	}
	return v
}

// parameter reads a parameter: its default, if no call in the text gives
// another value, or else what the only call gives.
func (f *codeFile) parameter(b codeBinding, r codeRange, title string, w codeWant) codeValue {
	outside := f.unproved(r, "value-outside-paste", title+" is a parameter, and its callers decide")
	if b.scope < 0 || f.scopes[b.scope].name < 0 || f.scopes[b.scope].params < 0 {
		return outside
	}
	given, certain := f.givenTo(b)
	switch {
	case !certain:
		return f.unproved(r, "conditional-value", title+" is a parameter, and its callers give different values")
	case len(given) == 0 && b.value.len() > 0:
		return f.through(f.fold(b.value, w), b, r, title)
	case len(given) == 1 && b.value.len() == 0:
		return f.through(f.fold(given[0], w), b, r, title)
	case len(given) == 0 && f.decorated(f.scopes[b.scope], f.text(b.at)):
		if v, ok := f.option(r, f.text(b.at), "option", w); ok {
			return v
		}
	case len(given) == 1:
		return f.unproved(r, "conditional-value", title+" has a default, and a call gives another value")
	}
	return outside
}

// givenTo are the arguments that calls in the text give to the parameter b.
// The second result is false where a call may give one that is not seen.
func (f *codeFile) givenTo(b codeBinding) (given []codeRange, certain bool) {
	s := f.scopes[b.scope]
	name, builds := f.text(s.name), false
	if s.up >= 0 && f.scopes[s.up].class {
		switch owner := f.text(f.scopes[s.up].name); name {
		case "__init__", "constructor", "initialize", "__construct", "init", owner:
			name, builds = owner, true
		}
	}
	parts, whole := f.arguments(s.params)
	place := slices.IndexFunc(parts, func(p codeArgument) bool { return p.whole.from <= b.at && b.at < p.whole.to })
	if !whole || place < 0 || len(f.named[name]) > maxBindings {
		return nil, false
	}
	if first := f.text(parts[0].whole.from); first == "self" || first == "cls" || first == "&" {
		place--
	}
	for _, i := range f.named[name] {
		if i == s.name {
			continue
		}
		open := f.called(i)
		if builds && f.text(i+1) == "." && f.text(i+2) == "new" {
			open = f.called(i + 2)
		}
		if builds && (open < 0 || f.params[open]) {
			continue
		}
		if open < 0 || f.pair(open) < 0 || f.params[open] {
			return nil, false // handed on, or two of the same name
		}
		args, whole := f.arguments(open)
		if !whole {
			return nil, false
		}
		for n, a := range args {
			first := f.text(a.whole.from)
			switch {
			case first == "*" || first == "**" || first == "...":
				return nil, false
			case a.name == f.text(b.at) || a.name == "" && n == place:
				given = append(given, a.value)
			}
		}
	}
	return given, len(given) <= 1
}
