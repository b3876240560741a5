// Package plan decides what to change. It sees settings, never a parser, and
// makes edits, never text.
package plan

import (
	"slices"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Strategy is which side of the failure should give way.
type Strategy uint8

const (
	Auto   Strategy = iota // what can be proved: see the rules
	Reduce                 // shorten requests
	Raise                  // lengthen roles
)

// Answer is a person's answer to a question that the text may answer itself.
type Answer uint8

const (
	FromText Answer = iota
	Yes
	No
)

// Options are the caller's wishes. The zero value asks for nothing special.
type Options struct {
	Requested setting.Seconds // the length wanted; 0 if not told. Of calls of several roles it goes to those that fail
	RoleMax   setting.Seconds // the role's maximum, where the caller knows it; 0 if not
	OrgLimit  setting.Seconds // no raise goes above it; 0 if there is none
	Strategy  Strategy
	Target    string // the role meant: its name, its address, or the last part of it
	Chained   Answer
	Suggest   bool // a role alone gets a suggested length rather than a question

	// Choices overrides which fix of a Diagnostic is chosen: its ID to the
	// fix's index, or -1 for none.
	Choices map[string]int
}

// Severity says how bad a Diagnostic is.
type Severity uint8

const (
	_       Severity = iota
	Error            // the call fails, or the policy locks people out
	Warning          // works by luck, or a suggestion to confirm
	Info             // worth knowing
)

// A Diagnostic is one finding. Its fixes are alternatives: at most one is
// chosen. Fixes of different diagnostics are independent changes to the same
// original text.
type Diagnostic struct {
	ID       string // Rule and line, unique within a Plan
	Rule     string
	Severity Severity
	Explain  []string // keys of Explanations, the most telling first
	source.Place
	Message string
	Related []Related
	Fixes   []Fix
}

// Related is another place that a reader should look at.
type Related struct {
	source.Place
	Message string
}

// A Fix is one way to mend a Diagnostic: edits of the text, or something to
// do elsewhere, or both.
type Fix struct {
	Label     string // a verb phrase: "Reduce the request to 3600 s (1 h)"
	Chosen    bool
	Edits     []edit.Edit
	Elsewhere []Snippet
}

// A Snippet is text for another place than the paste.
type Snippet struct{ Title, Text string }

// A Refusal is a change that was not made because it cannot be proved right.
type Refusal struct {
	source.Place
	What    string // what was left alone, in the user's words
	Why     string // a clause
	Explain string // a key of Explanations
}

// A Plan is the answer for one set of documents.
type Plan struct {
	Settings    []setting.Setting
	Diagnostics []Diagnostic
	Refusals    []Refusal
	Notes       []setting.Note
	Problems    []source.Problem
	Edits       []edit.Edit // of all chosen fixes: sorted, disjoint
	Summary     string
}

// A Rule finds one kind of trouble.
type Rule struct {
	ID    string // stable: "role-chaining"
	Title string
	Doc   string // one or two sentences: when it speaks, what it does
	check func(*pass)
}

// rules lists those that decide. The order is the order of decision: a setting that
// one rule has decided is left alone by those after it.
var rules = []Rule{
	ownLimits,
	roleChaining,
	requestBelowMinimum,
	ambiguousRole,
	requestOverRole,
	requestOverKnownMaximum,
	requestOverDefault,
	requestRespelled,
	capAlone,
	overOrgLimit,
	capOutOfRange,
	outputOnly,
	trustDurationKey,
	unprovedValue,
	errorMessage,
	alreadyOK,
}

// AllRules lists every rule: those that decide, and the one that looks at
// their edits afterwards.
func AllRules() []Rule { return append(slices.Clone(rules), staleComment) }

// Make decides what to do about found.
func Make(found format.Found, options Options) Plan {
	p := newPass(found, options)
	for _, r := range rules {
		p.rule = r.ID
		r.check(p)
	}
	p.choose()
	p.rule = staleComment.ID
	staleComment.check(p)
	return Plan{
		Settings:    found.Settings,
		Diagnostics: p.diagnostics,
		Refusals:    p.refusals,
		Notes:       found.Notes,
		Problems:    found.Problems,
		Edits:       p.edits,
		Summary:     p.summary(),
	}
}
