package format

import (
	"fmt"

	"stackengine.dev/sandbox/internal/setting"
)

// A wording is one sentence that a service or a tool prints about a session's
// length.
type wording struct {
	text  string // see matchWording; begins with a letter or a quote
	lead  string // what belongs to the sentence and may stand before text
	cause setting.Cause
	field string // where text has no {field}
	near  bool   // too common a phrase: only beside words about sessions
	note  string // the key of a Note; such a wording is no Symptom
	words string // "" for what sentence says of the cause
}

// The texts were read in issues, sources and reproductions; the test data
// names them.
var wordings = []wording{
	// AWS itself.
	{
		text: "requested DurationSeconds exceeds [the ]MaxSessionDuration[ set for this role][ set for the role][.]",
		lead: "The ", cause: setting.OverRoleMaximum, field: "DurationSeconds",
	},
	{
		text: "requested DurationSeconds exceeds [the ]1 hour session limit[ for roles assumed by role chaining][.]",
		lead: "The ", cause: setting.OverChainedHour, field: "DurationSeconds",
	},
	{
		text: "Value[ '{asked}'] at '{field}' failed to satisfy constraint: Member must have value greater than or equal to {bound}",
		lead: "1 validation error detected: ", cause: setting.UnderRange,
	},
	{
		text: "Value[ '{asked}'] at '{field}' failed to satisfy constraint: Member must have value less than or equal to {bound}",
		lead: "1 validation error detected: ", cause: setting.OverRange,
	},

	// AWS's SDKs and CLI, before anything is sent.
	{
		text: "Invalid value for parameter {field}, value: {asked}, valid min value: {bound}",
		lead: "Parameter validation failed: ", cause: setting.UnderRange,
	},
	{
		text: "Invalid range for parameter {field}, value: {asked}, valid range: {bound}-inf",
		lead: "Parameter validation failed: ", cause: setting.UnderRange,
	},
	{
		text: "Invalid type for parameter {field}, value: {any}, type: <{any}>[, valid types: <{any}>]",
		lead: "Parameter validation failed: ", cause: setting.BadSpelling,
		words: "the length has to be a whole number of seconds, and a string was given",
	},
	{
		text: "minimum field value of {bound}, {field}[.]",
		lead: "InvalidParameter: 1 validation error(s) found. - ", cause: setting.UnderRange,
	},
	{
		text: "Expected {field} to be a number",
		lead: "InvalidParameterType: ", cause: setting.BadSpelling,
		words: "the length has to be a whole number of seconds, without quotes and without a unit",
	},
	{
		text: "invalid literal for int() with base 10: '[{any}']", cause: setting.BadSpelling, field: "DurationSeconds", near: true,
		words: "the length has to be a whole number of seconds, without a unit",
	},

	// Terraform and its providers.
	{text: "Duration must be between {low} and {high}, had {asked}", field: "DurationSeconds"},
	{text: `duration '{asked}' must be between 15 minutes ({low}) and 12 hours ({high})[, inclusive]`, field: "DurationSeconds"},
	{text: "expected {field} to be in the range ({low} - {high}), got {asked}"},
	{text: "Attribute {field} value must be between {low} and {high}, got: {asked}"},
	{
		text: "value '{any}' cannot be parsed as a duration: time: missing unit in duration '{any}'",
		lead: "The ", cause: setting.MissingUnit, field: "DurationSeconds", words: withoutUnit,
	},
	{
		text: "value '{any}' cannot be parsed as a duration",
		lead: "The ", cause: setting.MissingUnit, field: "DurationSeconds", words: notADuration,
	},
	{
		text:  "'{any}' cannot be parsed as a duration: time: missing unit in duration '{any}'",
		cause: setting.MissingUnit, field: "DurationSeconds", near: true, words: withoutUnit,
	},
	{
		text:  "'{any}' cannot be parsed as a duration",
		cause: setting.MissingUnit, field: "DurationSeconds", near: true, words: notADuration,
	},
	{
		text: "argument named 'assume_role_duration_seconds' is not expected here[.]",
		lead: "An ", cause: setting.Removed, field: "DurationSeconds",
		words: "Terraform 1.10 removed this argument; the length is written as duration inside assume_role, with a unit",
	},

	// Other tools that check or reword.
	{text: "maxSessionDuration is set to {asked}, but must be >= {low}sec (1hr) and <= {high}sec (12hrs)", lead: "MaxSessionDurationSet: ", field: "MaxSessionDuration"},
	{
		text:  "max_session_duration must be between 1 and 12 hours[ (3600 and 43200 seconds)]",
		cause: setting.OverRange, field: "MaxSessionDuration",
		words: "a role's maximum session must be 3600 s (1 h) to 43200 s (12 h); the message does not say which value was given",
	},
	{
		text:  "Maximum duration for assumed roles is 1h0m0s",
		cause: setting.OverChainedHour, field: "DurationSeconds",
		words: "this is the tool's own limit of 1 hour, checked before AWS was asked; the message does not say what the role allows",
	},
	{text: "Maximum duration for assumed roles is {bound}", cause: setting.OverRange, field: "DurationSeconds", words: toolRange},
	{text: "Minimum duration for assumed roles is {bound}", cause: setting.UnderRange, field: "DurationSeconds", words: toolRange},
	{
		text:  "skipping GetSessionToken because duration {asked} in profile '{any}' is greater than the AWS maximum {bound} for chaining MFA",
		cause: setting.OverChainedHour, field: "DurationSeconds",
		words: "aws-vault leaves out the MFA session because a session chained from it may last 1 hour at most; the call then goes without MFA",
	},
	{
		text: "requested session duration was too long for the role {role}.[ Falling back to 1 hour.]",
		lead: "The ", cause: setting.OverRoleMaximum, field: "DurationSeconds",
		words: "the tool asked for more than the role's maximum session and took 1 hour instead; the message names neither length",
	},

	// Wordings that circulate. Their numbers prove nothing.
	{
		text: "exceeds the 1 hour maximum session duration established for this role[.][ role maximum session duration exceeded][ 'DurationSeconds'][ {asked}]",
		lead: "The requested DurationSeconds ", cause: setting.Misquoted, field: "DurationSeconds", words: misquoted,
	},
	{
		text:  "role maximum session duration exceeded[ 'DurationSeconds'][ {asked}]",
		cause: setting.Misquoted, field: "DurationSeconds", words: misquoted,
	},
	{
		text:  "Role session duration {asked} exceeds the maximum allowed duration[ of {bound} seconds][.]",
		cause: setting.Misquoted, field: "DurationSeconds", words: misquoted,
	},

	// Not AWS.
	{
		text: "Requested lifetime too high (requested: {asked} max: {bound})", note: "not-aws",
		words: "this is Buildkite's limit on an OIDC token's lifetime, not a limit of AWS",
	},
}

