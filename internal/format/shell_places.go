package format

import "stackengine.dev/sandbox/internal/setting"

// A shellPlace is an operation of the AWS CLI that takes a session length. A new
// operation is a new row.
type shellPlace struct {
	service, operation string
	flag               string
	least              int // bytes of flag that tell it from others: version 1 accepts abbreviations
	kind               setting.Kind
	limit              *setting.Limit
	role               string // the flag that names the role, "" if none
	absent             bool   // left out, it stands for the limit's default and may be written
	unit               setting.Unit
}

const durationFlag, maximumFlag = "--duration-seconds", "--max-session-duration"

// shellPlaces lists them. Read 2026-11-25 from the AWS CLI command reference.
var shellPlaces = []shellPlace{
	{"sts", "assume-role", durationFlag, 5, setting.Request, setting.AssumeRole, "--role-arn", false, setting.InSeconds},
	{"sts", "assume-role-with-saml", durationFlag, 5, setting.Request, setting.AssumeRoleWithSAML, "--role-arn", false, setting.InSeconds},
	{"sts", "assume-role-with-web-identity", durationFlag, 5, setting.Request, setting.AssumeRoleWithWebIdentity, "--role-arn", false, setting.InSeconds},
	{"sts", "assume-root", durationFlag, 5, setting.Request, setting.AssumeRoot, "", false, setting.InSeconds},
	{"sts", "get-session-token", durationFlag, 5, setting.Request, setting.GetSessionToken, "", false, setting.InSeconds},
	{"sts", "get-federation-token", durationFlag, 5, setting.Request, setting.GetFederationToken, "", false, setting.InSeconds},
	{"sts", "get-web-identity-token", durationFlag, 5, setting.Request, setting.GetWebIdentityToken, "", false, setting.InSeconds},
	{"iam", "create-role", maximumFlag, 7, setting.Cap, setting.RoleMaximum, "--role-name", true, setting.InSeconds},
	{"iam", "update-role", maximumFlag, 4, setting.Cap, setting.RoleMaximum, "--role-name", false, setting.InSeconds},
	{"sso-admin", "create-permission-set", "--session-duration", 9, setting.Request, setting.PermissionSet, "", false, setting.ISO8601},
	{"sso-admin", "update-permission-set", "--session-duration", 9, setting.Request, setting.PermissionSet, "", false, setting.ISO8601},
	{"rolesanywhere", "create-profile", durationFlag, 4, setting.Request, setting.RolesAnywhere, "", false, setting.InSeconds},
	{"rolesanywhere", "update-profile", durationFlag, 4, setting.Request, setting.RolesAnywhere, "", false, setting.InSeconds},
}
