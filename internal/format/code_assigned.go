package format

// What an assignment binds: one name, several, or a pattern of names.

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

// bindList binds the names before the one at i in a, b = 1, 2.
func (f *codeFile) bindList(i int) {
	for n := 0; n < 16 && f.text(i-1) == "," && f.isName(i-2); n++ {
		i -= 2
		f.bind(f.bindingKey(i), codeBinding{at: i, why: "is one of several that are set together"})
	}
}
