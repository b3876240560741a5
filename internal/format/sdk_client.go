package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// An sdkClient is what the text tells of the client that makes a call.
type sdkClient struct {
	foreign   bool  // it does not speak to AWS
	cloud     cloud // whose it is; in texts of several clouds only
	traced    bool  // a name on the way to it is AWS's
	elsewhere bool  // where it sends its calls is not told
	names     int   // that were followed

	made  bool           // it is made here
	given bool           // with credentials of its own, perhaps
	signs []setting.Sign // its credentials are temporary
	hub   string         // the role whose they are, "" if not told
}

// maxClientHops is how far the making of a client is followed.
const maxClientHops = 4

// clientOf follows the client of owner's call back to where it is made.
func (f *sdkFinder) clientOf(o sdkOwner) sdkClient {
	var c sdkClient
	if f.mixed {
		f.clouds(&c, o)
	}
	names := f.chain(o.at)
	root := names[len(names)-1]
	if len(names) > 1 {
		f.follow(&c, codeRange{root, names[len(names)-2]}, o.at, 0)
	}
	for _, open := range o.openings(f) {
		args, _ := f.arguments(open)
		for _, a := range args {
			flat := strings.ToLower(strings.ReplaceAll(a.name, "_", ""))
			if a.name == "" && f.kind(a.value.from) == codeName && a.value.len() <= 24 && !f.hasField(a.value) ||
				slices.Contains(clientKeys, flat) {
				f.follow(&c, a.value, o.at, 0)
			}
		}
	}
	up := f.up(o.at)
	f.followCall(&c, o, up) // client.send(new AssumeRoleCommand(…)), client.AssumeRole(&sts.AssumeRoleInput{…})
	name := o.variable
	if name < 0 {
		name = f.assigned(names[len(names)-1])
	}
	if name >= 0 {
		for n, m := range f.mentions(f.text(name)) { // input := …; client.AssumeRole(input)
			if k := int(m); n < maxMentions && f.up(k) != up && f.sees(k, name) {
				f.followCall(&c, o, f.up(k))
			}
		}
	}
	return c
}

// followCall follows the client of the call whose bracket is open, if that
// call is the one that o's fields are for.
func (f *sdkFinder) followCall(c *sdkClient, o sdkOwner, open int) {
	if open < 0 || f.text(open) != "(" {
		return
	}
	name := f.callee(open)
	if name < 0 || name == o.at || !isMember(f.text(name-1)) {
		return
	}
	if p := sdkPlaceOf(f.codeFile, name); f.text(name) != "send" && (p == nil || p.limit != o.place.limit) {
		return
	}
	chain := f.chain(name)
	root := chain[len(chain)-1]
	f.follow(c, codeRange{root, root + 1}, name, 0)
}

// assigned is the name that the value which begins at i is assigned to, or -1.
func (f *sdkFinder) assigned(i int) int {
	for i--; f.text(i) == "&" || f.text(i) == "new" || f.text(i) == "*"; {
		i--
	}
	if mark := f.text(i); (mark == "=" || mark == ":=") && f.isName(i-1) {
		return i - 1
	}
	return -1
}

// clientKeys hold the client, or its credentials, among a call's fields.
var clientKeys = []string{"client", "stsclient", "mastercredentials", "clientconfig", "sourcecredentials", "credentialsprovider", "bootstrapcredentialsprovider"}

func (f *sdkFinder) hasField(r codeRange) bool {
	for i := r.from; i < r.to; i++ {
		if sdkFieldOf(f.word(i)) != nil {
			return true
		}
	}
	return false
}

// follow looks in r, an expression that the call at use depends on, for
// temporary credentials and for endpoints, and follows its variables.
func (f *sdkFinder) follow(c *sdkClient, r codeRange, use, hops int) {
	if hops > maxClientHops || r.len() > 200 {
		return
	}
	for i := r.from; i < r.to; i++ {
		switch f.kind(i) {
		case codeString:
			if foreignEndpoint(f.word(i)) && isEndpointKey(f.word(i-2)+f.text(i-2)+f.text(i-1)+f.text(f.callee(f.up(i)))) {
				c.foreign = true
			}
		case codeName:
			c.seeMaker(f.text(i))
			f.followName(c, i, use, hops)
		}
	}
}

func isEndpointKey(words string) bool {
	return strings.Contains(strings.ToLower(words), "endpoint") || strings.Contains(words, "url") || strings.Contains(words, "Url") || strings.Contains(words, "URL")
}

