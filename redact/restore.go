package redact

import "bytes"

// A Report says what Restore did. Its strings are placeholders, not values.
type Report struct {
	// Restored counts the places where a value was put back.
	Restored int
	// Unknown lists words that look like placeholders of this session but
	// were never issued. They are left as they are: the model made them up.
	Unknown []string
	// Missing lists placeholders of the session that the text does not hold,
	// in the order they were issued. In an answer that should hold the whole
	// file, a missing one means a lost line.
	Missing []string
}

// Restore puts the values back into a text that came from the model, in one
// pass from left to right: what was put back is not read again, and _1 is
// never taken for the start of _10. A value is written as the user wrote it.
// The hint is for the place the text goes to; this version needs nothing from
// it.
//
// Restored text must not go out again: build the next request from the
// redacted history.
func (s *Session) Restore(text string, hint Hint) (string, Report) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.state.table
	if t == nil {
		return text, Report{}
	}
	var report Report
	seen := make([]bool, len(t.entries))
	unknown := make(map[string]bool)
	out, _ := t.restore(nil, []byte(text), true, 0, func(word []byte, id int) {
		if id >= 0 {
			report.Restored++
			seen[id] = true
		} else if !unknown[string(word)] {
			unknown[string(word)] = true
			report.Unknown = append(report.Unknown, string(word))
		}
	})
	for id, e := range t.entries {
		if !seen[id] {
			word := e.word
			if word == "" {
				word = e.digits
			}
			report.Missing = append(report.Missing, word)
		}
	}
	return string(out), report
}

// restore appends buf with values put back to out. before is the byte that
// precedes buf. If more bytes may follow (last is false), it stops where they
// could change the reading and returns how far it came. see is told about
// every placeholder, with a negative id for one never issued.
func (t *table) restore(out, buf []byte, last bool, before byte, see func(word []byte, id int)) (grown []byte, read int) {
	if t.prefix == "" {
		return append(out, buf...), len(buf)
	}
	done := 0 // copied or replaced up to here
	for i := 0; i < len(buf); {
		if !t.mayStart(buf[i]) {
			i++
			continue
		}
		end, open := t.tokenAt(buf, i)
		if i == 0 && is(before, digit) && is(buf[i], digit) {
			end, open = i, false // inside a longer number
		}
		if open && !last && len(buf)-i <= t.longest {
			return append(out, buf[done:i]...), i
		}
		if end == i {
			i++
			continue
		}
		if id, ok := t.byWord[string(buf[i:end])]; ok {
			out = append(append(out, buf[done:i]...), t.entries[id].value...)
			done = end
			see(buf[i:end], id)
		} else if bytes.HasPrefix(buf[i:], []byte(t.prefix)) {
			see(buf[i:end], -1)
		}
		i = end
	}
	return append(out, buf[done:]...), len(buf)
}
