// Command docpages writes the explanations as static pages: one for each key
// that an answer may carry, and an index with the rules and the limits. The
// texts are the engine's own, so page and engine cannot disagree.
//
//	go run ./internal/tools/docpages -out web/docs
package main

import (
	_ "embed"
	"flag"
	"html/template"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/plan"
	"stackengine.dev/sandbox/internal/setting"
)

//go:embed page.html
var pageHTML string

//go:embed index.html
var indexHTML string

var funcs = template.FuncMap{
	"host": func(address string) string {
		u, err := url.Parse(address)
		if err != nil {
			return address
		}
		return u.Host + " " + strings.Trim(filepath.Base(u.Path), "/")
	},
}

func main() {
	out := flag.String("out", "web/docs", "the folder to write")
	flag.Parse()
	if err := write(*out); err != nil {
		log.Fatal(err)
	}
}

func write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	page := template.Must(template.New("page").Funcs(funcs).Parse(pageHTML))
	for _, e := range plan.Explanations {
		if err := render(filepath.Join(dir, e.Key+".html"), page, e); err != nil {
			return err
		}
	}
	index := template.Must(template.New("index").Funcs(funcs).Parse(indexHTML))
	return render(filepath.Join(dir, "index.html"), index, map[string]any{
		"Explanations": plan.Explanations,
		"Rules":        plan.AllRules(),
		"Limits":       slices.DeleteFunc(slices.Clone(setting.Limits), func(l *setting.Limit) bool { return l.Max == 0 }),
	})
}

func render(path string, t *template.Template, data any) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := t.Execute(f, data); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
