package engine

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"stackengine.dev/sandbox/internal/report"
)

var update = flag.Bool("update", false, "write the sections that the engine answers (make golden)")

// A golden case is a txtar file. Its comment is prose, then lines "key: value"
// of a closed list: the options of refactor in JSON, and what txtar cannot
// hold honestly (eol, bom, final-newline). The section "in.<ext>" is a paste;
// sections "file <name>" are a folder. All other sections are the answer.
func TestGolden(t *testing.T) {
	for _, path := range goldenFiles(t) {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(path), "testdata/"), ".txtar")
		t.Run(name, func(t *testing.T) {
			c := readCase(t, path)
			reply := c.call(t)
			c.checkPromises(t, reply)
			if strings.HasPrefix(filepath.Base(path), "quiet_") {
				for _, f := range reply.Files {
					if f.Changed {
						t.Errorf("a quiet case changes %q", f.Name)
					}
				}
			}
			got := txtar.Format(c.answer(reply))
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("the answer differs from %s; to accept it: make golden\n%s", path, got)
			}
		})
	}
}

func goldenFiles(t testing.TB) []string {
	var paths []string
	err := filepath.WalkDir("testdata", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".txtar") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	return paths
}

// fuzzSeeds are the golden cases, or those of the notations (folders) that the
// variable NOTATION names: NOTATION=cdk go test -fuzz FuzzMutated ./internal/engine
func fuzzSeeds(f *testing.F) (cases []goldenCase) {
	only := strings.Fields(os.Getenv("NOTATION"))
	for _, path := range goldenFiles(f) {
		if len(only) == 0 || slices.Contains(only, filepath.Base(filepath.Dir(path))) {
			cases = append(cases, readCase(f, path))
		}
	}
	return cases
}

// A goldenCase is one file, read.
type goldenCase struct {
	comment string
	inputs  []txtar.File
	files   []wireFile
	options map[string]json.RawMessage
}

type wireFile struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

func readCase(t testing.TB, path string) goldenCase {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := goldenCase{comment: string(archive.Comment), options: map[string]json.RawMessage{}}
	shape := map[string]string{}
	for i, line := range strings.Split(strings.TrimSpace(c.comment), "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if i == 0 || !ok || strings.Contains(key, " ") {
			continue // prose
		}
		switch key {
		case "eol", "bom", "final-newline":
			shape[key] = value
		case "requested", "roleMax", "strategy", "target", "chained", "orgLimit", "suggest", "format", "choices":
			if !json.Valid([]byte(value)) {
				value = fmt.Sprintf("%q", value)
			}
			c.options[key] = json.RawMessage(value)
		default:
			t.Fatalf("%s: there is no option %q", path, key)
		}
	}
	for _, f := range archive.Files {
		name, isFile := strings.CutPrefix(f.Name, "file ")
		if !isFile && !strings.HasPrefix(f.Name, "in.") {
			continue
		}
		if !isFile {
			name = ""
		}
		c.inputs = append(c.inputs, f)
		c.files = append(c.files, wireFile{name, reshape(string(f.Data), shape)})
	}
	if len(c.files) == 0 {
		t.Fatalf("%s has no section in.<ext>", path)
	}
	return c
}

