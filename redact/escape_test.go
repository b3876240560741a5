package redact

import (
	"bytes"
	"testing"
)

// A value comes back escaped for the place it comes back to.
func TestRestoreEscapes(t *testing.T) {
	const json = `{"password": "qu\"o<te's $7x"}`
	const plain = `qu"o<te's $7x`
	for _, c := range []struct{ name, original, answer, notation, want string }{
		{"same_place", json, `{"p": "«»"}`, "", `{"p": "qu\"o<te's $7x"}`},
		{"plain", json, "it is «» then", "", "it is " + plain + " then"},
		{"single_shell", json, "mysql -p'«»'", "shell", `mysql -p'qu"o<te'\''s $7x'`},
		{"double_shell", "p: x\npassword: 'qu\"o<te$7x'\n", `P="«»"`, "shell", `P="qu\"o<te\$7x"`},
		{"word_shell", json, "mysql -p «»", "shell", `mysql -p 'qu"o<te'\''s $7x'`},
		{"single_yaml", json, "p: '«»'", "yaml", `p: 'qu"o<te''s $7x'`},
		{"plain_yaml", `{"password": "#qu\"o: te7x"}`, "p: «»\n", "yaml", "p: '#qu\"o: te7x'\n"},
		{"url", json, "https://app:«»@db.example.com/", "", "https://app:qu%22o%3Cte%27s%20%247x@db.example.com/"},
		{"xml", json, "<p>«»</p>", "", "<p>qu&#34;o&lt;te&#39;s $7x</p>"},
		{"hcl", "password='qu\"o${te7x'", `p = "«»"`, "hcl", `p = "qu\"o$${te7x"`},
		{"from_url", "postgres://app:p%40ss%2Fw0rd7@db.example.com/x", `"password": "«»"`, "json", `"password": "p@ss/w0rd7"`},
		{"from_url_to_url", "postgres://app:p%40ss%2Fw0rd7@db.example.com/x", `mysql://u:«»@h.example.com`, "", `mysql://u:p%40ss%2Fw0rd7@h.example.com`},
		{"nothing_special", "password=w0rd7pass", `p = "«»"`, "hcl", `p = "w0rd7pass"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustNew(t).NewSession()
			out := mustRedact(t, s, c.original)
			if back, _ := s.Restore(out, Hint{}); back != c.original {
				t.Fatalf("restored %q", back)
			}
			entry := s.Entries()[0]
			answer := string(bytes.ReplaceAll([]byte(c.answer), []byte("«»"), []byte(entry.Placeholder)))
			if got, _ := s.Restore(answer, Hint{Notation: c.notation}); got != c.want {
				t.Errorf("got  %s\nwant %s\nfor %s from %s", got, c.want, answer, out)
			}
		})
	}
}

// A private key from a JSON string comes back as a block of lines.
func TestRestoreKeyAsBlock(t *testing.T) {
	escaped, values := expand(3, `{"private_key": "«rsa-escaped»"}`)
	s := mustNew(t).NewSession()
	mustRedact(t, s, escaped)
	got, _ := s.Restore("key: |\n    REDACTED_PRIVATE_KEY_1\n", Hint{})
	want := "key: |\n    " + string(bytes.ReplaceAll([]byte(values["rsa-escaped"]), []byte(`\n`), []byte("\n    "))) + "\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
