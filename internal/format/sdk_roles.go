package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// contextOf is the whole call, as far as its brackets tell.
func (f *sdkFinder) contextOf(use sdkUse, o sdkOwner) source.Span {
	r := codeRange{min(o.at, use.at), max(o.at, use.value.to-1) + 1}
	for _, open := range o.brackets {
		r.from = min(r.from, open)
		r.to = max(r.to, open+1, f.pair(open)+1)
	}
	for isMember(f.text(r.from-1)) && f.isName(r.from-2) {
		r.from -= 2
	}
	return f.place(r).Span
}

// roleOf is the role that the owner's other fields name.
func (f *sdkFinder) roleOf(use sdkUse, o sdkOwner) setting.Role {
	key := "rolearn"
	if o.place.limit == setting.RoleMaximum {
		key = "rolename"
	}
	if !o.place.limit.ByRole && key == "rolearn" {
		return setting.Role{}
	}
	if r, ok := f.sibling(use, o, key); ok {
		return f.role(r, key == "rolearn")
	}
	// The role's ARN may stand by itself: builder("arn:…"), NewCredentials(sess, "arn:…", …)
	for _, open := range o.openings(f) {
		args, _ := f.arguments(open)
		for _, a := range args {
			if a.name != "" || a.value.len() > 4 {
				continue
			}
			if role := f.role(a.value, true); strings.Contains(role.ARN, ":role/") {
				return role
			}
		}
	}
	return setting.Role{}
}

// openings are the brackets of the owner's call: its own, and those around.
func (o *sdkOwner) openings(f *sdkFinder) []int {
	all := o.brackets
	if open := f.called(o.at); open >= 0 {
		all = append(all[:len(all):len(all)], open)
	}
	if isMember(f.text(o.at + 1)) {
		if open := f.called(o.at + 2); open >= 0 {
			all = append(all[:len(all):len(all)], open)
		}
	}
	return all
}

// maxLinks is how many links of a chain of calls are looked at.
const maxLinks = 64

// sibling is the value of another field of the owner; key is in lower case and
// without "_".
func (f *sdkFinder) sibling(use sdkUse, o sdkOwner, key string) (codeRange, bool) {
	is := func(name string) bool {
		flat := strings.ToLower(strings.ReplaceAll(name, "_", ""))
		return flat == key || strings.TrimPrefix(flat, "with") == key || strings.TrimPrefix(flat, "set") == key
	}
	for _, open := range o.openings(f) {
		if r, ok := f.field(open, is, 2); ok {
			return r, true
		}
	}
	if use.chain { // along the chain, back and forth
		for _, i := range f.chain(use.at) {
			if open := f.called(i); is(f.text(i)) && open >= 0 && f.pair(open) >= 0 {
				return codeRange{open + 1, f.pair(open)}, true
			}
		}
		i := use.at
		for range maxLinks {
			open := f.called(i)
			if open < 0 || f.pair(open) < 0 || !isMember(f.text(f.pair(open)+1)) || !f.isName(f.pair(open)+2) {
				break
			}
			i = f.pair(open) + 2
			if next := f.called(i); is(f.text(i)) && next >= 0 && f.pair(next) >= 0 {
				return codeRange{next + 1, f.pair(next)}, true
			}
		}
	}
	if o.variable < 0 {
		return codeRange{}, false
	}
	for n, m := range f.mentions(f.text(o.variable)) { // request.RoleArn = …, request.setRoleArn(…)
		if n > maxMentions {
			break
		}
		k := int(m)
		switch {
		case f.scopeOf(k) != f.scopeOf(o.variable):
		case isMember(f.text(k+1)) && is(f.text(k+2)) && f.text(k+3) == "=":
			return f.statement(k + 4), true
		case isMember(f.text(k+1)) && is(f.text(k+2)) && f.text(k+3) == "(" && f.pair(k+3) >= 0:
			return codeRange{k + 4, f.pair(k + 3)}, true
		case isSetter(f.text(k+1)) && f.kind(f.statement(k+2).to-1) == codeClose: // request = dict(RoleArn=…)
			if open := f.pair(f.statement(k+2).to - 1); open > k {
				if r, ok := f.field(open, is, 0); ok {
					return r, true
				}
			}
		case f.text(k+1) == "[" && is(f.word(k+2)) && f.text(k+4) == "=":
			return f.statement(k + 5), true
		}
	}
	return codeRange{}, false
}

