package redact

// tokenCases are tokens by their form, and what only looks like one.
var tokenCases = map[Kind][]kindCase{
	KindToken: {
		{"github", "see ghp_«password»«password»", "see REDACTED_TOKEN_1"},
		{"url", "https://oauth2:glpat-«password»«password2»@gitlab.com/x", "https://oauth2:REDACTED_TOKEN_1@gitlab.com/x"},
		{"hook", "https://hooks.slack.com/services/T0ABCDEF1/B0ABCDEF2/«password»", "https://hooks.slack.com/services/REDACTED_TOKEN_1"},

		{"package", "sk-learn-contrib npm_config_registry gho_st key-value-store", ""},
		{"short", "ghp_abc", ""},
		{"docs", "https://hooks.slack.com/services/YOUR/WEBHOOK/HERE", ""},
	},
}

// hashCases are hashes of passwords, and other dollars.
var hashCases = map[Kind][]kindCase{
	KindHash: {
		{"bcrypt", "admin:$2b$12$«password»«password2»«password3»«password4»", "admin:REDACTED_HASH_1"},
		{"crypt", "root:$6$«password»$«password2»«password3»:19000:0", "root:REDACTED_HASH_1:19000:0"},

		{"shell", "echo $2b $6$ ${5}", ""},
	},
}
