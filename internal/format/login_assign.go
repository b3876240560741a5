package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// How variables of the environment and keys of YAML and JSON are set, in the
// notations that people paste: each is known by its one line.

// maxLoginLine is how many bytes of a line before and after a name are looked at.
const maxLoginLine = 200

// assignedTo is the value, with its quotes, that the text sets at the name of
// h. The second result is false where nothing is set: in a comment, in prose,
// in a read of the variable.
func assignedTo(text string, h loginHit) (source.Span, bool) {
	start := strings.LastIndexByte(text[max(0, h.name.Start-maxLoginLine):h.name.Start], '\n') + 1 + max(0, h.name.Start-maxLoginLine)
	before := text[start:h.name.Start]
	before = before[promptLen(before):]
	at := h.name.End
	quote := ""
	if n := len(before); n > 0 && (before[n-1] == '"' || before[n-1] == '\'') && at < len(text) && text[at] == before[n-1] {
		quote, before = before[n-1:], before[:n-1]
		at++
	}
	switch h.login.kind {
	case inFlag:
		if at < len(text) && text[at] == '=' {
			return valueAt(text, at+1), true
		}
		return valueAt(text, skipBlanks(text, at)), skipBlanks(text, at) > at
	case inYAML:
		return afterColon(text, at, strings.Trim(before, " \t->") == "")
	case inJSON:
		lead := strings.TrimSpace(before)
		return afterColon(text, at, quote != "" && (lead == "" || strings.HasSuffix(lead, "{") || strings.HasSuffix(lead, ",")))
	}
	return assignedVariable(text, at, before, quote)
}

// assignedVariable reads NAME=value, NAME: value, ENV NAME value, and the two
// lines of a Kubernetes list.
func assignedVariable(text string, at int, before, quote string) (source.Span, bool) {
	words := strings.Fields(before)
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	blank := skipBlanks(text, at)
	switch {
	case last == "name:" && strings.Trim(strings.TrimSuffix(strings.TrimRight(before, " \t"), "name:"), " \t-") == "":
		return valueBelow(text, at)
	case !allSetters(words):
		return source.Span{}, false
	case at < len(text) && text[at] == '=' && quote == "":
		return valueAt(text, at+1), true
	case blank < len(text) && text[blank] == ':':
		return afterColon(text, at, true)
	case blank > at && slices.Contains(spaced, last) && text[blank] != '=':
		return valueAt(text, blank), true
	case blank < len(text) && text[blank] == '=' && quote == "":
		value := valueAt(text, skipBlanks(text, blank+1))
		return value, strings.HasSuffix(last, "nv:") || len(words) == 0 && isQuoted(text[value.Start:value.End])
	}
	return source.Span{}, false
}

// spaced are words after which a blank stands between a name and its value:
// Dockerfile's ENV, csh's setenv, fish's set -x.
var spaced = []string{"ENV", "setenv", "setx", "-gx", "-Ux", "-x"}

func isQuoted(s string) bool {
	return len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0]
}

// setters are words that may stand before a variable that is set; after one
// of lastSetters it is set whatever stands before that.
var (
	setters     = []string{"-", "ARG", "set", "SET", "env", "declare", "typeset", "local", "{", "\"", "env:", "environment:", "run:", "RUN"}
	lastSetters = []string{"export", "ENV", "setenv", "setx", "-e", "--env", "-x", "-gx", "-Ux", "readonly", "$env:", "$Env:"}
)

// allSetters reports whether words, which stand before a name, leave it the
// name of a variable that is set.
func allSetters(words []string) bool {
	if n := len(words); n > 0 && slices.Contains(lastSetters, words[n-1]) {
		return words[0] != "echo" && !slices.ContainsFunc(words, func(w string) bool { return strings.ContainsAny(w, "#`'\"") || strings.HasPrefix(w, "//") })
	}
	if len(words) == 2 && words[0] == "alias" && (strings.HasSuffix(words[1], "='") || strings.HasSuffix(words[1], "=\"")) {
		return true
	}
	for _, w := range words {
		name, _, assigns := strings.Cut(w, "=")
		if !slices.Contains(setters, w) && !slices.Contains(lastSetters, w) && !(assigns && isName(name)) {
			return false
		}
	}
	return true
}

func skipBlanks(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	return i
}

// afterColon is the value behind a colon and a blank.
func afterColon(text string, at int, ok bool) (source.Span, bool) {
	at = skipBlanks(text, at)
	if !ok || at+1 >= len(text) || text[at] != ':' || text[at+1] != ' ' && text[at+1] != '\t' && !asciiDigit(text[at+1]) {
		return source.Span{}, false
	}
	value := valueAt(text, skipBlanks(text, at+1))
	if value.End < len(text) && text[value.End] == ',' && isDigits(text[value.Start:value.End]) && !quotedName(text, at) {
		return source.Span{}, false // a member of a program's object
	}
	return value, true
}

// quotedName reports whether a quote stands before the colon at i.
func quotedName(text string, i int) bool { return i > 0 && (text[i-1] == '"' || text[i-1] == '\'') }

// valueBelow is the value of "value:" in the line after a name.
func valueBelow(text string, at int) (source.Span, bool) {
	end := lineEnd(text, at)
	if strings.TrimSpace(text[at:end]) != "" {
		return source.Span{}, false
	}
	start := skipBlanks(text, min(len(text), end+1))
	if !strings.HasPrefix(text[start:], "value:") {
		return source.Span{}, false
	}
	return afterColon(text, start+len("value"), true)
}

// valueAt is the value that begins at i: quoted, or up to what ends a word.
func valueAt(text string, i int) source.Span {
	limit := min(len(text), i+maxLoginLine)
	if i < limit && (text[i] == '"' || text[i] == '\'') {
		if n := strings.IndexByte(text[i+1:limit], text[i]); n >= 0 && !strings.Contains(text[i:i+1+n], "\n") {
			return source.Span{Start: i, End: i + n + 2}
		}
	}
	end := i
	for end < limit && strings.IndexByte(" \t\r\n;&|,)]\"'`", text[end]) < 0 {
		if text[end] == '}' && !strings.Contains(text[i:end], "{") {
			break
		}
		end++
	}
	return source.Span{Start: i, End: end}
}
