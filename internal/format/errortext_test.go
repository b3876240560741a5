package format

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var writeErrors = flag.Bool("write-errors", false, "write what is found into testdata/errors")

// TestErrorSamples reads each sample of testdata/errors and compares what is
// found with the section "<name>.want". A section that is missing means that
// nothing is to be found.
func TestErrorSamples(t *testing.T) {
	names, err := filepath.Glob("testdata/errors/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		wants := map[string]string{}
		var inputs []txtar.File
		for _, f := range archive.Files {
			if sample, ok := strings.CutSuffix(f.Name, ".want"); ok {
				wants[sample] = string(f.Data)
				continue
			}
			inputs = append(inputs, f)
		}
		archive.Files = nil
		for _, f := range inputs {
			sample := strings.TrimSuffix(filepath.Base(name), ".txtar") + "/" + f.Name
			got := describe(t, string(f.Data))
			t.Run(sample, func(t *testing.T) {
				if want := wants[f.Name]; got != want && !*writeErrors {
					t.Errorf("got\n%s\nwant\n%s\nto accept: go test ./internal/format -run TestErrorSamples -write-errors", got, want)
				}
			})
			archive.Files = append(archive.Files, f)
			if got != "" {
				archive.Files = append(archive.Files, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
			}
		}
		if *writeErrors {
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var causeNames = map[setting.Cause]string{
	setting.OverRoleMaximum: "over-role-maximum", setting.OverChainedHour: "over-chained-hour",
	setting.UnderRange: "under-range", setting.OverRange: "over-range",
	setting.BadSpelling: "bad-spelling",
	setting.MissingUnit: "missing-unit",
	setting.Removed:     "removed", setting.Misquoted: "misquoted",
}

// describe spells what the format finds in text, one line a find.
func describe(t *testing.T, text string) string {
	t.Helper()
	doc, err := source.New("", text)
	if err != nil {
		t.Fatal(err)
	}
	found := locateErrors([]*source.Document{doc})
	var out strings.Builder
	for _, s := range found.Symptoms {
		fmt.Fprintf(&out, "%s %s", causeNames[s.Cause], s.Field)
		if s.Operation != "" {
			fmt.Fprintf(&out, " of %s", s.Operation)
		}
		if s.Role.ARN != "" || s.Role.Name != "" {
			fmt.Fprintf(&out, ", role %q %q", s.Role.Name, s.Role.ARN)
		}
		if s.Asked != 0 {
			fmt.Fprintf(&out, ", asked %d", s.Asked)
		}
		if s.Bound != 0 {
			fmt.Fprintf(&out, ", bound %d", s.Bound)
		}
		fmt.Fprintf(&out, "\n\tat %q\n\t%s\n", s.Text(), s.Words)
	}
	for _, s := range found.Signs {
		fmt.Fprintf(&out, "sign\n\tat %q\n\t%s\n", s.Text(), s.Words)
	}
	for _, n := range found.Notes {
		fmt.Fprintf(&out, "note %s\n\tat %q\n\t%s\n", n.Key, n.Text(), n.Words)
	}
	return out.String()
}
