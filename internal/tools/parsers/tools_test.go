package parsers

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// script judges with a script of testdata, which gets the names of the files
// and prints a line for each that is wrong: its name, a colon, why. It needs
// an interpreter and perhaps other tools.
func script(interpreter, name string, needs ...string) func(*testing.T, string, []string) []string {
	return func(t *testing.T, ending string, texts []string) []string {
		path := tool(t, interpreter)
		for _, need := range needs {
			tool(t, need)
		}
		args := append([]string{filepath.Join("testdata", name)}, write(t, ending, texts)...)
		out, err := exec.Command(path, args...).Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s%s", name, err, out, stderr(err))
		}
		return complaints(t, out, len(texts))
	}
}

// terraformFmt accepts what "terraform fmt" would leave alone.
func terraformFmt(t *testing.T, ending string, texts []string) []string {
	wrong := each(readsHCL)(t, ending, texts)
	args := []string{"fmt", "-check", "-no-color"}
	for i, path := range write(t, ending, texts) {
		if wrong[i] == "" { // it says nothing of the others where one does not parse
			args = append(args, path)
		}
	}
	out, err := exec.Command(tool(t, "terraform"), args...).Output() // it exits with 3 where it would change files
	if len(out) == 0 && err != nil {
		t.Fatalf("terraform fmt: %v\n%s", err, stderr(err))
	}
	for i, why := range complaints(t, bytes.ReplaceAll(out, []byte("\n"), []byte(":terraform fmt changes it\n")), len(texts)) {
		if why != "" {
			wrong[i] = why
		}
	}
	return wrong
}

// typeScript accepts what the page's own compiler finds no syntax error in.
func typeScript(t *testing.T, _ string, texts []string) []string {
	node := tool(t, "node")
	const compiler = "../../../web/node_modules/typescript/bin/tsc"
	if _, err := os.Stat(compiler); err != nil {
		t.Skip("SKIPPED TypeScript: not installed; make build installs it")
	}
	args := append([]string{compiler, "--noEmit", "--noLib", "--noResolve", "--types", "", "--module", "esnext", "--target", "esnext", "--pretty", "false"}, write(t, "ts", texts)...)
	out, _ := exec.Command(node, args...).Output() // it exits with 2: nothing that is imported is there
	var syntax []byte
	for line := range bytes.Lines(out) {
		if bytes.Contains(line, []byte("error TS1")) && bytes.Contains(line, []byte("): ")) {
			name, rest, _ := bytes.Cut(line, []byte("("))
			syntax = fmt.Appendf(syntax, "%s:(%s", name, rest)
		}
	}
	if len(out) == 0 {
		t.Fatal("tsc says nothing, not even that imports are missing")
	}
	return complaints(t, syntax, len(texts))
}

// rustFmt accepts what rustfmt parses as it is, or as statements.
func rustFmt(t *testing.T, ending string, texts []string) []string {
	var all []string
	for _, text := range texts {
		all = append(all, text, "fn x() {\n"+text+"\n}\n")
	}
	all = append(all, "fn ) wrong\n") // a broken token ends it, and then it does not come to this
	cmd := exec.Command(tool(t, "rustfmt"), append([]string{"--edition", "2021", "--check", "-l", "--color", "never"}, write(t, ending, all)...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil && stderr.Len() == 0 && cmd.ProcessState.ExitCode() != 1 { // 1 for what it would format
		t.Fatalf("rustfmt: %v", err)
	}
	var places strings.Builder // " --> name:line:column"
	for line := range strings.Lines(stderr.String()) {
		if place, is := strings.CutPrefix(strings.TrimSpace(line), "--> "); is {
			fmt.Fprintln(&places, place)
		}
	}
	wrong := make([]string, len(texts))
	found := complaints(t, []byte(places.String()), len(all))
	if found[len(all)-1] == "" {
		t.Fatalf("rustfmt did not come to the end:\n%s", stderr.String())
	}
	for i, why := range found[:len(all)-1] {
		if i%2 == 0 || why == "" {
			wrong[i/2] = why
		}
	}
	return wrong
}

// write writes each text to a file, named by its number, and lists the names.
func write(t *testing.T, ending string, texts []string) (paths []string) {
	t.Helper()
	dir := t.TempDir()
	for i, text := range texts {
		path := filepath.Join(dir, fmt.Sprintf("%d.%s", i, ending))
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// complaints reads lines "name of a file:why".
func complaints(t *testing.T, out []byte, n int) []string {
	t.Helper()
	wrong := make([]string, n)
	for line := range strings.Lines(string(out)) {
		name, why, _ := strings.Cut(strings.TrimSpace(line), ":")
		number, _, _ := strings.Cut(filepath.Base(name), ".")
		i, err := strconv.Atoi(number)
		if err != nil || i >= n || why == "" {
			t.Fatalf("not a line about a file: %q", line)
		}
		wrong[i] = why
	}
	return wrong
}

func stderr(err error) []byte {
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.Stderr
	}
	return nil
}
