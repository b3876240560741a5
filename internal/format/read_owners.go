package format

import (
	"slices"

	"stackengine.dev/sandbox/internal/source"
)

// lineOwners says which lines a notation has read a length on: what another
// one, which takes them for its own, cannot parse there is no trouble.
type lineOwners map[lineOf]bool

type lineOf struct {
	doc  *source.Document
	line int
}

// add notes the lines of what one notation has found.
func (o lineOwners) add(found Found) {
	complains := map[lineOf]bool{}
	for _, p := range found.Problems {
		complains[lineOf{p.Doc, p.Doc.Line(p.Start)}] = true
	}
	for k := range found.Settings {
		s := &found.Settings[k]
		key := lineOf{s.Doc, s.Doc.Line(s.Start)}
		if !s.Broken && !complains[key] {
			o[key] = true
		}
	}
}

// drop is problems without those of lines that were read.
func (o lineOwners) drop(problems []source.Problem) []source.Problem {
	return slices.DeleteFunc(problems, func(p source.Problem) bool { return o[lineOf{p.Doc, p.Doc.Line(p.Start)}] })
}
