package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A script is shell text inside a string: the argument of bash -c, of ssh, of
// a function that runs commands, of Terraform's local-exec. It is read in a
// document of its own, which is as long as the one that holds it and blank
// everywhere else, so offsets in it are offsets there.

// A shellScript is where a script stands and how its string is written.
type shellScript struct {
	source.Span // without the quotes
	style       shellStyle
	scope       shellScope
}

type shellStyle uint8

const (
	shellSingle   shellStyle = iota // '…' of the shell
	shellDouble                     // "…" of the shell
	shellCode                       // a string of a program or of configuration
	shellTemplate                   // `…` of JavaScript
	shellList                       // "aws", "sts", "assume-role"
)

// A shellScope says which variables a script sees of the text around it.
type shellScope uint8

const (
	shellOpen   shellScope = iota // all: the shell around it puts them in
	shellSealed                   // those that are exported, or lent to it
	shellRemote                   // none
	shellScopes = iota
)

// A shellOrigin is where a document that was made for reading comes from.
type shellOrigin struct {
	host   *source.Document
	scope  shellScope
	script bool // it holds scripts, not the whole host in another form
	list   bool // scripts are lists of strings
}

// maxShellScripts is how many scripts of one document are read.
const maxShellScripts = 2_000

// addScript notes a script for later.
func (f *shellFinder) addScript(doc *source.Document, s shellScript) {
	list := f.scripts[doc]
	switch {
	case s.Len() == 0 || slices.Contains(list[max(0, len(list)-maxNested):], s):
	case len(list) == maxShellScripts:
		f.tooManyScripts(doc, s.Start)
	default:
		f.scripts[doc] = append(list, s)
	}
}

// tooManyScripts tells, once for a document, from where on strings are not
// searched for scripts.
func (f *shellFinder) tooManyScripts(doc *source.Document, at int) {
	const message = "commands in strings from here on are not read: paste the part that fails"
	if !slices.ContainsFunc(f.found.Problems, func(p source.Problem) bool { return p.Doc == doc && p.Message == message }) {
		f.found.problem(doc, at, message)
	}
}

// readScripts reads the scripts that were noted, and those inside them.
func (f *shellFinder) readScripts() {
	for range maxNested {
		pending := f.scripts
		f.scripts = map[*source.Document][]shellScript{}
		for _, doc := range slices.Clone(f.docs) {
			f.readScriptsOf(doc, pending[doc])
		}
		if len(f.scripts) == 0 {
			return
		}
	}
}

// readScriptsOf reads scripts of doc: those of one scope and form in one document
// made for them.
func (f *shellFinder) readScriptsOf(doc *source.Document, scripts []shellScript) {
	for scope := range shellScope(shellScopes) {
		for _, list := range []bool{false, true} {
			text := []byte(nil)
			for _, s := range scripts {
				if s.scope != scope || (s.style == shellList) != list {
					continue
				}
				if text == nil {
					text = blankText(doc.Text)
				}
				copyScript(text, doc.Text, s)
			}
			if text == nil {
				continue
			}
			inner, err := source.New("", string(text))
			if err != nil || len(inner.Text) != len(doc.Text) {
				continue
			}
			f.derive(inner, doc, shellOrigin{scope: scope, script: true, list: list})
			f.readCommands(inner)
		}
	}
}

// blankText is as long as text, with the same line feeds and nothing else.
func blankText(text string) []byte {
	blank := []byte(strings.Repeat(" ", len(text)))
	for i := indexFrom(text, "\n", 0); i < len(text); i = indexFrom(text, "\n", i+1) {
		blank[i] = '\n'
	}
	return blank
}

// derive makes inner a document to read, in the place of a part of doc.
func (f *shellFinder) derive(inner, doc *source.Document, o shellOrigin) {
	o.host = f.host(doc)
	f.origins[inner] = o
	f.order[inner] = f.order[doc]
	f.docs = append(f.docs, inner)
}

// host is the document of the paste that doc was made from.
func (f *shellFinder) host(doc *source.Document) *source.Document {
	if o, is := f.origins[doc]; is {
		return o.host
	}
	return doc
}

