package format

import (
	"cmp"
	"slices"
	"sort"
)

// A codeScope is a function or a class: names that are bound in it are its own.
type codeScope struct {
	codeRange     // from its parameters, or its name, to its end
	up        int // the scope around it, -1 for the file
	name      int // the token of its name, -1 if it has none
	params    int // the bracket of its parameters, -1 if it has none
	param     int // the only parameter, written without brackets, -1 if none is
	class     bool
}

// readScopes finds the scopes, outer ones first.
func (f *codeFile) readScopes() {
	if f.scopes != nil {
		return
	}
	f.scopes = []codeScope{}
	for i := range f.tokens {
		var s codeScope
		ok := false
		if f.language.traits&indents != 0 {
			s, ok = f.indentedScope(i)
		} else if f.text(i) == "{" && f.pair(i) >= 0 {
			s, ok = f.bracedScope(i)
		}
		if ok {
			f.scopes = append(f.scopes, s)
		}
	}
	sort.SliceStable(f.scopes, func(i, j int) bool {
		a, b := f.scopes[i], f.scopes[j]
		return cmp.Or(a.from-b.from, b.to-a.to) < 0
	})
	var around []int
	for i := range f.scopes {
		for len(around) > 0 && f.scopes[around[len(around)-1]].to <= f.scopes[i].from {
			around = around[:len(around)-1]
		}
		f.scopes[i].up = -1
		if n := len(around); n > 0 {
			f.scopes[i].up = around[n-1]
		}
		around = append(around, i)
	}
}

// scopeOf is the innermost scope around token i, or -1 for the file.
func (f *codeFile) scopeOf(i int) int {
	n, _ := slices.BinarySearchFunc(f.scopes, i+1, func(s codeScope, at int) int { return s.from - at })
	for n--; n >= 0 && f.scopes[n].to <= i; {
		n = f.scopes[n].up
	}
	return n
}

// indentedScope reads a scope of Python or Ruby that begins at i.
func (f *codeFile) indentedScope(i int) (codeScope, bool) {
	word := f.text(i)
	isClass := word == "class" || word == "module"
	if f.kind(i) != codeName || word != "def" && !isClass || !f.isName(i+1) {
		return codeScope{}, false
	}
	start := i
	for start > 0 && !f.tokens[start].first {
		start--
	}
	s := codeScope{name: i + 1, params: -1, param: -1, class: isClass}
	if f.text(i+1) == "self" && f.text(i+2) == "." { // Ruby's def self.name
		s.name = i + 3
	}
	if f.text(s.name+1) == "(" {
		s.params = s.name + 1
	}
	column, up := f.column(start), f.tokens[i].up
	end := i + 1
	for end < len(f.tokens) {
		t := f.tokens[end]
		if t.first && t.up == up && t.kind != codeClose && end > s.name && f.column(end) <= column {
			break
		}
		if t.kind == codeClose && int(t.pair) == int(up) && up >= 0 {
			break
		}
		if t.kind == codeOpen && t.pair >= 0 {
			end = int(t.pair)
		}
		end++
	}
	s.codeRange = codeRange{i + 1, end}
	return s, true
}

// column is how many bytes stand before token i on its line.
func (f *codeFile) column(i int) int {
	at := int(f.tokens[i].start)
	n := 0
	for at-n > f.Start && f.doc.Text[at-n-1] != '\n' {
		n++
	}
	return n
}

// bracedScope reads the scope whose body is the brace open.
func (f *codeFile) bracedScope(open int) (codeScope, bool) {
	s := codeScope{codeRange: codeRange{open, f.pair(open) + 1}, name: -1, params: -1, param: -1}
	i := open - 1
	if f.text(i) == ":" { // a key, or what follows a condition
		return s, false
	}
	if f.text(i) == "=>" || f.text(i) == "->" {
		i--
		if f.isName(i) && !codeKeyword(f.text(i)) {
			s.param, s.from = i, i
			return s, true
		}
	}
	for n := 0; n < 32 && i >= 0; n++ {
		t := f.tokens[i]
		switch {
		case t.kind == codeClose && f.text(i) == ")" && t.pair >= 0:
			before := int(t.pair) - 1
			if f.text(before) == ")" { // Go's results stand behind the parameters
				i = before
				continue
			}
			return f.functionScope(s, int(t.pair))
		case t.kind == codeClose && f.text(i) == "]" && t.pair >= 0:
			i = int(t.pair) - 1
			continue
		case t.kind == codeName:
			switch f.text(i) {
			case "class", "struct", "object", "interface", "enum", "module", "trait", "impl", "record", "namespace":
				s.class, s.name, s.from = true, i+1, i
				return s, true
			case "else", "try", "do", "finally", "loop", "unsafe", "init", "return":
				return s, false
			}
		case t.kind == codeMark && isTypeMark(f.text(i)) && (f.text(i) != "," || f.language.name == "Java"):
		default:
			return s, false
		}
		i--
	}
	return s, false
}

func isTypeMark(mark string) bool {
	switch mark {
	case ".", ",", "<", ">", "*", "&", "?", ":", "->", "|", "::", "=>", "\\":
		return true
	}
	return false
}

// functionScope reads what stands before the parameters in the bracket params.
func (f *codeFile) functionScope(s codeScope, params int) (codeScope, bool) {
	s.params, s.from = params, params
	name := params - 1
	if f.text(name) == ">" {
		name = f.beforeTypes(name)
	}
	if !f.isName(name) {
		return s, f.text(params+1) == ")" || f.text(f.pair(params)+1) == "=>"
	}
	if codeKeyword(f.text(name)) {
		switch f.text(name) {
		case "function", "func", "fn", "fun", "async":
			return s, true
		}
		return s, false
	}
	switch before := f.text(name - 1); f.language.name {
	case "Kotlin", "Go", "Rust", "PHP", "Swift", "Scala":
		if before != "func" && before != "fun" && before != "fn" && before != "function" && before != "def" && before != ")" {
			return s, true // a block that is handed to a call
		}
	default:
		if before == "new" || before == "." {
			return s, before == "."
		}
	}
	s.name = name
	// if call(x) { and for … in call(x) { are no functions.
	for i, n := name, 0; i >= 0 && n < 24; i, n = i-1, n+1 {
		switch f.text(i) {
		case "if", "for", "while", "switch", "match", "guard", "else", "when", "until", "catch":
			return s, false
		case ";", "{", "}":
			return s, true
		}
		if f.tokens[i].first {
			break
		}
	}
	return s, true
}
