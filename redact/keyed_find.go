package redact

import "bytes"

var (
	rulePasswordKey = &rule{"password-by-name", Likely, "its name says password"}
	ruleSecretKey   = &rule{"secret-by-name", Likely, "its name says that it is a secret, and it looks like one"}
)

// findPassword takes what a name that ends in a word for password has.
func findPassword(s *scan, end int) {
	from := nameFrom(s.text, end)
	k, ok := keyedValue(s.text, from, end)
	if !ok || !s.standsAlone(from, end, passwordNames) {
		return
	}
	k.source(s.text)
	v := s.text[k.start:k.stop]
	if k.by == blank && isElsewhere(v) || s.hasOwnForm(v) || !k.quoted && k.by == assigned && isArgument(s.text, k) {
		return
	}
	if !isPassword(v, k) || s.r.isPlaceholder(bytes.TrimRight(v, ",)]}")) || nameEndsAt(s.text, end, "pwd") && isDirectory(v) {
		return
	}
	s.take(k, KindPassword, rulePasswordKey)
}

// listNames end the names of lists of secrets.
var listNames = []string{"tokens", "secrets", "apikeys", "passwords"}

// findSecrets takes the strings of a list with such a name.
func findSecrets(s *scan, end int) {
	text := s.text
	i := end
	for i-end < 8 && (is(byteAt(text, i), quote|space) || byteAt(text, i) == '\\' || byteAt(text, i) == ':' || byteAt(text, i) == '=') {
		i++
	}
	if byteAt(text, i) != '[' {
		return
	}
	for i++; i < len(text) && i-end < maxCommand && text[i] != ']'; {
		if !is(text[i], quote) {
			i++
			continue
		}
		k := keyed{by: assigned}
		if !k.string(text, i) || !k.quoted {
			return
		}
		if v := text[k.start:k.stop]; isSecret(v, k) && !s.hasOwnForm(v) {
			s.take(k, KindSecret, ruleSecretKey)
		}
		i = k.stop + 1
	}
}

// findSecret takes what a name that ends in a word for secret, token or key
// has, where it looks like one.
func findSecret(s *scan, end int) {
	text := s.text
	from := nameFrom(text, end)
	if isOtherKey(text[from:end]) || !s.standsAlone(from, end, secretNames) {
		return
	}
	k, ok := keyedValue(text, from, end)
	if !ok {
		return
	}
	if nameEndsAt(text, end, "cookie") {
		k.cookies(text, end)
	} else if !k.quoted || nameEndsAt(text, end, "authorization") {
		k.scheme(text)
	}
	v := text[k.start:k.stop]
	if s.hasOwnForm(v) || nameEndsAt(text, end, "sid") && (k.quoted || byteAt(text, end) != '=') {
		return // a session's sid=x, not the Sid of a policy's statement
	}
	if !isSecret(v, k) || s.r.isPlaceholder(bytes.TrimRight(v, ",)]}")) {
		return
	}
	if k.by == blank && changes(v) < len(v)/5 || isAccessor(text, k.stop) && !k.quoted {
		return
	}
	if isUUID(v) && (k.by == argument && nameEndsAt(text, end, "credential") || nameEndsAt(text, end, "externalid")) {
		return // the id of a tenant or a client
	}
	if nameEndsAt(text, end, "key") && !nameEndsAt(text, end, "apikey") && (len(v) < 16 || isUUID(v)) {
		return // a key is also what opens a row of a table
	}
	s.take(k, KindSecret, ruleSecretKey)
}

// generatedNames end the names of what random_password and its kin made.
var generatedNames = []string{"result", "bcrypthash", "sessmtppasswordv4", "secret", "b64std", "hex"}

// findGenerated takes the result of a random_password in a state or a plan.
func findGenerated(s *scan, end int) {
	k, ok := keyedValue(s.text, nameFrom(s.text, end), end)
	if !ok || !k.quoted || !bytes.Contains(s.text[max(0, end-maxState):end], []byte("random_password")) && !bytes.Contains(s.text[max(0, end-maxState):end], []byte("aws_iam_access_key")) {
		return
	}
	if v := s.text[k.start:k.stop]; !isNoValue(v, k) {
		s.take(k, KindPassword, rulePasswordKey)
	}
}

// maxState is how far from its type an attribute stands in a state, in bytes.
const maxState = 512

