package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A cdkConstruct is the making of a construct: new iam.Role(this, "x", { … }).
type cdkConstruct struct {
	class     *cdkClass
	at        int    // the token of the class
	start     int    // the token with which its name begins
	qualifier string // what stands before the class: "aws.iam"; "" if nothing does
	id        string // its own name in the program
	bound     string // the variable that holds it
	list      cdkList
}

// A cdkList is the properties of a construct, as the program writes them.
type cdkList struct {
	form  cdkForm
	open  int // its bracket; for a builder that of its first call
	end   int // the token behind it; for a builder that of build
	props []codeArgument
	whole bool // all of them are there, and none comes from elsewhere
}

type cdkForm uint8

const (
	_           cdkForm = iota
	asObject            // { key: value }, Type { Key = value }
	asArguments         // call(key=value)
	asBuilder           // .key(value)
)

func (l *cdkList) get(key cdkKey) (codeArgument, bool) {
	for _, p := range l.props {
		if cdkKeyOf(p.name) == key {
			return p, true
		}
	}
	return codeArgument{}, false
}

// construct reads the construct whose class stands at i, if one is made there.
func (f *cdkFinder) construct(i int, class *cdkClass) {
	names := f.chain(i)
	c := cdkConstruct{class: class, at: i, start: names[len(names)-1]}
	if i > c.start {
		c.qualifier = f.doc.Text[f.tokens[c.start].start:f.tokens[i-2].end]
	}
	if len(c.qualifier) > maxQualifier || !f.properties(&c) {
		return
	}
	_, trusted := c.list.get(keyTrust)
	limit, told := c.list.get(class.property)
	if foreign(c.qualifier) {
		if told && class.kind == setting.Cap {
			f.note(limit)
		}
		return
	}
	if !c.belongs(trusted) && !(told && f.isDuration(limit.value)) || f.around(c.start).asserted {
		return
	}
	f.count++
	c.bound = f.boundTo(c.start)
	switch {
	case told:
		f.use(limit)
		f.add(&c, limit)
	case class.absent && trusted && c.list.whole && !f.overrides && f.pair(c.list.open) >= 0:
		f.add(&c, codeArgument{key: -1})
	}
}

// maxQualifier is how long the names before a class may be.
const maxQualifier = 120

// belongs reports whether the class is AWS's by its module or by what a role
// has.
func (c *cdkConstruct) belongs(trusted bool) bool {
	switch {
	case c.class.qualifier == "":
		return true
	case c.qualifier == "":
		return trusted
	}
	return strings.Contains(strings.ToLower(c.qualifier), c.class.qualifier)
}

// foreign reports whether a qualifier is another cloud's.
func foreign(qualifier string) bool {
	for part := range strings.SplitSeq(strings.ToLower(qualifier), ".") {
		if slices.Contains(otherClouds, strings.TrimPrefix(part, "pulumi_")) {
			return true
		}
	}
	return false
}

// use marks the key of a property as read.
func (f *cdkFinder) use(p codeArgument) { f.used[p.key] = true }

func (f *cdkFinder) note(p codeArgument) {
	f.use(p)
	f.notes = append(f.notes, setting.Note{Place: f.place(p.value), Key: "not-aws", Words: "the role is another cloud's, with limits of its own"})
}

// properties reads what the construct at c.at is made with.
func (f *cdkFinder) properties(c *cdkConstruct) bool {
	i := c.at
	switch {
	case f.text(i+1) == "." && f.text(i+2) == "Builder" && f.text(i+3) == "." && f.text(i+4) == "create" && f.text(i+5) == "(":
		c.id = f.firstString(i + 5)
		c.list = f.builder(f.pair(i+5) + 1)
		return c.list.form != 0
	case f.text(i+1) == "." && f.text(i+2) == "builder" && f.text(i+3) == "(":
		c.list = f.builder(f.pair(i+3) + 1)
		return c.list.form != 0
	case f.text(i+1) == "{" && (strings.HasSuffix(f.text(i), "Args") || strings.HasSuffix(f.text(i), "Props")) && !f.isType(c.start):
		c.list = f.object(i + 1)
		return true
	}
	open := f.called(i)
	if open < 0 || f.params[open] || f.isType(c.start) {
		return false
	}
	c.id = f.firstString(open)
	args, whole := f.arguments(open)
	for _, a := range args {
		if a.name != "" && f.text(a.key+1) == "=" {
			c.list = cdkList{form: asArguments, open: open, end: f.pair(open), props: args, whole: whole && !f.spreads(args)}
			if a.name != "args" { // Pulumi's own way to hand on all of them
				return true
			}
		}
		if list := f.handed(a.value); list.form != 0 {
			c.list = list
			return true
		}
	}
	return c.list.form != 0
}

