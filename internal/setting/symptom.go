package setting

import "stackengine.dev/sandbox/internal/source"

// Cause is which limit an error message speaks of.
type Cause uint8

const (
	_               Cause = iota
	OverRoleMaximum       // "… exceeds the MaxSessionDuration set for this role."
	OverChainedHour       // "… exceeds the 1 hour session limit for roles assumed by role chaining."
	UnderRange            // below what the API accepts
	OverRange             // above what the API accepts
	BadSpelling           // not a whole number of seconds where one is due
	MissingUnit           // a duration without its unit, or with one that is not known
	Removed               // an argument that the tool no longer has
	Misquoted             // a wording that circulates but that AWS does not print
)

// A Symptom is an error message in the text.
type Symptom struct {
	source.Place
	Cause     Cause
	Operation string  // "AssumeRole"; "" if not told
	Field     string  // "DurationSeconds" or "MaxSessionDuration"
	Asked     Seconds // the value that a range error prints; 0 where the message has none
	Bound     Seconds // the bound that a range error prints; 0 where the message has none
	Role      Role    // Terraform prints the role's ARN
	Words     string  // one sentence for people: what the message means
}
