package format

import (
	"strings"
	"testing"
)

// written is text with the setting's missing line put in.
func written(t *testing.T, text, value string) string {
	t.Helper()
	found := locateShellText(t, text)
	if len(found.Settings) != 1 || found.Settings[0].Gap == nil {
		t.Fatalf("in\n%s\ngot\n%s\nwant one setting with a gap", text, sketches(found))
	}
	gap := found.Settings[0].Gap
	return text[:gap.At] + gap.Before + value + gap.After + text[gap.At:]
}

func TestShellGap(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one line", "aws iam create-role --role-name x --assume-role-policy-document file://t.json\n",
			"aws iam create-role --role-name x --assume-role-policy-document file://t.json --max-session-duration 7200\n"},
		{"before a redirection", "aws iam create-role --role-name x > out.json\n",
			"aws iam create-role --role-name x --max-session-duration 7200 > out.json\n"},
		{"before a pipe", "aws iam create-role --role-name x | jq .\n", "aws iam create-role --role-name x --max-session-duration 7200 | jq .\n"},
		{"several lines", "aws iam create-role \\\n    --role-name x \\\n    --description \"a b\"\necho\n",
			"aws iam create-role \\\n    --role-name x \\\n    --description \"a b\" \\\n    --max-session-duration 7200\necho\n"},
		{"tabs and carriage returns", "aws iam create-role \\\r\n\t--role-name x\r\n", "aws iam create-role \\\r\n\t--role-name x \\\r\n\t--max-session-duration 7200\r\n"},
		{"continuation prompts", "$ aws iam create-role \\\n>   --role-name x\n", "$ aws iam create-role \\\n>   --role-name x \\\n>   --max-session-duration 7200\n"},
		{"redirection on its own line", "aws iam create-role \\\n  --role-name x \\\n  > out.json\n",
			"aws iam create-role \\\n  --role-name x \\\n  --max-session-duration 7200 \\\n  > out.json\n"},
		{"policy over lines", "aws iam create-role --role-name x --assume-role-policy-document '{\n  \"a\": 1\n}'\n",
			"aws iam create-role --role-name x --assume-role-policy-document '{\n  \"a\": 1\n}' --max-session-duration 7200\n"},
		{"policy over lines in the middle", "aws iam create-role --assume-role-policy-document '{\n  \"a\": 1\n}' --role-name x\n",
			"aws iam create-role --assume-role-policy-document '{\n  \"a\": 1\n}' --role-name x --max-session-duration 7200\n"},
		{"here-document", "aws iam create-role --role-name x --assume-role-policy-document file:///dev/stdin <<EOF\n{}\nEOF\n",
			"aws iam create-role --role-name x --assume-role-policy-document file:///dev/stdin --max-session-duration 7200 <<EOF\n{}\nEOF\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := written(t, c.text, "7200")
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			found := locateShellText(t, got)
			if again := sketches(found); again != `role-maximum literal 7200 "7200" @x` {
				t.Errorf("read again:\n%s", again)
			}
		})
	}
}

func TestShellPolicies(t *testing.T) {
	const head = `"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"`
	runShellCases(t, []shellCase{
		{"argument", `aws iam update-assume-role-policy --role-name x --policy-document '{"Statement":[{` + head + `, "Condition": {"NumericLessThanEquals": {"sts:DurationSeconds": "3600"}}}]}'`,
			`clause Allow NumericLessThanEquals -", \"Condition\": {\"NumericLessThanEquals\": {\"sts:DurationSeconds\": \"3600\"}}"`},
		{"other operator stays", `aws iam update-assume-role-policy --policy-document '{"Statement":{` + head + `, "Condition": {"NumericLessThan": {"sts:DurationSeconds": "3600"}, "Bool": {"a": "b"}}}}'`,
			`clause Allow NumericLessThan -"\"NumericLessThan\": {\"sts:DurationSeconds\": \"3600\"}, "`},
		{"other key stays", `aws iam update-assume-role-policy --policy-document '{"Statement":{` + head + `, "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "1", "sts:DurationSeconds": "3600"}}}}'`,
			`clause Allow NumericLessThan -", \"sts:DurationSeconds\": \"3600\""`},
		{"condition first", `aws iam update-assume-role-policy --policy-document '{"Statement":{"Condition": {"NumericLessThan": {"sts:DurationSeconds": "3600"}}, ` + head + `}}'`,
			`clause Allow NumericLessThan -"\"Condition\": {\"NumericLessThan\": {\"sts:DurationSeconds\": \"3600\"}}, "`},
		{"here-document", "cat > trust.json <<EOF\n{\n  \"Statement\": [{\n    " + head + ",\n    \"Condition\": {\"NumericLessThanEquals\": {\"sts:DurationSeconds\": \"3600\"}}\n  }]\n}\nEOF\n",
			`clause Allow NumericLessThanEquals -",\n    \"Condition\": {\"NumericLessThanEquals\": {\"sts:DurationSeconds\": \"3600\"}}"`},
		{"another action", `aws iam put-role-policy --policy-document '{"Statement":{"Action": "sts:GetWebIdentityToken", "Condition": {"NumericLessThan": {"sts:DurationSeconds": "3600"}}}}'`, ""},
		{"a bare document is not shell", `{"Statement":{` + head + `, "Condition": {"NumericLessThan": {"sts:DurationSeconds": "3600"}}}}`, ""},
	})
}

const getRoleJSON = `$ aws iam get-role --role-name deploy
{
    "Role": {
        "Path": "/",
        "RoleName": "deploy",
        "RoleId": "AROAEXAMPLE",
        "Arn": "arn:aws:iam::123456789012:role/deploy",
        "AssumeRolePolicyDocument": {"Statement": []},
        "MaxSessionDuration": 7200
    }
}
`

func TestShellOutput(t *testing.T) {
	runShellCases(t, []shellCase{
		{"get-role", getRoleJSON, `role-maximum literal 7200 "7200" @deploy output`},
		{"cut off", getRoleJSON[:strings.Index(getRoleJSON, "7200")+5], `role-maximum literal 7200 "7200" @deploy output`},
		{"list-roles", `{"Roles": [{"RoleName": "a", "RoleId": "x", "MaxSessionDuration": 3600}, {"MaxSessionDuration": 43200, "RoleName": "b", "RoleId": "y"}]}`,
			"role-maximum literal 3600 \"3600\" @a output\nrole-maximum literal 43200 \"43200\" @b output"},
		{"query", "$ aws iam get-role --role-name deploy --query Role.MaxSessionDuration\n3600\n$ ", `role-maximum literal 3600 "3600" @deploy output`},
		{"query without an answer", "aws iam get-role --role-name deploy --query Role.MaxSessionDuration\necho\n", ""},
	})
}

func TestShellProblems(t *testing.T) {
	const good = "aws sts assume-role --duration-seconds 7200\n"
	const read = `assume-role literal 7200 "7200"`
	runShellCases(t, []shellCase{
		{"unclosed quote", good + "aws sts assume-role --duration-seconds \"43200\n" + good,
			read + "\nassume-role literal 43200 \"43200\" broken\n" + read + "\nproblem 2: this command does not parse: a quote or a bracket in it is never closed"},
		{"does not parse", "aws sts assume-role --duration-seconds 43200 ${a b}\n" + good, "assume-role literal 43200 \"43200\" broken\n" + read + "\nproblem 1: this command does not parse as shell"},
		{"an apostrophe elsewhere", "It's broken:\n" + good + "I don't know\n" + good, read + "\n" + read},
		{"nested too deep", strings.Repeat("$(", 300) + good, "problem 1: nested deeper than 200 levels"},
	})
}
