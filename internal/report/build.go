package report

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/diff"
	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/plan"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Build writes p down for the documents that guesses names, in that order;
// outputs holds the corrected text of each, without byte order mark.
func Build(guesses []format.Guess, p plan.Plan, outputs []string) Reply {
	b := builder{units: map[*source.Document]*units{}}
	r := Reply{
		Settings: []Setting{}, Findings: []Finding{}, Refusals: []Refusal{}, Notes: []Note{}, Problems: []Problem{}, Hunks: []Hunk{},
		Summary: p.Summary,
	}
	for i, g := range guesses {
		b.units[g.Doc] = newUnits(g.Doc)
		r.Files = append(r.Files, File{
			Name: g.Doc.Name, Format: Format{g.ID, g.Title, g.Why},
			Output: g.Doc.Whole(outputs[i]), Changed: outputs[i] != g.Doc.Text,
			BOM: g.Doc.BOM, EOL: eolNames[g.Doc.EOL],
		})
		hunks := diff.Hunks(g.Doc, p.Edits)
		r.Patch += diff.Patch(g.Doc, patchPath(g.Doc.Name, g.ID), hunks)
		for _, h := range hunks {
			r.Hunks = append(r.Hunks, hunkOf(g.Doc.Name, h))
		}
	}
	for i, s := range p.Settings {
		r.Settings = append(r.Settings, b.setting(i, s))
	}
	for _, d := range p.Diagnostics {
		r.Findings = append(r.Findings, b.finding(d))
	}
	for _, f := range p.Refusals {
		r.Refusals = append(r.Refusals, Refusal{b.at(f.Place), f.What, f.Why, f.Explain, Docs(f.Explain)})
	}
	for _, n := range p.Notes {
		r.Notes = append(r.Notes, Note{b.at(n.Place), n.Words, n.Key, Docs(n.Key)})
	}
	for _, f := range p.Problems {
		r.Problems = append(r.Problems, Problem{b.at(f.Place), f.Message})
	}
	return r
}

// Docs is the page that explains a key, relative to the sandbox's page.
func Docs(key string) string { return "docs/" + key + ".html" }

var (
	eolNames   = map[source.EOL]string{source.LF: "lf", source.CRLF: "crlf", source.Mixed: "mixed"}
	opNames    = map[diff.Op]string{diff.Equal: "equal", diff.Delete: "delete", diff.Insert: "insert"}
	kindNames  = map[setting.Kind]string{setting.Request: "request", setting.Cap: "cap"}
	severities = map[plan.Severity]string{plan.Error: "error", plan.Warning: "warning", plan.Info: "info"}
	stateNames = map[setting.State]string{
		setting.Literal: "literal", setting.Computed: "computed", setting.Indirect: "indirect",
		setting.Absent: "absent", setting.Unknown: "unknown",
	}
)

type builder struct {
	units map[*source.Document]*units
}

func (b builder) at(p source.Place) Range { return b.units[p.Doc].rangeOf(p.Span) }

func (b builder) setting(i int, s setting.Setting) Setting {
	out := Setting{
		ID: fmt.Sprintf("s%d", i+1), Kind: kindNames[s.Kind], Limit: s.Limit.ID, Title: s.Limit.Title,
		At: s.At, Role: s.Role.String(), State: stateNames[s.State], Range: b.at(s.Place), Output: s.Output,
	}
	if s.State != setting.Unknown {
		seconds := int64(s.Value)
		out.Seconds = &seconds
	}
	if s.State == setting.Indirect {
		at := b.at(s.Def.Place)
		out.Definition = &at
	}
	return out
}

func (b builder) finding(d plan.Diagnostic) Finding {
	out := Finding{
		ID: d.ID, Rule: d.Rule, Severity: severities[d.Severity], Explain: d.Explain, Message: d.Message,
		Range: b.at(d.Place), Related: []Related{}, Docs: Docs(d.Explain[0]), Fixes: []Fix{},
	}
	for _, r := range d.Related {
		out.Related = append(out.Related, Related{r.Message, b.at(r.Place)})
	}
	for _, f := range d.Fixes {
		fix := Fix{Label: f.Label, Chosen: f.Chosen, Edits: []Edit{}, Elsewhere: []Snippet{}}
		for _, e := range edit.Sort(f.Edits) {
			fix.Edits = append(fix.Edits, Edit{b.at(e.Place), e.Old, e.New})
		}
		for _, s := range f.Elsewhere {
			fix.Elsewhere = append(fix.Elsewhere, Snippet(s))
		}
		out.Fixes = append(out.Fixes, fix)
	}
	return out
}

func hunkOf(file string, h diff.Hunk) Hunk {
	out := Hunk{File: file, OldStart: h.OldStart, OldLines: h.OldLines, NewStart: h.NewStart, NewLines: h.NewLines}
	for _, l := range h.Lines {
		out.Lines = append(out.Lines, Line{opNames[l.Op], strings.TrimRight(l.Text, "\r\n"), l.Old, l.New})
	}
	return out
}

// patchPath is the path that a document has in a patch: its name made
// relative, or "paste" with its notation's usual ending.
func patchPath(name, formatID string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(name, "\\", "/"), "/") {
		if part != "" && part != "." && part != ".." {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		return strings.Join(parts, "/")
	}
	switch formatID {
	case "hcl":
		return "paste.tf"
	case "shell":
		return "paste.sh"
	}
	return "paste.txt"
}
