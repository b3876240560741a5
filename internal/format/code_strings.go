package format

import "strings"

// literal reads a string, a regular expression, or the mark of a heredoc.
func (l *codeLexer) literal(c byte) bool {
	switch {
	case c == '"' || c == '\'' || c == '`':
		return l.quoted(l.at, codePrefix{})
	case c == '/' && l.is(regexLiterals) && l.regexMayStand():
		return l.regex()
	case c == '<' && l.is(heredocs) && l.byteAt(l.at+1) == '<':
		return l.heredoc()
	case c == '$' || c == '@':
		return l.is(verbatim) && l.verbatimPrefix()
	case asciiLetter(c) && l.is(letterPrefixes|hashRaw):
		return l.letterPrefix()
	}
	return false
}

// A codePrefix is what stands before a string's first quote, and its meaning.
type codePrefix struct {
	raw     bool // no escapes
	doubled bool // "" stands for "
	brace   bool // {code}
}

// verbatimPrefix reads @"…", $"…" and $@"…" of C#.
func (l *codeLexer) verbatimPrefix() bool {
	i := l.at
	var p codePrefix
	for ; l.byteAt(i) == '$' || l.byteAt(i) == '@'; i++ {
		if l.text[i] == '@' {
			p.raw, p.doubled = true, true
		} else {
			p.brace = true
		}
	}
	return l.byteAt(i) == '"' && l.quoted(i, p)
}

// letterPrefix reads r"…", f"…", rb'…', s"…" and r#"…"#.
func (l *codeLexer) letterPrefix() bool {
	if l.at > 0 && asciiWord(l.text[l.at-1]) {
		return false
	}
	i := l.at
	var p codePrefix
	for ; i < l.at+3 && asciiLetter(l.byteAt(i)); i++ {
		switch l.text[i] | 0x20 {
		case 'r':
			p.raw = true
		case 'f', 's', 't':
			p.brace = true
		case 'b', 'u', 'c':
		default:
			return false
		}
	}
	if l.is(hashRaw) {
		hashes := i
		for l.byteAt(hashes) == '#' && hashes < i+16 {
			hashes++
		}
		if p.raw && l.byteAt(hashes) == '"' {
			closer := `"` + l.text[i:hashes]
			end := l.find(closer, hashes+1)
			if end < 0 {
				return false
			}
			l.string(codeString, hashes+1, end, end+len(closer))
			return true
		}
		p.brace = false
	}
	return (l.byteAt(i) == '"' || l.byteAt(i) == '\'') && l.quoted(i, p)
}

// string adds a string whose content is text[from:to].
func (l *codeLexer) string(kind codeKind, from, to, end int) {
	start := l.at
	t := l.add(kind, end)
	t.lead, t.tail = uint8(from-start), uint8(end-to)
}

// quoted reads the string whose first quote is at i. It fails if nothing
// closes it: then the quote is punctuation, such as an apostrophe.
func (l *codeLexer) quoted(i int, p codePrefix) bool {
	q := l.text[i]
	switch {
	case q == '`':
		return l.backquoted(i)
	case i == l.at && i > 0 && asciiWord(l.text[i-1]):
		return false // don't
	case q == '\'' && l.is(singleIsChar):
		return l.char(i)
	case (q == '"' && l.is(tripleQuotes) || q == '\'' && l.is(tripleSingle)) && l.triple(i, p):
		return true
	}
	from, plain := i+1, true
	many := l.is(longStrings) || p.doubled
	fails := l.text[i : i+1]
	if i < l.unclosed[fails] {
		return false
	}
	for i++; i < l.end; i++ {
		switch c := l.text[i]; {
		case c == q && p.doubled && l.byteAt(i+1) == q:
			plain = false
			i++
		case c == q:
			kind := codeString
			if !plain {
				kind = codeTemplate
			}
			l.string(kind, from, i, i+1)
			return true
		case c == '\\' && !p.raw:
			plain = false
			i++
		case c == '\n' && !many:
			l.unclosed[fails] = i
			return false
		case l.interpolates(i, q, p):
			plain = false
			i = l.braces(i)
		}
	}
	l.unclosed[fails] = l.end
	return false
}

