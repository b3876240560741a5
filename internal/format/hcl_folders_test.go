package format

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// hclFolders are several files of several folders, and what is found in them.
var hclFolders = []hclCase{
	{"a module's argument decides", `-- main.tf --
module "deploy" {
  source    = "./modules/role"
  role_name = "deploy"
  session   = 43200
}
provider "aws" {
  assume_role {
    role_arn = module.deploy.arn
    duration = "1h"
  }
}
-- modules/role/main.tf --
variable "role_name" {}
variable "session" {
  default = 3600
}
resource "aws_iam_role" "this" {
  name                 = var.role_name
  max_session_duration = var.session
}
output "arn" {
  value = aws_iam_role.this.arn
}
`, `
assume-role provider aws assume_role literal: 1h = 3600; role "deploy" "module.deploy.aws_iam_role.this"
role-maximum resource module.deploy.aws_iam_role.this indirect: var.session = 43200; role "deploy" "module.deploy.aws_iam_role.this"; argument session of module.deploy: 43200
`},
	{"a module's argument comes from a file of values", `-- live/main.tf --
variable "session" {
  default = 3600
}
module "deploy" {
  source               = "../modules/role"
  max_session_duration = var.session
}
-- live/terraform.tfvars --
session = 7200
-- modules/role/main.tf --
variable "max_session_duration" {
  default = 3600
}
resource "aws_iam_role" "this" {
  name                 = "ci"
  max_session_duration = var.max_session_duration
}
`, `
role-maximum resource module.deploy.aws_iam_role.this indirect: var.max_session_duration = 7200; role "ci" "module.deploy.aws_iam_role.this"; the value given to variable session: 7200
`},
	{"two calls of one module", `-- main.tf --
module "dev" {
  source    = "./modules/role"
  role_name = "dev"
  session   = 3600
}
module "prod" {
  source    = "./modules/role"
  role_name = "prod"
  session   = var.prod
}
module "test" {
  source    = "./modules/role"
  role_name = "test"
}
variable "prod" {
  default = 7200
}
-- modules/role/main.tf --
variable "role_name" {}
variable "session" {
  default = 3600
  validation {
    condition     = var.session <= 14400
    error_message = "too long"
  }
}
resource "aws_iam_role" "this" {
  name                 = var.role_name
  max_session_duration = var.session
}
`, `
role-maximum resource module.dev.aws_iam_role.this indirect: var.session = 3600; role "dev" "module.dev.aws_iam_role.this"; argument session of module.dev: 3600
role-maximum resource module.prod.aws_iam_role.this indirect: var.session = 7200; role "prod" "module.prod.aws_iam_role.this"; variable prod: 7200
role-maximum resource module.test.aws_iam_role.this indirect: var.session = 3600; role "test" "module.test.aws_iam_role.this"; variable session: 3600
`},
	{"for_each over a map", `-- main.tf --
locals {
  roles = {
    deploy = { session = 43200 }
    build  = { session = 3600 }
    docs   = {}
  }
}
resource "aws_iam_role" "ci" {
  for_each             = local.roles
  name                 = each.key
  max_session_duration = try(each.value.session, 3600)
}
resource "aws_iam_role" "plain" {
  for_each             = toset(["one", "two"])
  name                 = "x-${each.key}"
  max_session_duration = 3600
}
provider "aws" {
  assume_role {
    role_arn = aws_iam_role.ci["deploy"].arn
    duration = "12h"
  }
}
provider "aws" {
  alias = "two"
  assume_role {
    role_arn = aws_iam_role.plain["two"].arn
    duration = "2h"
  }
}
`, `
role-maximum resource aws_iam_role.ci["deploy"] indirect: try(each.value.session, 3600) = 43200; role "deploy" "aws_iam_role.ci[\"deploy\"]"; item "deploy": 43200
role-maximum resource aws_iam_role.ci["build"] indirect: try(each.value.session, 3600) = 3600; role "build" "aws_iam_role.ci[\"build\"]"; item "build": 3600
role-maximum resource aws_iam_role.ci["docs"] unknown: try(each.value.session, 3600); role "docs" "aws_iam_role.ci[\"docs\"]"; conditional-value: item "docs" of for_each does not set it, so the fallback of try() holds
role-maximum resource aws_iam_role.plain["one"] literal: 3600 = 3600; role "x-one" "aws_iam_role.plain[\"one\"]"
role-maximum resource aws_iam_role.plain["two"] literal: 3600 = 3600; role "x-two" "aws_iam_role.plain[\"two\"]"
assume-role provider aws assume_role literal: 12h = 43200; role "deploy" "aws_iam_role.ci[\"deploy\"]"
assume-role provider aws.two assume_role literal: 2h = 7200; role "x-two" "aws_iam_role.plain[\"two\"]"
`},
	{"for_each over a variable with defaults of its type", `-- main.tf --
variable "roles" {
  type = map(object({
    session = optional(number, 43200)
  }))
  default = {
    deploy = {}
    build  = { session = 7200 }
  }
}
module "role" {
  source   = "./role"
  for_each = var.roles
  name     = each.key
  session  = each.value.session
}
-- role/main.tf --
variable "name" {}
variable "session" {}
resource "aws_iam_role" "this" {
  name                 = var.name
  max_session_duration = var.session
}
`, `
role-maximum resource module.role["deploy"].aws_iam_role.this indirect: var.session = 43200; role "deploy" "module.role[\"deploy\"].aws_iam_role.this"; the type of variable roles: 43200
role-maximum resource module.role["build"].aws_iam_role.this indirect: var.session = 7200; role "build" "module.role[\"build\"].aws_iam_role.this"; item "build": 7200
`},
	{"Terragrunt units", `-- live/dev/terragrunt.hcl --
terraform {
  source = "${get_repo_root()}//modules/role"
}
inputs = {
  session = 3600
}
-- live/prod/terragrunt.hcl --
terraform {
  source = "../../modules//role"
}
inputs = merge(local.common, {
  session = 7200
})
-- live/test/terragrunt.hcl --
terraform {
  source = "../../modules/role"
}
inputs = merge({ session = 7200 }, local.common)
-- modules/role/main.tf --
variable "session" {
  default = 43200
}
resource "aws_iam_role" "this" {
  name                 = "ci"
  max_session_duration = var.session
}
`, `
role-maximum resource aws_iam_role.this in live/dev indirect: var.session = 3600; role "ci" "aws_iam_role.this"; argument session of the Terragrunt unit live/dev: 3600
role-maximum resource aws_iam_role.this in live/prod indirect: var.session = 7200; role "ci" "aws_iam_role.this"; argument session of the Terragrunt unit live/prod: 7200
role-maximum resource aws_iam_role.this in live/test unknown: var.session; role "ci" "aws_iam_role.this"; value-outside-paste: what the Terragrunt unit live/test gives to variable session cannot be told from this text
`},
	{"the command and the environment decide", `-- main.tf --
variable "a" {
  default = 3600
}
variable "b" {
  default = 3600
}
variable "c" {
  default = 3600
}
variable "d" {
  default = 3600
}
resource "aws_iam_role" "a" {
  max_session_duration = var.a
}
resource "aws_iam_role" "b" {
  max_session_duration = var.b
}
resource "aws_iam_role" "c" {
  max_session_duration = var.c
}
resource "aws_iam_role" "d" {
  max_session_duration = var.d
}
-- env/prod.tfvars --
c = 7200
-- env/dev.tfvars --
c = 10800
-- ci.sh --
export TF_VAR_a=43200
# export TF_VAR_d=43200
terraform apply -var 'b=7200' -var-file=env/prod.tfvars
`, `
role-maximum resource aws_iam_role.a unknown: var.a; role "" "aws_iam_role.a"; conditional-value: TF_VAR_a gives variable a its value, on line 1 of ci.sh
role-maximum resource aws_iam_role.b unknown: var.b; role "" "aws_iam_role.b"; conditional-value: -var gives variable b its value, on line 3 of ci.sh
role-maximum resource aws_iam_role.c indirect: var.c = 7200; role "" "aws_iam_role.c"; the value given to variable c: 7200
role-maximum resource aws_iam_role.d indirect: var.d = 3600; role "" "aws_iam_role.d"; variable d: 3600
`},
	{"a file of values that is not here", `-- main.tf --
variable "a" {
  default = 3600
}
resource "aws_iam_role" "a" {
  max_session_duration = var.a
}
-- ci.sh --
terraform apply -var-file="env/$ENV.tfvars"
`, `
role-maximum resource aws_iam_role.a unknown: var.a; role "" "aws_iam_role.a"; value-outside-paste: a command passes -var-file=$ENV.tfvars, which may set variable a and is not in this text
`},
	{"two files of values", `-- main.tf --
variable "a" {
  default = 3600
}
resource "aws_iam_role" "a" {
  max_session_duration = var.a
}
-- env/dev.tfvars --
a = 3600
-- env/prod.tfvars --
a = 7200
`, `
role-maximum resource aws_iam_role.a with env/dev.tfvars indirect: var.a = 3600; role "" "aws_iam_role.a"; the value given to variable a: 3600
role-maximum resource aws_iam_role.a with env/prod.tfvars indirect: var.a = 7200; role "" "aws_iam_role.a"; the value given to variable a: 7200
`},
	{"a circle of modules", `-- a/main.tf --
module "b" {
  source = "../b"
  session = var.session
}
variable "session" {}
-- b/main.tf --
module "a" {
  source = "../a"
  session = var.session
}
variable "session" {
  default = 3600
}
resource "aws_iam_role" "x" {
  max_session_duration = var.session
}
`, `
role-maximum resource aws_iam_role.x unknown: var.session; role "" "aws_iam_role.x"; conditional-value: the module that declares variable session is called in too many ways
`},
	{"a paste of a module and its caller", `module "deploy" {
  source  = "./modules/role"
  session = 43200
}
variable "session" {
  default = 3600
}
resource "aws_iam_role" "this" {
  max_session_duration = var.session
}
`, `
role-maximum resource aws_iam_role.this unknown: var.session; role "" "aws_iam_role.this"; conditional-value: module.deploy in this text gives its own session a value: give each file its name, so that it is clear which of them is meant
`},
}

func TestLocateHCLFolders(t *testing.T) { runHCLCases(t, hclFolders) }

// FuzzLocateHCLFolders wants every value of several files read again from its
// own bytes, whatever refers to it from where.
func FuzzLocateHCLFolders(f *testing.F) {
	for _, test := range hclFolders {
		f.Add(test.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || len(text) > 1<<14 {
			t.Skip()
		}
		hclShow(t, locateHCL(hclDocs(t, text)))
	})
}
