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

// terraformKeeps runs "terraform fmt" over texts, all in one call, and
// reports those that it would change. Without terraform it says so.
func terraformKeeps(t *testing.T, texts []string) {
	t.Helper()
	binary, err := exec.LookPath("terraform")
	if err != nil {
		fmt.Println("SKIPPED terraform fmt: terraform is not installed")
		return
	}
	const between = "\n# next\n\n"
	command := exec.Command(binary, "fmt", "-")
	command.Stdin = strings.NewReader(strings.Join(texts, between))
	var failure bytes.Buffer
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		t.Fatalf("terraform fmt: %v\n%s", err, failure.String())
	}
	tidy := strings.Split(string(out), between)
	if len(tidy) != len(texts) {
		t.Fatalf("terraform fmt made %d texts of %d:\n%s", len(tidy), len(texts), out)
	}
	for i, text := range texts {
		if tidy[i] != text {
			t.Errorf("terraform fmt changes:\n%s\nto:\n%s", text, tidy[i])
		}
	}
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
	var tidy []string
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
				tidy = append(tidy, test.text, got)
			}
		})
	}
	terraformKeeps(t, tidy)
}
