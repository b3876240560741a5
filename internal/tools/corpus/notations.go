package corpus

import (
	"fmt"
	"strings"
)

// A Notation makes text in one notation.
type Notation struct {
	ID      string // of the engine's format
	Name    string // of the file; "" where the text alone should tell
	head    string // what the text starts with
	filler  string // repeated; %[1]d numbers it
	failing string // the part that is to be corrected
	foot    string // what it ends with
}

// Text is about size bytes in n. Its middle holds a request to correct; the
// rest does not matter to the sandbox.
func (n Notation) Text(size int) string {
	var out strings.Builder
	out.WriteString(n.head)
	put := false
	for i := 0; !put || out.Len() < size; i++ {
		if !put && out.Len() >= size/2 {
			out.WriteString(n.failing)
			put = true
		}
		fmt.Fprintf(&out, n.filler, i)
	}
	out.WriteString(n.foot)
	return out.String()
}

// Notations are texts in each notation that the engine reads.
var Notations = []Notation{
	{
		ID:     "shell",
		filler: "echo \"deploying service %[1]d\"\nfor host in a b c; do\n  scp \"build/$host-%[1]d.tgz\" \"$host:/srv/app\" || exit 1\ndone\n",
		failing: "aws sts assume-role --role-arn arn:aws:iam::111111111111:role/deploy \\\n" +
			"  --role-session-name ci --duration-seconds 43200\n",
	},
	{
		ID: "terraform-json", Name: "main.tf.json", head: "{\n  \"output\": {\n    \"x\": {\"value\": 1}", foot: "\n  }\n}\n",
		filler:  ",\n    \"count_%[1]d\": {\"description\": \"how many\", \"value\": %[1]d}",
		failing: "\n  },\n  \"resource\": {\"aws_iam_role\": {\"deploy\": {\"name\": \"deploy\", \"max_session_duration\": 86400}}},\n  \"output\": {\n    \"y\": {\"value\": 1}",
	},
	{
		ID: "cloudformation", head: "Resources:\n",
		filler:  "  Bucket%[1]d:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub \"${Prefix}-logs-%[1]d\"\n      Tags:\n        - Key: team\n          Value: web\n",
		failing: "  DeployRole:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: deploy\n      MaxSessionDuration: 86400\n      AssumeRolePolicyDocument: {Version: \"2012-10-17\", Statement: []}\n",
	},
	{
		ID: "aws-config", filler: "[profile account%[1]d]\nsso_session = main\nsso_account_id = 111111111111\nsso_role_name = ReadOnly\nregion = eu-central-1\n\n",
		failing: "[profile deploy]\nrole_arn = arn:aws:iam::111111111111:role/deploy\nsource_profile = default\nduration_seconds = 43200\n\n",
	},
	{
		ID: "cdk", head: "import * as cdk from 'aws-cdk-lib';\nimport * as iam from 'aws-cdk-lib/aws-iam';\nimport * as s3 from 'aws-cdk-lib/aws-s3';\n\n",
		filler:  "new s3.Bucket(this, 'Logs%[1]d', {\n  versioned: true,\n  lifecycleRules: [{ expiration: cdk.Duration.days(30) }],\n});\n",
		failing: "new iam.Role(this, 'Deploy', {\n  roleName: 'deploy',\n  assumedBy: new iam.AccountPrincipal('111111111111'),\n  maxSessionDuration: cdk.Duration.hours(24),\n});\n",
	},
	{
		ID: "workflow", head: "on: push\njobs:\n",
		filler: "  test%[1]d:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: make test SHARD=%[1]d\n",
		failing: "  deploy:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n" +
			"          role-to-assume: arn:aws:iam::111111111111:role/deploy\n          aws-region: eu-central-1\n          role-duration-seconds: 43200\n",
	},
	{
		ID:      "kubernetes",
		filler:  "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app-%[1]d\ndata:\n  level: info\n  hosts: \"a,b,c\"\n",
		failing: "---\napiVersion: iam.services.k8s.aws/v1alpha1\nkind: Role\nmetadata:\n  name: deploy\nspec:\n  name: deploy\n  maxSessionDuration: 86400\n",
	},
	{
		ID: "pulumi-yaml", head: "name: app\nruntime: yaml\nresources:\n",
		filler:  "  bucket%[1]d:\n    type: aws:s3:Bucket\n    properties:\n      bucket: logs-%[1]d\n",
		failing: "  role:\n    type: aws:iam:Role\n    properties:\n      name: deploy\n      maxSessionDuration: 86400\n",
	},
	{
		ID:      "ansible",
		filler:  "- name: Install package %[1]d\n  ansible.builtin.apt:\n    name: \"package-%[1]d\"\n    state: present\n  when: install | bool\n",
		failing: "- name: Assume the role\n  amazon.aws.sts_assume_role:\n    role_arn: arn:aws:iam::111111111111:role/deploy\n    role_session_name: ansible\n    duration_seconds: 43200\n",
	},
	{
		ID: "tool-settings", head: "<configuration>\n",
		filler:  "  <property>\n    <name>fs.s3a.option.%[1]d</name>\n    <value>true</value>\n  </property>\n",
		failing: "  <property>\n    <name>fs.s3a.assumed.role.session.duration</name>\n    <value>12h</value>\n  </property>\n",
	},
	{
		ID: "sdk", head: "import boto3\n\n",
		filler:  "def handler_%[1]d(event):\n    table = boto3.resource(\"dynamodb\").Table(\"items-%[1]d\")\n    return table.get_item(Key={\"id\": event[\"id\"]})\n\n\n",
		failing: "def credentials():\n    sts = boto3.client(\"sts\")\n    return sts.assume_role(\n        RoleArn=\"arn:aws:iam::111111111111:role/deploy\",\n        RoleSessionName=\"ci\",\n        DurationSeconds=43200,\n    )\n\n\n",
	},
	{
		ID: "cdk", head: "import * as iam from \"aws-cdk-lib/aws-iam\";\nimport * as s3 from \"aws-cdk-lib/aws-s3\";\nimport { Duration } from \"aws-cdk-lib\";\n\n",
		filler:  "new s3.Bucket(this, \"Logs%[1]d\", {\n  bucketName: `logs-%[1]d`,\n  versioned: true,\n});\n",
		failing: "new iam.Role(this, \"Deploy\", {\n  roleName: \"deploy\",\n  assumedBy: new iam.AccountRootPrincipal(),\n  maxSessionDuration: Duration.hours(24),\n});\n",
	},
	{
		ID:      "pipeline",
		filler:  "test-%[1]d:\n  stage: test\n  script:\n    - make test SHARD=%[1]d\n",
		failing: "deploy:\n  stage: deploy\n  variables:\n    SESSION_SECONDS: \"43200\"\n  id_tokens:\n    AWS_TOKEN:\n      aud: sts.amazonaws.com\n  script:\n    - aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111111111111:role/deploy --role-session-name ci --web-identity-token \"$AWS_TOKEN\" --duration-seconds $SESSION_SECONDS\n",
	},
	{
		ID: "powershell", head: "Import-Module AWS.Tools.SecurityToken\n",
		filler:  "foreach ($name in $hosts) {\n    Write-Host \"deploying %[1]d to $name\"\n    Copy-Item \"build/$name-%[1]d.zip\" -Destination $target\n}\n",
		failing: "$d = 43200\nUse-STSRole -RoleArn arn:aws:iam::111111111111:role/deploy `\n    -RoleSessionName ci -DurationInSeconds $d\n",
	},
	{
		ID: "batch", Name: "deploy.bat", head: "@echo off\n",
		filler:  "copy build\\app-%[1]d.zip \\\\files\\drop\nif errorlevel 1 goto failed\n",
		failing: "set D=43200\naws sts assume-role --role-arn arn:aws:iam::111111111111:role/deploy ^\n  --role-session-name ci --duration-seconds %D%\n",
	},
}
