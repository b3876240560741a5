package redact

// secretCases are values that their names give away, and others that they do not.
var secretCases = map[Kind][]kindCase{
	KindSecret: {
		{"json", `{"api_token": "«password»", "region": "eu-west-1"}`, `{"api_token": "REDACTED_SECRET_1", "region": "eu-west-1"}`},
		{"escaped", `{"m": "{\\"clientSecret\\": \\"«password»\\"}"}`, `{"m": "{\\"clientSecret\\": \\"REDACTED_SECRET_1\\"}"}`},
		{"sibling", `- {name: API_KEY, value: «password»}`, `- {name: API_KEY, value: REDACTED_SECRET_1}`},
		{"header", "Authorization: Bearer «password»", "Authorization: Bearer REDACTED_SECRET_1"},
		{"url", "https://0a1b2c3d4e5f60718293a4b5c6d7e8f9@o1.ingest.sentry.io/2", "https://REDACTED_SECRET_1@o1.ingest.sentry.io/2"},
		{"list", `"Tokens": ["«password»", "«password2»"]`, `"Tokens": ["REDACTED_SECRET_1", "REDACTED_SECRET_2"]`},
		{"storage", "x «storage» y", "x REDACTED_SECRET_1 y"},
		{"base64", `data: {"token": "«password»"}`, `data: {"token": "REDACTED_SECRET_1"}`},

		{"permission", "id-token: write", ""},
		{"name", "secretName: prod-app-token", ""},
		{"path", `secret = "prod/app/token"`, ""},
		{"reference", "token: ${{ secrets.TOKEN }}", ""},
		{"page", `"nextToken": "«password»"`, ""},
		{"public", "public_key = «password»", ""},
	},
	KindPassword: {
		{"hcl", `password = "«password»"`, `password = "REDACTED_PASSWORD_1"`},
		{"yaml", "db:\n  password: hunter2\n", "db:\n  password: REDACTED_PASSWORD_1\n"},
		{"xml", "<password>a&amp;b-77</password>", "<password>REDACTED_PASSWORD_1</password>"},
		{"flag", "tool --password hunter2 -v", "tool --password REDACTED_PASSWORD_1 -v"},
		{"glued", "mysql -uroot -phunter2 shop", "mysql -uroot -pREDACTED_PASSWORD_1 shop"},
		{"user", "curl -u admin:hunter2 https://x", "curl -u admin:REDACTED_PASSWORD_1 https://x"},
		{"both", `~ password = "hunter2" -> "hunter33"`, `~ password = "REDACTED_PASSWORD_1" -> "REDACTED_PASSWORD_2"`},
		{"cell", "| DB_PASSWORD | hunter2 |", "| DB_PASSWORD | REDACTED_PASSWORD_1 |"},
		{"list", `["mysql", "-u", "root", "-phunter2"]`, `["mysql", "-u", "root", "-pREDACTED_PASSWORD_1"]`},
		{"pair", `auth=("svc", "hunter2")`, `auth=("svc", "REDACTED_PASSWORD_1")`},
		{"german", "Das Passwort lautet hunter2.", "Das Passwort lautet REDACTED_PASSWORD_1."},

		{"plan", "password = (sensitive value)", ""},
		{"type", "password: string", ""},
		{"port", "mysql -p shop; ssh -p 2222 host", ""},
		{"head", "| user | password | role |", ""},
		{"sentence", `description = "Password of the database"`, ""},
	},
}
