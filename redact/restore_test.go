package redact

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// elevenAccounts is a session with REDACTED_ACCOUNT_1 to _11; number 11 also
// has the digits form.
func elevenAccounts(t testing.TB) *Session {
	s := mustNew(t).NewSession()
	var text strings.Builder
	for i := range 11 {
		fmt.Fprintf(&text, "arn:aws:iam::1111222233%02d:root\n", i+1)
	}
	text.WriteString("account = 111122223311\n")
	mustRedact(t, s, text.String())
	return s
}

func TestRestore(t *testing.T) {
	s := elevenAccounts(t)
	for _, c := range []struct{ name, text, want string }{
		{"one", "REDACTED_ACCOUNT_1", "111122223301"},
		{"ten_is_not_one", "REDACTED_ACCOUNT_10 REDACTED_ACCOUNT_1", "111122223310 111122223301"},
		{"word_behind", "REDACTED_ACCOUNT_1x", "111122223301x"},
		{"word_before", "xREDACTED_ACCOUNT_1", "x111122223301"},
		{"started_twice", "REDACTED_REDACTED_ACCOUNT_2", "REDACTED_111122223302"},
		{"side_by_side", "REDACTED_ACCOUNT_1REDACTED_ACCOUNT_2", "111122223301111122223302"},
		{"digits", "id = 900000000001,", "id = 111122223311,"},
		{"longer_number", "9000000000012 1900000000001", "9000000000012 1900000000001"},
		{"unknown_number", "REDACTED_ACCOUNT_12", "REDACTED_ACCOUNT_12"},
		{"leading_zero", "REDACTED_ACCOUNT_01", "111122223301"},
		{"too_many_zeros", "REDACTED_ACCOUNT_00001", "REDACTED_ACCOUNT_00001"},
		{"lower_case", "redacted_account_1", "111122223301"},
		{"markdown_escape", `REDACTED\_ACCOUNT\_10`, "111122223310"},
		{"dashes", "Redacted-Account-3,", "111122223303,"},
		{"blanks", "the redacted account 1 is", "the 111122223301 is"},
		{"percent", "%22REDACTED%5FACCOUNT%5F2%22", "%22111122223302%22"},
		{"entity", "&quot;REDACTED&#95;ACCOUNT&lowbar;2&quot;", "&quot;111122223302&quot;"},
		{"surrounded", "**REDACTED_ACCOUNT_1** `REDACTED_ACCOUNT_1` [REDACTED_ACCOUNT_1] <REDACTED_ACCOUNT_1>", "**111122223301** `111122223301` [111122223301] <111122223301>"},
		{"possessive", "REDACTED_ACCOUNT_1's and REDACTED_ACCOUNT_2s", "111122223301's and 111122223302s"},
		{"bent_unissued", "redacted-account-12 redacted server 1 redacted account", "redacted-account-12 redacted server 1 redacted account"},
		{"bent_in_word", "unredacted_account_1", "unredacted_account_1"},
		{"unknown_kind", "REDACTED_SERVER_1", "REDACTED_SERVER_1"},
		{"cut", "REDACTED_ACCOUNT_", "REDACTED_ACCOUNT_"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := s.Restore(c.text, Hint{}); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for size := 1; size <= len(c.text); size++ {
				var got bytes.Buffer
				w := s.RestoreWriter(&got)
				for part := range slices.Chunk([]byte(c.text), size) {
					if _, err := w.Write(part); err != nil {
						t.Fatal(err)
					}
				}
				w.Close()
				if got.String() != c.want {
					t.Errorf("in pieces of %d got %q, want %q", size, got.String(), c.want)
				}
			}
		})
	}
}

func TestRestoreReport(t *testing.T) {
	s := mustNew(t).NewSession()
	mustRedact(t, s, "arn:aws:iam::111122223333:root arn:aws:iam::444455556666:root AKIAIOSFODNN7EXAMPLE")
	_, got := s.Restore("REDACTED_ACCOUNT_2 REDACTED_ACCOUNT_2 REDACTED_ACCOUNT_7 REDACTED_ACCOUNT_7", Hint{})
	if got.Restored != 2 || !slices.Equal(got.Unknown, []string{"REDACTED_ACCOUNT_7"}) ||
		!slices.Equal(got.Missing, []string{"REDACTED_ACCOUNT_1", "REDACTED_ACCESS_KEY_1"}) {
		t.Errorf("got %+v", got)
	}
}

// A restored value that looks like a placeholder is not read again.
func TestRestoreIsOnePass(t *testing.T) {
	s := mustNew(t).NewSession()
	mustRedact(t, s, "arn:aws:iam::111122223333:root")
	text := "redis://:xREDACTED_ACCOUNT_1x@cache:1"
	out := mustRedact(t, s, text)
	if got, _ := s.Restore(out, Hint{}); got != text {
		t.Errorf("got %q, want %q", got, text)
	}
}

func TestRestoreWriterFailsWithItsWriter(t *testing.T) {
	s := elevenAccounts(t)
	broken := errors.New("broken")
	w := s.RestoreWriter(writerFunc(func([]byte) (int, error) { return 0, broken }))
	if _, err := w.Write([]byte("text")); err != broken {
		t.Errorf("got %v", err)
	}
	if _, err := w.Write([]byte("text")); err != broken {
		t.Errorf("second write: got %v", err)
	}
	if err := w.Close(); err != broken {
		t.Errorf("close: got %v", err)
	}

	w = s.RestoreWriter(&bytes.Buffer{})
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if _, err := w.Write([]byte("x")); err == nil {
		t.Error("a write after close went through")
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
