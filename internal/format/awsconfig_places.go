package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

const profileDuration = "duration_seconds"

// A configPlace is a key of a section that asks for a session length. A new
// key is a new row.
type configPlace struct {
	key     string
	tool    string // that reads it; "" for the AWS CLI and the SDKs
	limit   *setting.Limit
	unit    setting.Unit
	role    string   // the key that names the role, "" if none
	needs   []string // keys, or beginnings of keys, one of which the section has too
	quotes  bool     // the tool takes quotes around a value away
	mention string   // a word that the text has too, where the key is a common word; "" if none
	words   string   // a clause: how the value is written

	chained string // a clause: why its call is role chaining; "" where it need not be
}

const wholeSeconds, goUnits, wholeHours = "it takes whole seconds", "it takes a duration with its unit, such as 1h", "it takes whole hours"

// configPlaces lists them. Read 2026-11-25 from the tools' manuals and sources.
var configPlaces = []configPlace{
	{key: profileDuration, limit: setting.AssumeRole, unit: setting.InSeconds, role: "role_arn", words: wholeSeconds},
	{key: "aws_session_duration", tool: "saml2aws", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, role: "role_arn", quotes: true, words: wholeSeconds},
	{key: "aws_default_duration", tool: "gimme-aws-creds", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, role: "aws_rolename", words: wholeSeconds},
	{key: "google_config.duration", tool: "aws-google-auth", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, role: "google_config.role_arn", words: wholeSeconds},
	{key: "adfs_config.session_duration", tool: "aws-adfs", limit: setting.AssumeRoleWithSAML, unit: setting.InSeconds, role: "adfs_config.role_arn", words: wholeSeconds},
	{key: "azure_default_duration_hours", tool: "aws-azure-login", limit: setting.AssumeRoleWithSAML, unit: setting.InHours, role: "azure_default_role_arn", words: wholeHours},
	{
		key: "session_ttl", tool: "aws-okta", limit: setting.AssumeRoleWithSAML, unit: setting.GoDuration, quotes: true, words: goUnits,
		needs: []string{"aws_saml_url", "role_arn", "assume_role_ttl"},
	},
	{
		key: "assume_role_ttl", tool: "aws-okta", limit: setting.AssumeRole, unit: setting.GoDuration, role: "role_arn", quotes: true, words: goUnits,
		needs:   []string{"aws_saml_url", "role_arn", "session_ttl"},
		chained: "aws-okta signs in with SAML and assumes the role with that session",
	},
	{key: "duration", tool: "bmx", limit: setting.AssumeRoleWithSAML, unit: setting.InMinutes, needs: []string{"org", "account"}, mention: "bmx", quotes: true, words: "it takes whole minutes"},
}

func configPlaceOf(key string) *configPlace {
	for i := range configPlaces {
		if configPlaces[i].key == key {
			return &configPlaces[i]
		}
	}
	return nil
}

// title names the profile in the user's words.
func (row *configPlace) title(s *iniSection) string {
	title := "profile " + s.name
	if s.name == "" {
		title = "the profile"
	}
	if row.tool != "" {
		title += " of " + row.tool
	}
	return title
}

// awsKeys are keys that only AWS's config files have, or their beginnings.
var awsKeys = []string{
	"role_arn", "source_profile", "credential_source", "web_identity_token_file", "mfa_serial", "credential_process",
	"aws_access_key_id", "aws_session_token", "sso_", "granted_sso_", "role_session_name",
}

// isAWS reports whether the section is one of AWS's config files, or of a tool
// that writes there.
func (s *iniSection) isAWS() bool {
	if s.has("azure_tenant_id") || s.has("google_config.") || s.has("adfs_config.") || s.has("aws_saml_url") || s.has("aws_session_duration") || s.has("aws_default_duration") {
		return true
	}
	if s.kind != "" && s.kind != "profile" {
		return false
	}
	if s.name == "" { // a run of keys, as assignments of many notations are
		return strings.HasPrefix(s.get("role_arn"), "arn:aws")
	}
	for _, key := range awsKeys {
		if s.has(key) {
			return true
		}
	}
	return false
}

// fits reports whether the row speaks of section s, which is part of p.
func (row *configPlace) fits(s *iniSection, p *awsProfile) bool {
	if row.needs != nil {
		found := false
		for _, key := range row.needs {
			found = found || p.has(key)
		}
		if !found {
			return false
		}
	}
	if row.tool == "" {
		return s.kind != "sso-session" && s.kind != "services" && (s.aws || s.name != "" && p.get("role_arn") != "")
	}
	return true
}

// configRole is the role that a value names.
func configRole(value string) setting.Role {
	value = strings.Trim(value, `"'`)
	if strings.Contains(value, ",") { // a list to choose from
		return setting.Role{}
	}
	if resource, ok := strings.CutPrefix(value, "${aws_iam_role."); ok { // Terraform writes the file
		if name, ok := strings.CutSuffix(resource, ".arn}"); ok && isName(name) {
			return setting.Role{Ref: "aws_iam_role." + name}
		}
	}
	role := setting.RoleFromARN(value)
	if role.Name == "" {
		return setting.Role{}
	}
	return role
}
