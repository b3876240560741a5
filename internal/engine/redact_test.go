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
