package redact

import (
	"strings"
	"testing"
)

// A kindCase is a text and what it becomes.
type kindCase struct{ name, text, want string }

// kindCases has, for every kind, texts in which it must find something and
// texts in which it must stay silent, side by side. «name» is a made-up value
// (generate_test.go). want is the redacted text; empty means unchanged.
var kindCases = merged(map[Kind][]kindCase{
	KindAccount: {
		{"role_arn", `role_arn = "arn:aws:iam::«account»:role/deploy"`, `role_arn = "arn:aws:iam::REDACTED_ACCOUNT_1:role/deploy"`},
		{"china", `arn:aws-cn:s3:cn-north-1:«account»:x`, `arn:aws-cn:s3:cn-north-1:REDACTED_ACCOUNT_1:x`},
		{"gov", `arn:aws-us-gov:iam::«account»:role/x`, `arn:aws-us-gov:iam::REDACTED_ACCOUNT_1:role/x`},
		{"iso", `arn:aws-iso:iam::«account»:role/x`, `arn:aws-iso:iam::REDACTED_ACCOUNT_1:role/x`},
		{"iso_b", `arn:aws-iso-b:iam::«account»:role/x`, `arn:aws-iso-b:iam::REDACTED_ACCOUNT_1:role/x`},
		{"iso_e", `arn:aws-iso-e:iam::«account»:role/x`, `arn:aws-iso-e:iam::REDACTED_ACCOUNT_1:role/x`},
		{"iso_f", `arn:aws-iso-f:iam::«account»:role/x`, `arn:aws-iso-f:iam::REDACTED_ACCOUNT_1:role/x`},
		{"eusc", `arn:aws-eusc:iam::«account»:role/x`, `arn:aws-eusc:iam::REDACTED_ACCOUNT_1:role/x`},
		{"percent_encoded", `RoleArn=arn%3Aaws%3Aiam%3A%3A«account»%3Arole%2Fx&`, `RoleArn=arn%3Aaws%3Aiam%3A%3AREDACTED_ACCOUNT_1%3Arole%2Fx&`},
		{"percent_encoded_lower", `arn%3aaws%3aiam%3a%3a«account»%3arole`, `arn%3aaws%3aiam%3a%3aREDACTED_ACCOUNT_1%3arole`},
		{"interpolated_partition", `"arn:${data.aws_partition.current.partition}:iam::«account»:role/x"`, `"arn:${data.aws_partition.current.partition}:iam::REDACTED_ACCOUNT_1:role/x"`},
		{"pseudo_parameter", `!Sub arn:${AWS::Partition}:iam::«account»:role/x`, `!Sub arn:${AWS::Partition}:iam::REDACTED_ACCOUNT_1:role/x`},
		{"escaped_line_end", `"a\narn:aws:iam::«account»:root"`, `"a\narn:aws:iam::REDACTED_ACCOUNT_1:root"`},
		{"spreads_from_arn", "arn:aws:iam::«account»:root\nlog-«account».txt x«account»y", "arn:aws:iam::REDACTED_ACCOUNT_1:root\nlog-REDACTED_ACCOUNT_1.txt xREDACTED_ACCOUNT_1y"},
		{"stack_id_stays", "arn:aws:cloudformation:us-east-1:«account»:stack/x/7f3a1b2c-1234-4abc-8def-123456789013", "arn:aws:cloudformation:us-east-1:REDACTED_ACCOUNT_1:stack/x/7f3a1b2c-1234-4abc-8def-123456789013"},
		{"two_accounts", "arn:aws:iam::«account1»:root arn:aws:iam::«account2»:root «account1»", "arn:aws:iam::REDACTED_ACCOUNT_1:root arn:aws:iam::REDACTED_ACCOUNT_2:root REDACTED_ACCOUNT_1"},
		{"error_text", `User: arn:aws:sts::«account1»:assumed-role/ci/run is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::«account2»:role/x`, `User: arn:aws:sts::REDACTED_ACCOUNT_1:assumed-role/ci/run is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::REDACTED_ACCOUNT_2:role/x`},
		{"labelled", `account: "«account»"`, `account: "REDACTED_ACCOUNT_1"`},
		{"labelled_number_yaml", "account_id: «account»\n", "account_id: 900000000001\n"},
		{"labelled_number_json", `{"AccountId":«account»}`, `{"AccountId":900000000001}`},
		{"labelled_number_hcl", "account_id = «account»\n", "account_id = 900000000001\n"},
		{"number_and_string", "account_id = «account»\narn:aws:iam::«account»:root", "account_id = 900000000001\narn:aws:iam::REDACTED_ACCOUNT_1:root"},
		{"list_of_strings", "allowed_account_ids = [\n  \"«account1»\",\n  \"«account2»\",\n]", "allowed_account_ids = [\n  \"REDACTED_ACCOUNT_1\",\n  \"REDACTED_ACCOUNT_2\",\n]"},
		{"list_without_aws", "accounts:\n  - '«account1»'\n  - '«account2»'\n", "accounts:\n  - 'REDACTED_ACCOUNT_1'\n  - 'REDACTED_ACCOUNT_2'\n"},
		{"grouped", "Account ID: 1234-5678-9012", "Account ID: REDACTED_ACCOUNT_1"},
		{"grouped_blanks", "Account ID: 1234 5678 9012.", "Account ID: REDACTED_ACCOUNT_1."},
		{"registry", "docker pull «account».dkr.ecr.us-east-1.amazonaws.com/app:1", "docker pull REDACTED_ACCOUNT_1.dkr.ecr.us-east-1.amazonaws.com/app:1"},
		{"queue", "https://sqs.eu-west-1.amazonaws.com/«account»/jobs", "https://sqs.eu-west-1.amazonaws.com/REDACTED_ACCOUNT_1/jobs"},
		{"bucket", "s3://cdk-hnb659fds-assets-«account»-us-east-1 # aws", "s3://REDACTED_BUCKET_1 # aws"},
		{"coloured", "aws: \x1b[31m«account»\x1b[0m", "aws: \x1b[31mREDACTED_ACCOUNT_1\x1b[0m"},
		{"sso_profile", `profile = "«account»_AdministratorAccess" # aws`, `profile = "REDACTED_ACCOUNT_1_AdministratorAccess" # aws`},
		{"service_behind", "aws «account» S3 bucket", "aws REDACTED_ACCOUNT_1 S3 bucket"},
		{"from_key_id", "«key-of-account» used from 123456789012", "REDACTED_ACCESS_KEY_1 used from REDACTED_ACCOUNT_1"},

		{"managed_policy", "arn:aws:iam::aws:policy/AdministratorAccess", ""},
		{"star", "arn:aws:iam::*:role/deploy", ""},
		{"empty_account", "arn:aws:s3:::my-bucket/*", ""},
		{"interpolated_account", `"arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/x"`, ""},
		{"template_account", `arn:aws:iam::{{ account }}:role/x`, ""},
		{"other_product", "arn:minio:iam::123456789012x:role", ""},
		{"policy_version", `"Version": "2012-10-17"`, ""},
		{"timestamp", "aws 202401021530 2024-01-02T15:30:00Z 1706716800000", ""},
		{"request_id", "aws Request ID: 7f3a1b2c-1234-4abc-8def-123456789012", ""},
		{"stack_id", "arn:aws:cloudformation:us-east-1:*:stack/account/7f3a1b2c-1234-4abc-8def-123456789013", ""},
		{"placeholder_is_no_label", "REDACTED_ACCOUNT_1 size 123456789012", ""},
		{"sha", "aws uses: actions/checkout@«hex»", ""},
		{"sha256_digest", "aws image@sha256:«digest»", ""},
		{"ami", "ami-0abcdef1234567890 ami-123456789012 (aws)", ""},
		{"long_number", "aws 1234567890123 98765432109876543210", ""},
		{"size", "aws object size: 123456789012", ""},
		{"unit", "aws copied 123456789012 bytes", ""},
		{"decimal", "aws took 0.123456789012 s, 123456789012.5", ""},
		{"no_aws", "order 123456789012 shipped", ""},
		{"zeros", "aws 100000000000", ""},
		{"lock_file", "aws \"h1:«zip-hash»\",\n\"zh:«digest»\",", ""},
	},
	KindAccessKeyID: {
		{"long_term", "aws_access_key_id = «key»", "aws_access_key_id = REDACTED_ACCESS_KEY_1"},
		{"documented_example", "AKIAIOSFODNN7EXAMPLE", "REDACTED_ACCESS_KEY_1"},
		{"temporary", "ASIAIOSFODNN7EXAMPLE", "REDACTED_ACCESS_KEY_1"},
		{"bearer_token", "ABIAIOSFODNN7EXAMPLE", "REDACTED_ACCESS_KEY_1"},
		{"context", "ACCAIOSFODNN7EXAMPLE", "REDACTED_ACCESS_KEY_1"},
		{"presigned", "X-Amz-Credential=«key»%2F20240101%2Fus-east-1", "X-Amz-Credential=REDACTED_ACCESS_KEY_1%2F20240101%2Fus-east-1"},
		{"percent_before", "key%3D«key»", "key%3DREDACTED_ACCESS_KEY_1"},
		{"escaped_line_end", `"x\n«key»\n"`, `"x\nREDACTED_ACCESS_KEY_1\n"`},
		{"in_path", "s3://b/«key»/x", "s3://b/REDACTED_ACCESS_KEY_1/x"},
		{"same_twice", "«key» «key» «key2»", "REDACTED_ACCESS_KEY_1 REDACTED_ACCESS_KEY_1 REDACTED_ACCESS_KEY_2"},

		{"too_short", "AKIAIOSFODNN7EXAMPL", ""},
		{"too_long", "AKIAIOSFODNN7EXAMPLEXX", ""},
		{"lower_case", "akiaiosfodnn7example", ""},
		{"in_word", "XAKIAIOSFODNN7EXAMPLE", ""},
		{"pattern", "AKIA[A-Z0-9]{16}", ""},
	},
	KindUniqueID: {
		{"role", `"aws:userid": "«role-id»:session"`, `"aws:userid": "REDACTED_UNIQUE_ID_1:session"`},
		{"user", "AIDACKCEVSQ6C2EXAMPLE", "REDACTED_UNIQUE_ID_1"},
		{"group", "AGPAJ0123456789ABCDE", "REDACTED_UNIQUE_ID_1"},
		{"instance_profile", "AIPACKCEVSQ6C2EXAMPLE", "REDACTED_UNIQUE_ID_1"},
		{"managed_policy", "ANPACKCEVSQ6C2EXAMPLE", "REDACTED_UNIQUE_ID_1"},
		{"policy_version", "ANVACKCEVSQ6C2EXAMPLE", "REDACTED_UNIQUE_ID_1"},
		{"public_key", "APKACKCEVSQ6C2EXAMPLE", "REDACTED_UNIQUE_ID_1"},
		{"certificate", "ASCACKCEVSQ6C2EXAMPLE", "REDACTED_UNIQUE_ID_1"},

		{"condition_key", `"aws:userid": "AROA*"`, ""},
		{"short", "AROACKCEVSQ6C2", ""},
		{"word", "arnoldschwarzenegger", ""},
	},
	KindSecretKey: {
		{"credentials_file", "aws_secret_access_key = «secret»", "aws_secret_access_key = REDACTED_SECRET_KEY_1"},
		{"environment", "export AWS_SECRET_ACCESS_KEY=«secret»", "export AWS_SECRET_ACCESS_KEY=REDACTED_SECRET_KEY_1"},
		{"json", `"SecretAccessKey": "«secret»",`, `"SecretAccessKey": "REDACTED_SECRET_KEY_1",`},
		{"json_in_json", `"{\"SecretAccessKey\":\"«secret»\"}"`, `"{\"SecretAccessKey\":\"REDACTED_SECRET_KEY_1\"}"`},
		{"xml", "<SecretAccessKey>«secret»</SecretAccessKey>", "<SecretAccessKey>REDACTED_SECRET_KEY_1</SecretAccessKey>"},
		{"prompt", "AWS Secret Access Key [None]: «secret»", "AWS Secret Access Key [None]: REDACTED_SECRET_KEY_1"},
		{"flag", "--secret-access-key «secret»", "--secret-access-key REDACTED_SECRET_KEY_1"},
		{"sibling", `{"name": "AWS_SECRET_ACCESS_KEY", "value": "«secret»"}`, `{"name": "AWS_SECRET_ACCESS_KEY", "value": "REDACTED_SECRET_KEY_1"}`},
		{"sibling_lines", "- name: AWS_SECRET_ACCESS_KEY\n  value: «secret»\n", "- name: AWS_SECRET_ACCESS_KEY\n  value: REDACTED_SECRET_KEY_1\n"},
		{"other_service", "secret_key: 4f1c9A8e2B7d6E5f3a1C", "secret_key: REDACTED_SECRET_KEY_1"},
		{"near_key_id", "«key»\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "REDACTED_ACCESS_KEY_1\nREDACTED_SECRET_KEY_1"},
		{"alone", "found «secret» in log", "found REDACTED_SECRET_KEY_1 in log"},
		{"spreads", "secret_key = «secret»\ncurl -u x:«secret»@", "secret_key = REDACTED_SECRET_KEY_1\ncurl -u x:REDACTED_PASSWORD_1"},

		{"second_look", "redis://:xsha512y@c:1\nxsha512y «secret»", "redis://:REDACTED_PASSWORD_1@c:1\nREDACTED_PASSWORD_1 REDACTED_SECRET_KEY_1"},

		{"sha1", "commit «hex»", ""},
		{"sha1_near_key_name", "uses: aws-actions/configure-aws-credentials@«hex»", ""},
		{"reference", `secret_key = var.aws_secret_access_key_2`, ""},
		{"interpolation", `AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY_1 }}`, ""},
		{"expression", `secret_key = aws_iam_access_key.deploy2.secret`, ""},
		{"path", "modules/networking/Subnets2/PrivateRoutesX", ""},
		{"forty_letters_path", "src/main/java/com/Example/Service2/Main12", ""},
		{"digest", "sha512-«secret»", ""},
		{"lock_hash", "\"h1:«zip-hash»\"", ""},
		{"integrity", "integrity sha512-«secret»«secret2»==", ""},
		{"name_of_secret", "secret_key: prod-database-credentials", ""},
		{"camel_case", "AwsCloudFormationStackSetExecutionRole12", ""},
	},
	KindSessionToken: {
		{"prefix", "export X=«token»", "export X=REDACTED_SESSION_TOKEN_1"},
		{"named", "aws_session_token = FwoGZXIvYXdzEXAMPLETOKEN1234", "aws_session_token = REDACTED_SESSION_TOKEN_1"},
		{"named_other_form", `"SessionToken": "AgoJb3JpZ2luX2VjEJ3x8Yz1"`, `"SessionToken": "REDACTED_SESSION_TOKEN_1"`},
		{"cut", "token IQoJb3JpZ2luX2VjEBAaDX...", "token REDACTED_SESSION_TOKEN_1..."},
		{"percent", "X-Amz-Security-Token=IQoJb3JpZ2luX2Vj%2FEBAaDX%2Bab%3D%3D&X-Amz-Date=1", "X-Amz-Security-Token=REDACTED_SESSION_TOKEN_1&X-Amz-Date=1"},

		{"reference", "aws_session_token = var.session_token_2_value", ""},
		{"interpolation", "AWS_SESSION_TOKEN=$AWS_SESSION_TOKEN", ""},
		{"shell_output", `export AWS_SESSION_TOKEN=$(echo $CREDS | jq -r .SessionToken)`, ""},
		{"prose", "the session token is missing", ""},
		{"words", "session_token: not-configured-for-this-profile", ""},
	},
	KindPrivateKey: {
		{"rsa", "x\n«rsa»\ny", "x\nREDACTED_PRIVATE_KEY_1\ny"},
		{"openssh_crlf", "x\r\n«openssh»\r\ny", "x\r\nREDACTED_PRIVATE_KEY_1\r\ny"},
		{"pgp", "«pgp»\n", "REDACTED_PRIVATE_KEY_1\n"},
		{"escaped", `{"private_key": "«rsa-escaped»\n"}`, `{"private_key": "REDACTED_PRIVATE_KEY_1\n"}`},
		{"indented", "key: |\n    «rsa-indented»\nnext: 1", "key: |\n    REDACTED_PRIVATE_KEY_1\nnext: 1"},
		{"no_end", "-----BEGIN EC PRIVATE KEY-----\n«body»\nnext line", "REDACTED_PRIVATE_KEY_1\nnext line"},
		{"no_end_encrypted", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n«body»\n", "REDACTED_PRIVATE_KEY_1\n"},
		{"no_end_escaped", `"-----BEGIN PRIVATE KEY-----\n«secret»«secret2»", "x"`, `"REDACTED_PRIVATE_KEY_1", "x"`},
		{"ssh2", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n«secret»\n---- END SSH2 ENCRYPTED PRIVATE KEY ----", "REDACTED_PRIVATE_KEY_1"},
		{"diff", "+-----BEGIN PRIVATE KEY-----\n+«secret»«secret2»\n+-----END PRIVATE KEY-----\n", "+REDACTED_PRIVATE_KEY_1\n"},
		{"two", "«rsa1»\n«rsa2»", "REDACTED_PRIVATE_KEY_1\nREDACTED_PRIVATE_KEY_2"},

		{"certificate", "«certificate»", ""},
		{"public_key", "«public»", ""},
		{"header_only", "the file must start with -----BEGIN RSA PRIVATE KEY----- or it is refused", ""},
		{"prose", "BEGIN and END of a PRIVATE KEY", ""},
	},
	KindPassword: {
		{"url", "postgres://app:«password»@db.example.com:5432/x", "postgres://app:REDACTED_PASSWORD_1@db.example.com:5432/x"},
		{"url_with_at", "mysql://app:p@ss«password»@db.example.com/x", "mysql://app:REDACTED_PASSWORD_1@db.example.com/x"},
		{"url_with_slash", "amqp://app:a/b@«password»@mq.example.com/x", "amqp://app:REDACTED_PASSWORD_1@mq.example.com/x"},
		{"url_no_user", "redis://:«password»@cache:6379/0", "redis://:REDACTED_PASSWORD_1@cache:6379/0"},
		{"url_at_in_path", "https://ci:«password»@github.com/org/repo@v1.2", "https://ci:REDACTED_PASSWORD_1@github.com/org/repo@v1.2"},
		{"url_interpolated_host", `"postgres://app:«password»@${aws_db_instance.main.address}/x"`, `"postgres://app:REDACTED_PASSWORD_1@${aws_db_instance.main.address}/x"`},
		{"mysql_dsn", "app:«password»@tcp(db:3306)/x", "app:REDACTED_PASSWORD_1@tcp(db:3306)/x"},
		{"mysql_dsn_variable", "DSN=app:«password»@unix(/run/mysqld.sock)/x", "DSN=app:REDACTED_PASSWORD_1@unix(/run/mysqld.sock)/x"},
		{"ado", `"Server=tcp:db;User ID=app;Password=«password»;Encrypt=true"`, `"Server=tcp:db;User ID=app;Password=REDACTED_PASSWORD_1;Encrypt=true"`},
		{"ado_pwd", "Uid=app;Pwd=«password»", "Uid=app;Pwd=REDACTED_PASSWORD_1"},
		{"odbc_braces", "Driver={x};PWD={a;b«password»};Port=1", "Driver={x};PWD={REDACTED_PASSWORD_1};Port=1"},
		{"libpq", "host=db password=«password» dbname=x", "host=db password=REDACTED_PASSWORD_1 dbname=x"},
		{"libpq_quoted", `host=db password='a b\'c«password»' dbname=x`, `host=db password='REDACTED_PASSWORD_1' dbname=x`},
		{"jdbc", "jdbc:postgresql://db/x?user=app&password=«password»&ssl=true", "jdbc:postgresql://db/x?user=app&password=REDACTED_PASSWORD_1&ssl=true"},
		{"in_json", `"dsn": "host=db password=«password»\nsslmode=require"`, `"dsn": "host=db password=REDACTED_PASSWORD_1\nsslmode=require"`},
		{"escaped_quotes", `"x: \"password=\\\"«password»\\\"\""`, `"x: \"password=\\\"REDACTED_PASSWORD_1\\\"\""`},
		{"quote_missing", `password="«password»`, `password="REDACTED_PASSWORD_1`},
		{"environment", "PGPASSWORD=«password» psql", "PGPASSWORD=REDACTED_PASSWORD_1 psql"},
		{"spreads", "redis://:«password»@c:1\nlogin with «password» failed", "redis://:REDACTED_PASSWORD_1@c:1\nlogin with REDACTED_PASSWORD_1 failed"},
		{"spreads_with_digit", "redis://:«password»@c:1\n«password»7 x", "redis://:REDACTED_PASSWORD_1@c:1\nREDACTED_PASSWORD_2 x"},
		{"short_word", "redis://:tests@c:1 latests tests", "redis://:REDACTED_PASSWORD_1@c:1 latests REDACTED_PASSWORD_1"},
		{"same_as_user", "postgres://postgres:postgres@postgres:5432/postgres", "postgres://postgres:REDACTED_PASSWORD_1@postgres:5432/postgres"},

		{"no_password", "https://user@example.com/x and git@github.com:org/repo.git", ""},
		{"port", "http://localhost:8080/a@2x.png", ""},
		{"interpolated", `"postgres://app:${var.db_password}@db/x"`, ""},
		{"variable", "postgres://app:$DB_PASSWORD@db/x", ""},
		{"verb", "postgres://%s:%s@%s/x", ""},
		{"hole", "postgres://user:password@host/db postgres://user:<pass>@host", ""},
		{"stars", "postgres://app:****@db/x", ""},
		{"pair_reference", "password=var.db_password Password=${P}; password=$(cat x) password=", ""},
		{"pair_argument", "connect(user=user, password=db_password)", ""},
		{"working_directory", "PWD=/home/me OLDPWD=~/src", ""},
		{"image_digest", "uses: docker://alpine:3.8@sha256:«digest»", ""},
		{"switch", "require_password=yes", ""},
		{"compare", "if password==input", ""},
		{"mail", "mail bob@example.com (see http://example.com: x)", ""},
		{"policy", `password_policy = "strict"`, ""},
	},
	KindName: {
		{"role", "arn:aws:iam::123456789012:role/deploy-prod", "arn:aws:iam::REDACTED_ACCOUNT_1:role/REDACTED_NAME_1"},
		{"function", "arn:aws:lambda:us-east-1:123456789012:function:resize.", "arn:aws:lambda:us-east-1:REDACTED_ACCOUNT_1:function:REDACTED_NAME_1."},
		{"bucket", "arn:aws:s3:::acme-logs", "arn:aws:s3:::REDACTED_NAME_1"},
		{"spreads", `name = "deploy-prod" arn:aws:iam::123456789012:role/deploy-prod`, `name = "REDACTED_NAME_1" arn:aws:iam::REDACTED_ACCOUNT_1:role/REDACTED_NAME_1`},

		{"managed_policy", "arn:aws:iam::aws:policy/ReadOnlyAccess", ""},
		{"star", "arn:aws:s3:::acme-*", ""},
		{"interpolation", "arn:aws:iam::*:role/${var.name}", ""},
	},
	KindTerm: {
		{"as_given", "the Acme app", "the REDACTED_TERM_1 app"},
		{"inside", "acme-prod ACME_KEY myacmebucket", "REDACTED_TERM_1-prod REDACTED_TERM_2_KEY myREDACTED_TERM_1bucket"},
		{"other", "nothing of ac me here", ""},
	},
}, secretCases, tokenCases, hashCases, identifierCases, coreCases)

func merged(all ...map[Kind][]kindCase) map[Kind][]kindCase {
	out := make(map[Kind][]kindCase)
	for _, cases := range all {
		for kind, list := range cases {
			out[kind] = append(out[kind], list...)
		}
	}
	return out
}

func TestKinds(t *testing.T) {
	for kind, cases := range kindCases {
		for _, c := range cases {
			t.Run(string(kind)+"/"+c.name, func(t *testing.T) {
				var opts []Option
				switch kind {
				case KindName:
					opts = append(opts, WithNames())
				case KindTerm:
					opts = append(opts, WithTerms("Acme"))
				}
				text, _ := expand(1, c.text)
				want, _ := expand(1, c.want)
				if c.want == "" {
					want = text
				}
				s := mustNew(t, opts...).NewSession()
				result, err := s.Redact([]byte(text), Hint{})
				if err != nil {
					t.Fatal(err)
				}
				if got := result.Text.String(); got != want {
					t.Errorf("redacted\n%s\ngot\n%s\nwant\n%s", text, got, want)
				}
				checkPromises(t, s, text, result)
			})
		}
	}
}

// TestEveryKindHasBothSides fails for a kind that no case makes speak, or
// that no case keeps silent.
func TestEveryKindHasBothSides(t *testing.T) {
	for _, info := range Kinds() {
		speaks, silent := 0, 0
		for _, c := range kindCases[info.Kind] {
			if strings.Contains(c.want, "_"+info.Label+"_") {
				speaks++
			}
			if c.want == "" {
				silent++
			}
		}
		if speaks == 0 || silent == 0 {
			t.Errorf("%s has %d speaking and %d silent cases", info.Kind, speaks, silent)
		}
	}
}

func mustNew(t testing.TB, opts ...Option) *Redactor {
	t.Helper()
	r, err := New(opts...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
