package edit

import (
	"testing"

	"stackengine.dev/sandbox/internal/source"
)

func TestApply(t *testing.T) {
	doc, _ := source.New("", "a = 43200\r\nb = 1\n")
	other, _ := source.New("other", "43200")
	at := func(from, to int) source.Place { return doc.At(source.Span{Start: from, End: to}) }
	for _, test := range []struct {
		name  string
		edits []Edit
		want  string // "" where the batch is refused
	}{
		{"nothing", nil, doc.Text},
		{"in any order", []Edit{Replace(at(15, 16), "2"), Replace(at(4, 9), "3600")}, "a = 3600\r\nb = 2\n"},
		{"an insertion", []Edit{Replace(at(11, 11), "x\r\n")}, "a = 43200\r\nx\r\nb = 1\n"},
		{"at both ends", []Edit{Replace(at(0, 0), "<"), Replace(at(17, 17), ">")}, "<a = 43200\r\nb = 1\n>"},
		{"the same edit twice is one", []Edit{Replace(at(4, 9), "1"), Replace(at(4, 9), "1")}, "a = 1\r\nb = 1\n"},
		{"another document's edit", []Edit{Replace(other.At(source.Span{Start: 0, End: 5}), "1")}, doc.Text},
		{"overlap", []Edit{Replace(at(4, 9), "1"), Replace(at(8, 10), "2")}, ""},
		{"two values for one place", []Edit{Replace(at(4, 9), "1"), Replace(at(4, 9), "2")}, ""},
		{"not what was planned", []Edit{{Place: at(4, 9), Old: "43201", New: "1"}}, ""},
		{"outside", []Edit{{Place: at(16, 40), Old: "x"}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Apply(doc, test.edits)
			if (err != nil) != (test.want == "") {
				t.Fatalf("error %v", err)
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
