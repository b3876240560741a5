package engine

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"go.yaml.in/yaml/v3"
	"mvdan.cc/sh/v3/syntax"
)

// FuzzRefactor holds the engine to its promises on any text: only edits
// change bytes, a second run changes nothing, the same request gives the same
// reply, and what parsed before parses after.
func FuzzRefactor(f *testing.F) {
	for _, c := range fuzzSeeds(f) {
		for _, file := range c.files {
			f.Add(file.Text, 0, "auto", "auto", false)
			f.Add(strings.ReplaceAll(file.Text, "\n", "\r\n"), 14400, "raise", "yes", true)
		}
	}
	f.Fuzz(func(t *testing.T, text string, requested int, strategy, chained string, suggest bool) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || len(text) > 1<<16 {
			t.Skip()
		}
		c := goldenCase{files: []wireFile{{"", text}}, options: map[string]json.RawMessage{}}
		if requested > 0 && requested < 1<<31 {
			c.options["requested"], _ = json.Marshal(requested)
		}
		if strategy == "reduce" || strategy == "raise" {
			c.options["strategy"], _ = json.Marshal(strategy)
		}
		if chained == "yes" || chained == "no" {
			c.options["chained"], _ = json.Marshal(chained)
		}
		c.options["suggest"], _ = json.Marshal(suggest)
		reply := c.call(t)
		c.checkPromises(t, reply)
		if output := reply.Files[0].Output; output != text {
			checkStillParses(t, reply.Files[0].Format.ID, text, output)
		}
	})
}

func checkStillParses(t *testing.T, format, before, after string) {
	t.Helper()
	before, after = strings.TrimPrefix(before, "\uFEFF"), strings.TrimPrefix(after, "\uFEFF")
	if format == "hcl" && parsesAsHCL(before) && !parsesAsHCL(after) {
		t.Errorf("HCL no longer parses:\n%q\n%q", before, after)
	}
	if format == "shell" && parsesAsShell(before) && !parsesAsShell(after) {
		t.Errorf("shell no longer parses:\n%q\n%q", before, after)
	}
	if json.Valid([]byte(before)) && !json.Valid([]byte(after)) {
		t.Errorf("JSON no longer parses:\n%q\n%q", before, after)
	}
	// To YAML, a no-break space is a word; it is read as the blank that it was.
	if inYAML[format] && !strings.Contains(before, "\u00A0") && parsesAsYAML(before) && !parsesAsYAML(after) {
		t.Errorf("YAML no longer parses:\n%q\n%q", before, after)
	}
}

// inYAML are the notations that are YAML throughout.
var inYAML = map[string]bool{"cloudformation": true, "iam-policy": true, "workflow": true, "kubernetes": true, "ansible": true, "pulumi-yaml": true}

func parsesAsYAML(text string) bool {
	var tree yaml.Node
	return yaml.Unmarshal([]byte(text), &tree) == nil
}

func parsesAsHCL(text string) bool {
	_, diagnostics := hclsyntax.ParseConfig([]byte(text), "", hcl.InitialPos)
	return !diagnostics.HasErrors()
}

func parsesAsShell(text string) bool {
	_, err := syntax.NewParser().Parse(strings.NewReader(text), "")
	return err == nil
}

// A mutation is something that happens to text on its way into a paste.
var mutations = []func(string) string{
	eachLine("> "),
	numberLines,
	eachLine("    "),
	func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
	func(s string) string { return s[:len(s)/2] },
	func(s string) string { return s[len(s)/2:] },
	fence("Look:\n\n```\n", "\n```\nWhy?\n"),
	fence("<details>\n\n~~~yaml\n", "~~~\n</details>\n"),
	func(s string) string {
		raw, _ := json.Marshal(map[string]string{"run": s})
		return string(raw)
	},
	func(s string) string { return strings.NewReplacer(`"`, "“", "--", "—").Replace(s) },
	func(s string) string { return strings.ReplaceAll(s, "  ", "\u00a0 ") },
	func(s string) string { return strings.NewReplacer("&", "&amp;", `"`, "&quot;", ">", "&gt;").Replace(s) },
	func(s string) string { return strings.ReplaceAll(s, "\n", "\n\x1b[0m") },
	eachLine("[10:02:11] "),
	func(s string) string { return "@@ -1,9 +1,9 @@\n" + eachLine(" ")(s) + s },
}

// FuzzMutated holds the engine to its promises on what mails, editors, chats
// and clipboards make of a text, twice over.
func FuzzMutated(f *testing.F) {
	for i, c := range fuzzSeeds(f) {
		for _, file := range c.files {
			f.Add(file.Text, i%len(mutations), i/len(mutations)%len(mutations), i%3*7200)
		}
	}
	f.Fuzz(func(t *testing.T, text string, first, second, requested int) {
		if len(text) > 1<<14 {
			t.Skip()
		}
		for _, how := range []int{first, second} {
			if how >= 0 {
				text = mutations[how%len(mutations)](text)
			}
		}
		text = strings.ToValidUTF8(text, "")
		if strings.ContainsRune(text, 0) {
			t.Skip()
		}
		c := goldenCase{files: []wireFile{{"", text}}, options: map[string]json.RawMessage{}}
		if requested > 0 && requested < 1<<31 {
			c.options["requested"], _ = json.Marshal(requested)
		}
		reply := c.call(t)
		c.checkPromises(t, reply)
		if output := reply.Files[0].Output; output != text {
			checkStillParses(t, reply.Files[0].Format.ID, text, output)
		}
	})
}

// FuzzPrinted shows any text as a log or a diff does: nothing of it is edited.
func FuzzPrinted(f *testing.F) {
	names := slices.Sorted(maps.Keys(printings))
	for i, c := range fuzzSeeds(f) {
		for _, file := range c.files {
			f.Add(file.Text, i%len(names))
		}
	}
	f.Fuzz(func(t *testing.T, text string, how int) {
		if how < 0 || !utf8.ValidString(text) || strings.ContainsRune(text, 0) || strings.Contains(text, "```") || strings.Count(text, "\n") < 2 || len(text) > 1<<14 {
			t.Skip()
		}
		c := goldenCase{files: []wireFile{{"", printings[names[how%len(names)]](text)}}, options: map[string]json.RawMessage{}}
		reply := c.call(t)
		c.checkPromises(t, reply)
		if reply.Files[0].Changed {
			t.Errorf("%s: edited\n%s", names[how%len(names)], reply.Patch)
		}
	})
}
