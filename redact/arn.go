package redact

import "bytes"

// An arn is the place of an ARN's parts in a text.
//
//	arn:partition:service:region:account:resource
//
// The separator is ":" or its percent encoding.
type arn struct {
	account  [2]int // empty if start == end
	resource [2]int
}

// Bounds on one field, so that a broken ARN cannot start a long search.
const (
	maxField    = 64
	maxResource = 1024
)

// parseARN reads the ARN whose first separator is at i. The partition is aws,
// anything that starts with "aws-" (aws-cn, aws-us-gov, aws-iso, aws-iso-b,
// aws-iso-e, aws-iso-f, aws-eusc), or an interpolation.
func parseARN(text []byte, i int) (a arn, ok bool) {
	if !atFold(text, i-3, "arn") || i >= 4 && is(text[i-4], alnum|joint) && !encodedBefore(text, i-3) {
		return arn{}, false
	}
	sep := separatorAt(text, i)
	if sep == 0 {
		return arn{}, false
	}
	pos := i + sep
	for field := 0; field < 4; field++ {
		end, ok := fieldEnd(text, pos, sep)
		if !ok || field == 0 && !isPartition(text[pos:end]) {
			return arn{}, false
		}
		if field == 3 {
			a.account = [2]int{pos, end}
		}
		pos = end + sep
	}
	a.resource = [2]int{pos, resourceEnd(text, pos)}
	return a, true
}

// encodedBefore reports whether an escape or percent code ends at i, so that
// its last letters are not part of the word at i: %22arn:, \narn:.
func encodedBefore(text []byte, i int) bool {
	return byteAt(text, i-3) == '%' && isHex(byteAt(text, i-2)) && isHex(text[i-1]) ||
		byteAt(text, i-2) == '\\' && is(text[i-1], lower) ||
		is(text[i-1], joint) // a/b/arn:aws:...
}

// separatorAt returns the length of the separator at i, 0 if there is none.
func separatorAt(text []byte, i int) int {
	if byteAt(text, i) == ':' {
		return 1
	}
	if atFold(text, i, "%3a") {
		return 3
	}
	return 0
}

// fieldEnd returns where the field at i ends, which is at a separator of the
// given length. Interpolations are skipped whole: ${AWS::Region} is one field.
func fieldEnd(text []byte, i, sep int) (end int, ok bool) {
	limit := min(i+maxField, len(text))
	for i < limit {
		switch b := text[i]; {
		case b == '$' && byteAt(text, i+1) == '{' || b == '{' && byteAt(text, i+1) == '{' || b == '<':
			close := i + 1
			for close < limit && text[close] != '}' && text[close] != '>' && text[close] != '\n' {
				close++
			}
			i = close + 1
			if byteAt(text, i) == '}' {
				i++
			}
		case separatorAt(text, i) == sep:
			return i, true
		case is(b, alnum) || b == '-' || b == '*' || b == '?' || b == '_' || b == '$' || b == '.':
			i++
		default:
			return 0, false
		}
	}
	return 0, false
}

func isPartition(field []byte) bool {
	if len(field) == 0 {
		return false
	}
	return at(field, 0, "aws") && (len(field) == 3 || field[3] == '-') ||
		field[0] == '$' || field[0] == '{' || field[0] == '<' || field[0] == '*'
}

func resourceEnd(text []byte, i int) int {
	limit := min(i+maxResource, len(text))
	for i < limit {
		b := text[i]
		if is(b, space|quote|angle) || b == '\\' || b == ',' || b == ')' || b == ']' || b == ';' || b == '}' || b == '{' || b == '$' {
			break
		}
		i++
	}
	return i
}

var (
	ruleAccountInARN = &rule{"account-in-arn", Sure, "account field of an ARN"}
	ruleNameInARN    = &rule{"name-in-arn", Sure, "resource name in an ARN"}
)

// findAccountInARN takes the account out of an ARN and keeps the rest. The
// account may also be "aws" (a managed policy), "*", empty or an
// interpolation; those say nothing and stay.
func findAccountInARN(s *scan, i int) {
	a, ok := parseARN(s.text, i)
	if !ok {
		return
	}
	field := s.text[a.account[0]:a.account[1]]
	if len(field) != 12 || masks(field) != digit || s.issued(field) || s.r.off[ruleAccountInARN.id] {
		return
	}
	s.knownAccount(field)
	s.add(a.account[0], a.account[1], KindAccount, ruleAccountInARN, nowhere)
}

// findNameInARN takes the name out of an ARN and keeps the resource type:
// role/NAME, log-group:NAME, or the whole resource where there is no type.
func findNameInARN(s *scan, i int) {
	a, ok := parseARN(s.text, i)
	if !ok || string(s.text[a.account[0]:a.account[1]]) == "aws" {
		return
	}
	start, end := a.resource[0], a.resource[1]
	if k := bytes.IndexAny(s.text[start:end], "/:"); k >= 0 {
		start += k + 1
	}
	for end > start && (s.text[end-1] == '.' || s.text[end-1] == ':') {
		end-- // the full stop of a sentence
	}
	name := s.text[start:end]
	if len(name) == 0 || bytes.ContainsAny(name, "*?") || string(name) == "root" ||
		byteAt(s.text, end) == '$' || byteAt(s.text, end) == '{' || s.r.isPlaceholder(name) {
		return
	}
	s.add(start, end, KindName, ruleNameInARN, spreadOfWord(name))
}
