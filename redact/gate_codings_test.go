package redact

import (
	"encoding/json"
	"strings"
	"testing"
)

// gateCodings are what a value may be put through before it is sent.
var gateCodings = []string{
	"", "json", "json|json", "unicode", "percent", "percent|percent", "html", "html|json", "hex", "base64", "base64url", "base64|percent", "base64|base64",
	"base64|json", "json|base64", "percent|base64", "utf16|base64", "gzip|base64", "gzip|base64|json", "base64|wrapped",
}

// TestGateRefusesEveryCoding puts the values of every kind into bodies, coded
// and with text around them before and after coding.
func TestGateRefusesEveryCoding(t *testing.T) {
	for _, info := range Kinds() {
		values := make(map[string]bool)
		for _, c := range kindCases[info.Kind] {
			if c.want == "" {
				continue
			}
			var opts []Option
			switch info.Kind {
			case KindName:
				opts = append(opts, WithNames())
			case KindTerm:
				opts = append(opts, WithTerms("Acme"))
			}
			text, _ := expand(1, c.text)
			s := mustNew(t, opts...).NewSession()
			mustRedact(t, s, text)
			for _, e := range s.Entries() {
				v := e.Reveal()
				if e.Kind != info.Kind || values[v] || len(v) < 6 || isSameAsUser(text, v) {
					continue
				}
				values[v] = true
				for _, coding := range gateCodings {
					if coding == "base64|base64" && spreadOfWord([]byte(v)) != everywhere {
						continue // eight letters of base64 twice are too few to look into
					}
					for name, coded := range map[string]string{
						"alone":  recoded(v, coding),
						"inside": "see " + recoded("a "+v+"\n", coding) + ".",
					} {
						body, err := json.Marshal(map[string]string{"q": coded})
						if err != nil {
							t.Fatal(err)
						}
						if s.Check(body) == nil {
							t.Errorf("%s: %s %q passed\n%s", info.Kind, name, coding, strings.ToValidUTF8(string(body), "?"))
						}
					}
				}
			}
		}
	}
}

// TestGateRefusesThreeFifths sends every part (of long ones, many parts) of a secret that is three fifths
// of it, or 24 bytes, and one byte less than eight, which passes.
func TestGateRefusesThreeFifths(t *testing.T) {
	s, values := gateSession(t)
	for _, name := range []string{"secret", "token", "password", "password2", "rsa"} {
		for line := range strings.SplitSeq(values[name], "\n") {
			if strings.HasPrefix(line, "-----") || len(line) < minStretch && name == "rsa" {
				continue
			}
			size := min(max((len(line)*3+4)/5, minPart), minStretch)
			for i := 0; i+size <= len(line); i += 1 + len(line)/48 {
				if part := line[i : i+size]; isTelling([]byte(part)) && s.Check([]byte("log: "+part+" end")) == nil {
					t.Errorf("%d bytes from %d of %s passed", size, i, name)
				}
			}
			if err := s.Check([]byte(line[:minPart-1])); err != nil {
				t.Errorf("%d bytes of %s: %v", minPart-1, name, err)
			}
		}
	}
}
