package redact

import "bytes"

// An accountCandidate is a run of twelve digits, or three dashed groups of
// four, that may be an account number.
type accountCandidate struct {
	start, end int
	line       int
	grouped    bool // 1234-5678-9012
	inside     bool // within a longer word: only a known account counts
}

var (
	ruleAccountKnown   = &rule{"account-known", Sure, "the same number is an account elsewhere in the text"}
	ruleAccountLabel   = &rule{"account-labelled", Likely, "a name next to it says account, owner or principal"}
	ruleAccountList    = &rule{"account-listed", Likely, "an item of a list of accounts"}
	ruleAccountContext = &rule{"account-in-aws-text", Unsure, "twelve digits in a text about AWS"}
)

// noteAccount keeps every run of exactly twelve digits in a word.
func noteAccount(s *scan, start, end int, mask class) {
	if mask&digit == 0 {
		return
	}
	for i := start; i < end; {
		if !is(s.text[i], digit) {
			i++
			continue
		}
		stop := i
		for stop < end && is(s.text[stop], digit) {
			stop++
		}
		if stop-i == 12 && !s.issued(s.text[i:stop]) {
			s.accounts = append(s.accounts, accountCandidate{
				start: i, end: stop, line: s.line, inside: i > start || stop < end,
			})
		}
		i = stop
	}
}

// noteGroupedAccount keeps 1234-5678-9012 and 1234 5678 9012, as the console
// prints account numbers.
func noteGroupedAccount(s *scan, start, end int, mask class) {
	const grouped = len("1234-5678-9012")
	switch {
	case end-start == grouped && mask == digit|joint && isGrouped(s.text[start:end], '-'):
	case end-start == 4 && start+grouped <= len(s.text) && isGrouped(s.text[start:start+grouped], ' ') &&
		!is(byteAt(s.text, start+grouped), atomic):
		end = start + grouped
	default:
		return
	}
	s.accounts = append(s.accounts, accountCandidate{start: start, end: end, line: s.line, grouped: true})
}

func isGrouped(v []byte, sep byte) bool {
	for i, b := range v {
		if i%5 == 4 && b != sep || i%5 != 4 && !is(b, digit) {
			return false
		}
	}
	return true
}

// knownAccount remembers a number that is certainly an account.
func (s *scan) knownAccount(digits []byte) {
	if s.known == nil {
		s.known = make(map[string]bool)
	}
	if !s.known[string(digits)] {
		s.known[string(digits)] = true
	}
}

// confirmAccounts decides on the candidates once all certain accounts are
// known. It goes twice over them: a label on one makes the others known.
func confirmAccounts(s *scan) {
	sure := make([]*rule, len(s.accounts))
	previous := -2 // line of the last labelled list item
	for k, c := range s.accounts {
		if c.inside || s.knownOnly || isUUIDTail(s.text, c.start) {
			continue
		}
		listed := isListItem(s.text, c.start)
		switch {
		case s.isLabelled(c.start) || s.isCell(c):
			sure[k] = ruleAccountLabel
		case !c.grouped && listed && previous >= c.line-1:
			sure[k] = ruleAccountList
		case c.grouped && (s.text[c.start+4] != '-' || !s.mentionsAWS()) || !c.grouped && s.refused(c):
			continue
		case s.mentionsAWS():
			sure[k] = ruleAccountContext
		default:
			continue
		}
		if s.r.off[sure[k].id] {
			sure[k] = nil
			continue
		}
		if sure[k] != ruleAccountContext {
			previous = c.line
		}
		s.knownAccount(digitsOf(s.text[c.start:c.end]))
	}
	for k, c := range s.accounts {
		why := sure[k]
		if why == nil && s.known[string(digitsOf(s.text[c.start:c.end]))] {
			why = ruleAccountKnown
		}
		if why != nil {
			s.add(c.start, c.end, KindAccount, why, nowhere)
		}
	}
}

func digitsOf(v []byte) []byte {
	if len(v) == 12 {
		return v
	}
	d := make([]byte, 0, 12)
	for _, b := range v {
		if is(b, digit) {
			d = append(d, b)
		}
	}
	return d
}

// mentionsAWS reports whether the text is about AWS at all.
func (s *scan) mentionsAWS() bool {
	if s.aws == unasked {
		s.aws = no
		for _, word := range []string{"aws", "AWS", "Aws", "arn:", "iam", "IAM", "sts:", "eni-", "AssumeRole", "MaxSessionDuration"} {
			if bytes.Contains(s.text, []byte(word)) {
				s.aws = yes
				break
			}
		}
	}
	return s.aws == yes
}

// isCell reports a cell of a table in a text that speaks of accounts.
func (s *scan) isCell(c accountCandidate) bool {
	return at(s.text, c.start-2, "| ") && at(s.text, c.end, " |") && (bytes.Contains(s.text, []byte("account")) || bytes.Contains(s.text, []byte("Account")))
}

// maxLabel is how far before a number its label may stand, in bytes.
const maxLabel = 48

// isLabelled reports whether a word shortly before i, on its line or as the
// key of the list it opens, says that an account follows.
func (s *scan) isLabelled(i int) bool {
	text := s.text
	before := text[max(0, i-maxLabel):i]
	if k := bytes.LastIndexByte(before, '\n'); k >= 0 {
		if len(bytes.Trim(before[k+1:], " \t\"'-[")) > 0 {
			before = before[k+1:]
		} else if above := bytes.TrimRight(before[:k], " \t\r"); len(above) == 0 ||
			bytes.IndexByte([]byte(":[=({"), above[len(above)-1]) < 0 {
			return false
		} else {
			before = above[bytes.LastIndexByte(above, '\n')+1:]
		}
	}
	// A label on the far side of another value belongs to that one.
	if k := bytes.LastIndexAny(before, ";|&"); k >= 0 {
		before = before[k+1:]
	}
	for _, word := range []string{"account", "acct", "owner", "principal", "awslogs", "tenant", "signin", "konto", "compte", "cuenta", "conta", "аккаунт", "Аккаунт", "账户", "帐户", "アカウント", "계정", "hesap"} {
		for k := range before {
			if (before[k] == word[0] || before[k]|0x20 == word[0]) && atFold(before, k, word) && !s.r.endsWithPrefix(before[:k]) {
				return !hasDigits(before[k:])
			}
		}
	}
	return false
}

// hasDigits reports a long number between a label and the candidate, which
// then took the label for itself.
func hasDigits(v []byte) bool {
	for i := 0; i < len(v); i++ {
		if end := run(v, i, digit); end-i >= 5 {
			return true
		} else if end > i {
			i = end
		}
	}
	return false
}

// isListItem reports whether only the marks of a list stand before i on its line.
func isListItem(text []byte, i int) bool {
	for k := i - 1; k >= 0 && k > i-maxLabel; k-- {
		switch b := text[k]; {
		case b == '\n':
			return true
		case b == ',' || b == '-' || is(b, space|quote):
		case is(b, digit):
			return byteAt(text, i-1) != '-' // a, b, c on one line
		default:
			return false
		}
	}
	return i < maxLabel
}
