package parsers

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// cfn-lint knows the types, ranges and references of templates. What it finds
// no error in, it finds none in once corrected.
func TestCorrectedTemplatesLint(t *testing.T) {
	lint := tool(t, "cfn-lint")
	if err := exec.Command(lint, "--version").Run(); err != nil {
		t.Skipf("SKIPPED cfn-lint: it does not run: %v", err)
	}
	list := corrections(t, "cloudformation")
	before, after := errorsOf(t, lint, list, false), errorsOf(t, lint, list, true)
	clean, mended := 0, 0
	for i, c := range list {
		if len(before[i]) > 0 {
			if len(after[i]) == 0 {
				mended++
			}
			continue
		}
		clean++
		if len(after[i]) > 0 {
			t.Errorf("%s: corrected, it no longer lints: %v\n%s", c.name, after[i], c.after)
		}
	}
	if clean < 6 || mended < 1 {
		t.Errorf("of %d corrected templates only %d lint before too, and %d not before", len(list), clean, mended)
	}
	t.Logf("of %d corrected templates %d lint before and after, %d only after", len(list), clean, mended)
	for i, c := range list {
		if len(before[i]) > 0 {
			t.Logf("%s does not lint: %s", c.name, before[i][0])
		}
	}
}

// errorsOf lints one side of each correction and lists the errors of each.
func errorsOf(t *testing.T, lint string, list []correction, corrected bool) [][]string {
	t.Helper()
	dir := t.TempDir()
	args := []string{"--format", "json", "--regions", "eu-west-1", "--"}
	for i, c := range list {
		text := c.before
		if corrected {
			text = c.after
		}
		path := filepath.Join(dir, fmt.Sprintf("%d.yaml", i))
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	out, err := exec.Command(lint, args...).Output() // it exits with the kinds of what it found
	var found []struct {
		Filename, Level string
		Message         string
	}
	if json.Unmarshal(out, &found) != nil {
		t.Fatalf("cfn-lint: %v\n%s", err, out)
	}
	errs := make([][]string, len(list))
	for _, f := range found {
		var i int
		if _, err := fmt.Sscanf(strings.TrimSuffix(filepath.Base(f.Filename), ".yaml"), "%d", &i); err != nil || i >= len(errs) {
			t.Fatalf("cfn-lint speaks of %s", f.Filename)
		}
		if f.Level == "Error" {
			errs[i] = append(errs[i], f.Message)
		}
	}
	return errs
}
