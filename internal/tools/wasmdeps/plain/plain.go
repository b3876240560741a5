// Package plain says in plain Go what the regular expressions of two
// dependencies say, so that the wasm needs no regexp: that package, with the
// Unicode tables it brings, is a twentieth of it. internal/tools/wasmdeps
// writes this file into the copies that the wasm is built from.
package plain

import (
	"errors"
	"strconv"
	"strings"
)

// A pattern is a regular expression that MatchString knows.
type pattern string

// MatchString is the method of regexp.Regexp that the dependencies call. It
// panics on an expression that was not looked at.
func (p pattern) MatchString(s string) bool {
	switch p {
	// go.yaml.in/yaml/v3. The other one, of encode.go, is for writing YAML.
	case `^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`:
		_, err := strconv.ParseFloat(s, 64)
		return strings.Trim(s, "+-.0123456789eE") == "" && !errors.Is(err, strconv.ErrSyntax)

	// github.com/sergi/go-diff
	case `[^a-zA-Z0-9]`:
		return strings.ContainsFunc(s, func(r rune) bool {
			return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
		})
	case `\s`:
		return strings.ContainsAny(s, " \t\n\f\r")
	case `[\r\n]`:
		return strings.ContainsAny(s, "\r\n")
	case `\n\r?\n$`:
		return strings.HasSuffix(s, "\n\n") || strings.HasSuffix(s, "\n\r\n")
	case `^\r?\n\r?\n`:
		rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "\r"), "\n")
		return ok && strings.HasPrefix(strings.TrimPrefix(rest, "\r"), "\n")
	}
	panic("no plain form of the regular expression " + p)
}
