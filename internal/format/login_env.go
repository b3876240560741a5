package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A loginPlace is a name by which a login tool reads a session length outside
// the sections of a config file. A new name is a new row.
type loginPlace struct {
	name  string
	kind  loginKind
	tool  string
	limit *setting.Limit
	unit  setting.Unit
	words string // a clause: how the value is written
	needs string // a word that the text has too, where other tools have the name as well; "" if none

	chained string // a clause: why its call is role chaining; "" where it need not be
	command string // the tool's command, for a flag
	profile bool   // whether a role is assumed, the profile decides that the command names
}

type loginKind uint8

const (
	inEnvironment loginKind = iota // a variable, set in any notation
	inYAML                         // a key of YAML
	inJSON                         // a key of JSON
	inFlag                         // a flag of the tool's command
)

// loginPlaces lists them. Of rows with one name the first that has what it
// needs holds. Read 2026-11-25 from the tools' manuals and sources.
var loginPlaces = []loginPlace{
	{
		name: "AWS_ASSUME_ROLE_TTL", tool: "aws-okta", limit: setting.AssumeRole, unit: setting.GoDuration, words: goUnits, needs: "aws-okta",
		chained: "aws-okta signs in with SAML and assumes the role with that session",
	},
	{name: "AWS_ASSUME_ROLE_TTL", tool: "aws-vault", limit: setting.AssumeRole, unit: setting.GoDuration, words: goUnits},
	{name: "AWS_SESSION_TOKEN_TTL", tool: "aws-vault", limit: setting.GetSessionToken, unit: setting.GoDuration, words: goUnits},
	{name: "AWS_CHAINED_SESSION_TOKEN_TTL", tool: "aws-vault", limit: setting.GetSessionToken, unit: setting.GoDuration, words: goUnits},
	{name: "AWS_FEDERATION_TOKEN_TTL", tool: "aws-vault", limit: setting.GetFederationToken, unit: setting.GoDuration, words: goUnits},
	{name: "AWS_SESSION_TTL", tool: "aws-okta", limit: setting.AssumeRoleWithSAML, unit: setting.GoDuration, words: goUnits, needs: "aws-okta"},
	{name: "SAML2AWS_SESSION_DURATION", tool: "saml2aws", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "AWS_DEFAULT_DURATION", tool: "gimme-aws-creds", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds, needs: "gimme-aws-creds"},
	{name: "AZURE_DEFAULT_DURATION_HOURS", tool: "aws-azure-login", limit: setting.AssumeRoleWithSAML, unit: setting.InHours, words: wholeHours},
	{name: "GSTS_AWS_SESSION_DURATION", tool: "gsts", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "OKTA_AWSCLI_SESSION_DURATION", tool: "okta-aws-cli", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "OKTA_STS_DURATION", tool: "okta-aws-cli-assume-role", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "TG_IAM_ASSUME_ROLE_DURATION", tool: "Terragrunt", limit: setting.AssumeRole, unit: setting.InSeconds, words: wholeSeconds},
	{name: "TERRAGRUNT_IAM_ASSUME_ROLE_DURATION", tool: "Terragrunt", limit: setting.AssumeRole, unit: setting.InSeconds, words: wholeSeconds},

	{name: "aws-session-duration", kind: inYAML, tool: "okta-aws-cli", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "role-duration", kind: inYAML, tool: "awsume", limit: setting.AssumeRole, unit: setting.InSeconds, words: wholeSeconds, needs: "awsume"},
	{name: "--session-duration", kind: inFlag, command: "saml2aws", tool: "saml2aws", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "--session-duration", kind: inFlag, command: "aws-adfs", tool: "aws-adfs", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "--aws-session-duration", kind: inFlag, command: "gsts", tool: "gsts", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "--aws-session-duration", kind: inFlag, command: "okta-aws-cli", tool: "okta-aws-cli", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "--role-duration", kind: inFlag, command: "awsume", tool: "awsume", limit: setting.AssumeRole, unit: setting.InSeconds, words: wholeSeconds},
	{name: "--session-ttl", kind: inFlag, command: "aws-okta", tool: "aws-okta", limit: setting.AssumeRoleWithSAML, unit: setting.GoDuration, words: goUnits},
	{
		name: "--assume-role-ttl", kind: inFlag, command: "aws-okta", tool: "aws-okta", limit: setting.AssumeRole, unit: setting.GoDuration, words: goUnits,
		chained: "aws-okta signs in with SAML and assumes the role with that session",
	},
	{name: "--duration", kind: inFlag, command: googleAuth, tool: googleAuth, limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
	{name: "--duration", kind: inFlag, command: "assume", tool: "granted", limit: setting.AssumeRole, unit: setting.GoDuration, words: goUnits, profile: true},
	{name: "--duration", kind: inFlag, command: "aws-vault", tool: "aws-vault", limit: setting.AssumeRole, unit: setting.GoDuration, words: goUnits, profile: true},

	{name: "samlRoleSessionDuration", kind: inJSON, tool: "Leapp", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, words: wholeSeconds},
}

// A loginHit is a name in a text: of a row of loginPlaces, or, where login is
// nil, of a key that sections of a config file have.
type loginHit struct {
	name  source.Span
	login *loginPlace
}

// loginParts are what the names of loginPlaces and configPlaces have in
// common: most texts hold none of them.
var loginParts = []string{"duration", "_ttl", "-ttl", "DURATION", "_TTL", "Duration"}

// maxLoginName is more bytes than any name has on one side of its part.
const maxLoginName = 40

// loginHits finds the names in doc, in order of place.
func (f *awsConfigFinder) loginHits(doc *source.Document) (hits []loginHit) {
	text := doc.Text
	for _, part := range loginParts {
		for from := 0; ; {
			at := indexFrom(text, part, from)
			if at == len(text) {
				break
			}
			start, end := at, at+len(part)
			for start > max(0, at-maxLoginName) && isNameByte(text[start-1]) {
				start--
			}
			for end < min(len(text), at+maxLoginName) && isNameByte(text[end]) {
				end++
			}
			from = end
			if !assignsNext(text, end) {
				continue
			}
			name := source.Span{Start: start, End: end}
			word := text[start:end]
			if row := configPlaceOf(word); row != nil && (row.mention == "" || f.mentions(doc, row.mention)) {
				hits = append(hits, loginHit{name: name})
			} else if row := f.loginPlaceOf(doc, word, start); row != nil {
				hits = append(hits, loginHit{name, row})
			}
		}
	}
	sort.Slice(hits, func(i, j int) bool { return hits[i].name.Start < hits[j].name.Start })
	return hits
}

func isNameByte(c byte) bool { return asciiWord(c) || c == '.' || c == '-' }

// assignsNext reports whether something may be set at i, the end of a name.
func assignsNext(text string, i int) bool {
	if i < len(text) && (text[i] == '"' || text[i] == '\'') {
		i++
	}
	for i < len(text) && (text[i] == ' ' || text[i] == '\t' || strings.HasPrefix(text[i:], nbsp)) {
		i++
	}
	return i < len(text) && (text[i] == '=' || text[i] == ':' || text[i] == '\r' || text[i] == '\n' || asciiDigit(text[i]))
}

func (f *awsConfigFinder) loginPlaceOf(doc *source.Document, name string, at int) *loginPlace {
	for i := range loginPlaces {
		row := &loginPlaces[i]
		if row.name == name && (row.kind != inFlag || row.takesFlag(doc.Text, at)) && (row.needs == "" || f.mentions(doc, row.needs)) {
			return row
		}
	}
	return nil
}

// loginSetting adds what stands behind the name of h, if anything is set there.
func (f *awsConfigFinder) loginSetting(doc *source.Document, h loginHit) {
	value, ok := assignedTo(doc.Text, h)
	if !ok || value.Len() == 0 {
		return
	}
	s := setting.Setting{
		Kind: setting.Request, Limit: h.login.limit, At: doc.Text[h.name.Start:h.name.End] + " of " + h.login.tool, Unit: h.login.unit,
		Context: source.Span{Start: h.name.Start, End: value.End},
	}
	readConfigValue(doc.At(value), h.login.unit, true, h.login.words).apply(&s)
	if h.login.profile && !f.ofProfile(&s, h.login, doc.Text, h.name.Start) {
		return
	}
	if h.login.chained != "" {
		s.Chain = append(s.Chain, setting.Sign{Place: doc.At(h.name), Words: h.login.chained})
	}
	f.found.Settings = append(f.found.Settings, s)
}
