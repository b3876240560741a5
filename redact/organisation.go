package redact

import "bytes"

var (
	ruleOrganisation = &rule{"organisation-id", Sure, "the id of an organisation, a unit or a root in AWS Organizations"}
	ruleCanonical    = &rule{"canonical-id", Likely, "a canonical user id, which is the account in another form"}
)

// findOrganisation finds o-, ou- and r- ids at the start of an atom.
func findOrganisation(s *scan, start, end int, mask class) {
	findLogged(s, start, end, mask)
	if mask&digit == 0 || mask&upper != 0 {
		return
	}
	text := s.text
	for start < end && (text[start] == '/' || text[start] == '-') {
		start++
	}
	for i := start; i < end; i++ {
		if i > start && text[i-1] != '/' {
			continue
		}
		stop := i
		for stop < end && text[stop] != '/' {
			stop++
		}
		if isOrganisation(text[i:stop]) {
			s.add(i, stop, KindOrganisation, ruleOrganisation, everywhere)
		}
	}
}

// findLogged finds the owner of a bucket, with which each line of its access
// log begins.
func findLogged(s *scan, start, end int, mask class) {
	text := s.text
	if end-start != 64 || byteAt(text, start-1) != '\n' || byteAt(text, end) != ' ' || !allHex(text[start:end]) {
		return
	}
	if line := text[end:min(end+96, len(text))]; bytes.Contains(line, []byte(" [")) && bytes.Contains(line, []byte(":")) {
		s.add(start, end, KindCanonical, ruleCanonical, everywhere)
	}
}

// isOrganisation checks the forms of the Organizations API reference: o- and
// 10 to 32 letters and digits; ou-, 4 to 32 of them, - and 8 to 32 more.
func isOrganisation(v []byte) bool {
	switch {
	case at(v, 0, "o-"):
		return len(v) >= 12 && len(v) <= 34 && masks(v[2:])&joint == 0 && masks(v[2:])&digit != 0
	case at(v, 0, "ou-"):
		dash := 3
		for dash < len(v) && v[dash] != '-' {
			dash++
		}
		return dash >= 7 && len(v)-dash-1 >= 8 && len(v) <= 68 && masks(v[dash+1:])&joint == 0 && masks(v[dash+1:])&digit != 0
	}
	return false
}

// canonicalNames are what the owner of a bucket is called where it is a
// canonical user id.
var canonicalNames = []string{"canonicaluser", "canonicalid", "canonicaluserid", "owner", "ownerid", "id", "grantfullcontrol", "grantread", "s3canonicaluserid"}

// findCanonical finds 64 hexadecimal digits behind such a name.
func findCanonical(s *scan, end int) {
	k, ok := keyedValue(s.text, nameFrom(s.text, end), end)
	if !ok {
		return
	}
	start, stop := k.start, k.stop
	if at(s.text, start, "id=") {
		start += 3
		for is(byteAt(s.text, start), quote) || byteAt(s.text, start) == '\\' {
			start++
		}
		stop = run(s.text, start, alnum)
	}
	v := s.text[start:stop]
	if len(v) != 64 || !allHex(v) || masks(v)&upper != 0 {
		return
	}
	if nameEndsAt(s.text, end, "id") && !nameEndsAt(s.text, end, "canonicalid") && !nameEndsAt(s.text, end, "ownerid") && !nearOwner(s.text, nameFrom(s.text, end)) {
		return
	}
	s.add(start, stop, KindCanonical, ruleCanonical, everywhere)
}

// nearOwner reports a word in the hundred bytes before i that says that an ID
// is an owner's.
func nearOwner(text []byte, i int) bool {
	for k := max(0, i-120); k < i; k++ {
		if atFold(text, k, "owner") || atFold(text, k, "grantee") || atFold(text, k, "canonical") || atFold(text, k, "displayname") {
			return true
		}
	}
	return false
}
