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

// bindAssigned binds the names before the "=" at i.
func (f *codeFile) bindAssigned(i int) {
	up := f.up(i)
	if f.text(up) == "(" && f.text(i) == "=" && (f.params[up] || f.namedArguments()) {
		return // a named argument, or a parameter
	}
	value, why := f.statement(i+1), ""
	name, typed := i-1, f.typedName(i)
	if f.language.name == "Go" && f.text(i) == "=" {
		name = f.goName(i)
	}
	if typed < 0 && !f.isName(name) {
		f.bindPattern(i)
		return
	}
	if f.listed(name) || f.language.traits&indents != 0 && f.text(value.to) == "," && f.text(up) != "{" && f.text(up) != "(" {
		f.bindList(name)
		value, why = codeRange{}, "is one of several that are set together"
	}
	if typed >= 0 {
		f.bind(f.text(typed), codeBinding{at: typed, value: value, declares: true, why: why})
	}
	if f.isName(name) && name != typed {
		f.bind(f.bindingKey(name), codeBinding{at: name, value: value, declares: f.declares(name, i), why: why})
	}
}

// goName is the name that Go's "var name type =" declares, where "=" stands at
// i, or the token before it.
func (f *codeFile) goName(i int) int {
	start := i - 1
	for start > 0 && !f.tokens[start].first && i-start < 12 {
		start--
	}
	switch {
	case f.text(start) == "var" || f.text(start) == "const":
		return start + 1
	case f.isName(start) && (f.text(f.up(start)-1) == "var" || f.text(f.up(start)-1) == "const"):
		return start
	}
	return i - 1
}

// namedArguments reports whether call(x = 1) names an argument, rather than
// assigns.
func (f *codeFile) namedArguments() bool {
	switch f.language.name {
	case "Python", "Kotlin", "Scala", codeUnknown.name:
		return true
	}
	return false
}

// declares reports whether the name at i is new, so that it hides others.
func (f *codeFile) declares(i, set int) bool {
	return f.text(set) == ":=" || f.language.name == "Python" ||
		f.isName(i-1) && !f.tokens[i].first && !codeKeyword(f.text(i-1))
}

// listed reports whether the name at i is the last of several: a, b = 1, 2.
func (f *codeFile) listed(i int) bool {
	return f.text(i-1) == "," && f.isName(i-2) && f.up(i) == f.up(i-2) &&
		(f.tokens[i-2].first || f.text(i-3) == "," || isDeclarer(f.text(i-3)))
}

// typedName is the x in "x: Type =", where "=" stands at i, or -1.
func (f *codeFile) typedName(i int) int {
	for k, n := i-1, 0; k > 0 && n < 16; k, n = k-1, n+1 {
		t := f.tokens[k]
		switch {
		case t.up != f.tokens[i].up && t.kind != codeClose:
			return -1
		case f.text(k) == ":" && f.isName(k-1):
			before := f.text(k - 2)
			if codeKeyword(f.text(k-1)) || f.text(k-1) == "default" {
				return -1
			}
			if f.tokens[k-1].first || isDeclarer(before) || before == "(" || before == "," {
				return k - 1
			}
			return -1
		case t.kind == codeClose && t.pair >= 0:
			k = int(t.pair)
		case t.kind == codeName, t.kind == codeMark && isTypeMark(f.text(k)):
		default:
			return -1
		}
		if t.first {
			return -1
		}
	}
	return -1
}

func isDeclarer(word string) bool {
	switch word {
	case "const", "let", "var", "val", "mut", "static", "final", "readonly", "private", "public", "protected", "pub", "internal", "lazy", "export":
		return true
	}
	return false
}

// bindPattern binds the names of a pattern: const { a, b = 1 } = value.
func (f *codeFile) bindPattern(i int) {
	if f.kind(i-1) == codeClose && f.text(i-1) != ")" && f.pair(i-1) >= 0 {
		open := f.pair(i - 1)
		if before := f.text(open - 1); before == "const" || before == "let" || before == "var" {
			f.bindNames(codeRange{open + 1, i - 1}, false, "is taken out of another value")
		}
	}
}

