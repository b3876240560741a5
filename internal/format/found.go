package format

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Found is what Locate returns.
type Found struct {
	Settings []setting.Setting
	Symptoms []setting.Symptom // error messages
	Clauses  []setting.Clause  // conditions on sts:DurationSeconds
	Signs    []setting.Sign    // of temporary credentials, tied to no one request
	Notes    []setting.Note    // look-alikes, left alone
	Problems []source.Problem  // parts that do not parse and may matter
	Islands  []Count           // how many islands of the notation each document holds
	Only     string            // the title of the one notation that was read; "" for all
}

// A Count says that a document holds N islands of a notation, such as blocks
// or commands, whether or not they matter.
type Count struct {
	Doc *source.Document
	N   int
}

// maxFinds is how many settings, conditions and notes a notation keeps of one
// document: each becomes a finding, and nobody reads more. A format stops by
// itself only where it would take long, one find later at the earliest, so
// that bound has something to drop and says so.
const maxFinds = 5_000

// bound drops what is beyond maxFinds, and says where that begins.
func (f *Found) bound() {
	if len(f.Settings)+len(f.Clauses)+len(f.Notes) <= maxFinds {
		return
	}
	n := map[*source.Document]int{}
	over := func(p source.Place) bool {
		n[p.Doc]++
		if n[p.Doc] == maxFinds+1 {
			f.full(p.Doc, p.Start)
		}
		return n[p.Doc] > maxFinds
	}
	f.Settings = slices.DeleteFunc(f.Settings, func(s setting.Setting) bool { return over(s.Place) })
	f.Clauses = slices.DeleteFunc(f.Clauses, func(c setting.Clause) bool { return over(c.Place) })
	f.Notes = slices.DeleteFunc(f.Notes, func(n setting.Note) bool { return over(n.Place) })
}

// full says that from offset at on, doc has more than is kept.
func (f *Found) full(doc *source.Document, at int) {
	f.problem(doc, at, fmt.Sprintf("what follows the first %d lengths is not read: paste the part that fails", maxFinds))
}

// tooDeep says that what nests from offset at on reaches no parser.
func (f *Found) tooDeep(doc *source.Document, at int) {
	f.problem(doc, at, fmt.Sprintf("nested deeper than %d levels", maxDepth))
}

// problem says why doc is not read from offset at on. It stands for the rest
// of the line.
func (f *Found) problem(doc *source.Document, at int, message string) {
	line := strings.TrimRight(doc.Text[at:lineEnd(doc.Text, at)], "\r")
	f.Problems = append(f.Problems, source.Problem{Place: doc.At(source.Span{Start: at, End: at + len(line)}), Message: message})
}

// sort puts what f holds of docs in order of document, then place. What is in
// order stays as it is: a text may hold thousands of settings.
func (f *Found) sort(docs []*source.Document) {
	rank := map[*source.Document]int{}
	for i, doc := range docs {
		rank[doc] = i
	}
	order := func(a, b source.Place) int { return cmp.Or(rank[a.Doc]-rank[b.Doc], a.Start-b.Start) }
	// Package sort, here and elsewhere: package slices makes a sorter for each
	// type, and those are a twentieth of the wasm.
	settings := func(i, j int) bool { return order(f.Settings[i].Place, f.Settings[j].Place) < 0 }
	if !sort.SliceIsSorted(f.Settings, settings) {
		sort.SliceStable(f.Settings, settings)
	}
	sort.SliceStable(f.Clauses, func(i, j int) bool { return order(f.Clauses[i].Place, f.Clauses[j].Place) < 0 })
	sort.SliceStable(f.Notes, func(i, j int) bool { return order(f.Notes[i].Place, f.Notes[j].Place) < 0 })
	sort.SliceStable(f.Problems, func(i, j int) bool { return order(f.Problems[i].Place, f.Problems[j].Place) < 0 })
}

// withoutTwins keeps the first of settings that stand at one place: a text may
// be well formed in two notations. What one notation finds there several times
// stays: a module that is called twice, an item of for_each. settings are
// sorted, and stably so.
func withoutTwins(settings []setting.Setting) []setting.Setting {
	return slices.CompactFunc(settings, func(a, b setting.Setting) bool {
		return a.Place == b.Place && a.Kind == b.Kind && (b.Role.Home == "" || a.At == b.At && a.Role.Home == b.Role.Home)
	})
}
