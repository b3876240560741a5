// Package internal holds nothing but this test: the floors of the house.
package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "stackengine.dev/sandbox/"

// floors say who stands on whom: a package imports only from lower floors.
var floors = map[string]int{
	"redact":           0,
	"internal/source":  0,
	"internal/edit":    1,
	"internal/data":    1,
	"internal/setting": 1,
	"internal/format":  2,
	"internal/plan":    3,
	"internal/diff":    2,
	"internal/report":  4,
	"internal/engine":  5,
	"wasm":             6,
	"internal/tools/":  6,
	".":                6,
}

// only says which files may import a library, or a package of it: parsers, and
// what has a printer, a clock or a network behind it.
var only = map[string][]string{
	"github.com/hashicorp/hcl/v2":             {"internal/format/hcl_"},
	"github.com/zclconf/go-cty/cty":           {"internal/format/hcl_"},
	"mvdan.cc/sh/v3/syntax":                   {}, // tests only
	"github.com/sergi/go-diff/diffmatchpatch": {"internal/diff/diff.go"},
	"github.com/tidwall/gjson":                {"internal/engine/"},
	"go.yaml.in/yaml/v3":                      {"internal/data/yaml_parse.go"},
	"syscall/js":                              {"wasm/main.go", "internal/tools/bench/hello/"},
}

// banned never enters the wasm.
var banned = []string{
	"net/http", "os", "os/exec", "text/template", "html/template", "regexp", "math/rand",
	"github.com/hashicorp/hcl/v2/hclwrite", "github.com/aws/aws-sdk-go-v2/service/sts",
}

func floorOf(dir string) (int, bool) {
	for prefix, floor := range floors {
		if dir == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(dir+"/", prefix) {
			return floor, true
		}
	}
	return 0, false
}

// isTool reports whether dir is one of the tools, which may share code.
func isTool(dir string) bool { return strings.HasPrefix(dir, "internal/tools/") }

func TestImportsPointDown(t *testing.T) {
	files := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist" || d.Name() == "testdata" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		rel, _ := filepath.Rel("..", path)
		checkImports(t, filepath.ToSlash(rel))
		return nil
	})
	if err != nil || files < 20 {
		t.Fatalf("read %d files: %v", files, err)
	}
}

func checkImports(t *testing.T, path string) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", path), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.ToSlash(filepath.Dir(path))
	floor, known := floorOf(dir)
	if !known {
		t.Errorf("%s: package %s stands on no floor; add it to floors", path, dir)
		return
	}
	for _, spec := range file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if own, ok := strings.CutPrefix(name, module); ok {
			if below, known := floorOf(own); !known || below >= floor && !(isTool(dir) && isTool(own)) {
				t.Errorf("%s: imports %s, which is not below it", path, own)
			}
			continue
		}
		for library, allowed := range only {
			if (name == library || strings.HasPrefix(name, library+"/")) &&
				!slices.ContainsFunc(allowed, func(prefix string) bool { return strings.HasPrefix(path, prefix) }) {
				t.Errorf("%s: imports %s; only %v may", path, name, allowed)
			}
		}
		if floor < 6 && slices.Contains(banned, name) {
			t.Errorf("%s: imports %s, which must not enter the wasm", path, name)
		}
		if floor == 0 && strings.Contains(name, ".") {
			t.Errorf("%s: imports %s; the ground floor has the standard library only", path, name)
		}
	}
}
