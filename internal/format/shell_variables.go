package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A shellAssignment is one place that sets a variable.
type shellAssignment struct {
	doc     *source.Document
	at      int // of the variable's name
	word    shellWord
	blank   bool // the text does not hold the value
	guarded bool
	lent    bool // to one command: NAME=value command
	handed  bool // exported: scripts see it
	unset   bool // it empties the variable
	array   bool // it is NAME=(…)
	more    bool // it is NAME+=…
	list    []shellWord
}

// shellVariables are the assignments of the variables that matter.
type shellVariables struct {
	set   map[string][]shellAssignment
	reads map[string]int // how often the text reads each
	arms  map[*source.Document]*shellArms

	readings map[shellReading]shellValue
	origins  map[*source.Document]shellOrigin
	ci       ciReader // what configuration around the commands defines
	depth    int      // of assignments being read: each is read through the next
}

const (
	// maxAssignments is how many assignments of one variable are compared;
	// one that has more has no single value worth the name.
	maxAssignments = 16

	// maxShellHops is how many variables may lie between a value and its digits.
	maxShellHops = 8
)

// readShellVariables finds the assignments of names in docs, and those of the
// variables that their values use in turn.
func readShellVariables(docs []*source.Document, hosts map[*source.Document]*source.Document, names []string, origins map[*source.Document]shellOrigin) shellVariables {
	v := shellVariables{
		set: map[string][]shellAssignment{}, reads: map[string]int{}, origins: origins,
		arms: map[*source.Document]*shellArms{}, readings: map[shellReading]shellValue{}, ci: newCIReader(slices.DeleteFunc(slices.Clone(docs), func(d *source.Document) bool { return origins[d].host != nil })),
	}
	v.ci.hosts = hosts
	known := map[string]bool{}
	for hop := 0; hop < maxShellHops && len(names) > 0; hop++ {
		wanted := map[string]bool{}
		for _, name := range names {
			if !known[name] {
				wanted[name], known[name] = true, true
			}
		}
		names = nil
		if len(wanted) == 0 {
			break
		}
		for _, doc := range docs {
			if !origins[doc].script { // the text around a script holds it too
				v.countReads(doc.Text, wanted)
			}
			names = append(names, v.readAssignments(doc, wanted)...)
		}
	}
	return v
}

// countReads counts where text reads one of the wanted variables.
func (v *shellVariables) countReads(text string, wanted map[string]bool) {
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '$')
		if n < 0 {
			return
		}
		at += n + 1
		start := at
		switch rest := text[at:]; {
		case strings.HasPrefix(rest, "(("):
			start += len("((")
			for start < len(text) && (text[start] == ' ' || text[start] == '$' || text[start] == '{') && start < at+6 {
				start++
			}
		case strings.HasPrefix(rest, "{"):
			start++
		}
		end := start
		for end < len(text) && asciiWord(text[end]) {
			end++
		}
		if name := text[start:end]; wanted[name] {
			v.reads[name]++
		}
		at = end
	}
}

// readAssignments keeps the assignments of wanted variables in doc, and
// returns the names of the variables that the values read.
func (v *shellVariables) readAssignments(doc *source.Document, wanted map[string]bool) (names []string) {
	reader := newShellReader(doc)
	for at := nextAssignment(doc.Text, 0, wanted); at < len(doc.Text); at = nextAssignment(doc.Text, reader.low, wanted) {
		island := reader.island(at)
		if island.traced {
			continue
		}
		for _, a := range island.assigns {
			name := doc.Text[a.name.Start:a.name.End]
			if !wanted[name] || len(v.set[name]) > maxAssignments {
				continue
			}
			s := shellAssignment{doc: doc, at: a.name.Start, blank: a.blank}
			if a.command >= 0 && a.command < len(island.commands) {
				c := island.commands[a.command]
				s.unset = a.blank && doc.Text[c.first.Start:c.first.End] == "unset"
				s.guarded, s.lent = c.guarded, c.words > 0 && !a.fallback && !a.blank
				s.handed = s.lent || doc.Text[c.first.Start:c.first.End] == "export"
			}
			if in := a.value; in.Len() > 1 && doc.Text[in.Start] == '(' && in.Len() <= maxShellIsland {
				s.array, s.more, s.blank = true, doc.Text[a.name.End] == '+', true
				in.Start, in.End = in.Start+1, in.End-1
				s.list = readShellList(doc, in, shellMask(doc, island, in))
			}
			if !s.blank {
				s.word = shellWord{Span: a.value}
				ok := a.value.Len() <= maxShellIsland
				if ok && a.value.Len() > 0 {
					s.word, ok = readShellValue(doc, a.value, shellMask(doc, island, a.value))
				}
				s.blank = !ok
			}
			v.set[name] = append(v.set[name], s)
			reads := s.word.names(doc)
			if a.fallback || slices.Contains(reads, name) {
				v.reads[name]-- // it reads itself; nobody else does
			}
			names = append(names, reads...)
		}
	}
	return names
}

