package format

import (
	"fmt"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A winArgument is a parameter of a cmdlet, with its value if it has one.
type winArgument struct {
	name  string // small letters, with the hyphen
	value source.Span
	t     *winText
	block int32
	at    int
	expr  bool // it stands in a table
	late  bool // the table is changed later
}

// findCalls finds the calls that t makes, in order of place.
func (f *winFinder) findCalls(t *winText) {
	signs := newWinSigns(t.doc)
	count := 0
	var events []winEvent
	for i := range t.stmts {
		s := &t.stmts[i]
		if e, is := f.event(t, s); is {
			events = append(events, e)
		}
		words := f.command(t, s)
		if len(words) == 0 || f.full {
			continue
		}
		n := len(f.found.Settings)
		if f.dialect == inPowerShell && f.cmdlet(t, s, words) {
			count++
		} else if f.cli(t, s, words, signs) {
			count++
		}
		for k := n; k < len(f.found.Settings); k++ {
			f.chain(t, s, events, &f.found.Settings[k])
		}
		if len(f.found.Settings) >= maxShellCalls {
			f.problem(t.doc, s.Start, fmt.Sprintf("calls of AWS after the first %d are not read: paste the part that fails", maxShellCalls))
			f.full = true
		}
	}
	if count > 0 {
		f.found.Islands = append(f.found.Islands, Count{Doc: t.doc, N: count})
	}
}

// command is the words of the command that s runs: without what takes its
// output, and without what runs it.
func (f *winFinder) command(t *winText, s *winStatement) []winWord {
	if s.frame == 'h' || s.frame == 'p' || s.Len() > maxShellCommand {
		return nil
	}
	for k := 0; k < len(s.words); k++ {
		text := t.text(s.words[k])
		switch {
		case k+1 < len(s.words) && t.text(s.words[k+1]) == "=" && (text[0] == '$' || text[0] == '['):
			k++
		case strings.HasPrefix(text, "[") || text == "&" || text == "$" || text == ">" || text == ".":
		case f.dialect == inBatch && k+1 < len(s.words) && strings.EqualFold(text, "call"):
		case strings.EqualFold(text, "return") || text == "do" || text == "DO":
		case f.dialect == inBatch && (strings.EqualFold(text, "if") || strings.EqualFold(text, "for")):
			for n, w := range s.words[k:] {
				if isAWSCLI(t.text(w)) {
					return s.words[k+n:]
				}
			}
			return nil
		default:
			return s.words[k:]
		}
	}
	return nil
}

// cmdlet reads a call of one of AWS's cmdlets. It reports whether it is one.
func (f *winFinder) cmdlet(t *winText, s *winStatement, words []winWord) bool {
	name := strings.ToLower(t.text(words[0])[:min(words[0].Len(), maxPrompt)])
	row := slices.IndexFunc(winPlaces, func(p winPlace) bool { return p.cmdlet == name })
	if row < 0 {
		return false
	}
	p := &winPlaces[row]
	args, known := f.arguments(t, s, words[1:])
	out := setting.Setting{
		Kind: p.kind, Limit: p.limit, At: p.name, Unit: setting.InSeconds, Context: s.Span, Place: t.doc.At(words[0]),
	}
	if a := argument(args, p.role, 6); a != nil && !a.late {
		out.Role = f.role(a.use(), a.value, p.role == "-RoleArn")
	}
	if address := argument(args, "-EndpointUrl", 5); address != nil {
		if text, _ := f.plainText(address.use(), address.value); foreignEndpoint(text) {
			f.found.Notes = append(f.found.Notes, setting.Note{Place: out.Place, Key: "not-aws", Words: p.name + ": " + foreignWords})
			return true
		}
	}
	a := argument(args, p.parameter, 4)
	switch {
	case a != nil && a.late:
		read := shellUnproved(a.t.doc.At(a.value), "conditional-value", "the table that holds it is changed later")
		read.apply(&out)
	case a != nil && a.value.Len() > 0:
		read := f.fold(a.use(), a.value, setting.InSeconds, a.expr)
		read.apply(&out)
	case a == nil && p.absent && known:
		out.State, out.Value = setting.Absent, p.limit.Default
		out.Gap = f.gap(t, s, words[len(words)-1].End, p.parameter, "`")
	default:
		return true
	}
	f.found.Settings = append(f.found.Settings, out)
	return true
}

func (a *winArgument) use() winUse { return winUse{t: a.t, at: a.at, block: a.block} }

// argument is the parameter of that name, or of the beginning of it with at
// least so many bytes; nil if there is none. A name is told by its beginning.
func argument(args []winArgument, name string, least int) *winArgument {
	for i := range args {
		if n := len(args[i].name); name != "" && n >= least && n <= len(name) && strings.EqualFold(args[i].name, name[:n]) {
			return &args[i]
		}
	}
	return nil
}

// arguments sorts the words of a cmdlet's call. known is false if it may have
// parameters that do not stand in the text.
func (f *winFinder) arguments(t *winText, s *winStatement, words []winWord) (args []winArgument, known bool) {
	known = true
	for k := 0; k < len(words); k++ {
		text := t.text(words[k])
		if text[0] == '@' && len(text) > 1 && asciiWord(text[1]) {
			more, all := f.splat(winUse{t: t, at: s.Start, block: s.block}, "$"+strings.ToLower(text[1:]))
			args, known = append(args, more...), known && all
			continue
		}
		if !isParameter(text) {
			continue
		}
		a := winArgument{name: text, t: t, block: s.block, at: s.Start}
		if n := strings.IndexByte(text, ':'); n >= 0 {
			a.name, a.value = text[:n], source.Span{Start: words[k].Start + n + 1, End: words[k].End}
		}
		if a.value.Len() == 0 && k+1 < len(words) && !isParameter(t.text(words[k+1])) {
			k++
			a.value = words[k]
		}
		args = append(args, a)
	}
	return args, known
}

func isParameter(text string) bool { return len(text) > 1 && text[0] == '-' && asciiLetter(text[1]) }

// splat is what a table passes as parameters: $p = @{ Name = value } and then
// a call with @p. all is false where the text may not hold all of them.
func (f *winFinder) splat(use winUse, name string) (args []winArgument, all bool) {
	seen := f.seen(use, name)
	if len(seen) == 0 {
		return nil, false
	}
	table, all := seen[0], true
	for _, s := range seen[1:] { // $p.Name = value, $p += @{ … }
		all = all && s.blank
	}
	if !all || table.blank || !table.certain(use) {
		return nil, false
	}
	held := len(seen) == 1 // nothing is added later
	t := table.t
	if raw := t.text(table.value); !strings.HasPrefix(raw, "@{") && !strings.HasPrefix(strings.ToLower(raw), "[ordered]@{") {
		return nil, false
	}
	for i := int(table.stmt) + 1; i < len(t.stmts) && t.stmts[i].Start < table.value.End; i++ {
		s := &t.stmts[i]
		if s.frame != 'h' || s.parent != table.stmt || len(s.words) < 3 || t.text(s.words[1]) != "=" {
			continue
		}
		key := strings.Trim(t.text(s.words[0]), `'"`)
		a := winArgument{
			name: "-" + key, value: source.Span{Start: s.words[2].Start, End: s.End}, t: t, block: s.block, at: s.Start, expr: true,
		}
		a.late = !held // what is added may take its place
		args = append(args, a)
	}
	return args, held
}

// cli reads a call of the AWS CLI. It reports whether it is one that is
// written as only this shell has it.
func (f *winFinder) cli(t *winText, s *winStatement, words []winWord, signs *winSigns) bool {
	first := t.text(words[0])
	if first = strings.Trim(first, `"'`); !isWindowsCLI(first) && !slices.Contains(runners, first) {
		return false
	}
	if d, _ := signs.at(s.words[0].Start); d != f.dialect {
		return false
	}
	c := &shellCommand{doc: t.doc, Span: s.Span}
	for _, w := range words {
		c.words = append(c.words, f.shellWord(t, w))
	}
	if !c.arrange() {
		return false
	}
	use := winUse{t: t, at: s.Start, block: s.block}
	if name, _ := c.configured(); name == "duration_seconds" && len(c.operands) > 3 {
		out := setting.Setting{Kind: setting.Request, Limit: setting.AssumeRole, At: "aws configure set " + c.operand(2), Unit: setting.InSeconds, Context: s.Span, Place: t.doc.At(c.names())}
		read := f.fold(use, c.operands[3].Span, out.Unit, false)
		read.apply(&out)
		f.found.Settings = append(f.found.Settings, out)
		return true
	}
	i := slices.IndexFunc(shellPlaces, func(p shellPlace) bool { return p.service == c.operand(0) && p.operation == c.operand(1) })
	if i < 0 {
		if c.flag(durationFlag, len(durationFlag)) != nil && c.operand(0) != "sts" {
			f.found.Notes = append(f.found.Notes, setting.Note{
				Place: t.doc.At(c.names()), Key: "not-sts",
				Words: c.title() + " takes a duration with limits of its own; a role's maximum session is not one of them",
			})
		}
		return true
	}
	if w, ok := c.endpoint(); ok {
		if text, _ := f.plainText(use, w.Span); foreignEndpoint(text) {
			f.found.Notes = append(f.found.Notes, setting.Note{Place: t.doc.At(c.names()), Key: "not-aws", Words: c.title() + ": " + foreignWords})
			return true
		}
	}
	row := shellPlaces[i]
	out := setting.Setting{Kind: row.kind, Limit: row.limit, At: c.title(), Unit: row.unit, Context: s.Span, Place: t.doc.At(c.names())}
	if flag := c.flag(row.role, len(row.role)); row.role != "" && flag != nil && flag.has {
		out.Role = f.role(use, flag.value.Span, row.role == "--role-arn")
	}
	flag := c.flag(row.flag, row.least)
	switch {
	case flag != nil && flag.has:
		read := f.fold(use, flag.value.Span, row.unit, false)
		read.apply(&out)
	case flag == nil && row.absent && !c.mayHoldMore():
		mark := "`"
		if f.dialect == inBatch {
			mark = "^"
		}
		out.State, out.Value, out.Gap = setting.Absent, row.limit.Default, f.gap(t, s, words[len(words)-1].End, row.flag, mark)
	default:
		return true
	}
	f.found.Settings = append(f.found.Settings, out)
	return true
}

// isWindowsCLI is isAWSCLI for names with backslashes.
func isWindowsCLI(word string) bool {
	word = strings.ToLower(word[strings.LastIndexByte(word, '\\')+1:])
	return isAWSCLI(strings.TrimSuffix(word, ".cmd"))
}

// shellWord is a word as the AWS CLI's own reader takes it: text, or something
// that only the running shell knows.
func (f *winFinder) shellWord(t *winText, w winWord) shellWord {
	raw, at := t.text(w), w
	if isQuoted(raw) {
		raw, at = raw[1:len(raw)-1], source.Span{Start: w.Start + 1, End: w.End - 1}
	}
	if isWindowsCLI(raw) {
		raw, at = "aws", source.Span{Start: w.Start, End: w.End}
	}
	part := shellPart{Span: at, kind: partText, text: raw}
	if eq := strings.IndexByte(raw, '='); eq > 0 && strings.HasPrefix(raw, "--") {
		return shellWord{Span: w, parts: []shellPart{part}} // --flag=value is cut by its reader
	}
	if strings.ContainsAny(raw, "$%!(`\"'") || strings.HasPrefix(raw, "@") {
		part.kind = partOther
	}
	return shellWord{Span: w, parts: []shellPart{part}}
}

// gap is where a parameter would be added: behind the last word, on a line of
// its own if the command has several.
func (f *winFinder) gap(t *winText, s *winStatement, end int, name, mark string) *setting.Gap {
	text := t.doc.Text
	gap := &setting.Gap{At: end, Before: " " + name + " "}
	line := strings.LastIndexByte(text[:end], '\n') + 1
	if line <= s.Start {
		return gap
	}
	indent := len(text[line:end]) - len(strings.TrimLeft(text[line:end], " \t"))
	if continues(text[strings.LastIndexByte(text[:line-1], '\n')+1:line-1]) != 0 {
		gap.Before = " " + mark + t.doc.EOLAt(line-1) + text[line:line+indent] + name + " "
	}
	return gap
}
