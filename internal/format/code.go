package format

import "stackengine.dev/sandbox/internal/source"

// A codeFile is a stretch of source code as tokens. Tokens are told by their
// index; -1 is none.
type codeFile struct {
	doc      *source.Document
	language *codeLanguage
	source.Span
	tokens  []codeToken
	tooDeep int // the offset at which nesting exceeds maxDepth, or -1

	scopes  []codeScope              // see readScopes
	bound   map[string][]codeBinding // see readBindings
	reads   map[string]int           // how often each bound name stands in the file
	params  map[int]bool             // the brackets of parameters
	named   map[string][]int         // where the names of functions and classes stand
	places  map[string][]int32       // where each name stands
	options map[codeOption][]int     // where a program's options are declared, the brackets; see readOptions
	given   int                      // how often an option was looked for on command lines
	hops    int                      // of the resolution that runs
}

// readCode lexes a stretch of doc.
func readCode(doc *source.Document, s codeStretch) *codeFile {
	l := lexCode(doc.Text, s)
	return &codeFile{doc: doc, language: s.language, Span: s.Span, tokens: l.tokens, tooDeep: l.tooDeep}
}

// text is the bytes of token i, "" where there is none.
func (f *codeFile) text(i int) string {
	if i < 0 || i >= len(f.tokens) {
		return ""
	}
	return f.doc.Text[f.tokens[i].start:f.tokens[i].end]
}

func (f *codeFile) kind(i int) codeKind {
	if i < 0 || i >= len(f.tokens) {
		return 0
	}
	return f.tokens[i].kind
}

func (f *codeFile) isName(i int) bool { return f.kind(i) == codeName }

// pair is the other half of bracket i, or -1.
func (f *codeFile) pair(i int) int {
	if i < 0 || i >= len(f.tokens) {
		return -1
	}
	return int(f.tokens[i].pair)
}

// up is the bracket around token i, or -1.
func (f *codeFile) up(i int) int {
	if i < 0 || i >= len(f.tokens) {
		return -1
	}
	return int(f.tokens[i].up)
}

// word is a name, or the content of a string: a key in any of its spellings.
func (f *codeFile) word(i int) string {
	switch f.kind(i) {
	case codeName:
		return f.text(i)
	case codeString:
		c := f.tokens[i].content()
		return f.doc.Text[c.Start:c.End]
	}
	return ""
}

// A codeRange is the tokens from the first to before the last.
type codeRange struct{ from, to int }

func (r codeRange) len() int { return r.to - r.from }

// place is the bytes of r; where it is empty, the point where it would be.
func (f *codeFile) place(r codeRange) source.Place {
	if r.len() <= 0 {
		at := f.End
		if r.from < len(f.tokens) {
			at = int(f.tokens[r.from].start)
		}
		return f.doc.At(source.Span{Start: at, End: at})
	}
	return f.doc.At(source.Span{Start: int(f.tokens[r.from].start), End: int(f.tokens[r.to-1].end)})
}

// A codeArgument is one of the parts that a bracket holds: name = value,
// name: value, "name": value, 'name' => value, :name => value, or a value.
type codeArgument struct {
	name  string // "" where it has none
	key   int    // the token of the name, -1 where it has none
	whole codeRange
	value codeRange
}

// maxArguments is how many parts of one bracket are looked at.
const maxArguments = 256

// arguments are the parts inside the bracket open, split at commas,
// semicolons, and at the ends of lines where a new name is set. The second
// result is false where they are not all there.
func (f *codeFile) arguments(open int) ([]codeArgument, bool) {
	end := f.pair(open)
	whole := end >= 0
	if !whole {
		end = len(f.tokens)
	}
	var all []codeArgument
	from := open + 1
	add := func(to int) {
		if from < to && len(all) < maxArguments {
			all = append(all, f.argument(codeRange{from, to}))
		}
	}
	for i := open + 1; i < end; i++ {
		t := f.tokens[i]
		switch {
		case t.kind == codeOpen && t.pair >= 0:
			i = int(t.pair)
		case t.kind == codeMark && (f.text(i) == "," || f.text(i) == ";"):
			add(i)
			from = i + 1
		case t.first && i > from && f.setsName(i):
			add(i)
			from = i
		}
		if len(all) >= maxArguments {
			return all, false
		}
	}
	add(end)
	return all, whole
}

// codeSetters stand between a key and its value.
func isSetter(mark string) bool {
	return mark == "=" || mark == ":" || mark == "=>" || mark == ":=" || mark == "->"
}

