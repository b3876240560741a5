package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Notations look at views: texts of equal length, without what a mail, an
// editor, a log or a diff put around the lines. This file leads what they find
// there back to what was pasted, and keeps edits out of where they would do
// harm: what a log or a diff shows is no source.

// views are what surrounds docs taken away. A file that belongs to a notation
// by its name is read as it stands.
type views map[*source.Document]*source.View // by the view's own document

func viewsOf(docs []*source.Document) ([]*source.Document, views) {
	seen := make([]*source.Document, len(docs))
	all := views{}
	for i, d := range docs {
		seen[i] = d
		if !mayBeSurrounded(d.Name) {
			continue
		}
		if v := source.NewView(d); v.Document != d {
			seen[i] = v.Document
			all[v.Document] = v
		}
	}
	return seen, all
}

// mayBeSurrounded reports whether a file of that name is a paste, a mail, a
// log, a diff or a page rather than source.
func mayBeSurrounded(name string) bool {
	name = strings.ToLower(name[strings.LastIndexAny(name, `/\`)+1:])
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return name == ""
	}
	switch name[dot:] {
	case ".txt", ".text", ".md", ".markdown", ".rst", ".adoc", ".log", ".out", ".diff", ".patch", ".eml":
		return true
	}
	return false
}

// resolve points everything that f holds at the pasted documents, and marks
// what must not be edited.
func (vs views) resolve(f *Found) {
	if len(vs) == 0 {
		return
	}
	for i := range f.Settings {
		s := &f.Settings[i]
		if s.Def != nil && vs[s.Def.Doc] != nil {
			vs.guard(vs[s.Def.Doc], s, s.Def.Span)
		}
		if v := vs[s.Doc]; v != nil {
			if s.State == setting.Absent {
				vs.absent(v, s)
			} else if s.State != setting.Indirect {
				vs.guard(v, s, s.Span)
			}
			vs.retyped(v, s.Context, f)
			vs.host(&s.Place)
		}
		for k := range s.Chain {
			vs.host(&s.Chain[k].Place)
		}
	}
	for i := range f.Settings {
		if def := f.Settings[i].Def; def != nil {
			vs.host(&def.Place) // which several settings may share
		}
	}
	vs.clauses(f)
	f.Problems = slices.DeleteFunc(f.Problems, func(p source.Problem) bool {
		v := vs[p.Doc]
		return v != nil && v.Around(p.Start) == source.Diffed // a diff shows parts of blocks
	})
	for i := range f.Problems {
		vs.host(&f.Problems[i].Place)
	}
	for i := range f.Symptoms {
		vs.host(&f.Symptoms[i].Place)
	}
	for i := range f.Signs {
		vs.host(&f.Signs[i].Place)
	}
	for i := range f.Notes {
		vs.host(&f.Notes[i].Place)
	}
	for i := range f.Islands {
		if v := vs[f.Islands[i].Doc]; v != nil {
			f.Islands[i].Doc = v.Host
		}
	}
}

// host points p at the pasted document.
func (vs views) host(p *source.Place) {
	if v := vs[p.Doc]; v != nil {
		p.Doc = v.Host
	}
}

// guard keeps s from being edited at place, which lies in v, where that would
// change what is no source, or bytes that read differently in the paste.
func (vs views) guard(v *source.View, s *setting.Setting, place source.Span) {
	switch v.Most(place) {
	case source.Tabled:
		shownIn(s, "a table")
	case source.Logged:
		shownIn(s, "a log")
	case source.Diffed:
		shownIn(s, "a diff")
	}
	if !v.Same(place) && (s.State != setting.Unknown || s.Why.Meant > 0) {
		s.Broken = true
	}
}

// shownIn marks s as something that was printed.
func shownIn(s *setting.Setting, where string) {
	switch {
	case s.State != setting.Unknown:
		s.Output, s.Shown = true, where
	case s.Why.Meant > 0: // else it says already why it is not edited
		s.Why = &setting.Unproved{Key: "output-not-source", Words: "it stands in " + where + ", which is not the source"}
	}
}

// absent decides about a role without a maximum: whether the text proves that
// it has none, and how a line would be put in.
func (vs views) absent(v *source.View, s *setting.Setting) {
	around := v.Most(s.Context)
	switch {
	case v.Cut(s.Context):
		s.State, s.Gap = setting.Unknown, nil
		s.Why = &setting.Unproved{Key: "value-outside-paste", Words: "a part of it was left out here, and the length may stand there"}
	case around == source.Diffed && v.Hunk(s.Context):
		s.State, s.Gap = setting.Unknown, nil
		s.Why = &setting.Unproved{Key: "output-not-source", Words: "the diff shows only a part of it"}
	case around == source.Diffed:
		shownIn(s, "a diff")
	case around == source.Logged:
		shownIn(s, "a log")
	case around == source.Tabled:
		shownIn(s, "a table")
	case s.Gap != nil && s.Gap.Shut == "":
		s.Gap.Shut = vs.gap(v, s.Gap)
	}
}

// clauses keeps the conditions that may be removed, and notes the others.
func (vs views) clauses(f *Found) {
	kept := f.Clauses[:0]
	for _, c := range f.Clauses {
		v := vs[c.Doc]
		if v == nil {
			kept = append(kept, c)
			continue
		}
		vs.host(&c.Place)
		words, key := "", "trust-duration-key"
		switch around := v.Most(c.Remove); {
		case around == source.Diffed:
			words, key = "a diff shows this condition on sts:DurationSeconds; it is not the source", "output-not-source"
		case around == source.Logged:
			words, key = "a log shows this condition on sts:DurationSeconds; it is not the source", "output-not-source"
		case c.Open: // nothing will be removed
			kept = append(kept, c)
			continue
		case around == source.Numbered && strings.Contains(v.Host.Text[c.Remove.Start:c.Remove.End], "\n"):
			words = c.At + " tests sts:DurationSeconds, which AWS does not set for AssumeRole: remove that condition where the lines have no numbers"
		case !v.Edge(c.Remove.Start), !v.Edge(c.Remove.End):
			words = c.At + " tests sts:DurationSeconds, which AWS does not set for AssumeRole: remove that condition"
		default:
			kept = append(kept, c)
			continue
		}
		f.Notes = append(f.Notes, setting.Note{Place: c.Place, Key: key, Words: words})
	}
	f.Clauses = kept
}

// cutOff keeps lengths from being believed of which only a part was read: the
// text ends in dots, or the number goes on behind a blank that is none.
func (f *Found) cutOff() {
	for i := range f.Settings {
		s := &f.Settings[i]
		at, _ := s.Target()
		if s.State == setting.Absent || at.Len() == 0 {
			continue
		}
		if source.Split(at.Doc.Text, at.Span) {
			s.State, s.Def, s.Place = setting.Unknown, nil, at
			s.Why = &setting.Unproved{Key: retypedKey, Words: "a blank or an invisible character stands inside the number"}
			continue
		}
		rest := at.Doc.Text[at.End:min(len(at.Doc.Text), at.End+3)]
		if text := at.Text(); rest == "…" || rest == "..." || strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") {
			s.State, s.Def, s.Place = setting.Unknown, nil, at
			s.Why = &setting.Unproved{Key: "value-outside-paste", Words: "the text is cut off in the middle of the number"}
		}
	}
}

// retyped notes, once for each document, the quotes and dashes of a place
// that a word processor changed: they are read as what was typed, and stay.
func (vs views) retyped(v *source.View, context source.Span, f *Found) {
	marks := v.Retyped(context)
	if len(marks) == 0 || v.Around(context.Start) == source.Diffed {
		return
	}
	for i := range f.Notes {
		if f.Notes[i].Key == retypedKey && (f.Notes[i].Doc == v.Host || f.Notes[i].Doc == v.Document) {
			return
		}
	}
	words := "curly quotes stand where straight ones are due: they are left as they are, so type them anew before you use this"
	for _, m := range marks {
		if text := v.Text[m.Start:m.End]; strings.Contains(text, "-") {
			flag := strings.TrimLeft(text, " ")
			words = "a long dash stands where " + flag + " is meant, which the command does not know: it is left as it is, so type it anew before you use this"
			marks = []source.Span{m}
			break
		}
	}
	f.Notes = append(f.Notes, setting.Note{Place: v.Host.At(marks[0]), Key: retypedKey, Words: words})
}

const retypedKey = "changed-by-a-word-processor"
