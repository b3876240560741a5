package plan

// An Explanation says in plain words what a key of Diagnostic.Explain or
// Refusal.Explain means. Its facts come from its sources.
type Explanation struct {
	Key     string // stable: addresses of pages are made of it
	Title   string
	Text    string   // a few sentences
	Sources []string // pages that state the facts
}

const (
	iamGuide       = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
	stsReference   = "https://docs.aws.amazon.com/STS/latest/APIReference/"
	assumeRoleRef  = stsReference + "API_AssumeRole.html"
	updateRoleRef  = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html"
	roleSettings   = iamGuide + "id_roles_update-role-settings.html"
	chainingLimit  = "https://repost.aws/knowledge-center/iam-role-chaining-limit"
	stsConditions  = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html"
	absentKeys     = iamGuide + "reference_policies_elements_condition_operators.html"
	troubleSAML    = iamGuide + "troubleshoot_saml.html"
	terraformRole  = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role"
	terraformS3    = "https://developer.hashicorp.com/terraform/language/backend/s3"
	awsVaultUsage  = "https://github.com/99designs/aws-vault/blob/master/USAGE.md"
	permissionSets = "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html"
)

// Explanations lists every key that an answer may carry.
var Explanations = []Explanation{
	{"error-role-maximum", "The request is longer than this role's MaxSessionDuration",
		"STS compares DurationSeconds with the role's own maximum and refuses a longer request. The message names neither number. It does not prove that raising the role helps: STS checks the role's maximum before it checks role chaining, so a chained call first shows this message and, after a raise, the one about chaining. Ask for no more than the role allows, or raise the role if the call is not chained.",
		[]string{assumeRoleRef, troubleSAML, chainingLimit}},
	{"default-3600", "A role allows one hour unless somebody raised it",
		"MaxSessionDuration is 3600 seconds on every role that was made without it, and it can be set from 3600 to 43200. Where the role is not in the text, 3600 is the only length that is certain to work. If the job needs longer, the role has to be raised where it is defined; what you ask for then may be as long as the role allows.",
		[]string{updateRoleRef, roleSettings}},
	{"reduce-to-known-cap", "The request is reduced to what the role allows",
		"The role's maximum is known from this text or from you, and the request is longer. Shortening the request is the least-privilege way: the session lives no longer than somebody already decided that it may.",
		[]string{assumeRoleRef, roleSettings}},
	{"raise-cap", "The role's maximum is raised to exactly the request",
		"Both sides stand in this text, so the role can be raised to what its caller asks for, and not a second more. A longer session is a longer time in which stolen credentials work: if the job can do with less, choose the other fix. Raising changes nothing for calls that are role chaining.",
		[]string{roleSettings, chainingLimit}},
	{"insert-cap", "The role gets a maximum of its own",
		"The role says nothing about its longest session, so AWS's default of one hour holds. The line that is put in allows exactly what is asked for.",
		[]string{updateRoleRef, terraformRole}},
	{"above-ceiling-43200", "Twelve hours is the most that AWS accepts",
		"AssumeRole, AssumeRoleWithSAML and AssumeRoleWithWebIdentity take 900 to 43200 seconds, and a role's maximum goes from 3600 to 43200. Nothing beyond 43200 can be had from one session: a job that runs longer has to renew its credentials, which the SDKs do by themselves when they hold the profile or the role rather than copied keys.",
		[]string{assumeRoleRef, updateRoleRef}},
	{"below-minimum-900", "Fifteen minutes is the least that AWS accepts",
		"A shorter request is refused before the role is looked at. 900 seconds is the shortest session there is.",
		[]string{assumeRoleRef}},
	{"cap-below-minimum-3600", "A role's maximum cannot be below one hour",
		"MaxSessionDuration takes 3600 to 43200 seconds. A shorter session is had by asking for less, not by the role's maximum.",
		[]string{updateRoleRef}},
	{"needs-length", "How long does the session have to be?",
		"The text shows a role and nothing that tells how long its sessions should last. Choose the length that the job needs; it can be 1 to 12 hours.",
		[]string{updateRoleRef}},
	{"assumed-length", "Four hours is a suggestion, not something that the text says",
		"Most jobs that outgrow one hour fit into four. Look at how long yours runs, and choose the shortest length that covers it.",
		[]string{roleSettings}},
	{"role-chaining-1h", "Role chaining: one hour is the limit, and no setting raises it",
		"A role that is assumed with temporary credentials, from another role or from GetSessionToken, gets at most 3600 seconds, whatever its maximum says. That includes users with MFA tools that call GetSessionToken first, and container roles. To get longer sessions, break the chain: assume the target role directly with AssumeRoleWithWebIdentity or AssumeRoleWithSAML, pass SerialNumber and TokenCode in the AssumeRole call itself instead of calling GetSessionToken first, or give the first role the permissions that the second one has. Otherwise ask for 3600 and renew.",
		[]string{chainingLimit, assumeRoleRef}},
	{"get-session-token-129600", "GetSessionToken and GetFederationToken have a range of their own",
		"They take 900 to 129600 seconds (36 hours) and no role is involved, so no role's maximum caps them. Credentials from GetSessionToken make a later AssumeRole a chained one, which is limited to one hour.",
		[]string{stsReference + "API_GetSessionToken.html", stsReference + "API_GetFederationToken.html"}},
	{"assume-root-900", "AssumeRoot lasts at most fifteen minutes",
		"AssumeRoot takes up to 900 seconds. The 900 to 43200 range of AssumeRole does not apply.",
		[]string{stsReference + "API_AssumeRoot.html"}},
	{"get-web-identity-token-60-3600", "GetWebIdentityToken lasts one minute to one hour",
		"It takes 60 to 3600 seconds, and the token cannot outlive the session that asks for it. It is one of the two actions for which AWS does set the key sts:DurationSeconds.",
		[]string{stsReference + "API_GetWebIdentityToken.html", stsConditions}},
	{"not-sts", "The same flag, another service",
		"CodeArtifact, Redshift, Lake Formation and others take a duration under the same name, with limits of their own. It is left alone.",
		[]string{"https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetAuthorizationToken.html"}},
	{"not-aws", "The same word, another product",
		"Other clouds and tools use the same names with other limits. It is left alone.", nil},
	{"notation-not-read", "A word for a session length, in a place that is not understood",
		"The text names a session length, and no notation that is read here has such a place, or what shows that it is AWS's is missing. Nothing is edited. By hand: ask for no more than the role allows, which is 3600 unless somebody raised it, or raise the role's maximum where it is defined. A chained call gets 3600 at most.",
		[]string{assumeRoleRef, updateRoleRef}},
	{"not-an-aws-message", "AWS does not print this message",
		"This wording circulates on web pages, but STS has two texts only: that the request exceeds the MaxSessionDuration set for this role, and that it exceeds the one hour limit of role chaining. No number was taken from it. Look at the original message to see which limit was hit.",
		[]string{troubleSAML, chainingLimit}},
	{"already-ok", "Within all limits that are known",
		"The length fits every limit that this text shows. If the call still fails, the failing call is another one, or the role allows less than the text says.",
		[]string{assumeRoleRef}},
	{"over-org-limit", "Above the organisation's limit",
		"You gave a limit that no role should exceed. No fix raises a role above it. AWS itself has no policy condition for a role's maximum, so such a limit is kept by checks on the code.",
		[]string{stsConditions}},
	{"trust-duration-key", "sts:DurationSeconds in a trust policy locks people out, or does nothing",
		"AWS sets the key sts:DurationSeconds for GetServiceBearerToken and GetWebIdentityToken only, never for AssumeRole. An Allow that tests it never matches, so nobody can assume the role; with IfExists, or in a Deny without it, it has no effect; a Deny with IfExists locks everybody out. A Deny is never edited here, because without its condition it would deny everybody: remove the whole statement. The ceiling of a role's sessions is its MaxSessionDuration, and callers that need different ceilings need different roles.",
		[]string{stsConditions, absentKeys}},
	{"conditional-value", "The value depends on a condition",
		"Which number holds is decided when the code runs: by a condition, a fallback, or several assignments. Changing one of them may change nothing, or the wrong case, so it is left to you.", nil},
	{"value-outside-paste", "The value is not in this text",
		"The place refers to something that is defined elsewhere. Paste or drop the file that defines it as well, and the change goes to the definition.", nil},
	{"overridden", "An override file sets it again",
		"Terraform merges the blocks of override.tf and of files that end in _override.tf into those of the same name in the folder. What they set takes the place of what the block itself sets, so an edit there would change nothing. The override is the place to change.",
		[]string{"https://developer.hashicorp.com/terraform/language/files/override"}},
	{"allowed-values-limit", "A validation excludes the new value",
		"The variable lists or bounds what it accepts, and the new value is not among that, or the validation could not be checked. Widen the validation first, if the length is really wanted.", nil},
	{"output-not-source", "This is what a tool printed, not the source",
		"The value tells what is in effect, and it is used as that. Changing printed text changes nothing: change the code or the role that it was printed from.", nil},
	{"no-line-here", "A line is missing, and this text has no room for it",
		"The lines carry numbers, times or prompts that a new line could not have, the place is not plain text, or the line needs a name that the text does not show. Nothing is put in; the line is given to copy into the file that this was taken from.", nil},
	{"changed-by-a-word-processor", "A word processor changed what was typed",
		"Mail programs, chats and word processors make curly quotes of straight ones and one long dash of two hyphens. The text is read as it was typed, and those marks are left as they are: no shell and no parser takes them, so type them anew.", nil},
	{"shared-value", "One place, two needs",
		"Two changes would give the same place different values, or another service reads it too. Split the shared value, or choose one of the changes.", nil},
	{"broken-syntax", "The text around it does not parse",
		"Blocks and commands that parse on their own are still mended. In the broken part nothing is edited, because what it means is not certain.", nil},
	{"missing-unit", "A duration needs its unit here",
		"Terraform's assume_role durations, and those of aws-vault and aws-okta, are written with a unit, as 1h30m or 43200s; a bare number is refused. The value is written with its unit.",
		[]string{terraformS3, awsVaultUsage}},
	{"bad-spelling", "A bare whole number is due here",
		"This field takes a whole number and no unit: of seconds almost everywhere, of hours or minutes in a few login tools. The value is written in the field's own unit.",
		[]string{assumeRoleRef}},
	{"removed-argument", "The argument was removed from Terraform",
		"The S3 backend's assume_role_duration_seconds went away in Terraform 1.10, and the provider's duration_seconds in version 5 of the AWS provider. The length is written as duration inside assume_role, with its unit. OpenTofu still takes the old backend argument.",
		[]string{terraformS3, "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-5-upgrade"}},
	{"permission-set-iso8601", "Identity Center: the permission set governs",
		"Roles that begin with AWSReservedSSO_ are made by Identity Center with a fixed maximum of 12 hours; the permission set's session duration decides. It is written as an ISO 8601 duration from PT1H to PT12H, one hour if it is left out.",
		[]string{permissionSets}},
	{"saml-session-duration", "SAML: the assertion's SessionDuration attribute",
		"The attribute lengthens console sessions; in an AssumeRoleWithSAML call it can only shorten. SessionNotOnOrAfter caps the session too.",
		[]string{iamGuide + "id_roles_providers_create_saml_assertions.html"}},
	{"roles-anywhere", "Roles Anywhere: the profile's durationSeconds",
		"A profile gives 900 to 43200 seconds, one hour if it is left out.",
		[]string{"https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html"}},
	{"service-role", "AWS services are not held to a role's maximum",
		"MaxSessionDuration limits the sessions that people and programs ask for with AssumeRole and its kin. Sessions that an AWS service starts by itself, such as those of Lambda functions, EC2 instance profiles and ECS tasks, are not held to it. A role that only services may assume needs no maximum of its own, and it cannot be the role whose caller was refused.",
		[]string{roleSettings}},
	{"action-default-6h", "configure-aws-credentials v1 and v2 ask for six hours by default",
		"Versions before 3 ask for 21600 seconds where role-duration-seconds is not set, which a role with the default maximum refuses. With GitHub's OIDC token or a session token they ask for 3600, as every version since 3 does. The input says what is wanted whatever the version.",
		[]string{"https://github.com/aws-actions/configure-aws-credentials", "https://github.com/aws-actions/configure-aws-credentials/issues/103"}},
	{"tool-default-12h", "aws-google-auth asks for twelve hours by default",
		"Where --duration is left out and its profile keeps no google_config.duration, the tool asks for 43200 seconds, which a role with the default maximum refuses. The flag says what is wanted; --auto-duration takes what the provider's assertion says.",
		[]string{"https://github.com/cevoaustralia/aws-google-auth#usage"}},
	{"no-credentials", "Nothing signs this call",
		"configure-aws-credentials asks GitHub for a token only where the job has the permission id-token: write. Without it, and without access keys among the inputs, it takes what the runner has, and GitHub's own runners have nothing. Give the job id-token: write, or the step its keys.",
		[]string{"https://github.com/aws-actions/configure-aws-credentials#using-this-action"}},
	{"different-role", "Another role than the one that is called",
		"The text holds roles and calls that are not proved to belong together. A role's maximum is raised only for a call that names it.", nil},
	{"role-not-in-paste", "The role that is called is not in this text",
		"Nothing here proves which role's maximum the request runs into. Paste the role's definition as well, or say which role is meant.", nil},
	{"stale-comment", "A comment still tells the old length",
		"Comments are never edited. Look at it before you commit.", nil},
}
