package localsts

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const userKey = "AKIAFAKEFAKEFAKEFAKE"

// reply is what the tests read of an answer.
type reply struct {
	status  int
	Code    string `xml:"Error>Code"`
	Message string `xml:"Error>Message"`
	Key     string `xml:"AssumeRoleResult>Credentials>AccessKeyId"`
	Token   string `xml:"AssumeRoleResult>Credentials>SessionToken"`
	UserKey string `xml:"GetSessionTokenResult>Credentials>AccessKeyId"`
	Max     string `xml:"GetRoleResult>Role>MaxSessionDuration"`
	Caller  string `xml:"GetCallerIdentityResult>Arn"`
}

func started(t *testing.T, roles map[string]int64) *Server {
	t.Helper()
	s := New(roles)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// post makes the call that query spells, signed with key.
func post(t *testing.T, s *Server, key, query string) reply {
	t.Helper()
	form, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, s.URL(), strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if key != "" {
		req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+key+"/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	r := reply{status: res.StatusCode}
	if err := xml.Unmarshal(body, &r); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return r
}

const (
	deploy = "&RoleSessionName=x&RoleArn=arn:aws:iam::123456789012:role/deploy"
	long   = "&RoleSessionName=x&RoleArn=arn:aws:iam::123456789012:role/ci/long"
)

func TestOrderOfChecks(t *testing.T) {
	s := started(t, map[string]int64{"deploy": 3600, "long": 43200})
	chained := post(t, s, userKey, "Action=AssumeRole"+long).Key
	if !strings.HasPrefix(chained, "ASIA") {
		t.Fatalf("the first hop issued %q", chained)
	}
	mfa := post(t, s, userKey, "Action=GetSessionToken").UserKey
	range900 := "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
	range43200 := "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200"
	for _, c := range []struct{ name, key, query, want string }{
		{"below range", userKey, "Action=AssumeRole&DurationSeconds=899" + deploy, range900},
		{"above range", userKey, "Action=AssumeRole&DurationSeconds=43201" + deploy, range43200},
		{"over role", userKey, "Action=AssumeRole&DurationSeconds=43200" + deploy, overRole},
		{"at role", userKey, "Action=AssumeRole&DurationSeconds=3600" + deploy, ""},
		{"at the minimum", userKey, "Action=AssumeRole&DurationSeconds=900" + deploy, ""},
		{"no length", userKey, "Action=AssumeRole" + deploy, ""},
		{"at 12 h", userKey, "Action=AssumeRole&DurationSeconds=43200" + long, ""},
		{"chained, above range", chained, "Action=AssumeRole&DurationSeconds=43201" + long, range43200},
		{"chained, over role too", chained, "Action=AssumeRole&DurationSeconds=3601" + deploy, overRole},
		{"chained, over the hour", chained, "Action=AssumeRole&DurationSeconds=3601" + long, overChained},
		{"chained, at the hour", chained, "Action=AssumeRole&DurationSeconds=3600" + long, ""},
		{"after GetSessionToken", mfa, "Action=AssumeRole&DurationSeconds=3601" + long, overChained},
		{"web identity is not chained", "", "Action=AssumeRoleWithWebIdentity&WebIdentityToken=x&DurationSeconds=43200" + long, ""},
		{"web identity over role", "", "Action=AssumeRoleWithWebIdentity&WebIdentityToken=x&DurationSeconds=3601" + deploy, overRole},
		{"SAML over role", "", "Action=AssumeRoleWithSAML&PrincipalArn=x&SAMLAssertion=x&DurationSeconds=3601" + deploy, overRole},
		{"SAML is not chained", "", "Action=AssumeRoleWithSAML&PrincipalArn=x&SAMLAssertion=x&DurationSeconds=43200" + long, ""},
		{"user's session", userKey, "Action=GetSessionToken&DurationSeconds=129600", ""},
		{"user's session above range", userKey, "Action=GetSessionToken&DurationSeconds=129601",
			"1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600"},
		{"role maximum above range", userKey, "Action=UpdateRole&RoleName=deploy&MaxSessionDuration=43201",
			"1 validation error detected: Value '43201' at 'maxSessionDuration' failed to satisfy constraint: Member must have value less than or equal to 43200"},
		{"role maximum below range", userKey, "Action=CreateRole&RoleName=new&AssumeRolePolicyDocument={}&MaxSessionDuration=3599",
			"1 validation error detected: Value '3599' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := post(t, s, c.key, c.query)
			if r.Message != c.want {
				t.Errorf("got %q, want %q", r.Message, c.want)
			}
			if c.want != "" && (r.status != 400 || r.Code != "ValidationError") || c.want == "" && r.status != 200 {
				t.Errorf("got %d %s", r.status, r.Code)
			}
		})
	}
}

func TestOtherFailures(t *testing.T) {
	s := started(t, map[string]int64{"deploy": 3600})
	session := post(t, s, userKey, "Action=AssumeRole"+deploy).Key
	for _, c := range []struct {
		name, key, query string
		status           int
		code             string
	}{
		{"not a number", userKey, "Action=AssumeRole&DurationSeconds=1h" + deploy, 400, "MalformedInput"},
		{"no role named", userKey, "Action=AssumeRole", 400, "ValidationError"},
		{"unknown role", userKey, "Action=AssumeRole&RoleSessionName=x&RoleArn=arn:aws:iam::123456789012:role/other", 403, "AccessDenied"},
		{"session asks for a session", session, "Action=GetSessionToken", 403, "AccessDenied"},
		{"no such role", userKey, "Action=GetRole&RoleName=other", 404, "NoSuchEntity"},
		{"role exists", userKey, "Action=CreateRole&RoleName=deploy&AssumeRolePolicyDocument={}", 409, "EntityAlreadyExists"},
		{"no such action", userKey, "Action=ListBuckets", 400, "InvalidAction"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if r := post(t, s, c.key, c.query); r.status != c.status || r.Code != c.code {
				t.Errorf("got %d %s, want %d %s", r.status, r.Code, c.status, c.code)
			}
		})
	}
}

func TestRaisedRoleAllowsMore(t *testing.T) {
	s := started(t, nil)
	post(t, s, userKey, "Action=CreateRole&RoleName=deploy&AssumeRolePolicyDocument={}")
	if r := post(t, s, userKey, "Action=GetRole&RoleName=deploy"); r.Max != "3600" {
		t.Fatalf("a new role's maximum is %q", r.Max)
	}
	ask := "Action=AssumeRole&DurationSeconds=14400" + deploy
	if r := post(t, s, userKey, ask); r.Message != overRole {
		t.Fatalf("got %q", r.Message)
	}
	post(t, s, userKey, "Action=UpdateRole&RoleName=deploy&MaxSessionDuration=14400")
	r := post(t, s, userKey, ask)
	if r.status != 200 || s.Max("deploy") != 14400 {
		t.Fatalf("got %d %q, maximum %d", r.status, r.Message, s.Max("deploy"))
	}
	if who := post(t, s, r.Key, "Action=GetCallerIdentity"); who.Caller != "arn:aws:sts::123456789012:assumed-role/deploy/x" {
		t.Errorf("the session is %q", who.Caller)
	}
}
