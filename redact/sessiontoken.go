package redact

// sessionTokenPrefixes are how AWS session tokens begin: base64 of a short
// header that holds the word "origin" or "aws". Observed, not documented.
var sessionTokenPrefixes = []string{"IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz", "FQoDYXdz"}

var (
	ruleTokenPrefix = &rule{"session-token", Sure, "begins as AWS session tokens do"}
	ruleTokenNamed  = &rule{"session-token-named", Sure, "its name says session token"}
)

// minToken is the shortest session token, cut or made up, worth replacing.
const minToken = 16

// findSessionToken finds tokens by how they begin. A cut token counts.
func findSessionToken(s *scan, start, end int, mask class) {
	if mask&(upper|lower) != upper|lower || start < s.tokenDone {
		return
	}
	if !hasPrefix(s.text[start:end], sessionTokenPrefixes) {
		return
	}
	stop := wrappedEnd(s.text, base64End(s.text, start))
	s.tokenDone = stop
	if stop-start >= minToken {
		s.add(start, stop, KindSessionToken, ruleTokenPrefix, everywhere)
	}
}

func findNamedSessionToken(s *scan, end int) {
	start, plain, ok := valueAfter(s.text, end)
	if !ok || plain {
		return
	}
	stop := base64End(s.text, start)
	s.namedDone = stop
	v := s.text[start:stop]
	if len(v) < minToken || s.r.isPlaceholder(v) || isAccessor(s.text, stop) ||
		masks(v)&digit == 0 || changes(v) < len(v)/4 {
		return
	}
	stop = wrappedEnd(s.text, stop)
	s.namedDone = stop
	s.add(start, stop, KindSessionToken, ruleTokenNamed, everywhere)
}

// minWrapped is the shortest line of a wrapped token that is not its last.
const minWrapped = 40

// wrappedEnd continues a base64 run over line ends, as terminals and mail
// programs wrap it: while the run fills its line and the next line is nothing
// but base64.
func wrappedEnd(text []byte, end int) int {
	for {
		i := end
		if byteAt(text, i) == '\r' {
			i++
		}
		if i >= len(text) || text[i] != '\n' {
			return end
		}
		i = run(text, i+1, space)
		for byteAt(text, i) == '>' || byteAt(text, i) == '+' && byteAt(text, i+1) != '/' && byteAt(text, i-1) == '\n' {
			i = run(text, i+1, space) // quoted mail, a diff
		}
		stop := base64End(text, i)
		after := byteAt(text, stop)
		if stop-i < 4 || after != '\n' && after != '\r' && !is(after, quote) && after != ',' {
			return end
		}
		// A short line is only a last one, and a word is not base64.
		if stop-i < minWrapped && (masks(text[i:stop])&alnum != alnum || changes(text[i:stop]) < (stop-i)/4) {
			return end
		}
		end = stop
		if stop-i < minWrapped {
			return end
		}
	}
}
