package redact

import "bytes"

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
var linkWords = []string{"is ", "is: ", "ist ", "è ", "to ", "→ ", "vaut ", "는 ", "은 ", "lautet ", "lautet: ", "war ", "est : ", "est ", "es ", "é ", "era ", "er ", "är ", "was ", "for prod is ", "\xe3\x81\xaf", "\xe6\x98\xaf", "\xe4\xb8\xba"}

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
		if byteAt(text, at) == '(' {
			for stop < len(text) && stop-at < 24 && text[stop] != ')' && text[stop] != '\n' {
				stop++
			}
			stop++
		}
		for stop < len(text) && stop-at < 24 && (is(text[stop], alnum) || text[stop] >= 0x80 || text[stop] == '-' || text[stop] == '\'') {
			stop++
		}
		if at > i || byteAt(text, i) == '(' || is(byteAt(text, i-1), space) {
			if next := skipBlanks(text, stop); byteAt(text, next) == ':' && byteAt(text, next+1) == ' ' {
				return next + 2 // password for the bastion: x
			}
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
