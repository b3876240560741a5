package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

const (
	maxStray      = 3       // flags of one document that are noted
	maxStrayLooks = 1_000   // flags of one document that are looked at
	maxStrayReach = 2 << 10 // bytes that a command goes on for
)

// stray notes flags of doc that ask for a length which not every role allows,
// and that no command owns: the end of a command whose beginning is missing,
// arguments kept for later. Only lines that begin with the flag count, and
// arrays: prose, comments and printed text speak of it too.
func (f *Found) stray(doc *source.Document) (notes []setting.Note) {
	text := doc.Text
	at := indexFrom(text, durationFlag, 0)
	for n := 0; at < len(text) && n < maxStrayLooks && len(notes) < maxStray; n++ {
		end := at + len(durationFlag)
		start := strings.LastIndexByte(text[max(0, at-maxPrompt):at], '\n') + 1 + max(0, at-maxPrompt)
		digits := source.Span{Start: end + 1}
		if digits.Start < len(text) && (text[digits.Start] == '"' || text[digits.Start] == '\'') {
			digits.Start++
		}
		for digits.End = min(digits.Start, len(text)); digits.End < len(text) && asciiDigit(text[digits.End]); digits.End++ {
		}
		if end < len(text) && strings.IndexByte(" =", text[end]) >= 0 && beginsArguments(text[start:at]) {
			length, ok := setting.InSeconds.Read(text[min(digits.Start, digits.End):digits.End])
			usual := length >= setting.AssumeRole.Min && length <= setting.RoleMaximum.Default
			if ok && !usual && !f.owns(doc, at, digits) {
				notes = append(notes, setting.Note{
					Place: doc.At(source.Span{Start: at, End: digits.End}), Key: NotRead,
					Words: text[at:digits.End] + " belongs to no command that this text shows for certain",
				})
			}
		}
		at = indexFrom(text, durationFlag, end)
	}
	return notes
}

// beginsArguments reports whether head, which stands before a flag on its
// line, is blank or opens an array.
func beginsArguments(head string) bool {
	head = strings.TrimLeft(head, " \t")
	return head == "" || strings.HasSuffix(head, "=(") && !strings.ContainsAny(head, " \"'#")
}

// owns reports whether something that was found takes in the flag at offset
// at, whose value stands at digits.
func (f *Found) owns(doc *source.Document, at int, digits source.Span) bool {
	for i := range f.Settings {
		s := &f.Settings[i]
		place, _ := s.Target()
		if s.Doc == doc && s.Context.Start <= at && at < s.Context.End || place.Doc == doc && place.Overlaps(digits) {
			return true
		}
	}
	goesOn := func(p source.Place) bool {
		return p.Doc == doc && p.Start <= at && at-p.Start < maxStrayReach && !strings.Contains(doc.Text[p.Start:at], "\n\n")
	}
	for _, n := range f.Notes {
		if goesOn(n.Place) {
			return true
		}
	}
	for _, p := range f.Problems {
		if goesOn(p.Place) {
			return true
		}
	}
	return false
}
