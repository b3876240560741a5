package data

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/source"
)

func document(t testing.TB, text string) *source.Document {
	t.Helper()
	doc, err := source.New("", text)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// show writes a tree on one line: scalars as kind of quote, text and place.
func show(doc *source.Document, n *Node) string {
	if n == nil {
		return "nothing"
	}
	var out strings.Builder
	if n.Key != nil {
		out.WriteString(n.Key.Text + ": ")
	}
	if n.Tag != "" {
		out.WriteString(n.Tag + " ")
	}
	switch n.Kind {
	case Scalar:
		if doc.Text[n.Start:n.End] == n.Text {
			fmt.Fprintf(&out, "%s", n.Text)
		} else {
			fmt.Fprintf(&out, "%q written %q", n.Text, doc.Text[n.Start:n.End])
		}
	case Alias:
		out.WriteString(doc.Text[n.Start:n.End])
	default:
		open, shut := "{", "}"
		if n.Kind == Sequence {
			open, shut = "[", "]"
		}
		if n.Partial {
			open = "partly " + open
		}
		var items []string
		for _, item := range n.Items {
			items = append(items, show(doc, item))
		}
		out.WriteString(open + strings.Join(items, ", ") + shut)
	}
	return out.String()
}

var anything = Query{Words: []string{"x"}}

func TestReadFindsTrees(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a mapping", "x: 1\ny:\n  - a\n  - b: 2\n", []string{"{x: 1, y: [a, {b: 2}]}"}},
		{"quotes, tags, anchors", "x: &a \"1\"\ny: !Ref  'b'\nz: *a\nw: !GetAtt\n- q\n", []string{"{x: 1, y: !Ref b, z: *a, w: !GetAtt [q]}"}},
		{"not by bytes", "é: {ü: \"x\"}\n", []string{"{é: {ü: x}}"}},
		{"CRLF", "x:\r\n  y: 1\r\n  z: \"2\"\r\n", []string{"{x: {y: 1, z: 2}}"}},
		{"a block scalar", "x: |\n  a\n   b\n\ny: >-\n    c\n", []string{`{x: "a\n b\n" written "  a\n   b\n", y: "c" written "    c\n"}`}},
		{"an empty block scalar", "x: |\ny: 1\n", []string{`{x: , y: 1}`}},
		{"documents", "x: 1\n---\ny: 2\n--- # three\nx: 3\n", []string{"{x: 1}", "{x: 3}"}},
		{"fences in prose", "Look: at this, it: fails\n```yaml\nx: 1\n```\nand\n~~~\nx: 2\n~~~\n", []string{"{x: 1}", "{x: 2}"}},
		{"templates", "{{- if .Values.x }}\nx: {{ .Values.y }}\nz: ${{ env.Z }}\n{{- end }}\n", []string{"{x: {{ .Values.y }}, z: ${{ env.Z }}}"}},
		{"a broken line", "x: 1\ny: c: d\nz: 2\n", []string{"partly {x: 1, z: 2}"}},
		{"a broken block", "x:\n  a:\n    b: 1\n  c:\n    d: e: f\n    g: 2\n", []string{"partly {x: partly {a: {b: 1}, c: partly {g: 2}}}"}},
		{"a broken step", "steps:\n  - name: x\n    with: {a: 1\n  - name: y\n    with:\n      b: 2\n", []string{"partly {steps: partly [partly {name: x}, {name: y, with: {b: 2}}]}"}},
		{"cut off at both ends", "      x: 1\n  - name: y\n    with:\n      a: \"2\n", []string{"partly [{x: 1}, partly {name: y}]"}},
		{"JSON", "{\"x\": {\"y\": [1, \"a\\u00e9\\n\"]}}", []string{`{x: {y: [1, "aé\n" written "a\\u00e9\\n"]}}`}},
		{"JSON cut off", "{\"x\": {\"y\": 1, \"z", []string{`partly {x: partly {y: 1}}`}},
		{"JSON in a command", "aws x --cli-input-json '{\"x\": 1}' --y\n", []string{"{aws x --cli-input-json '{\"x\": 1}' --y}", "{x: 1}"}},
		{"JSON with relatives' habits", "{\n  // why\n  \"x\": 1,\n}\n", []string{"{x: 1}"}},
		{"JSON as a value of YAML", "x: 1\ny:\n  {\"x\": 2}\n", []string{"{x: 1, y: {x: 2}}"}},
		{"JSON below prose, once", "$ aws x y\n{\n  \"x\": [ {\"y\": 1} ],\n  \"z\": 2\n}\nw: x: 3\ny: 4\n", []string{"{x: [{y: 1}], z: 2}", "partly {y: 4}"}},
		{"a word elsewhere", "y: 1\n---\nz: 2\n", nil},
		{"no collection", "x\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := document(t, test.text)
			roots, _ := Read(doc, anything)
			var got []string
			for _, r := range roots {
				got = append(got, show(doc, r))
			}
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}
