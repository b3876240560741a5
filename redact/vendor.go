package redact

import "bytes"

var (
	ruleIssued      = &rule{"vendor-token", Sure, "begins and is as long as the tokens of a known service"}
	ruleJWT         = &rule{"jwt", Sure, "a signed JSON web token"}
	ruleTerraform   = &rule{"terraform-cloud-token", Sure, "a token of HCP Terraform"}
	ruleAzureSecret = &rule{"azure-client-secret", Sure, "a client secret of Microsoft Entra"}
	ruleBot         = &rule{"bot-token", Sure, "a bot's token"}
)

func findToken(s *scan, start, end int, mask class) {
	findJWT(s, start, end, mask)
	findIssued(s, start, end, mask)
}

func findTokenMark(s *scan, i int) {
	switch s.text[i] {
	case '.':
		findDotted(s, i)
	case '~':
		findTilde(s, i)
	case ':':
		findBot(s, i)
	case '|':
		findBar(s, i)
	}
}

// findIssued finds tokens by how they begin: at the start of an atom, behind a
// slash or a joint in it, and where a dot is a part of the prefix.
func findIssued(s *scan, start, end int, mask class) {
	if start < s.issuedDone {
		return
	}
	s.issuedAt(start)
	if mask&joint == 0 {
		return
	}
	for i := start; i < end; i++ {
		if s.text[i] == '/' && i+1 < end {
			s.issuedAt(i + 1)
		}
	}
}

// findDotted sees every dot: SG.x, hvs.x, x.atlasv1.y, header.payload.signature.
func findDotted(s *scan, i int) {
	text := s.text
	if at(text, i, ".atlasv1.") {
		start := i
		for start > 0 && i-start < 20 && is(text[start-1], alnum) {
			start--
		}
		stop := i + len(".atlasv1.")
		for stop < len(text) && dotted.holds(text[stop]) {
			stop++
		}
		if i-start >= 10 && stop-i > 40 {
			s.add(start, stop, KindToken, ruleTerraform, everywhere)
		}
		return
	}
	start := i
	for start > 0 && i-start < 8 && is(text[start-1], alnum) {
		start--
	}
	if start == i {
		return
	}
	findHook(s, start)
	if i < s.issuedDone {
		return
	}
	for start > 3 && text[start-1] == '.' && i-start < 8 && is(text[start-2], alnum) { // dp.pt.
		start--
		for start > 0 && i-start < 8 && is(text[start-1], alnum) {
			start--
		}
	}
	s.issuedAt(start)
}

// issuedAt adds the token that begins at i, if one does.
func (s *scan) issuedAt(i int) {
	text := s.text
	if b := byteAt(text, i-1); is(b, alnum) || b == '.' {
		return
	}
	for _, f := range s.to.issued[nameEnding(text[i], byteAt(text, i+1))] {
		if !at(text, i, f.prefix) {
			continue
		}
		from := i + len(f.prefix)
		stop := from
		limit := len(text)
		if f.most > 0 {
			limit = min(limit, from+f.most+1)
		}
		for stop < limit && f.alphabet.holds(text[stop]) {
			stop++
		}
		for stop > from && (text[stop-1] == '.' || text[stop-1] == '-' && f.alphabet == dotted) {
			stop--
		}
		v := text[from:stop]
		if isFiller(v) || len(v) < f.least || f.most > 0 && len(v) > f.most || !isRandomToken(v, f.prefix) || at(text, stop, "=") && f.alphabet == alnums {
			continue
		}
		s.issuedDone = stop
		s.add(i, stop, KindToken, ruleIssued, everywhere)
		return
	}
}

// isRandomToken reports whether v is made by a machine. The shorter the
// prefix, the surer v has to be of it: sk-learn, pat, key.
func isRandomToken(v []byte, prefix string) bool {
	m := masks(v)
	marked := bytes.IndexByte([]byte("_-.~"), prefix[len(prefix)-1]) >= 0 // as sk_live_ is and pat is not
	switch {
	case len(prefix) >= 12:
		return true
	case sameRun(v) > len(v)/2:
		return false
	case m&digit == 0:
		return m&(upper|lower) == upper|lower && changes(v) >= len(v)/4 && (marked || len(prefix) > 4)
	case marked && len(v) >= 16 || len(prefix) > 4:
		return changes(v) >= len(v)/8
	}
	return changes(v) >= len(v)/4
}

// findJWT finds a JSON web token by its header, which is JSON in base64.
func findJWT(s *scan, start, end int, mask class) {
	text := s.text
	if start < s.issuedDone || !at(text, start, "eyJ") || end-start < 12 || byteAt(text, end) != '.' {
		return
	}
	stop, parts := end, 1
	for parts < 5 && byteAt(text, stop) == '.' && urlBase64.holds(byteAt(text, stop+1)) {
		next := stop + 1
		for next < len(text) && urlBase64.holds(text[next]) {
			next++
		}
		stop, parts = next, parts+1
	}
	if parts < 2 || stop-start < 30 {
		return
	}
	s.issuedDone = stop
	s.add(start, stop, KindToken, ruleJWT, everywhere)
}

// findTilde sees every ~: xxx8Q~yyy is a client secret of Microsoft Entra.
func findTilde(s *scan, i int) {
	text := s.text
	if i < 5 || byteAt(text, i-1) != 'Q' || !is(text[i-2], digit) {
		return
	}
	start, stop := i-5, i+1
	for stop < len(text) && (urlBase64.holds(text[stop]) || text[stop] == '.' || text[stop] == '~') {
		stop++
	}
	if stop-i > 30 && stop-i < 44 && masks(text[i+1:stop])&digit != 0 {
		s.add(start, stop, KindToken, ruleAzureSecret, everywhere)
	}
}

// findBot sees every colon: 123456789:AAx is a token of a Telegram bot.
func findBot(s *scan, i int) {
	text := s.text
	if !at(text, i, ":AA") {
		return
	}
	start, stop := i, i+1
	for start > 0 && i-start < 11 && is(text[start-1], digit) {
		start--
	}
	for stop < len(text) && urlBase64.holds(text[stop]) {
		stop++
	}
	if i-start >= 8 && stop-i >= 34 && stop-i <= 37 {
		s.add(start, stop, KindToken, ruleBot, everywhere)
	}
}

// findBar sees every |: 123456789012345|x is a token of a Facebook app.
func findBar(s *scan, i int) {
	start, stop := i, i+1
	for start > 0 && i-start < 18 && is(s.text[start-1], digit) {
		start--
	}
	for stop < len(s.text) && urlBase64.holds(s.text[stop]) {
		stop++
	}
	if i-start >= 14 && stop-i-1 >= 24 && stop-i-1 <= 32 {
		s.add(start, stop, KindToken, ruleBot, everywhere)
	}
}
