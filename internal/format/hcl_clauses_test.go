package format

import (
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/source"
)

func TestHCLClauseRemoval(t *testing.T) {
	document := func(before, after string) string {
		return "data \"aws_iam_policy_document\" \"t\" {\n  statement {\n" + before + after + "  }\n}\n"
	}
	condition := "    condition {\n      test     = \"NumericLessThan\"\n      variable = \"sts:DurationSeconds\"\n      values   = [\"3600\"]\n    }\n"
	role := func(policy string) string {
		return "resource \"aws_iam_role\" \"a\" {\n  assume_role_policy = " + policy + "\n}\n"
	}
	tests := []struct{ name, text, want string }{
		{"last in a statement", document("    actions = [\"sts:AssumeRole\"]\n\n"+condition, ""), document("    actions = [\"sts:AssumeRole\"]\n", "")},
		{"between blank lines", document("    actions = [\"sts:AssumeRole\"]\n\n"+condition, "\n    effect = \"Allow\"\n"), document("    actions = [\"sts:AssumeRole\"]\n", "\n    effect = \"Allow\"\n")},
		{"first in a statement", document(condition, "\n    actions = [\"sts:AssumeRole\"]\n"), document("", "    actions = [\"sts:AssumeRole\"]\n")},
		{"between attributes", document("    actions = [\"sts:AssumeRole\"]\n"+condition, "    effect = \"Allow\"\n"), document("    actions = [\"sts:AssumeRole\"]\n", "\n    effect = \"Allow\"\n")},
		{"no blank line", document("    actions = [\"sts:AssumeRole\"]\n"+condition, ""), document("    actions = [\"sts:AssumeRole\"]\n", "")},
		{"object, own lines",
			role("jsonencode({\n    Statement = [{\n      Effect = \"Allow\"\n      Action = \"sts:AssumeRole\"\n      Condition = {\n        NumericLessThan = { \"sts:DurationSeconds\" = 3600 }\n      }\n    }]\n  })"),
			role("jsonencode({\n    Statement = [{\n      Effect = \"Allow\"\n      Action = \"sts:AssumeRole\"\n    }]\n  })")},
		{"object, another operator",
			role("jsonencode({\n    Statement = [{\n      Action = \"sts:AssumeRole\"\n      Condition = {\n        NumericLessThan = { \"sts:DurationSeconds\" = 3600 }\n        Bool            = { \"aws:MultiFactorAuthPresent\" = true }\n      }\n    }]\n  })"),
			role("jsonencode({\n    Statement = [{\n      Action = \"sts:AssumeRole\"\n      Condition = {\n        Bool            = { \"aws:MultiFactorAuthPresent\" = true }\n      }\n    }]\n  })")},
		{"object, another key",
			role("jsonencode({ Statement = [{ Action = \"sts:AssumeRole\", Condition = { NumericLessThan = { \"aws:MultiFactorAuthAge\" = 1, \"sts:DurationSeconds\" = 3600 } } }] })"),
			role("jsonencode({ Statement = [{ Action = \"sts:AssumeRole\", Condition = { NumericLessThan = { \"aws:MultiFactorAuthAge\" = 1 } } }] })")},
		{"object on one line, first",
			role("jsonencode({ Statement = [{ Condition = { NumericLessThan = { \"sts:DurationSeconds\" = 3600 } }, Action = \"sts:AssumeRole\" }] })"),
			role("jsonencode({ Statement = [{ Action = \"sts:AssumeRole\" }] })")},
		{"JSON, last member",
			role("<<EOF\n{\n  \"Statement\": {\n    \"Action\": \"sts:AssumeRole\",\n    \"Condition\": { \"NumericLessThan\": { \"sts:DurationSeconds\": 3600 } }\n  }\n}\nEOF"),
			role("<<EOF\n{\n  \"Statement\": {\n    \"Action\": \"sts:AssumeRole\"\n  }\n}\nEOF")},
		{"JSON, first member",
			role("<<-EOF\n{\n  \"Statement\": [{\n    \"Condition\": {\n      \"NumericLessThan\": { \"sts:durationseconds\": \"3600\" }\n    },\n    \"Action\": [\"sts:AssumeRole\"]\n  }]\n}\nEOF"),
			role("<<-EOF\n{\n  \"Statement\": [{\n    \"Action\": [\"sts:AssumeRole\"]\n  }]\n}\nEOF")},
		{"JSON, another operator",
			role("<<EOF\n{\"Statement\": {\"Action\": \"sts:AssumeRole\", \"Condition\": {\"NumericLessThan\": {\"sts:DurationSeconds\": 3600}, \"Bool\": {\"a:b\": true}}}}\nEOF"),
			role("<<EOF\n{\"Statement\": {\"Action\": \"sts:AssumeRole\", \"Condition\": {\"Bool\": {\"a:b\": true}}}}\nEOF")},
		{"JSON, several keys on lines",
			role("<<EOF\n{\"Statement\": {\"Action\": \"sts:AssumeRole\", \"Condition\": {\"NumericLessThan\": {\n  \"sts:DurationSeconds\": 3600,\n  \"a:b\": 1\n}}}}\nEOF"),
			role("<<EOF\n{\"Statement\": {\"Action\": \"sts:AssumeRole\", \"Condition\": {\"NumericLessThan\": {\n  \"a:b\": 1\n}}}}\nEOF")},
	}
	var tidy []string
	for _, test := range tests {
		for _, eol := range []string{"\n", "\r\n"} {
			text, want := strings.ReplaceAll(test.text, "\n", eol), strings.ReplaceAll(test.want, "\n", eol)
			doc := hclDocs(t, text)[0]
			found := locateHCL([]*source.Document{doc})
			if len(found.Clauses) != 1 {
				t.Errorf("%s: found %s", test.name, hclShow(t, found))
				continue
			}
			got, err := edit.Apply(doc, []edit.Edit{edit.Replace(doc.At(found.Clauses[0].Remove), "")})
			if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("%s: got:\n%s\nwant:\n%s", test.name, got, want)
			}
			if _, ok := hclParsed(got); !ok {
				t.Errorf("%s: the result does not parse:\n%s", test.name, got)
			}
			if eol == "\n" && (strings.HasPrefix(text, "data") || strings.HasPrefix(test.name, "JSON")) {
				tidy = append(tidy, text, got)
			}
		}
	}
	terraformKeeps(t, tidy)
	for name, policy := range map[string]string{
		"another action evaluates it": "jsonencode({ Action = [\"sts:AssumeRole\", \"sts:GetFederationToken\"], Condition = { NumericLessThan = { \"sts:DurationSeconds\" = 3600 } } })",
		"every action":                "jsonencode({ Action = \"sts:*\", Condition = { NumericLessThan = { \"sts:DurationSeconds\" = 3600 } } })",
		"AssumeRoot":                  "jsonencode({ Action = \"sts:AssumeRoot\", Condition = { NumericLessThan = { \"sts:DurationSeconds\" = 3600 } } })",
		"actions not told":            "jsonencode({ Action = var.actions, Condition = { NumericLessThan = { \"sts:DurationSeconds\" = 3600 } } })",
		"in a comment":                "\"{}\" # sts:DurationSeconds",
	} {
		if found := locateHCL(hclDocs(t, role(policy))); len(found.Clauses) != 0 {
			t.Errorf("%s: found %s", name, hclShow(t, found))
		}
	}
}
