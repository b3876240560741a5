package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// What the command lines in a text give to variables: -var, -var-file, TF_VAR_.

// hclSaid is what commands and the environment in the text tell Terraform of
// variables: where each name stands first.
type hclSaid struct{ vars, env, files map[string]source.Place }

// maxSaid is how many of them are read.
const maxSaid = 1000

// commandLines reads them once.
func (l *hclLocator) commandLines() *hclSaid {
	if l.said != nil {
		return l.said
	}
	said := &hclSaid{map[string]source.Place{}, map[string]source.Place{}, map[string]source.Place{}}
	l.said = said
	n := 0
	add := func(to map[string]source.Place, doc *source.Document, at, end int) {
		name := doc.Text[at:end]
		if _, has := to[name]; !has && name != "" {
			to[name] = doc.At(source.Span{Start: at, End: end})
		}
	}
	for _, c := range l.found.Islands {
		text := c.Doc.Text
		for at := hclEnvVar.next(text, 0); at >= 0 && n < maxSaid; at = hclEnvVar.next(text, at+1) {
			n++
			start := at + len(hclEnvVar.word)
			end := hclWord(text, start)
			if end < len(text) && (text[end] == '=' || text[end] == ':' && strings.HasPrefix(text[end+1:], " ")) && !hclCommented(text, at) {
				add(said.env, c.Doc, start, end)
			}
		}
		for at := hclVarFlag.next(text, 0); at >= 0 && n < maxSaid; at = hclVarFlag.next(text, at+1) {
			n++
			start := at + len(hclVarFlag.word)
			file := strings.HasPrefix(text[start:], "-file")
			if file {
				start += len("-file")
			}
			if start >= len(text) || text[start] != ' ' && text[start] != '=' || at > 0 && strings.IndexByte(" \t\n\"'[,-", text[at-1]) < 0 || hclCommented(text, at) {
				continue
			}
			for start++; start < len(text) && strings.IndexByte(" \"'", text[start]) >= 0; start++ {
			}
			if !file {
				if end := hclWord(text, start); end < len(text) && text[end] == '=' {
					add(said.vars, c.Doc, start, end)
				}
				continue
			}
			end := start
			for end < len(text) && strings.IndexByte(" \t\r\n\"'`\\)", text[end]) < 0 {
				end++
			}
			start += strings.LastIndexByte(text[start:end], '/') + 1
			add(said.files, c.Doc, start, end)
		}
	}
	return said
}

// hclCommented reports whether the line up to at begins like a comment.
func hclCommented(text string, at int) bool {
	line := strings.TrimLeft(text[strings.LastIndexByte(text[:at], '\n')+1:at], " \t")
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//")
}
