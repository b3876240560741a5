package engine

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// A promise is a row of the contract: what a situation leads to, and the
// cases that show it.
type promise struct {
	what  string
	key   string   // the explanation that each case gives; "" where none is asked for
	edits bool     // whether each case changes the text
	cases []string // under testdata, without their ending
}

// decisionPromises are the decisions that are made: one row for each
// situation, and two where a situation has an outcome with and one without an
// edit.
var decisionPromises = []promise{
	{"a request over 3600, the role's maximum unknown, not chained", "default-3600", true, []string{"shell/cli_asks_twelve_hours", "hcl/backend_map", "workflow/step_literal"}},
	{"a request over a maximum that is only seen in output or told", "reduce-to-known-cap", true, []string{"decisions/known_maximum_from_output", "decisions/known_maximum_from_caller", "terraformjson/plan_tells_the_maximum", "terraformjson/state_tells_the_maximum"}},
	{"a request and its role's source, up to 43200: a maximum that stands there", "raise-cap", true, []string{"decisions/raise_to_longest_of_two_requests", "mixed/module_argument_decides", "awsconfig/profile_and_role_in_terraform"}},
	{"a request and its role's source, up to 43200: no maximum there", "insert-cap", true, []string{"hcl/provider_and_role", "terraformjson/roles_and_provider", "decisions/several_files_one_folder", "workflow/oidc_with_role_in_folder"}},
	{"a request and its role's source, over 43200", "above-ceiling-43200", true, []string{"decisions/above_ceiling_reduces_to_role", "decisions/above_ceiling_raise_sets_both"}},
	{"a role alone, the length given", "raise-cap", true, []string{"hcl/folder_with_values", "mixed/terragrunt_unit_decides", "errortext/range_error_and_role"}},
	{"a role alone, nothing says what is wanted", "needs-length", false, []string{"decisions/role_alone_asks_for_length"}},
	{"a role alone, with suggest", "assumed-length", true, []string{"decisions/role_alone_suggests_four_hours", "decisions/role_alone_suggestion_obeys_org_limit"}},
	{"chained, over 3600", "role-chaining-1h", true, []string{"shell/chained_mfa_session", "hcl/provider_chain", "mixed/provider_profile_is_a_role", "awsconfig/chain_of_three_profiles", "workflow/role_chaining"}},
	{"a request below 900", "below-minimum-900", true, []string{"decisions/below_minimum"}},
	{"a request over the range, the role's maximum unknown", "above-ceiling-43200", true, []string{"decisions/over_range_without_role"}},
	{"a request over the range becomes what every role allows", "default-3600", true, []string{"decisions/over_range_without_role"}},
	{"a maximum below 3600", "cap-below-minimum-3600", true, []string{"decisions/cap_below_minimum", "decisions/cap_below_minimum_alone"}},
	{"a maximum above 43200", "above-ceiling-43200", true, []string{"decisions/cap_above_ceiling", "cloudformation/above_ceiling"}},
	{"GetSessionToken and GetFederationToken within their range", "get-session-token-129600", false, []string{"decisions/session_token_keeps_its_range", "shell/quiet_get_session_token"}},
	{"GetSessionToken over its range", "get-session-token-129600", true, []string{"decisions/session_token_over_its_range"}},
	{"AssumeRoot", "assume-root-900", true, []string{"decisions/root_session_over_its_range"}},
	{"GetWebIdentityToken", "get-web-identity-token-60-3600", true, []string{"decisions/web_identity_token_range"}},
	{"other users of the same flag", "not-sts", false, []string{"shell/quiet_codeartifact"}},
	{"within all limits already", "already-ok", false, []string{"decisions/quiet_within_limits", "decisions/quiet_role_allows_the_request"}},
	{"a maximum above the organisation's limit that no request needs", "over-org-limit", true, []string{"decisions/over_org_limit_lowered"}},
	{"a maximum above the organisation's limit that a request needs", "over-org-limit", false, []string{"decisions/over_org_limit_needed"}},
	{"sts:DurationSeconds on an AssumeRole action", "trust-duration-key", true, []string{"hcl/trust_policy_document", "hcl/trust_policy_json", "shell/trust_policy_condition", "iampolicy/policy_file"}},
	{"a value behind a condition or a fallback", "conditional-value", false, []string{"hcl/value_conditional", "mixed/quiet_environment_decides", "mixed/quiet_module_in_a_paste"}},
	{"a value that is not in the text", "value-outside-paste", false, []string{"hcl/value_outside", "shell/quiet_variable_not_in_paste"}},
	{"a validation that excludes the new value", "allowed-values-limit", false, []string{"hcl/variable_validation_refuses", "cloudformation/parameter_allowed_values", "workflow/input_of_choices"}},
	{"plan, state, log, get-role: values are read, never edited", "output-not-source", false, []string{"hcl/quiet_plan_output", "shell/quiet_get_role_output_alone", "terraformjson/quiet_state_alone"}},
	{"the same word, another product", "not-aws", false, []string{"hcl/quiet_other_clouds", "awsconfig/quiet_other_clouds", "terraformjson/quiet_look_alikes"}},
	{"an Identity Center permission set", "permission-set-iso8601", true, []string{"shell/permission_set", "kubernetes/permission_set"}},
	{"a SAML attribute", "saml-session-duration", false, []string{"toolsettings/saml_assertion"}},
	{"a Roles Anywhere profile", "roles-anywhere", true, []string{"shell/roles_anywhere"}},
	{"configure-aws-credentials that asks for six hours by default", "action-default-6h", true, []string{"workflow/version_1_with_keys", "workflow/version_1_flow_reduced"}},
	{"several roles, and nothing tells which", "different-role", false, []string{"decisions/several_roles_and_no_target", "decisions/ambiguous_role", "decisions/one_name_two_environments", "mixed/quiet_two_files_of_values"}},
	{"the role that is called is another one than those in the text", "role-not-in-paste", true, []string{"decisions/different_role", "decisions/built_names_are_not_equal"}},
	{"a comment that tells the old number", "stale-comment", true, []string{"decisions/stale_comment"}},
}

