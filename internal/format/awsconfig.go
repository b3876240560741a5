package format

import (
	"fmt"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// awsConfig reads ~/.aws/config and ~/.aws/credentials, and what login tools
// keep: in the same files, in files of their own, or in the environment.
var awsConfig = Format{
	ID: "aws-config", Title: "AWS config file", Island: "AWS login setting",
	Extensions: []string{".aws/config", ".aws/credentials", ".saml2aws", ".okta_aws_login_config", ".bmx/config"},
	Locate:     locateAWSConfig,
}

// An awsConfigFinder reads sections of docs, then what they say.
type awsConfigFinder struct {
	docs      []*source.Document
	profiles  awsProfiles
	mentioned map[mention]bool
	found     Found
}

// A mention is a word that a document may hold anywhere.
type mention struct {
	doc  *source.Document
	word string
}

// mentions reports whether doc holds word. It looks once.
func (f *awsConfigFinder) mentions(doc *source.Document, word string) bool {
	key := mention{doc, word}
	is, known := f.mentioned[key]
	if !known {
		is = strings.Contains(doc.Text, word) || strings.Contains(doc.Name, word)
		f.mentioned[key] = is
	}
	return is
}

func locateAWSConfig(docs []*source.Document) Found {
	f := &awsConfigFinder{docs: docs, mentioned: map[mention]bool{}}
	hits := make([][]loginHit, len(docs))
	inSections := false
	for i, doc := range docs {
		hits[i] = f.loginHits(doc)
		inSections = inSections || slices.ContainsFunc(hits[i], func(h loginHit) bool { return h.login == nil || h.login.profile })
	}
	var sections [][]*iniSection
	if inSections { // a profile may name one of another document
		for _, doc := range docs {
			sections = append(sections, readINI(doc))
		}
		f.profiles = newAWSProfiles(sections)
	}
	for i, doc := range docs {
		var list []*iniSection
		if inSections {
			list = sections[i]
		}
		f.read(doc, list, hits[i])
	}
	f.found.sort(docs)
	return f.found
}

// read adds the settings of doc: those of its sections, and those that a login
// tool reads from lines of any kind.
func (f *awsConfigFinder) read(doc *source.Document, sections []*iniSection, hits []loginHit) {
	islands := 0
	for _, s := range sections {
		if s.aws {
			islands++
		}
		for i := range s.keys {
			if row := configPlaceOf(s.keys[i].name); row != nil {
				f.profileSetting(s, &s.keys[i], row)
			}
		}
	}
	for _, h := range hits {
		if h.login != nil {
			f.loginSetting(doc, h)
		}
	}
	f.googleAuth(doc)
	if islands > 0 {
		f.found.Islands = append(f.found.Islands, Count{Doc: doc, N: islands})
	}
}

// profileSetting adds what key of section s says, if row is right about it.
func (f *awsConfigFinder) profileSetting(s *iniSection, key *iniKey, row *configPlace) {
	p := f.profiles.of(s)
	if key.value.Len() == 0 || !row.fits(s, p) || row.mention != "" && !f.mentions(s.doc, row.mention) {
		return
	}
	out := setting.Setting{
		Kind: setting.Request, Limit: row.limit, At: row.title(s), Unit: row.unit,
		Place: s.doc.At(key.value), Context: s.Span,
	}
	if row.role != "" {
		out.Role = configRole(p.get(row.role))
	}
	read := readConfigValue(out.Place, row.unit, row.quotes, row.words)
	read.apply(&out)
	if row.key == profileDuration {
		f.profileRules(p, &out)
		if out.Limit == nil { // a note says why
			return
		}
	}
	if row.chained != "" {
		out.Chain = append(out.Chain, setting.Sign{Place: s.doc.At(key.at), Words: row.chained})
	}
	f.found.Settings = append(f.found.Settings, out)
}

// profileRules settles what duration_seconds means in profile p. It takes the
// limit from s where nothing of AWS's is meant.
func (f *awsConfigFinder) profileRules(p *awsProfile, s *setting.Setting) {
	arn := p.get("role_arn")
	switch {
	case foreignEndpoint(p.get("endpoint_url")):
		f.note(s, foreignWords)
	case foreignARN(arn):
		f.note(s, "the role's name is not one of AWS's, and another cloud has limits of its own")
	case arn == "" && p.signsIn():
		leaveUnproved(s, "permission-set-iso8601", "the profile signs in with Identity Center, where the permission set's session duration decides and duration_seconds is not read")
	case arn == "":
		leaveUnproved(s, "value-outside-paste", "the profile has no role_arn, so nothing is asked for with it")
	case strings.HasPrefix(s.Role.Name, "AWSReservedSSO_"):
		leaveUnproved(s, "permission-set-iso8601", "the role belongs to Identity Center, where the permission set's session duration decides")
	case p.get("web_identity_token_file") != "":
		s.Limit = setting.AssumeRoleWithWebIdentity
	default:
		s.Chain, s.Path = f.profiles.chain(p)
	}
	if s.Misspelt() {
		s.Why.Words = fmt.Sprintf("the AWS CLI ignores %s, since duration_seconds takes whole seconds, and the session lasts one hour", s.Text())
	}
}

func leaveUnproved(s *setting.Setting, key, words string) {
	s.State, s.Value, s.Why = setting.Unknown, 0, &setting.Unproved{Key: key, Words: words}
}

func (f *awsConfigFinder) note(s *setting.Setting, words string) {
	f.found.Notes = append(f.found.Notes, setting.Note{Place: s.Place, Key: "not-aws", Words: words})
	s.Limit = nil
}
