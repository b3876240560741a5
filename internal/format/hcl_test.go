package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// hclDocs makes documents of text: parts begin with "-- name --" lines, and
// text without such lines is one unnamed document.
func hclDocs(t testing.TB, text string) []*source.Document {
	t.Helper()
	var docs []*source.Document
	add := func(name, text string) {
		doc, err := source.New(name, text)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	if !strings.HasPrefix(text, "-- ") {
		add("", text)
		return docs
	}
	for _, part := range strings.Split(text, "-- ")[1:] {
		name, body, _ := strings.Cut(part, " --\n")
		add(name, body)
	}
	return docs
}

// hclShow writes what was found, one line each, for comparison. It also
// checks that every span holds what it claims.
func hclShow(t testing.TB, found Found) string {
	t.Helper()
	states := map[setting.State]string{
		setting.Literal: "literal", setting.Computed: "computed", setting.Indirect: "indirect",
		setting.Absent: "absent", setting.Unknown: "unknown",
	}
	var out strings.Builder
	for i := range found.Settings {
		s := &found.Settings[i]
		fmt.Fprintf(&out, "%s %s %s: %s", s.Limit.ID, s.At, states[s.State], s.Text())
		if s.State != setting.Unknown {
			fmt.Fprintf(&out, " = %d", s.Value)
			place, unit := s.Target()
			if got, ok := unit.Read(place.Text()); s.State != setting.Absent && (!ok || got != s.Value) {
				t.Errorf("%s: %q reads as %d, %v; want %d", s.At, place.Text(), got, ok, s.Value)
			}
		}
		if s.Role != (setting.Role{}) {
			fmt.Fprintf(&out, "; role %q %q", s.Role.Name, s.Role.Ref)
		}
		if s.Def != nil {
			fmt.Fprintf(&out, "; %s: %s", s.Def.At, s.Def.Text())
			if s.Def.Users > 0 {
				fmt.Fprintf(&out, " (%d more)", s.Def.Users)
			}
		}
		if s.Why != nil {
			fmt.Fprintf(&out, "; %s: %s", s.Why.Key, s.Why.Words)
			if s.Why.Meant > 0 {
				fmt.Fprintf(&out, "; meant %d", s.Why.Meant)
			}
		}
		for _, sign := range s.Chain {
			fmt.Fprintf(&out, "; chained: %s", sign.Words)
		}
		if s.Broken {
			out.WriteString("; broken")
		}
		if s.Output {
			out.WriteString("; output")
		}
		out.WriteString("\n")
	}
	for _, c := range found.Clauses {
		fmt.Fprintf(&out, "clause %s %s %s: %s\n", c.At, c.Effect, c.Operator, c.Text())
	}
	for _, n := range found.Notes {
		fmt.Fprintf(&out, "note %s: %s: %s\n", n.Key, n.Text(), n.Words)
	}
	for _, p := range found.Problems {
		fmt.Fprintf(&out, "problem line %d: %s\n", p.Doc.Line(p.Start), p.Message)
	}
	return out.String()
}

func TestLocateHCL(t *testing.T) { runHCLCases(t, hclCases) }

// An hclCase is a text, or several files, and what is found in it.
type hclCase struct{ name, text, want string }

func runHCLCases(t *testing.T, cases []hclCase) {
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			got := hclShow(t, locateHCL(hclDocs(t, test.text)))
			want := strings.TrimPrefix(test.want, "\n")
			if got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

// FuzzLocateHCL wants every value read again from its own bytes, and every
// span inside its document.
func FuzzLocateHCL(f *testing.F) {
	for _, test := range hclCases {
		f.Add(test.text)
	}
	// What the parser makes of a call that breaks off ends before it begins.
	f.Add("provider\"aws\"{#\nassume_role{duration=\"${va(\"0000000\n0000000000000000000000000")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := source.New("", text)
		if err != nil || len(text) > 1<<16 {
			t.Skip()
		}
		found := locateHCL([]*source.Document{doc})
		hclShow(t, found)
		for _, s := range found.Settings {
			if s.State == setting.Absent && (s.Gap.At < s.Context.Start || !strings.HasPrefix(doc.Text[s.Gap.At:], s.Gap.Old)) {
				t.Errorf("the gap at %d does not hold %q", s.Gap.At, s.Gap.Old)
			}
		}
		for _, c := range found.Clauses {
			if !strings.EqualFold(c.Text(), durationKey) || !c.Remove.Contains(c.Span) {
				t.Errorf("the clause is %q, %v of %v", c.Text(), c.Span, c.Remove)
			}
		}
	})
}

// A text of very many roles gives as many as anybody can read, and says so.
func TestHCLIsBounded(t *testing.T) {
	text := strings.Repeat("resource \"aws_iam_role\" \"a\" {\n  max_session_duration = 7200\n}\n", maxFinds+10)
	found := locateHCL(hclDocs(t, text))
	if len(found.Settings) != maxFinds || len(found.Problems) != 1 || found.Problems[0].Doc.Line(found.Problems[0].Start) != 3*maxFinds+1 {
		t.Errorf("%d settings and the problems %+v", len(found.Settings), found.Problems)
	}
}
