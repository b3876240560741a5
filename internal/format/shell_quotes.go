package format

import (
	"strings"
)

// word reads the word that begins here, which may be empty.
func (r *shellWords) word() shellWord {
	start := r.at
	parts := r.parts(shellEnds, false)
	return shellWord{Span: r.span(start, r.at), parts: parts}
}

// parts reads up to one of ends where no quotes are. Inside double quotes, a
// single quote means itself.
func (r *shellWords) parts(ends string, quoted bool) (parts []shellPart) {
	from := r.at // of the plain text being read
	for r.at < len(r.text) && !r.bad {
		c := r.text[r.at]
		if strings.IndexByte(ends, c) >= 0 {
			break
		}
		switch {
		case c == '\\':
			if end := r.at + 2; strings.HasPrefix(r.text[r.at:], "\\\n") && (end >= len(r.text) || strings.IndexByte(ends, r.text[end]) >= 0) {
				return r.literal(parts, from, r.at)
			}
			r.at = min(r.at+2, len(r.text))
			continue
		case c == '\'' && !quoted:
			parts = append(r.literal(parts, from, r.at), r.single())
		case c == '"':
			parts = append(r.literal(parts, from, r.at), r.double()...)
		case c == '$' && strings.HasPrefix(r.text[r.at+1:], "'") && !quoted:
			parts = append(r.literal(parts, from, r.at), r.escaped())
		case c == '$' && strings.HasPrefix(r.text[r.at+1:], `"`): // translated, where a translation is
			parts = r.literal(parts, from, r.at)
			r.at++
			parts = append(parts, r.double()...)
		case c == '$' && r.expands():
			parts = append(r.literal(parts, from, r.at), r.expansion(false))
		case c == '`':
			r.bad = true
		default:
			r.at++
			continue
		}
		from = r.at
	}
	return r.literal(parts, from, r.at)
}

// single reads '…'.
func (r *shellWords) single() shellPart {
	start := r.at + 1
	n := strings.IndexByte(r.text[start:], '\'')
	if n < 0 {
		r.bad, n = true, len(r.text)-start
	}
	r.at = min(start+n+1, len(r.text))
	return shellPart{Span: r.span(start, start+n), kind: partText, text: r.text[start : start+n]}
}

// escaped reads $'…', whose escapes are not resolved.
func (r *shellWords) escaped() shellPart {
	start := r.at + 2
	for end := start; end < len(r.text); end++ {
		switch r.text[end] {
		case '\\':
			end++
		case '\'':
			r.at = end + 1
			return shellPart{Span: r.span(start, end), kind: partOther}
		}
	}
	r.bad, r.at = true, len(r.text)
	return shellPart{Span: r.span(start, r.at), kind: partOther}
}

// double reads "…".
func (r *shellWords) double() (parts []shellPart) {
	r.at++
	from := r.at
	for r.at < len(r.text) && !r.bad {
		switch c := r.text[r.at]; {
		case c == '"':
			parts = r.literal(parts, from, r.at)
			r.at++
			return parts
		case c == '\\':
			r.at = min(r.at+2, len(r.text))
		case c == '`':
			r.bad = true
		case c == '$' && r.expands():
			parts = append(r.literal(parts, from, r.at), r.expansion(true))
			from = r.at
		default:
			r.at++
		}
	}
	r.bad = true
	return parts
}

// expands reports whether the $ here begins an expansion; else it is itself.
func (r *shellWords) expands() bool {
	if r.at+1 == len(r.text) {
		return false
	}
	c := r.text[r.at+1]
	return asciiWord(c) || strings.IndexByte("{([@*#?!$-", c) >= 0
}

// expansion reads what a $ begins. A substitution, which the mask hides if it
// is whole, makes the text bad.
func (r *shellWords) expansion(quoted bool) shellPart {
	start := r.at
	part := shellPart{kind: partOther}
	switch r.at++; r.text[r.at] {
	case '{':
		r.at++
		r.braced(&part, quoted)
	case '(', '[':
		r.bad = true
	default:
		part.kind, part.name = partVariable, r.parameter(false)
	}
	part.Span = r.span(start, r.at)
	return part
}

// parameter reads the name of a variable, or of one of the shell's own
// parameters: one byte, or in braces a number.
func (r *shellWords) parameter(braced bool) string {
	start := r.at
	in := asciiWord
	if first := r.text[start]; asciiDigit(first) && braced {
		in = asciiDigit
	} else if asciiDigit(first) || !asciiWord(first) {
		in = func(byte) bool { return r.at == start }
	}
	for r.at < len(r.text) && in(r.text[r.at]) {
		r.at++
	}
	return r.text[start:r.at]
}

// braced reads what stands in ${…}, and its end.
func (r *shellWords) braced(part *shellPart, quoted bool) {
	text := r.text[r.at:]
	if len(text) < 2 || !asciiWord(text[0]) && strings.IndexByte("@*#?!$-", text[0]) < 0 {
		r.bad = true
		return
	}
	if (text[0] == '#' || text[0] == '!') && (asciiWord(text[1]) || text[1] == '@' || text[1] == '*') {
		r.at++ // a length, or what another variable names
		r.parameter(true)
		r.closeBrace(quoted)
		return
	}
	name := r.parameter(true)
	operator, rest := "", r.text[r.at:]
	for _, op := range []string{"}", "[@]}", ":-", ":=", ":?", "-", "=", "?"} {
		if strings.HasPrefix(rest, op) {
			operator = op
			break
		}
	}
	switch operator {
	case "}":
		part.kind, part.name = partVariable, name
	case "[@]}":
		part.kind, part.name = partList, name
		r.at += len("[@]")
	case ":?", "?":
		part.kind, part.name = partVariable, name
	case ":-", ":=", "-", "=":
		r.at += len(operator)
		part.kind, part.name, part.fallback = partVariable, name, &shellWord{}
		start := r.at
		if parts := r.parts("}", quoted); r.at > start {
			*part.fallback = shellWord{Span: r.span(start, r.at), parts: parts}
		}
	default:
		r.bad = rest == "" || strings.IndexByte(":[#%/^,@+", rest[0]) < 0
	}
	r.closeBrace(quoted)
}

// closeBrace steps behind the } that ends the expansion.
func (r *shellWords) closeBrace(quoted bool) {
	r.parts("}", quoted)
	if r.at == len(r.text) {
		r.bad = true
		return
	}
	r.at++
}
