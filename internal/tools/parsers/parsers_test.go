// Package parsers holds tests only: what the notations' own parsers and
// formatters accept before a correction, they accept after it. A tool that is
// not installed is skipped by name.
package parsers

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/tools/txtar"

	"stackengine.dev/sandbox/internal/engine"
)

// A correction is one file of a golden case, before and after.
type correction struct {
	name          string // of the case, and of the file in it
	ending        string // of the file's name, or of the paste's section: "tf"
	format        string // the engine's guess
	fix           string // the label of the fix that was made; "" for what the engine made itself
	before, after string
}

// corrections are the files of the cases of a folder of goldens that change:
// as the engine corrects them, and by each single fix that it offers besides.
func corrections(t *testing.T, folder string) (list []correction) {
	t.Helper()
	paths, err := filepath.Glob("../../engine/testdata/" + folder + "/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases of %s: %v", folder, err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(filepath.Dir(path)) + "/" + strings.TrimSuffix(filepath.Base(path), ".txtar")
		list = append(list, correct(t, name, archive)...)
	}
	return list
}

// A fileText is a file of a case, as the engine takes it.
type fileText struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// A replyEdit is an edit as the engine tells it, in UTF-16 units.
type replyEdit struct {
	Range struct {
		File       string
		Start, End int
	}
	New string
}

func correct(t *testing.T, name string, archive *txtar.Archive) (list []correction) {
	t.Helper()
	var files []fileText
	var endings []string
	for _, f := range archive.Files {
		inner, ok := strings.CutPrefix(f.Name, "file ")
		if !ok && !strings.HasPrefix(f.Name, "in.") {
			continue
		}
		endings = append(endings, f.Name[strings.LastIndexAny(f.Name, "./ ")+1:])
		files = append(files, fileText{inner, string(f.Data)})
	}
	request, err := json.Marshal(map[string]any{"files": files, "options": options(string(archive.Comment))})
	if err != nil {
		t.Fatal(err)
	}
	var reply struct {
		Files []struct {
			Output  string
			Changed bool
			Format  struct{ ID string }
		}
		Findings []struct {
			Fixes []struct {
				Label string
				Edits []replyEdit
			}
		}
		Error *struct{ Message string }
	}
	if err := json.Unmarshal(engine.Handle("refactor", request), &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Error != nil || len(reply.Files) != len(files) {
		t.Fatalf("%s: no correction: %+v", name, reply.Error)
	}
	for i, f := range files {
		seen := []string{f.Text}
		add := func(fix, after string) {
			if !slices.Contains(seen, after) {
				seen = append(seen, after)
				list = append(list, correction{name + "/" + f.Name, endings[i], reply.Files[i].Format.ID, fix, f.Text, after})
			}
		}
		add("", reply.Files[i].Output)
		for _, finding := range reply.Findings {
			for _, fix := range finding.Fixes {
				add(fix.Label, edited(f, fix.Edits))
			}
		}
	}
	return list
}

// edited is the file's text with those edits made that are in it.
func edited(f fileText, edits []replyEdit) string {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b replyEdit) int { return b.Range.Start - a.Range.Start })
	units := utf16.Encode([]rune(f.Text))
	for _, e := range edits {
		if e.Range.File == f.Name {
			units = slices.Concat(units[:e.Range.Start], utf16.Encode([]rune(e.New)), units[e.Range.End:])
		}
	}
	return string(utf16.Decode(units))
}

// options are the lines "key: value" of a case's comment.
func options(comment string) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for i, line := range strings.Split(strings.TrimSpace(comment), "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if i == 0 || !ok || strings.Contains(key, " ") {
			continue
		}
		switch key {
		case "eol", "bom", "final-newline": // the shape of the text, which parsers do not mind
			continue
		}
		if !json.Valid([]byte(value)) {
			quoted, _ := json.Marshal(value)
			value = string(quoted)
		}
		out[key] = json.RawMessage(value)
	}
	return out
}

// tool skips the test where a tool is not installed or takes too long.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("SKIPPED %s: not installed", name)
	}
	if testing.Short() {
		t.Skipf("SKIPPED %s: it takes seconds", name)
	}
	return path
}
