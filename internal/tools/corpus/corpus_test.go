package corpus

import (
	"slices"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/plan"
	"stackengine.dev/sandbox/internal/source"
)

func TestTerraformHasItsSizeAndItsCase(t *testing.T) {
	for _, size := range []int{2_000, 100_000, 1_000_000} {
		text := Terraform(size)
		if got := len(text); got < size*8/10 || got > size*12/10 {
			t.Errorf("asked for %d bytes, got %d", size, got)
		}
		if strings.Count(text, "max_session_duration") != 1 {
			t.Errorf("%d bytes hold the failing case %d times", size, strings.Count(text, "max_session_duration"))
		}
		if Terraform(size) != text {
			t.Error("two calls differ")
		}
	}
}

// Every notation has a text that the engine takes for it and corrects.
func TestNotationsAreCorrected(t *testing.T) {
	for _, f := range format.Formats {
		if f.ID == "hcl" || f.ID == "error-text" || f.ID == "iam-policy" {
			continue // Terraform has its own text; in the others nothing is asked for
		}
		if !slices.ContainsFunc(Notations, func(n Notation) bool { return n.ID == f.ID }) {
			t.Errorf("there is no text in %s", f.ID)
		}
	}
	for _, n := range Notations {
		for _, size := range []int{2_000, 200_000} {
			text := n.Text(size)
			doc, err := source.New(n.Name, text)
			if err != nil {
				t.Fatal(err)
			}
			docs := []*source.Document{doc}
			found, guesses := format.Read(docs, "")
			if guesses[0].ID != n.ID {
				t.Errorf("%s: taken for %s, because %s", n.ID, guesses[0].ID, guesses[0].Why)
			}
			if edits := plan.Make(found, plan.Options{}).Edits; len(edits) != 1 {
				t.Errorf("%s, %d bytes: %d edits", n.ID, len(text), len(edits))
			}
		}
	}
}
