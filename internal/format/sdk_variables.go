package format

import (
	"slices"
	"strings"
)

// What the mentions of a variable tell of the call that it is for.

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
