package redact

import (
	"errors"
	"fmt"
	"sync"
)

// A Text is a redacted text. Only this package makes one that is not empty,
// so a function that takes a Text cannot be given a raw paste by mistake.
type Text struct {
	redacted string
}

// String returns the redacted text.
func (t Text) String() string { return t.redacted }

// Bytes returns a copy of the redacted text.
func (t Text) Bytes() []byte { return []byte(t.redacted) }

// MarshalText encodes the redacted text.
func (t Text) MarshalText() ([]byte, error) { return t.Bytes(), nil }

// A Replacement is one place that was replaced. It does not hold the value.
type Replacement struct {
	Finding            // offsets into the original text
	Placeholder string // what stands there now
}

// A Result is a redacted text and what was replaced in it, in order.
type Result struct {
	Text         Text
	Replacements []Replacement
}

// ErrWiped is returned by a session that has forgotten its table.
var ErrWiped = errors.New("redact: session was wiped")

// A Session owns the table of one conversation. The same value gets the same
// placeholder in all its texts. It is safe for concurrent use. Printing a
// session, in any format, shows no values.
type Session struct {
	r     *Redactor
	mu    *sync.Mutex
	state *state
}

// state is behind a pointer so that printing a Session cannot reach it.
type state struct {
	table *table     // nil after Wipe
	known *knowledge // of the table's values; nil if it has to be made
}

// NewSession returns a session with an empty table.
func (r *Redactor) NewSession() *Session {
	return &Session{r, &sync.Mutex{}, &state{table: r.newTable()}}
}

// Redact replaces what it finds in text, and every value that an earlier text
// of the session held. On an error the session is as before: a *SizeError if
// the text is over the limit, ErrTooManyValues, ErrTooNested, ErrWiped after Wipe, or a
// *LeakError if the result does not pass Check.
//
// Placeholders that an earlier call issued stay as they are, so redacting a
// redacted text changes nothing.
func (s *Session) Redact(text []byte, hint Hint) (Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.table == nil {
		return Result{}, ErrWiped
	}
	if len(text) > s.r.limit {
		return Result{}, &SizeError{len(text), s.r.limit}
	}
	done, err := s.r.settle(s.state.table, text, hint)
	if err != nil {
		return Result{}, err
	}
	if err := s.r.check(done.table, done.known, done.out, false); err != nil {
		return Result{}, err
	}
	done.table.noteSites(done)
	s.state.table, s.state.known = done.table, done.known
	result := Result{Text: Text{string(done.out)}}
	for i, h := range done.spans {
		result.Replacements = append(result.Replacements, Replacement{h.finding(), done.marks[i].word})
	}
	return result, nil
}

// An Entry is one row of a session's table, for the person whose data it is.
// Printing, logging or encoding it does not show the value.
type Entry struct {
	Placeholder string // empty if only the digits form was issued
	Digits      string // twelve digits standing for a bare number, or empty
	Kind        Kind
	Tier        Tier
	value       []byte
}

// Reveal returns the replaced value. It is for showing on the user's own
// screen only.
func (e Entry) Reveal() string { return string(e.value) }

// Format prints the placeholder and kind, whatever the verb.
func (e Entry) Format(f fmt.State, _ rune) {
	name := e.Placeholder
	if name == "" {
		name = e.Digits
	}
	fmt.Fprintf(f, "%s (%s)", name, e.Kind)
}

// Entries returns the table in the order of first appearance.
func (s *Session) Entries() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.table == nil {
		return nil
	}
	list := make([]Entry, 0, len(s.state.table.entries))
	for _, e := range s.state.table.entries {
		list = append(list, Entry{e.word, e.digits, e.row.kind, e.row.tier, append([]byte(nil), e.value...)})
	}
	return list
}

// Wipe overwrites the table and ends the session: Redact and Check fail from
// here on, Restore restores nothing. Copies that callers or the Go runtime
// made are beyond its reach.
func (s *Session) Wipe() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.table != nil {
		s.state.table.wipe()
		s.state.known.wipe()
		s.state.table, s.state.known = nil, nil
	}
}

// Format prints how many values the session holds, whatever the verb.
func (s Session) Format(f fmt.State, _ rune) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.table == nil {
		fmt.Fprint(f, "redact.Session (wiped)")
		return
	}
	fmt.Fprintf(f, "redact.Session (%d values)", len(s.state.table.entries))
}
