package engine

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// ask is the reply to a request, in a type that holds what the test looks at.
func ask[Reply any](t *testing.T, method string, request map[string]any) (reply Reply) {
	t.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(Handle(method, body), &reply); err != nil {
		t.Fatal(err)
	}
	return reply
}

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

// The reply counts by kind, secrets first, and its name of the file tells no
// more than the text; kinds that are switched off stay.
func TestRedactCountsAndNames(t *testing.T) {
	const paste = "# Northwind\nrole_arn = \"arn:aws:iam::482109375526:role/a\"\naccount = \"482109375526\"\npassword = \"hunter2\"\nauthor = \"kim@northwind.example\"\n"
	type reply struct {
		Text, Name string
		Counts     []kindCount
		Error      struct{ Message string }
	}
	options := map[string]any{"terms": []string{"Northwind"}, "without": []string{"email"}}
	got := ask[reply](t, "redact", map[string]any{"text": paste, "name": "live/482109375526/northwind.tf", "options": options})
	if want := "live/REDACTED_ACCOUNT_1/REDACTED_TERM_2.tf"; got.Name != want {
		t.Errorf("the file is named %q, want %q", got.Name, want)
	}
	if !strings.Contains(got.Text, "kim@REDACTED_TERM_2.example") {
		t.Errorf("of the address more than the term is hidden: %q", got.Text)
	}
	want := []kindCount{
		{"password", "Password", "secret", 1},
		{"aws-account", "AWS account number", "identifier", 2},
		{"term", "Term given by the caller", "identifier", 2},
	}
	if fmt.Sprint(got.Counts) != fmt.Sprint(want) {
		t.Errorf("counts are %v, want %v", got.Counts, want)
	}
	for _, kinds := range []any{[]string{"e-mail"}, []int{1}, "email"} {
		if got := ask[reply](t, "redact", map[string]any{"text": paste, "options": map[string]any{"without": kinds}}); got.Error.Message == "" {
			t.Errorf("%v are taken for kinds", kinds)
		}
	}
}

// The gate stops every form of a value, and lets through what was redacted.
func TestCheck(t *testing.T) {
	const secret = "Quartz#4711pw-Ochre"
	const paste = "\uFEFFpassword = \"" + secret + "\"\naccount_id = \"482109375526\"\nNorthwind\n"
	options := map[string]any{"terms": []string{"Northwind"}}
	type reply struct {
		Leaks []struct {
			Kind  string
			Known bool
			Range struct{ Line, Start, End int }
		}
		Error struct{ Kind, Message string }
	}
	check := func(body string, options map[string]any) reply {
		return ask[reply](t, "check", map[string]any{"text": paste, "body": body, "options": options})
	}
	hidden := ask[struct{ Text string }](t, "redact", map[string]any{"text": paste, "options": options})
	if got := check(hidden.Text, options); got.Leaks == nil || len(got.Leaks) != 0 || got.Error.Message != "" {
		t.Errorf("the redacted text is answered with %+v", got)
	}
	once, _ := json.Marshal(map[string]string{"password": secret})
	twice, _ := json.Marshal(map[string]string{"body": string(once)})
	for name, form := range map[string]string{
		"plain":            secret,
		"percent":          url.QueryEscape(secret),
		"twice percent":    url.QueryEscape(url.QueryEscape(secret)),
		"JSON in JSON":     string(twice),
		"base64":           base64.StdEncoding.EncodeToString([]byte("PASSWORD=" + secret + "\n")),
		"shifted base64":   base64.StdEncoding.EncodeToString([]byte("a PASSWORD=" + secret + "\n")),
		"base64 for URLs":  base64.RawURLEncoding.EncodeToString([]byte("PASSWORD=" + secret + "\n")),
		"hex":              fmt.Sprintf("%x", secret),
		"wrapped":          secret[:6] + "\n  " + secret[6:],
		"literals":         "\"" + secret[:6] + "\" + \"" + secret[6:] + "\"",
		"entity":           strings.Replace(secret, "#", "&#35;", 1),
		"escape":           strings.Replace(secret, "#", "\\u0023", 1),
		"an account":       "482109375526",
		"a term":           "northwind-prod",
		"never redacted":   "AKIA" + strings.Repeat("QWERTY", 2) + "ABCD",
		"an unknown ARN's": "arn:aws:iam::915530241668:role/b",
	} {
		body := hidden.Text + "# größe\n" + form + "\n"
		got := check(body, options)
		if len(got.Leaks) == 0 {
			t.Errorf("%s passes: %q, %+v", name, form, got.Error)
			continue
		}
		first := got.Leaks[0]
		if known := name != "never redacted" && name != "an unknown ARN's"; first.Known != known {
			t.Errorf("%s: known is %v", name, first.Known)
		}
		if lines := strings.Count(hidden.Text, "\n"); first.Range.Line != lines+2 && first.Range.Line != lines+3 {
			t.Errorf("%s: found on line %d", name, first.Range.Line)
		}
	}
	// A wish that was made later holds for what was redacted before it.
	before := ask[struct{ Text string }](t, "redact", map[string]any{"text": paste})
	if got := check(before.Text, options); len(got.Leaks) != 1 || got.Leaks[0].Kind != "term" {
		t.Errorf("the term that was added is answered with %+v", got)
	}
	if got := check("a\x00b", options); got.Error.Kind != "input" || got.Leaks != nil {
		t.Errorf("what cannot be read is answered with %+v", got)
	}
}
