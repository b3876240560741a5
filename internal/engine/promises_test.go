package engine

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"stackengine.dev/sandbox/internal/report"
)

// checkPromises holds a reply to what the engine promises of every answer.
func (c goldenCase) checkPromises(t testing.TB, r wireReply) {
	t.Helper()
	for i, f := range r.Files {
		checkOnlyEditsChange(t, c.files[i], f.Output, f.Changed, r)
	}
	checkSettled(t, c, r)
}

// checkOnlyEditsChange applies the chosen edits by hand, in UTF-16 units, and
// compares: whatever is not an edit is the same to the byte.
func checkOnlyEditsChange(t testing.TB, file wireFile, output string, changed bool, r wireReply) {
	t.Helper()
	text, hadBOM := strings.CutPrefix(file.Text, "\uFEFF")
	units := utf16.Encode([]rune(text))
	var edits []report.Edit
	for _, f := range r.Findings {
		for _, fix := range f.Fixes {
			for _, e := range fix.Edits {
				if e.Range.File != file.Name {
					continue
				}
				if got := string(utf16.Decode(units[e.Range.Start:e.Range.End])); got != e.Old {
					t.Errorf("edit %+v: the text there is %q", e, got)
				}
				if fix.Chosen && !slices.Contains(edits, e) {
					edits = append(edits, e)
				}
			}
		}
	}
	slices.SortFunc(edits, func(a, b report.Edit) int { return b.Range.Start - a.Range.Start })
	for _, e := range edits {
		units = slices.Concat(units[:e.Range.Start], utf16.Encode([]rune(e.New)), units[e.Range.End:])
	}
	want := string(utf16.Decode(units))
	if hadBOM {
		want = "\uFEFF" + want
	}
	if output != want {
		t.Errorf("output is not the text with its edits made:\n got %q\nwant %q", output, want)
	}
	if changed != (output != file.Text) {
		t.Errorf("changed is %v", changed)
	}
}

// checkSettled runs the engine on its own output: nothing is left to change.
func checkSettled(t testing.TB, c goldenCase, r wireReply) {
	t.Helper()
	if c.options["choices"] != nil {
		return // choices name findings of the first run
	}
	var again []wireFile
	for _, f := range r.Files {
		again = append(again, wireFile{f.Name, f.Output})
	}
	for _, f := range callRefactor(t, again, c.options).Files {
		if f.Changed {
			t.Errorf("running again changes %q once more:\n%s", f.Name, f.Output)
		}
	}
}

func TestHandleRefusesBadCalls(t *testing.T) {
	for _, test := range []struct{ name, method, request, kind, message string }{
		{"unknown method", "format", `{}`, "request", `there is no method "format"`},
		{"not JSON", "refactor", `{"files":`, "request", "the request is not JSON"},
		{"not an object", "refactor", `[]`, "request", "the request is not a JSON object"},
		{"unknown field", "refactor", `{"file":[]}`, "request", `the request has an unknown field "file"`},
		{"unknown option", "refactor", `{"files":[{"text":""}],"options":{"wanted":1}}`, "request", `the request: options: options has an unknown field "wanted"`},
		{"no file", "refactor", `{}`, "request", "the request has no files"},
		{"seconds out of range", "refactor", `{"files":[{"text":""}],"options":{"roleMax":60}}`, "request", "the request: options: options: roleMax: must be a whole number of seconds from 3600 to 43200"},
		{"binary", "refactor", `{"files":[{"name":"a.bin","text":"ab\u0000c"}]}`, "input", "line 1 holds a NUL byte: this is a binary file, or UTF-16; save it as UTF-8 and try again"},
		{"two names", "refactor", `{"files":[{"name":"a","text":""},{"name":"a","text":""}]}`, "input", `two files are named "a": give each its own path`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var reply struct {
				Error struct{ Kind, Message, File string }
			}
			if err := json.Unmarshal(Handle(test.method, []byte(test.request)), &reply); err != nil {
				t.Fatal(err)
			}
			if reply.Error.Kind != test.kind || reply.Error.Message != test.message {
				t.Errorf("got %q: %q\nwant %q: %q", reply.Error.Kind, reply.Error.Message, test.kind, test.message)
			}
		})
	}
}
