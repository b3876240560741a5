package data

import "testing"

func TestInsideReadsJSONInStrings(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"escaped", `{"x": "{\"a\": 1, \"b\": [\"c\"]}"}`, "{a: 1, b: [c]}"},
		{"on several lines", `{"x": "{\n  \"a\": 1\n}"}`, "{a: 1}"},
		{"in YAML", `x: '{"a": 1}'`, "{a: 1}"},
		{"no JSON", `{"x": "a"}`, "nothing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := document(t, test.text)
			roots, _ := Read(doc, anything)
			if len(roots) != 1 {
				t.Fatalf("%d trees", len(roots))
			}
			n, ok := Inside(doc, roots[0].Get("x"))
			if !ok {
				n = nil
			}
			if got := show(doc, n); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
