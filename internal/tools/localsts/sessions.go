package localsts

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The bounds of lengths in seconds, as the API reference has them.
const (
	shortest    = 900
	longestRole = 43200
	longestUser = 129600
	chainedHour = 3600
	usual       = 3600
	lowestCap   = 3600
)

// The two texts that speak of a role. They name no number.
const (
	overRole    = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
	overChained = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
)

func (s *Server) assumeRole(c call) (answer, *failure) {
	if fail := c.needs("RoleSessionName"); fail != nil {
		return nil, fail
	}
	return s.session(c, c.temporary())
}

// A first hop with a token or an assertion is unsigned, so never chained.
func (s *Server) assumeRoleWithWebIdentity(c call) (answer, *failure) {
	for _, field := range []string{"RoleSessionName", "WebIdentityToken"} {
		if fail := c.needs(field); fail != nil {
			return nil, fail
		}
	}
	return s.session(c, false)
}

func (s *Server) assumeRoleWithSAML(c call) (answer, *failure) {
	for _, field := range []string{"PrincipalArn", "SAMLAssertion"} {
		if fail := c.needs(field); fail != nil {
			return nil, fail
		}
	}
	return s.session(c, false)
}

// session checks a length in AWS's order and issues a session of the role.
func (s *Server) session(c call, chained bool) (answer, *failure) {
	if fail := c.needs("RoleArn"); fail != nil {
		return nil, fail
	}
	length, fail := c.seconds("DurationSeconds", shortest, longestRole, usual)
	if fail != nil {
		return nil, fail
	}
	arn := c.get("RoleArn")
	role := arn[strings.LastIndexByte(arn, '/')+1:]
	most, known := s.roles[role]
	switch {
	case !known:
		return nil, &failure{http.StatusForbidden, "AccessDenied",
			fmt.Sprintf("User: %s is not authorized to perform: sts:%s on resource: %s", s.caller(c), c.action, arn)}
	case length > most:
		return nil, invalid(overRole)
	case chained && length > chainedHour:
		return nil, invalid(overChained)
	}
	name := c.get("RoleSessionName")
	if name == "" { // SAML takes it from the assertion
		name = "assertion"
	}
	user := fmt.Sprintf("arn:aws:sts::%s:assumed-role/%s/%s", account, role, name)
	return answer{
		s.issue(user, length),
		{name: "AssumedRoleUser", kids: answer{{name: "AssumedRoleId", text: "AROAFAKE:" + name}, {name: "Arn", text: user}}},
	}, nil
}

func (s *Server) getSessionToken(c call) (answer, *failure) {
	length, fail := c.seconds("DurationSeconds", shortest, longestUser, longestRole)
	if fail != nil {
		return nil, fail
	}
	if c.temporary() {
		return nil, &failure{http.StatusForbidden, "AccessDenied", "Cannot call GetSessionToken with session credentials"}
	}
	return answer{s.issue("", length)}, nil
}

func (s *Server) getCallerIdentity(c call) (answer, *failure) {
	return answer{{name: "Arn", text: s.caller(c)}, {name: "UserId", text: "AIDAFAKE"}, {name: "Account", text: account}}, nil
}

// caller is the ARN of who signed c.
func (s *Server) caller(c call) string {
	if arn := s.issued[c.key]; arn != "" {
		return arn
	}
	return "arn:aws:iam::" + account + ":user/tester"
}

// issue makes credentials for arn that last length seconds.
func (s *Server) issue(arn string, length int64) element {
	key := fmt.Sprintf("ASIAFAKE%012d", s.calls)
	s.issued[key] = arn
	until := time.Now().UTC().Add(time.Duration(length) * time.Second)
	return element{name: "Credentials", kids: answer{
		{name: "AccessKeyId", text: key},
		{name: "SecretAccessKey", text: "fake"},
		{name: "SessionToken", text: fmt.Sprintf("token-%d", s.calls)},
		{name: "Expiration", text: until.Format(time.RFC3339)},
	}}
}

// needs fails where a required field is missing.
func (c call) needs(field string) *failure {
	if c.get(field) != "" {
		return nil
	}
	return invalid(fmt.Sprintf("1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null", camel(field)))
}

// seconds reads a length and checks the API's own range.
func (c call) seconds(field string, low, high, absent int64) (int64, *failure) {
	if !c.has(field) {
		return absent, nil
	}
	n, err := strconv.ParseInt(c.get(field), 10, 32)
	if err != nil {
		return 0, malformed("")
	}
	relation, bound := "", int64(0)
	switch {
	case n < low:
		relation, bound = "greater", low
	case n > high:
		relation, bound = "less", high
	default:
		return n, nil
	}
	return 0, invalid(fmt.Sprintf("1 validation error detected: Value '%d' at '%s' failed to satisfy constraint: "+
		"Member must have value %s than or equal to %d", n, camel(field), relation, bound))
}

// camel is a field's name as error texts spell it: "durationSeconds".
func camel(field string) string { return strings.ToLower(field[:1]) + field[1:] }
