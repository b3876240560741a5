package redact

import (
	"bytes"
	"testing"
)

// sparseText is public-looking Terraform with one ARN in about four kilobytes.
func sparseText(size int) []byte {
	const block = `# Roles that pipelines assume; see the runbook before changing one.
resource "aws_iam_role" "deploy" {
  name                 = "${var.environment}-deploy"
  description          = "Assumed by the release pipeline"
  max_session_duration = 43200
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = "arn:aws:iam::aws:policy/PowerUserAccess"

  tags = {
    Team      = "platform"
    ManagedBy = "terraform"
  }
}

data "aws_iam_policy_document" "trust" {
  version = "2012-10-17"
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = [var.organization_id]
    }
  }
}

`
	var out bytes.Buffer
	for out.Len() < size {
		for range 4 {
			out.WriteString(block)
		}
		out.WriteString(`provider "aws" { assume_role { role_arn = "arn:aws:iam::123456789012:role/deploy" } }` + "\n")
	}
	return out.Bytes()
}

// denseText has something to replace on every other line.
func denseText(size int) []byte {
	var out bytes.Buffer
	for seed := uint64(0); out.Len() < size; seed++ {
		text, _ := expand(seed%200, `[profile ci]
role_arn = arn:aws:iam::«account»:role/deploy
aws_access_key_id = «key»
aws_secret_access_key = «secret»
duration_seconds = 43200
DATABASE_URL=postgres://app:«password»@db.example.com:5432/app
An error occurred (ValidationError) when calling the AssumeRole operation
`)
		out.WriteString(text)
	}
	return out.Bytes()
}

func benchmarkRedact(b *testing.B, text []byte) {
	r := mustNew(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.NewSession().Redact(text, Hint{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRedactSparse(b *testing.B) { benchmarkRedact(b, sparseText(1<<20)) }
func BenchmarkRedactDense(b *testing.B)  { benchmarkRedact(b, denseText(1<<20)) }

// BenchmarkRedactPaste is the usual case: a few kilobytes.
func BenchmarkRedactPaste(b *testing.B) { benchmarkRedact(b, denseText(4<<10)) }

// BenchmarkRedactHostile runs each hostile shape at two sizes: the MB/s of
// both should be alike, or time does not grow linearly.
func BenchmarkRedactHostile(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"256KB", 256 << 10}, {"1MB", 1 << 20}} {
		for _, c := range hostileInputs(size.bytes) {
			if c.name == "many_passwords" {
				continue // refused
			}
			b.Run(c.name+"/"+size.name, func(b *testing.B) { benchmarkRedact(b, c.text) })
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	text := denseText(1 << 20)
	s := mustNew(b).NewSession()
	result, err := s.Redact(text, Hint{})
	if err != nil {
		b.Fatal(err)
	}
	body := result.Text.Bytes()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if err := s.Check(body); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		mustNew(b)
	}
}

// mixedText is Terraform in which every second kilobyte has another account
// and every sixteenth another password: values that are then searched for.
func mixedText(size int) []byte {
	var out bytes.Buffer
	sparse := sparseText(2 << 10)
	for seed := uint64(0); out.Len() < size; seed++ {
		out.Write(sparse[:1<<10])
		text, _ := expand(seed, "\n# arn:aws:iam::«account»:role/deploy\n")
		out.WriteString(text)
		if seed%16 == 0 {
			text, _ = expand(seed, "# master_password = \"«password»\"\n")
			out.WriteString(text)
		}
	}
	return out.Bytes()
}

func BenchmarkRedactMixed(b *testing.B) { benchmarkRedact(b, mixedText(1<<20)) }
