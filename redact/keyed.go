package redact

import "bytes"

// A separator is what stands between a name and its value.
type separator uint8

const (
	assigned separator = iota // = := => ?= +=
	colon                     // : in JSON, YAML, headers, prose
	element                   // <name>value</name>
	blank                     // --name value, ENV NAME value
	argument                  // name("value"), ("name", "value")
	sibling                   // name: NAME, value: VALUE
)

// A keyed is the value that belongs to a name: bytes [start, stop) of the
// text, without quotes.
type keyed struct {
	start, stop int
	by          separator
	quoted      bool
	lines       bool // a heredoc or a block of lines
}

// Bounds of what is read behind a name, in bytes.
const (
	maxKeyedGap  = 64       // between the name and its separator, or that and the value
	maxKeyedLine = 8 << 10  // a value on one line
	maxKeyedText = 16 << 10 // a heredoc or a block
)

// keyedValue returns the value of the name that ends at end and begins in the
// atom at from. ok is false if nothing follows that belongs to it.
func keyedValue(text []byte, from, end int) (k keyed, ok bool) {
	if byteAt(text, from-1) == ':' && inARN(text, from) {
		return k, false // arn:aws:secretsmanager:…:secret:name
	}
	if start, stop, found := siblingBefore(text, from); found {
		return keyed{start: start, stop: stop, by: sibling, quoted: true}, true
	}
	if start, found := siblingValue(text, end); found {
		k.by = sibling
		for start > end && (is(text[start-1], quote) || text[start-1] == '\\') {
			start--
		}
		return k, k.read(text, start)
	}
	i := numbered(text, end)
	closed := false
	for i-end < 8 && (is(byteAt(text, i), quote) || byteAt(text, i) == '\\' || byteAt(text, i) == ']' || closed && byteAt(text, i) == ')') {
		closed = closed || text[i] != '\\'
		i++
	}
	gap := skipBlanks(text, i)
	if typed := typedName(text, i, gap); typed > gap {
		gap = typed
	}
	switch b := byteAt(text, gap); {
	case b == '=' && (byteAt(text, gap+1) == '=' || byteAt(text, gap+1) == '~'), b == ':' && byteAt(text, gap+1) == ':' && operatorEnd(text, gap) == 0:
		return k, false
	case operatorEnd(text, gap) > 0:
		k.by, i = assigned, operatorEnd(text, gap)
	case b == '=':
		k.by, i = assigned, gap+1
	case b == ':':
		k.by, i = colon, gap+1
	case at(text, gap, "\xef\xbc\x9a"): // the full-width colon
		k.by, i = colon, gap+3
	case at(text, gap, "%3D") || at(text, gap, "%3d"):
		k.by, i = assigned, gap+3
	case b == '>' && gap == end && byteAt(text, from-1) == '<':
		k.by, i = element, gap+1
	case b == '(' && gap == i:
		k.by, i = argument, gap+1
	case b == ',' && closed:
		k.by, i = argument, gap+1
	case gap > i && (text[from] == '-' || isEnvLine(text, from) || is(b, quote)):
		k.by, i = blank, gap
	case prosaic(text, gap) > gap:
		k.by = colon
		ok = k.read(text, prosaic(text, gap))
		k.by = argument // a word of the sentence is no password
		return k, ok
	case gap > i && nameEndsAt(text, end, "identifiedby"):
		k.by, i = blank, gap
	case gap > i && looksChosen(text, gap):
		k.by, i = blank, gap
	case b == '|' && byteAt(text, gap+1) == ' ': // the next cell of a table
		k.by = blank
		ok = k.read(text, gap+2)
		k.by = argument
		return k, ok
	case b == '\n' && bytes.HasSuffix(text[:from], []byte("? ")): // a complex key of YAML
		next := run(text, gap+1, space)
		k.by = colon
		return k, byteAt(text, next) == ':' && k.read(text, next+1)
	case b == '{' && closed: // variable "password" {
		return k, k.nested(text, gap)
	default:
		return k, false
	}
	if j := skipBlanks(text, i); byteAt(text, j) == '{' || k.by == colon && (byteAt(text, j) == '\n' || byteAt(text, j) == '\r') {
		if k.nested(text, j) {
			return k, true
		}
	}
	return k, k.read(text, i)
}

// nested reads the value of a name that has more to say of itself than its
// value: {"value": "x"}, variable "password" { default = "x" }, and the
// parameters of CloudFormation.
func (k *keyed) nested(text []byte, i int) bool {
	limit := min(i+maxNested, len(text))
	outer := indentOf(text, i)
	for j := i; j < limit; j++ {
		if b := text[j]; b == '}' || b == '\n' && text[i] != '{' && j > i && indentOf(text, j+1) <= outer && byteAt(text, j+1) != '\n' {
			return false
		}
		if is(byteAt(text, j-1), alnum) || byteAt(text, j-1) == '_' {
			continue
		}
		for _, name := range []string{"value", "default", "plaintext", "stringvalue"} {
			if !atFold(text, j, name) {
				continue
			}
			end := j + len(name)
			for is(byteAt(text, end), quote) || byteAt(text, end) == '\\' {
				end++
			}
			end = skipBlanks(text, end)
			if b := byteAt(text, end); b == ':' || b == '=' {
				k.by = sibling
				return k.read(text, end+1)
			}
		}
	}
	return false
}