// pastePromises are the 25 kinds of text that people paste most, by number.
var pastePromises = [25][]promise{
	{{"Terraform: a role with a number", "raise-cap", true, []string{"decisions/raise_to_longest_of_two_requests"}}},
	{{"Terraform: a variable with its default", "raise-cap", true, []string{"hcl/variable_default"}}},
	{{"Terraform: a variable that is not in the text", "value-outside-paste", false, []string{"hcl/value_outside"}}},
	{{"Terraform: a role without the attribute", "insert-cap", true, []string{"hcl/role_without_maximum", "hcl/insert_into_one_line"}}},
	{{"Terraform: assume_role of a provider or a backend", "default-3600", true, []string{"hcl/backend_map"}}},
	{
		{"Terraform: a module's argument", "raise-cap", true, []string{"mixed/module_argument_decides", "mixed/module_called_twice"}},
		{"Terraform: an argument of another thing", "", false, []string{"hcl/quiet_module_of_an_application"}},
	},
	{{"Terraform: files of values, and Terragrunt's inputs", "raise-cap", true, []string{"hcl/folder_with_values", "mixed/file_of_values_by_command", "mixed/terragrunt_unit_decides", "terraformjson/values_in_json"}}},
	{{"Terraform: lookup, try and coalesce", "conditional-value", false, []string{"hcl/value_conditional"}}},
	{{"numbers in quotes", "", true, []string{"decisions/cap_with_a_unit"}}},
	{{"products", "", true, []string{"hcl/hours_times_seconds", "shell/product_in_arithmetic"}}},
	{
		{"a validation's numbers", "allowed-values-limit", false, []string{"hcl/variable_validation_refuses"}},
		{"a comment's numbers", "stale-comment", true, []string{"decisions/stale_comment"}},
	},
	{{"workflow: a number", "default-3600", true, []string{"workflow/step_literal"}}},
	{
		{"workflow: env and inputs in the file", "", true, []string{"workflow/env_of_workflow", "workflow/input_default"}},
		{"workflow: a value from elsewhere", "value-outside-paste", false, []string{"workflow/value_in_settings"}},
	},
	{{"workflow: six hours by default", "action-default-6h", true, []string{"workflow/version_1_with_keys", "workflow/version_1_flow_reduced"}}},
	{{"workflow: role-chaining", "role-chaining-1h", true, []string{"workflow/role_chaining"}}},
	{{"AWS CLI on one line, with a prompt", "default-3600", true, []string{"shell/cli_asks_twelve_hours"}}},
	{{"AWS CLI over several lines and in a substitution", "default-3600", true, []string{"shell/cli_with_backslashes_in_substitution"}}},
	{{"shell: variables", "", true, []string{"shell/variable_with_default", "shell/variable_in_another_file"}}},
	{{"get-session-token", "get-session-token-129600", false, []string{"shell/quiet_get_session_token"}}},
	{
		{"CloudFormation: YAML", "raise-cap", true, []string{"cloudformation/role_and_cli"}},
		{"CloudFormation: a parameter", "", true, []string{"cloudformation/parameter_default"}},
	},
	{{"CloudFormation: JSON", "", true, []string{"cloudformation/json_minified"}}},
	{{"CDK and Pulumi in a language", "", true, []string{"cdk/typescript_role_over_request", "cdk/python_keyword", "cdk/pulumi_typescript"}}},
	{{"AWS config: a profile, chained", "role-chaining-1h", true, []string{"awsconfig/chain_of_three_profiles", "awsconfig/credential_source_of_a_machine"}}},
	{
		{"boto3, JavaScript, Go: a call", "", true, []string{"sdk/python_one_call", "sdk/typescript_command", "sdk/go_version_one_input", "sdk/python_role_and_caller"}},
		{"SDK code: a value from elsewhere, another service", "", false, []string{"sdk/quiet_python_environment", "sdk/quiet_python_codeartifact"}},
	},
	{{"an issue with fences, an error and two configs", "", true, []string{"around/issue_with_two_fences"}}},
}

