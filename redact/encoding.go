package redact

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// maxEncoded is the longest value that is searched for in other encodings, in
// bytes. Longer ones are random, and found by stretches where an encoding
// leaves those.
const maxEncoded = 256

// A form is a value as an encoder writes it.
type form struct {
	name string
	text []byte
}

// forms returns the encodings in which a value may stand elsewhere in a text
// or in a request body. Of base64 it gives the middle that stays the same
// wherever the value lies in the encoded text.
func forms(v []byte) []form {
	list := []form{
		{"json", jsonString(v, false)},
		{"json", jsonString(v, true)},
		{"json twice", jsonString(jsonString(v, false), false)},
		{"html", []byte(htmlEscaper.Replace(string(v)))},
		{"percent", percent(v, "0123456789ABCDEF", false)},
		{"percent", percent(v, "0123456789abcdef", false)},
		{"percent", percent(v, "0123456789ABCDEF", true)},
		{"hex", []byte(hex.EncodeToString(v))},
		{"hex", []byte(strings.ToUpper(hex.EncodeToString(v)))},
	}
	for shift := range 3 {
		std := base64Middle(v, shift, base64.RawStdEncoding)
		if len(std) < 8 {
			continue
		}
		list = append(list, form{"base64", std})
		if url := base64Middle(v, shift, base64.RawURLEncoding); !bytes.Equal(url, std) {
			list = append(list, form{"base64", url})
		}
	}
	return list
}

// base64Middle encodes v as it looks after shift other bytes (modulo 3) and
// cuts the characters that also depend on the neighbours.
func base64Middle(v []byte, shift int, alphabet *base64.Encoding) []byte {
	padded := append(make([]byte, shift), v...)
	text := []byte(alphabet.EncodeToString(padded))
	first := (shift*8 + 5) / 6
	last := len(padded) * 8 / 6
	if first >= last {
		return nil
	}
	return text[first:last]
}

// jsonString escapes v as inside a JSON string; html also escapes < > & as
// encoding/json does by default.
func jsonString(v []byte, html bool) []byte {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, len(v)+8)
	for _, b := range v {
		switch {
		case b == '"' || b == '\\':
			out = append(out, '\\', b)
		case b == '\n':
			out = append(out, `\n`...)
		case b == '\r':
			out = append(out, `\r`...)
		case b == '\t':
			out = append(out, `\t`...)
		case b < ' ' || html && (b == '<' || b == '>' || b == '&'):
			out = append(out, '\\', 'u', '0', '0', digits[b>>4], digits[b&15])
		default:
			out = append(out, b)
		}
	}
	return out
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// percent encodes all bytes but the unreserved ones; keepSlash leaves "/" too,
// as in a path.
func percent(v []byte, digits string, keepSlash bool) []byte {
	out := make([]byte, 0, len(v)+8)
	for _, b := range v {
		if is(b, alnum) || b == '-' || b == '_' || b == '.' || b == '~' || keepSlash && b == '/' {
			out = append(out, b)
		} else {
			out = append(out, '%', digits[b>>4], digits[b&15])
		}
	}
	return out
}
