// Package parsers holds tests only: what the notations' own tools accept
// before a correction, they accept after it. A tool that is not installed is
// skipped by name.
package parsers

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"stackengine.dev/sandbox/internal/engine"
)

// A correction is one file of a golden case, before and after.
type correction struct {
	name          string // of the case, and of the file in it
	before, after string
}

// corrections are those files of the cases of a notation that are corrected.
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
		list = append(list, correct(t, strings.TrimSuffix(filepath.Base(path), ".txtar"), archive)...)
	}
	return list
}

func correct(t *testing.T, name string, archive *txtar.Archive) (list []correction) {
	t.Helper()
	type file struct {
		Name string `json:"name"`
		Text string `json:"text"`
	}
	var files []file
	for _, f := range archive.Files {
		if inner, ok := strings.CutPrefix(f.Name, "file "); ok {
			files = append(files, file{inner, string(f.Data)})
		} else if strings.HasPrefix(f.Name, "in.") {
			files = append(files, file{"", string(f.Data)})
		}
	}
	request, err := json.Marshal(map[string]any{"files": files, "options": options(string(archive.Comment))})
	if err != nil {
		t.Fatal(err)
	}
	var reply struct {
		Files []struct {
			Output  string
			Changed bool
		}
		Error *struct{ Message string }
	}
	if err := json.Unmarshal(engine.Handle("refactor", request), &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Error != nil || len(reply.Files) != len(files) {
		t.Fatalf("%s: no correction: %+v", name, reply.Error)
	}
	for i, f := range reply.Files {
		if f.Changed {
			list = append(list, correction{name + "/" + files[i].Name, files[i].Text, f.Output})
		}
	}
	return list
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
