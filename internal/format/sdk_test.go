package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// sdkFinds is what the format finds in one text, a line each.
func sdkFinds(t testing.TB, name, text string) string {
	doc, err := source.New(name, text)
	if err != nil {
		t.Fatal(err)
	}
	found := locateSDK([]*source.Document{doc})
	var out []string
	for _, s := range found.Settings {
		place, unit := s.Target()
		line := fmt.Sprintf("%s %s", s.Limit.ID, s.At)
		switch s.State {
		case setting.Unknown:
			line += " unknown " + s.Why.Key
			if s.Why.Key == "" {
				line += fmt.Sprintf("meant %d", s.Why.Meant)
			}
		case setting.Absent:
			line += fmt.Sprintf(" absent %q", doc.Text[:s.Gap.At][max(0, s.Gap.At-8):]+"|"+s.Gap.Before+"3600"+s.Gap.After)
		default:
			if n, ok := unit.Read(place.Text()); !ok || n != s.Value {
				t.Errorf("%q: the bytes %q do not give %d", text, place.Text(), s.Value)
			}
			line += fmt.Sprintf(" %d %q", s.Value, place.Text())
		}
		if s.Broken {
			line += " broken"
		}
		if r := s.Role.String(); r != "" {
			line += " of " + r
		}
		for _, c := range s.Chain {
			line += " chained: " + c.Text()
		}
		if len(s.Path) > 0 {
			line += " " + strings.Join(s.Path, ">")
		}
		out = append(out, line)
	}
	for _, n := range found.Notes {
		out = append(out, "note "+n.Key)
	}
	for _, p := range found.Problems {
		out = append(out, "problem "+p.Message)
	}
	return strings.Join(out, "\n")
}

