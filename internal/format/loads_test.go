package format

import (
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/source"
)

// docOf is a document of a test.
func docOf(t testing.TB, name, text string) *source.Document {
	t.Helper()
	doc, err := source.New(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// docsOf are documents without names.
func docsOf(t testing.TB, texts ...string) (docs []*source.Document) {
	t.Helper()
	for _, text := range texts {
		docs = append(docs, docOf(t, "", text))
	}
	return docs
}

// A testLoad is a long text to time: unit after unit, or a large Terraform
// configuration where unit is nil.
type testLoad struct {
	name string
	unit func(i int) string
}

func (l testLoad) text(size int) string {
	if l.unit == nil {
		return hclBig(size)
	}
	var out strings.Builder
	for i := 0; out.Len() < size; i++ {
		out.WriteString(l.unit(i))
	}
	return out.String()
}

// checkBounded wants no more finds than are kept, and a word where it ends.
func checkBounded(t *testing.T, f Format, loads []testLoad) {
	for _, load := range loads {
		found := f.Locate(docsOf(t, load.text(1<<20)))
		found.bound()
		if len(found.Settings) > maxFinds || len(found.Settings) == maxFinds && len(found.Problems) != 1 {
			t.Errorf("%s: %d settings and %d problems", load.name, len(found.Settings), len(found.Problems))
		}
	}
}

func benchLoads(b *testing.B, f Format, loads []testLoad, size int) {
	for _, load := range loads {
		b.Run(load.name, func(b *testing.B) {
			docs := docsOf(b, load.text(size))
			b.SetBytes(int64(len(docs[0].Text)))
			for b.Loop() {
				f.Locate(docs)
			}
		})
	}
}