// nextAssignment is the offset at or after from where a wanted variable may be
// set: before a = or, in a line of its own kind, as an operand.
func nextAssignment(text string, from int, wanted map[string]bool) int {
	for from < len(text) {
		n := strings.IndexAny(text[from:], "= ")
		if n < 0 {
			break
		}
		at := from + n
		start := at
		if text[at] == '=' && start > from && (text[start-1] == ':' || text[start-1] == '+') {
			start--
		}
		end := start
		for start > from && asciiWord(text[start-1]) {
			start--
		}
		word := text[start:end]
		if text[at] == '=' && wanted[word] || text[at] == ' ' && readers[word] {
			return start
		}
		from = at + 1
	}
	return len(text)
}

// names are the variables that the word reads.
func (w shellWord) names(doc *source.Document) (names []string) {
	for _, part := range w.parts {
		switch part.kind {
		case partVariable:
			names = append(names, part.name)
			if part.fallback != nil {
				names = append(names, part.fallback.names(doc)...)
			}
		case partSum:
			if name, _ := productOfVariable(doc.Text[part.Start+len("$((") : part.End-len("))")]); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// names are the variables that the wanted settings read.
func (f *shellFinder) names() (names []string) {
	set := slices.ContainsFunc(f.docs, func(doc *source.Document) bool { return strings.Contains(doc.Text, endpointVariable) })
	for _, w := range f.wanted {
		if w.command == nil {
			continue
		}
		doc := w.command.doc
		endpoint, _ := w.command.endpoint()
		names = append(append(append(names, w.value.names(doc)...), w.role.names(doc)...), endpoint.names(doc)...)
		if set {
			names = append(names, w.command.endpointNames()...)
		}
		if w.command.operand(0) == "sts" {
			names = append(names, profileVariable)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// assignments are those of a variable that a use may see: in its own document
// if there are any, else in the others. An assignment does not see itself, and
// what is lent to one command is seen by the scripts that it runs only.
func (v *shellVariables) assignments(use shellUse, name string) []shellAssignment {
	var own, others []shellAssignment
	host, _ := v.outside(use.doc)
	for _, a := range v.set[name] {
		switch {
		case a.doc != use.doc:
			if from, _ := v.outside(a.doc); v.sees(use.doc, a) && (from == host || v.ci.reaches(from, a.at, host, use.at, false)) {
				others = append(others, a)
			}
		case a.at != use.self && !a.lent && v.ci.reaches(host, a.at, host, use.at, false):
			own = append(own, a)
		}
	}
	if v.origins[use.doc].scope == shellOpen && v.origins[use.doc].script && len(others) > 0 {
		own = append(others, own...) // which shell puts the value in, the quotes do not tell
		return own
	}
	if own = withoutUnset(own, use.at); len(own) > 0 {
		return own
	}
	return withoutUnset(others, -1)
}

// withoutUnset is list, in order of place, without what empties the variable:
// but if that is the last thing before offset at, it is all there is.
func withoutUnset(list []shellAssignment, at int) []shellAssignment {
	last := -1
	for i, a := range list {
		if a.at < at {
			last = i
		}
	}
	if last >= 0 && list[last].unset && !list[last].guarded {
		return list[last : last+1]
	}
	if !slices.ContainsFunc(list, func(a shellAssignment) bool { return a.unset }) {
		return list
	}
	return slices.DeleteFunc(list, func(a shellAssignment) bool { return a.unset })
}

// outside is the document of the paste in which the configuration around a
// command stands, and whether the command sees what that defines.
func (v *shellVariables) outside(doc *source.Document) (*source.Document, bool) {
	if o, is := v.origins[doc]; is {
		return o.host, !o.script || o.scope != shellRemote
	}
	return doc, true
}

// sees reports whether the text of doc sees an assignment that stands in
// another document: a script has its own variables to itself, and sees no
// more of others than it is given.
func (v *shellVariables) sees(doc *source.Document, a shellAssignment) bool {
	to, is := v.origins[doc]
	switch {
	case v.origins[a.doc].script:
		return false
	case !is || !to.script || to.scope == shellOpen:
		return true
	}
	return to.scope == shellSealed && a.handed
}

// certain reports whether the assignment is made whenever the use is reached,
// as far as conditions go.
func (v *shellVariables) certain(a shellAssignment, use shellUse) bool {
	if a.guarded {
		return false
	}
	arms := v.arms[a.doc]
	if arms == nil {
		arms = readShellArms(a.doc)
		v.arms[a.doc] = arms
	}
	arm := arms.at(a.doc, a.at)
	return arm < 0 || a.doc == use.doc && arms.inside(arms.at(use.doc, use.at), arm)
}
