package format

import (
	"cmp"
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
	seen, views := viewsOf(docs)
	counts := make([]map[*source.Document]int, len(Formats))
	for i, f := range Formats {
		counts[i] = map[*source.Document]int{}
		if only != "" && f.ID != only {
			continue
		}
		found := f.Locate(seen)
		views.resolve(&found)
		all.Settings = append(all.Settings, found.Settings...)
		all.Symptoms = append(all.Symptoms, found.Symptoms...)
		all.Clauses = append(all.Clauses, found.Clauses...)
		all.Signs = append(all.Signs, found.Signs...)
		all.Notes = append(all.Notes, found.Notes...)
		all.Problems = append(all.Problems, found.Problems...)
		for _, c := range found.Islands {
			counts[i][c.Doc] += c.N
		}
		for k := range found.Settings { // a line alone is no island
			doc := found.Settings[k].Doc
			counts[i][doc] = max(counts[i][doc], 1)
		}
	}
	all.cutOff()
	all.sort(docs)
	all.Settings = withoutTwins(all.Settings)
	all.Clauses = slices.CompactFunc(all.Clauses, func(a, b setting.Clause) bool { return a.Place == b.Place })
	all.Problems = slices.Compact(all.Problems)
	spoken := all.documents()
	guesses := make([]Guess, len(docs))
	for i, d := range docs {
		guesses[i] = guess(d, only, counts)
		if guesses[i].ID != plainText || spoken[d] {
			continue
		}
		if note, ok := unread(d); ok {
			all.Notes = append(all.Notes, note)
		}
	}
	return all, guesses
}

// documents are those in which anything was found.
func (f *Found) documents() map[*source.Document]bool {
	docs := map[*source.Document]bool{}
	for i := range f.Settings {
		docs[f.Settings[i].Doc] = true
	}
	for i := range f.Symptoms {
		docs[f.Symptoms[i].Doc] = true
	}
	for i := range f.Clauses {
		docs[f.Clauses[i].Doc] = true
	}
	for i := range f.Notes {
		docs[f.Notes[i].Doc] = true
	}
	return docs
}

// sort puts what f holds of docs in order of document, then place. What is in
// order stays as it is: a text may hold thousands of settings.
func (f *Found) sort(docs []*source.Document) {
	rank := map[*source.Document]int{}
	for i, doc := range docs {
		rank[doc] = i
	}
	order := func(a, b source.Place) int { return cmp.Or(rank[a.Doc]-rank[b.Doc], a.Start-b.Start) }
	settings := func(a, b setting.Setting) int { return order(a.Place, b.Place) }
	if !slices.IsSortedFunc(f.Settings, settings) {
		slices.SortStableFunc(f.Settings, settings)
	}
	slices.SortStableFunc(f.Clauses, func(a, b setting.Clause) int { return order(a.Place, b.Place) })
	slices.SortStableFunc(f.Notes, func(a, b setting.Note) int { return order(a.Place, b.Place) })
	slices.SortStableFunc(f.Problems, func(a, b source.Problem) int { return order(a.Place, b.Place) })
}

// withoutTwins keeps the first of settings that stand at one place: a text may
// be well formed in two notations. What one notation finds there several times
// stays: a module that is called twice, an item of for_each. settings are
// sorted, and stably so.
func withoutTwins(settings []setting.Setting) []setting.Setting {
	return slices.CompactFunc(settings, func(a, b setting.Setting) bool {
		return a.Place == b.Place && a.Kind == b.Kind && (b.Role.Home == "" || a.At == b.At)
	})
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
		return Guess{doc, plainText, "Plain text", "no notation that is known was found in it"}
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
