package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// cdkShow writes what was found, one line each. It also checks that the bytes
// at each value, read again, give it.
func cdkShow(t testing.TB, found Found) string {
	t.Helper()
	var out []string
	for i := range found.Settings {
		s := &found.Settings[i]
		line := fmt.Sprintf("%s %s", s.At, map[setting.State]string{
			setting.Literal: "literal", setting.Computed: "computed", setting.Indirect: "indirect", setting.Absent: "absent", setting.Unknown: "unknown",
		}[s.State])
		if s.State != setting.Unknown {
			line += fmt.Sprint(" ", int64(s.Value))
		}
		if place, unit := s.Target(); s.State != setting.Unknown && s.State != setting.Absent {
			if v, ok := unit.Read(place.Text()); !ok || v != s.Value {
				t.Errorf("%s: %q reads as %d, %v; the setting says %d", s.At, place.Text(), v, ok, s.Value)
			}
		}
		if s.Broken {
			line += " broken"
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestCDKFinds(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a.ts", "new iam.Role(this, 'A', { assumedBy: p, maxSessionDuration: cdk.Duration.hours(12) });", "iam.Role A literal 43200"},
		{"a.ts", "const D = cdk.Duration.minutes(90);\nnew iam.Role(this, 'A', { maxSessionDuration: D });", "iam.Role A indirect 5400"},
		{"a.ts", "new iam.Role(this, 'A', { assumedBy: p, maxSessionDuration: Duration.parse(\"PT4H\") });", "iam.Role A literal 14400"},
		{"a.ts", "new iam.Role(this, 'A', { assumedBy: p, maxSessionDuration: Duration.seconds(60 * 60 * 4) });", "iam.Role A computed 14400"},
		{"a.ts", "new iam.Role(this, 'A', { assumedBy: p, maxSessionDuration: Duration.hours(x ? 1 : 12) });", "iam.Role A unknown"},
		{"a.ts", "new iam.Role(this, 'A', { assumedBy: p, maxSessionDuration: 43200 });", "iam.Role A unknown"},
		{"a.ts", "new aws.iam.Role(`a-${x}`, { assumeRolePolicy: d, maxSessionDuration: 60 * 60 });", "aws.iam.Role computed 3600"},
		{"a.ts", "new Role(this, 'A', { assumedBy: p, });", "Role A absent 3600"},
		{"a.ts", "new Role(this, 'A', { assumedBy: p, ...rest });", ""},
		{"a.ts", "new Role(this, 'A', props);", ""},
		{"a.ts", "new Role(this, 'A', { permissions: p });", ""},
		{"a.ts", "new GithubActionsRole(this, 'A', { owner: 'x', maxSessionDuration: cdk.Duration.hours(2) });", "GithubActionsRole maxSessionDuration literal 7200"},
		{"a.ts", "import { Duration } from 'aws-cdk-lib';\nconst D = Duration.hours(2);\nnew GithubActionsRole(this, 'A', { maxSessionDuration: D });", "GithubActionsRole maxSessionDuration indirect 7200"},
		{"a.ts", "import { Duration } from 'effect';\nconst limits = { maxSessionDuration: Duration.hours(48) };", ""},
		{"a.java", "Requirement.builder().maxSessionDuration(Duration.ofMinutes(15)).build();", ""},
		{"a.java", "import software.amazon.awscdk.Stack;\nRequirement.builder().maxSessionDuration(Duration.ofMinutes(15)).build();", ""},
		{"a.go", "import \"github.com/aws/aws-cdk-go/awscdk/v2\"\nvar c = Config{MaxSessionDuration: 30 * time.Hour}", ""},
		{"a.go", "ram.NewRole(ctx, \"a\", &ram.RoleArgs{AssumeRolePolicyDocument: d, MaxSessionDuration: pulumi.Int(86400)})", ""},
		{"a.ts", "new Thing(this, 'A', { maxSessionDuration: 7200 });", ""},
		{"a.ts", "interface RoleProps { maxSessionDuration: Duration; assumedBy: P }", ""},
		{"a.ts", "function f(maxSessionDuration = Duration.hours(12)) {}", ""},
		{"a.ts", "const { maxSessionDuration = Duration.hours(12) } = props;", ""},
		{"a.ts", "class A { private maxSessionDuration = Duration.hours(12); }", ""},
		{"a.ts", "const c = r.node.defaultChild as iam.CfnRole;\nc.addPropertyOverride('MaxSessionDuration', 7200);", "c's maximum literal 7200"},
		{"a.ts", "new iam.Role(this, 'A', { assumedBy: p,\n maxSessionDuration: cdk.Duration.hours(12)", "Role maxSessionDuration literal 43200 broken"},
		{"a.ts", "new aws.Provider('p', { assumeRole: { roleArn: a, duration: '12h' } });", "Provider assumeRole literal 43200"},
		{"a.ts", "new aws.Provider('p', { other: { duration: '12h' } });", ""},
		{"a.ts", "new gcp.Provider('p', { assumeRole: { duration: '12h' } });", ""},
		{"a.ts", "new aws.ssoadmin.PermissionSet('p', { instanceArn: i, sessionDuration: 'PT12H' });", "aws.ssoadmin.PermissionSet p literal 43200"},
		{"a.ts", "new aws.rolesanywhere.Profile('p', { durationSeconds: 7200 });", "aws.rolesanywhere.Profile p literal 7200"},
		{"a.ts", "new aws.iam.InstanceProfile('p', { durationSeconds: 7200 });", ""},
		{"a.py", "iam.Role(self, 'A', assumed_by=p, max_session_duration=Duration.hours(12))", "iam.Role A literal 43200"},
		{"a.py", "iam.Role(self, 'A', assumed_by=p, **kw)", ""},
		{"a.py", "def role(self, max_session_duration=Duration.hours(12)):\n  return iam.Role(self, 'A', assumed_by=p, max_session_duration=max_session_duration)", "iam.Role A indirect 43200"},
		{"a.py", "client('iam').create_role(RoleName='a', MaxSessionDuration=43200)", ""},
		{"a.java", "Role a = new Role(this, \"A\", RoleProps.builder().assumedBy(p).maxSessionDuration(Duration.hours(4)).build());", "Role A literal 14400"},
		{"a.java", "CreateRoleRequest.builder().roleName(\"x\").maxSessionDuration(7200).build();", ""},
		{"a.cs", "var d = new Aws.Iam.Role(\"d\", new() { AssumeRolePolicy = x, MaxSessionDuration = 7200 });", "Aws.Iam.Role d literal 7200"},
		{"a.go", "r := awsiam.NewRole(s, jsii.String(\"A\"), &awsiam.RoleProps{AssumedBy: p, MaxSessionDuration: awscdk.Duration_Minutes(jsii.Number(90))})", "awsiam.NewRole A literal 5400"},
	} {
		found := locateCDK([]*source.Document{docOf(t, test.name, test.text)})
		if got := cdkShow(t, found); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

// Each row puts a maximum of 14400 in.
func TestCDKGaps(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a.ts", "new aws.iam.Role('a', { assumeRolePolicy: d });", "new aws.iam.Role('a', { assumeRolePolicy: d, maxSessionDuration: 14400 });"},
		{"a.ts", "new aws.iam.Role('a', { assumeRolePolicy: d, });", "new aws.iam.Role('a', { assumeRolePolicy: d, maxSessionDuration: 14400, });"},
		{"a.ts", "new aws.iam.Role('a', {\n  assumeRolePolicy: d // x\n});", "new aws.iam.Role('a', {\n  assumeRolePolicy: d, // x\n  maxSessionDuration: 14400\n});"},
		{"a.ts", "new aws.iam.Role('a', {\n  assumeRolePolicy: d,\n  // x\n});", "new aws.iam.Role('a', {\n  assumeRolePolicy: d,\n  // x\n  maxSessionDuration: 14400,\n});"},
		{"a.ts", "new aws.iam.Role('a', {\n  name: 'a', // n\n  // about d\n  assumeRolePolicy: d\n}, opts);", "new aws.iam.Role('a', {\n  name: 'a', // n\n  maxSessionDuration: 14400,\n  // about d\n  assumeRolePolicy: d\n}, opts);"},
		{"a.ts", "new aws.iam.Role('a',\n  { assumeRolePolicy: d },\n);", "new aws.iam.Role('a',\n  { assumeRolePolicy: d, maxSessionDuration: 14400 },\n);"},
		{"a.ts", "new aws.iam.Role('a', { 'name': 'a',\n\t'assumeRolePolicy': d });", "new aws.iam.Role('a', { 'name': 'a',\n\t'maxSessionDuration': 14400,\n\t'assumeRolePolicy': d });"},
		{"a.py", "aws.iam.Role('a',\n    assume_role_policy=d)", "aws.iam.Role('a',\n    max_session_duration=14400,\n    assume_role_policy=d)"},
		{"a.py", "aws.iam.Role('a', assume_role_policy=d)", "aws.iam.Role('a', assume_role_policy=d, max_session_duration=14400)"},
		{"a.py", "aws.iam.Role('a', {'assume_role_policy': d})", "aws.iam.Role('a', {'assume_role_policy': d, 'max_session_duration': 14400})"},
		{"a.py", "from aws_cdk import Duration\niam.Role(self, 'A', assumed_by=p)", "from aws_cdk import Duration\niam.Role(self, 'A', assumed_by=p, max_session_duration=Duration.hours(4))"},
		{"a.cs", "using Amazon.CDK;\nnew Role(this, \"A\", new RoleProps { AssumedBy = p });", "using Amazon.CDK;\nnew Role(this, \"A\", new RoleProps { AssumedBy = p, MaxSessionDuration = Duration.Hours(4) });"},
		{"a.java", "import software.amazon.awscdk.Duration;\nRole.Builder.create(this, \"A\").assumedBy(p).build();", "import software.amazon.awscdk.Duration;\nRole.Builder.create(this, \"A\").assumedBy(p).maxSessionDuration(Duration.hours(4)).build();"},
		{"a.go", "iam.NewRole(ctx, \"a\", &iam.RoleArgs{\n\tAssumeRolePolicy: d,\n})", "iam.NewRole(ctx, \"a\", &iam.RoleArgs{\n\tAssumeRolePolicy: d,\n\n\tMaxSessionDuration: pulumi.Int(14400),\n})"},
	} {
		doc := docOf(t, test.name, test.text)
		found := locateCDK([]*source.Document{doc})
		if len(found.Settings) != 1 || found.Settings[0].State != setting.Absent {
			t.Errorf("%s\n got %s", test.text, cdkShow(t, found))
			continue
		}
		s := found.Settings[0]
		value, ok := s.Unit.Spell("", 14400)
		g := s.Gap
		if !ok || g.Shut != "" || !strings.HasPrefix(doc.Text[g.At:], g.Old) {
			t.Errorf("%s: gap %+v", test.text, g)
			continue
		}
		after := doc.Text[:g.At] + g.Before + value + g.After + doc.Text[g.At+len(g.Old):]
		if after != test.want {
			t.Errorf("got\n%s\nwant\n%s", after, test.want)
		}
		again := locateCDK([]*source.Document{docOf(t, test.name, after)})
		if len(again.Settings) != 1 || again.Settings[0].Value != 14400 {
			t.Errorf("%s\nreads as %s", after, cdkShow(t, again))
		}
	}
}

// cdkLoads are texts to time.
var cdkLoads = []testLoad{
	{"roles", func(i int) string {
		return fmt.Sprintf("const r%d = new iam.Role(this, 'R%[1]d', {\n  assumedBy: p,\n  maxSessionDuration: cdk.Duration.hours(12),\n});\n", i)
	}},
	{"roles without a maximum", func(i int) string { return fmt.Sprintf("new iam.Role(this, 'R%d', { assumedBy: p });\n", i) }},
	{"one object", func(int) string { return "maxSessionDuration: Duration.hours(1),\n" }},
	{"one object, open", func(int) string { return "{ maxSessionDuration: Duration.hours(1),\n" }},
	{"open calls", func(int) string { return "new iam.Role(" }},
	{"builders", func(int) string { return "Role.Builder.create(a).maxSessionDuration(Duration.hours(1))" }},
	{"one name", func(int) string { return "D = Duration.hours(1); f({maxSessionDuration: D});\n" }},
	{"constants", func(i int) string {
		return fmt.Sprintf("const D%d = D%d * 2; f({maxSessionDuration: Duration.hours(D%[1]d)});\n", i, i-1)
	}},
	{"one line of names", func(int) string { return "Duration cdk core " }},
	{"providers", func(int) string {
		return "new aws.Provider('p', { assumeRoles: [{ duration: '12h' }, { duration: '12h' }] });\n"
	}},
	{"overrides", func(int) string { return "CfnRole.maxSessionDuration = 1;\n" }},
	{"terraform", nil},
}

func TestCDKIsBounded(t *testing.T) { checkBounded(t, cdk, cdkLoads) }

func BenchmarkCDK(b *testing.B) { benchLoads(b, cdk, cdkLoads, 10<<20) }
