package redact

// read finds the value that begins at or behind i.
func (k *keyed) read(text []byte, i int) bool {
	i = skipBlanks(text, i)
	for _, open := range []string{"「", "『", "“", "„", "«"} {
		if at(text, i, open) {
			i += len(open)
		}
	}
	if k.by == colon || k.by == assigned || k.by == sibling {
		i = k.skipType(text, i)
	}
	// A backslash at the end of the line continues it.
	if byteAt(text, i) == '\\' && byteAt(text, i+1) == '\n' {
		i = skipBlanks(text, i+2)
	}
	if i >= len(text) {
		return false
	}
	switch b := text[i]; {
	case at(text, i, "<<"):
		return k.heredoc(text, i+2)
	case at(text, i, "<![CDATA["):
		return k.until(text, i+len("<![CDATA["), "]]>")
	case k.by == element:
		return k.until(text, i, "</")
	case (b == '|' || b == '>') && k.by == colon:
		return k.block(text, i)
	case b == '\n' || b == '\r':
		return k.by == colon && k.nextLine(text, i)
	case is(b, quote) || b == '\\':
		return k.string(text, i)
	case is(b, lower|upper) || b == '@' || b == '$':
		if q := literalPrefix(text, i); q > i {
			return k.string(text, q)
		}
	}
	return k.by != argument && k.bare(text, i)
}

// skipType passes over the type that some languages write before the value:
// password: str = "x".
func (k *keyed) skipType(text []byte, i int) int {
	if k.by != colon || !is(byteAt(text, i), upper|lower) {
		return i
	}
	j := i
	for j-i < maxKeyedGap && (is(byteAt(text, j), alnum) || byteAt(text, j) == '_' || byteAt(text, j) == '.' || byteAt(text, j) == '[' || byteAt(text, j) == ']' || byteAt(text, j) == '?') {
		j++
	}
	j = skipBlanks(text, j)
	if byteAt(text, j) == '=' && byteAt(text, j+1) != '=' && byteAt(text, j+1) == ' ' {
		return skipBlanks(text, j+1)
	}
	return i
}

// literalPrefix returns where the string begins that a letter (b"", f"") or a
// wrapping call (aws.String("")) stands before, or i. Calls that look a value
// up hold its name.
func literalPrefix(text []byte, i int) int {
	j := i
	for j-i < maxKeyedGap && (is(byteAt(text, j), alnum) || byteAt(text, j) == '_' || byteAt(text, j) == '.' || byteAt(text, j) == '-' || byteAt(text, j) == '@' || byteAt(text, j) == '$') {
		j++
	}
	if is(byteAt(text, j), quote) && j-i <= 2 {
		return j
	}
	name := text[i:j]
	open := skipBlanks(text, j)
	if byteAt(text, open) == '(' {
		open = skipBlanks(text, open+1)
	} else if open == j {
		return i
	}
	if !is(byteAt(text, open), quote) && byteAt(text, open) != '\\' {
		return i
	}
	for _, word := range []string{"string", "str", "secure", "plain", "unsafe", "from", "encode", "value", "bytes", "text", "hash", "literal", "required"} {
		for n := range name {
			if atFold(name, n, word) {
				return open
			}
		}
	}
	return i
}

// string reads a string that opens at i, where backslashes may escape its
// quotes: what closes it is then escaped as often.
func (k *keyed) string(text []byte, i int) bool {
	escapes := 0
	for byteAt(text, i+escapes) == '\\' && escapes < 15 {
		escapes++
	}
	open := i + escapes
	q := byteAt(text, open)
	if !is(q, quote) {
		return k.by != argument && k.bare(text, i)
	}
	k.quoted = true
	if escapes == 0 && byteAt(text, open+1) == q && byteAt(text, open+2) == q {
		return k.until(text, open+3, string(text[open:open+3]))
	}
	limit := min(open+maxKeyedLine, len(text))
	for j := open + 1; j < limit; j++ {
		switch b := text[j]; {
		case b == '\n' && q != '`':
			limit = j // not closed on its line
		case b == '\\' && escapes == 0:
			j++
		case b == q && escapes == 0 && byteAt(text, j+1) == q && q == '\'' && j > open+1:
			j++ // '' is a quote in YAML, SQL and PowerShell
		case b == q:
			n := 0
			for n < 15 && text[j-1-n] == '\\' {
				n++
			}
			if escapes > 0 && n != escapes {
				continue
			}
			k.start, k.stop = open+1, j-escapes
			return k.stop > k.start
		}
	}
	k.start, k.stop = open+1, limit
	k.quoted = false
	return k.trim(text)
}

func (k *keyed) until(text []byte, i int, close string) bool {
	limit := min(i+maxKeyedText, len(text))
	for j := i; j < limit; j++ {
		if text[j] == close[0] && at(text, j, close) {
			k.start, k.stop, k.quoted = i, j, true
			return k.trim(text)
		}
	}
	return false
}

// trim takes the white space off both ends and reports whether something is left.
func (k *keyed) trim(text []byte) bool {
	for k.start < k.stop && is(text[k.start], space) {
		k.start++
	}
	for k.stop > k.start && is(text[k.stop-1], space) {
		k.stop--
	}
	return k.stop > k.start
}

// bare reads a value without quotes.
func (k *keyed) bare(text []byte, i int) bool {
	if k.start, k.stop = i, i; i >= len(text) {
		return false
	}
	if text[i] == '{' && k.by == assigned { // ODBC
		if stop, ok := braceEnd(text, i+1); ok {
			k.start, k.stop, k.quoted = i+1, stop, true
			return k.stop > k.start
		}
	}
	j, limit := i, min(i+maxKeyedLine, len(text))
	for ; j < limit; j++ {
		b := text[j]
		if b >= 0xe2 && k.by == colon && j > i { // CJK punctuation and words
			break
		}
		if is(b, space|quote) || b == '<' || b == ';' || b == '&' && k.by == assigned || b == '|' && k.by == blank {
			break
		}
		if b == ',' && (is(byteAt(text, j+1), space|quote) || isNext(text, j+1)) {
			break
		}
		if b == '\\' {
			next := byteAt(text, j+1)
			if next == 'n' || next == 'r' || next == 't' || is(next, quote|space) {
				break
			}
			j++
		}
	}
	k.start, k.stop = i, min(j, limit)
	// Brackets that were opened before the value close behind it.
	for k.stop > k.start {
		b := text[k.stop-1]
		if b != ')' && b != ']' && b != '}' && b != ',' || b != ',' && opens(text[k.start:k.stop-1], b) {
			break
		}
		k.stop--
	}
	if k.stop-k.start > 3 && text[k.stop-1] == '.' && is(byteAt(text, k.stop), space) {
		k.stop-- // a sentence ends
	}
	if k.by == assigned || k.by == colon {
		k.wholeLine(text)
	}
	return k.stop > k.start
}

// isNext reports whether another name=value begins at i.
func isNext(text []byte, i int) bool {
	j := i
	for j-i < maxKeyedGap && (is(byteAt(text, j), alnum) || byteAt(text, j) == '_' || byteAt(text, j) == '-' || byteAt(text, j) == '.') {
		j++
	}
	return j > i && byteAt(text, j) == '='
}

// opens reports whether v has an opening bracket that b closes.
func opens(v []byte, b byte) bool {
	open := byte('(')
	if b != ')' {
		open = b - 2 // [ and ] and { and } are two apart
	}
	depth := 0
	for _, c := range v {
		switch c {
		case open:
			depth++
		case b:
			depth--
		}
	}
	return depth > 0
}
