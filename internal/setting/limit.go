package setting

// A Limit is what AWS accepts for one kind of session length: a row of facts.
type Limit struct {
	ID      string // stable: "assume-role"
	Title   string // in a sentence: "an AssumeRole session"
	API     string // "sts:AssumeRole", the operation that takes it
	Field   string // "DurationSeconds", the operation's own name for it
	Min     Seconds
	Max     Seconds
	Default Seconds // what AWS takes when the field is left out
	ByRole  bool    // the role's own maximum caps it too
	Chained bool    // role chaining caps it at ChainedMax
	Explain string  // the key that explains a limit of its own kind; "" for the common ones
	Source  string  // the page it was read from
	Checked string  // the day it was read
}

// ChainedMax is the longest session that role chaining can have; no setting
// raises it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
const ChainedMax Seconds = 3600

const (
	stsAPI    = "https://docs.aws.amazon.com/STS/latest/APIReference/"
	iamAPI    = "https://docs.aws.amazon.com/IAM/latest/APIReference/"
	checkedOn = "2026-11-23"
)

// The limits that formats name in their spellings.
var (
	AssumeRole = &Limit{
		ID: "assume-role", Title: "an AssumeRole session", API: "sts:AssumeRole", Field: "DurationSeconds",
		Min: 900, Max: 43200, Default: 3600, ByRole: true, Chained: true,
		Source: stsAPI + "API_AssumeRole.html", Checked: checkedOn,
	}
	AssumeRoleWithSAML = &Limit{
		ID: "assume-role-with-saml", Title: "an AssumeRoleWithSAML session", API: "sts:AssumeRoleWithSAML", Field: "DurationSeconds",
		Min: 900, Max: 43200, Default: 3600, ByRole: true,
		Source: stsAPI + "API_AssumeRoleWithSAML.html", Checked: checkedOn,
	}
	AssumeRoleWithWebIdentity = &Limit{
		ID: "assume-role-with-web-identity", Title: "an AssumeRoleWithWebIdentity session", API: "sts:AssumeRoleWithWebIdentity", Field: "DurationSeconds",
		Min: 900, Max: 43200, Default: 3600, ByRole: true,
		Source: stsAPI + "API_AssumeRoleWithWebIdentity.html", Checked: checkedOn,
	}
	AssumeRoot = &Limit{
		ID: "assume-root", Title: "an AssumeRoot session", API: "sts:AssumeRoot", Field: "DurationSeconds",
		Min: 0, Max: 900, Default: 900, Explain: "assume-root-900",
		Source: stsAPI + "API_AssumeRoot.html", Checked: checkedOn,
	}
	GetSessionToken = &Limit{
		ID: "get-session-token", Title: "a GetSessionToken session", API: "sts:GetSessionToken", Field: "DurationSeconds",
		Min: 900, Max: 129600, Default: 43200, Explain: "get-session-token-129600",
		Source: stsAPI + "API_GetSessionToken.html", Checked: checkedOn,
	}
	GetFederationToken = &Limit{
		ID: "get-federation-token", Title: "a GetFederationToken session", API: "sts:GetFederationToken", Field: "DurationSeconds",
		Min: 900, Max: 129600, Default: 43200, Explain: "get-session-token-129600",
		Source: stsAPI + "API_GetFederationToken.html", Checked: checkedOn,
	}
	GetWebIdentityToken = &Limit{
		ID: "get-web-identity-token", Title: "a GetWebIdentityToken token", API: "sts:GetWebIdentityToken", Field: "DurationSeconds",
		Min: 60, Max: 3600, Default: 300, Explain: "get-web-identity-token-60-3600",
		Source: stsAPI + "API_GetWebIdentityToken.html", Checked: checkedOn,
	}
	RoleMaximum = &Limit{
		ID: "role-maximum", Title: "a role's maximum session", API: "iam:UpdateRole", Field: "MaxSessionDuration",
		Min: 3600, Max: 43200, Default: 3600,
		Source: iamAPI + "API_UpdateRole.html", Checked: checkedOn,
	}
	PermissionSet = &Limit{
		ID: "permission-set", Title: "a permission set's session", API: "sso-admin:CreatePermissionSet", Field: "SessionDuration",
		Min: 3600, Max: 43200, Default: 3600, Explain: "permission-set-iso8601",
		Source: "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html", Checked: checkedOn,
	}
	RolesAnywhere = &Limit{
		ID: "roles-anywhere", Title: "a Roles Anywhere profile's session", API: "rolesanywhere:CreateProfile", Field: "durationSeconds",
		Min: 900, Max: 43200, Default: 3600, Explain: "roles-anywhere",
		Source: "https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html", Checked: checkedOn,
	}
	// OtherService stands for services that take the same word with limits of
	// their own (CodeArtifact, Redshift, Lake Formation): seen, never judged.
	OtherService = &Limit{
		ID: "other-service", Title: "another service's duration", Explain: "not-sts",
		Source: "https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetAuthorizationToken.html", Checked: checkedOn,
	}
)

// Limits lists every row, for the documentation and its tests.
var Limits = []*Limit{
	AssumeRole, AssumeRoleWithSAML, AssumeRoleWithWebIdentity, AssumeRoot,
	GetSessionToken, GetFederationToken, GetWebIdentityToken,
	RoleMaximum, PermissionSet, RolesAnywhere, OtherService,
}
