package redact

// A pairName is a name that is followed by a user and a password, and which of
// the strings behind it the password is.
type pairName struct {
	name string // lower case, without separators
	nth  int
}

// pairNames are functions of many languages, and words of prose.
var pairNames = []pairName{
	{"auth", 2}, {"setbasicauth", 2}, {"basicauth", 2}, {"httpbasicauth", 2}, {"networkcredential", 2}, {"usernamepasswordcredentials", 2},
	{"passwordauthentication", 2}, {"credentialsnew", 2}, {"mysqli", 3}, {"mysqliconnect", 3}, {"basicawscredentials", 2}, {"pdo", 3}, {"getconnection", 3},
	{"login", 2}, {"creds", 2}, {"frompassword", 2}, {"plainauth", 3}, {"smtpauth", 2}, {"authenticate", 2}, {"logindata", 2}, {"zugangsdaten", 2},
}

var rulePair = &rule{"password-in-pair", Likely, "the second of a user and a password"}

// maxPair is how far behind its name a pair ends, in bytes.
const maxPair = 256

// findPair takes the password of a pair of strings: auth=("user", "PASSWORD").
func findPair(s *scan, end int) {
	text := s.text
	nth := 0
	for _, p := range pairNames {
		if start := nameStart(text, end, p.name); start >= 0 && (start == 0 || !is(text[start-1], lower) || len(p.name) > 8) {
			nth = max(nth, p.nth)
		}
	}
	i := end
	for i-end < 8 && (byteAt(text, i) == ' ' || byteAt(text, i) == '=' || byteAt(text, i) == ':' || atFold(text, i, "is")) {
		i++
		if atFold(text, i-1, "is") {
			i++
		}
	}
	if b := byteAt(text, i); b == '(' {
		i++
	} else if !is(b, quote) {
		return
	}
	for count := 1; ; count++ {
		for i < len(text) && i-end < maxPair && !is(text[i], quote|alnum) && text[i] != ')' && text[i] != '\n' {
			i++
		}
		if count == 1 && i-end > 8 {
			return // the first argument is no string
		}
		k := keyed{by: argument}
		if is(byteAt(text, i), quote) && byteAt(text, i+1) == text[i] { // ""
			i += 2
			continue
		}
		if !is(byteAt(text, i), quote) || !k.string(text, i) || !k.quoted {
			return
		}
		if count == nth {
			if v := text[k.start:k.stop]; len(v) >= 4 && !isNoValue(v, k) && !s.r.isPlaceholder(v) && !s.hasOwnForm(v) {
				s.take(k, KindPassword, rulePair)
			}
			return
		}
		i = k.stop + 1
	}
}

func pairWords() []string {
	var words []string
	for _, p := range pairNames {
		words = append(words, p.name)
	}
	return words
}
