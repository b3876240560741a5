package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// profileVariable names the profile where --profile does not.
const profileVariable = "AWS_PROFILE"

// profiles are those of AWS's config files in the text.
func (f *shellFinder) profiles() *awsProfiles {
	if f.known == nil {
		var sections [][]*iniSection
		for _, doc := range f.docs {
			if strings.Contains(doc.Text, "[") && hasAny(doc.Text, "role_arn", "aws_access_key_id", "sso_", "credential_process") {
				sections = append(sections, readINI(doc))
			}
		}
		known := newAWSProfiles(sections)
		f.known = &known
	}
	return f.known
}

// signer is the profile of the text whose credentials sign the command, nil
// where none is named, or not for certain. Keys in the environment go before
// AWS_PROFILE, so those must not be spoken of.
func (f *shellFinder) signer(c *shellCommand) *awsProfile {
	name := c.profile()
	if name == "" {
		if name = f.profileInEnvironment(c); name == "" || strings.Contains(f.host(c.doc).Text, "AWS_ACCESS_KEY_ID") {
			return nil
		}
	}
	return f.profileNamed(name)
}

func (f *shellFinder) profileNamed(name string) *awsProfile {
	if list := f.profiles().byName[name]; len(list) == 1 {
		return list[0]
	}
	return nil
}

// profileInEnvironment is what AWS_PROFILE is for c; "" where that is not plain.
func (f *shellFinder) profileInEnvironment(c *shellCommand) string {
	for _, a := range c.assigns {
		if a.parts[0].text == profileVariable {
			text, _ := (&shellWord{Span: a.Span, parts: a.parts[1:]}).plain()
			return text
		}
	}
	use := shellUse{doc: c.doc, at: c.Start, self: -1}
	if set, ok := f.vars.only(use, shellPart{kind: partVariable, name: profileVariable}); ok {
		if pieces := f.vars.expand(set.use, set.word, 0); len(pieces) == 1 && pieces[0].plain {
			return pieces[0].text
		}
	}
	return ""
}

// signedBy gives s what the text's config files tell of the profile that signs
// its command: why the call is role chaining, and the hops.
func (f *shellFinder) signedBy(s *setting.Setting, c *shellCommand) {
	p := f.signer(c)
	if p == nil {
		return
	}
	hops := []string{p.name}
	switch sign, chained := p.sessionSign("profile " + p.name + " "); {
	case chained:
		s.Chain = append(s.Chain, sign)
		if _, more := f.profiles().chain(p); len(more) > 0 {
			hops = more
		}
	case p.get("aws_access_key_id") == "" || len(s.Chain) > 0:
		return
	}
	if role := s.Role.String(); role != "" && len(s.Path) == 0 {
		s.Path = append(slices.Clip(hops), role)
	}
}

// ofConfigured gives s, a length that aws configure set writes, what the
// text's config files tell of the profile that it is written to.
func (f *shellFinder) ofConfigured(s *setting.Setting, profile string) {
	p := f.profileNamed(profile)
	if p == nil || p.get("role_arn") == "" {
		return
	}
	if s.Role == (setting.Role{}) {
		s.Role = configRole(p.get("role_arn"))
	}
	if len(s.Chain) == 0 && s.Limit == setting.AssumeRole {
		s.Chain, s.Path = f.profiles().chain(p)
	}
}
