package format

import "stackengine.dev/sandbox/internal/setting"

// A winPlace is a cmdlet of AWS Tools for PowerShell that takes a session
// length. A new cmdlet is a new row.
type winPlace struct {
	cmdlet, name string // small letters; name is how it is spelled
	parameter    string
	role         string // the parameter that names the role
	kind         setting.Kind
	limit        *setting.Limit
	absent       bool // left out, it stands for the limit's default and may be written
}

const cmdletDuration, cmdletMaximum = "-DurationInSeconds", "-MaxSessionDuration"

// winPlaces lists them. Read 2026-11-25 from the AWS Tools for PowerShell
// cmdlet reference, https://docs.aws.amazon.com/powershell/latest/reference/.
var winPlaces = []winPlace{
	{"use-stsrole", "Use-STSRole", cmdletDuration, "-RoleArn", setting.Request, setting.AssumeRole, false},
	{"use-stsrolewithsaml", "Use-STSRoleWithSAML", cmdletDuration, "-RoleArn", setting.Request, setting.AssumeRoleWithSAML, false},
	{"use-stswebidentityrole", "Use-STSWebIdentityRole", cmdletDuration, "-RoleArn", setting.Request, setting.AssumeRoleWithWebIdentity, false},
	{"use-stsroot", "Use-STSRoot", cmdletDuration, "", setting.Request, setting.AssumeRoot, false},
	{"get-stssessiontoken", "Get-STSSessionToken", cmdletDuration, "", setting.Request, setting.GetSessionToken, false},
	{"get-stsfederationtoken", "Get-STSFederationToken", cmdletDuration, "", setting.Request, setting.GetFederationToken, false},
	{"new-iamrole", "New-IAMRole", cmdletMaximum, "-RoleName", setting.Cap, setting.RoleMaximum, true},
	{"update-iamrole", "Update-IAMRole", cmdletMaximum, "-RoleName", setting.Cap, setting.RoleMaximum, false},
}
