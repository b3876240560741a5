package format

// What the parameters of functions bind.

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
