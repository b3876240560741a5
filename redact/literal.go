package redact

// Bounds of a chain of string literals, in bytes.
const (
	maxJunction = 64   // between two literals
	maxLiteral  = 4096 // one literal
	chainBefore = 256  // of the line before the first one
)

// noteLiterals keeps a chain of string literals whose first junction is at i,
// a quote or a backslash at a line end.
func (s *scan) noteLiterals(i int) {
	text := s.text
	if i < s.noted[literals] || i == 0 || i+1 >= len(text) || classes[text[i-1]]&(alnum|joint) == 0 && text[i-1] != '=' {
		return
	}
	if b := text[i+1]; classes[b]&(space|quote) == 0 && b != '+' && b != '.' && b != '&' && b != '|' && b != '<' && b != '\\' {
		return // nearly all quotes
	}
	next, how, ok := junction(text, i)
	if !ok {
		return
	}
	end := next
	for {
		for end < min(next+maxLiteral, len(text)) && text[end] != '\n' && !is(text[end], quote) &&
			!(text[end] == '\\' && byteAt(text, end+1) == '\n') {
			end++
		}
		after, kind, ok := junction(text, end)
		if !ok {
			break
		}
		if kind == looseLiterals {
			how = kind
		}
		next, end = after, after
	}
	// What follows on the line says whether a value ends here.
	end = min(lineEnd(text, end), end+maxJunction)
	s.segments = append(s.segments, segment{max(s.lineStart, i-chainBefore, s.noted[literals]), end, how})
	s.noted[literals] = end
}

// junction reads what joins two literals at i: "a" + "b", 'a' 'b', "a" .. "b",
// a line ended by a backslash. It returns where the second one's text starts.
func junction(text []byte, i int) (next int, how coding, ok bool) {
	if byteAt(text, i) == '\\' {
		next = i + 2
		if byteAt(text, i+1) != '\n' || i+1 >= len(text) {
			return 0, 0, false
		}
		stop := run(text[:min(len(text), next+maxJunction)], next, space)
		how = literals
		if stop > next {
			how = looseLiterals
		}
		return stop, how, is(byteAt(text, stop), alnum|joint)
	}
	if !is(byteAt(text, i), quote) {
		return 0, 0, false
	}
	operator := false
	limit := min(len(text), i+maxJunction)
	for k := i + 1; k < limit; k++ {
		switch b := text[k]; {
		case is(b, quote):
			how = looseLiterals
			if operator || k == i+1 {
				how = literals
			}
			return k + 1, how, is(byteAt(text, k+1), alnum|joint) && (how == literals || !isWord(text, k+1)) && (k > i+1 || b != text[i])
		case b == '+' || b == '.' || b == '&' || b == '|' || b == '<':
			operator = true
		case b == '\\' && byteAt(text, k+1) == '\n':
		case is(b, space):
		default:
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// isWord reports whether the literal whose text starts at i is a plain word, or
// the last label of a block: resource "aws_s3_bucket" "logs_1" {.
func isWord(text []byte, i int) bool {
	plain := true
	for limit := min(len(text), i+maxJunction); i < limit && text[i] != '"' && classes[text[i]]&quote == 0; i++ {
		if classes[text[i]]&lower == 0 && text[i] != '_' && text[i] != '-' {
			plain = false
		}
	}
	return is(byteAt(text, i), quote) && (plain || at(text, i+1, " {"))
}

// joinLiterals appends [start, end) without the junctions.
func (v *view) joinLiterals(text []byte, start, end int, how coding) {
	done := start
	for i := start; i < end; {
		if text[i] != '\\' && !is(text[i], quote) || !is(byteAt(text, i-1), alnum|joint) && byteAt(text, i-1) != '=' {
			i++
			continue
		}
		next, kind, ok := junction(text, i)
		if !ok || next > end || kind == looseLiterals && how == literals {
			i++
			continue
		}
		v.keep(text, done, i)
		i = next
		done = i
	}
	v.keep(text, done, end)
}

func lineEnd(text []byte, i int) int {
	for i < len(text) && text[i] != '\n' {
		i++
	}
	return i
}
