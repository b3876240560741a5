package plan

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// raiseElsewhere is how a role that is not in the text gets a longer maximum.
func raiseElsewhere(role setting.Role, want setting.Seconds) []Snippet {
	return []Snippet{
		{"AWS CLI", fmt.Sprintf("aws iam update-role --role-name %s --max-session-duration %d", shellName(role), want)},
		{"Terraform, in the aws_iam_role", fmt.Sprintf("max_session_duration = %d", want)},
		{"CloudFormation, in the AWS::IAM::Role properties", fmt.Sprintf("MaxSessionDuration: %d", want)},
	}
}

// lookUp is how a person finds out what a role allows.
func lookUp(role setting.Role) Snippet {
	return Snippet{"See what the role allows now", fmt.Sprintf(
		"aws iam get-role --role-name %s --query Role.MaxSessionDuration", shellName(role))}
}

// shellName is the role's name where it is safe in a command, else a word to
// replace.
func shellName(role setting.Role) string {
	name := role.Name
	for _, r := range name {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+=,.@-", r) {
			return "ROLE_NAME"
		}
	}
	if name == "" || len(name) > 64 || strings.HasPrefix(name, "-") {
		return "ROLE_NAME"
	}
	return name
}

// called names a role in a sentence.
func called(role setting.Role) string {
	switch {
	case role.Name != "":
		return "role " + role.Name
	case strings.HasPrefix(role.Ref, "$"):
		return "the role in " + role.Ref
	case role.String() != "":
		return role.String()
	}
	return "the role"
}
