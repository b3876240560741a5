package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// callerReach is how far around an ARN, in bytes of flat text, its record may
// say that it is the caller's.
const callerReach = 250

// caller adds a sign if the ARN at offset at of the flat text is that of an
// assumed role, and stands where a caller is named: in an AccessDenied message
// ("User: arn…") or in what get-caller-identity and CloudTrail print. An ARN
// in the answer of an assume-role call, or in a policy, is nobody's caller.
func (r *errorReader) caller(at int) {
	line := r.flat.text
	end := assumedRoleLen(line[at:])
	if end == 0 {
		return
	}
	end += at
	before := line[max(0, at-callerReach):at]
	switch lastWord(before) {
	case "User":
		if !strings.HasSuffix(before, "User: ") {
			return
		}
	case "Arn", "arn", "ARN":
		if !namesCaller(line[max(0, at-callerReach):min(len(line), end+callerReach)]) {
			return
		}
	default: // get-caller-identity --output text: account, ARN, user ID; with --query Arn the ARN only
		asked := strings.LastIndex(before, "get-caller-identity") > strings.LastIndex(before, "assume-role")
		if !asked && (!strings.HasPrefix(line[end:], " AROA") || !asciiDigitsLast(before)) {
			return
		}
	}
	r.found.Signs = append(r.found.Signs, setting.Sign{
		Place: r.doc.At(r.flat.host(at, end)),
		Words: "the caller in this text is itself a role's session",
	})
}

// namesCaller reports whether the record around an ARN describes a caller.
func namesCaller(record string) bool {
	if strings.Contains(record, "AssumedRoleUser") || strings.Contains(record, "AssumedRoleId") {
		return false
	}
	for _, word := range []string{"UserId", "userIdentity", "CallerIdentity", "caller_identity", "caller-identity"} {
		if strings.Contains(record, word) {
			return true
		}
	}
	return false
}

// assumedRoleLen is the length of the assumed-role ARN that s begins with, 0
// if it begins with anything else.
func assumedRoleLen(s string) int {
	if !strings.HasPrefix(s, "arn:aws") {
		return 0
	}
	head := s[:min(len(s), 64)]
	at := strings.Index(head, ":assumed-role/")
	sts := strings.Index(head, ":sts:")
	if at < 0 || sts < 0 || sts > at || strings.Contains(head[1:at], "arn:") {
		return 0
	}
	end := at + len(":assumed-role/")
	for end < len(s) && end < 256 && strings.IndexByte(" \"'\\,)|}]", s[end]) < 0 && !strings.HasPrefix(s[end:], "</") {
		end++
	}
	return end
}

// lastWord is the last run of letters in s.
func lastWord(s string) string {
	end := len(s)
	for end > 0 && !asciiLetter(s[end-1]) {
		end--
	}
	start := end
	for start > 0 && asciiLetter(s[start-1]) {
		start--
	}
	return s[start:end]
}

// asciiDigitsLast reports whether s ends with a number and a blank.
func asciiDigitsLast(s string) bool {
	return len(s) > 1 && s[len(s)-1] == ' ' && asciiDigit(s[len(s)-2])
}
