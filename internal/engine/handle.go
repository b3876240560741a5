// Package engine is the whole flow from a request to a reply. It is pure: no
// clock, no network, no state between calls.
package engine

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/tidwall/gjson"
)

// A method answers one kind of request: the request's fields in, JSON out.
type method func(request gjson.Result) ([]byte, error)

var methods = map[string]method{
	"about":    about,
	"refactor": refactor,
	"redact":   redactText,
	"check":    checkBody,
	"restore":  restoreText,
}

// Handle answers one call: JSON in, JSON out. It never fails: what goes wrong
// is a reply with the one field "error" {kind, message, file}. Kind is
// "request" for a call that is malformed, "input" for a text that cannot be
// read, and "internal" for a mistake of ours, whose message never quotes the
// text.
func Handle(name string, request []byte) (reply []byte) {
	defer func() {
		if cause := recover(); cause != nil {
			logMistake(name, cause)
			reply = failure("internal", fmt.Sprintf("the engine made a mistake in %q; the text is unchanged", name), "")
		}
	}()
	answer, known := methods[name]
	if !known {
		return failure("request", fmt.Sprintf("there is no method %q", name), "")
	}
	if !gjson.ValidBytes(request) {
		return failure("request", "the request is not JSON", "")
	}
	fields := gjson.ParseBytes(request)
	if !fields.IsObject() {
		return failure("request", "the request is not a JSON object", "")
	}
	reply, err := answer(fields)
	var input *InputError
	switch {
	case errors.As(err, &input):
		return failure("input", input.Message, input.File)
	case err != nil:
		return failure("request", err.Error(), "")
	}
	return reply
}

// logMistake writes a mistake of ours to the local console, which nobody else
// sees: the cause may quote the user's text.
func logMistake(name string, cause any) { println("engine:", name, fmt.Sprint(cause)) }

func failure(kind, message, file string) []byte {
	return encode(map[string]any{"error": map[string]string{"kind": kind, "message": message, "file": file}})
}

// encode cannot fail on the types that this package hands it.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