// atHome gives what was found in documents made for reading the documents of
// the paste.
func (f *shellFinder) atHome() {
	if len(f.origins) == 0 {
		return
	}
	place := func(p *source.Place) { p.Doc = f.host(p.Doc) }
	f.found.Settings = slices.DeleteFunc(f.found.Settings, func(s setting.Setting) bool {
		at, _ := s.Target()
		return s.State != setting.Unknown && f.host(at.Doc).Text[at.Start:at.End] != at.Text()
	})
	for i := range f.found.Settings {
		s := &f.found.Settings[i]
		if o := f.origins[s.Doc]; o.list && s.Gap != nil {
			s.Gap.Shut = "the command is a list of strings"
		} else if o.script && s.Gap != nil && !endsWord(o.host.Text[s.Gap.At:]) {
			s.Gap.Shut = "it is not clear where the command's last word ends"
		} else if o.script && s.Gap != nil && strings.Contains(s.Gap.Before, "\n") {
			s.Gap.Before = lineBreakBefore(s.Doc.Text, o.host.Text, s.Gap.At) + strings.TrimLeft(s.Gap.Before, " \t\\\r\n")
		}
		place(&s.Place)
		if s.Def != nil {
			place(&s.Def.Place)
		}
		for k := range s.Chain {
			place(&s.Chain[k].Place)
		}
	}
	for i := range f.found.Notes {
		place(&f.found.Notes[i].Place)
	}
	for i := range f.found.Clauses {
		place(&f.found.Clauses[i].Place)
	}
	for i := range f.found.Problems {
		place(&f.found.Problems[i].Place)
	}
}

// endsWord reports whether rest, in the string that holds a script, begins with
// what ends a word of it: a blank, a sign, the end of the string, an escaped
// line feed or quote.
func endsWord(rest string) bool {
	if rest == "" || strings.IndexByte(" \t\r\n\"'`;|&)<", rest[0]) >= 0 {
		return true
	}
	return len(rest) > 1 && rest[0] == '\\' && strings.IndexByte("nrt\"'\\\r\n", rest[1]) >= 0
}

// lineBreakBefore is how the host of a script writes the last line break before
// offset at, with the blanks around it: in a string of JSON it is an escape.
func lineBreakBefore(script, host string, at int) string {
	n := strings.LastIndexByte(script[:at], '\n')
	from := len(strings.TrimRight(script[:n], " \t\\\r"))
	to := at - len(strings.TrimLeft(script[n:at], " \t\n"))
	return host[from:to]
}

// shellInterpreters run their argument as a script.
var shellInterpreters = []string{"bash", "sh", "zsh", "ksh", "dash", "ash"}

// readArguments notes the scripts among the arguments of command i, which
// does not run the CLI itself.
func (f *shellFinder) readArguments(doc *source.Document, island *shellIsland, i int) {
	c := island.commands[i]
	raw := doc.Text[c.Start:c.End]
	if c.unclosed || c.Len() > maxShellCommand || !slices.ContainsFunc(shellKeywords, func(word string) bool { return strings.Contains(raw, word) }) {
		return
	}
	_, words, ok := readShellCommand(doc, c.Span, shellMask(doc, island, c.Span))
	if !ok || len(words) == 0 {
		return
	}
	remote, from := scriptFrom(words)
	if from == 0 {
		return
	}
	for _, w := range words[min(from, len(words)):] {
		quote := doc.Text[w.Start]
		inner := source.Span{Start: w.Start + 1, End: w.End - 1}
		if inner.Len() < 2 || doc.Text[inner.End] != quote || !strings.Contains(doc.Text[inner.Start:inner.End], " ") {
			continue
		}
		scope := shellSealed
		if remote {
			scope = shellRemote
		}
		switch {
		case quote == '\'':
			f.addScript(doc, shellScript{inner, shellSingle, scope})
		case quote == '"' && strings.Contains(doc.Text[inner.Start:inner.End], `\$`):
			f.addScript(doc, shellScript{inner, shellDouble, scope})
		case quote == '"':
			f.addScript(doc, shellScript{inner, shellDouble, shellOpen})
		}
	}
}

// scriptFrom is the index of the first word that may be a script which the
// command runs, 0 if it runs none. It is remote if the script does not see
// the variables of the shell around it.
func scriptFrom(words []shellWord) (remote bool, from int) {
	interpreter := false
	for i, w := range words {
		text, plain := w.plain()
		if !plain {
			continue
		}
		switch name := text[strings.LastIndexByte(text, '/')+1:]; {
		case name == "ssh":
			return true, i + 1
		case i == 0 && (name == "eval" || name == "watch"):
			return false, 1
		case name == "docker" || name == "podman" || name == "kubectl":
			remote = true
		case slices.Contains(shellInterpreters, name) || i == 0 && name == "su":
			interpreter = true
		case interpreter && len(text) > 1 && len(text) < 6 && text[0] == '-' && text[1] != '-' && text[len(text)-1] == 'c':
			return remote, i + 1
		case i == 0 && !slices.Contains(runners, text):
			return false, 0
		}
	}
	return false, 0
}

// mayHoldScript reports whether a command with this first word may run a
// script that is one of its arguments.
func (f *shellFinder) mayHoldScript(first string) bool {
	name := first[strings.LastIndexByte(first, '/')+1:]
	return slices.Contains(shellInterpreters, name) || name == "su" || name == "eval" || mayRun(first)
}
