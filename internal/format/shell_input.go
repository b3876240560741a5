package format

import (
	"path"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/source"
)

// input is what --cli-input-json or --cli-input-yaml gives a command: the
// argument itself, or a file of the paste. It is nil where the text does not
// hold it.
// https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html
func (f *shellFinder) input(c *shellCommand) (doc *source.Document, object *data.Node) {
	flag := c.flag("--cli-input-json", len("--cli-input-j"))
	if flag == nil {
		flag = c.flag("--cli-input-yaml", len("--cli-input-y"))
	}
	if flag == nil || !flag.has || len(flag.value.parts) != 1 {
		return nil, nil
	}
	part := flag.value.parts[0]
	if name, is := strings.CutPrefix(part.text, "file://"); is {
		for _, d := range f.docs {
			if d.Name == name || d.Name == strings.TrimPrefix(name, "./") || d != c.doc && path.Base(d.Name) == path.Base(name) {
				roots, _ := data.Read(d, data.Query{Words: []string{"Duration", "duration"}})
				if len(roots) == 1 {
					return d, roots[0]
				}
			}
		}
		return nil, nil
	}
	if part.kind != partText || part.Len() != len(part.text) || !strings.HasPrefix(part.text, "{") {
		return nil, nil
	}
	object, ok := data.ReadJSON(c.doc, part.Start)
	if !ok || object.End > part.End {
		return nil, nil
	}
	return c.doc, object
}

// inputWord is the value of a flag where an input gives it; the zero word
// where it does not. The input's keys are the flags in one word.
func inputWord(doc *source.Document, object *data.Node, flag string) shellWord {
	if object == nil || flag == "" || object.Kind != data.Mapping {
		return shellWord{}
	}
	key := strings.ReplaceAll(flag, "-", "")
	for _, item := range object.Items {
		if item.Exact(doc) && strings.EqualFold(item.Name(), key) {
			return shellWord{Span: item.Span, parts: []shellPart{{Span: item.Span, kind: partText, text: item.Text}}}
		}
	}
	return shellWord{}
}
