package redact

import "bytes"

var (
	rulePrivateKey    = &rule{"private-key", Sure, "a private key from BEGIN to END"}
	rulePrivateKeyCut = &rule{"private-key-cut", Sure, "a private key whose END is missing"}
)

const (
	maxKeyHeader = 64       // bytes from BEGIN to the dashes after it
	maxKeyBlock  = 32 << 10 // a 16384-bit RSA key has 13 KB; escapes and indentation add to it
)

// findPrivateKey finds a private key of any PEM label, also PGP's and the
// four-dash form of SSH, by its BEGIN. Line ends may be real or escaped, and
// lines may be indented or start with diff or concatenation marks.
// Certificates and public keys are not secret and stay.
func findPrivateKey(s *scan, start, end int, mask class) {
	text := s.text
	begin := end - len("BEGIN")
	if end-start == len("----") && at(text, end, " BEGIN ") {
		begin, end = end+1, end+len(" BEGIN")
	} else if mask&joint == 0 || !at(text, begin, "BEGIN") || !at(text, begin-4, "----") {
		return
	}
	start = begin
	for start > 0 && begin-start < 5 && (text[start-1] == '-' || text[start-1] == ' ' && start == begin) {
		start--
	}
	label := text[end:min(end+maxKeyHeader, len(text))]
	close := bytes.Index(label, []byte("----"))
	if close < 0 || !bytes.Contains(label[:close], []byte("PRIVATE KEY")) || bytes.IndexByte(label[:close], '\n') >= 0 {
		return
	}
	body := end + close
	for body < len(text) && text[body] == '-' {
		body++
	}
	// The next dashes decide: they are this key's END, or another BEGIN. Each
	// byte is searched once, because the next key starts its search there.
	window := text[body:min(body+maxKeyBlock, len(text))]
	if k := bytes.Index(window, []byte("----")); k >= 0 {
		tail := window[k:]
		tail = bytes.TrimLeft(tail, "- ")
		if bytes.HasPrefix(tail, []byte("END")) {
			stop := len(text) - len(text[body:]) + len(window) - len(tail)
			s.add(start, keyTailEnd(text, stop), KindPrivateKey, rulePrivateKey, nowhere)
			return
		}
	}
	if stop := keyBodyEnd(text, body); stop > body {
		s.add(start, stop, KindPrivateKey, rulePrivateKeyCut, nowhere)
	}
}

// keyTailEnd returns the end of the END line whose word END is at i.
func keyTailEnd(text []byte, i int) int {
	limit := min(i+maxKeyHeader, len(text))
	for i < limit && text[i] != '-' && text[i] != '\n' && text[i] != '\\' {
		i++
	}
	for i < len(text) && text[i] == '-' {
		i++
	}
	return i
}

// keyBodyEnd returns the end of the base64 that follows the header ending at
// i, or i if there is none. It passes over whatever may stand between lines.
func keyBodyEnd(text []byte, i int) int {
	end, seen := i, false
	for i < len(text) {
		b := text[i]
		if is(b, space|quote) || b == '|' || b == '>' || b == ',' {
			i++
			continue
		}
		if b == '\\' {
			i = max(escapeEnd(text, i), i+1)
			continue
		}
		if !is(b, atomic) || at(text, i, "----") {
			return end
		}
		stop := i
		for stop < len(text) && (is(text[stop], alnum) || text[stop] == '+' || text[stop] == '/' || text[stop] == '=') {
			stop++
		}
		v := text[i:stop]
		switch {
		case len(v) == 1 && (v[0] == '+' || v[0] == '='), len(v) == 0:
			i = max(stop, i+1) // diff or concatenation mark, stray dash
			continue
		case len(v) >= 16 && masks(v)&(upper|lower|digit) != lower:
			end, seen = stop, true
		case isKeyHeader(v) && !seen:
			// Proc-Type: 4,ENCRYPTED and its kin, before the first line
			for stop < len(text) && text[stop] != '\n' && text[stop] != '\\' {
				stop++
			}
		case seen && (v[len(v)-1] == '=' || masks(v)&alnum == alnum):
			return stop // a short last line
		default:
			return end
		}
		i = stop
	}
	return end
}

func isKeyHeader(v []byte) bool {
	for _, name := range []string{"Proc", "DEK", "Comment", "Version", "Subject", "Charset", "Hash", "MessageID"} {
		if bytes.HasPrefix(v, []byte(name)) {
			return true
		}
	}
	return false
}
