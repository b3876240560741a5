package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A sdkNotation is how a language writes a request's fields.
type sdkNotation struct {
	language string
	brace    bool   // in braces, behind the type's name or a call's bracket; else in the call's bracket
	set      string // between a name and its value
}

// sdkNotations lists those in which a line can be put in.
var sdkNotations = []sdkNotation{
	{"Python", false, "="},
	{"TypeScript", true, ": "},
	{"Go", true, ": "},
	{"C#", true, " = "},
}

// addAbsent finds the roles that are made without a maximum.
func (f *sdkFinder) addAbsent() {
	var by *sdkNotation
	for n := range sdkNotations {
		if sdkNotations[n].language == f.language.name {
			by = &sdkNotations[n]
		}
	}
	builder := f.language.name == "Java" || f.language.name == "Kotlin"
	if f.mocked || f.foreign || by == nil && !builder {
		return
	}
	for i := range f.tokens {
		if f.kind(i) != codeName || f.seen[i] || f.count > maxFinds {
			continue
		}
		p := sdkPlaceOf(f.codeFile, i)
		switch {
		case p == nil || p.name != "createrole":
		case builder:
			f.absentInChain(i, p)
		default:
			f.absentInFields(i, p, by)
		}
	}
}

// absentInFields adds the role of the request at i, whose fields stand in a
// bracket.
func (f *sdkFinder) absentInFields(i int, p *sdkPlace, by *sdkNotation) {
	open := f.called(i)
	switch {
	case !by.brace && open < 0:
		return
	case by.language == "TypeScript" && open >= 0:
		open++
	case by.brace && open >= 0 && f.text(f.pair(open)+1) == "{" && f.pair(open) == open+1: // new CreateRoleRequest() { … }
		open += 2
	case by.brace && by.language != "TypeScript":
		open = i + 1
	}
	end := f.pair(open)
	args, whole := f.arguments(open)
	o := sdkOwner{place: p, at: i, brackets: []int{open}, variable: -1}
	if end < 0 || !whole || len(args) == 0 || by.brace && f.text(open) != "{" || o.asserts(f) {
		return
	}
	for _, a := range args {
		if a.key < 0 || a.value.len() == 0 {
			return
		}
	}
	last := args[len(args)-1]
	gap := f.gapAfter(last, end, by.set)
	if by.language == "Go" && !f.asPointer(gap, last) {
		return
	}
	f.absent(i, p, o, f.roleOf(sdkUse{at: i}, o), f.contextOf(sdkUse{at: i, value: last.value}, o), gap)
}

// absent adds a role that the request of owner o makes without a maximum.
func (f *sdkFinder) absent(i int, p *sdkPlace, o sdkOwner, role setting.Role, context source.Span, gap *setting.Gap) {
	if role.Name == "" {
		return
	}
	if client := f.clientOf(o); client.foreign || f.strays(client, role) {
		return
	}
	f.count++
	f.found.Settings = append(f.found.Settings, setting.Setting{
		Kind: setting.Cap, Limit: p.limit, At: f.titleOf(i), Role: role, State: setting.Absent, Value: p.limit.Default, Unit: setting.InSeconds,
		Place: f.place(codeRange{i, i + 1}), Context: context, Gap: gap,
	})
}

// asPointer makes gap's value the pointer that the Go SDK's field takes, by
// the version that the text imports, and its line one that gofmt leaves alone.
func (f *sdkFinder) asPointer(gap *setting.Gap, last codeArgument) bool {
	text := f.doc.Text[f.Start:f.End]
	one, two := strings.Contains(text, "aws/aws-sdk-go/"), strings.Contains(text, "aws/aws-sdk-go-v2/")
	if !one && !two {
		one, two = strings.Contains(text, "aws.Int64("), strings.Contains(text, "aws.Int32(")
	}
	if one == two || len(f.mentions("aws")) == 0 {
		return false
	}
	pointer := "aws.Int64("
	if two {
		pointer = "aws.Int32("
	}
	raw := f.place(last.whole).Text()
	if f.tokens[last.whole.from].first && !strings.Contains(raw, "\n") { // gofmt puts values below each other
		width := int(f.tokens[last.value.from].start - f.tokens[last.whole.from].start)
		need := len("MaxSessionDuration: ")
		if width < need {
			gap.Shut = "gofmt would move the lines beside it"
		}
		pointer = strings.Repeat(" ", max(0, width-need)) + pointer
	}
	gap.Before += pointer
	gap.After = ")" + gap.After
	return true
}

// absentInChain adds the role of the request at i, whose fields are set by a
// chain of calls: builder().roleName(…), or new CreateRoleRequest().withRoleName(…).
func (f *sdkFinder) absentInChain(i int, p *sdkPlace) {
	k := i + 1
	if open := f.called(i); open >= 0 {
		k = f.pair(open) + 1
	}
	named, chained, end := -1, 0, k
	for n := 0; n < maxLinks && k > 0 && isMember(f.text(k)) && f.isName(k+1); n++ {
		open := f.called(k + 1)
		if open < 0 || f.pair(open) < 0 {
			return
		}
		switch f.text(k + 1) {
		case "roleName", "withRoleName":
			named = k + 1
		case "maxSessionDuration", "withMaxSessionDuration":
			return
		case "builder", "build":
			chained++
		}
		k = f.pair(open) + 1
		end = k
	}
	if named < 0 || (f.text(named) == "roleName") != (chained == 2) {
		return
	}
	close := f.pair(f.called(named))
	call := ".maxSessionDuration("
	if f.text(named) == "withRoleName" {
		call = ".withMaxSessionDuration("
	}
	gap := &setting.Gap{At: int(f.tokens[close].end), Before: call, After: ")"}
	if dot := f.tokens[named-1]; dot.first {
		line := f.doc.LineSpan(f.doc.Line(int(dot.start)))
		gap.Before = f.doc.EOLAt(gap.At) + f.doc.Text[line.Start:dot.start] + call
	}
	role := f.role(codeRange{f.called(named) + 1, close}, false)
	o := sdkOwner{place: p, at: i, variable: -1}
	if !o.asserts(f) {
		f.absent(i, p, o, role, f.place(codeRange{i, end}).Span, gap)
	}
}

// gapAfter is where a field would be put in behind the last one: on a line of
// its own if that one has one.
func (f *sdkFinder) gapAfter(last codeArgument, end int, set string) *setting.Gap {
	gap := &setting.Gap{At: int(f.tokens[last.whole.to-1].end), Before: ", MaxSessionDuration" + set}
	comma := f.text(end-1) == ","
	if comma {
		gap.At = int(f.tokens[end-1].end)
		gap.Before = " MaxSessionDuration" + set
		gap.After = ","
	}
	if !f.tokens[last.whole.from].first {
		return gap
	}
	line := f.doc.LineSpan(f.doc.Line(int(f.tokens[last.whole.from].start)))
	indent := f.doc.Text[line.Start:f.tokens[last.whole.from].start]
	if strings.Trim(indent, " \t") != "" {
		return gap
	}
	gap.Before = strings.Replace(gap.Before, " ", f.doc.EOLAt(gap.At)+indent, 1)
	return gap
}
