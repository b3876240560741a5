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
	for _, q := range []string{"”", "“", "’"} {
		if at(text, i, q) {
			i += len(q)
		}
	}
	gap := skipBlanks(text, i)
	if typed := typedName(text, i, gap); typed > gap {
		gap = typed
	}
	switch b := byteAt(text, gap); {
	case b == ':' && byteAt(text, gap+1) == '-' && byteAt(text, from-1) == '{': // ${NAME:-value}
		k.by, i = assigned, gap+2
	case at(text, gap, "|| ") || at(text, gap, "?? ") || at(text, gap, "?: "): // env.NAME || "value"
		k.by = argument
		return k, k.read(text, gap+3)
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
	case b == '>' && gap == end && byteAt(text, from-1) == '<', b == '>' && closed && gap == i: // <property name="password">x</property>
		k.by, i = element, gap+1
	case b == '(' && gap == i:
		k.by, i = argument, gap+1
	case b == ',' && closed:
		k.by, i = argument, gap+1
	case gap > i && (text[from] == '-' || isEnvLine(text, from) || is(b, quote)):
		k.by, i = blank, gap
	case b == '(' && gap > i: // the password (x) does not work
		k.by = colon
		ok = k.read(text, gap+1)
		k.by = argument
		return k, ok
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
