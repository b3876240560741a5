package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// An sdkOwner is the call or the type that a field belongs to.
type sdkOwner struct {
	place    *sdkPlace
	at       int   // the token of its name
	brackets []int // in which its other fields stand, the nearest first
	variable int   // the name that holds its fields, -1 if none does
}

// maxClimb is how many brackets are left in search of a field's call.
const maxClimb = 6

// ownerOf finds the call or the type that a field belongs to.
func (f *sdkFinder) ownerOf(use sdkUse) (sdkOwner, bool) {
	f.readBindings()
	switch {
	case use.chain:
		names := f.chain(use.at)
		for _, i := range names[1:] {
			if p := sdkPlaceOf(f.codeFile, i); p != nil {
				return f.climb(sdkOwner{place: p, at: i, variable: -1}, i)
			}
		}
		root := names[len(names)-1]
		if o, ok := f.ownerOfVariable(root); ok && len(names) > 1 {
			return o, true
		}
		return f.climb(sdkOwner{variable: -1}, use.at)
	case use.base >= 0:
		if o, ok := f.ownerOfVariable(use.base); ok {
			return f.climb(o, use.at)
		}
		return f.climb(sdkOwner{variable: use.base}, use.at)
	}
	return f.ownerOfBracket(sdkOwner{variable: -1}, use.holder)
}

// climb adds the brackets of calls around token i, and takes the place of one
// of them if o has none.
func (f *sdkFinder) climb(o sdkOwner, i int) (sdkOwner, bool) {
	up := f.up(i)
	for n := 0; n < maxClimb && up >= 0; n, up = n+1, f.up(up) {
		name := f.callee(up)
		if name < 0 {
			continue
		}
		p := sdkPlaceOf(f.codeFile, name)
		if p == nil && isContainer(f.text(name)) { // builder().refreshRequest(r -> …)
			for _, link := range f.chain(name)[1:] {
				if p = sdkPlaceOf(f.codeFile, link); p != nil {
					name = link
					break
				}
			}
		}
		switch {
		case p != nil && o.place == nil && (f.defines(name) || f.text(up) == "{" && f.returned(name)):
			return o, false
		case p == nil && f.text(up) == "(" && o.place == nil && !isContainer(f.text(name)):
			return o, false
		case p == nil:
			continue
		case o.place == nil:
			o.place, o.at = p, name
		case p.limit != o.place.limit:
			return o, true
		}
		o.brackets = append(o.brackets, up)
	}
	return o, o.place != nil
}

// ownerOfBracket finds whose fields stand in the bracket open.
func (f *sdkFinder) ownerOfBracket(o sdkOwner, open int) (sdkOwner, bool) {
	for range maxClimb {
		o.brackets = append(o.brackets, open)
		if name := f.callee(open); name >= 0 {
			if f.text(open) == "{" && f.returned(name) {
				return o, false
			}
			if name = f.typeOf(name); !f.defines(name) {
				if p := sdkPlaceOf(f.codeFile, name); p != nil {
					o.place, o.at = p, name
					return f.climb(o, name)
				}
			}
			if !isContainer(f.text(name)) {
				return o, false
			}
			open = name + 1
		}
		before := open - 1
		for f.isName(before) || f.text(before) == "&" || f.text(before) == "..." || f.text(before) == "**" || isMember(f.text(before)) {
			if codeKeyword(f.text(before)) && f.text(before) != "new" && f.text(before) != "await" {
				return o, false
			}
			before--
		}
		up := f.up(open)
		switch mark := f.text(before); {
		case isSetter(mark) || mark == ">":
			key := before - 1
			if p := sdkPlaceOf(f.codeFile, key); p != nil && p.bare && mark != "=" {
				o.place, o.at = p, key
				return o, true
			}
			if up >= 0 && (mark != "=" || f.text(up) == "(") && f.keyed(key) && f.holdsFields(f.word(key)) {
				open = up
				continue
			}
			for k := before - 1; k > before-12 && k >= 0; k-- { // const params: AssumeRoleCommandInput = {
				if p := sdkPlaceOf(f.codeFile, k); p != nil && !f.defines(k) {
					o.place, o.at = p, k
					return o, true
				}
				if f.tokens[k].first {
					break
				}
			}
			name := before - 1
			if typed := f.typedName(before); typed >= 0 {
				name = typed
			}
			if !f.isName(name) || mark == ":" {
				return o, false
			}
			v, ok := f.ownerOfVariable(name)
			v.brackets = append(o.brackets, v.brackets...)
			return v, ok
		case (mark == "(" || mark == ",") && up >= 0:
			open = up
		default:
			return o, false
		}
	}
	return o, false
}

