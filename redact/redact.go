package redact

import (
	"errors"
	"fmt"
)

// Bounds on the size of one text, in bytes.
const (
	DefaultSizeLimit = 4 << 20
	maxSizeLimit     = 1 << 30
)

// A SizeError says that a text is larger than the limit. Nothing of it was
// read: a redactor that reads the first part and sends the rest is worse than
// none.
type SizeError struct {
	Size, Limit int // bytes
}

// Error gives both sizes.
func (e *SizeError) Error() string {
	return fmt.Sprintf("text has %d bytes, the limit is %d", e.Size, e.Limit)
}

// A Hint says what the caller knows about a text. The zero Hint is always
// safe.
type Hint struct {
	// Notation of the text: "hcl", "json", "yaml", "shell", "text" or empty.
	// In shell and text no number needs to stay a number.
	Notation string
}

// A Finding is one place that would be replaced, and why. It does not hold
// the value.
type Finding struct {
	Start, End int // byte offsets into the text, half-open
	Kind       Kind
	Tier       Tier
	Confidence Confidence
	Rule       string // permanent, lower case
	Reason     string // for people
}

// A Redactor holds the rules. It does not change after New and is safe for
// concurrent use.
type Redactor struct {
	on       map[Kind]bool
	rows     map[Kind]*row // rows that are on
	labels   []string
	terms    []string
	allow    map[string]bool
	off      map[string]bool // ids of rules
	prefixes []string
	limit    int
	full     *dispatch
	gate     *dispatch
}

// New returns a Redactor for all kinds but the opt-in ones, changed by the
// options in order. It fails on options that contradict their documentation.
func New(opts ...Option) (*Redactor, error) {
	r := &Redactor{
		on:       make(map[Kind]bool),
		rows:     make(map[Kind]*row),
		allow:    make(map[string]bool),
		off:      make(map[string]bool),
		prefixes: defaultPrefixes,
		limit:    DefaultSizeLimit,
	}
	for i := range kinds {
		r.on[kinds[i].kind] = !kinds[i].optIn
	}
	for _, option := range opts {
		if err := option(r); err != nil {
			return nil, fmt.Errorf("redact: %v", err)
		}
	}
	var full, gate []*row
	for i := range kinds {
		row := &kinds[i]
		r.labels = append(r.labels, row.label)
		if !r.on[row.kind] {
			continue
		}
		r.rows[row.kind] = row
		full = append(full, row)
		if row.gate {
			gate = append(gate, row)
		}
	}
	r.full, r.gate = newDispatch(full), newDispatch(gate)
	return r, nil
}

// Find returns the places that Redact would replace in a new session, in
// order and without overlaps. It has no size limit, because it sends nothing
// on. For a text that Redact refuses with ErrTooManyValues, repetitions of
// the found values are not listed.
func (r *Redactor) Find(text []byte, hint Hint) []Finding {
	settled, _ := r.settle(r.newTable(), text, hint) // the spans are set even on an error
	findings := make([]Finding, 0, len(settled.spans))
	for _, h := range settled.spans {
		findings = append(findings, h.finding())
	}
	return findings
}

func (h hit) finding() Finding {
	return Finding{
		Start: h.start, End: h.end,
		Kind: h.row.kind, Tier: h.row.tier,
		Confidence: h.rule.confidence, Rule: h.rule.id, Reason: h.rule.reason,
	}
}

// ErrTooManyValues is returned for a text, or a session, with thousands of
// different secrets. Looking for all of them in every encoding would take
// more memory than a browser gives.
var ErrTooManyValues = errors.New("redact: too many different values")

// ErrTooNested is returned for a text that decodes to many times its size, such
// as a compressed bomb. Reading only a part of it would not be safe.
var ErrTooNested = errors.New("redact: the text decodes to too much text")

// errUnsettled cannot be reached as far as we know; it is there so that an
// endless loop is an error instead.
var errUnsettled = errors.New("redact: replacing keeps uncovering new finds")
