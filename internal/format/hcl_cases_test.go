package format

// hclCases are pastes and what is found in them, one line each.
var hclCases = []hclCase{
	{"role literal", `resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  max_session_duration = 43200 # 12 h
}
`, `
role-maximum resource aws_iam_role.deploy literal: 43200 = 43200; role "deploy" "aws_iam_role.deploy"
`},
	{"role quoted and product", `resource "aws_iam_role" "a" {
  max_session_duration = "43200"
}
resource "aws_iam_role" "b" {
  max_session_duration = 60 * 60 * 12
}
resource "aws_iam_role" "c" {
  max_session_duration = (60 * 60)
}
resource "aws_iam_role" "d" {
  max_session_duration = 3600 * 12 + 0
}
resource "aws_iam_role" "e" {
  max_session_duration = "12h"
}
resource "aws_iam_role" "f" {
  max_session_duration = null
}
`, `
role-maximum resource aws_iam_role.a literal: 43200 = 43200; role "" "aws_iam_role.a"
role-maximum resource aws_iam_role.b computed: 60 * 60 * 12 = 43200; role "" "aws_iam_role.b"
role-maximum resource aws_iam_role.c computed: (60 * 60) = 3600; role "" "aws_iam_role.c"
role-maximum resource aws_iam_role.d unknown: 3600 * 12 + 0; role "" "aws_iam_role.d"; : it is arithmetic other than a product of whole numbers; meant 43200
role-maximum resource aws_iam_role.e unknown: 12h; role "" "aws_iam_role.e"; bad-spelling: "12h" is not a whole number of seconds; meant 43200
role-maximum resource aws_iam_role.f unknown: null; role "" "aws_iam_role.f"; default-3600: max_session_duration is null, so AWS takes its default; meant 3600
`},
	{"role absent", `resource "aws_iam_role" "deploy" {
  name = local.name
}
locals {
  name = "ops"
}
`, `
role-maximum resource aws_iam_role.deploy absent: resource "aws_iam_role" "deploy" = 3600; role "ops" "aws_iam_role.deploy"
`},
	{"packer, vault and the other provider of AWS", `source "amazon-ebs" "base" {
  assume_role {
    role_arn         = "arn:aws:iam::123456789012:role/build"
    duration_seconds = 7200
  }
}
source "alicloud-ecs" "base" {
  assume_role {
    duration_seconds = 7200
  }
}
resource "vault_aws_secret_backend_role" "deploy" {
  credential_type = "assumed_role"
  role_arns       = ["arn:aws:iam::123456789012:role/deploy"]
  default_sts_ttl = 14400
  max_sts_ttl     = 43200
}
resource "vault_aws_secret_backend_role" "ops" {
  credential_type = "federation_token"
  default_sts_ttl = 86400
}
resource "awscc_iam_role" "deploy" {
  role_name            = "deploy"
  max_session_duration = 3600
}
provider "awscc" {
  assume_role = {
    role_arn = awscc_iam_role.deploy.arn
    duration = "8h"
  }
}
`, `
assume-role source amazon-ebs.base assume_role literal: 7200 = 7200; role "build" ""
assume-role resource vault_aws_secret_backend_role.deploy literal: 14400 = 14400; role "deploy" ""
role-maximum resource awscc_iam_role.deploy literal: 3600 = 3600; role "deploy" "awscc_iam_role.deploy"
assume-role provider awscc assume_role literal: 8h = 28800; role "deploy" "awscc_iam_role.deploy"
note not-aws: duration_seconds: the alicloud builders assume Alibaba Cloud roles, which AWS's limits do not touch
`},
	{"variable in hours", `variable "hours" {
  type    = number
  default = 12
}
resource "aws_iam_role" "a" {
  max_session_duration = var.hours * 3600
}
resource "aws_iam_role" "b" {
  max_session_duration = 60 * (60 * var.hours)
}
resource "aws_iam_role" "c" {
  max_session_duration = var.hours * 1800
}
`, `
role-maximum resource aws_iam_role.a indirect: var.hours = 43200; role "" "aws_iam_role.a"; variable hours: 12 (2 more)
role-maximum resource aws_iam_role.b indirect: var.hours = 43200; role "" "aws_iam_role.b"; variable hours: 12 (2 more)
role-maximum resource aws_iam_role.c unknown: var.hours * 1800; role "" "aws_iam_role.c"; value-outside-paste: it is worked out from other values when Terraform runs
`},
	{"local to variable, users", `variable "session" { default = "43200" }
locals {
  session = var.session
}
resource "aws_iam_role" "a" {
  max_session_duration = local.session
}
resource "aws_iam_role" "b" {
  max_session_duration = "${var.session}"
}
`, `
role-maximum resource aws_iam_role.a indirect: local.session = 43200; role "" "aws_iam_role.a"; variable session: 43200 (1 more)
role-maximum resource aws_iam_role.b indirect: var.session = 43200; role "" "aws_iam_role.b"; variable session: 43200 (1 more)
`},
	{"circle", `locals {
  a = local.b
  b = local.a
}
resource "aws_iam_role" "a" {
  max_session_duration = local.a
}
`, `
role-maximum resource aws_iam_role.a unknown: local.a; role "" "aws_iam_role.a"; value-outside-paste: local.a has no value that can be read here: the references go round in a circle
`},
	{"values outside", `variable "nodefault" {}
variable "void" { default = null }
resource "aws_iam_role" "a" {
  max_session_duration = var.session
}
resource "aws_iam_role" "b" {
  max_session_duration = var.nodefault
}
resource "aws_iam_role" "c" {
  max_session_duration = var.void
}
resource "aws_iam_role" "d" {
  max_session_duration = each.value.max
}
resource "aws_iam_role" "e" {
  max_session_duration = module.x.max
}
resource "aws_iam_role" "f" {
  max_session_duration = data.x.y.max
}
resource "aws_iam_role" "g" {
  max_session_duration = var.long ? 43200 : 3600
}
resource "aws_iam_role" "h" {
  max_session_duration = lookup(var.x, "y", 3600)
}
resource "aws_iam_role" "i" {
  max_session_duration = var.by_env[var.env]
}
`, `
role-maximum resource aws_iam_role.a unknown: var.session; role "" "aws_iam_role.a"; value-outside-paste: var.session is not defined in this text
role-maximum resource aws_iam_role.b unknown: var.nodefault; role "" "aws_iam_role.b"; value-outside-paste: variable nodefault has no default, and its value is not in this text
role-maximum resource aws_iam_role.c unknown: var.void; role "" "aws_iam_role.c"; value-outside-paste: variable void is null, so its value is set elsewhere or left out
role-maximum resource aws_iam_role.d unknown: each.value.max; role "" "aws_iam_role.d"; value-outside-paste: each.value.max differs for each item of for_each
role-maximum resource aws_iam_role.e unknown: module.x.max; role "" "aws_iam_role.e"; value-outside-paste: module.x.max is another module's output
role-maximum resource aws_iam_role.f unknown: data.x.y.max; role "" "aws_iam_role.f"; value-outside-paste: data.x.y.max is read when Terraform runs
role-maximum resource aws_iam_role.g unknown: var.long ? 43200 : 3600; role "" "aws_iam_role.g"; conditional-value: which value it takes is decided when Terraform runs
role-maximum resource aws_iam_role.h unknown: lookup(var.x, "y", 3600); role "" "aws_iam_role.h"; conditional-value: what lookup() picks is decided when Terraform runs
role-maximum resource aws_iam_role.i unknown: var.by_env[var.env]; role "" "aws_iam_role.i"; conditional-value: which value it takes is decided when Terraform runs
`},
	{"tfvars override", `-- variables.tf --
variable "session" { default = 3600 }
-- main.tf --
resource "aws_iam_role" "a" {
  max_session_duration = var.session
}
-- terraform.tfvars --
session = 7200
-- b.auto.tfvars --
session = 43200
-- a.auto.tfvars --
session = 14400
-- modules/x/variables.tf --
variable "session" { default = 1 }
`, `
role-maximum resource aws_iam_role.a indirect: var.session = 43200; role "" "aws_iam_role.a"; the value given to variable session: 43200
`},
	{"assignment in the paste, given twice", `variable "a" { default = 3600 }
variable "b" { default = 3600 }
a = 43200
b = 1
b = 2
resource "aws_iam_role" "a" {
  max_session_duration = var.a
}
resource "aws_iam_role" "b" {
  max_session_duration = var.b
}
`, `
role-maximum resource aws_iam_role.a indirect: var.a = 43200; role "" "aws_iam_role.a"; the value given to variable a: 43200
role-maximum resource aws_iam_role.b unknown: var.b; role "" "aws_iam_role.b"; value-outside-paste: variable b is given a value in 2 places of this text: line 4, line 5
`},
	{"objects", `variable "role" {
  type    = object({ max = optional(number, 43200), name = string })
  default = {}
}
locals {
  limits = { deploy = { max = 7200 } }
}
resource "aws_iam_role" "a" {
  max_session_duration = var.role.max
}
resource "aws_iam_role" "b" {
  max_session_duration = local.limits["deploy"].max
}
`, `
role-maximum resource aws_iam_role.a indirect: var.role.max = 43200; role "" "aws_iam_role.a"; the type of variable role: 43200
role-maximum resource aws_iam_role.b indirect: local.limits["deploy"].max = 7200; role "" "aws_iam_role.b"; local limits.deploy.max: 7200
`},
	{"modules", `module "deploy" {
  source                    = "x"
  role_name                 = "deploy"
  role_max_session_duration = 43200
}
module "many" {
  roles = {
    ops = { max_session_duration = "7200" }
    dev = { role_name = "dev", iam_role_max_session_duration = 7200 }
  }
  permission_sets = [{ name = "a", session_duration = "PT12H" }]
  other_session_duration = 5
}
module "none" {
  source = "x"
}
`, `
role-maximum module deploy literal: 43200 = 43200; role "deploy" "module.deploy"
role-maximum module many roles.ops.max_session_duration literal: 7200 = 7200; role "" "module.many.roles[\"ops\"]"
role-maximum module many roles.dev.iam_role_max_session_duration literal: 7200 = 7200; role "dev" "module.many.roles[\"dev\"]"
permission-set module many permission_sets.session_duration literal: PT12H = 43200; role "" "module.many.permission_sets[0]"
`},
	{"tfvars and terragrunt", `-- prod.tfvars --
role_max_session_duration=43200
-- terragrunt.hcl --
iam_role                 = "arn:aws:iam::1:role/ci/deploy"
iam_assume_role_duration = 14400
inputs = {
  max_session_duration = 43200
  roles = { a = { max_session_duration = 7200 } }
}
remote_state {
  backend = "s3"
  config = {
    role_arn = "arn:aws:iam::1:role/old"
    assume_role_duration_seconds = 7200
    assume_role = {
      role_arn = "arn:aws:iam::1:role/state"
      duration = "12h"
    }
  }
}
generate "provider" {
  path     = "p.tf"
  contents = <<-EOF
    provider "aws" {
      assume_role {
        role_arn = "arn:aws:iam::${local.account}:role/deploy"
        duration = "8h"
      }
    }
  EOF
}
`, `
role-maximum role_max_session_duration literal: 43200 = 43200
assume-role iam_assume_role_duration literal: 14400 = 14400; role "deploy" ""
role-maximum inputs max_session_duration literal: 43200 = 43200
role-maximum inputs roles.a.max_session_duration literal: 7200 = 7200; role "" "roles[\"a\"]"
assume-role remote_state literal: 7200 = 7200; role "old" ""
assume-role remote_state assume_role literal: 12h = 43200; role "state" ""
assume-role provider aws assume_role literal: 8h = 28800; role "deploy" ""
`},
	{"shell is not ours", `max_session_duration=43200
export role_max_session_duration=43200
aws sts assume-role --duration-seconds 43200
`, `
`},
	{"provider", `provider "aws" {
  alias = "prod"
  assume_role {
    role_arn = aws_iam_role.deploy.arn
    duration = "8h"
  }
  assume_role {
    role_arn = module.ops.iam_role_arn
    duration = "43200"
  }
}
resource "aws_iam_role" "deploy" {
  name                 = "deploy-${terraform.workspace}"
  max_session_duration = 3600
}
provider "aws" {
  token = "x"
  assume_role {
    role_arn         = var.arn
    duration_seconds = 43200
  }
}
provider "aws" {
  assume_role_with_web_identity {
    duration = "12h"
  }
  assume_role {
    duration = "12h"
  }
}
provider "aws" {
  assume_role {
    role_arn = "arn:aws:iam::1:role/x"
  }
}
variable "arn" {
  default = "arn:aws:iam::1:role/path/x"
}
`, `
assume-role provider aws.prod assume_role literal: 8h = 28800; role "" "aws_iam_role.deploy"
assume-role provider aws.prod assume_role unknown: 43200; role "" "module.ops"; missing-unit: "43200" has no unit: write "43200s" or hours, such as "1h"; meant 43200; chained: another assume_role stands before this one
role-maximum resource aws_iam_role.deploy literal: 3600 = 3600; role "" "aws_iam_role.deploy"
assume-role provider aws assume_role literal: 43200 = 43200; role "x" ""; chained: a session token is set, so the credentials are temporary
assume-role-with-web-identity provider aws assume_role_with_web_identity literal: 12h = 43200
assume-role provider aws assume_role literal: 12h = 43200; chained: assume_role_with_web_identity takes a role first
`},
	{"durations misspelled", `provider "aws" {
  assume_role {
    duration = 43200
  }
  assume_role {
    duration = "12 hours"
  }
  assume_role {
    duration = "PT1H"
  }
  assume_role {
    duration = "soon"
  }
  assume_role {
    duration = var.hours * 3600
  }
  assume_role {
    duration = "${var.hours}h"
  }
  assume_role {
    duration = null
  }
}
variable "hours" { default = 12 }
`, `
assume-role provider aws assume_role unknown: 43200; missing-unit: a duration is a quoted text with a unit, such as "1h"; a bare number is refused
assume-role provider aws assume_role unknown: 12 hours; missing-unit: "12 hours" is not a duration as Terraform reads one: write it like "1h30m"; meant 43200; chained: another assume_role stands before this one
assume-role provider aws assume_role unknown: PT1H; missing-unit: "PT1H" is not a duration as Terraform reads one: write it like "1h30m"; meant 3600; chained: another assume_role stands before this one
assume-role provider aws assume_role unknown: soon; missing-unit: "soon" is not a duration as Terraform reads one: write it like "1h30m"; chained: another assume_role stands before this one
assume-role provider aws assume_role unknown: var.hours * 3600; missing-unit: a number stands where a duration with its unit belongs; chained: another assume_role stands before this one
assume-role provider aws assume_role indirect: var.hours = 43200; variable hours: 12 (1 more); chained: another assume_role stands before this one
`},
	{"dynamic", `provider "aws" {
  dynamic "assume_role" {
    for_each = var.roles
    content {
      role_arn = assume_role.value.arn
      duration = assume_role.value.duration
    }
  }
}
provider "aws" {
  dynamic "assume_role" {
    for_each = [1]
    content {
      duration = "12h"
    }
  }
}
`, `
assume-role provider aws assume_role unknown: assume_role.value.duration; value-outside-paste: assume_role.value.duration comes from the list of a dynamic block
assume-role provider aws assume_role literal: 12h = 43200
`},
	{"backends", `terraform {
  backend "s3" {
    bucket = "b"
    assume_role = {
      role_arn = "arn:aws:iam::1:role/state"
      duration = "12h"
    }
  }
}
terraform {
  backend "s3" {
    token = "t"
    role_arn = "arn:aws:iam::1:role/state"
    assume_role_duration_seconds = 43200
    assume_role_with_web_identity = { duration = "2h" }
    assume_role {
      duration = "3h"
    }
  }
}
data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    assume_role = { role_arn = "arn:aws:iam::1:role/r", duration = "4h" }
  }
}
data "terraform_remote_state" "cos" {
  backend = "cos"
  config = {
    assume_role = { duration = "4h" }
  }
}
`, `
assume-role backend s3 assume_role literal: 12h = 43200; role "state" ""
assume-role backend s3 literal: 43200 = 43200; role "state" ""; chained: a session token is set, so the credentials are temporary; chained: assume_role_with_web_identity takes a role first
assume-role-with-web-identity backend s3 assume_role_with_web_identity literal: 2h = 7200
assume-role backend s3 assume_role literal: 3h = 10800; chained: a session token is set, so the credentials are temporary; chained: assume_role_with_web_identity takes a role first
assume-role data terraform_remote_state.net assume_role literal: 4h = 14400; role "r" ""
`},
	{"other session lengths", `resource "aws_ssoadmin_permission_set" "a" {
  session_duration = "PT12H"
}
resource "aws_ssoadmin_permission_set" "b" {
  session_duration = "12h"
}
resource "aws_rolesanywhere_profile" "a" {
  duration_seconds = 3600
}
resource "pagerduty_x" "y" {
  session_duration = "PT12H"
  duration_seconds = 3600
}
`, `
permission-set resource aws_ssoadmin_permission_set.a literal: PT12H = 43200
permission-set resource aws_ssoadmin_permission_set.b unknown: 12h; permission-set-iso8601: "12h" is not an ISO 8601 duration: write it like "PT1H"; meant 43200
roles-anywhere resource aws_rolesanywhere_profile.a literal: 3600 = 3600
`},
	{"strangers", `resource "alicloud_ram_role" "r" {
  max_session_duration = 43200
}
provider "alicloud" {
  assume_role {
    session_expiration = 43200
  }
}
terraform {
  backend "cos" {
    assume_role {
      session_duration = 7200
    }
  }
}
`, `
note not-aws: max_session_duration: alicloud_ram_role is an Alibaba Cloud role, which AWS's limits do not touch
note not-aws: session_expiration: the alicloud provider assumes Alibaba Cloud roles, which AWS's limits do not touch
note not-aws: session_duration: the cos backend assumes Tencent Cloud roles, which AWS's limits do not touch
`},
	{"numbers left alone", `variable "session" {
  validation {
    condition     = var.session <= 43200
    error_message = "max_session_duration must be at most 43200"
  }
}
resource "aws_iam_policy" "p" {
  policy = jsonencode({ Condition = { NumericLessThan = { "aws:MultiFactorAuthAge" = 3600 } } }) # max_session_duration = 43200
}
# resource "aws_iam_role" "x" { max_session_duration = 1 }
`, `
`},
	{"plan output", `Terraform will perform the following actions:

  # aws_iam_role.deploy will be updated in-place
  ~ resource "aws_iam_role" "deploy" {
      ~ max_session_duration = 3600 -> 43200
        name                 = "deploy"
        # (10 unchanged attributes hidden)
    }

Plan: 0 to add, 1 to change, 0 to destroy.
`, `
role-maximum the role as the plan shows it literal: 3600 = 3600; role "deploy" ""; output
note output-not-source: max_session_duration: this is a plan's output or a diff, which is not the source
`},
	{"state show", `# aws_iam_role.deploy:
resource "aws_iam_role" "deploy" {
    create_date          = "2024-01-01T00:00:00Z"
    max_session_duration = 7200
    name                 = "deploy"
}
`, `
role-maximum resource aws_iam_role.deploy literal: 7200 = 7200; role "deploy" "aws_iam_role.deploy"; output
`},
	{"broken block keeps the others", `resource "aws_iam_role" "a" {
  max_session_duration = 43200
  tags = {

resource "aws_iam_role" "b" {
  max_session_duration = 7200
}

provider "aws" {
  assume_role {
    duration = "12h"
    role_arn = "x
  }
}
`, `
role-maximum resource aws_iam_role.a literal: 43200 = 43200; role "" "aws_iam_role.a"; broken
role-maximum resource aws_iam_role.b literal: 7200 = 7200; role "" "aws_iam_role.b"
assume-role provider aws assume_role literal: 12h = 43200; role "" ""; broken
problem line 1: this block has no matching closing brace
problem line 12: this does not parse: invalid multi-line string
`},
	{"a brace too many", `resource "aws_iam_role" "a" {
  tags = {}
  }
  max_session_duration = 43200
}
`, `
role-maximum max_session_duration literal: 43200 = 43200; broken
`},
	{"markdown", "Hi, this fails:\n" + "\n" + "```hcl\n" + "resource \"aws_iam_role\" \"a\" {\n" + "  max_session_duration = 43200\n" + "}\n" + "```\n" + "The error is {\n", `
role-maximum resource aws_iam_role.a literal: 43200 = 43200; role "" "aws_iam_role.a"
`},
	{"trust document", `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    condition {
      test     = "NumericLessThanEquals"
      variable = "sts:DurationSeconds"
      values   = ["3600"]
    }
  }
  statement {
    effect  = "Deny"
    actions = ["sts:GetWebIdentityToken"]
    condition {
      test     = "NumericGreaterThan"
      variable = "sts:DurationSeconds"
      values   = ["300"]
    }
  }
}
`, `
clause data aws_iam_policy_document.trust Allow NumericLessThanEquals: sts:DurationSeconds
`},
	{"trust in jsonencode and heredoc", `resource "aws_iam_role" "a" {
  max_session_duration = 7200
  assume_role_policy = jsonencode({
    Statement = [{
      Effect = "Allow"
      Action = "sts:AssumeRole"
      Condition = {
        NumericLessThanEquals = { "sts:DurationSeconds" = "3600" }
      }
    }]
  })
}
resource "aws_iam_role" "b" {
  max_session_duration = 7200
  assume_role_policy = <<EOF
{
  "Statement": {
    "Effect": "Deny",
    "Action": ["sts:AssumeRoleWithSAML"],
    "Principal": "${var.p}",
    "Condition": {"NumericGreaterThan": {"sts:DurationSeconds": 3600}}
  }
}
EOF
}
`, `
role-maximum resource aws_iam_role.a literal: 7200 = 7200; role "" "aws_iam_role.a"
role-maximum resource aws_iam_role.b literal: 7200 = 7200; role "" "aws_iam_role.b"
clause resource aws_iam_role.a Allow NumericLessThanEquals: sts:DurationSeconds
clause resource aws_iam_role.b Deny NumericGreaterThan: sts:DurationSeconds
`},
	{"no-break spaces", "resource\u00a0\"aws_iam_role\" \"a\" {\n" + "\u00a0\u00a0max_session_duration\u00a0= 43200\n" + "}\n", `
role-maximum resource aws_iam_role.a literal: 43200 = 43200; role "" "aws_iam_role.a"
`},
}