const (
	withoutUnit  = "the length needs a unit, such as 3600s or 1h"
	notADuration = "the length is not a duration such as 3600s or 1h"
	toolRange    = "this is the tool's own range, checked before AWS was asked; the role's maximum may be lower"
	misquoted    = "AWS does not print this sentence, so its numbers prove nothing; the real message names neither the length asked for nor the role's maximum"
)

// sentence is what a Symptom of s's cause and field means.
func sentence(s setting.Symptom) string {
	switch s.Cause {
	case setting.OverRoleMaximum:
		return "the session asked for is longer than the role's maximum session; the message names neither length"
	case setting.OverChainedHour:
		return "the caller's own credentials are temporary, so the session may last 1 hour at most and no role setting raises that; the message does not name the length asked for"
	}
	side, than := "at most", "more"
	if s.Cause == setting.UnderRange {
		side, than = "at least", "less"
	}
	asked := than
	if s.Asked != 0 {
		asked = s.Asked.String()
	}
	if s.Field == setting.RoleMaximum.Field {
		return fmt.Sprintf("a role's maximum session must be %s %v; the text asks for %s", side, s.Bound, asked)
	}
	if s.Cause == setting.UnderRange {
		return fmt.Sprintf("a session must be %s %v; the text asks for %s", side, s.Bound, asked)
	}
	if s.Bound != setting.AssumeRole.Max {
		return fmt.Sprintf("a session of this call may last %s %v; the text asks for %s", side, s.Bound, asked)
	}
	return fmt.Sprintf("a session may last %s %v and the text asks for %s; the message does not tell the role's own maximum, which may be lower", side, s.Bound, asked)
}