// setsName reports whether a name is set at i.
func (f *codeFile) setsName(i int) bool {
	return (f.kind(i) == codeName || f.kind(i) == codeString) && f.kind(i+1) == codeMark && isSetter(f.text(i+1))
}

// argument reads one part of a bracket.
func (f *codeFile) argument(r codeRange) codeArgument {
	a := codeArgument{key: -1, whole: r, value: r}
	i := r.from
	if i+1 < r.to && f.tokens[i].first && f.text(i) == "+" { // a line that a diff adds
		i++
	}
	if f.text(i) == ":" && f.isName(i+1) { // Ruby's :name => value
		i++
	}
	if i+2 < r.to && f.setsName(i) {
		a.name, a.key, a.value = f.word(i), i, codeRange{i + 2, r.to}
	}
	return a
}

// callee is the name that bracket open is written behind: that of a call, a
// type with its fields, or a block. Type arguments and empty parentheses
// between the two do not count. It is -1 where there is none.
func (f *codeFile) callee(open int) int {
	i := open - 1
	for range 4 {
		switch {
		case f.isName(i) && (!codeKeyword(f.text(i)) || isMember(f.text(i-1))):
			return i
		case f.text(i) == ">":
			i = f.beforeTypes(i)
		case f.text(i) == "!" || f.text(i) == "?" || f.text(i) == "?.": // a macro; a call of what may be nil
			i--
		case f.text(i) == ")" && f.text(open) == "{" && f.pair(i) >= 0:
			i = f.pair(i) - 1
		default:
			return -1
		}
	}
	return -1
}

// beforeTypes is the token before the type arguments that end at i.
func (f *codeFile) beforeTypes(i int) int {
	for depth, n := 0, 0; i >= 0 && n < 32; i, n = i-1, n+1 {
		switch f.text(i) {
		case ">":
			depth++
		case "<":
			if depth--; depth == 0 {
				return i - 1
			}
		case ";", "{", "}", "(", ")":
			return -1
		}
	}
	return -1
}

// codeKeyword reports whether a name calls nothing.
func codeKeyword(name string) bool {
	switch name {
	case "if", "for", "while", "switch", "catch", "return", "elif", "elsif", "else", "match", "when", "in", "not", "and", "or",
		"await", "new", "yield", "unless", "until", "using", "lock", "synchronized", "foreach", "case", "except", "with",
		"assert", "throw", "raise", "print", "function", "func", "fn", "fun", "def", "lambda", "do", "try", "finally", "loop", "then",
		"async", "guard", "range", "defer", "go":
		return true
	}
	return false
}

// isMember reports whether mark joins a member to what it belongs to.
func isMember(mark string) bool {
	return mark == "." || mark == "?." || mark == "->" || mark == "::"
}

// chain are the names of the chain of calls and members that ends with the
// name at i, from i to its beginning: in sts.assumeRole(x).build they are
// build, assumeRole, sts. A chain that begins with a bracket or a string ends
// with what is known of it.
func (f *codeFile) chain(i int) []int {
	names := []int{i}
	for len(names) < 64 {
		if f.kind(i-1) != codeMark {
			break
		}
		mark := f.text(i - 1)
		if mark == "\\" { // PHP's names
			mark = "::"
		}
		if !isMember(mark) {
			break
		}
		i -= 2
		for range 4 {
			if f.kind(i) == codeClose && f.pair(i) >= 0 {
				i = f.pair(i) - 1
			} else if f.text(i) == ">" {
				i = f.beforeTypes(i)
			} else if f.text(i) == "!" || f.text(i) == "?" {
				i--
			} else {
				break
			}
		}
		if !f.isName(i) || codeKeyword(f.text(i)) && f.text(i) != "await" {
			break
		}
		if f.text(i) == "await" { // Rust's x.await
			continue
		}
		names = append(names, i)
	}
	return names
}

// called is the bracket of the call that name i makes, or -1.
func (f *codeFile) called(i int) int {
	open := i + 1
	if f.text(open) == "::" && f.text(open+1) == "<" {
		open++
	}
	if f.text(open) == "<" {
		for n := 0; n < 32 && open < len(f.tokens); n++ {
			open++
			if f.text(open-1) == ">" && f.kind(open) == codeOpen {
				break
			}
		}
	}
	if f.text(open) == "(" {
		return open
	}
	return -1
}