// maxPattern is how many tokens of a pattern or a list of parameters are read.
const maxPattern = 512

// bindNames binds every name in r.
func (f *codeFile) bindNames(r codeRange, param bool, why string) {
	for i := r.from; i < min(r.to, r.from+maxPattern); i++ {
		if f.isName(i) && !isMember(f.text(i-1)) {
			f.bind(f.text(i), codeBinding{at: i, param: param, declares: true, why: why})
		}
	}
}

// bindList binds the names before the one at i in a, b = 1, 2.
func (f *codeFile) bindList(i int) {
	for n := 0; n < 16 && f.text(i-1) == "," && f.isName(i-2); n++ {
		i -= 2
		f.bind(f.bindingKey(i), codeBinding{at: i, why: "is one of several that are set together"})
	}
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

// bindParameters binds the parameters of every function.
func (f *codeFile) bindParameters() {
	for _, s := range f.scopes {
		if s.param >= 0 {
			f.bind(f.text(s.param), codeBinding{at: s.param, param: true, declares: true, why: "is a parameter"})
		}
		if s.params < 0 || f.pair(s.params) < 0 {
			continue
		}
		f.params[s.params] = true
		parts, _ := f.arguments(s.params)
		for _, p := range parts {
			f.bindParameter(p)
		}
	}
}

// bindParameter binds one parameter, with its default if it has one.
func (f *codeFile) bindParameter(p codeArgument) {
	r := p.whole
	set := -1
	for i := r.from; i < r.to && set < 0; i++ {
		switch {
		case f.text(i) == "=":
			set = i
		case f.tokens[i].kind == codeOpen && f.pair(i) >= 0:
			i = f.pair(i)
		}
	}
	if f.language.name == "Ruby" && p.key >= 0 && f.text(p.key+1) == ":" { // name: default
		set = p.key + 1
	}
	names := r
	value := codeRange{}
	if set >= 0 {
		names.to, value = set, codeRange{set + 1, r.to}
	}
	for i := names.from; i < min(names.to, names.from+maxPattern); i++ {
		if f.isName(i) && !isMember(f.text(i-1)) && !codeKeyword(f.text(i)) {
			f.bind(f.text(i), codeBinding{at: i, value: value, param: true, declares: true, why: "is a parameter"})
		}
	}
}

// statement is the expression that begins at from: to the end of its
// statement, or of the bracket around it.
func (f *codeFile) statement(from int) codeRange {
	ends := f.language.traits&lineEnds != 0
	i := from
	for ; i < len(f.tokens); i++ {
		t := f.tokens[i]
		mark := f.text(i)
		if t.kind == codeClose || t.kind == codeMark && (mark == ";" || mark == ",") {
			break
		}
		if ends && t.first && i > from && !f.continues(i) {
			break
		}
		if t.kind == codeOpen {
			if t.pair < 0 {
				return codeRange{from, from}
			}
			i = int(t.pair)
		}
		if i-from > maxStatement {
			return codeRange{from, from}
		}
	}
	return codeRange{from, i}
}

// maxStatement is how many tokens an expression may have that is looked at.
const maxStatement = 4096

// continues reports whether the line that begins with token i goes on with
// the statement before it.
func (f *codeFile) continues(i int) bool {
	if f.kind(i) == codeMark {
		switch f.text(i) {
		case "*", "+", "/", ".", "?.", "->", "?", ":", "||", "&&", "??":
			return true
		}
	}
	switch before := f.text(i - 1); {
	case f.kind(i-1) != codeMark:
		// A backslash before the end of the line joins it to the next in Python.
		return f.joined(i)
	default:
		return before != "++" && before != "--"
	}
}

// joined reports whether a backslash stands at the end of the line before i.
func (f *codeFile) joined(i int) bool {
	gap := f.doc.Text[f.tokens[i-1].end:f.tokens[i].start]
	for n := range len(gap) - 1 {
		if gap[n] == '\\' && (gap[n+1] == '\n' || gap[n+1] == '\r') {
			return true
		}
	}
	return false
}
