package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// NotRead is the key of a Note about a word that names a session length, in a
// place that no Format understands.
const NotRead = "notation-not-read"

// lengthWords name a session length in one notation or another.
var lengthWords = []string{
	"DurationSeconds", "durationSeconds", "duration-seconds", "duration_seconds", "DurationInSeconds",
	"MaxSessionDuration", "maxSessionDuration", "max_session_duration", "SessionDuration", "session_duration",
}

// unread notes the first such word of each document in which neither a length
// nor a look-alike was found. Beside an error message the word has to have a
// number behind it: the rest is talk about it.
func (f *Found) unread(docs []*source.Document, only string) (notes []setting.Note) {
	lengths, messages := map[*source.Document]bool{}, map[*source.Document][]source.Span{}
	for i := range f.Settings {
		lengths[f.Settings[i].Doc] = true
		if def := f.Settings[i].Def; def != nil {
			lengths[def.Doc] = true
		}
	}
	for _, c := range f.Clauses {
		lengths[c.Doc] = true
	}
	for _, n := range f.Notes {
		lengths[n.Doc] = true
	}
	for _, s := range f.Symptoms {
		messages[s.Doc] = append(messages[s.Doc], s.Span)
	}
	in := "is read here"
	if chosen, ok := ByID(only); ok {
		in = "is read as " + chosen.Title + ", which you chose"
	}
	for _, doc := range docs {
		if lengths[doc] {
			notes = append(notes, f.stray(doc)...)
			continue
		}
		if at := firstUnread(doc.Text, messages[doc]); at.Len() > 0 {
			notes = append(notes, setting.Note{
				Place: doc.At(at), Key: NotRead,
				Words: doc.Text[at.Start:at.End] + " stands in nothing that " + in,
			})
		}
	}
	return notes
}

// firstUnread is the first word that names a length; in a text with messages,
// the first outside of them that has a number.
func firstUnread(text string, messages []source.Span) source.Span {
	first := source.Span{Start: len(text), End: len(text)}
	for _, word := range lengthWords {
		for at := indexFrom(text, word, 0); at < first.End; at = indexFrom(text, word, at+1) {
			found, ok := wholeWord(text, at, at+len(word))
			if ok && (len(messages) == 0 || aside(found, messages) && numberFollows(text[found.End:])) {
				first = found
			}
		}
	}
	if first.Start == len(text) {
		return source.Span{}
	}
	return first
}

// wholeWord is the word around a length's name. It is none where it goes on
// as metrics do: http_request_duration_seconds_bucket.
func wholeWord(text string, start, end int) (source.Span, bool) {
	name, low, high := end, max(0, start-maxWordRead), min(len(text), end+maxWordRead)
	for start > low && (asciiWord(text[start-1]) || text[start-1] == '-') {
		start--
	}
	for end < high && (asciiWord(text[end]) || text[end] == '-') {
		end++
	}
	before := strings.ToLower(strings.Trim(text[start:end], "-"))
	of := func(word string) bool { return strings.Contains(before, word) }
	metric := strings.Contains(text[start:end], "duration_seconds") && (end > name || !strings.HasPrefix(before, "duration_") && !of("role") && !of("session") && !of("sts") && !of("aws"))
	return source.Span{Start: start, End: end}, !metric
}

// aside reports whether s lies outside of messages, which are in order.
func aside(s source.Span, messages []source.Span) bool {
	i := sort.Search(len(messages), func(i int) bool { return messages[i].End > s.Start })
	return i == len(messages) || !messages[i].Overlaps(s)
}

// numberFollows reports whether rest, which follows a word, gives it a number.
func numberFollows(rest string) bool {
	rest = strings.TrimLeft(rest[:min(len(rest), 24)], "\"' \t:=(,")
	return rest != "" && asciiDigit(rest[0])
}
