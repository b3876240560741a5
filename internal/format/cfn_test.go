package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

func locateTemplates(t testing.TB, texts ...string) Found {
	t.Helper()
	var docs []*source.Document
	for i, text := range texts {
		docs = append(docs, docOf(t, fmt.Sprintf("f%d.yaml", i), text))
	}
	return locateCloudFormation(docs)
}

// role is a resource whose properties hold one line more.
func roleWith(line string) string {
	return "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: r\n      " + line + "\n"
}

func TestCloudFormationValues(t *testing.T) {
	for _, test := range []struct {
		name, line string
		state      setting.State
		value      setting.Seconds
		why        string // a part of it
	}{
		{"a number", "MaxSessionDuration: 7200", setting.Literal, 7200, ""},
		{"in quotes", `MaxSessionDuration: "7200"`, setting.Literal, 7200, ""},
		{"a tagged number", "MaxSessionDuration: !!int 7200", setting.Literal, 7200, ""},
		{"Fn::Sub without a variable", "MaxSessionDuration: !Sub '7200'", setting.Literal, 7200, ""},
		{"none", "Path: /", setting.Absent, 3600, ""},
		{"null", "MaxSessionDuration:", setting.Unknown, 0, ""},
		{"a product", "MaxSessionDuration: 2 * 3600", setting.Unknown, 0, "not a whole number"},
		{"a condition", "MaxSessionDuration: !If [C, !Ref A, !Ref AWS::NoValue]", setting.Unknown, 0, "the condition C decides: parameter A, else AWS's default"},
		{"a condition of a condition", "MaxSessionDuration: !If [C, !If [D, 1, 2], 3]", setting.Unknown, 0, "what Fn::If gives, else 3"},
		{"a broken condition", "MaxSessionDuration: !If [C]", setting.Unknown, 0, "a condition decides it"},
		{"a mapping", "MaxSessionDuration: !FindInMap [M, k, v]", setting.Unknown, 0, "the mapping M"},
		{"no parameter", "MaxSessionDuration: !Ref P", setting.Unknown, 0, "not declared"},
		{"a pseudo parameter", "MaxSessionDuration: !Ref AWS::AccountId", setting.Unknown, 0, "AWS::AccountId is known"},
		{"a resource", "MaxSessionDuration: !Ref R", setting.Unknown, 0, "R is a resource"},
		{"an attribute", "MaxSessionDuration: !GetAtt X.Y", setting.Unknown, 0, "Fn::GetAtt works it out"},
		{"a list", "MaxSessionDuration: [7200]", setting.Unknown, 0, "no plain value"},
		{"more properties from elsewhere", "Fn::Transform: { Name: AWS::Include }", setting.Unknown, 0, "adds properties"},
		{"a template's line", "{{ maximum }}: 7200", setting.Unknown, 0, "adds properties"},
		{"an included part", "Path: /\n      {{- include \"role\" . | nindent 6 }}", setting.Unknown, 0, "may add properties"},
		{"a part that is left out", "Path: /\n      {{- if .x }}\n      Description: x\n      {{- end }}", setting.Absent, 3600, ""},
		{"one of two", "{{ if .x }}\n      MaxSessionDuration: 7200\n      {{ else }}\n      MaxSessionDuration: 3600\n      {{ end }}", setting.Unknown, 0, "more than once"},
		{"for services", "AssumeRolePolicyDocument: { Statement: [ { Principal: { Service: x } } ] }", 0, 0, ""},
		{"for services and people", "AssumeRolePolicyDocument: { Statement: [ { Principal: { Service: x, AWS: y } } ] }", setting.Absent, 3600, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := locateTemplates(t, roleWith(test.line))
			if test.state == 0 {
				if len(found.Settings) != 0 {
					t.Fatalf("found %+v", found.Settings)
				}
				return
			}
			if len(found.Settings) != 1 {
				t.Fatalf("found %d settings", len(found.Settings))
			}
			s := found.Settings[0]
			if s.State != test.state || s.Value != test.value || s.Why == nil && test.why != "" || s.Why != nil && !strings.Contains(s.Why.Words, test.why) {
				t.Errorf("state %d, %d s, why %+v; want %d, %d s, %q", s.State, s.Value, s.Why, test.state, test.value, test.why)
			}
			if s.State == setting.Literal {
				if v, ok := s.Unit.Read(s.Text()); !ok || v != s.Value {
					t.Errorf("the bytes at the value are %q", s.Text())
				}
			}
		})
	}
}

