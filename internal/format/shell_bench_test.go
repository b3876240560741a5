package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/source"
)

// shellLoads are texts to time: one like a long script, the rest hostile.
var shellLoads = []testLoad{
	{"script", func(i int) string {
		return fmt.Sprintf("D%d=43200\nCREDS=$(aws sts assume-role \\\n  --role-arn \"arn:aws:iam::1:role/r%d\" \\\n  --duration-seconds \"$D%d\")\nexport AWS_SESSION_TOKEN=$(echo \"$CREDS\" | jq -r .x)\n", i, i, i) +
			strings.Repeat("for f in *.txt; do echo \"it is $f\" | sed 's/a/b/' >> out.log; done\n", 20)
	}},
	{"dense", func(i int) string {
		return fmt.Sprintf("aws sts assume-role --role-arn arn:aws:iam::1:role/r%d --duration-seconds 43200\n", i)
	}},
	{"dense, one variable", func(int) string { return "D=43200\naws sts assume-role --duration-seconds $D\n" }},
	{"dense, many variables", func(i int) string {
		return fmt.Sprintf("V%d=43200\naws sts assume-role --duration-seconds $V%d\n", i, i)
	}},
	{"prose", func(int) string { return "It's only words, for example; don't read them.\n" }},
	{"one line of commands", func(int) string { return "aws sts assume-role --duration-seconds 43200; " }},
	{"one command", func(int) string { return "aws sts assume-role " }},
	{"one line without operation", func(int) string { return "aws sts " }},
	{"substitutions", func(int) string { return "$(aws sts assume-role " }},
	{"substitutions by line", func(int) string { return "$(aws sts assume-role --duration-seconds 1\n" }},
	{"here-documents", func(int) string { return "aws sts assume-role <<EOF\n" }},
	{"here-documents in substitutions", func(i int) string { return fmt.Sprintf("x=$(aws sts assume-role <<E%d\n", i) }},
	{"quotes", func(int) string { return "aws sts assume-role --duration-seconds '1\n" }},
	{"double quotes", func(int) string { return "aws sts assume-role \"$(\n" }},
	{"backquotes", func(int) string { return "aws sts assume-role `\n" }},
	{"no shell", func(int) string { return "aws sts assume-role --duration-seconds 1 ${a b}\n" }},
	{"backslashes", func(int) string { return "aws sts assume-role \\\n" }},
	{"eval", func(int) string { return "eval $(aws sts assume-role) " }},
	{"assignments", func(i int) string {
		return fmt.Sprintf("A%d=$A%d; aws sts assume-role --duration-seconds $A%d\n", i, i+1, i)
	}},
	{"assignments of one", func(i int) string {
		return "A=$B; B=$A; aws sts assume-role --duration-seconds $A --role-arn $B$A$B\n"
	}},
	{"output", func(int) string { return "\"MaxSessionDuration\": 3600,\n" }},
	{"output objects", func(int) string { return "{\"MaxSessionDuration\": 3600\n" }},
	{"policies", func(int) string { return "cat <<EOF\n{\"Statement\": {\"sts:DurationSeconds\": 1\n" }},
	{"branches", func(int) string { return "fi\nif x\nD=1; aws sts assume-role --duration-seconds $D\n" }},
	{"templates", func(int) string { return "aws sts assume-role ${{ ${a. " }},
	{"dollars", func(int) string { return "aws sts assume-role --duration-seconds $A $$$$$$$$$$ = = = = \n" }},
}

const benchSize = 1 << 20

func BenchmarkShell(b *testing.B) { benchLoads(b, shell, shellLoads, benchSize) }

func FuzzShell(f *testing.F) {
	for _, load := range shellLoads {
		f.Add(load.text(300))
	}
	f.Add(getRoleJSON)
	f.Add("HOURS=12\r\naws sts assume-role \\\r\n> --duration-seconds=\"$(( ${HOURS:-1} * 3600 ))\" --role-arn 'a'\u00a0$R\r\n")
	f.Add("aws iam create-role --role-name x --assume-role-policy-document '{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Condition\":{\"A\":{\"sts:DurationSeconds\":1}}}]}' \\\n  --x y\n")
	f.Add("case $x in a) D=1 ;; *) D=${1:-2}; esac; [ x ] && D=3\naws sts assume-role --duration-seconds ${D:=4}`")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := source.New("", text)
		if err != nil {
			t.Skip()
		}
		checkFound(t, shell.Locate([]*source.Document{doc}))
	})
}
