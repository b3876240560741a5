package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// cli reads a call of the AWS CLI. It reports whether it is one that is
// written as only this shell has it.
func (f *winFinder) cli(t *winText, s *winStatement, words []winWord) bool {
	first := t.text(words[0])
	if first = strings.Trim(first, `"'`); !isWindowsCLI(first) && !slices.Contains(runners, first) {
		return false
	}
	if d, _ := t.signs.at(s.words[0].Start); d != f.dialect {
		return false
	}
	c := &shellCommand{doc: t.doc, Span: s.Span}
	use := winUse{t: t, at: s.Start, block: s.block}
	for _, w := range words {
		for _, w := range f.listed(use, w) {
			c.words = append(c.words, f.shellWord(t, w))
		}
	}
	if !c.arrange() {
		return false
	}
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
		raw, at = "aws", w
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
	for _, pair := range []string{"()", "{}", "[]"} {
		if command := text[s.Start:end]; strings.Count(command, pair[:1]) != strings.Count(command, pair[1:]) {
			gap.Shut = "the command's brackets do not match"
		}
	}
	line := strings.LastIndexByte(text[:end], '\n') + 1
	if line <= s.Start {
		return gap
	}
	indent := len(text[line:end]) - len(strings.TrimLeft(text[line:end], " \t"))
	if continues(text[strings.LastIndexByte(text[:line-1], '\n')+1:line-1]) == mark[0] {
		gap.Before = " " + mark + t.doc.EOLAt(line-1) + text[line:line+indent] + name + " "
	}
	return gap
}
