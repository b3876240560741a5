package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// createdRole is the role whose ARN the expression r is, where a call in the
// text makes it: iam.create_role(…)["Role"]["Arn"], or a member of what such a
// call was assigned to.
func (f *sdkFinder) createdRole(r codeRange, hops int) (setting.Role, bool) {
	r = f.bare(r)
	if last := r.to - 1; r.len() > 2 && f.text(last) == ")" && f.pair(last) > r.from { // aws.StringValue(out.Role.Arn)
		if name := f.text(f.callee(f.pair(last))); name == "StringValue" || name == "ToString" || name == "String" {
			r = f.bare(codeRange{f.pair(last) + 1, last})
		}
	}
	if f.text(r.from) == "*" {
		r.from++
	}
	if r.len() <= 0 || r.len() > maxMentions || hops > 4 {
		return setting.Role{}, false
	}
	if r.len() == 1 {
		value, ok := f.soleValue(r.from)
		if !ok || !f.isName(r.from) {
			return setting.Role{}, false
		}
		return f.createdRole(value, hops+1)
	}
	if !f.endsInARN(r) {
		return setting.Role{}, false
	}
	if role, ok := f.madeIn(r); ok {
		return role, true
	}
	if value, ok := f.soleValue(r.from); ok && value.len() <= 400 {
		return f.madeIn(value)
	}
	return setting.Role{}, false
}

// endsInARN reports whether r is the member arn of something.
func (f *sdkFinder) endsInARN(r codeRange) bool {
	for i := r.to - 1; i > r.from; i-- {
		switch f.kind(i) {
		case codeName, codeString:
			return strings.EqualFold(strings.TrimPrefix(f.word(i), "get"), "arn")
		}
	}
	return false
}

// madeIn is the role that a CreateRole call in r makes.
func (f *sdkFinder) madeIn(r codeRange) (setting.Role, bool) {
	for i := r.from; i < r.to; i++ {
		if f.kind(i) != codeName {
			continue
		}
		p := sdkPlaceOf(f.codeFile, i)
		if p == nil || p.name != "createrole" {
			continue
		}
		o := sdkOwner{place: p, at: i, variable: -1}
		if f.text(i+1) == "{" {
			o.brackets = []int{i + 1}
		}
		use := sdkUse{at: i, chain: true}
		if f.called(i) < 0 && isMember(f.text(i+1)) { // builder()
			use.at = i + 2
		}
		if role := f.roleOf(use, o); role.Name != "" || role.Ref != "" {
			return role, true
		}
	}
	return setting.Role{}, false
}

// soleValue is what the one binding of the name at i gives it; of Go's
// "out, err :=" the call that gives both.
func (f *sdkFinder) soleValue(i int) (codeRange, bool) {
	b, ok := f.soleBinding(i)
	if !ok {
		return codeRange{}, false
	}
	if b.value.len() == 0 {
		for k := b.at + 1; k < b.at+6; k++ {
			if f.text(k) == ":=" || f.text(k) == "=" {
				return f.statement(k + 1), f.text(b.at+1) == ","
			}
		}
		return codeRange{}, false
	}
	return b.value, true
}
