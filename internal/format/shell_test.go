package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

func locateShellText(t testing.TB, texts ...string) Found {
	t.Helper()
	return shell.Locate(docsOf(t, texts...))
}

// sketch writes a setting on one line: limit, state, value, the bytes that an
// edit would change, role, and what is special.
func sketch(s setting.Setting) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s ", s.Limit.ID)
	switch s.State {
	case setting.Literal:
		fmt.Fprintf(&out, "literal %d %q", s.Value, s.Text())
	case setting.Computed:
		fmt.Fprintf(&out, "computed %d %q", s.Value, s.Text())
	case setting.Indirect:
		fmt.Fprintf(&out, "indirect %d %q -> %s %q x%d", s.Value, s.Text(), s.Def.At, s.Def.Text(), s.Def.Users)
	case setting.Absent:
		fmt.Fprintf(&out, "absent %d %q", s.Value, s.Text())
	case setting.Unknown:
		fmt.Fprintf(&out, "unknown %s %q", s.Why.Key, s.Text())
		if s.Why.Meant != 0 {
			fmt.Fprintf(&out, " meant %d", s.Why.Meant)
		}
	}
	if s.Role.String() != "" {
		fmt.Fprintf(&out, " @%s", s.Role)
	}
	if s.Broken {
		out.WriteString(" broken")
	}
	if s.Output {
		out.WriteString(" output")
	}
	for range s.Chain {
		out.WriteString(" chained")
	}
	return out.String()
}

func sketches(found Found) string {
	var lines []string
	for _, s := range found.Settings {
		lines = append(lines, sketch(s))
	}
	for _, c := range found.Clauses {
		lines = append(lines, fmt.Sprintf("clause %s %s -%q", c.Effect, c.Operator, c.Doc.Text[c.Remove.Start:c.Remove.End]))
	}
	for _, s := range found.Signs {
		lines = append(lines, "sign "+s.Text())
	}
	for _, n := range found.Notes {
		lines = append(lines, "note "+n.Key+" "+n.Text())
	}
	for _, p := range found.Problems {
		lines = append(lines, fmt.Sprintf("problem %d: %s", p.Doc.Line(p.Start), p.Message))
	}
	return strings.Join(lines, "\n")
}

type shellCase struct{ name, text, want string }

func runShellCases(t *testing.T, cases []shellCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found := locateShellText(t, c.text)
			checkFound(t, found)
			if got := sketches(found); got != c.want {
				t.Errorf("in\n%s\ngot\n%s\nwant\n%s", c.text, got, c.want)
			}
		})
	}
}

// checkFound asserts what every locator promises: the bytes at a span, read
// again, give the value.
func checkFound(t testing.TB, found Found) {
	t.Helper()
	inside := func(p source.Place, s source.Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(p.Doc.Text) {
			t.Fatalf("span %v lies outside a text of %d bytes", s, len(p.Doc.Text))
		}
	}
	for _, s := range found.Settings {
		inside(s.Place, s.Span)
		inside(s.Place, s.Context)
		switch s.State {
		case setting.Literal, setting.Computed, setting.Indirect:
			place, unit := s.Target()
			inside(place, place.Span)
			if n, ok := unit.Read(place.Text()); !ok || n != s.Value {
				t.Fatalf("%q reads as %d, %v; the setting says %d", place.Text(), n, ok, s.Value)
			}
		case setting.Absent:
			inside(s.Place, source.Span{Start: s.Gap.At, End: s.Gap.At})
		case setting.Unknown:
			if s.Why == nil || s.Why.Words == "" {
				t.Fatalf("unknown without a reason: %+v", s)
			}
		default:
			t.Fatalf("no state: %+v", s)
		}
		for _, c := range s.Chain {
			inside(c.Place, c.Span)
		}
	}
	for _, c := range found.Clauses {
		inside(c.Place, c.Span)
		inside(c.Place, c.Remove)
	}
	for _, n := range found.Notes {
		inside(n.Place, n.Span)
	}
	for _, p := range found.Problems {
		inside(p.Place, p.Span)
	}
	for _, s := range found.Signs {
		inside(s.Place, s.Span)
	}
}