func TestContract(t *testing.T) {
	promises := slices.Clone(decisionPromises)
	for _, list := range pastePromises {
		promises = append(promises, list...)
	}
	for _, p := range promises {
		t.Run(p.what, func(t *testing.T) {
			for _, name := range p.cases {
				path := filepath.Join("testdata", filepath.FromSlash(name)+".txtar")
				if _, err := os.Stat(path); err != nil {
					t.Errorf("there is no case %s", name)
					continue
				}
				reply := readCase(t, path).call(t)
				changed := slices.ContainsFunc(reply.Files, func(f wireOutput) bool { return f.Changed })
				if changed != p.edits {
					t.Errorf("%s: changed is %v", name, changed)
				}
				if p.key != "" && !slices.Contains(keysOf(reply), p.key) {
					t.Errorf("%s gives %v, not %s", name, keysOf(reply), p.key)
				}
			}
		})
	}
}

// TestContractOutputs: asked for changed outputs only, the reply is the same
// but for the outputs of the other files, which are left out.
func TestContractOutputs(t *testing.T) {
	c := readCase(t, filepath.Join("testdata", "decisions", "several_files_one_folder.txtar"))
	ask := func(outputs string) (reply map[string]any) {
		options := map[string]any{}
		if outputs != "" {
			options["outputs"] = outputs
		}
		request, err := json.Marshal(map[string]any{"files": c.files, "options": options})
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(Handle("refactor", request), &reply); err != nil {
			t.Fatal(err)
		}
		return reply
	}
	want := ask("all")
	if !reflect.DeepEqual(want, ask("")) {
		t.Error("all outputs are not what comes without asking")
	}
	kept, left := 0, 0
	for _, f := range want["files"].([]any) {
		if f := f.(map[string]any); f["changed"] == true {
			kept++
		} else {
			delete(f, "output")
			left++
		}
	}
	if kept == 0 || left == 0 {
		t.Fatalf("of the case %d files change and %d do not: it shows nothing", kept, left)
	}
	if got := ask("changed"); !reflect.DeepEqual(got, want) {
		t.Errorf("with changed outputs only the reply is\n%v, want\n%v", got, want)
	}
	if got := ask("some"); got["error"] == nil {
		t.Errorf("outputs \"some\" give %v", got)
	}
}

// keysOf lists the explanations that a reply carries.
func keysOf(r wireReply) []string {
	var keys []string
	for _, f := range r.Findings {
		keys = append(keys, f.Explain...)
	}
	for _, f := range r.Refusals {
		keys = append(keys, f.Explain)
	}
	for _, n := range r.Notes {
		keys = append(keys, n.Explain)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
