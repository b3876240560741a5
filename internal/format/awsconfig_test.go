package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
)

// The bytes at a setting's place, read again, give its value.
func TestAWSConfigSpans(t *testing.T) {
	const role = "role_arn = arn:aws:iam::111111111111:role/deploy\n"
	for _, test := range []struct{ name, text, want string }{
		{"plain", "[profile a]\n" + role + "duration_seconds = 43200\n", "43200"},
		{"no blanks", "[a]\n" + role + "duration_seconds=43200", "43200"},
		{"tabs and a no-break space", "[a]\n" + role + "duration_seconds\t=\u00a043200 \n", "43200"},
		{"crlf", strings.ReplaceAll("[a]\n"+role+"duration_seconds = 43200\n", "\n", "\r\n"), "43200"},
		{"comment behind", "[a] ; the deploy role\n" + role + "duration_seconds = 43200 # half a day\n", "43200"},
		{"indented keys", "[profile a]\n  " + role + "  duration_seconds = 43200\n", "43200"},
		{"nested keys between", "[profile a]\n" + role + "s3 =\n  a = 1\nduration_seconds = 43200\n", "43200"},
		{"name in quotes", "[profile \"my role\"]\n" + role + "duration_seconds = 43200\n", "43200"},
		{"in a fence", "text\n```ini\n[profile a]\n" + role + "duration_seconds = 43200\n```\n", "43200"},
		{"blank lines", "[profile a]\n\n" + role + "\n\nduration_seconds = 43200\n", "43200"},
		{"hours", "[profile a]\nazure_default_duration_hours = 12\n", "12"},
		{"go duration", "export AWS_ASSUME_ROLE_TTL='12h'\n", "12h"},
		{"dotenv at the end", "OKTA_STS_DURATION=43200", "43200"},
		{"flow map", "env: {}\nAWS_ASSUME_ROLE_TTL: 12h }\n", "12h"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := locateAWSConfig(docsOf(t, test.text))
			if len(found.Settings) != 1 {
				t.Fatalf("%d settings, want one", len(found.Settings))
			}
			s := found.Settings[0]
			if s.State != setting.Literal || s.Text() != test.want {
				t.Fatalf("state %d, %q; want literal %q", s.State, s.Text(), test.want)
			}
			if v, ok := s.Unit.Read(s.Text()); !ok || v != s.Value {
				t.Errorf("%q reads as %d, the setting says %d", s.Text(), v, s.Value)
			}
		})
	}
}

func TestAWSConfigStaysQuiet(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"key of a nested block", "[profile a]\nrole_arn = arn:aws:iam::1:role/a\ns3 =\n  duration_seconds = 43200\n"},
		{"terraform arguments", "assume_role {\n  role_arn = \"arn:aws:iam::1:role/a\"\n  duration_seconds = 43200\n}\n"},
		{"key after prose", "[profile a]\nrole_arn = arn:aws:iam::1:role/a\nThen write:\nduration_seconds = 43200\n"},
		{"services", "[services x]\nrole_arn = arn:aws:iam::1:role/a\nduration_seconds = 43200\n"},
		{"comparison", "[a]\nrole_arn = arn:aws:iam::1:role/a\nduration_seconds == 43200\n"},
		{"empty", "[a]\nrole_arn = arn:aws:iam::1:role/a\nduration_seconds =\n"},
		{"longer name", "MY_OKTA_STS_DURATION=43200\nOKTA_STS_DURATION_MAX=43200\n"},
		{"flag of another tool", "okta-other-cli --aws-session-duration 43200\n"},
		{"member of an object", "const leapp = {\n  samlRoleSessionDuration: 43200, // 12h\n};\n"},
		{"constant", "OKTA_STS_DURATION = 43200\n"},
		{"seconds are no minutes", "org=acme\naccount=dev\nduration=480\n"},
	} {
		if found := locateAWSConfig(docsOf(t, test.text)); len(found.Settings) != 0 {
			t.Errorf("%s: %d settings, the first is %q", test.name, len(found.Settings), found.Settings[0].Text())
		}
	}
}

func TestAWSConfigNamesTheHops(t *testing.T) {
	role := func(name, rest string) string {
		return fmt.Sprintf("[profile %s]\nrole_arn = arn:aws:iam::1:role/%[1]s\nduration_seconds = 7200\n%s\n\n", name, rest)
	}
	var long strings.Builder
	for i := range 20 {
		long.WriteString(role(fmt.Sprintf("p%d", i), fmt.Sprintf("source_profile = p%d", i-1)))
	}
	for _, test := range []struct{ name, text, want string }{
		{"one hop", role("a", "source_profile = base"), ""},
		{"two hops", role("hub", "source_profile = default") + role("spoke", "source_profile = hub"), "default hub spoke"},
		{"a machine's role", role("hub", "credential_source = EcsContainer") + role("spoke", "source_profile = hub"), "the ECS task's role hub spoke"},
		{"circle", role("a", "source_profile = b") + role("b", "source_profile = a"), "a b"},
		{"keys of its own", "[a]\naws_access_key_id = AKIA\n" + role("a", "source_profile = a"), "not chained: a"},
		{"keys before the role", "[hub]\naws_access_key_id = AKIA\n" + role("hub", "source_profile = x") + role("spoke", "source_profile = hub"), "not chained: hub spoke"},
		{"source without role", "[profile hub]\nregion = eu-west-1\n\n" + role("spoke", "source_profile = hub"), ""},
		{"long", long.String(), "p12 p13 p14 p15 p16 p17 p18 p19"},
	} {
		found := locateAWSConfig(docsOf(t, test.text))
		last := found.Settings[len(found.Settings)-1]
		got := strings.Join(last.Path, " ")
		if got != "" && len(last.Chain) == 0 {
			got = "not chained: " + got
		}
		if got != test.want {
			t.Errorf("%s: path %q, want %q", test.name, got, test.want)
		}
	}
}

// configLoads are texts to time.
var configLoads = []testLoad{
	{"profiles", func(i int) string {
		return fmt.Sprintf("[profile p%d]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = p%d\nduration_seconds = 43200\n", i, i-1)
	}},
	{"one name", func(int) string {
		return "[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = p\nduration_seconds = 43200\n"
	}},
	{"one section", func(int) string { return "duration_seconds = 43200\n" }},
	{"one line of names", func(int) string { return "duration_seconds" }},
	{"one line of assignments", func(int) string { return "AWS_ASSUME_ROLE_TTL=12h " }},
	{"variables", func(int) string { return "export AWS_ASSUME_ROLE_TTL=12h\n" }},
	{"names that need a word", func(int) string { return "AWS_DEFAULT_DURATION=1\nrole-duration: 1\nduration=1\norg=1\n" }},
	{"headers", func(int) string { return "[profile a]\n" }},
	{"brackets", func(int) string { return "[" }},
	{"open quotes", func(int) string { return "AWS_ASSUME_ROLE_TTL=\"" }},
	{"blanks", func(int) string { return "duration_seconds                    \n" }},
	{"terraform", nil},
}

func TestAWSConfigIsBounded(t *testing.T) { checkBounded(t, awsConfig, configLoads) }

func BenchmarkAWSConfig(b *testing.B) { benchLoads(b, awsConfig, configLoads, 10<<20) }
