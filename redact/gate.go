package redact

import (
	"fmt"
	"sort"
	"strings"
)

// A Leak is a place in an outgoing body that should not leave.
type Leak struct {
	Kind       Kind
	Start, End int // byte offsets into the body, half-open
	// Known is true for a value of the session's table, false for something
	// that was never redacted.
	Known bool
}

// A LeakError lists what Check found. It holds kinds and offsets, no values.
type LeakError struct {
	Leaks []Leak // sorted by Start
}

// maxListed is how many leaks an error message spells out.
const maxListed = 5

// Error lists the first leaks.
func (e *LeakError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "redact: %d places must not be sent:", len(e.Leaks))
	for i, l := range e.Leaks {
		if i == maxListed {
			fmt.Fprintf(&b, " and %d more", len(e.Leaks)-maxListed)
			break
		}
		fmt.Fprintf(&b, " %s at bytes %d-%d", l.Kind, l.Start, l.End)
		if i < min(len(e.Leaks), maxListed)-1 {
			b.WriteByte(',')
		}
	}
	return b.String()
}

// Check is the last look at the exact bytes about to be sent, the whole
// request body. It returns a *LeakError if a value of the session stands in
// them, plain, encoded (JSON, HTML, percent, base64, hex, also within each
// other), or broken over lines and literals; or three fifths of a secret, from
// 8 to 24 bytes; or a key id, private key, token or ARN with an account that
// was never redacted. The right answer to an error is not to send anything.
//
// Values of fewer than four bytes, and passwords equal to their user name,
// are not looked for: they occur everywhere. Short ones and plain words count
// only as whole words, broken ones from sixteen bytes on, and a part of a secret
// only if it is more than a word.
func (s *Session) Check(body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.table == nil {
		return ErrWiped
	}
	if s.state.known == nil {
		known, ok := knowledgeOf(s.state.table.values)
		if !ok {
			return ErrTooManyValues
		}
		s.state.known = known
	}
	return s.r.check(s.state.table, s.state.known, body, true)
}

// check looks for what k knows and runs the gate rows. It reads the body
// again from scratch, so that a mistake in settle does not get past it. Without
// joins it leaves out the text put together, which settle looked at last.
func (r *Redactor) check(t *table, k *knowledge, body []byte, joins bool) error {
	marks := t.marksIn(body)
	var leaks []Leak
	add := func(v *view, h hit, known bool) {
		at := v.origin(h.start, h.end)
		if at.start >= at.end || !v.accepts(h.start, at, h.row) {
			return
		}
		h.start, h.end = at.start, at.end
		if !insideMark(h, marks) && !r.allow[string(body[h.start:h.end])] {
			leaks = append(leaks, Leak{h.row.kind, h.start, h.end, known})
		}
	}
	known := make(map[string]bool)
	for account := range t.accounts {
		known[account] = true
	}
	views, ok := r.look(r.gate, t, body, known, true, func(v *view, h hit) {
		add(v, h, h.rule == ruleAccountKnown)
	})
	if !ok {
		return ErrTooNested
	}
	k.searchAll(views, joins, func(v *view, h hit) { add(v, h, true) })
	if len(leaks) == 0 {
		return nil
	}
	sort.Slice(leaks, func(i, j int) bool {
		a, b := leaks[i], leaks[j]
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	apart := leaks[:1]
	for _, l := range leaks[1:] {
		if l.Start >= apart[len(apart)-1].End {
			apart = append(apart, l)
		}
	}
	return &LeakError{apart}
}

// marksIn returns the issued placeholders in body.
func (t *table) marksIn(body []byte) []mark {
	if len(t.entries) == 0 {
		return nil
	}
	var marks []mark
	word, number := t.prefix[0], t.prefix[0]
	if t.base != "" {
		number = t.base[0]
	}
	for i := 0; i < len(body); {
		if b := body[i]; b != word && b != number {
			i++
			continue
		}
		end, _ := t.tokenAt(body, i)
		if end == i {
			i++
			continue
		}
		if _, ok := t.byWord[string(body[i:end])]; ok {
			marks = append(marks, mark{start: i, end: end})
		}
		i = end
	}
	return marks
}
