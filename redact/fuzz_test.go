package redact

import (
	"bytes"
	"testing"
)

// oddTexts are short texts that once made a rule read past the end, or for ever.
var oddTexts = []string{"Authorization: Bearer ", "curl )", "curl \f"}

// fuzzSeeds adds every case of every kind, so that the fuzzers start from
// texts in which something is found.
func fuzzSeeds(f *testing.F) {
	for _, text := range oddTexts {
		f.Add([]byte(text))
	}
	for _, kind := range kinds {
		for _, c := range kindCases[kind.kind] {
			text, _ := expand(1, c.text)
			f.Add([]byte(text))
		}
	}
}

// FuzzRedact checks the promises of the package on any input: restoring gives
// the original, redacting again changes nothing, the gate passes, no value is
// left, and another session gives the same.
func FuzzRedact(f *testing.F) {
	fuzzSeeds(f)
	r := mustNew(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		s := r.NewSession()
		result, err := s.Redact(text, Hint{})
		if err != nil {
			t.Fatal(err)
		}
		checkPromises(t, s, string(text), result)

		other, err := r.NewSession().Redact(text, Hint{})
		if err != nil || other.Text != result.Text {
			t.Errorf("another session: %v\n%q\nwant\n%q", err, other.Text, result.Text)
		}
		found := r.Find(text, Hint{})
		if len(found) != len(result.Replacements) {
			t.Fatalf("Find gave %d places, Redact %d", len(found), len(result.Replacements))
		}
		for i, place := range found {
			if place != result.Replacements[i].Finding {
				t.Errorf("Find gave %+v, Redact %+v", place, result.Replacements[i].Finding)
			}
		}
	})
}

// FuzzSession redacts two texts in one session: what is known from the first
// must leave the second, and both must come back.
func FuzzSession(f *testing.F) {
	previous := []byte("arn:aws:iam::123456789012:root")
	for _, kind := range kinds {
		for _, c := range kindCases[kind.kind] {
			text, _ := expand(1, c.text)
			f.Add(previous, []byte(text))
			previous = []byte(text)
		}
	}
	r := mustNew(f, WithNames(), WithTerms("acme"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		s := r.NewSession()
		one, err := s.Redact(first, Hint{})
		if err != nil {
			t.Fatal(err)
		}
		issued := s.Entries()
		two, err := s.Redact(second, Hint{})
		if err != nil {
			t.Fatal(err)
		}
		if back, _ := s.Restore(one.Text.String(), Hint{}); back != string(first) {
			t.Errorf("first text came back as\n%q\nwant\n%q", back, first)
		}
		back, _ := s.Restore(two.Text.String(), Hint{})
		for _, e := range issued {
			for _, word := range []string{e.Placeholder, e.Digits} {
				if word != "" && bytes.Contains(second, []byte(word)) {
					return // a placeholder of ours was pasted; it stands for its value
				}
			}
		}
		if back != string(second) {
			t.Errorf("second text came back as\n%q\nwant\n%q\nfrom\n%q", back, second, two.Text)
		}
		for _, text := range []Text{one.Text, two.Text} {
			if again, err := s.Redact(text.Bytes(), Hint{}); err != nil {
				t.Error(err)
			} else if again.Text != text && text == two.Text {
				t.Errorf("redacted again\n%q\nwant\n%q", again.Text, text)
			}
		}
	})
}

// FuzzRestore feeds answers to a session with a known table: any text may
// come back from a model. The stream must agree with the whole.
func FuzzRestore(f *testing.F) {
	f.Add([]byte("REDACTED_ACCOUNT_1 REDACTED_ACCOUNT_10 REDACTED_ACCOUNT_2x 900000000001"), uint8(3))
	f.Add([]byte("REDACTED_REDACTED_ACCOUNT_1REDACTED_"), uint8(1))
	f.Add([]byte("9900000000001 9000000000012 90000000000"), uint8(7))
	s := mustNew(f).NewSession()
	if _, err := s.Redact([]byte("account = 123456789012\narn:aws:iam::210987654321:root \"123456789012\""), Hint{}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte, step uint8) {
		want, _ := s.Restore(string(text), Hint{})
		var got bytes.Buffer
		w := s.RestoreWriter(&got)
		size := int(step)%32 + 1
		for rest := text; len(rest) > 0; {
			n := min(size, len(rest))
			if _, err := w.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
			if held := len(w.(*restoreWriter).held); held > s.state.table.longestBent() {
				t.Fatalf("holds %d bytes, the longest placeholder has %d", held, s.state.table.longestBent())
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got.String() != want {
			t.Errorf("in pieces of %d\n%q\nwant\n%q", size, got.String(), want)
		}
	})
}

// FuzzCheck puts a value somewhere in a body, plain or encoded: the gate must
// refuse it.
func FuzzCheck(f *testing.F) {
	f.Add([]byte("{\"q\":\""), []byte("\"}"), uint8(0))
	f.Add([]byte("a"), []byte(""), uint8(8))
	r := mustNew(f)
	secret := newGenerator(3).secret()
	s := r.NewSession()
	if _, err := s.Redact([]byte("aws_secret_access_key = "+secret), Hint{}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, before, after []byte, pick uint8) {
		list := append(forms([]byte(secret)), form{"plain", []byte(secret)})
		form := list[int(pick)%len(list)]
		body := append(append(bytes.Clone(before), form.text...), after...)
		if s.Check(body) == nil {
			t.Errorf("%s form of a secret passed after %d bytes", form.name, len(before))
		}
	})
}