func (s *scan) take(k keyed, kind Kind, why *rule) {
	s.namedDone = max(s.namedDone, k.stop)
	s.add(k.start, k.stop, kind, why, spreadOfWord(s.text[k.start:k.stop]))
	if !k.quoted {
		return
	}
	// A plan shows what a value was and what it becomes: "a" -> "b".
	i := k.stop
	for is(byteAt(s.text, i), quote) || byteAt(s.text, i) == '\\' {
		i++
	}
	if i = skipBlanks(s.text, i); at(s.text, i, "-> ") {
		next := keyed{by: assigned}
		if next.read(s.text, i+len("-> ")) && next.quoted {
			s.take(next, kind, why)
		}
	}
}

// nameFrom is where the name begins that ends at end: a run of letters,
// digits, dots and joints.
func nameFrom(text []byte, end int) int {
	i := end
	for i > 0 && end-i < maxKeyedGap && (is(text[i-1], alnum) || text[i-1] == '_' || text[i-1] == '-' || text[i-1] == '.') {
		i--
	}
	return i
}

// standsAlone reports whether a short word for a secret is a word of its own
// in the name that ends at end: DB_PASS and dbPass, not compass.
func (s *scan) standsAlone(from, end int, names []string) bool {
	for _, name := range names {
		start := nameStart(s.text, end, name)
		if start < 0 {
			continue
		}
		if len(name) > 4 || start <= from || !is(s.text[start-1], alnum) || is(s.text[start], upper) && !is(s.text[start-1], upper) {
			return true
		}
	}
	return false
}

// isOtherKey reports names of tokens and keys that open nothing.
func isOtherKey(name []byte) bool {
	for _, word := range []string{"public", "foreign", "partition", "primary", "sort", "hash", "cache", "object", "kms", "group", "next", "page", "continuation", "idempoten", "tag", "row", "sub", "host", "condition", "context", "dependency", "restore", "save"} {
		for i := range name {
			if atFold(name, i, word) {
				return true
			}
		}
	}
	return false
}

// scheme passes over the word that says what sort of authorization follows.
func (k *keyed) scheme(text []byte) {
	for _, word := range []string{"bearer ", "basic ", "token ", "apikey ", "digest ", "ssws ", "key ", "bot ", "negotiate ", "api-token "} {
		if atFold(text, k.start, word) {
			k.start = skipBlanks(text, k.start+len(word))
			if k.start >= k.stop {
				k.bare(text, k.start)
			}
		}
	}
}

// cookies takes all of a Cookie header, and of a Set-Cookie header the value.
func (k *keyed) cookies(text []byte, end int) {
	stop := k.start
	for stop < len(text) && stop-k.start < maxKeyedLine && text[stop] != '\n' && text[stop] != '\r' && !is(text[stop], quote) {
		stop++
	}
	if nameEndsAt(text, end, "setcookie") {
		if n := bytes.IndexByte(text[k.start:stop], ';'); n > 0 {
			stop = k.start + n
		}
	}
	if n := bytes.IndexByte(text[k.start:stop], '='); n > 0 && bytes.IndexByte(text[k.start:stop], ';') < 0 {
		k.start += n + 1
	}
	k.stop, k.lines = stop, true
}

func isUUID(v []byte) bool {
	return len(v) == 36 && v[8] == '-' && v[13] == '-' && v[18] == '-' && v[23] == '-' && allHex(bytes.ReplaceAll(v, []byte("-"), nil))
}

// hasOwnForm reports values that their own rule takes, and better.
func (s *scan) hasOwnForm(v []byte) bool {
	end := 0
	for end < len(v) && (is(v[end], alnum) || v[end] == '_') {
		end++
	}
	return s.r.isPlaceholder(v[:end]) || len(v) >= 20 && (hasPrefix(v, accessKeyPrefixes) || hasPrefix(v, uniqueIDPrefixes)) && masks(v[:20])&^(upper|digit) == 0 || at(v, 0, "-----BEGIN")
}

// isArgument reports password=name) or password=name, as a call passes it:
// letters and underscores only, then the end of the argument.
func isArgument(text []byte, k keyed) bool {
	b := byteAt(text, k.stop)
	return (b == ')' || b == ',' || b == ']' || b == '}') && masks(text[k.start:k.stop])&^(lower|upper) == joint
}
