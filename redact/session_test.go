package redact

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
)

func mustRedact(t testing.TB, s *Session, text string) string {
	t.Helper()
	result, err := s.Redact([]byte(text), Hint{})
	if err != nil {
		t.Fatal(err)
	}
	return result.Text.String()
}

func TestSessionKeepsNumbers(t *testing.T) {
	s := mustNew(t).NewSession()
	for _, step := range []struct{ text, want string }{
		{"arn:aws:iam::111122223333:root", "arn:aws:iam::REDACTED_ACCOUNT_1:root"},
		{"arn:aws:iam::444455556666:root 111122223333", "arn:aws:iam::REDACTED_ACCOUNT_2:root REDACTED_ACCOUNT_1"},
		{"order 444455556666", "order REDACTED_ACCOUNT_2"},
	} {
		if got := mustRedact(t, s, step.text); got != step.want {
			t.Errorf("got %q, want %q", got, step.want)
		}
	}
}

func TestPrefixAlreadyInText(t *testing.T) {
	const arn = " arn:aws:iam::111122223333:root"
	for _, c := range []struct{ name, text, want string }{
		{"first_taken", "REDACTED_ACCOUNT_1", "MASKED_ACCOUNT_1"},
		{"part_taken", "XREDACTED_", "MASKED_ACCOUNT_1"},
		{"two_taken", "REDACTED_A MASKED_B", "HIDDEN_ACCOUNT_1"},
		{"all_taken", "REDACTED_A MASKED_B HIDDEN_C", "HIDDEN2_ACCOUNT_1"},
		{"numbered_taken", "REDACTED_A MASKED_B HIDDEN_C HIDDEN2_ HIDDEN3_", "HIDDEN4_ACCOUNT_1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustNew(t).NewSession()
			out := mustRedact(t, s, c.text+arn)
			if want := c.text + " arn:aws:iam::" + c.want + ":root"; out != want {
				t.Errorf("got %q, want %q", out, want)
			}
			if back, _ := s.Restore(out, Hint{}); back != c.text+arn {
				t.Errorf("restored %q", back)
			}
		})
	}
}

// A placeholder that the user pasted before it was issued must not be issued:
// it would pull a value into a place where none was.
func TestPastedPlaceholderIsNotIssued(t *testing.T) {
	s := mustNew(t).NewSession()
	mustRedact(t, s, "arn:aws:iam::111122223333:root account = 111122223333")
	text := "REDACTED_ACCOUNT_2 900000000002 arn:aws:iam::444455556666:root\naccount = 444455556666"
	out := mustRedact(t, s, text)
	if !strings.Contains(out, "REDACTED_ACCOUNT_3") || !strings.HasPrefix(out, "REDACTED_ACCOUNT_2 ") {
		t.Errorf("got %q", out)
	}
	if back, _ := s.Restore(out, Hint{}); back != text {
		t.Errorf("restored %q, want %q", back, text)
	}
}

func TestDigitsAvoidText(t *testing.T) {
	s := mustNew(t).NewSession()
	text := "n = 900000000001\naccount = 111122223333\n# 9000001"
	out := mustRedact(t, s, text)
	if want := "n = 900000000001\naccount = 900000200001\n# 9000001"; out != want {
		t.Errorf("got %q, want %q", out, want)
	}
	if back, _ := s.Restore(out, Hint{}); back != text {
		t.Errorf("restored %q", back)
	}
}

func TestNumberPosition(t *testing.T) {
	const word, number = "REDACTED_ACCOUNT_1", "900000000001"
	for _, c := range []struct{ text, notation, want string }{
		{"account = 111122223333", "", number},
		{"account = 111122223333 # prod", "", number},
		{`{"account": 111122223333}`, "json", number},
		{"accounts = [111122223333, 111122223333]", "", number},
		{"accounts:\n  - 111122223333\n", "yaml", number},
		{`account = "111122223333"`, "", word},
		{"account 111122223333", "", word},
		{"account = 111122223333", "shell", word},
		{"account: 111122223333.", "", word},
	} {
		s := mustNew(t).NewSession()
		result, err := s.Redact([]byte(c.text), Hint{Notation: c.notation})
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.ReplaceAll(c.text, "111122223333", c.want); result.Text.String() != want {
			t.Errorf("got %q, want %q", result.Text, want)
		}
	}
}

func TestSizeLimit(t *testing.T) {
	s := mustNew(t, WithSizeLimit(10)).NewSession()
	var tooBig *SizeError
	if _, err := s.Redact(make([]byte, 11), Hint{}); !errors.As(err, &tooBig) || tooBig.Size != 11 || tooBig.Limit != 10 {
		t.Errorf("got %v", err)
	}
	if _, err := s.Redact(make([]byte, 10), Hint{}); err != nil {
		t.Error(err)
	}
}