// isType reports whether a type is declared with the name at i.
func (f *cdkFinder) isType(i int) bool {
	switch f.text(i - 1) {
	case "interface", "class", "type", "struct", "record", "enum", "extends", "implements", "def", "function", "func", "fun":
		return true
	}
	return false
}

// handed reads an argument that is an object of properties: { … }, new Type
// { … }, &Type{ … }, Type( … ), Type.builder() … .build().
func (f *cdkFinder) handed(r codeRange) cdkList {
	for r.len() > 0 && (f.text(r.from) == "&" || f.text(r.from) == "new") {
		r.from++
	}
	last := r.to - 1
	open := f.pair(last)
	if r.len() < 2 || open < r.from {
		return cdkList{}
	}
	if open == r.from || f.text(open) == "{" && f.text(open-1) == ")" { // C#'s new() { … }
		if f.text(open) != "{" {
			return cdkList{}
		}
		return f.object(open)
	}
	name := f.callee(open)
	if name < r.from {
		return cdkList{}
	}
	if f.text(name) == "build" && f.text(name-1) == "." {
		for i := r.from; i < min(r.to, r.from+maxQualifier); i++ {
			if f.text(i) == "builder" && f.text(i+1) == "(" {
				f.used[i-2] = true
				return f.builder(f.pair(i+1) + 1)
			}
		}
		return cdkList{}
	}
	if !strings.HasSuffix(f.text(name), "Props") && !strings.HasSuffix(f.text(name), "Args") && !strings.HasSuffix(f.text(name), "ArgsDict") {
		return cdkList{}
	}
	f.used[name] = true
	if f.text(open) == "{" {
		return f.object(open)
	}
	args, whole := f.arguments(open)
	return cdkList{form: asArguments, open: open, end: last, props: args, whole: whole && !f.spreads(args)}
}

// object reads the properties in the brace open.
func (f *cdkFinder) object(open int) cdkList {
	args, whole := f.arguments(open)
	return cdkList{form: asObject, open: open, end: f.pair(open), props: args, whole: whole && !f.spreads(args)}
}

// spreads reports whether properties come from another object as well.
func (f *cdkFinder) spreads(args []codeArgument) bool {
	return slices.ContainsFunc(args, func(a codeArgument) bool {
		first := f.text(a.whole.from)
		return first == "..." || first == "**" || first == "*"
	})
}

// maxBuilderCalls is how many calls of a builder are read.
const maxBuilderCalls = 64

// builder reads the calls from token i on: .key(value).key(value).build().
func (f *cdkFinder) builder(i int) cdkList {
	list := cdkList{}
	if i <= 0 {
		return list
	}
	for range maxBuilderCalls {
		if f.text(i) != "." || !f.isName(i+1) || f.text(i+2) != "(" || f.pair(i+2) < 0 {
			break
		}
		key, open, end := i+1, i+2, f.pair(i+2)
		if f.text(key) == "build" {
			list.form, list.end, list.whole = asBuilder, key, true
			break
		}
		if list.open == 0 {
			list.open = open
		}
		list.form = asBuilder
		list.props = append(list.props, codeArgument{name: f.text(key), key: key, whole: codeRange{key, end + 1}, value: codeRange{open + 1, end}})
		i = end + 1
	}
	return list
}

// span is the construct from its name to its end.
func (f *cdkFinder) span(c *cdkConstruct) source.Span {
	end := c.list.end
	if end < 0 {
		end = len(f.tokens) - 1
	}
	for up := f.up(c.list.open); up > c.at && f.pair(up) >= 0; up = f.up(up) {
		end = f.pair(up)
	}
	return source.Span{Start: int(f.tokens[c.start].start), End: int(f.tokens[min(end, len(f.tokens)-1)].end)}
}
