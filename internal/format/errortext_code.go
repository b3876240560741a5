package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

var (
	// branchWords begin a line of source that looks at a message.
	branchWords = []string{"if", "elif", "elsif", "else", "when", "case", "while", "assert", "return", "not", "and", "or", "catch"}
	// callWords are in the names of functions that look for a text.
	callWords = []string{"contains", "includes", "match", "indexof", "startswith", "hasprefix", "assert", "expect", "raises", "compile", "equal", "search", "test"}
	// commandWords are commands that take a text to look for.
	commandWords = []string{"grep", "egrep", "fgrep", "rg", "findstr"}
)

// quotedInCode reports whether p is a string or a pattern in source code that
// looks for the message, which nobody printed. Prose that quotes the message,
// and logs that hold it as a value, are not code.
func quotedInCode(p source.Place) bool {
	text := p.Doc.Text
	line := text[max(0, p.Start-160):p.Start]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	code := strings.TrimRight(line, "\"'`/*")
	if code == line {
		return false
	}
	code = strings.TrimRight(code, " \\")
	words := letterRuns(code)
	switch {
	case len(words) == 0:
		return false
	case strings.HasSuffix(code, "==") || strings.HasSuffix(code, "!=") || strings.HasSuffix(code, "=~"):
		return true
	case strings.HasSuffix(code, "(") || strings.HasSuffix(code, ","):
		return slices.ContainsFunc(words, func(w string) bool {
			return slices.ContainsFunc(callWords, func(c string) bool { return strings.Contains(w, c) })
		})
	case slices.ContainsFunc(words[max(0, len(words)-3):], func(w string) bool { return slices.Contains(commandWords, w) }):
		return true
	case !slices.Contains(branchWords, words[0]):
		return false
	case slices.Contains(branchWords, words[len(words)-1]): // if "…"
		return true
	}
	after := text[p.End:min(len(text), p.End+60)]
	rest := strings.TrimLeft(after, "\"'`/*.")
	return rest != after && strings.HasPrefix(rest, " in ")
}

// letterRuns are the words of s in lower case, the last 16 at most.
func letterRuns(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r >= 0x80 || !asciiLetter(byte(r)) })
	return words[max(0, len(words)-16):]
}
