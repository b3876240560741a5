package format

import "strings"

// mayHoldSDK reports whether text may hold an SDK call that takes a session
// length: a field's name, and a call's. Large texts of other notations need no
// more than these few passes.
func mayHoldSDK(text string) bool {
	request := hasAny(text, "urationSeconds", "uration_seconds", "session_length(", "stscreds.", "AssumeRoleParameters(")
	maximum := hasAny(text, "axSessionDuration", "ax_session_duration")
	if !request && !maximum {
		return false
	}
	if request && hasAny(text, "essionToken", "ession_token", "ederationToken", "ederation_token", "ssumeRoot", "ssume_root",
		"fromT", "fromWebToken", "stscreds.", "dentityToken", "dentity_token", "uthorizationToken", "uthorization_token",
		"lusterCredentials", "luster_credentials", "DataAccess", "data_access", "TemporaryCredentials") {
		return true
	}
	for at := 0; ; at += len("ole") {
		n := strings.Index(text[at:], "ole")
		if n < 0 {
			return false
		}
		at += n
		if callsRole(text, at, request) {
			return true
		}
	}
}

func hasAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// callsRole reports whether the "ole" at i ends the name of an operation in
// source code, rather than in a policy (sts:AssumeRole), a command
// (assume-role) or an argument (assume_role_policy).
func callsRole(text string, i int, request bool) bool {
	start := i
	for start > 0 && i-start < 16 && asciiWord(text[start-1]) {
		start--
	}
	rest := i + len("ole")
	end := rest
	for end < len(text) && end-i < 48 && asciiWord(text[end]) {
		end++
	}
	name := strings.ToLower(strings.ReplaceAll(text[start:rest], "_", ""))
	if !strings.HasSuffix(name, "createrole") && !strings.HasSuffix(name, "updaterole") && !(request && strings.HasSuffix(name, "assumerole")) {
		return false
	}
	if rest == end {
		return start > 0 && (text[start-1] == '.' || text[start-1] == '>') || end < len(text) && (text[end] == '(' || text[end] == '{')
	}
	for _, s := range []string{"With", "_with", "Command", "Request", "Input", "Async", "Cred", "AWS", "Session", "Provider", "Options", "Param", "_param", "_kwargs"} {
		if strings.HasPrefix(text[rest:], s) {
			return true
		}
	}
	return false
}