func TestSDK(t *testing.T) {
	const arn = `"arn:aws:iam::111111111111:role/deploy"`
	rows := []struct{ name, text, want string }{
		{"a.py", `r = sts.assume_role(RoleArn=` + arn + `, DurationSeconds=43200)`, `assume-role sts.assume_role 43200 "43200" of deploy`},
		{"a.py", `r = boto3.client("sts").assume_role_with_web_identity(RoleArn=A, DurationSeconds=60*60*12)` + "\nA = " + arn, `assume-role-with-web-identity assume_role_with_web_identity 43200 "60*60*12" of deploy`},
		{"a.py", `args = {"RoleArn": ` + arn + `, "DurationSeconds": 43200}` + "\nsts.assume_role(**args)", `assume-role sts.assume_role 43200 "43200" of deploy`},
		{"a.py", "args = dict(RoleArn=" + arn + ")\nargs['DurationSeconds'] = 43200\nsts.assume_role(**args)", `assume-role sts.assume_role 43200 "43200" of deploy`},
		{"a.py", "def assume_role(arn, duration_seconds=43200):\n    return sts.assume_role(RoleArn=arn, DurationSeconds=duration_seconds)\nassume_role('x')", `assume-role sts.assume_role 43200 "43200" of arn`},
		{"a.py", "sts.get_session_token(DurationSeconds=129600)", `get-session-token sts.get_session_token 129600 "129600"`},
		{"a.py", "iam.create_role(RoleName='deploy', MaxSessionDuration=43200)", `role-maximum iam.create_role 43200 "43200" of deploy`},
		{"a.py", "iam.create_role(\n    RoleName='deploy',\n    AssumeRolePolicyDocument=doc,\n)\nsts.assume_role(DurationSeconds=1)", "role-maximum iam.create_role absent \"ent=doc,|\\n    MaxSessionDuration=3600,\" of deploy\nassume-role sts.assume_role 1 \"1\""},
		{"a.py", "ca.get_authorization_token(domain='d', durationSeconds=43200)", "note not-sts"},
		{"a.py", "assert_called_with(RoleArn='x', DurationSeconds=3600)\nsts.assume_role(X=1)", ""},
		{"a.py", "m.assert_called_with(sts.assume_role(DurationSeconds=3600))", ""},
		{"a.py", "from moto import mock_aws\nsts.assume_role(DurationSeconds=3600)", "note not-aws"},
		{"a.py", "s = boto3.client('sts', endpoint_url='http://minio:9000')\ns.assume_role(DurationSeconds=3600)", "note not-aws"},
		{"a.py", "s = boto3.client('sts', endpoint_url='https://sts.eu-west-1.amazonaws.com')\ns.assume_role(DurationSeconds=3600)", `assume-role s.assume_role 3600 "3600"`},
		{"a.py", "c = sts.assume_role(RoleArn='arn:aws:iam::1:role/hub')['Credentials']\ns = boto3.client('sts', aws_access_key_id=c['AccessKeyId'], aws_session_token=c['SessionToken'])\ns.assume_role(RoleArn='arn:aws:iam::1:role/spoke', DurationSeconds=7200)", `assume-role s.assume_role 7200 "7200" of spoke chained: assume_role hub>spoke`},
		{"a.py", "sts.assume_role(RoleArn='x', DurationSeconds=43200", `assume-role sts.assume_role 43200 "43200" broken of x`},
		{"a.ts", "await c.send(new AssumeRoleCommand({ RoleArn: " + arn + ", DurationSeconds: 12 * 60 * 60 }))", `assume-role AssumeRoleCommand 43200 "12 * 60 * 60" of deploy`},
		{"a.ts", "const p: AssumeRoleCommandInput = { RoleArn: " + arn + ", DurationSeconds: 43200 };", `assume-role AssumeRoleCommandInput 43200 "43200" of deploy`},
		{"a.ts", "const p = { RoleArn: " + arn + ", DurationSeconds: 43200 };\nsts.assumeRole(p, cb)", `assume-role sts.assumeRole 43200 "43200" of deploy`},
		{"a.ts", "fromTemporaryCredentials({ params: { RoleArn: " + arn + ", DurationSeconds: 43200 } })", `assume-role fromTemporaryCredentials 43200 "43200" of deploy`},
		{"a.ts", "fromTemporaryCredentials({ masterCredentials: fromTemporaryCredentials({ params: { RoleArn: 'arn:aws:iam::1:role/hub' } }), params: { RoleArn: " + arn + ", DurationSeconds: 43200 } })", `assume-role fromTemporaryCredentials 43200 "43200" of deploy chained: fromTemporaryCredentials hub>deploy`},
		{"a.ts", "fromTokenFile({ roleArn: " + arn + ", durationSeconds: 43200 })", `assume-role-with-web-identity fromTokenFile 43200 "43200" of deploy`},
		{"a.ts", "fromWebToken({ roleArn: " + arn + ", durationSeconds: 43200 })", `assume-role-with-web-identity fromWebToken 43200 "43200" of deploy`},
		{"a.ts", "interface O { DurationSeconds?: number } function f(o: O) { return sts.assumeRole({ DurationSeconds: o.DurationSeconds }) }", `assume-role sts.assumeRole unknown value-outside-paste`},
		{"a.ts", "new AWS.ChainableTemporaryCredentials({ params: { RoleArn: " + arn + ", DurationSeconds: 43200 } })", `assume-role AWS.ChainableTemporaryCredentials 43200 "43200" of deploy`},
		{"a.ts", "iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: d }); x.MaxSessionDuration", `role-maximum iam.createRole absent "ument: d|, MaxSessionDuration: 3600" of deploy`},
		{"a.ts", "new iam.Role(this, 'x', { maxSessionDuration: Duration.hours(12) }); sts.assumeRole(x)", ""},
		{"a.go", "in := &sts.AssumeRoleInput{\n\tRoleArn: aws.String(" + arn + "),\n\tDurationSeconds: aws.Int32(43200),\n}", `assume-role sts.AssumeRoleInput 43200 "43200" of deploy`},
		{"a.go", "p := stscreds.NewAssumeRoleProvider(c, " + arn + ", func(o *stscreds.AssumeRoleOptions) {\n\to.Duration = 12 * time.Hour\n})", `assume-role stscreds.AssumeRoleOptions 43200 "12" of deploy`},
		{"a.go", "creds := stscreds.NewCredentials(sess, " + arn + ", func(p *stscreds.AssumeRoleProvider) {\n\tp.ExpiryWindow = 10 * time.Second\n\tp.Duration = time.Duration(43200) * time.Second\n})", `assume-role stscreds.AssumeRoleProvider 43200 "43200" of deploy`},
		{"a.go", "p := &stscreds.AssumeRoleProvider{RoleARN: " + arn + ", Duration: time.Hour}", ``},
		{"a.go", "params := &sts.AssumeRoleInput{}\nparams.RoleArn = aws.String(" + arn + ")\nparams.DurationSeconds = aws.Int64(7200)", `assume-role sts.AssumeRoleInput 7200 "7200" of deploy`},
		{"a.go", "iam.CreateRoleInput{RoleName: aws.String(\"deploy\"), MaxSessionDuration: aws.Int32(43200)}", `role-maximum iam.CreateRoleInput 43200 "43200" of deploy`},
		{"a.java", "AssumeRoleRequest r = AssumeRoleRequest.builder().roleArn(" + arn + ").durationSeconds(43200).build();", `assume-role AssumeRoleRequest 43200 "43200" of deploy`},
		{"a.java", "new AssumeRoleRequest().withRoleArn(" + arn + ").withDurationSeconds(43200)", `assume-role AssumeRoleRequest 43200 "43200" of deploy`},
		{"a.java", "AssumeRoleRequest req = new AssumeRoleRequest();\nreq.setRoleArn(" + arn + ");\nreq.setDurationSeconds(43200);", `assume-role AssumeRoleRequest 43200 "43200" of deploy`},
		{"a.java", "sts.assumeRole(r -> r.roleArn(" + arn + ").durationSeconds(43200))", `assume-role sts.assumeRole 43200 "43200" of deploy`},
		{"a.java", "new STSAssumeRoleSessionCredentialsProvider.Builder(" + arn + ", \"ci\").withStsClient(c).withRoleSessionDurationSeconds(43200).build();", `assume-role STSAssumeRoleSessionCredentialsProvider 43200 "43200" of deploy`},
		{"a.java", "StsAssumeRoleCredentialsProvider.builder().stsClient(c).refreshRequest(r -> r.roleArn(" + arn + ").durationSeconds(43200)).build();", `assume-role StsAssumeRoleCredentialsProvider 43200 "43200" of deploy`},
		{"a.java", "GetClusterCredentialsRequest.builder().durationSeconds(3600)", `note not-sts`},
		{"a.java", "RaidRequest.builder().durationSeconds(20).build(); sts.assumeRole(x)", ``},
		{"a.java", "import com.aliyuncs.sts;\nAssumeRoleRequest r = new AssumeRoleRequest(); r.setDurationSeconds(43200L);", `note not-aws`},
		{"a.kt", "sts.assumeRole(AssumeRoleRequest {\n  roleArn = " + arn + "\n  durationSeconds = 43200\n})", `assume-role AssumeRoleRequest 43200 "43200" of deploy`},
		{"a.kt", "sts.assumeRole {\n  roleArn = " + arn + "\n  durationSeconds = 43200\n}", `assume-role sts.assumeRole 43200 "43200" of deploy`},
		{"a.cs", "var r = await c.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = " + arn + ", DurationSeconds = 43200 });", `assume-role AssumeRoleRequest 43200 "43200" of deploy`},
		{"a.cs", "new AssumeRoleAWSCredentials(src, " + arn + ", \"x\", new AssumeRoleAWSCredentialsOptions() { DurationSeconds = 43200 })", `assume-role AssumeRoleAWSCredentialsOptions 43200 "43200" of deploy`},
		{"a.rb", "Aws::AssumeRoleCredentials.new(client: c, role_arn: " + arn + ", duration_seconds: 43_200)", `assume-role Aws::AssumeRoleCredentials 43200 "43_200" of deploy`},
		{"a.rb", "sts.assume_role({ role_arn: " + arn + ", duration_seconds: 12 * 3600 })", `assume-role sts.assume_role 43200 "12 * 3600" of deploy`},
		{"a.rb", "sts.assume_role(:role_arn => " + arn + ", :duration_seconds => 43200)", `assume-role sts.assume_role 43200 "43200" of deploy`},
		{"a.php", "$r = $sts->assumeRole([\n 'RoleArn' => " + arn + ",\n 'DurationSeconds' => 43200,\n]);", `assume-role $sts->assumeRole 43200 "43200" of deploy`},
		{"a.php", "new AssumeRoleCredentialProvider(['client' => $c, 'assume_role_params' => ['RoleArn' => " + arn + ", 'DurationSeconds' => 43200]]);", `assume-role assume_role_params 43200 "43200" of deploy`},
		{"a.rs", "client.assume_role().role_arn(" + arn + ").duration_seconds(43200).send().await?;", `assume-role client.assume_role 43200 "43200" of deploy`},
		{"a.rs", "AssumeRoleProvider::builder(" + arn + ").session_length(Duration::from_secs(43200)).build();", `assume-role AssumeRoleProvider 43200 "43200" of deploy`},
		{"a.cpp", "Aws::STS::Model::AssumeRoleRequest req;\nreq.SetRoleArn(" + arn + ");\nreq.SetDurationSeconds(43200);", `assume-role Model::AssumeRoleRequest 43200 "43200" of deploy`},
	}
	for _, r := range rows {
		if got := sdkFinds(t, r.name, r.text); got != r.want {
			t.Errorf("%s %s\n got %s\nwant %s", r.name, r.text, got, r.want)
		}
	}
}
