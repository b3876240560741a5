package format

import (
	"strings"
	"testing"
)

// Every notation keeps so many finds of a document, and says where it stops.
func TestReadIsBounded(t *testing.T) {
	for id, unit := range map[string]string{
		"hcl":            "resource \"aws_iam_role\" \"a\" {\n  max_session_duration = 7200\n}\n",
		"shell":          "aws sts assume-role --duration-seconds 43200\n",
		"cloudformation": "- {Type: AWS::IAM::Role, Properties: {MaxSessionDuration: 7200}}\n",
		"aws-config":     "[profile a]\nrole_arn = arn:aws:iam::111111111111:role/a\nduration_seconds = 43200\n",
		"cdk":            "new iam.Role(this, 'R', { maxSessionDuration: cdk.Duration.hours(12) });\n",
		"workflow":       "- uses: aws-actions/configure-aws-credentials@v4\n  with: {role-duration-seconds: 43200}\n",
		"pipeline":       "withAWS(role: 'a', duration: 43200) { sh 'x' }\n",
		"kubernetes":     "- {apiVersion: iam.services.k8s.aws/v1alpha1, kind: Role, spec: {name: a, maxSessionDuration: 7200}}\n",
		"ansible":        "- sts_assume_role: {duration_seconds: 43200}\n",
		"tool-settings":  "fs.s3a.assumed.role.session.duration=12h\n",
		"sdk":            "sts.assume_role(RoleArn='a', DurationSeconds=43200)\n",
	} {
		found, _ := Read(docsOf(t, strings.Repeat(unit, maxFinds+10)), id)
		told := false
		for _, p := range found.Problems {
			told = told || strings.Contains(p.Message, "is not read")
		}
		if n := len(found.Settings); n < maxFinds-1 || n > maxFinds || !told {
			t.Errorf("%s: %d settings, %d problems, told %t", id, n, len(found.Problems), told)
		}
	}
}
