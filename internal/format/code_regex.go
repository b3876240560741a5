package format

// Regular expressions between slashes, whose quotes are no strings.

// maxRegex is how long a regular expression may be.
const maxRegex = 256

// regexMayStand reports whether a slash here begins a regular expression
// rather than divides.
func (l *codeLexer) regexMayStand() bool {
	n := len(l.tokens)
	if n == 0 {
		return true
	}
	switch last := l.tokens[n-1]; last.kind {
	case codeOpen, codeMark:
		return true
	case codeName:
		switch l.text[last.start:last.end] {
		case "return", "case", "typeof", "in", "of", "if", "unless", "when", "and", "or":
			return true
		}
	}
	return false
}

// regex reads /…/ on one line.
func (l *codeLexer) regex() bool {
	class := false
	for i := l.at + 1; i < min(l.end, l.at+maxRegex) && l.text[i] != '\n'; i++ {
		switch c := l.text[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class && i > l.at+1:
			for i++; asciiLetter(l.byteAt(i)); i++ {
			}
			l.add(codeTemplate, i)
			return true
		}
	}
	return false
}
