// Package setting says what a session length is: who asks for one, who caps
// it, how it is spelled, and AWS's limits with their sources. It knows no
// parser and no wish of the user.
package setting

import "stackengine.dev/sandbox/internal/source"

// Kind tells the two sides of the failure apart.
type Kind uint8

const (
	_       Kind = iota
	Request      // asks STS for a session of some length
	Cap          // the longest session that a role allows
)

// State says what is known of a Setting's value.
type State uint8

const (
	_        State = iota
	Literal        // the bytes at Place hold the value
	Computed       // the bytes at Place are constant arithmetic, such as 60 * 60 * 12
	Indirect       // a reference; Def holds the value
	Absent         // a role without a cap, so 3600; Gap says where one would be written
	Unknown        // outside the text, or behind a condition; Why says which
)

// A Setting is a place in the text that asks for, or caps, a session length.
type Setting struct {
	Kind  Kind
	Limit *Limit // the row of Limits that bounds it
	At    string // in the user's words: "resource aws_iam_role.deploy", "aws sts assume-role"
	Role  Role   // the role it speaks of
	State State
	Value Seconds // for every State but Unknown

	// Place is the value without its quotes; for Indirect the reference; for
	// Absent, and for a request that leaves the length out, the words that
	// name the block or command.
	source.Place
	Unit Unit

	Def *Definition // Indirect only
	Gap *Gap        // Absent only
	Why *Unproved   // Unknown only

	// Implied is the explanation's key for the length that an Absent request
	// stands for. "" where that needs no explanation.
	Implied string

	// Output says that the value was seen in what a tool printed (get-role,
	// a plan): it is known, and it is never edited.
	Output bool
	Shown  string // where, if that is told: "a diff", "a log"

	// Broken says that the text around the value does not parse, so that it
	// must not be edited.
	Broken bool

	// Context is the whole block or command.
	Context source.Span

	// Chain holds the signs that the caller's own credentials are temporary.
	// Requests only; empty for calls that cannot be chained.
	Chain []Sign

	// Path names the hops that the text proves, from the first caller to the
	// role that is asked for: "ci", "hub", "spoke". Empty where it tells none.
	// Where Chain is empty and Path is not, the first caller has long-term keys.
	Path []string
}

// Target is the place that an edit of the value goes to, with the Unit used
// there: the definition of an Indirect setting, else its own place.
func (s *Setting) Target() (source.Place, Unit) {
	if s.State == Indirect {
		return s.Def.Place, s.Def.Unit
	}
	return s.Place, s.Unit
}

// A Definition is the literal behind a reference: a variable's default, a
// local, a shell assignment.
type Definition struct {
	source.Place        // the value without its quotes
	Unit         Unit   // its own: a variable of hours may feed a field of seconds
	At           string // "variable session_hours", "DURATION="
	Users        int    // how many other places in the text read it

	// Caveat is what a new value there does not reach; "" if there is nothing
	// to say.
	Caveat string // a clause

	// Shut is why it must not be edited for this setting; "" where it may be.
	Shut string // a clause

	// Allows reports whether the definition's own validation accepts a new
	// value. Nil where there is none.
	Allows func(Seconds) Verdict
}

// A Verdict is the answer of a validation that stands in the text.
type Verdict uint8

const (
	Accepts   Verdict = iota
	Refuses           // the new value is excluded
	Undecided         // the validation uses something we do not evaluate
)

// A Gap says how a missing line would be written: at offset At, in the place
// of Old, the text Before, then the value, then After. Old is empty unless
// the line cannot be written without moving what stands there.
type Gap struct {
	At            int
	Old           string
	Before, After string

	// Shut is why no line can be put in there after all; "" where one can.
	Shut string // a clause
}

// Unproved says why a value is not known. Key is the explanation's stable
// identifier: "conditional-value", "value-outside-paste", "missing-unit" ….
type Unproved struct {
	Key   string
	Words string // a clause for people: "var.session is not defined in this text"

	// Meant is the value that the words most likely mean, where only the
	// spelling is wrong (a duration without its unit). 0 if there is none.
	// Where Key is "" too, nothing is wrong: it is arithmetic that no Unit
	// reads, and Meant is its result.
	Meant Seconds
}

// Misspelt reports whether s tells a length, but not as its field wants it.
func (s *Setting) Misspelt() bool {
	return s.State == Unknown && s.Why.Meant > 0 && (s.Why.Key == "bad-spelling" || s.Why.Key == "missing-unit" || s.Why.Key == "permission-set-iso8601")
}

// A Sign is something in the text which shows that a caller's credentials are
// temporary, so that its next AssumeRole is role chaining.
type Sign struct {
	source.Place
	Words string // a clause: "AWS_SESSION_TOKEN is set before this command"

	// Reach is the part of the document whose requests it speaks of; empty
	// where that is all of them, or the one that carries it.
	Reach source.Span
}

// A Clause is a condition on sts:DurationSeconds in a policy statement that
// allows or denies AssumeRole. AWS never evaluates that key there.
type Clause struct {
	source.Place             // the key's name
	At           string      // "data aws_iam_policy_document.trust"
	Effect       string      // "Allow" or "Deny", "" where not told
	Operator     string      // "NumericLessThanEquals"
	Remove       source.Span // what has to go, so that the policy stays well formed
	Open         bool        // it is the only condition on a statement whose principal is everybody
}

// A Note is a place that looks like a session length and is deliberately left
// alone. Key is the explanation: "not-aws", "not-sts", "output-not-source".
type Note struct {
	source.Place
	Key   string
	Words string // a sentence: "alicloud_ram_role is not an AWS role"
}
