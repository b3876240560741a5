package redact

import "bytes"

var ruleHash = &rule{"password-hash", Sure, "the hash of a password, which can be searched for"}

// hashes begin the hashes of passwords.
var hashes = []string{"$2a$", "$2b$", "$2y$", "$1$", "$5$", "$6$", "$y$", "$apr1$", "$argon2", "$pbkdf2", "$scrypt$", "$7$", "{SSHA}", "{SHA}", "{SSHA512}", "{CRYPT}", "$P$", "$S$"}

// findHash sees every $ and {.
func findHash(s *scan, i int) {
	text := s.text
	if b := byteAt(text, i+1); i < s.issuedDone || b != 'S' && b != 'C' && (text[i] == '{' || !is(b, digit) && b != 'y' && b != 'a' && b != 'p' && b != 's' && b != 'P') {
		return // ${, {{ and $NAME are everywhere
	}
	for _, h := range hashes {
		if !at(text, i, h) {
			continue
		}
		stop := i + len(h)
		for stop < len(text) && (is(text[stop], alnum) || bytes.IndexByte([]byte("./+=$,_-"), text[stop]) >= 0) {
			stop++
		}
		if stop-i >= 28 && masks(text[i+len(h):stop])&digit != 0 {
			s.issuedDone = stop
			s.add(i, stop, KindHash, ruleHash, everywhere)
			return
		}
	}
}
