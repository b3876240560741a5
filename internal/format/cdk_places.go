package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// A cdkClass is a construct or resource that has a session length as a
// property. A new class is a new row.
type cdkClass struct {
	name      string // without New before it, and Props or Args behind it
	qualifier string // what the module it is named with has in its name; "" for any, and for none
	property  cdkKey
	kind      setting.Kind
	limit     *setting.Limit
	unit      setting.Unit // of a plain value
	named     cdkKey       // the property that names the role
	absent    bool         // left out, it stands for the limit's default and may be written
}

// cdkClasses lists them. Names read 2026-11-25 from the API references of
// aws-cdk-lib 2, pulumi-aws 7 and the CDK for Terraform's AWS provider.
var cdkClasses = []cdkClass{
	{"Role", "iam", keyMaximum, setting.Cap, setting.RoleMaximum, setting.InSeconds, keyRoleName, true},
	{"LazyRole", "iam", keyMaximum, setting.Cap, setting.RoleMaximum, setting.InSeconds, keyRoleName, true},
	{"CfnRole", "", keyMaximum, setting.Cap, setting.RoleMaximum, setting.InSeconds, keyRoleName, true},
	{"IamRole", "", keyMaximum, setting.Cap, setting.RoleMaximum, setting.InSeconds, keyRoleName, true},

	{"PermissionSet", "sso", keySession, setting.Request, setting.PermissionSet, setting.ISO8601, "", false},
	{"CfnPermissionSet", "", keySession, setting.Request, setting.PermissionSet, setting.ISO8601, "", false},
	{"SsoadminPermissionSet", "", keySession, setting.Request, setting.PermissionSet, setting.ISO8601, "", false},

	{"Profile", "rolesanywhere", keySeconds, setting.Request, setting.RolesAnywhere, setting.InSeconds, "", false},
	{"CfnProfile", "", keySeconds, setting.Request, setting.RolesAnywhere, setting.InSeconds, "", false},
	{"RolesanywhereProfile", "", keySeconds, setting.Request, setting.RolesAnywhere, setting.InSeconds, "", false},
}

// A cdkKey is a property, whatever the language's way to write its name.
type cdkKey string

const (
	keyMaximum  cdkKey = "maximum"
	keySession  cdkKey = "session"
	keySeconds  cdkKey = "seconds"
	keyDuration cdkKey = "duration"
	keyRoleName cdkKey = "role name"
	keyRoleARN  cdkKey = "role ARN"
	keyTrust    cdkKey = "trust" // every role has one of these
)

// cdkKeyOf is the property that a name is, "" if it is none that matters.
func cdkKeyOf(name string) cdkKey {
	switch name {
	case "maxSessionDuration", "max_session_duration", "MaxSessionDuration":
		return keyMaximum
	case "sessionDuration", "session_duration", "SessionDuration":
		return keySession
	case "durationSeconds", "duration_seconds", "DurationSeconds":
		return keySeconds
	case "duration", "Duration":
		return keyDuration
	case "roleName", "role_name", "RoleName", "name", "Name":
		return keyRoleName
	case "roleArn", "role_arn", "RoleArn":
		return keyRoleARN
	case "assumedBy", "assumed_by", "AssumedBy", "assumeRolePolicy", "assume_role_policy", "AssumeRolePolicy",
		"assumeRolePolicyDocument", "assume_role_policy_document", "AssumeRolePolicyDocument":
		return keyTrust
	}
	return ""
}

// cdkClassOf is the row of a class, of the function that makes one in Go, or
// of the type of its properties.
func cdkClassOf(name string) *cdkClass {
	name = strings.TrimPrefix(name, "New")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "Args"), "Props")
	for i := range cdkClasses {
		if cdkClasses[i].name == name {
			return &cdkClasses[i]
		}
	}
	return nil
}

// otherClouds are modules whose roles are not IAM's.
var otherClouds = []string{"alicloud", "ram", "cam", "volcengine", "tencentcloud", "byteplus", "huaweicloud", "ucloud", "minio", "gcp", "azure", "kubernetes", "k8s", "rbac", "vault", "ibm", "oci"}

// assertions are functions of tests: what they hold is compared, not made.
var assertions = []string{
	"hasResource", "hasResourceProperties", "allResourcesProperties", "resourcePropertiesCountIs", "findResources", "objectLike", "objectEquals",
	"has_resource", "has_resource_properties", "all_resources_properties", "resource_properties_count_is", "find_resources", "object_like", "object_equals",
	"HasResource", "HasResourceProperties", "toMatchObject", "toEqual", "toStrictEqual", "toHaveBeenCalledWith", "toHaveResource", "toHaveResourceLike", "haveResource", "haveResourceLike",
}
