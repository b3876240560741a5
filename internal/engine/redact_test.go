package engine

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestRedactAndRestore(t *testing.T) {
	const paste = "\uFEFF# größe\r\nrole_arn = \"arn:aws:iam::123456789012:role/deploy\"\r\naccount = \"123456789012\"\r\n"
	call := func(method string, request, reply any) {
		t.Helper()
		body, _ := json.Marshal(request)
		if err := json.Unmarshal(Handle(method, body), reply); err != nil {
			t.Fatal(err)
		}
	}
	var hidden struct {
		Text         string
		Replacements []struct {
			Placeholder, Kind, Tier, Reason string
			Range                           struct{ Line, Column, Start, End int }
		}
	}
	call("redact", map[string]string{"name": "", "text": paste}, &hidden)
	if strings.Contains(hidden.Text, "123456789012") || !strings.Contains(hidden.Text, "role/deploy") {
		t.Errorf("redacted text is %q", hidden.Text)
	}
	if len(hidden.Replacements) != 2 {
		t.Fatalf("%d replacements, want 2", len(hidden.Replacements))
	}
	first := hidden.Replacements[0]
	if first.Range.Line != 2 || first.Range.Column != 26 || first.Range.End-first.Range.Start != 12 || first.Kind != "aws-account" || first.Reason == "" {
		t.Errorf("the first replacement is %+v", first)
	}
	var back struct {
		Text   string
		Report struct {
			Restored         int
			Unknown, Missing []string
		}
	}
	call("restore", map[string]string{"original": paste, "text": hidden.Text}, &back)
	if back.Text != paste || back.Report.Restored != 2 {
		t.Errorf("restored %d: %q, want %q", back.Report.Restored, back.Text, paste)
	}
}

// A person hides a name everywhere, keeps a number, and hides the names of
// resources; with the same wishes the text comes back.
func TestRedactAsWished(t *testing.T) {
	const paste = "arn:aws:iam::123456789012:role/deploy of Northwind, northwind-prod; password = \"hunter2\"\n"
	options := map[string]any{"terms": []string{"Northwind"}, "keep": []string{"123456789012"}, "names": true}
	call := func(method string, request map[string]any) (reply struct {
		Text         string
		Error        struct{ Message string }
		Replacements []struct {
			Placeholder string
			Now         struct{ Start, End int }
		}
	}) {
		t.Helper()
		body, _ := json.Marshal(request)
		if err := json.Unmarshal(Handle(method, body), &reply); err != nil {
			t.Fatal(err)
		}
		return reply
	}
	hidden := call("redact", map[string]any{"text": paste, "options": options})
	const want = "arn:aws:iam::123456789012:role/REDACTED_NAME_1 of REDACTED_TERM_1, REDACTED_TERM_2-prod; password = \"REDACTED_PASSWORD_1\"\n"
	if hidden.Text != want {
		t.Errorf("redacted %q, want %q", hidden.Text, want)
	}
	for _, r := range hidden.Replacements {
		if got := hidden.Text[r.Now.Start:r.Now.End]; got != r.Placeholder {
			t.Errorf("%s is said to stand where %q does", r.Placeholder, got)
		}
	}
	if back := call("restore", map[string]any{"original": paste, "text": hidden.Text, "options": options}); back.Text != paste {
		t.Errorf("restored %q", back.Text)
	}
	for wish, want := range map[string]any{
		"terms: must not be blank":       map[string]any{"terms": []string{" "}},
		"term 1 is shorter than 3 bytes": map[string]any{"terms": []string{"ab"}},
		"names: must be true or false":   map[string]any{"names": 1},
	} {
		if got := call("redact", map[string]any{"text": paste, "options": want}).Error.Message; !strings.Contains(got, wish) {
			t.Errorf("%v is answered with %q", want, got)
		}
	}
}
