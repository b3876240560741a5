package redact

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf16"
)

// recoded writes a value in the named codings, from left to right.
func recoded(v, codings string) string {
	for _, coding := range strings.FieldsFunc(codings, func(r rune) bool { return r == '|' }) {
		switch coding {
		case "base64":
			v = base64.StdEncoding.EncodeToString([]byte(v))
		case "base64url":
			v = base64.RawURLEncoding.EncodeToString([]byte(v))
		case "wrapped":
			for i := 60; i < len(v); i += 61 {
				v = v[:i] + "\n" + v[i:]
			}
		case "gzip":
			var packed bytes.Buffer
			w := gzip.NewWriter(&packed)
			w.Write([]byte(v))
			w.Close()
			v = packed.String()
		case "hex":
			v = hex.EncodeToString([]byte(v))
		case "utf16":
			var wide []byte
			for _, unit := range utf16.Encode([]rune(v)) {
				wide = append(wide, byte(unit), byte(unit>>8))
			}
			v = string(wide)
		case "percent":
			v = string(percent([]byte(v), "0123456789ABCDEF", false))
		case "json":
			v = string(jsonString([]byte(v), true))
		case "html":
			v = htmlEscaper.Replace(v)
		case "half":
			v = v[:len(v)/2]
		case "rest": // what half leaves
			v = v[len(v)/2:]
		case "part": // two thirds
			v = v[:len(v)*2/3]
		case "unicode":
			var out strings.Builder
			for _, b := range []byte(v) {
				out.WriteString(`\u00` + hex.EncodeToString([]byte{b}))
			}
			v = out.String()
		default:
			panic("no coding " + coding)
		}
	}
	return v
}

// coreCases are what the search for known values and the views find, and one
// case for each rule that the other cases do not need.
var coreCases = map[Kind][]kindCase{
	KindAccount: {
		{"arn_alone", "arn:aws:iam::202401021530:root", "arn:aws:iam::REDACTED_ACCOUNT_1:root"},
	},
	KindSecretKey: {
		{"weak_near_key_id", "«key»\n«weak-secret»", "REDACTED_ACCESS_KEY_1\nREDACTED_SECRET_KEY_1"},
		{"weak_alone", "x\n«weak-secret»", ""},
	},
	KindPassword: {
		{"pgpass", "db.example.com:5432:app:deploy:«password»\n", "db.example.com:5432:app:deploy:REDACTED_PASSWORD_1\n"},
		{"six_fields", "12:30:45:10:5:1", ""},
		{"repeated_in_entities", "redis://:«password»&é@c:1\n<p>«password»&amp;é</p>", "redis://:REDACTED_PASSWORD_1@c:1\n<p>REDACTED_PASSWORD_2</p>"},
		{"repeated_in_base64", "redis://:«password»@c:1\nAAEC«password|base64»\n", "redis://:REDACTED_PASSWORD_1@c:1\nAAECREDACTED_PASSWORD_2M=\n"},
		{"repeated_part", "redis://:«password»@c:1\nlog: «password|part»...", "redis://:REDACTED_PASSWORD_1@c:1\nlog: REDACTED_PASSWORD_2..."},
	},
	KindSecret: {
		{"session_in_query", "GET /x?sid=«password» HTTP/1.1", "GET /x?sid=REDACTED_SECRET_1 HTTP/1.1"},
		{"statement_hcl", `sid = "Read23486Objects"`, ""},
		{"statement_json", `{"Sid": "AllowRead2024Logs7", "Effect": "Allow"}`, ""},
		{"statement_yaml", "- Sid: Stmt1612345678901\n  Effect: Allow\n", ""},
	},
	KindToken: {
		{"jwt", "token «jwt» end", "token REDACTED_TOKEN_1 end"},
		{"terraform", "«terraform-token»", "REDACTED_TOKEN_1"},
		{"azure", "secret «azure-secret» end", "secret REDACTED_TOKEN_1 end"},
		{"bot", "bot «bot-token»", "bot REDACTED_TOKEN_1"},
	},
	KindPrivateKey: {
		{"in_base64_wrapped", "data: |\n«rsa|base64|wrapped»\nnext: 1", "data: |\nREDACTED_PRIVATE_KEY_1\nnext: 1"},
		{"certificate_in_base64", "data: «certificate|base64»", ""},
	},
	KindAccessKeyID: {
		{"in_base64", "user_data = \"«key|base64»\"", "user_data = \"REDACTED_ACCESS_KEY_1\""},
		{"in_json_in_json", `{"a": "{\"b\": \"{\\\"c\\\": \\\"«key»\\\"}\"}"}`, `{"a": "{\"b\": \"{\\\"c\\\": \\\"REDACTED_ACCESS_KEY_1\\\"}\"}"}`},
		{"in_unicode_escapes", `"x": "«key|unicode»"`, `"x": "REDACTED_ACCESS_KEY_1"`},
		{"in_base64_twice", "«key|base64|base64»", "REDACTED_ACCESS_KEY_1"},
		{"in_gzip", "H: «key|gzip|base64»", "H: REDACTED_ACCESS_KEY_1"},
		{"in_hex", "payload «key|hex»", "payload REDACTED_ACCESS_KEY_1"},
		{"in_utf16", "powershell -enc «key|utf16|base64»", "powershell -enc REDACTED_ACCESS_KEY_1"},
		{"in_base64_in_percent", "q=«key|base64|percent»&r=1", "q=REDACTED_ACCESS_KEY_1&r=1"},
		{"joined_by_plus", `k := "«key|half»" + "«key|rest»"`, `k := "REDACTED_ACCESS_KEY_1"`},
		{"joined_by_dots", `k = "«key|half»" .. "«key|rest»"`, `k = "REDACTED_ACCESS_KEY_1"`},
		{"joined_over_lines", "k = (\"«key|half»\"\n     \"«key|rest»\")", "k = (\"REDACTED_ACCESS_KEY_1\")"},
		{"joined_by_backslash", "K=«key|half»\\\n«key|rest»", "K=REDACTED_ACCESS_KEY_1"},
		{"joined_side_by_side", `K="«key|half»"'«key|rest»'`, `K="REDACTED_ACCESS_KEY_1'`},
		{"two_literals", `a = ["«key|half»", "«key|rest»"]`, ""},
		{"plain_base64", "data: «hex|base64» «digest|base64»", ""},
	},
	KindEmail: {
		{"in_entities", "<a>jo&#46;doe&#64;acme&#x2e;io</a>", "<a>REDACTED_EMAIL_1</a>"},
		{"in_entities_split", "jo&lt;doe&amp;acme.io", ""},
	},
	KindHost: {
		{"connection", "postgres://app:«password»@db.acme-prod.io/x", "postgres://app:REDACTED_PASSWORD_1@REDACTED_HOST_1/x"},
	},
}
