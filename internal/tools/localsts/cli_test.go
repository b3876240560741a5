package localsts

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// shell runs a snippet in the server's environment.
func shell(t *testing.T, s *Server, snippet string) (output string, ok bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", snippet)
	cmd.Env = append(s.Env(), "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err == nil
}

// The real AWS CLI gets AWS's texts, and a corrected command passes.
func TestAWSCLI(t *testing.T) {
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("SKIPPED aws CLI: not installed")
	}
	if testing.Short() {
		t.Skip("SKIPPED aws CLI: it takes seconds a call")
	}
	s := started(t, map[string]int64{"deploy": 3600, "long": 43200})
	const ask = "aws sts assume-role --role-session-name tester --role-arn arn:aws:iam::123456789012:role/"
	const refused = "An error occurred (ValidationError) when calling the AssumeRole operation: "
	chain := `set -e
	set -- $(` + ask + `long --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
	export AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3
	` + ask + "long --duration-seconds 3600 --query AssumedRoleUser.Arn\n"
	for _, c := range []struct {
		name, snippet string
		want          string // the end of the output
		ok            bool
	}{
		{"12 h of a 1 h role", ask + "deploy --duration-seconds 43200", refused + overRole, false},
		{"1 h of a 1 h role", ask + "deploy --duration-seconds 3600 --query AssumedRoleUser.Arn", "assumed-role/deploy/tester\"", true},
		{"chained over 1 h", chain + ask + "long --duration-seconds 3601", refused + overChained, false},
		{"raise the role", "aws iam update-role --role-name deploy --max-session-duration 43200 && " +
			"aws iam get-role --role-name deploy --query Role.MaxSessionDuration", "43200", true},
		{"12 h of the raised role", ask + "deploy --duration-seconds 43200 --query AssumedRoleUser.Arn", "assumed-role/deploy/tester\"", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, ok := shell(t, s, c.snippet)
			if ok != c.ok || !strings.HasSuffix(out, c.want) {
				t.Errorf("%s\nended well: %v, want %v and the end %q\n%s", c.snippet, ok, c.ok, c.want, out)
			}
		})
	}
}
