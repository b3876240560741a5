package redact

import "bytes"

var (
	rulePasswordURL = &rule{"password-in-url", Sure, "the part between user and @ of a URL"}
	rulePasswordDSN = &rule{"password-in-dsn", Sure, "the part between user and @ of a data source name"}
)

// findURLPassword looks at ":" for scheme://user:PASS@host and at "@" for
// user:PASS@tcp(host). The user stays: it is seldom secret and often the
// reason for the failure.
func findURLPassword(s *scan, i int) {
	if s.text[i] == '@' {
		findDSNPassword(s, i)
		return
	}
	findPgpass(s, i)
	text := s.text
	if !at(text, i+1, "//") || !is(byteAt(text, i-1), alnum|joint) {
		return
	}
	start := i + len("://")
	if start >= s.urlEnd {
		s.urlEnd, s.urlAt = urlSpan(text, start)
	}
	if s.urlAt < start || start < s.urlDone {
		return // no @ in the rest of this token, or inside a password
	}
	user, pass, host, ok := splitUserinfo(text, start, s.urlEnd, s.urlAt)
	if !ok {
		s.urlToken(start)
		return
	}
	v := text[pass:host]
	if isReference(v) || isDummy(v) || s.r.isPlaceholder(v) {
		return
	}
	sp := spreadOfWord(v)
	if bytes.Equal(v, text[user:pass-1]) || bytes.EqualFold(v, schemeBefore(text, i)) {
		sp = nowhere // postgres://postgres:postgres@postgres
	}
	s.urlDone = host
	s.add(pass, host, KindPassword, rulePasswordURL, sp)
}

// urlToken takes a user that is a token: https://TOKEN@host.
func (s *scan) urlToken(start int) {
	stop := run(s.text, start, alnum|joint)
	v := s.text[start:stop]
	if byteAt(s.text, stop) != '@' || len(v) < 20 || masks(v)&digit == 0 || isNameLike(v) || s.r.isPlaceholder(v) {
		return
	}
	s.urlDone = stop
	s.add(start, stop, KindSecret, rulePasswordURL, everywhere)
}

// urlSpan returns the end of the URL that starts at i and its last @, or -1.
func urlSpan(text []byte, i int) (end, lastAt int) {
	lastAt = -1
	for ; i < len(text); i++ {
		b := text[i]
		if is(b, space|quote|angle) || b == '\\' && is(byteAt(text, i+1), lower|quote) {
			break
		}
		if b == '@' {
			lastAt = i
		}
	}
	return i, lastAt
}

// splitUserinfo finds user:PASS@ at start. The password ends at the last @
// that a host can follow, since passwords hold unescaped @ more often than
// hosts do; but an @ in the path of a URL (repo@v1) is not one.
func splitUserinfo(text []byte, start, end, lastAt int) (user, pass, host int, ok bool) {
	slash := start
	for slash < end && text[slash] != '/' && text[slash] != '?' && text[slash] != '#' {
		slash++
	}
	early := bytes.LastIndexByte(text[start:slash], '@')
	host = lastAt
	if early >= 0 && (start+early == lastAt || isHost(text[start+early+1:slash])) {
		host = start + early
	}
	colon := bytes.IndexByte(text[start:min(slash, host)], ':')
	if colon < 0 || host == start+colon+1 {
		return 0, 0, 0, false
	}
	pass = start + colon + 1
	if host > slash && (isPort(text[pass:slash]) || bytes.IndexByte(text[start:pass], '.') >= 0) {
		return 0, 0, 0, false // host:8080/path@x
	}
	if at(text, host+1, "sha256:") || at(text, host+1, "sha512:") {
		return 0, 0, 0, false // docker://image:tag@sha256:digest
	}
	return start, pass, host, true
}

// isHost reports whether v is surely a host: with a dot, a port, in brackets,
// localhost, or filled in later.
func isHost(v []byte) bool {
	if len(v) == 0 {
		return false
	}
	return bytes.IndexAny(v, ".:") > 0 || v[0] == '[' || v[0] == '$' || v[0] == '{' || v[0] == '%' ||
		string(v) == "localhost"
}

func isPort(v []byte) bool { return len(v) > 0 && len(v) <= 5 && masks(v) == digit }

// schemeBefore returns the scheme that ends at i.
func schemeBefore(text []byte, i int) []byte {
	start := i
	for start > 0 && i-start < 32 && is(text[start-1], alnum) {
		start--
	}
	return text[start:i]
}

// maxUser is the longest user name of a DSN, in bytes.
const maxUser = 128

// findDSNPassword finds the Go MySQL driver's user:PASS@tcp(host)/db at its @.
func findDSNPassword(s *scan, i int) {
	text := s.text
	if s.dsn == s.token {
		return // one per token, so that a hostile line stays linear
	}
	if oracle(s, i) {
		return
	}
	known := false
	for _, network := range []string{"tcp(", "tcp6(", "unix(", "udp(", "cloudsql(", "("} {
		known = known || at(text, i+1, network)
	}
	if !known {
		return
	}
	s.dsn = s.token
	start := s.token
	if k := bytes.LastIndexByte(text[start:i], '='); k >= 0 && k < maxUser &&
		bytes.IndexByte(text[start:start+k], ':') < 0 {
		start += k + 1 // DSN=user:pass@tcp(
	}
	colon := bytes.IndexByte(text[start:min(i, start+maxUser)], ':')
	if colon < 0 || at(text, start+colon, "://") {
		return
	}
	v := text[start+colon+1 : i]
	if isReference(v) || isDummy(v) || s.r.isPlaceholder(v) {
		return
	}
	sp := spreadOfWord(v)
	if bytes.Equal(v, text[start:start+colon]) {
		sp = nowhere
	}
	s.add(start+colon+1, i, KindPassword, rulePasswordDSN, sp)
}

// maxBraced bounds the search for a closing brace, in bytes.
const maxBraced = 4096

// braceEnd returns where an ODBC value in braces ends; }} is a brace in it.
func braceEnd(text []byte, start int) (stop int, ok bool) {
	limit := min(start+maxBraced, len(text))
	for i := start; i < limit && text[i] != '\n'; i++ {
		if text[i] != '}' {
			continue
		}
		next := byteAt(text, i+1)
		if next != '}' {
			return i, next == ';' || is(next, quote|space)
		}
		i++
	}
	return 0, false
}

// isDirectory reports a path: PWD is also the shell's working directory.
func isDirectory(v []byte) bool {
	return v[0] == '/' || v[0] == '~' || len(v) > 2 && v[1] == ':' && v[2] == '\\'
}

// oracle finds jdbc:oracle:thin:USER/PASS@host at its @.
func oracle(s *scan, i int) bool {
	token := s.text[max(s.token, i-maxUser):i]
	n := bytes.Index(token, []byte("jdbc:oracle:"))
	slash := bytes.IndexByte(token, '/')
	if n < 0 || slash < n || slash == len(token)-1 {
		return false
	}
	v := token[slash+1:]
	if !isReference(v) && !isDummy(v) && !s.r.isPlaceholder(v) {
		s.add(i-len(v), i, KindPassword, rulePasswordDSN, spreadOfWord(v))
	}
	return true
}
