package data

import (
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/source"
)

// FuzzRead holds what Read gives to what every caller relies on: places lie
// in their parents and in order, and a scalar that claims to be exact is.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"x: &a [1, {b: 'c'}]\ny: *a\n<<: *a\n", "x:\n- a: |\n    b\n  c: >-\n   d\n", "{\"x\": [1, \"\\u00e9\", {\"y\": null",
		"x: 1\n---\n```yaml\nx: {{ y }}\n```\n", "x: !Ref \"a\\\"b\" # c\n? k\n: v\n", "x:\r\n  \"y\": 'it''s'\r\n", "  x: 1\n - y\nz: : :\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := source.New("", text)
		if err != nil {
			return
		}
		roots, problems := Read(doc, Query{Words: []string{"x", "y"}})
		for _, p := range problems {
			checkSpan(t, doc, p.Span)
		}
		for _, root := range roots {
			root.Walk(func(n *Node) bool {
				checkSpan(t, doc, n.Span)
				if n.Key != nil {
					checkSpan(t, doc, n.Key.Span)
				}
				if n.Parent != nil && n.Parent.Kind != Mapping && n.Parent.Kind != Sequence {
					t.Errorf("a parent of kind %d", n.Parent.Kind)
				}
				if n.Exact(doc) && strings.ContainsAny(n.Text, "\n") {
					t.Errorf("%q is on several lines", n.Text)
				}
				if n.Kind == Scalar {
					if inner, ok := Inside(doc, n); ok {
						inner.Walk(func(n *Node) bool { checkSpan(t, doc, n.Span); return true })
					}
				}
				return true
			})
		}
	})
}

func checkSpan(t *testing.T, doc *source.Document, s source.Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(doc.Text) {
		t.Fatalf("%v of %d bytes", s, len(doc.Text))
	}
}