// maxNested is how far from a name its value may stand in a block, in bytes.
const maxNested = 320

// numbered passes over the number of a name: token_2.
func numbered(text []byte, end int) int {
	i := end
	if b := byteAt(text, i); b == '_' || b == '-' {
		i++
	}
	if stop := run(text, i, digit); stop > i && stop-i < 5 && !is(byteAt(text, stop), atomic) {
		return stop
	}
	return end
}

// operatorEnd returns the end of an assignment of more than one sign that
// begins at i: := += .= ?= ||= => and the like; or 0.
func operatorEnd(text []byte, i int) int {
	j := i
	for j-i < 4 && bytes.IndexByte([]byte(":+.?|~&"), byteAt(text, j)) >= 0 {
		j++
	}
	switch {
	case byteAt(text, j) != '=' || byteAt(text, j+1) == '=':
		return 0
	case byteAt(text, j+1) == '>':
		return j + 2
	case j > i:
		return j + 1
	}
	return 0
}

// typedName returns where the = stands in name TYPE = value, or gap.
func typedName(text []byte, i, gap int) int {
	j := gap
	for j-gap < 16 && (is(byteAt(text, j), lower|upper) || byteAt(text, j) == '*' || byteAt(text, j) == '&') {
		j++
	}
	if next := skipBlanks(text, j); gap > i && j > gap && next > j && byteAt(text, next) == '=' && byteAt(text, next+1) == ' ' {
		return next
	}
	return gap
}

func skipBlanks(text []byte, i int) int {
	for limit := i + maxKeyedGap; i < limit && (byteAt(text, i) == ' ' || byteAt(text, i) == '\t' || at(text, i, "\xc2\xa0")); i++ {
		if text[i] == 0xc2 {
			i++
		}
	}
	return i
}

// isEnvLine reports whether the name at i is the first word of a line, or the
// second behind ENV or ARG, or a netrc's.
func isEnvLine(text []byte, i int) bool {
	start := i
	for start > 0 && i-start < 160 && text[start-1] != '\n' {
		start--
	}
	head := text[start:i]
	for len(head) > 0 && is(head[0], space) {
		head = head[1:]
	}
	return bytes.HasSuffix(head, []byte("config set ")) || bytes.HasSuffix(head, []byte("CONFIG SET ")) || atFold(head, 0, "env ") || atFold(head, 0, "setx ") || atFold(head, 0, "proxy_set_header ") || atFold(head, 0, "add_header ") || atFold(head, 0, "arg ") || atFold(head, 0, "machine ") || atFold(head, 0, "login ") || atFold(head, 0, "default ") ||
		len(head) == 0 && (atFold(text, i, "password ") && hasDigit(text, i+len("password ")) || atFold(text, i, "requirepass ") || atFold(text, i, "masterauth "))
}

// hasDigit reports whether the word at i has a digit.
func hasDigit(text []byte, i int) bool {
	for i < len(text) && !is(text[i], space) {
		if is(text[i], digit) {
			return true
		}
		i++
	}
	return false
}

// linkWords stand between a name and its value in prose.
var linkWords = []string{"is ", "is: ", "ist ", "è ", "to ", "lautet ", "lautet: ", "war ", "est ", "es ", "é ", "era ", "was ", "for prod is ", "\xe3\x81\xaf", "\xe6\x98\xaf", "\xe4\xb8\xba"}

// looksChosen reports whether the word at i is a password rather than a word
// of a sentence: letters, digits and something else.
func looksChosen(text []byte, i int) bool {
	stop := i
	for stop < len(text) && stop-i < maxKeyedGap && !is(text[stop], space|quote) && text[stop] != ',' && text[stop] != ';' && text[stop] != ')' {
		stop++
	}
	v := bytes.TrimRight(text[i:stop], ".:?!")
	m := masks(v)
	other := false
	for _, b := range v {
		other = other || !is(b, alnum|joint) && b < 0x80 && b != '.'
	}
	return len(v) >= 6 && m&digit != 0 && m&(upper|lower) != 0 && other && !isReference(v) && v[0] != '=' && bytes.IndexAny(v, "=<({[:") < 0
}

// maxBetween is how many words may stand between a name and its link word.
const maxBetween = 6

// prosaic returns the end of the link word at i or a few words on, in "the
// password of the database is x", or i.
func prosaic(text []byte, i int) int {
	at := i
	for range maxBetween {
		for _, w := range linkWords {
			if atFold(text, at, w) && (at > i || w[0] >= 0x80 || byteAt(text, i-1) == ' ') {
				return at + len(w)
			}
		}
		stop := at
		for stop < len(text) && stop-at < 24 && (is(text[stop], alnum) || text[stop] >= 0x80 || text[stop] == '-') {
			stop++
		}
		if stop == at || byteAt(text, stop) != ' ' {
			return i
		}
		at = stop + 1
	}
	return i
}

// inARN reports whether the word at i is a field of an ARN.
func inARN(text []byte, i int) bool {
	start := i
	for start > 0 && i-start < 128 && !is(text[start-1], space|quote) {
		start--
	}
	return bytes.Contains(text[start:i], []byte("arn:"))
}

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
