// Texts to start from, of the kinds people really paste.

import { el, fill } from "./dom.js";
import { textOf } from "./text.js";

const role = `resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
`;

/** @type {{title: string, text: string, options?: Partial<import("./wire.js").Options>}[]} */
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
    dispatch({ type: "opened", text: textOf(example.text), options: example.options ?? {} });
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
