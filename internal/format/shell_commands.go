package format

import (
	"fmt"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A shellCommand is a call of the AWS CLI.
type shellCommand struct {
	doc *source.Document
	source.Span
	assigns     []shellWord // set for this command alone
	words       []shellWord
	aws         int         // index in words of the CLI itself
	operands    []shellWord // service, operation, and what follows them
	flags       []shellFlag
	usedFrom    int    // where its output is in use: the end of the command around it
	outer       string // the first word of that command, "" if there is none
	outerAssign string // the variable that takes the output, if one does
	traced      bool   // a shell printed it while it ran it
	opaque      bool   // it has words that only the running shell knows
	unfolded    bool   // its variables were looked at for arguments
}

type shellFlag struct {
	name  string
	value shellWord
	has   bool
}

// runners are the words that may stand before the CLI's own name: they run
// the command that follows them. (Workflows and make have their own marks.)
var runners = []string{
	"sudo", "doas", "exec", "command", "nohup", "env", "builtin", "xargs", "timeout", "watch", "nice",
	"docker", "podman", "kubectl", "ssh", "aws-vault", "aws-okta", "saml2aws", "op",
	"run:", "-", "RUN", "script:", "command:", "Command:",
}

// maxNested is how many calls of the CLI inside each other are read.
const maxNested = 4

// readIsland keeps the AWS commands of island, and what it says of the
// credentials in the environment.
func (f *shellFinder) readIsland(doc *source.Document, island *shellIsland) {
	if island.tooDeep >= 0 {
		f.found.tooDeep(doc, island.tooDeep)
	}
	depth := make([]int8, len(island.commands))
	for i, c := range island.commands {
		if c.parent >= 0 {
			depth[i] = depth[c.parent]
		}
		if !c.aws && f.mayHoldScript(doc.Text[c.first.Start:c.first.End]) {
			f.readArguments(doc, island, i)
		}
		if !c.aws || !mayRun(doc.Text[c.first.Start:c.first.End]) {
			continue
		}
		if depth[i]++; depth[i] > maxNested {
			depth[i] = maxNested
			continue
		}
		f.readCommand(doc, island, i)
	}
	f.readEvents(doc, island)
}

// mayRun reports whether a command with this first word may run the CLI.
func mayRun(first string) bool {
	name, _, assigns := strings.Cut(first, "=")
	return isAWSCLI(first) || slices.Contains(runners, first) || assigns && isName(name)
}

// readCommand keeps command i of an island, if it can matter.
func (f *shellFinder) readCommand(doc *source.Document, island *shellIsland, i int) {
	simple := island.commands[i]
	raw := doc.Text[simple.Start:simple.End]
	matters := slices.ContainsFunc(shellCalls, func(word string) bool { return strings.Contains(raw, word) })
	switch {
	case !matters && !strings.Contains(raw, "configure") && !strings.Contains(raw, "get-role"):
		return
	case f.full:
		return
	case f.calls+len(f.found.Problems) >= maxFinds:
		f.found.full(doc, simple.Start)
		f.full = true
		return
	case simple.Len() > maxShellCommand:
		f.found.problem(doc, simple.Start, "this command is too long to be read")
		return
	case simple.unclosed:
		if matters {
			f.found.problem(doc, simple.Start, "this command does not parse: a quote or a bracket in it is never closed")
			f.broken(doc, simple.Span)
		}
		return
	}
	assigns, words, ok := readShellCommand(doc, simple.Span, shellMask(doc, island, simple.Span))
	if !ok {
		if matters {
			f.found.problem(doc, simple.Start, "this command does not parse as shell")
			f.broken(doc, simple.Span)
		}
		return
	}
	c := &shellCommand{doc: doc, Span: simple.Span, assigns: assigns, words: words, usedFrom: simple.End, traced: island.traced}
	if !c.arrange() {
		return
	}
	for k, p := simple, simple.parent; p >= 0; p = k.parent {
		k = island.commands[p]
		c.usedFrom = max(c.usedFrom, k.End)
		c.outer = doc.Text[k.first.Start:k.first.End]
		for _, a := range island.assigns {
			if a.command == p && a.value.Contains(simple.Span) {
				c.outerAssign = doc.Text[a.name.Start:a.name.End]
			}
		}
	}
	f.calls++
	f.noteSession(c)
	wanted := len(f.wanted)
	f.want(c)
	if len(f.wanted) > wanted || c.operand(0) == "configure" || c.operand(1) == "get-role" || strings.Contains(raw, durationKey) {
		f.commands = append(f.commands, c)
	}
}

// arrange finds the CLI among the words, and sorts what follows it into
// operands and flags. It fails if the command does not run the CLI.
func (c *shellCommand) arrange() bool {
	c.aws = slices.IndexFunc(c.words, func(w shellWord) bool {
		text, plain := w.plain()
		return plain && isAWSCLI(text)
	})
	if c.aws < 0 {
		return false
	}
	if first, _ := c.words[0].plain(); c.aws > 0 && !slices.Contains(runners, first) {
		return false
	}
	c.sortWords(c.words[c.aws+1:])
	return len(c.operands) >= 2
}

// sortWords sorts the words behind the CLI's name into operands and flags.
func (c *shellCommand) sortWords(rest []shellWord) {
	for i := 0; i < len(rest); i++ {
		name, value, has := rest[i].flag()
		if name == "" || !strings.HasPrefix(name, "--") {
			if _, plain := rest[i].plain(); !plain {
				c.opaque = true
			}
			c.operands = append(c.operands, rest[i])
			continue
		}
		if !has && !isSwitch(name) && i+1 < len(rest) && !strings.HasPrefix(c.doc.Text[rest[i+1].Start:], "--") {
			i++
			value, has = rest[i], true
		}
		value.via = rest[i].via
		c.flags = append(c.flags, shellFlag{name, value, has})
	}
}

// isSwitch reports whether an option of the CLI stands alone.
func isSwitch(name string) bool {
	return strings.HasPrefix(name, "--no-") || name == "--debug" || name == "--version" || name == "--generate-cli-skeleton"
}

// operand is operand n as plain text, or "".
func (c *shellCommand) operand(n int) string {
	if n >= len(c.operands) {
		return ""
	}
	text, _ := c.operands[n].plain()
	return text
}

// flag is the last use of the flag, or of an abbreviation of it with at least
// so many bytes: the CLI takes the last one.
func (c *shellCommand) flag(name string, least int) *shellFlag {
	for i := len(c.flags) - 1; i >= 0; i-- {
		if have := c.flags[i].name; len(have) >= least && strings.HasPrefix(name, have) {
			return &c.flags[i]
		}
	}
	return nil
}

// title is the command in the user's words: "aws sts assume-role".
func (c *shellCommand) title() string { return "aws " + c.operand(0) + " " + c.operand(1) }

// names is the span from the CLI's name to the operation's.
func (c *shellCommand) names() source.Span {
	return source.Span{Start: c.words[c.aws].Start, End: c.operands[1].End}
}

// want notes the setting of a command, if it has one.
func (f *shellFinder) want(c *shellCommand) {
	service, operation := c.operand(0), c.operand(1)
	if service == "configure" && operation == "set" {
		f.wantConfigured(c)
		return
	}
	i := slices.IndexFunc(shellPlaces, func(s shellPlace) bool {
		return s.service == service && s.operation == operation
	})
	if i < 0 {
		if flag := c.flag(durationFlag, len(durationFlag)); flag != nil && service != "sts" {
			f.found.Notes = append(f.found.Notes, setting.Note{
				Place: c.doc.At(c.names()), Key: "not-sts",
				Words: fmt.Sprintf("%s takes a duration with limits of its own; a role's maximum session is not one of them", c.title()),
			})
		}
		return
	}
	row := shellPlaces[i]
	w := shellWanted{command: c, roleARN: row.role == "--role-arn"}
	s := setting.Setting{
		Kind: row.kind, Limit: row.limit, At: c.title(), Unit: row.unit, Context: c.Span,
		Place: c.doc.At(c.names()),
	}
	if row.role != "" {
		if flag := c.flag(row.role, len(row.role)); flag != nil && flag.has {
			w.role = flag.value
		}
	}
	doc, input := f.input(c)
	given := inputWord(doc, input, row.flag)
	if w.role.Len() == 0 {
		w.roleDoc, w.role = doc, inputWord(doc, input, row.role)
	}
	flag := c.flag(row.flag, row.least)
	switch {
	case !c.unfolded && c.opaque && slices.ContainsFunc(c.operands, func(w shellWord) bool { return w.isList(c.doc) }):
		c.unfolded = true
		f.pending = append(f.pending, c)
		return
	case flag != nil && flag.has:
		w.value = flag.value
	case flag == nil && given.Len() > 0:
		w.doc, w.value, s.Context = doc, given, input.Span
	case flag == nil && row.absent && !c.mayHoldMore():
		s.State, s.Value, s.Gap = setting.Absent, row.limit.Default, c.gap(row.flag)
	default:
		return
	}
	if c.traced {
		s.Output, s.Shown = true, "a shell's trace"
	}
	f.wanted = append(f.wanted, w)
	f.found.Settings = append(f.found.Settings, s)
}

// mayHoldMore reports whether the command may get flags that do not stand in
// the text: from a variable, a file, or a skeleton.
func (c *shellCommand) mayHoldMore() bool {
	return c.opaque || slices.ContainsFunc(c.flags, func(f shellFlag) bool {
		return strings.HasPrefix(f.name, "--cli-input") || f.name == "--generate-cli-skeleton"
	})
}

// wantConfigured reads aws configure set duration_seconds 43200 --profile x.
func (f *shellFinder) wantConfigured(c *shellCommand) {
	name, _ := c.configured()
	if name != "duration_seconds" || len(c.operands) < 4 {
		return
	}
	f.wanted = append(f.wanted, shellWanted{command: c, value: c.operands[3]})
	f.found.Settings = append(f.found.Settings, setting.Setting{
		Kind: setting.Request, Limit: setting.AssumeRole, At: "aws configure set " + c.operand(2), Unit: setting.InSeconds,
		Context: c.Span, Place: c.doc.At(c.names()),
	})
}

// gap is where a flag would be added: behind the last word, on a line of its
// own if the command has several.
func (c *shellCommand) gap(flag string) *setting.Gap {
	last := c.words[len(c.words)-1]
	text := c.doc.Text
	for _, w := range c.words {
		if w.End > last.End {
			last = w
		}
	}
	gap := &setting.Gap{At: last.End, Before: " " + flag + " "}
	if whole := text[c.Start:last.End]; strings.Count(whole, "`")%2 == 1 || strings.Count(whole, "(") > strings.Count(whole, ")") {
		gap.Shut = "a backquote or a bracket is not closed"
	} else if strings.Contains(text[last.Start:last.End], "&") && strings.HasPrefix(text[last.End:], ";") {
		gap.Shut = "its last word ends in an entity" // &quot; in a text that was escaped
	}
	line := strings.LastIndexByte(text[c.Start:last.Start], '\n') + 1
	if line == 0 {
		return gap
	}
	line += c.Start
	// The last word may be a flag's value: the line begins with a word anyway.
	before := strings.TrimRight(text[c.Start:line], "\r\n")
	first := slices.IndexFunc(c.words, func(w shellWord) bool { return w.Start >= line })
	if strings.HasSuffix(before, `\`) && first >= 0 {
		gap.Before = ` \` + c.doc.EOLAt(line-1) + text[line:c.words[first].Start] + flag + " "
	}
	return gap
}
