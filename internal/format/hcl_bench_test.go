package format

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/source"
)

// hclBig writes about size bytes of Terraform of the usual mix. One block in
// fifty or so speaks of session lengths.
func hclBig(size int) string {
	var out strings.Builder
	for n := 0; out.Len() < size; n++ {
		fmt.Fprintf(&out, `# instance %[1]d
resource "aws_instance" "web_%[1]d" {
  ami           = data.aws_ami.ubuntu.id
  instance_type = var.instance_type
  subnet_id     = module.vpc.private_subnets[%[1]d %% length(module.vpc.private_subnets)]
  user_data = <<-EOT
    #!/bin/bash
    echo "host ${var.name}-%[1]d" > /etc/hostname
    %%{ for s in var.services ~}
    systemctl enable ${s}
    %%{ endfor ~}
  EOT

  tags = merge(local.tags, {
    Name        = "web-%[1]d"
    Environment = var.environment # { not a block
  })

  lifecycle {
    ignore_changes = [ami, user_data]
  }
}

resource "aws_security_group" "web_%[1]d" {
  name   = "web-%[1]d"
  vpc_id = module.vpc.vpc_id

  ingress {
    description = "health checks, configuration of the load balancer"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", "192.168.%[1]d.0/24"]
  }
}

resource "aws_iam_policy" "web_%[1]d" {
  name = "web-%[1]d"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:ListBucket"]
      Resource = "arn:aws:s3:::${var.bucket}/web-%[1]d/*"
    }]
  })
}

variable "size_%[1]d" {
  type        = number
  default     = %[1]d
  description = "The size of group %[1]d"
}

output "web_%[1]d" {
  value = aws_instance.web_%[1]d.private_ip
}

`, n)
		if n%10 == 0 {
			fmt.Fprintf(&out, `resource "aws_iam_role" "r_%[1]d" {
  name                 = "r-%[1]d"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = var.size_%[1]d
}

`, n)
		}
	}
	return out.String()
}

func BenchmarkLocateHCL(b *testing.B) {
	for _, size := range []int{100 << 10, 1 << 20, 10 << 20} {
		doc, err := source.New("", hclBig(size))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("split/%dK", size>>10), func(b *testing.B) {
			b.SetBytes(int64(len(doc.Text)))
			b.ReportAllocs()
			for range b.N {
				hclItems(doc.Text, 0, func(*hclItem) bool { return true })
			}
		})
		b.Run(fmt.Sprintf("locate/%dK", size>>10), func(b *testing.B) {
			b.SetBytes(int64(len(doc.Text)))
			b.ReportAllocs()
			var found Found
			for range b.N {
				found = locateHCL([]*source.Document{doc})
			}
			b.ReportMetric(float64(len(found.Settings)), "settings")
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			b.ReportMetric(float64(stats.Sys)/(1<<20), "MB-from-system")
		})
	}
}

// Hostile texts must cost about as much for a byte as usual ones.
func BenchmarkLocateHCLHostile(b *testing.B) {
	const size = 4 << 20
	for name, unit := range map[string]string{
		"unclosed":        "resource \"aws_iam_role\" \"a\" {\n",
		"unknown":         "foo {\n",
		"heredocs":        "locals {\n  x = <<EOT\n}\n",
		"other heredocs":  "foo {\n  x = <<E%d\n}\n",
		"comments":        "a /* x\n",
		"quotes":          "locals {\n x = \"${\"${\n",
		"brackets":        "x = [[[[\n",
		"one line":        "x = \"${var.a}\" ",
		"references":      "local.a var.b ",
		"attributes":      "max_session_duration = var.a\n",
		"roles":           "resource \"aws_iam_role\" \"a\" {}\n",
		"stray":           "}\n",
		"terragrunt":      "iam_role = \"x\"\niam_assume_role_duration = 7200\n",
		"same local":      "locals {\n max_session_duration = 1\n}\nresource \"aws_iam_role\" \"a\" {\n max_session_duration = local.max_session_duration\n}\n",
		"generate":        "generate \"x\" {\n duration = <<A\n<<A\n",
		"nested printed":  "+ resource \"a\" \"b\" {\n duration\n",
		"plain":           "the duration of this iteration \n",
		"unclosed blocks": strings.Repeat("foo {}\n", 50) + "foo {\n",
	} {
		var text string
		if strings.Contains(unit, "%d") {
			var out strings.Builder
			for n := 0; out.Len() < size; n++ {
				fmt.Fprintf(&out, unit, n)
			}
			text = out.String()
		} else {
			text = strings.Repeat(unit, size/len(unit))
		}
		doc, err := source.New("", text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for range b.N {
				locateHCL([]*source.Document{doc})
			}
		})
	}
}
