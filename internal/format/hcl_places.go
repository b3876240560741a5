package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// An hclPlace is one place where Terraform or Terragrunt keeps a session
// length. A new place is a new row.
type hclPlace struct {
	block string // the block's type and labels, "*" for any rest of a label; "" for an attribute of the file
	path  string // the groups inside it, "/" between them, "" for the block itself
	key   string // the attribute; a leading "*" stands for any beginning, "" too
	kind  setting.Kind
	limit *setting.Limit
	unit  setting.Unit
}

// hclPlaces lists them; the first stands for all of hclRoleTypes. Names read
// from the providers' schemas, the S3 backend of Terraform 1.5 to 1.11 and
// OpenTofu, Packer's amazon plugin, and Terragrunt's reference, 2026-11-23.
var hclPlaces = []hclPlace{
	{"resource aws_iam_role *", "", "max_session_duration", setting.Cap, setting.RoleMaximum, setting.InSeconds},
	{"module *", "", "*max_session_duration", setting.Cap, setting.RoleMaximum, setting.InSeconds},
	{"", "", "*max_session_duration", setting.Cap, setting.RoleMaximum, setting.InSeconds},

	{"resource aws_ssoadmin_permission_set *", "", "session_duration", setting.Request, setting.PermissionSet, setting.ISO8601},
	{"module *", "", "session_duration", setting.Request, setting.PermissionSet, setting.ISO8601},
	{"resource aws_rolesanywhere_profile *", "", "duration_seconds", setting.Request, setting.RolesAnywhere, setting.InSeconds},
	{"resource spacelift_aws_integration *", "", "duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds},
	{"resource vault_aws_secret_backend_role *", "", "default_sts_ttl", setting.Request, setting.AssumeRole, setting.InSeconds},

	{"source amazon-* *", "assume_role", "duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds}, // Packer
	{"data amazon-* *", "assume_role", "duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds},

	{"provider aws", "assume_role", "duration", setting.Request, setting.AssumeRole, setting.GoDuration},
	{"provider aws", "assume_role", "duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds},
	{"provider aws", "assume_role_with_web_identity", "duration", setting.Request, setting.AssumeRoleWithWebIdentity, setting.GoDuration},
	{"provider awscc", "assume_role", "duration", setting.Request, setting.AssumeRole, setting.GoDuration},
	{"provider awscc", "assume_role_with_web_identity", "duration", setting.Request, setting.AssumeRoleWithWebIdentity, setting.GoDuration},

	{"terraform", "backend s3/assume_role", "duration", setting.Request, setting.AssumeRole, setting.GoDuration},
	{"terraform", "backend s3/assume_role_with_web_identity", "duration", setting.Request, setting.AssumeRoleWithWebIdentity, setting.GoDuration},
	{"terraform", "backend s3", "assume_role_duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds},

	{"data terraform_remote_state *", "config/assume_role", "duration", setting.Request, setting.AssumeRole, setting.GoDuration},
	{"data terraform_remote_state *", "config/assume_role_with_web_identity", "duration", setting.Request, setting.AssumeRoleWithWebIdentity, setting.GoDuration},
	{"data terraform_remote_state *", "config", "assume_role_duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds},

	{"remote_state", "config/assume_role", "duration", setting.Request, setting.AssumeRole, setting.GoDuration},
	{"remote_state", "config/assume_role_with_web_identity", "duration", setting.Request, setting.AssumeRoleWithWebIdentity, setting.GoDuration},
	{"remote_state", "config", "assume_role_duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds},
	{"", "", "iam_assume_role_duration", setting.Request, setting.AssumeRole, setting.InSeconds},
}

func (row *hclPlace) holds(p *hclPiece) bool { return p.reads(row.block) }

// reads reports whether the header of p is block, "*" standing for any label,
// or any rest of one.
// For block "" it reports whether p is an attribute.
func (p *hclPiece) reads(block string) bool {
	name, rest, more := strings.Cut(block, " ")
	if block == "" || !p.isBlock() || p.name() != name {
		return block == "" && !p.isBlock()
	}
	labels := 0
	for ; more; labels++ {
		var label string
		label, rest, more = strings.Cut(rest, " ")
		if begin, any := strings.CutSuffix(label, "*"); label != p.word(labels) && !(any && strings.HasPrefix(p.word(labels), begin)) {
			return false
		}
	}
	return labels == p.count
}

func (row *hclPlace) names(key string) bool {
	if end, ok := strings.CutPrefix(row.key, "*"); ok {
		return strings.HasSuffix(key, end)
	}
	return row.key == key
}

// An hclRoleType is a resource type that defines an IAM role. Both have an
// optional max_session_duration in seconds.
type hclRoleType struct{ word, name string } // name is the attribute that names the role

var hclRoleTypes = []hclRoleType{{"aws_iam_role", "name"}, {"awscc_iam_role", "role_name"}}

// hclRoleOf is the role type that a resource's first label names, or nil.
func hclRoleOf(text string, it *hclItem) *hclRoleType {
	for i := range hclRoleTypes {
		if it.is(text, "resource", hclRoleTypes[i].word, "*") {
			return &hclRoleTypes[i]
		}
	}
	return nil
}

// An hclStranger is a block of another product that uses the same words.
type hclStranger struct {
	block, path, key string // as in hclPlace
	words            string // a clause: whose roles these are
}

// hclStrangers lists them.
var hclStrangers = []hclStranger{
	{"provider alicloud", "assume_role", "session_expiration", "the alicloud provider assumes Alibaba Cloud roles"},
	{"provider tencentcloud", "assume_role", "session_duration", "the tencentcloud provider assumes Tencent Cloud roles"},
	{"provider volcengine", "assume_role", "duration_seconds", "the volcengine provider assumes Volcengine roles"},
	{"provider minio", "assume_role", "duration_seconds", "MinIO has a token service of its own"},
	{"source alicloud-* *", "assume_role", "duration_seconds", "the alicloud builders assume Alibaba Cloud roles"},
	{"terraform", "backend cos/assume_role", "session_duration", "the cos backend assumes Tencent Cloud roles"},
	{"terraform", "backend oss/assume_role", "session_expiration", "the oss backend assumes Alibaba Cloud roles"},
	{"resource alicloud_ram_role *", "", "max_session_duration", "alicloud_ram_role is an Alibaba Cloud role"},
	{"resource volcengine_iam_role *", "", "max_session_duration", "volcengine_iam_role is a Volcengine role"},
	{"resource tencentcloud_cam_role *", "", "session_duration", "tencentcloud_cam_role is a Tencent Cloud role"},
	{"resource byteplus_iam_role *", "", "max_session_duration", "byteplus_iam_role is a BytePlus role"},
}
