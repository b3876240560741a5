package engine

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tidwall/gjson"
)

func TestUnquoteIsWhatJSONSays(t *testing.T) {
	for _, raw := range []string{
		`""`, `"a"`, `"\\"`, `"\\\\n"`, `"a\nb\r\n\tc\"\/"`, `"\u00e9"`, `"\ud83d\ude42"`, `"x\ud83d\ude42\n"`, `"\u0041\u0042\b\f"`,
		`"\b"`, `"\u0041"`, `"\u0041\\u0041"`, `"\ud83d"`, `"\ud83dx"`, `"é🙂\u00e9🙂"`, `"\n\u000a\n"`,
	} {
		var want string
		if err := json.Unmarshal([]byte(raw), &want); err != nil {
			t.Fatal(err)
		}
		if got := unquote(raw); got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
}

func FuzzUnquote(f *testing.F) {
	f.Add("a\\\"\n\t\u2028🙂\x00\\u0041")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		raw, err := json.Marshal(text)
		if err != nil || !gjson.ValidBytes(raw) {
			t.Skip()
		}
		if got := unquote(string(raw)); got != text {
			t.Fatalf("%s: got %q, want %q", raw, got, text)
		}
	})
}
