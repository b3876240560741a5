package format

import (
	"fmt"
	"slices"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Read asks every notation, or the one of ID only where that is not "", what
// docs say, and guesses which notation each document is. Finds come in order
// of document, then place.
func Read(docs []*source.Document, only string) (Found, []Guess) {
	var all Found
	counts := make([]map[*source.Document]int, len(Formats))
	for i, f := range Formats {
		counts[i] = map[*source.Document]int{}
		if only != "" && f.ID != only {
			continue
		}
		found := f.Locate(docs)
		all.Settings = append(all.Settings, found.Settings...)
		all.Symptoms = append(all.Symptoms, found.Symptoms...)
		all.Clauses = append(all.Clauses, found.Clauses...)
		all.Signs = append(all.Signs, found.Signs...)
		all.Notes = append(all.Notes, found.Notes...)
		all.Problems = append(all.Problems, found.Problems...)
		for _, c := range found.Blocks {
			counts[i][c.Doc] += c.N
		}
	}
	order := map[*source.Document]int{}
	for i, d := range docs {
		order[d] = i
	}
	byPlace := func(a, b source.Place) int {
		if a.Doc != b.Doc {
			return order[a.Doc] - order[b.Doc]
		}
		return a.Start - b.Start
	}
	slices.SortStableFunc(all.Settings, func(a, b setting.Setting) int { return byPlace(a.Place, b.Place) })
	slices.SortStableFunc(all.Clauses, func(a, b setting.Clause) int { return byPlace(a.Place, b.Place) })
	slices.SortStableFunc(all.Notes, func(a, b setting.Note) int { return byPlace(a.Place, b.Place) })
	slices.SortStableFunc(all.Problems, func(a, b source.Problem) int { return byPlace(a.Place, b.Place) })

	guesses := make([]Guess, len(docs))
	for i, d := range docs {
		guesses[i] = guess(d, only, counts)
	}
	return all, guesses
}

// guess prefers the caller's word, then the file's name, then the notation
// with the most islands.
func guess(doc *source.Document, only string, counts []map[*source.Document]int) Guess {
	if f, ok := ByID(only); ok {
		return Guess{doc, f.ID, f.Title, "you chose it"}
	}
	for _, f := range Formats {
		if f.ownsName(doc.Name) {
			return Guess{doc, f.ID, f.Title, "of the file's name"}
		}
	}
	best := -1
	for i := range Formats {
		// Error text is the notation only of a paste that holds nothing else.
		if n := counts[i][doc]; n > 0 && (best < 0 || Formats[i].ID != errorText.ID && n > counts[best][doc]) {
			best = i
		}
	}
	if best < 0 {
		return Guess{doc, Plain, "Plain text", "no notation that is known was found in it"}
	}
	why := ""
	for i, f := range Formats {
		n := counts[i][doc]
		if n == 0 {
			continue
		}
		if why != "" {
			why += " and "
		}
		why += fmt.Sprintf("%d %s", n, f.island(n))
	}
	return Guess{doc, Formats[best].ID, Formats[best].Title, "it holds " + why}
}

func (f Format) island(n int) string {
	if n == 1 {
		return f.Island
	}
	return f.Island + "s"
}
