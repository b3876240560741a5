package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A shellWord is one argument as the shell splits them.
type shellWord struct {
	source.Span // with its quotes
	parts       []shellPart
	via         *shellPart // the variable that held it, nil where it stands itself
}

// A shellPart is a stretch of a word.
type shellPart struct {
	source.Span // without quotes; of an expansion, from its $ to its end
	kind        shellPartKind
	text        string // partText: what the shell makes of it
	name        string // partVariable
	fallback    *shellWord
}

type shellPartKind uint8

const (
	_            shellPartKind = iota
	partText                   // plain text
	partVariable               // $X, ${X}, ${X:-fallback}
	partList                   // ${X[@]}
	partSum                    // $((…))
	partTemplate               // ${{ … }}, ${var.x}, <name>: filled in before the shell runs
	partOther                  // a substitution, or an expansion that changes the value
)

// plain is the word's text; false where it holds an expansion.
func (w shellWord) plain() (string, bool) {
	if len(w.parts) == 1 {
		return w.parts[0].text, w.parts[0].kind == partText
	}
	var out strings.Builder
	for _, part := range w.parts {
		if part.kind != partText {
			return "", false
		}
		out.WriteString(part.text)
	}
	return out.String(), true
}

// flag splits --name=value. The value is there if has is true.
func (w shellWord) flag() (name string, value shellWord, has bool) {
	if len(w.parts) == 0 || w.parts[0].kind != partText || !strings.HasPrefix(w.parts[0].text, "-") {
		return "", shellWord{}, false
	}
	first := w.parts[0]
	eq := strings.IndexByte(first.text, '=')
	if eq < 0 {
		return first.text, shellWord{}, false
	}
	name = first.text[:eq]
	rest := w.parts[1:]
	if first.text[eq+1:] != "" {
		// Only where the text has no escapes does an index in it tell a place.
		if first.Len() != len(first.text) {
			return name, shellWord{Span: w.Span}, true
		}
		first.Start += eq + 1
		first.text = first.text[eq+1:]
		rest = append([]shellPart{first}, rest...)
	}
	value = shellWord{Span: source.Span{Start: w.End, End: w.End}, parts: rest}
	if len(rest) > 0 {
		value.Start = rest[0].Start
	}
	return name, value, true
}
