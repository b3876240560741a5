package format

import (
	"strings"
)

// Defaults of a program's own options. They hold where the command line does
// not give the option, as a function's default does where no call gives it.

// flagFunctions are those of Go's flag packages that take a name, a default
// and a text.
func isFlagFunction(name string) bool {
	switch name {
	case "Int", "Int64", "Uint", "Uint64", "Int32", "Duration":
		return true
	}
	return false
}

// flagDefault is the default of Go's flag.Int64("name", 43200, "…"), which
// stands in the bracket open.
func (f *codeFile) flagDefault(at, open int, w codeWant) (codeValue, bool) {
	if f.language.name != "Go" || !isFlagFunction(f.text(at)) || (f.text(at) == "Duration") != w.duration {
		return codeValue{}, false
	}
	if owner := f.text(at - 2); owner != "flag" && owner != "pflag" {
		return codeValue{}, false
	}
	args, whole := f.arguments(open)
	if !whole || len(args) != 3 || f.kind(args[0].value.from) != codeString || f.isGiven("-"+f.word(args[0].value.from)) {
		return codeValue{}, false
	}
	v := f.fold(args[1].value, w)
	v.caveat = "a command line that gives -" + f.word(args[0].value.from) + " goes before it"
	return v, true
}

// What is more than any program has: its options are not followed.
const maxOptionChecks, maxOptionText = 200, 1 << 20

// isGiven reports whether the text gives an option, rather than only declares
// it: it speaks of it with a value behind it.
func (f *codeFile) isGiven(option string) bool {
	if f.given++; f.given > maxOptionChecks || f.End-f.Start > maxOptionText {
		return true
	}
	text := f.doc.Text[f.Start:f.End]
	for at := 0; ; at += len(option) {
		n := strings.Index(text[at:], option)
		if n < 0 {
			return false
		}
		at += n
		rest := strings.TrimLeft(text[at+len(option):min(len(text), at+len(option)+8)], "=\"', ")
		if rest != "" && asciiDigit(rest[0]) {
			return true
		}
	}
}

// option is the default that Python's argparse or click gives to the option
// that becomes the name: add_argument("--duration-seconds", default=43200).
// The call's name ends in which. r is where the value is read.
func (f *codeFile) option(r codeRange, name, which string, w codeWant) (codeValue, bool) {
	if f.language.name != "Python" {
		return codeValue{}, false
	}
	f.readOptions()
	all := f.options[codeOption{which, name}]
	if len(all) != 1 || which == "add_argument" && len(f.options[codeOption{"set_defaults", ""}]) > 0 {
		return codeValue{}, false
	}
	args, whole := f.arguments(all[0])
	if !whole {
		return codeValue{}, false
	}
	long, value := "", codeRange{}
	for _, a := range args {
		switch {
		case a.name == "default":
			value = a.value
		case a.name == "action" || a.name == "nargs" || a.name == "multiple" || a.name == "required" || a.name == "envvar" || a.name == "callback":
			return codeValue{}, false
		case a.name == "" && f.kind(a.value.from) == codeString && strings.HasPrefix(f.word(a.value.from), "--"):
			long = f.word(a.value.from)
		}
	}
	if long == "" || value.len() == 0 || f.isGiven(long) {
		return codeValue{}, false
	}
	read := f.fold(value, w)
	read.caveat = "a command line that gives " + long + " goes before it"
	return f.through(read, codeBinding{at: value.from}, r, "the default of "+long), true
}

// A codeOption is a program's option: the function that declares it, and the
// name that its value gets.
type codeOption struct{ function, name string }

// readOptions finds where options are declared.
func (f *codeFile) readOptions() {
	if f.options != nil {
		return
	}
	f.options = map[codeOption][]int{}
	for i := range f.tokens {
		word := f.text(i)
		if f.kind(i) == codeName && word == "set_defaults" {
			f.options[codeOption{word, ""}] = []int{i}
		}
		if f.kind(i) != codeName || word != "add_argument" && word != "option" || f.called(i) < 0 {
			continue
		}
		open := f.called(i)
		args, _ := f.arguments(open)
		name := ""
		for _, a := range args {
			first := f.kind(a.value.from) == codeString
			switch {
			case a.name == "dest" && first:
				name = f.word(a.value.from)
			case a.name == "" && first && name == "" && strings.HasPrefix(f.word(a.value.from), "--"):
				name = strings.ReplaceAll(strings.TrimLeft(f.word(a.value.from), "-"), "-", "_")
			case a.name == "" && first && word == "option" && isName(f.word(a.value.from)): // click's own name for it
				name = f.word(a.value.from)
			}
		}
		if name != "" {
			key := codeOption{word, name}
			f.options[key] = append(f.options[key], open)
		}
	}
}

// parsed reports whether the name at i holds what argparse has read.
func (f *codeFile) parsed(i int) bool {
	f.readBindings()
	all := f.bound[f.text(i)]
	if len(all) == 0 || len(all) > maxBindings {
		return false
	}
	for _, b := range all {
		if last := b.value.to - 1; b.value.len() < 3 || f.text(last) != ")" || f.text(f.callee(f.pair(last))) != "parse_args" {
			return false
		}
	}
	return true
}

// decorated reports whether option declares a parameter of the function that
// scope s is: it stands between the function before it and its own name.
func (f *codeFile) decorated(s codeScope, name string) bool {
	f.readOptions()
	all := f.options[codeOption{"option", name}]
	if len(all) != 1 || all[0] > s.name || f.text(f.callee(all[0])-1) != "." && f.text(f.callee(all[0])-1) != "@" {
		return false
	}
	for i := f.pair(all[0]) + 1; i < s.name; i++ { // nothing but other decorators between
		switch {
		case f.kind(i) == codeOpen && f.pair(i) > i:
			i = f.pair(i)
		case f.tokens[i].first && f.text(i) != "@" && f.text(i) != "def" && f.text(i) != "async":
			return false
		}
	}
	return true
}
