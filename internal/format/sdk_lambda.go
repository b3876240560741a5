package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// lambdaHandler is the token that shows that the text is a Lambda function's,
// or -1. A text that may as well be started by hand is none.
func (f *sdkFinder) lambdaHandler() int {
	if strings.Contains(f.doc.Text[f.Start:f.End], "__main__") {
		return -1
	}
	for i := range f.tokens {
		if f.kind(i) != codeName {
			continue
		}
		switch word, before := f.text(i), f.text(i-1); {
		case word == "lambda_handler" && before == "def",
			word == "handler" && before == "." && (f.text(i-2) == "exports" || f.text(i-3) == "module") && f.text(i+1) == "=",
			word == "Start" && before == "." && f.text(i-2) == "lambda" && f.text(i+1) == "(",
			(word == "RequestHandler" || word == "RequestStreamHandler") && (before == "implements" || before == ","):
			return i
		}
	}
	return -1
}

// clientMakers make a client that signs with what its machine lends, unless
// they are given something else.
var clientMakers = []string{"boto3", "STSClient", "StsClient", "NewFromConfig", "AWSSecurityTokenServiceClientBuilder", "STS"}

// seeMaker notes in c what the name or string i, on the way to a client, tells
// of its credentials.
func (c *sdkClient) seeMaker(word string) {
	for _, maker := range clientMakers {
		c.made = c.made || word == maker
	}
	lower := strings.ToLower(word)
	c.given = c.given || hasAny(lower, "credential", "accesskey", "access_key", "profile", "secret", "session_token", "sessiontoken", "endpoint")
}

// inLambda is the sign that a call is a Lambda function's, which signs with
// the session of its execution role.
func (f *sdkFinder) inLambda(c sdkClient) (setting.Sign, bool) {
	if !c.made || c.given {
		return setting.Sign{}, false
	}
	if f.lambda == 0 {
		f.lambda = f.lambdaHandler() + 2
	}
	at := f.lambda - 2
	if at < 0 {
		return setting.Sign{}, false
	}
	return setting.Sign{Place: f.place(codeRange{at, at + 1}), Words: "a Lambda function calls, with the session of its execution role"}, true
}
