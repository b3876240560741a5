// Package diff shows edits as lines. The edits are known, so only the lines
// that they touch are compared; go-diff (in this file alone) tells which of
// those stay the same.
package diff

import (
	"sort"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/source"
)

// context is how many unchanged lines stand round a change.
const context = 3

// Op is what happened to a Line.
type Op uint8

const (
	Equal Op = iota
	Delete
	Insert
)

// A Line is one line of a Hunk.
type Line struct {
	Op   Op
	Text string // with its line ending, if it has one
	Old  int    // its number before, from 1; 0 for Insert
	New  int    // its number after, from 1; 0 for Delete
}

// A Hunk is a run of changed lines with the lines round them. Starts count
// from 1; where a side has no lines, its start is the line before, as unified
// diffs have it.
type Hunk struct {
	OldStart, OldLines int
	NewStart, NewLines int
	Lines              []Line
}

// Hunks compares doc with what edits make of it. The edits must be those that
// edit.Apply accepts; those of other documents are left out.
func Hunks(doc *source.Document, edits []edit.Edit) []Hunk {
	last := doc.Lines()
	if doc.LineSpan(last).Len() == 0 {
		last-- // text that ends with a line ending has no line behind it
	}
	var hunks []Hunk
	shift := 0 // lines added so far
	for _, group := range groups(doc, edits) {
		h := Hunk{OldStart: max(1, group[0].first-context)}
		h.NewStart = h.OldStart + shift
		next := h.OldStart
		equal := func(until int) {
			for ; next < until; next++ {
				h.Lines = append(h.Lines, Line{Op: Equal, Text: lineOf(doc, next)})
			}
		}
		for _, w := range group {
			equal(w.first)
			h.Lines = append(h.Lines, w.lines...)
			next = w.last + 1
		}
		equal(min(last, next-1+context) + 1)
		deletesFirst(h.Lines)
		number(&h)
		shift += h.NewLines - h.OldLines
		hunks = append(hunks, h)
	}
	return hunks
}

// A window is a run of lines, from 1 and inclusive, that edits touch. It is
// empty, with last one before first, where lines are only put in.
type window struct {
	first, last int
	edits       []edit.Edit
	lines       []Line
}

// groups puts windows into one hunk whose context would meet.
func groups(doc *source.Document, edits []edit.Edit) [][]window {
	var out [][]window
	for _, w := range windows(doc, edits) {
		w.compare(doc)
		if len(w.lines) == 0 {
			continue
		}
		if n := len(out); n > 0 && w.first-out[n-1][len(out[n-1])-1].last-1 <= 2*context {
			out[n-1] = append(out[n-1], w)
			continue
		}
		out = append(out, []window{w})
	}
	return out
}

// windows groups edits by the lines they touch. Neighbouring lines stay apart,
// so that comparing stays linear however many lines change.
func windows(doc *source.Document, edits []edit.Edit) []window {
	var out []window
	for _, e := range edit.Sort(edits) {
		if e.Doc != doc {
			continue
		}
		w := window{first: doc.Line(e.Start), last: doc.Line(e.End), edits: []edit.Edit{e}}
		if n := len(out); n > 0 && w.first <= out[n-1].last {
			out[n-1].last = max(out[n-1].last, w.last)
			out[n-1].edits = append(out[n-1].edits, e)
			continue
		}
		out = append(out, w)
	}
	return out
}

// compare fills in the window's lines, and narrows it to those that change.
func (w *window) compare(doc *source.Document) {
	from, to := doc.LineSpan(w.first).Start, doc.LineSpan(w.last).End
	var after strings.Builder
	at := from
	for _, e := range w.edits {
		after.WriteString(doc.Text[at:e.Start])
		after.WriteString(e.New)
		at = e.End
	}
	after.WriteString(doc.Text[at:to])

	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // a deadline would make the answer depend on the machine
	a, b, table := dmp.DiffLinesToRunes(doc.Text[from:to], after.String())
	for _, d := range dmp.DiffCharsToLines(dmp.DiffMainRunes(a, b, false), table) {
		for text := range strings.Lines(d.Text) {
			w.lines = append(w.lines, Line{Op: ops[d.Type], Text: text})
		}
	}
	for len(w.lines) > 0 && w.lines[0].Op == Equal {
		w.lines, w.first = w.lines[1:], w.first+1
	}
	for len(w.lines) > 0 && w.lines[len(w.lines)-1].Op == Equal {
		w.lines, w.last = w.lines[:len(w.lines)-1], w.last-1
	}
}

var ops = map[diffmatchpatch.Operation]Op{
	diffmatchpatch.DiffEqual: Equal, diffmatchpatch.DiffDelete: Delete, diffmatchpatch.DiffInsert: Insert,
}

func lineOf(doc *source.Document, line int) string {
	s := doc.LineSpan(line)
	return doc.Text[s.Start:s.End]
}

// deletesFirst orders each run of changed lines as readers expect: what goes,
// then what comes.
func deletesFirst(lines []Line) {
	for from := 0; from < len(lines); from++ {
		to := from
		for to < len(lines) && lines[to].Op != Equal {
			to++
		}
		part := lines[from:to]
		sort.SliceStable(part, func(i, j int) bool { return part[i].Op < part[j].Op })
		from = to
	}
}

// number fills in the line numbers and counts of h from its starts.
func number(h *Hunk) {
	before, after := h.OldStart, h.NewStart
	for i := range h.Lines {
		l := &h.Lines[i]
		l.Old, l.New = 0, 0
		if l.Op != Insert {
			l.Old = before
			before++
		}
		if l.Op != Delete {
			l.New = after
			after++
		}
	}
	h.OldLines, h.NewLines = before-h.OldStart, after-h.NewStart
	if h.OldLines == 0 {
		h.OldStart--
	}
	if h.NewLines == 0 {
		h.NewStart--
	}
}
