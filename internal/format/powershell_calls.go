package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// findCalls finds the calls that t makes, in order of place.
func (f *winFinder) findCalls(t *winText) {
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
		} else if f.cli(t, s, words) {
			count++
		}
		for k := n; k < len(f.found.Settings); k++ {
			f.chain(t, s, events, &f.found.Settings[k])
		}
		if len(f.found.Settings) >= maxFinds {
			f.found.full(t.doc, s.Start)
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
		case strings.HasPrefix(text, "[") || text == "&" || text == "$" || text == "-" || text == ">" || text == ".":
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
	name = name[strings.LastIndexByte(name, '\\')+1:] // of its module
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
