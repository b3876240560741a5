package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// NotRead is the key of a Note about a notation that no Format reads.
const NotRead = "notation-not-read"

// lengthWords name a session length in one notation or another.
var lengthWords = []string{
	"DurationSeconds", "durationSeconds", "duration-seconds", "duration_seconds", "DurationInSeconds",
	"MaxSessionDuration", "maxSessionDuration", "max_session_duration", "SessionDuration", "session_duration",
}

// unread is a Note about the first word of doc that names a session length,
// for a document in which no Format found anything.
func unread(doc *source.Document) (setting.Note, bool) {
	first, word := len(doc.Text), ""
	for _, w := range lengthWords {
		if at := strings.Index(doc.Text[:min(len(doc.Text), first+len(w))], w); at >= 0 && at < first {
			first, word = at, w
		}
	}
	if word == "" {
		return setting.Note{}, false
	}
	return setting.Note{
		Place: doc.At(source.Span{Start: first, End: first + len(word)}), Key: NotRead,
		Words: "has " + word + " in a notation that is not read yet; Terraform, AWS CLI commands and error text are",
	}, true
}
