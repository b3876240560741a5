package diff

import (
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/source"
)

// rebuild reads one side of hunks back into the whole text.
func rebuild(doc *source.Document, hunks []Hunk, side Op) string {
	var out strings.Builder
	next := 1
	for _, h := range hunks {
		start := h.OldStart
		if h.OldLines == 0 {
			start++
		}
		for ; next < start; next++ {
			out.WriteString(lineOf(doc, next))
		}
		for _, l := range h.Lines {
			if l.Op == Equal || l.Op == side {
				out.WriteString(l.Text)
			}
			if l.Op != Insert {
				next++
			}
		}
	}
	for ; next <= doc.Lines(); next++ {
		out.WriteString(lineOf(doc, next))
	}
	return out.String()
}

// randomCase is a document and edits on it, from one seed.
func randomCase(seed int64) (*source.Document, []edit.Edit) {
	r := rand.New(rand.NewSource(seed))
	eols := []string{"\n", "\r\n"}
	var text strings.Builder
	for range r.Intn(40) {
		fmt.Fprintf(&text, "line %d%s", r.Intn(9), eols[r.Intn(1+r.Intn(2))])
	}
	if r.Intn(2) == 0 {
		text.WriteString("no ending")
	}
	doc, _ := source.New("a b.tf", text.String())
	var edits []edit.Edit
	for at := 0; at < len(doc.Text); {
		at += r.Intn(60)
		end := at + r.Intn(12)
		if end > len(doc.Text) {
			break
		}
		edits = append(edits, edit.Replace(doc.At(source.Span{Start: at, End: end}), []string{"", "x", "new\n", "\nline 3\n\n"}[r.Intn(4)]))
		at = end + 1
	}
	if r.Intn(3) == 0 && (len(edits) == 0 || edits[len(edits)-1].End < len(doc.Text)) {
		end := source.Span{Start: len(doc.Text), End: len(doc.Text)}
		edits = append(edits, edit.Replace(doc.At(end), "tail"))
	}
	return doc, edits
}

func TestHunksRebuildBothSides(t *testing.T) {
	for seed := range int64(3000) {
		doc, edits := randomCase(seed)
		after, err := edit.Apply(doc, edits)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		hunks := Hunks(doc, edits)
		if got := rebuild(doc, hunks, Delete); got != doc.Text {
			t.Fatalf("seed %d: old side %q, want %q", seed, got, doc.Text)
		}
		if got := rebuild(doc, hunks, Insert); got != after {
			t.Fatalf("seed %d: new side %q, want %q", seed, got, after)
		}
		if (len(hunks) == 0) != (after == doc.Text) {
			t.Fatalf("seed %d: %d hunks for a change: %v", seed, len(hunks), after != doc.Text)
		}
	}
}

func TestPatchAppliesWithGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("SKIPPED git apply: git is not installed")
	}
	dir := t.TempDir()
	for seed := range int64(60) {
		doc, edits := randomCase(seed)
		after, _ := edit.Apply(doc, edits)
		patch := Patch(doc, doc.Name, Hunks(doc, edits))
		if patch == "" {
			continue
		}
		file := filepath.Join(dir, doc.Name)
		if err := os.WriteFile(file, []byte(doc.Text), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(git, "apply", "--whitespace=nowarn", "-")
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(patch)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("seed %d: git apply: %v\n%s\n%s", seed, err, out, patch)
		}
		got, _ := os.ReadFile(file)
		if string(got) != after {
			t.Fatalf("seed %d: git made %q, want %q", seed, got, after)
		}
	}
}
