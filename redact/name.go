package redact

// A nameHook is a spelled name and what to do where it ends.
type nameHook struct {
	name string // lower case, no separators
	see  func(s *scan, end int)
}

// nameEnds is how many endings nameEnding tells apart.
const nameEnds = 1 << 10

// nameEnding maps the last two letters of a name, in any case, to a number.
func nameEnding(before, last byte) int { return int(before&31)<<5 | int(last&31) }

// nameEndsAt reports whether the bytes before end spell name, in any case and
// with single separators inside: SecretAccessKey, secret-access-key,
// AWS_SECRET_ACCESS_KEY, "Secret Access Key". What stands before it is free.
func nameEndsAt(text []byte, end int, name string) bool { return nameStart(text, end, name) >= 0 }

// nameStart returns where the name begins that ends at end, or -1.
func nameStart(text []byte, end int, name string) int {
	i := end - 1
	for k := len(name) - 1; k >= 0; k-- {
		if i < 0 {
			return -1
		}
		b := text[i]
		if k < len(name)-1 && (b == '_' || b == '-' || b == '.' || b == ' ') {
			if i--; i < 0 {
				return -1
			}
			b = text[i]
		}
		if b != name[k] && (b < 'A' || b > 'Z' || b|0x20 != name[k]) {
			return -1
		}
		i--
	}
	return i + 1
}

func isNameJoint(b byte) bool { return b == '_' || b == '-' || b == '.' || b == ' ' }

// Bounds of the search for the value that belongs to a name. Generated files
// align values with blanks; more than this is another column.
const (
	maxGap     = 64 // bytes between name and value
	maxSibling = 96 // bytes between a name and the value of its sibling
)

// valueAfter returns where the value starts that belongs to the name ending
// at end, behind its separator and opening quote. plain is true if only
// blanks stand between, as after a command line flag. ok is false if nothing
// that separates a name from a value follows.
func valueAfter(text []byte, end int) (start int, plain, ok bool) {
	if v, found := siblingValue(text, end); found {
		return v, false, true
	}
	i, limit := end, min(end+maxGap, len(text))
	separated := false
	for i < limit {
		switch b := text[i]; {
		case b == ' ' || b == '\t' || b == '\\' || is(b, quote):
		case b == '[' && !separated: // AWS Secret Access Key [None]:
			close := i + 1
			for close < limit && text[close] != ']' && text[close] != '\n' {
				close++
			}
			i = close
		case b == ']' && !separated: // env["AWS_SECRET_ACCESS_KEY"] =
		case b == '=' || b == ':' || b == '>': // also := => and XML
			separated = true
		case (b == '\n' || b == '\r') && separated: // folded value
		default:
			return i, !separated, separated || i > end && text[i-1] == ' '
		}
		i++
	}
	return i, false, false
}

// siblingValue finds the value in {"name": "KEY", "value": "..."} and its
// YAML and HCL forms; end is the end of KEY.
func siblingValue(text []byte, end int) (start int, ok bool) {
	limit := min(end+maxSibling, len(text))
	i := end
	for i < limit && (is(text[i], space|quote) || text[i] == ',' || text[i] == '\\' || text[i] == '~' || text[i] == '+' || text[i] == '-') {
		i++
		if at(text, i-1, "\\n") {
			i++
		}
	}
	if at(text, i, "</") { // <name>KEY</name> <value>VALUE</value>
		for i < limit && text[i] != '>' {
			i++
		}
		i = run(text, i+1, space)
		if atFold(text, i, "<value>") {
			return i + len("<value>"), true
		}
		return 0, false
	}
	word := 0
	for _, name := range []string{"value", "parametervalue", "stringvalue", "optionvalue"} {
		if atFold(text, i, name) {
			word = len(name)
		}
	}
	if i == end || word == 0 {
		return 0, false
	}
	i += word
	separated := false
	for i < limit && (is(text[i], space|quote) || text[i] == '\\' || text[i] == ':' || text[i] == '=') {
		separated = separated || text[i] == ':' || text[i] == '='
		i++
	}
	return i, separated && i < limit
}

// siblingBefore finds the value in {"value": "VALUE", "name": "KEY"}; from is
// the start of KEY.
func siblingBefore(text []byte, from int) (start, stop int, ok bool) {
	i := back(text, from, 0, quote)
	i = back(text, i, ' ', 0)
	if b := byteAt(text, i-1); b != ':' && b != '=' {
		return 0, 0, false
	}
	i = back(text, back(text, i-1, ' ', 0), 0, quote)
	if !atFold(text, i-3, "key") && !atFold(text, i-4, "name") {
		return 0, 0, false
	}
	i = back(text, back(text, i, 0, alnum), 0, quote)
	i = back(text, i, 0, space)
	if byteAt(text, i-1) != ',' {
		return 0, 0, false
	}
	i = back(text, i-1, 0, space)
	q := byteAt(text, i-1)
	if !is(q, quote) {
		return 0, 0, false
	}
	stop = back(text, i-1, '\\', 0)
	start = stop
	for start > 0 && stop-start < maxSibling && text[start-1] != q && text[start-1] != '\n' {
		start--
	}
	if byteAt(text, start-1) != q {
		return 0, 0, false
	}
	i = back(text, back(text, start-1, '\\', 0), ' ', 0)
	if b := byteAt(text, i-1); b != ':' && b != '=' {
		return 0, 0, false
	}
	i = back(text, back(text, i-1, ' ', 0), 0, quote)
	return start, stop, atFold(text, i-5, "value") && stop > start
}

// back returns where the run of bytes of class c, of b and of backslashes
// next to quotes begins that ends at i.
func back(text []byte, i int, b byte, c class) int {
	for n := 0; n < maxSibling && i > 0 && (text[i-1] == b || is(text[i-1], c) || c == quote && text[i-1] == '\\'); n++ {
		i--
	}
	return i
}
