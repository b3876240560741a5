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
// never taken for the start of _10. Placeholders count in any case, with
// dashes, blanks or escapes for underscores, and with leading zeros, if their
// kind and number were issued.
//
// A value is written as the user wrote it if it comes back in the same kind of
// place, else escaped for its place: a string in double or single quotes, a
// URL, an element of XML. What is around it says which; hint.Notation says how
// that notation escapes, as a rule JSON's way. Whether it stays valid where a
// notation has further rules is for the caller to check.
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
	out, _ := t.restore(nil, []byte(text), true, nil, hint, func(word []byte, id int) {
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

// restore appends buf with values put back to out. context is what precedes
// buf. If more bytes may follow (last is false), it stops where they could
// change the reading and returns how far it came. see is told about every
// placeholder, with a negative id for one never issued.
func (t *table) restore(out, buf []byte, last bool, context []byte, hint Hint, see func(word []byte, id int)) (grown []byte, read int) {
	if t.prefix == "" {
		return append(out, buf...), len(buf)
	}
	before := byteAt(context, len(context)-1)
	longest := t.longestBent()
	done := 0 // copied or replaced up to here
	for i := 0; i < len(buf); {
		if !t.mayBend(buf[i]) {
			i++
			continue
		}
		token := t.bentAt(buf, i, context)
		if i == 0 && is(before, digit) && is(buf[i], digit) {
			token = token.none(i) // inside a longer number
		}
		if token.open && !last && len(buf)-i <= longest {
			return append(out, buf[done:i]...), i
		}
		if token.word == "" {
			i++
			continue
		}
		if id, ok := t.byWord[token.word]; ok {
			out = append(append(out, buf[done:i]...), t.entries[id].written(textBefore(context, buf[:i]), hint)...)
			done = token.end
			see(buf[i:token.end], id)
		} else if !is(buf[i], digit) && bytes.IndexByte(buf[i:token.end], ' ') < 0 {
			see(buf[i:token.end], -1)
		}
		i = token.end
	}
	return append(out, buf[done:]...), len(buf)
}

func (t token) none(i int) token { return token{end: i} }

// textBefore returns the last maxContext bytes of context and read together.
func textBefore(context, read []byte) []byte {
	if len(read) >= maxContext {
		return read[len(read)-maxContext:]
	}
	context = context[max(0, len(context)+len(read)-maxContext):]
	return append(append(make([]byte, 0, maxContext), context...), read...)
}
