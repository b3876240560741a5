package redact

import (
	"encoding/base64"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
)

// A generator makes values that look like credentials and are none, the same
// ones in every run. Real-looking ones do not belong in a repository.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) generator {
	return generator{rand.New(rand.NewPCG(seed, 0))}
}

func (g generator) pick(n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[g.IntN(len(alphabet))]
	}
	return string(b)
}

const (
	base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	wordAlphabet   = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
)

func (g generator) account() string { return "4" + g.pick(5, "123456789") + g.pick(6, "123456789") }
func (g generator) keyID() string   { return "AKIA" + "I" + g.pick(15, base32Alphabet) }

// keyIDOf is an access key id that holds the account number 123456789012:
// a one, forty bits of account, 39 free bits, in base32.
func (g generator) keyIDOf() string {
	bits := new(big.Int).Lsh(big.NewInt(1<<40|123456789012), 39)
	bits.Or(bits, big.NewInt(g.Int64N(1<<39)))
	id := make([]byte, 16)
	for i := range id {
		shift := uint(75 - 5*i)
		id[i] = base32Alphabet[new(big.Int).Rsh(bits, shift).Uint64()&31]
	}
	return "ASIA" + string(id)
}

func (g generator) roleID() string { return "AROA" + g.pick(17, base32Alphabet) }
func (g generator) token() string  { return "IQoJb3JpZ2lu" + g.pick(300, base64Alphabet) + "==" }
func (g generator) password() string {
	return g.pick(6, wordAlphabet) + g.pick(2, "23456789") + g.pick(6, wordAlphabet)
}

// secret is a secret access key that the rule for keys without a name takes;
// about one random string in a thousand would not.
func (g generator) secret() string {
	for {
		if s := g.pick(40, base64Alphabet); looksRandom([]byte(s)) && s[0] != '/' {
			return s
		}
	}
}

// privateKey has random bytes in it, so it does not load anywhere.
func (g generator) privateKey(label, eol string) string {
	raw := make([]byte, 600)
	for i := range raw {
		raw[i] = byte(g.Uint32())
	}
	body := base64.StdEncoding.EncodeToString(raw)
	lines := []string{"-----BEGIN " + label + "-----"}
	for len(body) > 64 {
		lines, body = append(lines, body[:64]), body[64:]
	}
	lines = append(lines, body, "-----END "+label+"-----")
	return strings.Join(lines, eol)
}

// expand fills {ACCOUNT}, {KEY}, {SECRET} and so on in a template with values
// made from the seed, and returns the values. The same name with the same
// digit behind it is the same value. «name|coding» is the value in another
// coding (core_cases_test.go).
func expand(seed uint64, template string) (text string, values map[string]string) {
	values = make(map[string]string)
	var out strings.Builder
	for {
		open := strings.Index(template, "«")
		if open < 0 {
			out.WriteString(template)
			return out.String(), values
		}
		close := strings.Index(template, "»")
		name := template[open+len("«") : close]
		out.WriteString(template[:open])
		template = template[close+len("»"):]
		name, coded, _ := strings.Cut(name, "|")
		if _, ok := values[name]; !ok {
			h := seed
			for _, b := range []byte(name) {
				h = h*131 + uint64(b)
			}
			g := newGenerator(h)
			switch strings.TrimRight(name, "0123456789") {
			case "account":
				values[name] = g.account()
			case "key":
				values[name] = g.keyID()
			case "key-of-account":
				values[name] = g.keyIDOf()
			case "role-id":
				values[name] = g.roleID()
			case "secret":
				values[name] = g.secret()
			case "weak-secret": // forty characters that look like a key only near its id
				for i := range 13 {
					values[name] += g.pick(3, []string{wordAlphabet[:24], wordAlphabet[24:48], "23456789"}[i%3])
				}
				values[name] += "/"
			case "jwt":
				values[name] = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIx" + g.pick(20, wordAlphabet) + "." + g.pick(43, wordAlphabet)
			case "terraform-token":
				values[name] = g.pick(14, wordAlphabet) + ".atlas" + "v1." + g.pick(67, wordAlphabet)
			case "azure-secret":
				values[name] = g.pick(3, wordAlphabet) + "8Q" + "~" + g.pick(34, wordAlphabet)
			case "bot-token":
				values[name] = g.pick(10, "123456789") + ":A" + "A" + g.pick(33, wordAlphabet)
			case "token":
				values[name] = g.token()
			case "password":
				values[name] = g.password()
			case "rsa":
				values[name] = g.privateKey("RSA PRIVATE KEY", "\n")
			case "rsa-escaped":
				values[name] = g.privateKey("RSA PRIVATE KEY", `\n`)
			case "rsa-indented":
				values[name] = g.privateKey("PRIVATE KEY", "\n    ")
			case "openssh":
				values[name] = g.privateKey("OPENSSH PRIVATE KEY", "\r\n")
			case "pgp":
				values[name] = g.privateKey("PGP PRIVATE KEY BLOCK", "\n")
			case "public":
				values[name] = g.privateKey("PUBLIC KEY", "\n")
			case "certificate":
				values[name] = g.privateKey("CERTIFICATE", "\n")
			case "body": // base64 lines of a key that was cut
				values[name] = g.pick(64, base64Alphabet) + "\n" + g.pick(64, base64Alphabet) + "\n" + g.pick(20, wordAlphabet) + "=="
			case "hex":
				values[name] = g.pick(40, "0123456789abcdef")
			case "digest":
				values[name] = g.pick(64, "0123456789abcdef")
			case "storage":
				raw := make([]byte, 64)
				for i := range raw {
					raw[i] = byte(g.Uint32())
				}
				values[name] = base64.StdEncoding.EncodeToString(raw)
			case "zip-hash":
				values[name] = g.pick(43, base64Alphabet) + "="
			default:
				panic(fmt.Sprintf("no generator for %q", name))
			}
		}
		out.WriteString(recoded(values[name], coded))
	}
}
