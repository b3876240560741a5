package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// An sdkUse is a field that is given a value.
type sdkUse struct {
	at     int // the token of its name
	field  *sdkField
	value  codeRange
	holder int  // the bracket it is a key in, -1 if it is none
	base   int  // the name whose member it is (request.DurationSeconds =), -1 if it is none
	chain  bool // it is a method in a chain of calls
	broken bool // a bracket around it is never closed
}

// An sdkOwner is the call or the type that a field belongs to.
type sdkOwner struct {
	place    *sdkPlace
	at       int   // the token of its name
	brackets []int // in which its other fields stand, the nearest first
	variable int   // the name that holds its fields, -1 if none does
}

// usedField reads how the field at i is given a value, if it is.
func (f *sdkFinder) usedField(i int, field *sdkField) (sdkUse, bool) {
	use := sdkUse{at: i, field: field, holder: -1, base: -1}
	member := f.kind(i-1) == codeMark && isMember(f.text(i-1))
	up := f.up(i)
	switch {
	case member && f.text(i+1) == "(" && field.name == "duration":
		return use, false // time.Duration(…)
	case member && f.text(i+1) == "(":
		args, whole := f.arguments(i + 1)
		if len(args) != 1 {
			return use, false
		}
		use.value, use.chain, use.broken = args[0].whole, true, !whole
		return use, true
	case member && f.text(i+1) == "=":
		use.value, use.base = f.statement(i+2), i-2
		return use, f.isName(i - 2)
	case f.text(up) == "[" && f.pair(up) >= 0 && f.pair(up) <= i+1 && f.text(f.pair(up)+1) == "=" && f.isName(up-1):
		use.value, use.base = f.statement(f.pair(up)+2), up-1
		return use, true
	case member || up < 0:
		return use, false
	case f.setsName(i) && !f.params[up]:
		use.holder, use.broken = up, f.pair(up) < 0
		use.value = f.statement(i + 2)
		return use, true
	case f.language.name == "TypeScript" && f.text(up) == "{" && f.kind(i) == codeName && (f.text(i+1) == "," || f.text(i+1) == "}"):
		use.holder, use.value = up, codeRange{i, i + 1} // { DurationSeconds }
		return use, true
	}
	return use, false
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

// maxMentions is how many mentions of a variable are looked at.
const maxMentions = 64

// ownerOfVariable finds what the variable at i holds: by its type, by what is
// assigned to it, or by the call that it is handed to.
func (f *sdkFinder) ownerOfVariable(i int) (sdkOwner, bool) {
	name := f.text(i)
	scope := codeRange{0, len(f.tokens)}
	if s := f.scopeOf(i); s >= 0 {
		for f.scopes[s].up >= 0 && !f.scopes[f.scopes[s].up].class {
			s = f.scopes[s].up
		}
		scope = f.scopes[s].codeRange
	}
	o := sdkOwner{variable: i}
	mentions := f.mentions(name)
	lo, _ := slices.BinarySearch(mentions, int32(scope.from))
	mentions = mentions[lo:]
	for n, m := range mentions {
		k := int(m)
		if k >= scope.to || n >= maxMentions {
			break
		}
		p, at := f.typeAt(k)
		if p == nil {
			continue
		}
		if o.place != nil && o.place.limit != p.limit {
			return o, false
		}
		if o.place == nil {
			o.place, o.at = p, at
			if open := f.up(k); open >= 0 && f.text(open) == "(" && f.callee(open) == at {
				o.brackets = append(o.brackets, open)
			}
		}
	}
	return o, o.place != nil
}

// typeAt is what the mention k of a variable tells of its type.
func (f *sdkFinder) typeAt(k int) (*sdkPlace, int) {
	// Type name, *pkg.Type behind the name, (name) -> inside a call
	for b := k - 1; b >= k-3 && b >= 0; b-- {
		if f.isName(b) && !f.tokens[b+1].first {
			if p := sdkPlaceOf(f.codeFile, b); p != nil && f.called(b) < 0 {
				return p, b
			}
			break
		}
		if mark := f.text(b); mark != "*" && mark != "&" && mark != ">" {
			break
		}
	}
	next := k + 1
	switch f.text(next) {
	case "=", ":=", ":", "*", "":
		value := f.statement(next + 1)
		if f.text(next) == ":=" || f.text(next) == "=" {
			value.to = min(value.to, next+14)
		} else {
			value.to = min(value.to, next+6)
		}
		for j := value.from; j < value.to; j++ {
			if f.kind(j) == codeOpen && f.text(j) != "(" {
				break
			}
			if p := sdkPlaceOf(f.codeFile, j); p != nil && f.isType(j) {
				return p, j
			}
		}
	}
	if up := f.up(k); up >= 0 && f.text(up) == "(" && (f.text(next) == ")" || f.text(next) == ",") {
		switch f.text(k - 1) {
		case "(", ",", "**", "...", "&", "*":
			if name := f.callee(up); name >= 0 && !f.defines(name) {
				if p := sdkPlaceOf(f.codeFile, name); p != nil {
					return p, name
				}
			}
		}
	}
	return nil, -1
}

// isType reports whether name i stands for a type, or builds one, rather than
// calls an operation whose answer is another thing.
func (f *sdkFinder) isType(i int) bool {
	word := f.word(i)
	return strings.HasSuffix(word, "Request") || strings.HasSuffix(word, "Input") || strings.HasSuffix(word, "Options") ||
		strings.HasSuffix(word, "Provider") || strings.HasSuffix(word, "Command") || strings.HasSuffix(word, "TypeDef") || strings.HasSuffix(word, "Params")
}

// mentions are the tokens that have this name.
func (f *sdkFinder) mentions(name string) []int32 {
	if f.places == nil {
		f.places = map[string][]int32{}
		for i := range f.tokens {
			if f.kind(i) == codeName {
				f.places[f.text(i)] = append(f.places[f.text(i)], int32(i))
			}
		}
	}
	return f.places[name]
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