// field is the value of the field that is names in the bracket open, or in the
// brackets of fields that it holds, so many levels down.
func (f *sdkFinder) field(open int, is func(string) bool, levels int) (codeRange, bool) {
	args, _ := f.arguments(open)
	for _, a := range args {
		if a.key >= 0 && is(a.name) {
			return a.value, true
		}
		if inner := a.value.from; levels > 0 && (a.key < 0 || f.holdsFields(a.name)) && f.kind(inner) == codeOpen && f.text(inner) != "(" {
			if r, ok := f.field(inner, is, levels-1); ok {
				return r, true
			}
		}
	}
	return codeRange{}, false
}

// role reads a role's ARN or name; constants are followed.
func (f *sdkFinder) role(r codeRange, isARN bool) setting.Role {
	text, plain, ref := f.textOf(r, 0)
	if isARN && !plain {
		if role, ok := f.createdRole(r, 0); ok {
			return role
		}
	}
	switch {
	case !plain && ref == "":
		return setting.Role{}
	case !plain:
		return setting.Role{Ref: ref}
	case isARN:
		role := setting.RoleFromARN(text)
		if strings.ContainsAny(role.Name, "%(){}#,;") {
			role.Name = ""
		}
		if role.Name == "" && ref != "" {
			role.Ref = ref
		}
		return role
	case strings.ContainsAny(text, "%${}#<> /"):
		return setting.Role{}
	}
	return setting.Role{Name: text}
}

// textOf is the text that the expression r stands for: a string, or a constant
// that holds one. Where it is neither, ref is how the code refers to it.
func (f *sdkFinder) textOf(r codeRange, hops int) (text string, plain bool, ref string) {
	r = f.bare(r)
	for range 3 { // aws.String("…"), Some("…"), "…".to_string(), ptr.To("…")
		if last := r.to - 1; r.len() > 2 && f.text(last) == ")" && f.pair(last) >= r.from {
			open := f.pair(last)
			if open+1 == last && isMember(f.text(open-2)) {
				r.to = open - 2
			} else if name := f.text(f.callee(open)); isIdentity(name) || name == "String" || name == "str" || name == "into" {
				r = f.bare(codeRange{open + 1, last})
			}
		}
	}
	if r.len() != 1 {
		if r.len() <= 0 || r.len() > 8 {
			return "", false, ""
		}
		return "", false, f.place(r).Text()
	}
	switch f.kind(r.from) {
	case codeString, codeTemplate:
		c := f.tokens[r.from].content()
		if c.Len() > 2048 || c.Len() <= 0 {
			return "", false, ""
		}
		return f.doc.Text[c.Start:c.End], true, ""
	case codeName:
		ref = f.text(r.from)
		if b, ok := f.onlyBinding(r.from); ok && hops < 4 {
			if text, plain, _ := f.textOf(b.value, hops+1); plain {
				return text, true, ref
			}
		}
		return "", false, ref
	}
	return "", false, ""
}

// onlyBinding is the one binding that the name at i can have, where it gives a
// value.
func (f *sdkFinder) onlyBinding(i int) (codeBinding, bool) {
	b, ok := f.soleBinding(i)
	return b, ok && b.value.len() > 0
}

// soleBinding is the one binding that the name at i can have.
func (f *sdkFinder) soleBinding(i int) (codeBinding, bool) {
	f.readBindings()
	var found codeBinding
	n := 0
	for scope := f.scopeOf(i); ; scope = f.scopes[scope].up {
		for k, b := range f.bound[f.text(i)] {
			if k > 4*maxBindings {
				return found, false
			}
			if b.scope == scope && b.at != i {
				found = b
				n++
			}
		}
		if n > 0 || scope < 0 {
			break
		}
	}
	return found, n == 1 && !found.param
}