func TestCloudFormationOverrides(t *testing.T) {
	template := "Parameters:\n  P: { Type: Number, Default: 3600 }\n" + roleWith("MaxSessionDuration: !Ref P")
	for _, test := range []struct {
		name, other string
		value       setting.Seconds // 0 where it is not known
	}{
		{"nothing", "", 3600},
		{"a list", `[{"ParameterKey": "P", "ParameterValue": "7200"}]`, 7200},
		{"another parameter", `[{"ParameterKey": "PP", "ParameterValue": "7200"}]`, 3600},
		{"a mapping", `{"Parameters": {"P": 7200}}`, 7200},
		{"a command", "aws cloudformation deploy --parameter-overrides A=1 P=7200\n", 7200},
		{"a command in PowerShell", "sam deploy --parameter-overrides `\n  P=7200 `\n  A=1\n", 7200},
		{"another flag", "aws cloudformation deploy --parameter-overrides A=1 --tags P=7200\n", 3600},
		{"the next line", "aws cloudformation deploy --parameter-overrides A=1\nP=7200\n", 3600},
		{"a longer name", "aws cloudformation deploy --parameter-overrides XP=7200\n", 3600},
		{"a variable", "aws cloudformation deploy --parameter-overrides P=$LENGTH\n", 0},
		{"the shorthand", `aws cloudformation update-stack --parameters "ParameterKey=P,ParameterValue=7200"` + "\n", 7200},
		{"the previous value", "aws cloudformation update-stack --parameters ParameterKey=P,UsePreviousValue=true\n", 3600},
		{"TOML", "[x]\nparameter_overrides = \"A=1 P=\\\"7200\\\"\"\nP = 1\n", 7200},
		{"a list of TOML", "parameter_overrides = [\n  \"A=1\",\n  \"P=7200\",\n]\n", 7200},
		{"a list of YAML", "parameter_overrides:\n  - P=7200\nother:\n  - P=1\n", 7200},
		{"twice", "sam deploy --parameter-overrides P=7200\nsam deploy --parameter-overrides P=10800\n", 0},
		{"a template of the same parameter", "Parameters:\n  P: { Type: Number }\nResources: {}\n# [{\"ParameterKey\": \"P\"}]\n", 3600},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := locateTemplates(t, template, test.other)
			if len(found.Settings) != 1 {
				t.Fatalf("found %d settings", len(found.Settings))
			}
			if s := found.Settings[0]; s.Value != test.value || (s.State == setting.Unknown) != (test.value == 0) {
				t.Errorf("state %d, %d s, want %d s", s.State, s.Value, test.value)
			}
		})
	}
}

func TestCloudFormationIsBounded(t *testing.T) {
	var text strings.Builder
	text.WriteString("Resources:\n")
	for i := range maxFinds + 10 {
		fmt.Fprintf(&text, "  R%d:\n    Type: AWS::IAM::Role\n    Properties:\n      MaxSessionDuration: 7200\n", i)
	}
	found := locateTemplates(t, text.String())
	found.bound()
	if len(found.Settings) != maxFinds || len(found.Problems) != 1 {
		t.Errorf("%d settings, %d problems", len(found.Settings), len(found.Problems))
	}
	for name, text := range map[string]string{
		"brackets":  strings.Repeat("[", 5000) + "{Type: AWS::IAM::Role, Properties: {MaxSessionDuration: 1}}",
		"JSON":      strings.Repeat(`{"a":`, 5000) + `{"Type": "AWS::IAM::Role", "Properties": {"MaxSessionDuration": 1}}`,
		"templates": nestedTemplates(40),
		"names in a ring": "Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: f0.yaml\n      Parameters: { P: !Ref P }\n" +
			"Parameters:\n  P: { Type: Number }\n" + strings.TrimPrefix(roleWith("MaxSessionDuration: !Ref P"), "Resources:\n"),
	} {
		for _, s := range locateTemplates(t, text).Settings {
			if s.State != setting.Unknown && s.State != setting.Literal {
				t.Errorf("%s: state %d", name, s.State)
			}
		}
	}
}

// nestedTemplates is a template in a block scalar of a template, and so on.
func nestedTemplates(depth int) string {
	var text strings.Builder
	for i := range depth {
		fmt.Fprintf(&text, "%sResources:\n%s  S:\n%s    TemplateBody: |\n", strings.Repeat(" ", 6*i), strings.Repeat(" ", 6*i), strings.Repeat(" ", 6*i))
	}
	pad := strings.Repeat(" ", 6*depth)
	fmt.Fprintf(&text, "%sResources:\n%s  R:\n%s    Type: AWS::IAM::Role\n%s    Properties: { MaxSessionDuration: 7200 }\n", pad, pad, pad, pad)
	return text.String()
}