func TestOptions(t *testing.T) {
	text := "arn:aws:iam::111122223333:root AKIAIOSFODNN7EXAMPLE"
	for _, c := range []struct {
		name string
		opts []Option
		want string
	}{
		{"only", []Option{WithKinds(KindAccessKeyID)}, "arn:aws:iam::111122223333:root REDACTED_ACCESS_KEY_1"},
		{"without", []Option{WithoutKinds(KindAccessKeyID)}, "arn:aws:iam::REDACTED_ACCOUNT_1:root AKIAIOSFODNN7EXAMPLE"},
		{"allow", []Option{WithAllow("111122223333", "AKIAIOSFODNN7EXAMPLE")}, text},
		{"prefix", []Option{WithPrefix("SAFE")}, "arn:aws:iam::SAFE_ACCOUNT_1:root SAFE_ACCESS_KEY_1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mustRedact(t, mustNew(t, c.opts...).NewSession(), text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	for name, opt := range map[string]Option{
		"kind": WithKinds("nonsense"), "prefix": WithPrefix("a_b"), "limit": WithSizeLimit(0), "term": WithTerms("ab"),
	} {
		if _, err := New(opt); err == nil {
			t.Errorf("%s: a wrong option was accepted", name)
		}
	}
}

// A term is known before the first text.
func TestTermsAreInTheGate(t *testing.T) {
	s := mustNew(t, WithTerms("Acme")).NewSession()
	if err := s.Check([]byte("hello acme")); err == nil {
		t.Error("the gate let a term pass")
	}
}

// A Text is the redacted text in every encoding.
func TestTextEncodes(t *testing.T) {
	result, err := mustNew(t).NewSession().Redact([]byte("arn:aws:iam::111122223333:root"), Hint{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(result.Text)
	if want := `"arn:aws:iam::REDACTED_ACCOUNT_1:root"`; err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

func TestWipe(t *testing.T) {
	s := mustNew(t).NewSession()
	out := mustRedact(t, s, "redis://:c0rrect-horse@cache:6379")
	value := s.state.table.entries[0].value
	s.Wipe()
	s.Wipe()
	if bytes.Contains(value, []byte("horse")) {
		t.Error("the value is still in the table's memory")
	}
	if _, err := s.Redact(nil, Hint{}); err != ErrWiped {
		t.Errorf("Redact: %v", err)
	}
	if err := s.Check(nil); err != ErrWiped {
		t.Errorf("Check: %v", err)
	}
	if got, _ := s.Restore(out, Hint{}); got != out {
		t.Errorf("restored %q", got)
	}
	if s.Entries() != nil {
		t.Error("entries are left")
	}
}

// TestNothingPrintsValues prints, logs and encodes everything a caller can
// hold, in every usual way.
func TestNothingPrintsValues(t *testing.T) {
	const value = "c0rrect-horse-battery"
	s := mustNew(t).NewSession()
	result, err := s.Redact([]byte("redis://:"+value+"@cache:6379"), Hint{})
	if err != nil {
		t.Fatal(err)
	}
	leak := s.Check([]byte(value))
	if leak == nil {
		t.Fatal("the gate let a value pass")
	}
	_, report := s.Restore("x", Hint{})
	entry := s.Entries()[0]
	if entry.Reveal() != value {
		t.Errorf("Reveal gave %q", entry.Reveal())
	}
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, nil))
	for _, held := range []any{s, *s, result, result.Replacements, entry, &entry, s.Entries(), leak, report, s.r, s.RestoreWriter(&log)} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&log, verb, held)
		}
		logger.Info("held", "value", held)
		if text, err := json.Marshal(held); err == nil {
			log.Write(text)
		}
	}
	for _, form := range append(forms([]byte(value)), form{"plain", []byte(value)}) {
		if bytes.Contains(log.Bytes(), form.text) {
			t.Errorf("the %s form of a value was printed", form.name)
		}
	}
	if strings.Contains(log.String(), fmt.Sprint([]byte(value))) {
		t.Error("the bytes of a value were printed")
	}
}

func TestConcurrentUse(t *testing.T) {
	r := mustNew(t)
	shared := r.NewSession()
	text, _ := expand(5, "arn:aws:iam::«account»:root «key» redis://:«password»@h.x")
	want := mustRedact(t, r.NewSession(), text)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for _, s := range []*Session{shared, r.NewSession()} {
				result, err := s.Redact([]byte(text), Hint{})
				if err != nil || result.Text.String() != want {
					t.Errorf("got %q, %v; want %q", result.Text, err, want)
				}
				if back, _ := s.Restore(want, Hint{}); back != text {
					t.Errorf("restored %q, want %q", back, text)
				}
			}
		})
	}
	wait.Wait()
}
