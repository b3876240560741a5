package redact

import "bytes"

// Prefixes of the identifiers IAM gives out, from the section on unique
// identifiers of "IAM identifiers" in the IAM user guide. ASCA and APKA are
// certificates and public keys of a user; both resolve to it.
var (
	accessKeyPrefixes = []string{"AKIA", "ASIA", "ABIA", "ACCA"}
	uniqueIDPrefixes  = []string{"AROA", "AIDA", "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA"}
)

var (
	ruleAccessKeyID = &rule{"access-key-id", Sure, "an access key id, which also contains the account number"}
	ruleUniqueID    = &rule{"unique-id", Sure, "an IAM unique id, which resolves to an ARN"}
)

// findAccessKeyID finds AKIA and its kin. The documentation's example keys go
// as well: a reader of the redacted text loses nothing.
func findAccessKeyID(s *scan, start, end int, mask class) {
	if mask&lower != 0 || end-start != 20 || !hasPrefix(s.text[start:end], accessKeyPrefixes) {
		return
	}
	if isFiller(s.text[start:end]) {
		return
	}
	s.keyLines = append(s.keyLines, s.line)
	if account, ok := accountOfKeyID(s.text[start:end]); ok {
		s.knownAccount(account)
	}
	s.add(start, end, KindAccessKeyID, ruleAccessKeyID, everywhere)
}

func findUniqueID(s *scan, start, end int, mask class) {
	if mask&lower != 0 || end-start != 20 && end-start != 21 || !hasPrefix(s.text[start:end], uniqueIDPrefixes) {
		return
	}
	s.add(start, end, KindUniqueID, ruleUniqueID, everywhere)
}

func hasPrefix(v []byte, prefixes []string) bool {
	for _, p := range prefixes {
		if bytes.HasPrefix(v, []byte(p)) {
			return true
		}
	}
	return false
}

// accountOfKeyID reads the account number out of an access key id. The
// sixteen characters after the prefix are base32; the account is the forty
// bits after the first one. Keys from before 2019 (fifth character I or J)
// and made-up ones give ok == false, or a number that stands nowhere.
func accountOfKeyID(id []byte) (account []byte, ok bool) {
	if id[4] == 'I' || id[4] == 'J' {
		return nil, false
	}
	var bits uint64
	for _, b := range id[4:13] { // 9 characters, 45 bits
		switch {
		case is(b, upper):
			bits = bits<<5 | uint64(b-'A')
		case b >= '2' && b <= '7':
			bits = bits<<5 | uint64(b-'2'+26)
		default:
			return nil, false
		}
	}
	number := bits >> 4 & (1<<40 - 1)
	account = make([]byte, 12)
	for i := 11; i >= 0; i-- {
		account[i] = byte('0' + number%10)
		number /= 10
	}
	return account, number == 0
}
