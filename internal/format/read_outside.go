package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// maxSought is how many names are looked for in the text that seem to have no
// value in it.
const maxSought = 64

// outside corrects what notations say of names that they found no value for:
// a line that they do not read, such as an item NAME=value of a list, may
// give it all the same.
func (f *Found) outside() {
	sought := map[string]bool{}
	for i := range f.Settings {
		s := &f.Settings[i]
		if s.State != setting.Unknown || s.Why == nil || s.Why.Key != "value-outside-paste" || len(sought) == maxSought {
			continue
		}
		title, ok := strings.CutSuffix(s.Why.Words, " in this text")
		if ok {
			title, ok = cutEither(title, " is not set", " is not defined")
		}
		name := strings.TrimPrefix(title, "$")
		if !ok || !isName(name) {
			continue
		}
		key := s.Doc.Name + "\x00" + name
		written, known := sought[key]
		if !known {
			written = givesValue(s.Doc.Text, name)
			sought[key] = written
		}
		if written {
			s.Why.Words = title + " has a value in this text, and nothing proves that it is the one read here"
		}
	}
}

func cutEither(text, a, b string) (string, bool) {
	if before, ok := strings.CutSuffix(text, a); ok {
		return before, true
	}
	return strings.CutSuffix(text, b)
}

// givesValue reports whether text has name before the sign of an assignment.
func givesValue(text, name string) bool {
	for at := 0; ; at += len(name) {
		n := strings.Index(text[at:], name)
		if n < 0 {
			return false
		}
		at += n
		after := text[at+len(name) : min(len(text), at+len(name)+8)]
		rest := strings.TrimLeft(strings.TrimLeft(after, `"'`), " ")
		switch {
		case at > 0 && (asciiWord(text[at-1]) || strings.IndexByte("$.{-", text[at-1]) >= 0), rest == "":
		case (rest[0] == '=' || rest[0] == ':') && !strings.HasPrefix(rest[1:], rest[:1]):
			return true
		case after[0] == ' ' && asciiDigit(rest[0]): // set -x NAME 43200
			return true
		}
	}
}