func TestShellForms(t *testing.T) {
	const arn = "--role-arn arn:aws:iam::123456789012:role/deploy --role-session-name s "
	runShellCases(t, []shellCase{
		{"literal", "aws sts assume-role " + arn + "--duration-seconds 43200\n", `assume-role literal 43200 "43200" @deploy`},
		{"equals", "aws sts assume-role " + arn + "--duration-seconds=43200", `assume-role literal 43200 "43200" @deploy`},
		{"equals quoted", `aws sts assume-role --duration-seconds="43200"`, `assume-role literal 43200 "43200"`},
		{"double quotes", `aws sts assume-role --duration-seconds "43200"`, `assume-role literal 43200 "43200"`},
		{"single quotes", `aws sts assume-role --duration-seconds '43200'`, `assume-role literal 43200 "43200"`},
		{"abbreviated", `aws sts assume-role --duration-s 43200`, `assume-role literal 43200 "43200"`},
		{"last flag wins", `aws sts assume-role --duration-seconds 900 --duration-seconds 43200`, `assume-role literal 43200 "43200"`},
		{"saml", "aws sts assume-role-with-saml " + arn + "--duration-seconds 43200", `assume-role-with-saml literal 43200 "43200" @deploy`},
		{"web identity", "aws sts assume-role-with-web-identity " + arn + "--duration-seconds 43200", `assume-role-with-web-identity literal 43200 "43200" @deploy`},
		{"root", "aws sts assume-root --target-principal 1 --duration-seconds 900", `assume-root literal 900 "900"`},
		{"session token", "aws sts get-session-token --duration-seconds 129600", `get-session-token literal 129600 "129600"`},
		{"federation token", "aws sts get-federation-token --name x --duration-seconds 129600", `get-federation-token literal 129600 "129600"`},
		{"web identity token", "aws sts get-web-identity-token --audience x --duration-seconds 300", `get-web-identity-token literal 300 "300"`},
		{"product", "aws sts assume-role --duration-seconds $((60*60*12))", `assume-role computed 43200 "60*60*12"`},
		{"product with blanks", `aws sts assume-role --duration-seconds "$(( 12 * 3600 ))"`, `assume-role computed 43200 "12 * 3600"`},
		{"backslashes", "aws sts assume-role \\\n  " + arn + "\\\n  --duration-seconds 43200 \\\n  --output json\n", `assume-role literal 43200 "43200" @deploy`},
		{"backslashes and carriage returns", "aws sts assume-role \\\r\n  " + arn + "\\\r\n  --duration-seconds 43200\r\n", `assume-role literal 43200 "43200" @deploy`},
		{"flag on a later line only", "echo hi\naws \\\n sts \\\n assume-role \\\n --duration-seconds \\\n 43200", `assume-role literal 43200 "43200"`},
		{"prompt", "$ aws sts assume-role --duration-seconds 43200\n", `assume-role literal 43200 "43200"`},
		{"user prompt", "user@host:~$ aws sts assume-role --duration-seconds 43200\n", `assume-role literal 43200 "43200"`},
		{"bracket prompt", "[ec2-user@ip-10-0-0-1 ~]$ aws sts assume-role --duration-seconds 43200\n", `assume-role literal 43200 "43200"`},
		{"root prompt", "root@host:/# aws sts assume-role --duration-seconds 43200\n", `assume-role literal 43200 "43200"`},
		{"bash prompt", "bash-4.4# aws sts assume-role --duration-seconds 43200\n", `assume-role literal 43200 "43200"`},
		{"arrow prompt", "➜  infra git:(main) ✗ aws sts assume-role --duration-seconds 43200\n", `assume-role literal 43200 "43200"`},
		{"angle prompt", "❯ aws sts assume-role --duration-seconds 43200\n", `assume-role literal 43200 "43200"`},
		{"continuation prompt", "$ aws sts assume-role \\\n> " + arn + "\\\n> --duration-seconds 43200\n", `assume-role literal 43200 "43200" @deploy`},
		{"no-break spaces", "aws sts assume-role\u00a0--duration-seconds\u00a043200", `assume-role literal 43200 "43200"`},
		{"global options between", "aws --profile x --region eu-west-1 sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"switch between", "aws --no-cli-pager sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"path", "/usr/local/bin/aws sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"sudo", "sudo -E aws sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"time", "time aws sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"assignments before", "AWS_PROFILE=x AWS_REGION=y aws sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"docker", "docker run --rm -it amazon/aws-cli sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"pipe", "aws sts assume-role --duration-seconds 43200 | jq .", `assume-role literal 43200 "43200"`},
		{"and", "cd x && aws sts assume-role --duration-seconds 43200 && echo ok", `assume-role literal 43200 "43200"`},
		{"substitution", "CREDS=$(aws sts assume-role --duration-seconds 43200)", `assume-role literal 43200 "43200"`},
		{"quoted substitution", "CREDS=\"$(aws sts assume-role \\\n  --duration-seconds 43200)\"", `assume-role literal 43200 "43200"`},
		{"lone closing bracket", "  aws sts assume-role --duration-seconds 43200 --output text)\"\necho \"x\"\naws sts assume-role --duration-seconds 7200", "assume-role literal 43200 \"43200\"\nassume-role literal 7200 \"7200\""},
		{"opened and cut off", "CREDS=$(aws sts assume-role \\\n  --duration-seconds 43200 \\\n", `assume-role literal 43200 "43200"`},
		{"backquotes", "CREDS=`aws sts assume-role --duration-seconds 43200`", `assume-role literal 43200 "43200"`},
		{"export of several", "export $(printf \"AWS_ACCESS_KEY_ID=%s AWS_SESSION_TOKEN=%s\" \\\n$(aws sts assume-role \\\n--duration-seconds 43200 --query \"Credentials.[AccessKeyId,SessionToken]\" \\\n--output text))", `assume-role literal 43200 "43200"`},
		{"read", "read -r A B C <<< \"$(aws sts assume-role --duration-seconds 43200 --output text)\"", `assume-role literal 43200 "43200"`},
		{"process substitution", "read -r A B < <(aws sts assume-role --duration-seconds 43200)", `assume-role literal 43200 "43200"`},
		{"if", "if aws sts assume-role --duration-seconds 43200; then\n  echo\nfi", `assume-role literal 43200 "43200"`},
		{"function", "assume() { aws sts assume-role --duration-seconds 43200; }", `assume-role literal 43200 "43200"`},
		{"case arm", "case $1 in\n  prod) aws sts assume-role --duration-seconds 43200 ;;\nesac", `assume-role literal 43200 "43200"`},
		{"loop", "for r in a b; do aws sts assume-role --duration-seconds 43200; done", `assume-role literal 43200 "43200"`},
		{"here-document with commands", "cat > run.sh <<'EOF'\naws sts assume-role --duration-seconds 43200\nEOF\n", `assume-role literal 43200 "43200"`},
		{"workflow step", "      - run: aws sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"configure", "aws configure set duration_seconds 43200 --profile x", `assume-role literal 43200 "43200"`},
		{"configure a role and its length", "aws configure set role_arn arn:aws:iam::1:role/deploy --profile x\naws configure set profile.x.duration_seconds 43200", `assume-role literal 43200 "43200" @deploy`},
		{"configure by key", "aws configure set profile.x.duration_seconds 43200", `assume-role literal 43200 "43200"`},
		{"permission set", "aws sso-admin update-permission-set --instance-arn a --session-duration PT12H", `permission-set literal 43200 "PT12H"`},
		{"roles anywhere", "aws rolesanywhere create-profile --name x --duration-seconds 7200", `roles-anywhere literal 7200 "7200"`},
		{"update-role", "aws iam update-role --role-name deploy --max-session-duration 7200", `role-maximum literal 7200 "7200" @deploy`},
		{"create-role", "aws iam create-role --role-name deploy --max-session-duration=7200 --assume-role-policy-document file://t.json", `role-maximum literal 7200 "7200" @deploy`},
		{"create-role without", "aws iam create-role --role-name deploy --assume-role-policy-document file://t.json", `role-maximum absent 3600 "aws iam create-role" @deploy`},
		{"go duration", "aws sts assume-role --duration-seconds 12h", `assume-role unknown bad-spelling "12h" meant 43200`},
		{"template", "aws sts assume-role --duration-seconds ${{ inputs.d }} --role-arn ${{ vars.ROLE }}", `assume-role unknown value-outside-paste "${{ inputs.d }}" @${{ vars.ROLE }}`},
		{"placeholders", "aws sts assume-role --role-arn arn:aws:iam::<account-id>:role/deploy --role-session-name <your name> --duration-seconds 43200", `assume-role literal 43200 "43200" @deploy`},
		{"placeholder for the value", "aws sts assume-role --role-arn <ROLE_ARN> --duration-seconds <seconds>", `assume-role unknown value-outside-paste "<seconds>" @<ROLE_ARN>`},
		{"redirections", "aws sts assume-role --duration-seconds 43200 <in >out 2>&1", `assume-role literal 43200 "43200"`},
		{"powershell prompt", `PS C:\work> aws sts assume-role --duration-seconds 43200`, `assume-role literal 43200 "43200"`},
		{"home prompt", "~/infra $ aws sts assume-role --duration-seconds 43200", `assume-role literal 43200 "43200"`},
		{"other service", "aws codeartifact get-authorization-token --domain d --duration-seconds 43200", `note not-sts aws codeartifact get-authorization-token`},
	})
}

func TestShellQuiet(t *testing.T) {
	for name, text := range map[string]string{
		"comment":             "# aws sts assume-role --duration-seconds 43200\n",
		"trailing comment":    "ls # aws sts assume-role --duration-seconds 43200\n",
		"echo":                `echo "aws sts assume-role --duration-seconds 43200"`,
		"echo unquoted":       `echo aws sts assume-role --duration-seconds 43200`,
		"no flag":             "aws sts assume-role --role-arn x --role-session-name y",
		"prose":               "Run aws sts assume-role --duration-seconds 43200 to see it",
		"update without":      "aws iam update-role --role-name x --description y",
		"template":            "{\"Properties\": {\"RoleName\": \"x\", \"Arn\": 1, \"MaxSessionDuration\": 7200}}",
		"json input":          "aws iam create-role --cli-input-json file://x.json",
		"service role":        "aws iam create-service-linked-role --aws-service-name x",
		"skeleton":            "{\"RoleName\": \"x\", \"MaxSessionDuration\": 7200}",
		"terraform here-doc":  "  policy = <<EOF\n{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Condition\":{\"A\":{\"sts:DurationSeconds\":1}}}]}\nEOF\n",
		"arguments elsewhere": "aws iam create-role \"$@\"",
	} {
		t.Run(name, func(t *testing.T) {
			found := locateShellText(t, text)
			checkFound(t, found)
			if got := sketches(found); got != "" {
				t.Errorf("in\n%s\ngot\n%s\nwant nothing", text, got)
			}
		})
	}
}
