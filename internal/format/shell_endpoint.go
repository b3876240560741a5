package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// endpointVariable is where the CLI and the SDKs look for an endpoint; with
// "_STS" behind it, for that service's.
const endpointVariable = "AWS_ENDPOINT_URL"

// endpoint is the word that tells where the command sends its call: a flag's
// value, or a variable's that is set for this command alone.
func (c *shellCommand) endpoint() (w shellWord, ok bool) {
	if flag := c.flag("--endpoint-url", len("--endpoint")); flag != nil {
		return flag.value, flag.has
	}
	for _, name := range c.endpointNames() {
		for _, a := range c.assigns {
			if a.parts[0].text == name {
				return shellWord{Span: a.Span, parts: a.parts[1:]}, true
			}
		}
	}
	return shellWord{}, false
}

// endpointNames are the variables that tell the command's endpoint, the one
// that wins first.
func (c *shellCommand) endpointNames() []string {
	return []string{endpointVariable + "_" + strings.ToUpper(strings.ReplaceAll(c.operand(0), "-", "_")), endpointVariable}
}

// isForeign reports whether the command is provably sent to something that is
// not AWS.
func (f *shellFinder) isForeign(c *shellCommand) bool {
	use := shellUse{doc: c.doc, at: c.Start, self: -1}
	if w, ok := c.endpoint(); ok {
		return f.leadsAway(f.vars.expand(use, w, 0))
	}
	for _, name := range c.endpointNames() {
		if set, ok := f.vars.only(use, shellPart{kind: partVariable, name: name}); ok {
			return f.leadsAway(f.vars.expand(set.use, set.word, 0))
		}
	}
	return false
}

func (f *shellFinder) leadsAway(pieces []shellPiece) bool {
	return len(pieces) > 0 && pieces[0].plain && foreignEndpoint(pieces[0].text)
}

// dropForeign puts notes in the place of the settings of commands that are not
// sent to AWS.
func (f *shellFinder) dropForeign() {
	i := -1
	f.found.Settings = slices.DeleteFunc(f.found.Settings, func(s setting.Setting) bool {
		if i++; i >= len(f.wanted) || f.wanted[i].command == nil || !f.isForeign(f.wanted[i].command) {
			return false
		}
		c := f.wanted[i].command
		f.found.Notes = append(f.found.Notes, setting.Note{Place: c.doc.At(c.names()), Key: "not-aws", Words: c.title() + ": " + foreignWords})
		return true
	})
	f.wanted = nil
}

// otherCLIs are words of the command lines of other clouds that have an
// AssumeRole of their own.
var otherCLIs = []string{"aliyun ", "tccli ", "hcloud ", "--DurationSeconds", "--MaxSessionDuration"}

// shutShared keeps variables from being edited that another cloud's command
// may read too.
func (f *shellFinder) shutShared() {
	other := map[*source.Document]bool{}
	for i := range f.found.Settings {
		def := f.found.Settings[i].Def
		if def == nil || def.Users == 0 {
			continue
		}
		speaks, known := other[def.Doc]
		if !known {
			speaks = hasAny(def.Doc.Text, otherCLIs...)
			other[def.Doc] = speaks
		}
		if speaks {
			def.Shut = "another cloud's command stands here too, and more than this command reads " + def.At
		}
	}
}
