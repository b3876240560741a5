// Command wasmdeps copies the dependencies that the wasm is built with and
// takes out of the copies what our programs never run but the linker has to
// keep, because a package-level variable or a method holds it. The wasm is
// 188 KB smaller for it (brotli), and `make test-wasm` tests the engine with it.
//
//	wasmdeps -out web/dist
//
// writes web/dist/deps and web/dist/wasm.mod, for go build -modfile.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A module is a dependency and what is taken out of it.
type module struct {
	path string
	// remove names files, as patterns relative to the module; keep are the
	// exceptions.
	remove, keep []string
	// plain names files whose regular expressions are written in plain Go;
	// unused are those that are not, because nothing of ours asks for them.
	plain, unused []string
	// write is files to write in the place of those that were removed.
	write map[string]string
}

var modules = []module{
	{
		// HCL's operators need three files of go-cty's functions, and our
		// conditions the same. json.go is types as JSON. ctystrings brings
		// Unicode's normal forms, with which Terraform compares strings; we
		// compare the bytes that stand in the text.
		path:   "github.com/zclconf/go-cty",
		remove: []string{"cty/function/stdlib/*.go", "cty/json.go", "cty/ctystrings/*.go"},
		keep: []string{
			"cty/function/stdlib/bool.go", "cty/function/stdlib/doc.go",
			"cty/function/stdlib/general.go", "cty/function/stdlib/number.go",
		},
		write: map[string]string{"cty/ctystrings/plain.go": plainStrings},
	},
	{
		path: "go.yaml.in/yaml/v3", plain: []string{"resolve.go", "encode.go"},
		unused: []string{"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?$"}, // for writing YAML
	},
	{path: "github.com/sergi/go-diff", remove: []string{"diffmatchpatch/patch.go"}, plain: []string{"diffmatchpatch/diff.go"}},
}

// plainStrings is what go-cty calls of ctystrings: no normal form, and of a
// string of which only the beginning is known, no prefix that is sure to stay.
const plainStrings = `package ctystrings

func Normalize(s string) string { return s }

func SafeKnownPrefix(string) string { return "" }
`

//go:embed plain/plain.go
var plainSource string

func main() {
	log.SetFlags(0)
	log.SetPrefix("wasmdeps: ")
	out := flag.String("out", "web/dist", "folder to write into")
	flag.Parse()
	if err := write(*out); err != nil {
		log.Fatal(err)
	}
}

func write(out string) error {
	for _, suffix := range []string{"mod", "sum"} {
		b, err := os.ReadFile("go." + suffix)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, "wasm."+suffix), b, 0o644); err != nil {
			return err
		}
	}
	for _, m := range modules {
		from, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", m.path).Output()
		if err != nil {
			return fmt.Errorf("%s: %v (is it downloaded?)", m.path, err)
		}
		to := filepath.Join(out, "deps", filepath.FromSlash(m.path))
		if err := m.copyTo(to, strings.TrimSpace(string(from))); err != nil {
			return fmt.Errorf("%s: %v", m.path, err)
		}
		replace := m.path + "=./" + filepath.ToSlash(to)
		if err := exec.Command("go", "mod", "edit", "-replace", replace, filepath.Join(out, "wasm.mod")).Run(); err != nil {
			return err
		}
	}
	return nil
}

// copyTo writes the module's folder anew. It fails where the module has
// changed so that nothing would be taken out.
func (m module) copyTo(to, from string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	for _, pattern := range m.remove {
		files, err := filepath.Glob(filepath.Join(to, filepath.FromSlash(pattern)))
		if err != nil || files == nil {
			return fmt.Errorf("no file is named %s (%v)", pattern, err)
		}
		for _, file := range files {
			name, _ := filepath.Rel(to, file)
			if slices.Contains(m.keep, filepath.ToSlash(name)) {
				continue
			}
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	for name, text := range m.write {
		if err := os.WriteFile(filepath.Join(to, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	for _, name := range m.plain {
		if err := m.makePlain(filepath.Join(to, filepath.FromSlash(name))); err != nil {
			return fmt.Errorf("%s: %v", name, err)
		}
	}
	return nil
}

// makePlain takes the import of regexp out of a file, and puts plain.go beside
// it in the file's package.
func (m module) makePlain(file string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(b), "\t\"regexp\"\n")
	if !ok {
		return fmt.Errorf("does not import regexp any more")
	}
	const compiled = "regexp.MustCompile(`"
	parts := strings.Split(rest, compiled)
	for _, part := range parts[1:] {
		expression, _, _ := strings.Cut(part, "`")
		if !strings.Contains(plainSource, "case `"+expression+"`:") && !slices.Contains(m.unused, expression) {
			return fmt.Errorf("%s has no plain form", expression)
		}
	}
	if err := rewrite(file, head+strings.Join(parts, "pattern(`")); err != nil {
		return err
	}
	_, rest, _ = strings.Cut(head, "\npackage ")
	name, _, _ := strings.Cut(rest, "\n")
	return rewrite(filepath.Join(filepath.Dir(file), "plain.go"), strings.Replace(plainSource, "package plain", "package "+name, 1))
}

// rewrite writes a file of a copy: those of the module cache are read-only.
func rewrite(file, text string) error {
	if err := os.Remove(file); err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
