package redact

import "bytes"

var ruleEmail = &rule{"email", Sure, "an e-mail address"}

// Lengths of RFC 5321, in bytes.
const (
	maxLocal  = 64
	maxDomain = 255
)

// findEmail sees every @, and %40.
func findEmail(s *scan, i int) {
	text, after := s.text, i+1
	if text[i] == '%' {
		if !at(text, i, "%40") {
			return
		}
		after = i + 3
	}
	start := i
	for start > 0 && i-start < maxLocal && isLocal(text[start-1]) {
		start--
	}
	for start < i && (text[start] == '.' || text[start] == '-' || text[start] == '/' || text[start] == '%' || text[start] == '=') {
		start++
	}
	stop, dot := after, -1
	for stop < len(text) && stop-after < maxDomain && (is(text[stop], alnum) || text[stop] == '-' || text[stop] == '.' || text[stop] >= 0x80 && text[stop] != 0xc2) {
		if text[stop] == '.' {
			dot = stop
		}
		stop++
	}
	for stop > after && (text[stop-1] == '.' || text[stop-1] == '-') {
		stop--
		if dot >= stop {
			dot = bytes.LastIndexByte(text[after:stop], '.')
			if dot >= 0 {
				dot += after
			}
		}
	}
	if start == i || dot < after+1 || i <= s.urlDone || s.r.isPlaceholder(text[start:i]) || masks(text[start:i])&alnum == 0 {
		return
	}
	local, domain, top := text[start:i], text[after:stop], text[dot+1:stop]
	switch {
	case len(top) < 2 || masks(top)&digit != 0, masks(local) == digit && at(text, stop, "/"):
		return // name@1.2, a version
	case byteAt(text, start-1) == '@' || byteAt(text, start-1) == ':' && byteAt(text, start-2) == '/' || at(text, start-3, "://"):
		return // @scope/name@, user@host of a URL
	case byteAt(text, stop) == ':' && !is(byteAt(text, stop+1), space|quote) && byteAt(text, stop+1) != '\\', string(local) == "git":
		return // git@host:path
	case isDocumentation(domain), at(text, stop, "/") && bytes.IndexByte(local, '/') >= 0:
		return
	case bytes.EqualFold(local, []byte("noreply")) && bytes.HasSuffix(domain, []byte("github.com")), isFileEnding(top):
		return
	}
	s.add(start, stop, KindEmail, ruleEmail, everywhere)
}

func isLocal(b byte) bool {
	return is(b, alnum) || b == '.' || b == '_' || b == '-' || b == '+' || b == '\'' || b >= 0x80
}

// isDocumentation reports the domains that RFC 2606 keeps for examples.
func isDocumentation(domain []byte) bool {
	for _, d := range []string{"example.com", "example.org", "example.net", "example.edu", ".example", ".test", ".invalid"} {
		if bytes.HasSuffix(domain, []byte(d)) {
			return true
		}
	}
	return false
}

func isFileEnding(top []byte) bool {
	for _, e := range []string{"js", "ts", "tf", "sh", "yml", "yaml", "json", "service", "timer", "socket", "png", "css"} {
		if string(top) == e {
			return true
		}
	}
	return false
}
