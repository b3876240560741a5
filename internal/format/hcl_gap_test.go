package format

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// terraformFmt is what "terraform fmt" makes of text. Without terraform it
// says so, once for a test, and returns text.
func terraformFmt(t *testing.T, text string) string {
	t.Helper()
	binary, err := exec.LookPath("terraform")
	if err != nil {
		fmt.Println("SKIPPED terraform fmt: terraform is not installed")
		return text
	}
	command := exec.Command(binary, "fmt", "-")
	command.Stdin = strings.NewReader(text)
	var failure bytes.Buffer
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		t.Fatalf("terraform fmt: %v\n%s\nof:\n%s", err, failure.String(), text)
	}
	return string(out)
}

func TestHCLGap(t *testing.T) {
	tests := []struct {
		name, text, want string
		clean            bool // text is as "terraform fmt" writes it
	}{
		{"after attributes", "resource \"aws_iam_role\" \"a\" {\n  name               = \"a\"\n  assume_role_policy = \"{}\"\n}\n",
			"resource \"aws_iam_role\" \"a\" {\n  name               = \"a\"\n  assume_role_policy = \"{}\"\n\n  max_session_duration = 43200\n}\n", true},
		{"after a block", "resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n",
			"resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n\n  lifecycle {\n    prevent_destroy = true\n  }\n\n  max_session_duration = 43200\n}\n", true},
		{"after a heredoc", "resource \"aws_iam_role\" \"a\" {\n  assume_role_policy = <<EOF\n{}\nEOF\n}\n",
			"resource \"aws_iam_role\" \"a\" {\n  assume_role_policy = <<EOF\n{}\nEOF\n\n  max_session_duration = 43200\n}\n", true},
		{"after a comment", "resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n  # end\n}\n",
			"resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n  # end\n\n  max_session_duration = 43200\n}\n", true},
		{"after a blank line", "resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n\n}\n",
			"resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n\n  max_session_duration = 43200\n}\n", true},
		{"empty lines", "resource \"aws_iam_role\" \"a\" {\n}\n", "resource \"aws_iam_role\" \"a\" {\n  max_session_duration = 43200\n}\n", true},
		{"empty", "resource \"aws_iam_role\" \"a\" {}\n", "resource \"aws_iam_role\" \"a\" {\n  max_session_duration = 43200\n}\n", true},
		{"empty with a blank", "resource \"aws_iam_role\" \"a\" { }\n", "resource \"aws_iam_role\" \"a\" {\n  max_session_duration = 43200\n}\n", false},
		{"one line", "resource \"aws_iam_role\" \"a\" { name = \"a\" }\n",
			"resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n\n  max_session_duration = 43200\n}\n", true},
		{"one line, comment", "resource \"aws_iam_role\" \"a\" { name = \"a\" } # x\n",
			"resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n\n  max_session_duration = 43200\n} # x\n", true},
		{"indented by four, CRLF", "    resource \"aws_iam_role\" \"a\" {\r\n        name = \"a\"\r\n    }\r\n",
			"    resource \"aws_iam_role\" \"a\" {\r\n        name = \"a\"\r\n\r\n        max_session_duration = 43200\r\n    }\r\n", false},
		{"tabs", "\tresource \"aws_iam_role\" \"a\" {\n\t\tname = \"a\"\n\t}\n",
			"\tresource \"aws_iam_role\" \"a\" {\n\t\tname = \"a\"\n\n\t\tmax_session_duration = 43200\n\t}\n", false},
		{"comment before the brace", "resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n/* x\n */ }\n",
			"resource \"aws_iam_role\" \"a\" {\n  name = \"a\"\n/* x\n */ \n\n  max_session_duration = 43200\n}\n", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := hclDocs(t, test.text)[0]
			found := locateHCL([]*source.Document{doc})
			if len(found.Settings) != 1 || found.Settings[0].State != setting.Absent {
				t.Fatalf("found %s", hclShow(t, found))
			}
			g := found.Settings[0].Gap
			at := source.Span{Start: g.At, End: g.At + len(g.Old)}
			if doc.At(at).Text() != g.Old {
				t.Fatalf("the gap replaces %q, but there is %q", g.Old, doc.At(at).Text())
			}
			got, err := edit.Apply(doc, []edit.Edit{edit.Replace(doc.At(at), g.Before+"43200"+g.After)})
			if err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("got:\n%q\nwant:\n%q", got, test.want)
			}
			again := locateHCL(hclDocs(t, got))
			if len(again.Settings) != 1 || again.Settings[0].State != setting.Literal || len(again.Problems) > 0 {
				t.Errorf("the result reads as %s", hclShow(t, again))
			}
			if test.clean {
				for _, text := range []string{test.text, got} {
					if tidy := terraformFmt(t, text); tidy != text {
						t.Errorf("terraform fmt changes:\n%s\nto:\n%s", text, tidy)
					}
				}
			}
		})
	}
}
