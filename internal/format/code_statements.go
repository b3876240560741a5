package format

// Where a statement ends, in languages with and without semicolons.

// maxStatement is how many tokens an expression may have that is looked at.
const maxStatement = 4096

// statement is the expression that begins at from: to the end of its
// statement, or of the bracket around it.
func (f *codeFile) statement(from int) codeRange {
	ends := f.language.traits&lineEnds != 0
	i := from
	for ; i < len(f.tokens); i++ {
		t := f.tokens[i]
		mark := f.text(i)
		if t.kind == codeClose || t.kind == codeMark && (mark == ";" || mark == ",") {
			break
		}
		if ends && t.first && i > from && !f.continues(i) {
			break
		}
		if t.kind == codeOpen {
			if t.pair < 0 {
				return codeRange{from, from}
			}
			i = int(t.pair)
		}
		if i-from > maxStatement {
			return codeRange{from, from}
		}
	}
	return codeRange{from, i}
}

// continues reports whether the line that begins with token i goes on with
// the statement before it.
func (f *codeFile) continues(i int) bool {
	if f.kind(i) == codeMark {
		switch f.text(i) {
		case "*", "+", "/", ".", "?.", "->", "?", ":", "||", "&&", "??":
			return true
		}
	}
	switch before := f.text(i - 1); {
	case f.kind(i-1) != codeMark:
		// A backslash before the end of the line joins it to the next in Python.
		return f.joined(i)
	default:
		return before != "++" && before != "--"
	}
}

// joined reports whether a backslash stands at the end of the line before i.
func (f *codeFile) joined(i int) bool {
	gap := f.doc.Text[f.tokens[i-1].end:f.tokens[i].start]
	for n := range len(gap) - 1 {
		if gap[n] == '\\' && (gap[n+1] == '\n' || gap[n+1] == '\r') {
			return true
		}
	}
	return false
}