// keyed reports whether a key stands at i.
func (f *sdkFinder) keyed(i int) bool { return f.isName(i) || f.kind(i) == codeString }

// holdsFields reports whether a key holds the fields of the call around it.
func (f *sdkFinder) holdsFields(key string) bool {
	switch strings.ToLower(strings.ReplaceAll(key, "_", "")) {
	case "params", "assumeroleparams", "extraargs", "options", "input", "request", "refreshrequest":
		return true
	}
	return false
}

// isContainer reports whether a call of name only gathers fields.
func isContainer(name string) bool {
	switch name {
	case "dict", "assign", "merge", "Hash", "Map", "refreshRequest", "Some", "Ok", "func", "function", "with", "also", "apply", "update":
		return true
	}
	return false
}

// typeOf is the name that tells what name i of a call makes: in Type.new and
// in Type.builder it is the type's.
func (f *sdkFinder) typeOf(i int) int {
	switch f.text(i) {
	case "new", "builder", "Builder", "build", "invoke":
		if isMember(f.text(i-1)) && f.isName(i-2) {
			return i - 2
		}
	}
	return i
}

// defines reports whether name i is where a function or a type of that name is
// written, or a bare call of one that the text defines. What stands in a type
// are its fields' numbers or defaults; no call asks for them.
func (f *sdkFinder) defines(i int) bool {
	switch f.text(i - 1) {
	case "def", "func", "function", "fun", "fn", "class",
		"type", "interface", "struct", "record", "enum", "message", "structure", "input", "public", "private", "protected", "internal":
		return true
	case ".", "->":
		if owner := f.text(i - 2); owner != "self" && owner != "this" && owner != "$this" && owner != "cls" {
			return false
		}
	case "::", "?.":
		return false
	}
	all, is := f.named[f.text(i)]
	return is && len(all) > 0
}

// returned reports whether name i, before a brace, is the type that a function
// returns: what stands in the braces is the function's.
func (f *sdkFinder) returned(i int) bool {
	for i--; isMember(f.text(i)) && f.isName(i-1) && f.text(i) != "->"; i -= 2 {
	}
	for f.text(i) == "*" || f.text(i) == "&" {
		i--
	}
	return (f.text(i) == "->" || f.text(i) == ":") && f.text(i-1) == ")" || f.text(i) == ")" && f.language.name == "Go"
}

// takes reports whether the owner has the field.
func (o *sdkOwner) takes(f *sdkFinder, use sdkUse) bool {
	if o.place.limit == setting.OtherService {
		return use.field.kind == setting.Request && !use.field.duration
	}
	if !sdkSpelled(f.language.name, f.word(use.at)) || (o.place.limit == setting.RoleMaximum) != (use.field.kind == setting.Cap) {
		return false
	}
	if use.field.name == "duration" {
		return o.place.duration
	}
	return use.field.name != "sessionlength" || f.language.name == "Rust" || f.language == &codeUnknown
}

// asserts reports whether the field stands in what a test expects.
func (o *sdkOwner) asserts(f *sdkFinder) bool {
	up := f.up(o.at)
	for n := 0; n < maxClimb && up >= 0; n, up = n+1, f.up(up) {
		name := f.callee(up)
		if name < 0 {
			continue
		}
		word := ""
		for _, link := range f.chain(name) {
			word += strings.ToLower(f.text(link)) + " "
		}
		for _, w := range []string{"assert", "expect", "should", "equal", "verify", "mock", "stub", "raises", "called", "received", "when", "matches"} {
			if strings.Contains(word, w) {
				return true
			}
		}
	}
	return false
}
