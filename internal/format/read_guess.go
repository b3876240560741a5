package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// guess prefers the caller's word, then the file's name, then the notation
// with the most islands; around says what kind of text it is.
func guess(doc *source.Document, around, only string, counts []map[*source.Document]int) Guess {
	if f, ok := ByID(only); ok {
		return Guess{doc, f.ID, f.Title, "you chose it"}
	}
	for _, f := range Formats {
		if f.ownsName(doc.Name) {
			return Guess{doc, f.ID, f.Title, "of the file's name"}
		}
	}
	best := -1
	for i := range Formats {
		// Error text is the notation only of a paste that holds nothing else.
		if n := counts[i][doc]; n > 0 && (best < 0 || Formats[i].ID != errorText.ID && n > counts[best][doc]) {
			best = i
		}
	}
	if best < 0 {
		return Guess{doc, plainText, "Plain text", "no notation that is known was found in it"}
	}
	var islands []string
	for i, f := range Formats {
		if n := counts[i][doc]; n > 0 {
			islands = append(islands, fmt.Sprintf("%d %s", n, f.island(n)))
		}
	}
	return Guess{doc, Formats[best].ID, Formats[best].Title, around + " holds " + list(islands)}
}

func (f Format) island(n int) string {
	if n == 1 {
		return f.Island
	}
	return f.Island + "s"
}

// Titles names all notations, for a sentence.
func Titles() string {
	titles := make([]string, len(Formats))
	for i, f := range Formats {
		titles[i] = f.Title
	}
	return list(titles)
}

// list joins words as a sentence does: "a", "a and b", "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// kindOf says what kind of text d is, as the beginning of a clause.
func (vs views) kindOf(d *source.Document, seen *source.Document) string {
	text := d.Text[:min(len(d.Text), maxCounted)]
	if strings.HasPrefix(text, "```") || strings.Contains(text, "\n```") || strings.Contains(text, "\n> ```") {
		return "it is a Markdown text that"
	}
	v := vs[seen]
	switch {
	case v == nil:
	case v.Has(source.Diffed):
		return "it is a diff that"
	case v.Has(source.Logged):
		return "it is a log that"
	case v.Has(source.Quoted):
		return "it is a text with a quotation that"
	case v.Has(source.Numbered):
		return "it is a text with numbers, times or prompts before its lines that"
	}
	return "it"
}
