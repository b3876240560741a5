package engine

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"mvdan.cc/sh/v3/syntax"
)

// FuzzRefactor holds the engine to its promises on any text: only edits
// change bytes, a second run changes nothing, the same request gives the same
// reply, and what parsed before parses after.
func FuzzRefactor(f *testing.F) {
	for _, path := range goldenFiles(f) {
		for _, file := range readCase(f, path).files {
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
}

func parsesAsHCL(text string) bool {
	_, diagnostics := hclsyntax.ParseConfig([]byte(text), "", hcl.InitialPos)
	return !diagnostics.HasErrors()
}

func parsesAsShell(text string) bool {
	_, err := syntax.NewParser().Parse(strings.NewReader(text), "")
	return err == nil
}
