// Package corpus makes text of any size that looks like what people paste, for
// benchmarks and browser tests. The same size gives the same text.
package corpus

import (
	"fmt"
	"strings"
)

// blocks are what most Terraform consists of: nothing in them matters.
var blocks = []string{
	`resource "aws_s3_bucket" "logs_%[1]d" {
  bucket = "${var.prefix}-logs-%[1]d"

  tags = {
    Name = "logs-%[1]d"
    Team = local.team
  }
}
`,
	`resource "aws_security_group" "web_%[1]d" {
  name   = "web-%[1]d"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.%[1]d.0/24"] # the office
  }
}
`,
	`data "aws_iam_policy_document" "read_%[1]d" {
  statement {
    sid       = "Read%[1]d"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = [aws_s3_bucket.logs_%[1]d.arn, "${aws_s3_bucket.logs_%[1]d.arn}/*"]
  }
}
`,
	`variable "instances_%[1]d" {
  description = "How many instances service %[1]d runs."
  type        = number
  default     = 3
}
`,
	`resource "aws_cloudwatch_log_metric_filter" "errors_%[1]d" {
  name    = "errors-%[1]d"
  pattern = <<EOT
{ $.level = "error" && $.service = "s%[1]d" }
EOT

  metric_transformation {
    name      = "Errors"
    namespace = "service/%[1]d"
    value     = "1"
  }
}
`,
	`output "bucket_%[1]d" {
  value = aws_s3_bucket.logs_%[1]d.arn
}
`,
}

// failing is the part that matters: a role and a provider that asks for more
// than it allows.
const failing = `resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

provider "aws" {
  region = "eu-central-1"

  assume_role {
    role_arn = aws_iam_role.deploy.arn
    duration = "4h"
  }
}

`

// Terraform is about size bytes of Terraform. Its middle holds a role and a
// provider whose request exceeds it; the rest does not matter to the sandbox.
func Terraform(size int) string {
	var out strings.Builder
	put := false
	for i := 0; out.Len() < size-len(failing)/2; i++ {
		if !put && out.Len() >= size/2-len(failing) {
			out.WriteString(failing)
			put = true
		}
		fmt.Fprintf(&out, blocks[i%len(blocks)]+"\n", i)
	}
	return out.String()
}
