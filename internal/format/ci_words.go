package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// ciWords are the words of a text that stand where a variable is set or
// defined, whatever they mean there.
type ciWords struct {
	set   map[string]bool // by a command, for later steps
	keyed map[string]bool // before a colon

	logsIn bool // an action that leaves a session is named
}

// ciWriters are what commands write variables of later steps with, in GitHub
// Actions, CircleCI and Azure Pipelines.
var ciWriters = []string{"GITHUB_ENV", "BASH_ENV", "task.setvariable"}

// words reads doc's text once for all variables that are asked for.
func (r *ciReader) words(doc *source.Document) *ciWords {
	if w := r.names[doc]; w != nil {
		return w
	}
	w := &ciWords{set: map[string]bool{}, keyed: map[string]bool{}, logsIn: strings.Contains(doc.Text, credentialsAction)}
	r.names[doc] = w
	text := doc.Text
	writes := slices.ContainsFunc(ciWriters, func(s string) bool { return strings.Contains(text, s) })
	const azure = "variable="
	start := 0 // of the word that ends at i
	for i := 0; i < len(text); i++ {
		if asciiWord(text[i]) {
			continue
		}
		word := text[start:i]
		switch {
		case word == "":
		case text[i] == ':':
			w.keyed[word] = true
		case !writes:
		case text[i] == '=', strings.HasPrefix(text[i:], "<<"), strings.HasSuffix(text[:start], azure):
			w.set[word] = true
		}
		start = i + 1
	}
	return w
}