// maxClientNames is how many names are looked at on the way to a client, in a
// text of several clouds.
const maxClientNames = 500

// followName adds to c what the name at i tells of the client that is used at
// use.
func (f *sdkFinder) followName(c *sdkClient, i, use, hops int) {
	if f.mixed {
		if c.names++; c.names > maxClientNames {
			c.elsewhere = true
			return
		}
		f.seeName(c, i)
	}
	if p := sdkPlaceOf(f.codeFile, i); p != nil && p.limit != setting.RoleMaximum && p.limit != setting.OtherService && i != use && len(c.signs) == 0 && p.limit != setting.GetWebIdentityToken {
		c.signs = append(c.signs, setting.Sign{Place: f.place(codeRange{i, i + 1}), Words: "its credentials come from " + f.titleOf(i)})
		if open := f.called(i); open >= 0 {
			if r, ok := f.sibling(sdkUse{at: i}, sdkOwner{place: p, at: i, variable: -1, brackets: []int{open}}, "rolearn"); ok {
				c.hub = f.role(r, true).Name
			}
		}
		return
	}
	if isSessionToken(f.text(i)) && f.isSetFromSession(i) && len(c.signs) == 0 {
		c.signs = append(c.signs, setting.Sign{Place: f.place(codeRange{i, i + 1}), Words: "its client is made with a session token"})
	}
	if isMember(f.text(i - 1)) {
		return
	}
	b, ok := f.lastBinding(i, use)
	param := b.param && f.text(i) != "ctx" && f.text(i) != "context"
	c.given = c.given || param
	if f.mixed {
		c.elsewhere = c.elsewhere || f.compatible && param
		for n, other := range f.bound[f.text(i)] { // in several branches
			if n < 8 && other.scope == b.scope && other.at != b.at && other.value.len() > 0 && !(other.value.from <= i && i < other.value.to) {
				f.follow(c, other.value, use, hops+2)
			}
		}
	}
	if ok && b.value.len() > 0 && !(b.value.from <= i && i < b.value.to) {
		f.follow(c, b.value, use, hops+1)
	}
	for n, m := range f.mentions(f.text(i)) { // cfg.Credentials = …
		k := int(m)
		if n > maxMentions || k >= use {
			break
		}
		if isMember(f.text(k+1)) && strings.EqualFold(f.text(k+2), "credentials") && f.text(k+3) == "=" && f.sees(use, k) {
			f.follow(c, f.statement(k+4), k, hops+1)
		}
	}
}

// sees reports whether token k stands in the scope of use, or around it.
func (f *sdkFinder) sees(use, k int) bool {
	at := f.scopeOf(k)
	for scope := f.scopeOf(use); ; scope = f.scopes[scope].up {
		if scope == at || scope < 0 {
			return scope == at
		}
	}
}

func isSessionToken(word string) bool {
	switch word {
	case "aws_session_token", "sessionToken", "session_token", "SessionToken", "BasicSessionCredentials", "AwsSessionCredentials", "SessionAWSCredentials":
		return true
	}
	return false
}

// isSetFromSession reports whether a session token is taken from an answer of
// STS, rather than from the environment or the command line.
func (f *sdkFinder) isSetFromSession(i int) bool {
	if !isSetter(f.text(i + 1)) {
		return false
	}
	value := f.statement(i + 2)
	raw := f.place(value).Text()
	return value.len() > 1 && value.len() < 24 && !readsEnvironment(raw) &&
		(strings.Contains(raw, "SessionToken") || strings.Contains(raw, "sessionToken") || strings.Contains(raw, "session_token"))
}

// lastBinding is the last binding of the name at i before use, in the scope of
// use or around it.
func (f *sdkFinder) lastBinding(i, use int) (codeBinding, bool) {
	all := f.bound[f.text(i)]
	for n := len(all) - 1; n >= 0 && len(all)-n <= maxBindings; n-- {
		b := all[n]
		if b.at >= use || b.at == i {
			continue
		}
		for scope := f.scopeOf(use); ; scope = f.scopes[scope].up {
			if b.scope == scope {
				return b, !b.param
			}
			if scope < 0 {
				break
			}
		}
	}
	return codeBinding{}, false
}

// answersItself reports whether the code's calls go to a mock.
func answersItself(text string) bool {
	return hasAny(text, "mock_sts", "mock_aws", "mock_iam", "from moto", "import moto", "mockClient(", "Stubber(", "stub_responses", "nock(", "MockHandler", "localstack")
}
