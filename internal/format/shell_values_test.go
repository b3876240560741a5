package format

import (
	"fmt"
	"strings"
	"testing"
)

func TestShellVariables(t *testing.T) {
	const call = "aws sts assume-role --duration-seconds "
	runShellCases(t, []shellCase{
		{"plain", "D=43200\n" + call + `"$D"`, `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"braces", "D=43200\n" + call + `${D}`, `assume-role indirect 43200 "${D}" -> D= "43200" x0`},
		{"equals", "D=43200\naws sts assume-role --duration-seconds=$D", `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"export", "export D=43200\n" + call + `$D`, `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"quoted", "readonly D=\"43200\" # hours\n" + call + `$D`, `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"declare -r", "declare -r D='43200'\n" + call + `$D`, `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"local", "f() {\n  local D=43200\n  " + call + "$D\n}", `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"default here", call + `"${D:-43200}"`, `assume-role indirect 43200 "${D:-43200}" -> the default in ${D:-…} "43200" x0`},
		{"default assigned here", call + `${D:=43200}`, `assume-role indirect 43200 "${D:=43200}" -> D= "43200" x0`},
		{"default overruled by the text", "D=7200\n" + call + `"${D:-43200}"`, `assume-role indirect 7200 "${D:-43200}" -> D= "7200" x0`},
		{"colon", ": \"${D:=43200}\"\n" + call + `$D`, `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"argument with default", "D=${1:-43200}\n" + call + `$D`, `assume-role indirect 43200 "$D" -> the default in ${1:-…} "43200" x0`},
		{"own default", "D=\"${D:-43200}\"\n" + call + `$D`, `assume-role indirect 43200 "$D" -> the default in ${D:-…} "43200" x0`},
		{"through another", "H=43200\nD=$H\n" + call + `$D`, `assume-role indirect 43200 "$D" -> H= "43200" x0`},
		{"hours", "HOURS=12\n" + call + `$((HOURS * 3600))`, `assume-role indirect 43200 "$((HOURS * 3600))" -> HOURS= "12" x0`},
		{"hours through another", "HOURS=12\nD=$(( ${HOURS} * 60 * 60 ))\n" + call + `$D`, `assume-role indirect 43200 "$D" -> HOURS= "12" x0`},
		{"product", "D=$((12*3600))\n" + call + `$D`, `assume-role indirect 43200 "$D" -> D= "12*3600" x0`},
		{"two readers", "D=43200\necho $D\n" + call + `$D`, `assume-role indirect 43200 "$D" -> D= "43200" x1`},
		{"prompted", "$ D=43200\n$ " + call + `$D`, `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"same value twice", "D=43200\n" + call + "$D\nD=43200\n" + call + "$D", "assume-role indirect 43200 \"$D\" -> D= \"43200\" x1\nassume-role indirect 43200 \"$D\" -> D= \"43200\" x1"},
		{"two values", "D=43200\nD=3600\n" + call + `$D`, `assume-role unknown conditional-value "$D"`},
		{"in a branch", "if x; then\n  D=43200\nfi\n" + call + `$D`, `assume-role unknown conditional-value "$D"`},
		{"both in a branch", "if x; then\n  D=43200\n  " + call + "$D\nfi\n", `assume-role indirect 43200 "$D" -> D= "43200" x0`},
		{"in the other branch", "if x; then\n  D=43200\nelse\n  " + call + "$D\nfi\n", `assume-role unknown conditional-value "$D"`},
		{"one-line branch", "if x; then D=43200; fi\n" + call + `$D`, `assume-role unknown conditional-value "$D"`},
		{"after a test", "[ -z \"$D\" ] && D=43200\n" + call + `$D`, `assume-role unknown conditional-value "$D"`},
		{"branch from above the text", "  D=43200\nfi\n" + call + `$D`, `assume-role unknown conditional-value "$D"`},
		{"case", "case $1 in\n  prod)\n    D=43200\n    ;;\nesac\n" + call + `$D`, `assume-role unknown conditional-value "$D"`},
		{"not set", call + `$D`, `assume-role unknown value-outside-paste "$D"`},
		{"argument", call + `"$1"`, `assume-role unknown value-outside-paste "$1"`},
		{"from a command", "D=$(cat d)\n" + call + `$D`, `assume-role unknown value-outside-paste "$D"`},
		{"from read", "read -r D\n" + call + `$D`, `assume-role unknown value-outside-paste "$D"`},
		{"from a loop", "for D in 900 43200; do\n  " + call + "$D\ndone", `assume-role unknown value-outside-paste "$D"`},
		{"from getopts", "D=3600\nwhile getopts d: o; do case $o in d) D=$OPTARG ;; esac; done\n" + call + `$D`, `assume-role unknown conditional-value "$D"`},
		{"comment is no assignment", "# D=43200\n" + call + `$D`, `assume-role unknown value-outside-paste "$D"`},
		{"argument is no assignment", "make D=43200\n" + call + `$D`, `assume-role unknown value-outside-paste "$D"`},
		{"circle", "A=$B\nB=$A\n" + call + `$A`, `assume-role unknown value-outside-paste "$A"`},
		{"bad spelling behind a variable", "D=12h\n" + call + `$D`, `assume-role unknown bad-spelling "$D" meant 43200`},
		{"substring", "D=43200\n" + call + `${D%0}`, `assume-role unknown value-outside-paste "${D%0}"`},
		{"glued", "H=12\n" + call + `${H}000`, `assume-role unknown value-outside-paste "${H}000"`},
	})
}

