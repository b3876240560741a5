package plan

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/source"
)

// An owned edit remembers the diagnostic and fix that it belongs to.
type owned struct {
	edit.Edit
	diagnostic, fix int
}

// choose settles which fixes are made: the rules' own choice, then the
// caller's. A fix that would touch bytes which another one changes in another
// way is not made, and the answer says so.
func (p *pass) choose() {
	var all []owned
	for i := range p.diagnostics {
		d := &p.diagnostics[i]
		chosen, told := p.options.Choices[d.ID]
		for j := range d.Fixes {
			f := &d.Fixes[j]
			if told {
				f.Chosen = j == chosen
			}
			if !f.Chosen {
				continue
			}
			for _, e := range f.Edits {
				all = append(all, owned{e, i, j})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return edit.Compare(all[i].Edit, all[j].Edit) < 0 })
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.Edit != b.Edit && a.Doc == b.Doc && (a.Overlaps(b.Span) || a.Span == b.Span) {
			loser := b
			if a.diagnostic > b.diagnostic {
				loser = a
			}
			p.giveWay(loser)
		}
	}
	for _, e := range all {
		if p.diagnostics[e.diagnostic].Fixes[e.fix].Chosen {
			p.edits = append(p.edits, e.Edit)
		}
	}
	p.edits = edit.Sort(p.edits)
	p.dropAnswered()
}

// dropAnswered removes the refusals of questions that the caller has answered
// by a choice.
func (p *pass) dropAnswered() {
	answered := map[source.Place]bool{}
	for _, d := range p.diagnostics {
		if n, told := p.options.Choices[d.ID]; told && n >= 0 && n < len(d.Fixes) && d.Fixes[n].Chosen {
			answered[d.Place] = true
		}
	}
	p.refusals = slices.DeleteFunc(p.refusals, func(r Refusal) bool {
		return answered[r.Place] && (r.Explain == "role-not-in-paste" || r.Explain == "different-role")
	})
}

func (p *pass) giveWay(e owned) {
	d := &p.diagnostics[e.diagnostic]
	f := &d.Fixes[e.fix]
	if !f.Chosen {
		return
	}
	f.Chosen = false
	p.refuse(Refusal{
		Place: d.Place, What: f.Label, Explain: "shared-value",
		Why: "another change already gives the same place a different value",
	})
}

// maxLabels is how many different changes the summary names.
const maxLabels = 3

// summary is what a person hears first.
func (p *pass) summary() string {
	var chosen []string
	for _, d := range p.diagnostics {
		for _, f := range d.Fixes {
			if f.Chosen && len(f.Edits) > 0 && len(chosen) < maxLabels && !slices.Contains(chosen, f.Label) {
				chosen = append(chosen, f.Label)
			}
		}
	}
	var out strings.Builder
	switch n := len(p.edits); {
	case n > 0 && len(chosen) > 0:
		if p.assumed() {
			out.WriteString("A suggestion to confirm. ")
		}
		fmt.Fprintf(&out, "%d %s%s: %s.", n, plural(n, "change", "changes"), inFiles(p.edits), strings.Join(chosen, "; "))
	case len(p.refusals) > 0 && (p.refusals[0].Explain == noLineHere || p.refusals[0].Explain == "output-not-source" || p.refusals[0].Explain == "shared-value"):
		fmt.Fprintf(&out, "Nothing was changed: %s stays, because %s.", p.refusals[0].What, p.refusals[0].Why)
	case len(p.refusals) > 0 && p.question() != "":
		out.WriteString("Nothing was changed: " + p.question() + ".")
	case len(p.refusals) > 0:
		out.WriteString("Nothing was changed, because the value to change is not proved by this text.")
	case len(p.diagnostics) > 0 && p.worst() == Info && len(p.found.Settings) > 0 && len(p.diagnostics[0].Fixes) == 0:
		out.WriteString("Nothing to change: " + p.diagnostics[0].Message + ".")
	case len(p.diagnostics) > 0:
		out.WriteString("Nothing was changed: " + p.diagnostics[0].Message + ".")
	case len(p.found.Notes) > 0 && p.found.Notes[0].Key == format.NotRead:
		note := p.found.Notes[0]
		word, rest, _ := strings.Cut(note.Words, " ")
		fmt.Fprintf(&out, "Nothing was changed: %s on line %d %s.", word, note.Doc.Line(note.Start), rest)
	case len(p.found.Notes) > 0 && p.found.Notes[0].Key == "trust-duration-key":
		out.WriteString("Nothing was changed: " + p.found.Notes[0].Words + ".")
	case len(p.found.Notes) > 0:
		out.WriteString("Nothing to change: what looks like a session length here is something else.")
	default:
		in := format.Titles()
		if p.found.Only != "" {
			in = p.found.Only + ", which you chose"
		}
		fmt.Fprintf(&out, "No session length was found. It was looked for in %s. Paste the role, the call that assumes it, or the whole error.", in)
	}
	if n := len(p.refusals); n > 0 && len(p.edits) > 0 {
		fmt.Fprintf(&out, " %d %s not edited.", n, plural(n, "place was", "places were"))
	}
	if len(p.found.Problems) > 0 {
		first := where(p.found.Problems[0].Place)
		if line, unnamed := strings.CutPrefix(first, "line "); unnamed {
			first = "Line " + line
		}
		fmt.Fprintf(&out, " %s does not parse.", first)
	}
	return out.String()
}

// question is the message of the first finding that offers the roles that may
// be meant, and waits for the choice; "" if there is none.
func (p *pass) question() string {
	for _, d := range p.diagnostics {
		if slices.Contains(d.Explain, "different-role") && len(d.Fixes) > 0 && !slices.ContainsFunc(d.Fixes, func(f Fix) bool { return f.Chosen }) {
			return d.Message
		}
	}
	return ""
}

// inFiles says how many files edits are in, if that is more than one.
func inFiles(edits []edit.Edit) string {
	docs := map[*source.Document]bool{}
	for _, e := range edits {
		docs[e.Doc] = true
	}
	if len(docs) < 2 {
		return ""
	}
	return fmt.Sprintf(" in %d files", len(docs))
}

// assumed reports whether a chosen fix rests on a length that nobody told.
func (p *pass) assumed() bool {
	for _, d := range p.diagnostics {
		if slices.Contains(d.Explain, "assumed-length") && slices.ContainsFunc(d.Fixes, func(f Fix) bool { return f.Chosen }) {
			return true
		}
	}
	return false
}

func (p *pass) worst() Severity {
	worst := Info
	for _, d := range p.diagnostics {
		worst = min(worst, d.Severity)
	}
	return worst
}
