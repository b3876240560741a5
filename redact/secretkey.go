package redact

import "math"

// secretLength is the length of a secret access key in base64 characters.
const secretLength = 40

// storageKey is the length of a key of an Azure storage account: 64 bytes in
// base64 without its padding.
const storageKey = 86

var ruleStorageKey = &rule{"storage-key", Likely, "sixty-four random bytes in base64, as the key of a storage account"}

// A secretCandidate is an atom of exactly secretLength base64 characters.
type secretCandidate struct {
	start, end int
	line       int
}

var (
	ruleSecretNamed = &rule{"secret-key-named", Sure, "its name says secret key"}
	ruleSecretNear  = &rule{"secret-key-near-id", Likely, "forty base64 characters near an access key id"}
	ruleSecretAlone = &rule{"secret-key-alone", Unsure, "forty random base64 characters"}
)

// nearLines is how far from an access key id its secret may stand.
const nearLines = 5

func noteSecretKey(s *scan, start, end int, mask class) {
	if end-start == storageKey && mask&alnum == alnum && at(s.text, end, "==") && looksRandom(s.text[start:end]) && !isText(unbase64(nil, s.text[start:start+32]), true) {
		s.add(start, end+2, KindSecret, ruleStorageKey, everywhere)
		return
	}
	if end-start != secretLength || mask&alnum != alnum || byteAt(s.text, end) == '=' {
		return
	}
	for _, b := range s.text[start:end] {
		if b == '_' || b == '-' {
			return
		}
	}
	s.secrets = append(s.secrets, secretCandidate{start, end, s.line})
}

// confirmSecretKeys decides on the candidates. Near a key id they need not
// look random; alone they do, and must not be a path, a URL or a digest:
// forty base64 characters are also what a SHA-1 in base64url or a long path
// looks like to a pattern.
func confirmSecretKeys(s *scan) {
	next := 0 // first key line not before the window
	for _, c := range s.secrets {
		for next < len(s.keyLines) && s.keyLines[next] < c.line-nearLines {
			next++
		}
		v := s.text[c.start:c.end]
		switch {
		case allHex(v) || isHash(s.text, c.start) || inPath(s.text, c.start, c.end):
		case next < len(s.keyLines) && s.keyLines[next] <= c.line+nearLines && changes(v) >= 12:
			s.add(c.start, c.end, KindSecretKey, ruleSecretNear, everywhere)
		case looksRandom(v):
			s.add(c.start, c.end, KindSecretKey, ruleSecretAlone, everywhere)
		}
	}
}

// inPath reports whether the run continues a path, a domain or a URL.
func inPath(text []byte, start, end int) bool {
	before, after := byteAt(text, start-1), byteAt(text, end)
	return before == '.' || before == '~' || before == '%' || before == '@' || before == '$' ||
		text[start] == '/' && text[end-1] == '/' ||
		(after == '.' || after == ':' || after == '@') && is(byteAt(text, end+1), alnum|joint)
}

// looksRandom reports whether forty characters are more like a key than like
// words: entropy of at least 4.2 bits a character and many changes of class.
// Of random keys about one in a thousand fails one of the two.
func looksRandom(v []byte) bool {
	return entropy(v) >= 4.2 && changes(v) >= 16
}

// entropy returns the Shannon entropy of v in bits a byte.
func entropy(v []byte) float64 {
	var counts [256]int
	for _, b := range v {
		counts[b]++
	}
	bits := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(v))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

// findNamedSecretKey takes the value of a name such as secret_access_key. A
// key of AWS has forty characters; services that speak the same protocol use
// other lengths, so a named value of another length needs to look random.
func findNamedSecretKey(s *scan, end int) {
	start, plain, ok := valueAfter(s.text, end)
	if !ok {
		return
	}
	stop := base64End(s.text, start)
	s.namedDone = stop
	v := s.text[start:stop]
	if len(v) < 16 || s.r.isPlaceholder(v) || isAccessor(s.text, stop) {
		return
	}
	exact := len(v) == secretLength && masks(v)&(upper|lower) != 0 && masks(v)&digit != 0
	random := masks(v)&digit != 0 && changes(v) >= len(v)/4
	if exact && (!plain || changes(v) >= 12) || random && !plain {
		s.add(start, stop, KindSecretKey, ruleSecretNamed, everywhere)
	}
}

// isAccessor reports whether the word that ends at i goes on as an
// expression: a call, an index, an attribute.
func isAccessor(text []byte, i int) bool {
	switch byteAt(text, i) {
	case '(', '[', '{', '$':
		return true
	case '.':
		return is(byteAt(text, i+1), upper|lower)
	}
	return false
}

// base64End returns the end of the base64 run at i, standard or URL alphabet,
// with padding, and with + / = as percent codes or with \/ as JSON may write
// them.
func base64End(text []byte, i int) int {
	for i < len(text) {
		switch {
		case is(text[i], atomic):
			i++
		case text[i] == '=' && (byteAt(text, i+1) == '=' || !is(byteAt(text, i+1), alnum)):
			i++
		case text[i] == '\\' && byteAt(text, i+1) == '/':
			i += 2
		case atFold(text, i, "%2b") || atFold(text, i, "%2f") || atFold(text, i, "%3d"):
			i += 3
		default:
			return i
		}
	}
	return i
}
