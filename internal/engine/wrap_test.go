package engine

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// differs lists the wrapped cases that are decided in another way, and why.
var differs = map[string]string{
	"numbers/around/quiet_curly_quotes_in_json": "no line can be put in for either reason, and one is told",

	"fence/hcl/terragrunt": "inputs in a text that is not Terragrunt throughout may be another tool's",
}

// A wrapping puts something around the lines of a paste, and takes it off
// again. What is decided about the paste stays the same.
type wrapping struct {
	name       string
	wrap, back func(string) string
	lines      bool // a line can be put in
}

var wrappings = []wrapping{
	{"crlf", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }, true},
	{"quote", eachLine("> "), offLine("> "), true},
	{"quote twice", eachLine("> > "), offLine("> > "), true},
	{"fence", fence("It fails:\n\n~~~~\n", "~~~~\n\nWhat now?\n"), unfence("It fails:\n\n~~~~\n", "~~~~\n\nWhat now?\n"), true},
	{"bom", func(s string) string { return "\uFEFF" + s }, func(s string) string { return strings.TrimPrefix(s, "\uFEFF") }, true},
	{"numbers", numberLines, unnumberLines, false},
}

func eachLine(mark string) func(string) string {
	return func(text string) string {
		var out strings.Builder
		for line := range strings.Lines(text) {
			if strings.TrimRight(line, "\r\n") == "" {
				out.WriteString(strings.TrimRight(mark, " ") + line)
			} else {
				out.WriteString(mark + line)
			}
		}
		return out.String()
	}
}

func offLine(mark string) func(string) string {
	return func(text string) string {
		var out strings.Builder
		for line := range strings.Lines(text) {
			rest, ok := strings.CutPrefix(line, mark)
			if !ok {
				rest = strings.TrimPrefix(line, strings.TrimRight(mark, " "))
			}
			out.WriteString(rest)
		}
		return out.String()
	}
}

func fence(before, after string) func(string) string {
	return func(text string) string { return before + text + after }
}

func unfence(before, after string) func(string) string {
	return func(text string) string { return strings.TrimSuffix(strings.TrimPrefix(text, before), after) }
}

func numberLines(text string) string {
	var out strings.Builder
	n := 0
	for line := range strings.Lines(text) {
		n++
		fmt.Fprintf(&out, "%6d | %s", n, line)
	}
	return out.String()
}

func unnumberLines(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		_, rest, _ := strings.Cut(line, " | ")
		out.WriteString(rest)
	}
	return out.String()
}

// Quoting, fencing, numbering or another line ending leaves the decision as
// it is.
func TestWrappingKeepsTheDecision(t *testing.T) {
	for _, path := range goldenFiles(t) {
		c := readCase(t, path)
		if len(c.files) != 1 || c.files[0].Name != "" || c.options["choices"] != nil {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), ".txtar")
		text := c.files[0].Text
		if strings.Contains(text, "\r") || strings.HasPrefix(text, "\uFEFF") || !strings.HasSuffix(text, "\n") {
			continue
		}
		if strings.Count(text, "\n") == 1 {
			continue // a number before one line alone may be anything
		}
		plain := c.call(t)
		for _, w := range wrappings {
			t.Run(w.name+"/"+name, func(t *testing.T) {
				if why := differs[w.name+"/"+name]; why != "" {
					t.Skip(why)
				}
				wrapped := c
				wrapped.files = []wireFile{{"", w.wrap(text)}}
				reply := wrapped.call(t)
				wrapped.checkPromises(t, reply)
				if got, want := decision(reply), decision(plain); got != want && (w.lines || !insertsLine(plain)) {
					t.Errorf("wrapped:\n%s\nplain:\n%s", got, want)
				}
				if got, want := w.back(reply.Files[0].Output), plain.Files[0].Output; got != want && (w.lines || !insertsLine(plain)) {
					t.Errorf("wrapped:\n%s\nplain:\n%s", got, want)
				}
			})
		}
	}
}

// printings show a paste as a log or a diff does.
var printings = map[string]func(string) string{
	"log":          eachLine("2025-11-03T08:15:41.6130001Z "),
	"build":        eachLine("#12 0.345 "),
	"services":     eachLine("ci_1  | "),
	"added":        func(s string) string { return "@@ -0,0 +1,9 @@\n" + eachLine("+")(s) },
	"context":      func(s string) string { return "--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n" + eachLine(" ")(s) },
	"quoted":       func(s string) string { return eachLine("> ")("@@ -1,9 +1,9 @@\n" + eachLine("+")(s)) },
	"diff in mail": func(s string) string { return "Hi,\n\n```diff\n" + eachLine("+")(s) + "```\n" },
}

// What a log or a diff shows is never edited.
func TestWhatIsPrintedIsNotEdited(t *testing.T) {
	names := slices.Sorted(maps.Keys(printings))
	for i, path := range goldenFiles(t) {
		c := readCase(t, path)
		if len(c.files) != 1 || c.files[0].Name != "" || c.options["choices"] != nil {
			continue
		}
		text := strings.TrimPrefix(c.files[0].Text, "\uFEFF")
		if strings.Contains(text, "```") || strings.Contains(text, "~~~") {
			continue // which would end the fence
		}
		if strings.Count(text, "\n") < 2 {
			continue // one line behind a service's name may be a pipe
		}
		for k := range 2 { // two of them for each case: all would take long in WebAssembly
			name := names[(i+3*k)%len(names)]
			print := printings[name]
			t.Run(name+"/"+strings.TrimPrefix(filepath.ToSlash(path), "testdata/"), func(t *testing.T) {
				printed := c
				printed.files = []wireFile{{"", print(text)}}
				reply := printed.call(t)
				printed.checkPromises(t, reply)
				if reply.Files[0].Changed {
					t.Errorf("edited:\n%s", reply.Patch)
				}
			})
		}
	}
}

// decision is what a reply says, without its places.
func decision(r wireReply) string {
	var out strings.Builder
	for _, s := range r.Settings {
		seconds := "?"
		if s.Seconds != nil {
			seconds = fmt.Sprint(*s.Seconds)
		}
		fmt.Fprintln(&out, s.Kind, s.Limit, seconds, s.State, s.At, s.Role, s.Output)
	}
	for _, f := range r.Findings {
		fmt.Fprintln(&out, f.Severity, f.Rule, f.Explain, withoutLines(f.Message))
		for _, fix := range f.Fixes {
			fmt.Fprintln(&out, "  ", fix.Chosen, fix.Label, len(fix.Edits))
		}
	}
	for _, f := range r.Refusals {
		fmt.Fprintln(&out, f.Explain, f.What, f.Why)
	}
	return out.String()
}

// withoutLines leaves out the lines that a message names.
func withoutLines(message string) string {
	for {
		before, rest, ok := strings.Cut(message, " (line ")
		if !ok {
			return message
		}
		_, after, _ := strings.Cut(rest, ")")
		message = before + after
	}
}

func insertsLine(r wireReply) bool {
	for _, f := range r.Findings {
		for _, fix := range f.Fixes {
			for _, e := range fix.Edits {
				if strings.Contains(e.New, "\n") || strings.Contains(e.Old, "\n") {
					return true
				}
			}
		}
	}
	return false
}
