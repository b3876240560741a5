package format

import (
	"slices"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

const roleMessage = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."

func locateText(t testing.TB, texts ...string) Found {
	t.Helper()
	var docs []*source.Document
	for _, text := range texts {
		doc, err := source.New("", text)
		if err != nil {
			t.Skip(err)
		}
		docs = append(docs, doc)
	}
	return locateErrors(docs)
}

func TestErrorWordingsMayBegin(t *testing.T) {
	for _, w := range wordings {
		if !mayBegin(w.text[0]) {
			t.Errorf("no stretch looks at %q, since no sentence begins with it", w.text)
		}
		if w.note == "" && w.field == "" && !strings.Contains(w.text, "{field}") {
			t.Errorf("%q names no field", w.text)
		}
		if w.cause == 0 && w.note == "" && !strings.Contains(w.text, "{low}") {
			t.Errorf("%q tells no cause", w.text)
		}
		if !slices.ContainsFunc(anchorWords[:], func(a string) bool { return strings.Contains(w.text, a) }) &&
			!strings.Contains(w.text, "{field}") {
			t.Errorf("%q has no anchor", w.text)
		}
	}
}

// A message is found once, wherever the borders of stretches fall.
func TestErrorsAcrossStretches(t *testing.T) {
	for _, fill := range []string{"duration ", "x", "line\n", "DurationSeconds exceeds ", "│ \n"} {
		for _, gap := range []int{0, 700, 1500, stretchMax - 900, stretchMax - 40, stretchMax, 2 * stretchMax} {
			pad := strings.Repeat(fill, gap/len(fill)) + "\n"
			text := pad + roleMessage + "\n" + pad + roleMessage + pad
			found := locateText(t, text)
			if len(found.Symptoms) != 2 {
				t.Errorf("%q, gap %d: %d messages, want 2", fill, gap, len(found.Symptoms))
				continue
			}
			for _, s := range found.Symptoms {
				if s.Text() != roleMessage {
					t.Errorf("%q, gap %d: found %q", fill, gap, s.Text())
				}
			}
		}
	}
}

// A line that ends in CRLF, which no sample file can hold, is a blank too.
func TestErrorsWithCRLF(t *testing.T) {
	folded := "The requested DurationSeconds exceeds the\r\n│ MaxSessionDuration set for this role."
	found := locateText(t, "│ Error: STS: AssumeRole, api error\r\n│ ValidationError: "+folded+"\r\n")
	if len(found.Symptoms) != 1 || found.Symptoms[0].Text() != folded || found.Symptoms[0].Operation != "AssumeRole" {
		t.Errorf("got %+v", found.Symptoms)
	}
}

func TestErrorsOfSeveralDocuments(t *testing.T) {
	found := locateText(t, "nothing", roleMessage, roleMessage+"\n"+roleMessage)
	if len(found.Symptoms) != 3 || len(found.Islands) != 2 || found.Islands[0].N != 1 || found.Islands[1].N != 2 {
		t.Errorf("got %d symptoms, counts %v", len(found.Symptoms), found.Islands)
	}
}

// What a message says ends where the next one begins.
func TestErrorContextStopsAtTheMessageBefore(t *testing.T) {
	found := locateText(t, "IAM Role (arn:aws:iam::123456789012:role/a) cannot be assumed. STS: AssumeRoleWithSAML: "+
		roleMessage+"\nValidationError: "+roleMessage)
	if len(found.Symptoms) != 2 {
		t.Fatalf("%d messages", len(found.Symptoms))
	}
	if s := found.Symptoms[0]; s.Operation != "AssumeRoleWithSAML" || s.Role.Name != "a" {
		t.Errorf("first: %q of role %q", s.Operation, s.Role.Name)
	}
	if s := found.Symptoms[1]; s.Operation != "" || s.Role != (setting.Role{}) {
		t.Errorf("second: %q of role %q, want none", s.Operation, s.Role.Name)
	}
}

// hostileErrors are texts that repeat what the reader looks for.
var hostileErrors = map[string]string{
	"anchors":      "DurationSeconds ",
	"heads":        "The requested DurationSeconds exceeds the ",
	"messages":     roleMessage + " ",
	"quotes":       `'"uration`,
	"quoted words": `"x" cannot be parsed as a duration: tim `,
	"values":       "Value '1' at 'durationSeconds' failed to ",
	"callers":      "Arn arn:aws:sts::1:assumed-role/",
	"backslashes":  `uration\\\\\\\\`,
	"brackets":     "uration[[[[[[[[1;1;1;1",
	"prefixes":     "uration\n> > > > | | [x] [x] [x] 00:00:00 a-b",
	"tags":         "uration<b <b <b <b <b",
	"entities":     "uration&amp;&amp;&amp;",
	"colours":      "uration\x1b[\x1b[\x1b[0;0;0;0;0",
}

func FuzzErrors(f *testing.F) {
	for _, unit := range hostileErrors {
		f.Add(unit + roleMessage)
	}
	f.Add("│ Value \\u0027\x1b[1m50000' at 'durationSeconds' failed to satisfy constraint: Member must have value less than\n│ or equal to 43200")
	f.Fuzz(func(t *testing.T, text string) {
		found := locateText(t, text)
		last := 0
		for _, s := range found.Symptoms {
			if s.Start < last || s.End <= s.Start || s.End > len(s.Doc.Text) {
				t.Fatalf("message at %v after byte %d of %d", s.Span, last, len(s.Doc.Text))
			}
			if s.Cause == 0 || s.Words == "" || s.Field != "DurationSeconds" && s.Field != "MaxSessionDuration" {
				t.Fatalf("incomplete: %+v", s)
			}
			last = s.End
		}
		for _, s := range found.Signs {
			if s.End <= s.Start || s.End > len(s.Doc.Text) {
				t.Fatalf("caller at %v of %d", s.Span, len(s.Doc.Text))
			}
		}
		// A message is found whatever stands before it.
		after := locateText(t, text+"\n\nValidationError: "+roleMessage).Symptoms
		if len(after) == 0 || after[len(after)-1].Text() != roleMessage {
			t.Fatalf("the message at the end is not found; %d others are", len(after))
		}
	})
}

func BenchmarkErrors(b *testing.B) {
	log := "2025-05-12T16:07:33.611Z INFO  [worker-3] request finished path=/api/v1/items status=200 bytes=5120\n" +
		"2025-05-12T16:07:33.612Z DEBUG [worker-3] pool size 12, duration 43 ms, retry false\n"
	quiet := strings.ReplaceAll(log, "duration", "took")
	texts := map[string]string{"log": quiet, "log with durations": log}
	for name, unit := range hostileErrors {
		texts["hostile "+name] = unit
	}
	for name, unit := range texts {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(unit, (10<<20)/len(unit))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				locateText(b, text)
			}
		})
	}
}
