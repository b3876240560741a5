package format

import (
	"path"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// An awsProfile is what the sections of one name say together: the config
// file and the credentials file of one folder describe the same profile.
type awsProfile struct {
	name     string
	sections []*iniSection // the one it was asked for first
}

// get is the value of a key in the first section that has it.
func (p *awsProfile) get(name string) string {
	for _, s := range p.sections {
		if v := s.get(name); v != "" {
			return v
		}
	}
	return ""
}

func (p *awsProfile) has(prefix string) bool {
	return slices.ContainsFunc(p.sections, func(s *iniSection) bool { return s.has(prefix) })
}

// place is where a key that begins with prefix stands.
func (p *awsProfile) place(prefix string) source.Place {
	for _, s := range p.sections {
		for _, k := range s.keys {
			if strings.HasPrefix(k.name, prefix) {
				return s.doc.At(k.at)
			}
		}
	}
	return p.sections[0].doc.At(p.sections[0].Span)
}

// signsIn reports whether the profile's credentials come from Identity Center.
func (p *awsProfile) signsIn() bool { return p.has("sso_") || p.has("granted_sso_") }

// A profileKey is a profile's name in the folder where it means something.
type profileKey struct{ folder, name string }

// awsProfiles finds profiles by name.
type awsProfiles struct {
	inFolder map[profileKey]*awsProfile
	byName   map[string][]*awsProfile
}

// maxNamesakes is how many sections of one name are looked at.
const maxNamesakes = 8

func newAWSProfiles(docs [][]*iniSection) awsProfiles {
	x := awsProfiles{map[profileKey]*awsProfile{}, map[string][]*awsProfile{}}
	for _, sections := range docs {
		for _, s := range sections {
			if s.name == "" || s.kind != "" && s.kind != "profile" {
				continue
			}
			key := profileKey{path.Dir(s.doc.Name), s.name}
			p := x.inFolder[key]
			if p == nil {
				p = &awsProfile{name: s.name}
				x.inFolder[key] = p
				x.byName[s.name] = append(x.byName[s.name], p)
			}
			if len(p.sections) < maxNamesakes {
				p.sections = append(p.sections, s)
			}
		}
	}
	return x
}

// of is the profile that s belongs to, its own keys before those of others.
func (x awsProfiles) of(s *iniSection) *awsProfile {
	p := &awsProfile{name: s.name, sections: []*iniSection{s}}
	if known := x.inFolder[profileKey{path.Dir(s.doc.Name), s.name}]; known != nil {
		for _, other := range known.sections {
			// Of two sections of one name in one file, one is another version.
			if other.doc != s.doc {
				p.sections = append(p.sections, other)
			}
		}
	}
	return p
}

// named is the profile that p refers to by name: of p's folder, else the only
// one there is. It is nil where the text does not hold it.
func (x awsProfiles) named(p *awsProfile, name string) *awsProfile {
	if known := x.inFolder[profileKey{path.Dir(p.sections[0].doc.Name), name}]; known != nil {
		return known
	}
	if list := x.byName[name]; len(list) == 1 {
		return list[0]
	}
	return nil
}

// machineSources are the values of credential_source that lend a role's
// session. Environment may as well hold long-term keys.
var machineSources = map[string]string{
	"Ec2InstanceMetadata": "the EC2 instance's role",
	"EcsContainer":        "the ECS task's role",
}

// maxChainNames is how many hops a chain names.
const maxChainNames = 8

// chain tells why an AssumeRole call of profile p is role chaining, and the
// hops that lead to p. There are hops and no sign where p's source has
// long-term keys, and neither where nothing is proved.
func (x awsProfiles) chain(p *awsProfile) (signs []setting.Sign, hops []string) {
	sign, chained := x.sourceSign(p)
	switch {
	case chained:
		signs = []setting.Sign{sign}
	case x.longTerm(p):
	default:
		return nil, nil
	}
	if p.name == "" {
		return signs, nil
	}
	hops = []string{p.name}
	seen := map[string]bool{p.name: true}
	for at := p; len(hops) < maxChainNames; {
		if role := machineSources[at.get("credential_source")]; role != "" {
			hops = append(hops, role)
			break
		}
		name := at.get("source_profile")
		if name == "" || seen[name] {
			break
		}
		seen[name] = true
		hops = append(hops, name)
		if at = x.named(at, name); at == nil || at.get("aws_access_key_id") != "" {
			break
		}
	}
	slices.Reverse(hops)
	return signs, hops
}

// longTerm reports whether p's source has keys that are no session's.
func (x awsProfiles) longTerm(p *awsProfile) bool {
	from := x.named(p, p.get("source_profile"))
	return from != nil && from.get("aws_access_key_id") != "" && from.get("aws_session_token") == ""
}

// sourceSign is the sign that p's caller has temporary credentials.
func (x awsProfiles) sourceSign(p *awsProfile) (setting.Sign, bool) {
	if role := machineSources[p.get("credential_source")]; role != "" {
		return setting.Sign{Place: p.place("credential_source"), Words: "credential_source lends it " + role}, true
	}
	name := p.get("source_profile")
	if name == "" {
		return setting.Sign{}, false
	}
	from := x.named(p, name)
	if from == nil {
		return setting.Sign{}, false
	}
	if name == p.name && from.get("aws_access_key_id") == "" {
		return setting.Sign{}, false
	}
	return from.sessionSign("profile " + name + ", its source_profile, ")
}

// sessionSign is the sign that the credentials of p are a
// session's. It begins with who.
func (p *awsProfile) sessionSign(who string) (setting.Sign, bool) {
	if p.get("aws_access_key_id") != "" { // keys come before everything else a source profile has
		if p.get("aws_session_token") == "" {
			return setting.Sign{}, false
		}
		return setting.Sign{Place: p.place("aws_session_token"), Words: who + "holds an aws_session_token"}, true
	}
	for _, s := range sessionKeys {
		if p.has(s.prefix) && p.lends(s.prefix) {
			return setting.Sign{Place: p.place(s.prefix), Words: who + s.words}, true
		}
	}
	return setting.Sign{}, false
}

// sessionKeys are keys of a profile whose credentials are a session's, the
// first hop of a chain.
var sessionKeys = []struct{ prefix, words string }{
	{"aws_session_token", "holds an aws_session_token"},
	{"role_arn", "assumes a role itself"},
	{"sso_", "signs in with Identity Center"},
	{"granted_sso_", "signs in with Identity Center"},
	{"azure_tenant_id", "signs in with SAML"},
	{"google_config.", "signs in with SAML"},
	{"adfs_config.", "signs in with SAML"},
	{"aws_saml_url", "signs in with SAML"},
	{"credential_process", "gets a session from another program"},
}

// sessionPrograms print the credentials of a session; other programs may
// print long-term keys.
var sessionPrograms = []string{
	"aws_signing_helper", "aws-vault exec", "aws-vault export", "saml2aws", "granted", "aws-sso", "gimme-aws-creds", "okta-aws-cli", "aws-azure-login",
}

// lends reports whether the key that begins with prefix proves a session.
func (p *awsProfile) lends(prefix string) bool {
	if prefix != "credential_process" {
		return true
	}
	program := p.get(prefix)
	return !strings.Contains(program, "--no-session") &&
		slices.ContainsFunc(sessionPrograms, func(name string) bool { return strings.Contains(program, name) })
}