func TestShellVariablesAcrossFiles(t *testing.T) {
	found := locateShellText(t, "source ./env.sh\naws sts assume-role --duration-seconds $D\n", "D=43200\n")
	checkFound(t, found)
	if got, want := sketches(found), `assume-role indirect 43200 "$D" -> D= "43200" x0`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(found.Settings) == 1 && found.Settings[0].Def.Doc == found.Settings[0].Doc {
		t.Error("the definition lies in the other file")
	}
}

func TestShellRoles(t *testing.T) {
	const call, flags = "aws sts assume-role --role-arn ", " --duration-seconds 7200\n"
	const read = `assume-role literal 7200 "7200" @`
	runShellCases(t, []shellCase{
		{"path", call + "arn:aws:iam::1:role/team/deploy" + flags, read + "deploy"},
		{"variable", "ROLE_ARN=arn:aws:iam::1:role/deploy\n" + call + `"$ROLE_ARN"` + flags, read + "deploy"},
		{"variable account", call + `"arn:aws:iam::${ACCOUNT}:role/deploy"` + flags, read + "deploy"},
		{"variable name, set", "NAME=deploy\n" + call + `arn:aws:iam::1:role/$NAME` + flags, read + "deploy"},
		{"variable name, not set", call + `"arn:aws:iam::1:role/$NAME"` + flags, read + "$NAME"},
		{"variable in variable", "ROLE_ARN=\"arn:aws:iam::$A:role/$NAME\"\n" + call + `$ROLE_ARN` + flags, read + "$NAME"},
		{"not set", call + `$ROLE_ARN` + flags, read + "$ROLE_ARN"},
		{"cap by the same variable", "aws iam update-role --role-name \"$NAME\" --max-session-duration 7200", `role-maximum literal 7200 "7200" @$NAME`},
		{"last assignment before", "R=a\naws iam update-role --role-name $R --max-session-duration 7200\nR=b\naws iam update-role --role-name $R --max-session-duration 7200\n",
			"role-maximum literal 7200 \"7200\" @a\nrole-maximum literal 7200 \"7200\" @b"},
	})
}

func TestShellChains(t *testing.T) {
	const call, read = "aws sts assume-role --duration-seconds 7200\n", "assume-role literal 7200 \"7200\""
	const first = "CREDS=$(aws sts assume-role --role-arn arn:aws:iam::1:role/a --role-session-name x)\n"
	const export = "export AWS_SESSION_TOKEN=$(echo $CREDS | jq -r .Credentials.SessionToken)\n"
	runShellCases(t, []shellCase{
		{"exported before", first + export + call, read + " chained"},
		{"exported after", call + export, read},
		{"exported after, in the command itself", "export AWS_SESSION_TOKEN=$(" + call + ")", read},
		{"no export between", first + call, read},
		{"unset between", first + export + "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN\n" + call, read},
		{"emptied between", first + export + "export AWS_SESSION_TOKEN=\"\"\n" + call, read},
		{"profile on the second", first + export + "aws --profile x sts assume-role --duration-seconds 7200", read},
		{"evaluated", "eval $(aws sts get-session-token --serial-number x --query y)\n" + call, read + " chained"},
		{"evaluated variable", first + "eval \"$CREDS\"\n" + call, read + " chained"},
		{"export of a printf", "export $(printf \"A=%s\" $(aws sts assume-role --role-arn a))\n" + call, read + " chained"},
		{"read", "read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<< $(aws sts get-session-token)\n" + call, read + " chained"},
		{"literal", "export AWS_SESSION_TOKEN=FQoGZXIvYXdzEXAMPLE\n" + call, read + " chained"},
		{"for this command", "AWS_SESSION_TOKEN=x " + call, read + " chained"},
		{"for another command", "AWS_SESSION_TOKEN=x ls\n" + call, read},
		{"printed only", "echo \"export AWS_SESSION_TOKEN=x\"\n" + call, read},
		{"in a comment", "# export AWS_SESSION_TOKEN=x\n" + call, read},
		{"configured profile", "aws configure set aws_session_token x --profile p\naws sts assume-role --duration-seconds 7200 --profile p", read + " chained"},
		{"configured for another profile", "aws configure set aws_session_token x --profile p\n" + call, read},
		{"aws-vault", "aws-vault exec p -- " + call, read + " chained"},
		{"aws-vault without a session", "aws-vault exec --no-session p -- " + call, read},
		{"instance role", "curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/x\n" + call, read + " chained"},
		{"task role", "curl 169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI\n" + call, read + " chained"},
		{"web identity is never chained", "export AWS_SESSION_TOKEN=x\naws sts assume-role-with-web-identity --duration-seconds 7200", "assume-role-with-web-identity literal 7200 \"7200\""},
	})
}

// A browser's worker has stack for some hundred calls only.
func TestShellLongChainOfVariables(t *testing.T) {
	var text strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&text, "A%d=$A%d; aws sts assume-role --duration-seconds $A%d --role-arn $A%d\n", i, i+1, i, i)
	}
	checkFound(t, locateShellText(t, text.String()))
}
