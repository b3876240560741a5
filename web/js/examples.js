// Texts to start from, of the kinds people really paste.

import { el, fill } from "./dom.js";
import { textOf } from "./text.js";

const role = `resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
`;

/**
 * @typedef {{title: string, text?: string, files?: {name: string, text: string}[],
 *   options?: Partial<import("./wire.js").Options>}} Example with a text, or with files
 */

/** @type {Example[]} */
export const examples = [
  {
    title: "AWS CLI asks for 12 hours",
    text: `$ aws sts assume-role \\
    --role-arn arn:aws:iam::123456789012:role/deploy \\
    --role-session-name release-42 \\
    --duration-seconds 43200

An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.
`,
  },
  { title: "Role without a maximum, 4 hours wanted", text: role, options: { requested: 14400 } },
  {
    title: "Role and caller in one paste",
    text: `resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

# the pipeline's step
aws sts assume-role --role-arn arn:aws:iam::123456789012:role/deploy \\
  --role-session-name ci --duration-seconds 14400
`,
  },
  {
    title: "Terraform provider with a duration",
    text: `provider "aws" {
  region = "eu-central-1"

  assume_role {
    role_arn     = "arn:aws:iam::123456789012:role/terraform"
    session_name = "terraform"
    duration     = "12h"
  }
}
`,
  },
  {
    title: "Role chaining: error and configuration",
    text: `╷
│ Error: Cannot assume IAM Role
│
│   with provider["registry.terraform.io/hashicorp/aws"],
│   on providers.tf line 1, in provider "aws":
│    1: provider "aws" {
│
│ IAM Role (arn:aws:iam::123456789012:role/workload) cannot be assumed.
│
│ Error: operation error STS: AssumeRole, https response error StatusCode: 400,
│ RequestID: 8f46130a-e482-4e91-bf29-26e767eb65e3, api error ValidationError:
│ The requested DurationSeconds exceeds the 1 hour session limit for roles
│ assumed by role chaining.
╵

provider "aws" {
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/workload"
    duration = "4h"
  }
}
`,
  },
  {
    title: "The error alone",
    text: "An error occurred (ValidationError) when calling the AssumeRole operation: " +
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.\n",
  },
  {
    title: "Terraform's error box, wrapped",
    text: `╷
│ Error: Cannot assume IAM Role
│
│   with provider["registry.terraform.io/hashicorp/aws"],
│   on main.tf line 10, in provider "aws":
│   10: provider "aws" {
│
│ IAM Role (arn:aws:iam::123456789012:role/deploy) cannot be assumed.
│
│ Error: operation error STS: AssumeRole, https response error StatusCode:
│ 400, RequestID: 3ff3d68f-6d61-11e8-83f8-014ef402c6d5, api error
│ ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration
│ set for this role.
╵

provider "aws" {
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
    duration = "8h"
  }
}
`,
  },
  {
    title: "A workflow, its role and the error: three files",
    files: [
      {
        name: ".github/workflows/release.yml",
        text: `name: release
on:
  push:
    tags: ["v*"]
permissions:
  id-token: write
  contents: read
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/release
          role-duration-seconds: 14400
          aws-region: eu-central-1
      - run: ./release.sh
`,
      },
      {
        name: "infra/release-role.tf",
        text: `resource "aws_iam_role" "release" {
  name                 = "release"
  assume_role_policy   = data.aws_iam_policy_document.github.json
  max_session_duration = 3600
}
`,
      },
      {
        name: "error.txt",
        text: "Error: Could not assume role with OIDC: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.\n",
      },
    ],
  },
  {
    title: "GitHub Actions workflow",
    text: `jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          role-duration-seconds: 21600
          aws-region: eu-west-1
`,
  },
  {
    title: "CloudFormation role, 2 hours wanted",
    text: `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  DeployRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: deploy
      MaxSessionDuration: 3600
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { AWS: arn:aws:iam::123456789012:root }
            Action: sts:AssumeRole
`,
    options: { requested: 7200 },
  },
  {
    title: "AWS config with a chain of profiles",
    text: `[profile base]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Developer

[profile hub]
role_arn = arn:aws:iam::123456789012:role/hub
source_profile = base
duration_seconds = 3600

[profile spoke]
role_arn = arn:aws:iam::111111111111:role/spoke
source_profile = hub
duration_seconds = 43200
`,
  },
  {
    title: "Python: boto3 asks for 12 hours",
    text: `import boto3

sts = boto3.client("sts")
answer = sts.assume_role(
    RoleArn="arn:aws:iam::123456789012:role/reports",
    RoleSessionName="nightly",
    DurationSeconds=43200,
)
`,
  },
  {
    title: "CDK role, 8 hours wanted",
    text: `import * as cdk from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";

new iam.Role(this, "Deploy", {
  roleName: "deploy",
  assumedBy: new iam.AccountPrincipal("123456789012"),
  maxSessionDuration: cdk.Duration.hours(4),
});
`,
    options: { requested: 28800 },
  },
  {
    title: "A file with a broken part",
    text: `resource "aws_iam_role" "broken" {
  name                 = "broken
  max_session_duration = 7200

resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  max_session_duration = 50000
}
`,
  },
];

/**
 * @param {HTMLElement} menu a details element
 * @param {(action: any) => void} dispatch
 */
export function mountExamples(menu, dispatch) {
  const open = (/** @type {typeof examples[number]} */ example) => () => {
    menu.removeAttribute("open");
    const options = example.options ?? {};
    if (example.files) {
      const files = example.files.map(({ name, text }) => ({ name, text: textOf(text) }));
      dispatch({ type: "files-added", title: "example", files, options, replaces: true });
    } else {
      dispatch({ type: "opened", text: textOf(example.text ?? ""), options });
    }
    menu.querySelector("summary")?.focus();
  };
  fill(menu.querySelector("ul") ?? menu, examples.map((example) =>
    el("li", {}, el("button", { type: "button", onclick: open(example) }, example.title))));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  });
}
