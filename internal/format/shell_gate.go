package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// anyShellCall reports whether one of docs may hold a call that a session
// length can stand in. Most large texts hold none, and need no more than this
// one pass: it stops at hyphens only, since all of shellGateWords have one.
func anyShellCall(docs []*source.Document) bool {
	for _, doc := range docs {
		if strings.Contains(doc.Text, "configure set") || hasShellCall(doc.Text) {
			return true
		}
	}
	return false
}

// hasShellCall reports whether text has one of shellGateWords.
func hasShellCall(text string) bool {
	const longest = 24 // bytes of a word, on either side of its hyphen
	for at := 0; ; at++ {
		n := strings.IndexByte(text[at:], '-')
		if n < 0 {
			return false
		}
		at += n
		near := text[max(0, at-longest):min(len(text), at+longest)]
		for _, word := range shellHyphens {
			if strings.HasPrefix(text[at:], word) {
				for _, call := range shellGateWords {
					if strings.Contains(near, call) {
						return true
					}
				}
			}
		}
	}
}

// shellGateWords are shellCalls, and the call whose output tells a maximum.
var shellGateWords = append([]string{"get-role"}, shellCalls...)

// shellHyphens are how shellGateWords go on after their first hyphen.
var shellHyphens = []string{
	"-ro", "-session-token", "-federation-token", "-web-identity-token", "--duration-s", "--session-duration", "--max-session",
}
