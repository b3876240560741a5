package redact

import "bytes"

// isReference reports whether a value stands for another one: an
// interpolation, a format verb, a template, a call. Replacing it would hide
// nothing and break the text.
func isReference(v []byte) bool {
	if len(v) == 0 {
		return true
	}
	switch v[0] {
	case '$', '{', '<', '!', '(', '[':
		return true
	case '%':
		// %s, %(name)s and %NAME% are filled in later; %20 is a byte.
		return !(isHex(byteAt(v, 1)) && isHex(byteAt(v, 2)))
	case ':', '@':
		return len(v) > 1 && masks(v[1:])&^(alnum|joint) == 0 && masks(v[1:])&lower != 0
	}
	for _, root := range []string{"var.", "local.", "data.", "module.", "each.", "self.",
		"secrets.", "env.", "os.", "process."} {
		if at(v, 0, root) {
			return true
		}
	}
	return false
}

// isDummy reports whether a password is a hole for one: empty, stars, or the
// word itself.
func isDummy(v []byte) bool {
	if len(v) == 0 {
		return true
	}
	if sameRun(v) == len(v) && (!is(v[0], alnum) || toLower(v[0]) == 'x') {
		return true
	}
	for _, word := range []string{"password", "passwd", "pass", "pwd", "passphrase",
		"your-password", "your_password", "yourpassword", "none", "null", "nil", "true", "false",
		"yes", "no", "on", "off", "required", "optional"} {
		if len(v) == len(word) && atFold(v, 0, word) {
			return true
		}
	}
	return false
}

// sameRun returns how often the first byte of v is repeated at its start.
func sameRun(v []byte) int {
	n := 1
	for n < len(v) && v[n] == v[0] {
		n++
	}
	return n
}

// isHash reports whether a name or algorithm just before start says that
// what follows is a digest. Digests are public and identify files.
func isHash(text []byte, start int) bool {
	before := text[max(0, start-40):start]
	if i := bytes.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	for _, word := range []string{"sha1", "sha256", "sha384", "sha512", "h1:", "zh:", "hash",
		"digest", "integrity", "checksum", "commit", "etag", "fingerprint", "ssh-"} {
		for i := range before {
			if atFold(before, i, word) {
				return true
			}
		}
	}
	return false
}

// changes counts the places where the class of neighbouring bytes differs.
// Random base64 changes at about two places in three, words at one in four.
func changes(v []byte) int {
	n := 0
	for i := 1; i < len(v); i++ {
		if classes[v[i]] != classes[v[i-1]] {
			n++
		}
	}
	return n
}

// allHex reports whether every byte is a hexadecimal digit.
func allHex(v []byte) bool {
	for _, b := range v {
		if !isHex(b) {
			return false
		}
	}
	return true
}
