package format

import (
	"strings"
	"testing"
)

func TestShellScriptsAndArrays(t *testing.T) {
	const call = "aws sts assume-role --role-arn x --duration-seconds "
	for _, test := range []struct{ name, text, want string }{
		{"printed by a script", `bash -c "echo ` + call + `43200"`, ""},
		{"printed on another host", `ssh host "echo '` + call + `43200'"`, ""},
		{"a message", `git commit -m '` + call + `43200'`, ""},
		{"a variable of a container", `docker run -e HELP='` + call + `43200' tools`, ""},
		{"the title of a test", `t.Run("` + call + `43200", func(t *testing.T) {`, ""},
		{"what a test expects", `assert cmd == ["aws", "sts", "assume-role", "--duration-seconds", "43200"]`, ""},
		{"a description", `description = "` + call + `43200"`, ""},
		{"an emulator", `command = "aws --endpoint-url http://localhost:4566 sts assume-role --duration-seconds 43200"`, "note not-aws aws --endpoint-url http://localhost:4566 sts assume-role"},
		{"two shells, one name", "D=43200\nbash -c \"D=3600; " + call + `$D"`, `assume-role unknown conditional-value "$D" @x`},
		{"the inner shell's variable", `bash -c "D=7200; ` + call + `\$D"`, `assume-role indirect 7200 "$D" -> D= "7200" x0 @x`},
		{"arithmetic of a program", "cmd = `" + call + "${12 * 3600}`", `assume-role unknown value-outside-paste "${12 * 3600}" @x`},
		{"CRLF and tabs", "bash -c 'aws sts assume-role\t--duration-seconds\t43200'\r\n", `assume-role literal 43200 "43200"`},
		{"an array set anew", `a=(--duration-seconds 43200); a=(--duration-seconds 7200); aws sts assume-role "${a[@]}"`, `assume-role indirect 7200 "${a[@]}" -> a= "7200" x0`},
		{"the last flag counts", `a=(--duration-seconds 43200); aws sts assume-role --duration-seconds 3600 "${a[@]}"`, `assume-role indirect 43200 "${a[@]}" -> a= "43200" x0`},
		{"an array that is unset", "a=(--duration-seconds 43200)\nunset a\naws sts assume-role \"${a[@]}\"", ""},
		{"an array in a comment", "# a=(--duration-seconds 43200)\naws sts assume-role \"${a[@]}\"", ""},
		{"quotes in a split variable", `O='--duration-seconds "43200"'; aws sts assume-role $O`, `assume-role unknown value-outside-paste "$O"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := locateShellText(t, test.text)
			checkFound(t, found)
			if got := strings.TrimSpace(sketches(found)); got != test.want {
				t.Errorf("in %s\ngot  %s\nwant %s", test.text, got, test.want)
			}
		})
	}
}
