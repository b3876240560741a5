package format

import "sort"

// A codeBinding is a place that gives a name a value.
type codeBinding struct {
	at       int       // the token of the name
	scope    int       // in which it is bound
	value    codeRange // empty where the value is not an expression of its own
	param    bool      // a parameter; value is its default
	declares bool      // so that it hides the same name outside
	why      string    // for an empty value, a clause that says what gives it
}

// readBindings finds where names are bound. Attributes (self.x, this.x) stand
// under their name with a dot before it, except in languages where x alone
// means the same.
func (f *codeFile) readBindings() {
	if f.bound != nil {
		return
	}
	f.readScopes()
	f.bound, f.params, f.reads = map[string][]codeBinding{}, map[int]bool{}, map[string]int{}
	f.bindParameters()
	for i := range f.tokens {
		switch f.kind(i) {
		case codeMark:
			f.bindAt(i)
		case codeName:
			f.bindByKeyword(i)
		}
	}
	for _, all := range f.bound {
		sort.SliceStable(all, func(i, j int) bool { return all[i].at < all[j].at })
	}
	f.named = map[string][]int{}
	for _, s := range f.scopes {
		if s.name >= 0 {
			f.named[f.text(s.name)] = nil
		}
	}
	for i := range f.tokens {
		key := f.text(i)
		if f.kind(i) != codeName {
			continue
		}
		if f.bound[key] != nil {
			f.reads[key]++
		}
		if all, is := f.named[key]; is {
			f.named[key] = append(all, i)
		}
	}
}

func (f *codeFile) bind(key string, b codeBinding) {
	b.scope = f.scopeOf(b.at)
	f.bound[key] = append(f.bound[key], b)
}

// bindAt binds what an operator gives a value to.
func (f *codeFile) bindAt(i int) {
	mark := f.text(i)
	switch mark {
	case "=", ":=":
		f.bindAssigned(i)
	case "+=", "-=", "*=", "/=", "%=", "||=", "??=", "&&=", "**=", "//=", "|=", "&=", "<<=", ">>=", "++", "--":
		name := i - 1
		if !f.isName(name) {
			name = i + 1
		}
		if f.isName(name) {
			f.bind(f.bindingKey(name), codeBinding{at: name, why: "is changed after it is set"})
		}
	case "=>", "->":
		if !f.isArrow(i) {
			return
		}
		if f.text(i-1) == ")" && f.pair(i-1) >= 0 && !f.params[f.pair(i-1)] {
			f.params[f.pair(i-1)] = true
			f.bindNames(codeRange{f.pair(i-1) + 1, i - 1}, true, "is a parameter")
		} else if f.isName(i-1) && f.text(i+1) != "{" {
			f.bind(f.text(i-1), codeBinding{at: i - 1, param: true, declares: true, why: "is a parameter"})
		}
	}
}

// isArrow reports whether the mark at i stands between parameters and what a
// function does with them.
func (f *codeFile) isArrow(i int) bool {
	switch f.language.name {
	case "Java", "Kotlin":
		return f.text(i) == "->"
	case "PHP":
		return f.text(i) == "=>" && f.text(f.pair(i-1)-1) == "fn"
	case "Ruby", "Python", "Go":
		return false
	}
	return f.text(i) == "=>"
}

// bindingKey is the key under which the name at i is bound.
func (f *codeFile) bindingKey(i int) string {
	name := f.text(i)
	if !isMember(f.text(i - 1)) {
		return name
	}
	if owner := f.text(i - 2); f.selfless() && (owner == "this" || owner == "self" || owner == "Self") {
		return name
	}
	return "." + name
}

// selfless reports whether x alone may mean this.x.
func (f *codeFile) selfless() bool {
	switch f.language.name {
	case "Java", "Kotlin", "C#", "Scala", "Swift", "C++", "Dart":
		return true
	}
	return false
}

// bindByKeyword binds what for, as, import and global name.
func (f *codeFile) bindByKeyword(i int) {
	next := i + 1
	switch f.text(i) {
	case "for", "foreach", "as", "global", "nonlocal", "import", "lambda":
		if f.text(i) == "for" && (f.text(next) == "(" || f.text(next) == "await") {
			return // its "=" or "of" tells
		}
		for n := 0; n < 16 && f.isName(next) && !codeKeyword(f.text(next)); n++ {
			f.bind(f.text(next), codeBinding{at: next, declares: f.text(i) == "lambda", param: f.text(i) == "lambda", why: "is not a constant"})
			if f.text(next+1) != "," {
				break
			}
			next += 2
		}
	case "of", "in":
		if f.isName(i - 1) {
			f.bind(f.text(i-1), codeBinding{at: i - 1, declares: true, why: "is set by a loop"})
		}
	}
}
