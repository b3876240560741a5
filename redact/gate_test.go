package redact

import (
	"errors"
	"strings"
	"testing"
)

// gateSession knows one value of every kind that is on by default.
func gateSession(t testing.TB) (*Session, map[string]string) {
	text, values := expand(9, `arn:aws:iam::«account»:role/x
aws_access_key_id = «key»
aws_secret_access_key = «secret»
aws_session_token = «token»
«role-id»:run
«rsa»
amqp://app:«password»@mq.example.com/x
host=db password='q"<&\\«password2»' dbname=x
`)
	s := mustNew(t).NewSession()
	mustRedact(t, s, text)
	return s, values
}

func TestGateRefuses(t *testing.T) {
	s, v := gateSession(t)
	key := strings.Split(v["rsa"], "\n")
	odd := `q"<&\\` + v["password2"]
	cases := map[string]string{
		"account":           v["account"],
		"account_grouped":   v["account"][:4] + "-" + v["account"][4:8] + "-" + v["account"][8:],
		"account_in_word":   "x" + v["account"] + "y",
		"secret_wrapped":    v["secret"][:20] + "\n    " + v["secret"][20:],
		"secret_split":      `"` + v["secret"][:20] + `" + "` + v["secret"][20:] + `"`,
		"secret_diff":       v["secret"][:20] + "\n+" + v["secret"][20:],
		"secret_cut_front":  v["secret"][14:],
		"secret_cut_back":   v["secret"][:26],
		"key_body_line":     key[4],
		"key_without_begin": strings.Join(key[1:5], `\n`),
		"token_part":        v["token"][100:140],
		"odd_plain":         odd,
	}
	for kind, value := range map[string]string{
		"secret": v["secret"], "password": v["password"], "odd": odd, "key_id": v["key"], "role_id": v["role-id"],
	} {
		for _, f := range forms([]byte(value)) {
			cases[kind+"_"+f.name+"_"+string(f.text[:3])] = string(f.text)
		}
	}
	for name, leak := range cases {
		t.Run(name, func(t *testing.T) {
			body := `{"messages": [{"content": "look at ` + leak + ` please"}]}`
			err := s.Check([]byte(body))
			var got *LeakError
			if !errors.As(err, &got) {
				t.Fatalf("passed: %v", err)
			}
			for _, l := range got.Leaks {
				if l.Start < 0 || l.End > len(body) || l.Start >= l.End {
					t.Errorf("leak at %d-%d in %d bytes", l.Start, l.End, len(body))
				}
			}
			for _, value := range v {
				if strings.Contains(err.Error(), value) {
					t.Error("the error holds a value")
				}
			}
		})
	}
}

// Text that never went through Redact is stopped too.
func TestGateRefusesUnredacted(t *testing.T) {
	s := mustNew(t).NewSession()
	for _, c := range []struct {
		template string
		kind     Kind
	}{
		{"arn:aws:iam::«account»:role/x", KindAccount},
		{"arn%3Aaws%3Aiam%3A%3A«account»%3Arole", KindAccount},
		{"«key»", KindAccessKeyID},
		{"«role-id»", KindUniqueID},
		{"«token»", KindSessionToken},
		{"«rsa-escaped»", KindPrivateKey},
	} {
		text, _ := expand(2, c.template)
		err := s.Check([]byte(`{"system": "` + text + `"}`))
		var leak *LeakError
		if !errors.As(err, &leak) || leak.Leaks[0].Kind != c.kind || leak.Leaks[0].Known {
			t.Errorf("%s: got %v", c.template, err)
		}
	}
}

func TestGatePasses(t *testing.T) {
	s, _ := gateSession(t)
	for _, body := range []string{
		"", "{}",
		`{"content": "arn:aws:iam::REDACTED_ACCOUNT_1:role/x and arn:aws:iam::aws:policy/ReadOnlyAccess"}`,
		`{"id": "7f3a1b2c-1234-4abc-8def-123456789012", "time": 1706716800000, "n": 210987654321}`,
		"-----BEGIN RSA PRIVATE KEY-----",
		"password q app host db REDACTED_PASSWORD_1 REDACTED_PRIVATE_KEY_1",
	} {
		if err := s.Check([]byte(body)); err != nil {
			t.Errorf("%q: %v", body, err)
		}
	}
}