// interpolates reports whether code begins at i inside a string.
func (l *codeLexer) interpolates(i int, q byte, p codePrefix) bool {
	next := l.byteAt(i + 1)
	switch l.text[i] {
	case '{':
		return p.brace
	case '#':
		return q == '"' && l.is(hashBrace) && next == '{'
	case '$':
		return q == '"' && (l.is(dollarBrace) && next == '{' || l.is(dollarBrace) && l.known && (asciiLetter(next) || next == '_'))
	}
	return false
}

// braces is the offset of the brace that closes the code which begins at i,
// or of i's own last byte where none does on the line.
func (l *codeLexer) braces(i int) int {
	if i < l.braced {
		return i
	}
	depth, j := 0, i
	for ; j < l.end && j < i+512 && l.text[j] != '\n'; j++ {
		switch l.text[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return j
			}
		}
		if depth == 0 && j > i {
			return i // $name
		}
	}
	l.braced = j
	return i
}

// char reads 'x', and fails for what is no single character: a lifetime of
// Rust, an apostrophe.
func (l *codeLexer) char(i int) bool {
	end := i + 2
	if l.byteAt(i+1) == '\\' {
		end++
		for end < i+12 && asciiWord(l.byteAt(end)) || l.byteAt(end) == '{' || l.byteAt(end) == '}' {
			end++
		}
	} else {
		for end < i+5 && l.byteAt(end) >= 0x80 {
			end++
		}
	}
	if l.byteAt(end) != '\'' || l.byteAt(i+1) == '\n' {
		return false
	}
	l.string(codeTemplate, i+1, end, end+1)
	return true
}

// triple reads a string between three quotes.
func (l *codeLexer) triple(i int, p codePrefix) bool {
	three := l.text[i:min(i+3, l.end)]
	if three != `"""` && three != `'''` {
		return false
	}
	end := l.find(three, i+3)
	if end < 0 {
		return false
	}
	kind := codeString
	if body := l.text[i+3 : end]; p.brace || strings.IndexByte(body, '\\') >= 0 || strings.IndexByte(body, '$') >= 0 {
		kind = codeTemplate
	}
	l.string(kind, i+3, end, end+3)
	return true
}

// backquoted reads `text`: a template, a raw string, a name, a command. In a
// language that is not known it is Markdown's, and ends on its line.
func (l *codeLexer) backquoted(i int) bool {
	if l.is(backquoteCode) {
		return l.template(i)
	}
	end := -1
	if l.is(backquoteRaw) {
		end = l.find("`", i+1)
	} else if n := strings.IndexAny(l.text[i+1:], "`\n"); n >= 0 && l.text[i+1+n] == '`' {
		end = i + 1 + n
	}
	if end < 0 {
		return false
	}
	kind := codeTemplate
	if l.is(backquoteRaw) {
		kind = codeString
	}
	l.string(kind, i+1, end, end+1)
	return true
}

// template reads `text ${code}`; code may hold templates again.
func (l *codeLexer) template(i int) bool {
	if past, known := l.never["`"]; known && i >= past {
		return false
	}
	const text = -1
	levels, plain := []int{text}, true // text, or how many braces are open in code
	for j := i + 1; j < l.end; j++ {
		top := len(levels) - 1
		switch c := l.text[j]; {
		case levels[top] == text && c == '\\':
			plain = false
			j++
		case c == '`' && levels[top] == text:
			if top == 0 {
				kind := codeString
				if !plain {
					kind = codeTemplate
				}
				l.string(kind, i+1, j, j+1)
				return true
			}
			levels = levels[:top]
		case levels[top] == text && c == '$' && l.byteAt(j+1) == '{' && top < maxDepth:
			plain = false
			levels = append(levels, 0)
			j++
		case levels[top] == text:
		case c == '`' && top < maxDepth:
			levels = append(levels, text)
		case c == '{':
			levels[top]++
		case c == '}' && levels[top] == 0:
			levels = levels[:top]
		case c == '}':
			levels[top]--
		}
	}
	l.never["`"] = i
	return false
}
