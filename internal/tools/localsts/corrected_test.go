package localsts

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/engine"
)

// refactor is the sandbox's correction of a pasted script.
func refactor(t *testing.T, text string) string {
	t.Helper()
	request, err := json.Marshal(map[string]any{"files": []map[string]string{{"name": "", "text": text}}})
	if err != nil {
		t.Fatal(err)
	}
	var reply struct {
		Files []struct{ Output string }
		Error *struct{ Message string }
	}
	if err := json.Unmarshal(engine.Handle("refactor", request), &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Error != nil || len(reply.Files) != 1 {
		t.Fatalf("no correction: %+v", reply)
	}
	return reply.Files[0].Output
}

// A script that the real AWS CLI fails on passes once corrected, and nothing
// but the named bytes was changed to get there.
func TestCorrectedScriptsPass(t *testing.T) {
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("SKIPPED aws CLI: not installed")
	}
	if testing.Short() {
		t.Skip("SKIPPED aws CLI: it takes seconds a call")
	}
	const (
		role    = "--role-arn arn:aws:iam::123456789012:role/deploy --role-session-name ci"
		over    = "when calling the AssumeRole operation: " + overRole
		arn     = " --query AssumedRoleUser.Arn --output text"
		assumed = "arn:aws:sts::123456789012:assumed-role/deploy/ci"
	)
	for _, c := range []struct {
		name, script string
		fails        string // in the output of the script as pasted, "" where it passes
		old, new     string // the one change, both "" where there is none
		says         string // the end of the corrected script's output
	}{
		{"lone_call", "aws sts assume-role " + role + " --duration-seconds 43200" + arn + "\n",
			over, "43200", "3600", assumed},
		{"continued_lines_in_substitution", `set -e
CREDS=$(aws sts assume-role \
  ` + role + ` \
  --duration-seconds 28800 \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
set -- $CREDS
export AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3
aws sts get-caller-identity --query Arn --output text
`, over, "28800", "3600", assumed},
		{"variable", "DURATION=43200\naws sts assume-role " + role + ` --duration-seconds "$DURATION"` + arn + "\n",
			over, "DURATION=43200", "DURATION=3600", assumed},
		{"chained_pair", `set -e
set -- $(aws sts assume-role --role-arn arn:aws:iam::123456789012:role/long --role-session-name hop \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
export AWS_ACCESS_KEY_ID=$1
export AWS_SECRET_ACCESS_KEY=$2
export AWS_SESSION_TOKEN=$3
aws sts assume-role --role-arn arn:aws:iam::123456789012:role/long --role-session-name ci --duration-seconds 7200` + arn + "\n",
			"when calling the AssumeRole operation: " + overChained, "7200", "3600", "assumed-role/long/ci"},
		{"role_of_the_same_script", `set -e
aws iam create-role --role-name made --max-session-duration 3600 \
  --assume-role-policy-document '{"Version": "2012-10-17", "Statement": []}' >/dev/null
aws sts assume-role --role-arn arn:aws:iam::123456789012:role/made --role-session-name ci --duration-seconds 14400` + arn + "\n",
			over, "--max-session-duration 3600", "--max-session-duration 14400", "assumed-role/made/ci"},
		{"below_minimum", "aws sts assume-role " + role + " --duration-seconds 600" + arn + "\n",
			"900", "600", "900", assumed},
		{"session_token_is_left_alone", "aws sts get-session-token --duration-seconds 7200 --query Credentials.SecretAccessKey --output text\n",
			"", "", "", "fake"},
	} {
		t.Run(c.name, func(t *testing.T) {
			roles := map[string]int64{"deploy": 3600, "long": 43200}
			out, ok := shell(t, started(t, roles), c.script)
			if ok != (c.fails == "") || !strings.Contains(out, c.fails) {
				t.Fatalf("as pasted it ended well: %v, want the failure %q\n%s", ok, c.fails, out)
			}
			corrected := refactor(t, c.script)
			if want := strings.Replace(c.script, c.old, c.new, 1); corrected != want {
				t.Fatalf("corrected to\n%s\nwant\n%s", corrected, want)
			}
			out, ok = shell(t, started(t, roles), corrected)
			if !ok || !strings.HasSuffix(out, c.says) {
				t.Errorf("corrected it ended well: %v, want the end %q\n%s\n%s", ok, c.says, corrected, out)
			}
		})
	}
}