// reshape gives text what txtar cannot hold.
func reshape(text string, shape map[string]string) string {
	if shape["final-newline"] == "no" {
		text = strings.TrimSuffix(text, "\n")
	}
	if shape["eol"] == "crlf" {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if shape["bom"] == "yes" {
		text = "\uFEFF" + text
	}
	return text
}

// A wireReply is a reply as a caller reads it.
type wireReply struct {
	report.Reply
	Files []wireOutput                          `json:"files"`
	Error *struct{ Kind, Message, File string } `json:"error"`
}

// A wireOutput is a file of a reply.
type wireOutput struct {
	report.File
	Output string `json:"output"`
}

func (c goldenCase) call(t testing.TB) wireReply { return callRefactor(t, c.files, c.options) }

func callRefactor(t testing.TB, files []wireFile, options map[string]json.RawMessage) wireReply {
	request, err := json.Marshal(map[string]any{"files": files, "options": options})
	if err != nil {
		t.Fatal(err)
	}
	raw := Handle("refactor", request)
	if again := Handle("refactor", request); string(again) != string(raw) {
		t.Error("the same request gave two answers")
	}
	var reply wireReply
	if err := json.Unmarshal(raw, &reply); err != nil {
		t.Fatalf("the reply is not JSON: %v\n%s", err, raw)
	}
	if reply.Error != nil {
		t.Fatalf("the engine failed: %+v", *reply.Error)
	}
	return reply
}

// answer is c with the sections that reply fills.
func (c goldenCase) answer(r wireReply) *txtar.Archive {
	out := &txtar.Archive{Comment: []byte(c.comment), Files: c.inputs}
	section := func(name string, lines []string) {
		if len(lines) > 0 {
			out.Files = append(out.Files, txtar.File{Name: name, Data: []byte(strings.Join(lines, "\n") + "\n")})
		}
	}
	var formats, settings, findings, refusals, notes, problems []string
	for _, f := range r.Files {
		formats = append(formats, fmt.Sprintf("%s%s, because %s", prefix(f.Name), f.Format.ID, f.Format.Why))
	}
	for _, s := range r.Settings {
		value := "?"
		if s.Seconds != nil {
			value = fmt.Sprint(*s.Seconds)
		}
		line := fmt.Sprintf("%s %s %s %s %s %q", place(s.Range), s.Kind, s.Limit, value, s.State, s.At)
		if s.Role != "" {
			line += " of " + s.Role
		}
		if s.Definition != nil {
			line += " defined at " + place(*s.Definition)
		}
		if s.Output {
			line += " (output)"
		}
		settings = append(settings, line)
	}
	for _, f := range r.Findings {
		findings = append(findings, fmt.Sprintf("%s %s %s [%s] %s", place(f.Range), f.Severity, f.Rule, strings.Join(f.Explain, " "), f.Message))
		for _, rel := range f.Related {
			findings = append(findings, fmt.Sprintf("    see %s: %s", place(rel.Range), rel.Message))
		}
		for _, fix := range f.Fixes {
			findings = append(findings, fmt.Sprintf("  (%s) %s", map[bool]string{true: "x", false: " "}[fix.Chosen], fix.Label))
			for _, e := range fix.Edits {
				findings = append(findings, fmt.Sprintf("      %s %q -> %q", place(e.Range), e.Old, e.New))
			}
			for _, s := range fix.Elsewhere {
				findings = append(findings, fmt.Sprintf("      %s: %s", s.Title, s.Text))
			}
		}
	}
	for _, f := range r.Refusals {
		refusals = append(refusals, fmt.Sprintf("%s [%s] %s: %s", place(f.Range), f.Explain, f.What, f.Why))
	}
	for _, n := range r.Notes {
		notes = append(notes, fmt.Sprintf("%s [%s] %s", place(n.Range), n.Explain, n.Message))
	}
	for _, p := range r.Problems {
		problems = append(problems, fmt.Sprintf("%s %s", place(p.Range), p.Message))
	}
	section("format", formats)
	section("settings", settings)
	section("findings", findings)
	section("refusals", refusals)
	section("notes", notes)
	section("problems", problems)
	section("summary", []string{r.Summary})
	if r.Patch != "" {
		patch := strings.TrimSuffix(strings.ReplaceAll(r.Patch, "\r\n", "␍\n"), "\n")
		section("out.patch", strings.Split(strings.ReplaceAll(patch, "\uFEFF", "<BOM>"), "\n"))
	}
	return out
}

func prefix(file string) string {
	if file == "" {
		return ""
	}
	return file + ":"
}

func place(r report.Range) string {
	return fmt.Sprintf("%s%d:%d+%d", prefix(r.File), r.Line, r.Column, r.End-r.Start)
}
