package redact

// identifierCases are names of people, machines and organisations, and others.
var identifierCases = map[Kind][]kindCase{
	KindEmail: {
		{"mail", "ask anna.keller@northwind-data.com.", "ask REDACTED_EMAIL_1."},
		{"encoded", "user=anna%40northwind.de&x", "user=REDACTED_EMAIL_1&x"},

		{"ssh", "git@github.com:acme/x.git", ""},
		{"action", "uses: actions/checkout@v4", ""},
		{"package", "npm i @scope/pkg@1.2.3 lodash@4.17.21", ""},
		{"documentation", "user@example.com", ""},
	},
	KindHost: {
		{"internal", "https://vault-01.corp.northwind.internal:8200/v1", "https://REDACTED_HOST_1:8200/v1"},
		{"rds", "orders.cabcdef12345.eu-west-1.rds.amazonaws.com:5432", "REDACTED_HOST_1:5432"},
		{"network_balancer", "prod-web-4f1c2.elb.eu-west-1.amazonaws.com:443", "REDACTED_HOST_1:443"},
		{"broker", "b-1.prod.abc123.c2.kafka.eu-west-1.amazonaws.com:9092", "REDACTED_HOST_1:9092"},
		{"china", "orders.cabcdef12345.cn-north-1.rds.amazonaws.com.cn:5432", "REDACTED_HOST_1:5432"},
		{"vpc_endpoint", "https://vpce-0a1b-2c3d.s3.eu-west-1.vpce.amazonaws.com/", "https://REDACTED_HOST_1/"},

		{"regional_china", "kafka.cn-north-1.amazonaws.com.cn elasticloadbalancing.eu-west-1.amazonaws.com api.ecr.eu-west-1.amazonaws.com", ""},
		{"regional", "sts.eu-west-1.amazonaws.com s3.amazonaws.com eu-west-1.signin.aws.amazon.com", ""},
		{"cluster", "kubernetes.default.svc.cluster.local host.docker.internal", ""},
		{"member", "module.local x = config.local", ""},
	},
	KindIP: {
		{"address", "ssh ec2-user@10.2.3.44", "ssh ec2-user@REDACTED_IP_1"},
		{"host_route", "10.2.3.44/32", "REDACTED_IP_1/32"},
		{"six", "addr 2a05:d018:1f3:9a00::17 up", "addr REDACTED_IP_1 up"},

		{"range", "10.0.0.0/8 192.168.0.0/16", ""},
		{"local", "127.0.0.1 0.0.0.0 169.254.169.254 ::1", ""},
		{"version", "version 1.2.3.4 Chrome/120.0.6099.129 v1.2.3.4", ""},
		{"time", "10:11:12 2024-01-02T10:11:12:33", ""},
	},
	KindBucket: {
		{"setting", "bucket = \"acme-logs\"", "bucket = \"REDACTED_BUCKET_1\""},
		{"object_url", "aws s3 ls s3://acme-logs/x", "aws s3 ls s3://REDACTED_BUCKET_1/x"},
		{"policy", `"arn:aws:s3:::northwind-logs/*"`, `"arn:aws:s3:::REDACTED_BUCKET_1/*"`},
		{"encoded", "arn%3Aaws%3As3%3A%3A%3Anorthwind-logs%2Fa", "arn%3Aaws%3As3%3A%3A%3AREDACTED_BUCKET_1%2Fa"},
		{"spreads", "s3://northwind-logs/a arn:aws:s3:::northwind-logs.", "s3://REDACTED_BUCKET_1/a arn:aws:s3:::REDACTED_BUCKET_1."},
		{"word", "logs arn:aws:s3:::logs", "logs arn:aws:s3:::REDACTED_BUCKET_1"},

		{"pattern", "arn:aws:s3:::* arn:aws:s3:::northwind-*/x", ""},
		{"interpolation", `"arn:aws:s3:::${var.bucket}/*" "arn:aws:s3:::logs-${var.x}"`, ""},
		{"manual", "arn:aws:s3:::my-bucket arn:aws:s3:::amzn-s3-demo-bucket/*", ""},
		{"other_service", "arn:aws:sns:::topic-1", ""},
	},
	KindCanonical: {
		{"principal", `"CanonicalUser": "«digest»"`, `"CanonicalUser": "REDACTED_CANONICAL_ID_1"`},

		{"digest", `"id": "«digest»"`, ""},
	},
	KindOrganisation: {
		{"condition", `"aws:PrincipalOrgID": "o-a1b2c3d4e5"`, `"aws:PrincipalOrgID": "REDACTED_ORGANIZATION_1"`},
		{"unit", "ou-ab12-a1b2c3d4", "REDACTED_ORGANIZATION_1"},

		{"words", "o-something-else two-o-clock", ""},
	},
}
