package redact_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"go.yaml.in/yaml/v3"
	"mvdan.cc/sh/v3/syntax"
)

// parse reads a text with the parser that its extension names. Other
// extensions have none.
func parse(name, text string) error {
	switch path.Ext(name) {
	case ".json":
		var v any
		return json.Unmarshal([]byte(text), &v)
	case ".yaml", ".yml":
		d := yaml.NewDecoder(strings.NewReader(text))
		for {
			var v any
			if err := d.Decode(&v); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	case ".tf", ".tfvars", ".hcl":
		if _, diags := hclsyntax.ParseConfig([]byte(text), name, hcl.InitialPos); diags.HasErrors() {
			return diags
		}
	case ".xml", ".config":
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	case ".sh":
		_, err := syntax.NewParser().Parse(strings.NewReader(text), name)
		return err
	case ".ini":
		for i, line := range strings.Split(text, "\n") {
			line = strings.TrimSpace(line)
			if line != "" && line[0] != '#' && line[0] != ';' && line[0] != '[' && !strings.Contains(line, "=") {
				return fmt.Errorf("line %d is no setting", i+1)
			}
		}
	}
	return nil
}
