package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// messageReach is how far before a sentence, in bytes of flat text, the same
// message may name its call or its role. Terraform's longest box needs 560.
const messageReach = 700

// nameReach is how far before a sentence the name of another service's call
// still belongs to it.
const nameReach = 200

// callMarks stand before the name of the API call that failed.
var callMarks = []string{
	"calling the ", "STS: ", "IAM: ", `Error executing "`, "Action: ", "Error doing ",
	`"eventName": "`, `"eventName":"`,
}

// callPhrases tell the call without naming it.
var callPhrases = []struct{ phrase, call string }{
	{"with web identity", "AssumeRoleWithWebIdentity"},
	{"with OIDC", "AssumeRoleWithWebIdentity"},
	{"using SAML", "AssumeRoleWithSAML"},
	{"SAML assertion", "AssumeRoleWithSAML"},
	{"with user credentials", "AssumeRole"},
	{"Cannot assume IAM Role", "AssumeRole"},
	{"Use-STSRole ", "AssumeRole"},
	{"request role credentials", "AssumeRole"},
	{"request session credentials", "GetSessionToken"},
}

// sessionCalls are the calls whose messages are about session lengths.
var sessionCalls = map[string]bool{
	"AssumeRole": true, "AssumeRoleWithSAML": true, "AssumeRoleWithWebIdentity": true, "AssumeRoot": true,
	"GetSessionToken": true, "GetFederationToken": true, "GetWebIdentityToken": true,
	"CreateRole": true, "UpdateRole": true,
}

// operation is the call that the last words of before name, or the name of
// a call of another service.
func operation(before string) (call, other string) {
	nearest := -1
	for _, mark := range callMarks {
		i := strings.LastIndex(before, mark)
		if i < 0 || i+len(mark) <= nearest {
			continue
		}
		name := before[i+len(mark):]
		end := 0
		for end < len(name) && asciiLetter(name[end]) {
			end++
		}
		if end == 0 {
			continue
		}
		nearest, call, other = i+len(mark), name[:end], ""
		if !sessionCalls[call] {
			call, other = "", name[:end]
		}
	}
	for _, p := range callPhrases {
		if i := strings.LastIndex(before, p.phrase); i >= 0 && i+len(p.phrase) > nearest {
			nearest, call, other = i+len(p.phrase), p.call, ""
		}
	}
	if other != "" && nearest < len(before)-nameReach {
		return "", ""
	}
	return call, other
}

// roleMarks stand before the ARN of the role that a message speaks of. Other
// ARNs in the text may be anyone's.
var roleMarks = []string{
	"IAM Role (", "IAM role (", "assume role ", `assume role "`, "Assuming role ", "assuming role ", "Assuming role: ",
	"Role ARN ", "Role ARN: ", "security-credentials/",
}

// roleBefore is the role that the last words of before name by its ARN.
func roleBefore(before string) setting.Role {
	at := strings.LastIndex(before, ":role/")
	if at < 0 {
		return setting.Role{}
	}
	start := strings.LastIndex(before[:at], "arn:")
	if start < 0 || strings.ContainsAny(before[start:at], ` "'`) {
		return setting.Role{}
	}
	for _, mark := range roleMarks {
		if strings.HasSuffix(before[:start], mark) {
			end := at + len(":role/")
			if n := strings.IndexAny(before[end:], ` "'),;<>&`); n >= 0 {
				end += n
			} else {
				end = len(before)
			}
			return setting.RoleFromARN(strings.TrimRight(before[start:end], ".:"))
		}
	}
	return setting.Role{}
}

// sessionWords make a common phrase a message about a session.
var sessionWords = []string{
	"duration-seconds", "duration_seconds", "urationSeconds", "session-duration", "session_duration", "SessionDuration",
	"SESSION_DURATION", "DURATION_SECONDS", "assume_role", "AssumeRole", "assume-role", `backend "s3"`, `provider "aws"`, "Invalid Duration",
}

func speaksOfSessions(before string) bool {
	for _, w := range sessionWords {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}
