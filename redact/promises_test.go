package redact

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
)

// checkPromises checks what the package comment promises for one result that
// was the first of its session.
func checkPromises(t *testing.T, s *Session, text string, result Result) {
	t.Helper()
	out := result.Text.String()

	back, report := s.Restore(out, Hint{})
	if back != text {
		t.Errorf("restored\n%q\nwant\n%q\nredacted\n%q", back, text, out)
	}
	if len(report.Unknown) > 0 || len(report.Missing) > 0 || report.Restored != len(result.Replacements) {
		t.Errorf("report %+v for %d replacements", report, len(result.Replacements))
	}

	again, err := s.Redact([]byte(out), Hint{})
	if err != nil {
		t.Errorf("redacting again: %v", err)
	} else if again.Text.String() != out || len(again.Replacements) != 0 {
		t.Errorf("redacted again\n%q\nwant\n%q", again.Text, out)
	}
	if err := s.Check([]byte(out)); err != nil {
		t.Errorf("gate: %v in %q", err, out)
	}

	last := 0
	for _, r := range result.Replacements {
		if r.Start < last || r.End <= r.Start || r.End > len(text) {
			t.Fatalf("replacement %+v after offset %d in %d bytes", r, last, len(text))
		}
		last = r.End
	}

	// The check for leaks knows nothing of rules or gate: cut the
	// placeholders out and look for the values.
	pieces := out
	for _, e := range s.Entries() {
		for _, word := range []string{e.Placeholder, e.Digits} {
			if word != "" {
				pieces = replaceWhole(pieces, word)
			}
		}
	}
	for _, e := range s.Entries() {
		v := e.Reveal()
		if len(v) < 11 || e.Kind == KindPrivateKey && len(v) < minStretch {
			continue // may rightly be left elsewhere, see spreadOfWord
		}
		if e.Kind == KindAccount {
			continue // may be part of a longer number
		}
		if strings.Contains(pieces, v) && !isSameAsUser(text, v) {
			t.Errorf("%s is still in the redacted text", e)
		}
	}
}

// replaceWhole replaces word where no digit follows.
func replaceWhole(text, word string) string {
	var out strings.Builder
	for {
		i := strings.Index(text, word)
		if i < 0 {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(text[:i])
		text = text[i+len(word):]
		if len(text) > 0 && is(text[0], digit) {
			out.WriteString(word)
		} else {
			out.WriteByte(0)
		}
	}
}

// isSameAsUser reports a password that is also the name before it, which
// stays by design.
func isSameAsUser(text, v string) bool {
	return strings.Contains(text, v+":"+v) || strings.Contains(strings.ToLower(text), strings.ToLower(v)+"://")
}

// TestHostileInputs runs shapes that make careless scanners quadratic. At a
// megabyte each they would not end within the test's time limit; the growth
// itself is in the benchmarks.
func TestHostileInputs(t *testing.T) {
	size := 1 << 20
	if runtime.GOARCH == "wasm" {
		size = 1 << 17
	}
	for _, c := range hostileInputs(size) {
		t.Run(c.name, func(t *testing.T) {
			s := mustNew(t).NewSession()
			result, err := s.Redact(c.text, Hint{})
			if c.name == "many_passwords" && size == 1<<20 {
				if err != ErrTooManyValues {
					t.Fatalf("got %v, want %v", err, ErrTooManyValues)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if back, _ := s.Restore(result.Text.String(), Hint{}); back != string(c.text) {
				t.Error("restored text differs")
			}
		})
	}
}

type namedText struct {
	name string
	text []byte
}

// hostileInputs returns texts of about size bytes.
func hostileInputs(size int) []namedText {
	g := newGenerator(7)
	fill := func(unit string) []byte {
		return bytes.Repeat([]byte(unit), size/len(unit)+1)
	}
	var accounts, passwords bytes.Buffer
	for accounts.Len() < size {
		accounts.WriteString("arn:aws:iam::" + g.account() + ":root\n")
	}
	for passwords.Len() < size {
		passwords.WriteString("redis://:" + g.password() + "@h.x ")
	}
	return []namedText{
		{"letters", fill("a")},
		{"digits", fill("1")},
		{"dashes", fill("-")},
		{"quotes", fill(`"`)},
		{"backslashes", fill(`\`)},
		{"nested_escapes", fill(`\\\"`)},
		{"blanks", fill(" ")},
		{"begin", fill("-----BEGIN")},
		{"begin_private_key", fill("-----BEGIN RSA PRIVATE KEY-----\n")},
		{"end_private_key", fill("-----END RSA PRIVATE KEY-----\n")},
		{"same_account", fill("123456789012 ")},
		{"account_list", append([]byte("aws accounts:\n"), fill("- '123456789012'\n")...)},
		{"many_accounts", accounts.Bytes()},
		{"many_passwords", passwords.Bytes()},
		{"schemes", fill("://")},
		{"schemes_with_at", append(fill("a://b:"), '@', 'h')},
		{"at_signs", fill("a:b@tcp(")},
		{"arns", fill("arn:")},
		{"arn_colons", append([]byte("arn:aws:"), fill(":")...)},
		{"command_brackets", fill("curl )")},
		{"literals", fill(`"ab"+`)},
		{"entities", fill("&amp;")},
		{"percent_in_percent", fill("%2525")},
		{"base64", fill("QUtJQUlPU0ZPRE5ON0VYQU1QTEUg")},
		{"base64_lines", fill("QUtJQUlPU0ZPRE5ON0VYQU1QTEUgQUtJQUlPU0ZPRE5ON0VYQU1QTEUg\n")},
		{"hex_text", fill("616b6961")},
		{"names", fill("secret_access_key=")},
		{"passwords", fill("password=")},
		{"password_quotes", fill(`password="`)},
		{"interpolations", fill("${")},
		{"colours", fill("\x1b[")},
		{"token_prefix", fill("IQoJb3JpZ2lu")},
		{"percent_names", fill("secretkey=%2F")},
		{"token_names", fill("sessiontoken=%2F")},
		{"token_percent", fill("IQoJb3JpZ2lu%2F")},
		{"full_token_lines", fill("IQoJb3JpZ2lu0123456789aBcDeFgHiJkLmNoPqRsTuVwXyZ\n")},
		{"token_lines", fill("IQoJb3JpZ2lu0123456789\n")},
		{"key_ids", fill("AKIAIOSFODNN7EXAMPLE ")},
		{"placeholders", fill("REDACTED_ACCOUNT_1 ")},
		{"prefixes", fill("REDACTED_MASKED_HIDDEN_HIDDEN2_ ")},
	}
}

// A text in which little is found takes less than three times its size, over
// the whole call and not only at once.
func TestMemory(t *testing.T) {
	text := sparseText(1 << 20)
	r := mustNew(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := r.NewSession().Redact(text, Hint{}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 3*uint64(len(text)) {
		t.Errorf("%d bytes for a text of %d", took, len(text))
	}
}
