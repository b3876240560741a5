package parsers

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"go/format"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"go.yaml.in/yaml/v3"
	"mvdan.cc/sh/v3/syntax"
)

// A judge is a parser or a formatter of a notation.
type judge struct {
	name    string
	endings []string // of the files it is shown
	formats []string // the engine's guess at files whose ending is nobody's

	// accepts tells for each text what is wrong with it; "" for nothing. Text
	// of another notation is wrong. The whole list takes one process, or none.
	accepts func(t *testing.T, ending string, texts []string) []string
}

var (
	terraformEndings = []string{"tf", "tfvars", "hcl"}
	jsonEndings      = []string{"json", "tfstate"}
	jsonFormats      = []string{"terraform-json", "cloudformation", "iam-policy", "tool-settings", "pipeline", "shell"}
	shellEndings     = []string{"sh"}
	codeFormats      = []string{"cdk", "sdk"}
)

var judges = []judge{
	{"hclsyntax", terraformEndings, []string{"hcl"}, each(readsHCL)},
	{"terraform fmt", terraformEndings, []string{"hcl"}, terraformFmt},
	{"encoding/json", jsonEndings, jsonFormats, each(readsJSON)},
	{"json.Indent", jsonEndings, jsonFormats, each(indentedJSON)},
	{"yaml", []string{"yaml", "yml"}, []string{"ansible", "cloudformation", "kubernetes", "pipeline", "pulumi-yaml", "tool-settings", "workflow"}, each(readsYAML)},
	{"encoding/xml", []string{"xml"}, nil, each(readsXML)},
	{"go/parser", []string{"go"}, codeFormats, each(readsGo)},
	{"gofmt", []string{"go"}, codeFormats, each(formattedGo)},
	{"shfmt", shellEndings, []string{"shell"}, each(formattedShell)},
	{"bash -n", shellEndings, []string{"shell"}, script("bash", "bash.sh")},
	{"make -n", []string{"Makefile"}, nil, script("bash", "make.sh", "make")},
	{"Python ast", []string{"py"}, codeFormats, script("python3", "python.py")},
	{"Python configparser", []string{"ini", "config", "credentials", "cfg"}, []string{"aws-config"}, script("python3", "ini.py")},
	{"Python tomllib", []string{"toml"}, nil, script("python3", "toml.py")},
	{"node", []string{"js", "mjs", "cjs"}, codeFormats, script("node", "code.cjs")},
	{"TypeScript", []string{"ts", "js", "mjs", "cjs"}, codeFormats, typeScript},
	{"javac", []string{"java"}, codeFormats, script("java", "Parse.java", "javac")},
	{"ruby -c", []string{"rb"}, codeFormats, script("bash", "ruby.sh", "ruby")},
	{"php -l", []string{"php"}, codeFormats, script("bash", "php.sh", "php")},
	{"rustfmt", []string{"rs"}, nil, rustFmt},
}

// What a judge accepts, it accepts when it is corrected.
func TestCorrectedFilesParse(t *testing.T) {
	list := corrections(t, "*")
	var claimed []string
	for _, j := range judges {
		claimed = append(claimed, j.endings...)
	}
	for _, j := range judges {
		t.Run(j.name, func(t *testing.T) {
			var mine []correction
			var texts []string
			numbers := map[string]int{} // of texts
			for _, c := range list {
				if !slices.Contains(j.endings, c.ending) && (slices.Contains(claimed, c.ending) || !slices.Contains(j.formats, c.format)) {
					continue
				}
				mine = append(mine, c)
				for _, text := range []string{c.before, c.after} {
					if _, known := numbers[text]; !known {
						numbers[text] = len(texts)
						texts = append(texts, text)
					}
				}
			}
			if len(mine) == 0 {
				t.Fatal("no golden case is for it")
			}
			wrong := j.accepts(t, j.endings[0], texts)
			accepted, files := 0, map[string]bool{}
			for _, c := range mine {
				if before, after := wrong[numbers[c.before]], wrong[numbers[c.after]]; before == "" {
					accepted++
					files[c.name] = true
					if after != "" {
						t.Errorf("%s: corrected%s, it is no longer accepted: %s\n%s", c.name, by(c.fix), after, c.after)
					}
				}
			}
			if accepted == 0 {
				t.Errorf("it accepts none of %d files: %s", len(mine), wrong[0])
			}
			t.Logf("it accepts %d files before %d corrections of %d", len(files), accepted, len(mine))
		})
	}
}

func by(fix string) string {
	if fix == "" {
		return ""
	}
	return fmt.Sprintf(" by %q", fix)
}

// each judges the texts one by one, in this process.
func each(accepts func(text string) error) func(*testing.T, string, []string) []string {
	return func(t *testing.T, _ string, texts []string) []string {
		wrong := make([]string, len(texts))
		for i, text := range texts {
			if err := accepts(text); err != nil {
				wrong[i] = err.Error()
			}
		}
		return wrong
	}
}

func readsHCL(text string) error {
	file, diags := hclsyntax.ParseConfig([]byte(text), "", hcl.InitialPos)
	if diags.HasErrors() {
		return diags
	}
	if body := file.Body.(*hclsyntax.Body); len(body.Blocks)+len(body.Attributes) == 0 {
		return errors.New("nothing in it")
	}
	return nil
}

func readsJSON(text string) error {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return err
	}
	return holdsMore(v)
}

// holdsMore refuses scalars, which any text is in some notations.
func holdsMore(v any) error {
	switch v.(type) {
	case map[string]any, map[any]any, []any:
		return nil
	}
	return fmt.Errorf("only a %T", v)
}

func indentedJSON(text string) error {
	if err := readsJSON(text); err != nil {
		return err
	}
	for _, indent := range []string{"  ", "    ", "\t"} {
		var out bytes.Buffer
		if err := json.Indent(&out, []byte(text), "", indent); err != nil {
			return err
		}
		if strings.TrimSpace(out.String()) == strings.TrimSpace(text) {
			return nil
		}
	}
	return errors.New("not indented as json.Indent does it")
}

func readsYAML(text string) error {
	for decoder := yaml.NewDecoder(strings.NewReader(text)); ; {
		var v any
		if err := decoder.Decode(&v); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := holdsMore(v); err != nil {
			return err
		}
	}
}

func readsXML(text string) error {
	elements := 0
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := decoder.Token()
		if err == io.EOF && elements > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		if _, ok := token.(xml.StartElement); ok {
			elements++
		}
	}
}

// readsGo takes parts of files too, as gofmt does.
func readsGo(text string) error {
	_, err := format.Source([]byte(text))
	return err
}

func formattedGo(text string) error {
	out, err := format.Source([]byte(text))
	if err == nil && string(out) != text {
		err = errors.New("gofmt changes it")
	}
	return err
}

func formattedShell(text string) error {
	file, err := syntax.NewParser(syntax.KeepComments(true)).Parse(strings.NewReader(text), "")
	if err != nil {
		return err
	}
	for _, indent := range []uint{0, 2, 4} {
		var out strings.Builder
		if err := syntax.NewPrinter(syntax.Indent(indent)).Print(&out, file); err != nil {
			return err
		}
		if out.String() == text {
			return nil
		}
	}
	return errors.New("shfmt changes it")
}
