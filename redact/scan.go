package redact

import (
	"bytes"
	"sort"
)

// The shortest runs that the hooks of a row are shown.
const (
	minWord = 12 // an account number
	minAtom = 10 // "-----BEGIN"
)

// A hit is a found value: bytes [start, end) of the text.
type hit struct {
	start, end int
	row        *row
	rule       *rule
	spread     spread
}

// A scan is one pass over one text. Rows add hits during the pass, or leave
// candidates that need to know the whole text.
type scan struct {
	r    *Redactor
	to   *dispatch
	text []byte
	// knownOnly leaves out accounts that only the surroundings speak for.
	knownOnly bool
	// issued reports twelve digits that are a placeholder, not an account.
	issued func([]byte) bool
	hits   []hit

	line   int // of the current position, from 0
	token  int // start of the run without blanks, quotes or angle brackets
	dsn    int // token whose DSN was already read, -1 for none
	urlEnd int // end of the token last searched for a URL's @ signs
	urlAt  int // last @ in that token, -1 for none

	// Ends of what was read last, so that nested starts are not read again
	// and a hostile text costs no more than a plain one.
	urlDone, tokenDone, namedDone, issuedDone, hostDone, ipDone, pgpassDone int

	accounts []accountCandidate
	known    map[string]bool // account numbers seen where they are certain
	secrets  []secretCandidate
	keyLines []int // lines with an access key id, ascending
	aws      tristate

	// Parts that may read differently once decoded (view.go), and how far
	// each coding was already read.
	segments  []segment
	noted     [codings]int
	page      int // the last segment with entities
	lineStart int
	quoteAt   int // after the last " that no backslash precedes
	escaped   int // a byte that a backslash precedes, -1 for none
}

// newScan returns a scan that has read nothing. known is shared: accounts
// that are certain in one view are so in all.
func (r *Redactor) newScan(to *dispatch, t *table, text []byte, known map[string]bool) *scan {
	return &scan{r: r, to: to, text: text, issued: t.isDigits, dsn: -1, escaped: -1, known: known}
}

type tristate uint8

const (
	unasked tristate = iota
	yes
	no
)

func (s *scan) add(start, end int, k Kind, why *rule, sp spread) {
	row := s.r.rows[k]
	if start >= end || row == nil || s.r.allow[string(s.text[start:end])] {
		return
	}
	s.hits = append(s.hits, hit{start, end, row, why, sp})
}

// A dispatch says which hooks see what. It is built once, by New.
type dispatch struct {
	word   []func(s *scan, start, end int, mask class)
	atom   []func(s *scan, start, end int, mask class)
	mark   [256][]func(s *scan, i int)
	steps  [256]step
	named  [nameEnds][]nameHook // by the last two letters of the name
	finish []func(s *scan)
	hooks  [nameEnds]bool // by the first two bytes of an address
	flags  map[string][]commandFlag
	issued [nameEnds][]issued // by the first two bytes, the longest prefix first
}

// A step is what the pass does at a byte.
type step uint8

const (
	stepOver  step = iota // nothing
	stepAtom              // read the atom
	stepBlank             // a token ends
	stepMark              // whatever between does
)

func newDispatch(rows []*row) *dispatch {
	d := &dispatch{}
	for _, r := range rows {
		if r.word != nil {
			d.word = append(d.word, r.word)
		}
		if r.atom != nil {
			d.atom = append(d.atom, r.atom)
		}
		for _, b := range []byte(r.marks) {
			d.mark[b] = append(d.mark[b], r.mark)
		}
		for _, names := range r.named {
			for _, n := range names.names {
				end := nameEnding(n[len(n)-2], n[len(n)-1])
				d.named[end] = append(d.named[end], nameHook{n, names.see})
			}
		}
		if r.finish != nil {
			d.finish = append(d.finish, r.finish)
		}
	}
	for b := range 256 {
		switch {
		case is(byte(b), atomic):
			d.steps[b] = stepAtom
		case len(d.mark[b]) > 0 || b >= 0x80 || bytes.IndexByte([]byte("\n%&\"'`\\\x1b"), byte(b)) >= 0:
			d.steps[b] = stepMark
		case is(byte(b), space|angle):
			d.steps[b] = stepBlank
		}
	}
	for _, h := range hooks {
		d.hooks[nameEnding(h[0], h[1])] = true
	}
	d.flags = make(map[string][]commandFlag)
	for _, f := range commandFlags {
		d.flags[f.command] = append(d.flags[f.command], f)
	}
	for _, f := range issuedTokens {
		start := nameEnding(f.prefix[0], f.prefix[1])
		d.issued[start] = append(d.issued[start], f)
	}
	for _, list := range d.issued {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].prefix) > len(list[j].prefix) })
	}
	return d
}

// run passes once over the text. It cuts it into atoms and words and shows
// them to the rows; everything else is a mark or a separator.
func (s *scan) run() {
	for i := 0; i < len(s.text); {
		switch s.to.steps[s.text[i]] {
		case stepAtom:
			i = s.readAtom(i)
		case stepOver:
			i++
		case stepBlank:
			i++
			s.token = i
		default:
			i = s.between(i)
		}
	}
	for _, finish := range s.to.finish {
		finish(s)
	}
}

// readAtom shows the atom at i, and the words in it, to the rows and returns
// its end.
func (s *scan) readAtom(i int) int {
	text := s.text
	start, word := i, i
	var mask, all class
	for {
		var c class
		if i < len(text) {
			c = classes[text[i]]
		}
		if c&alnum != 0 {
			mask |= c
			i++
			continue
		}
		if i-word >= minWord {
			for _, see := range s.to.word {
				see(s, word, i, mask)
			}
		}
		all |= mask
		if c&atomic == 0 {
			break
		}
		all |= c
		i++
		word, mask = i, 0
	}
	if i-start >= minBlob && all&(upper|lower|digit) != lower {
		s.noteBlob(start, i)
	}
	if i-start >= minAtom || i-start == 4 && (all == digit || all == joint) {
		for _, see := range s.to.atom {
			see(s, start, i, all)
		}
	}
	s.nameEnd(i)
	if is(text[i-1], digit) && !s.r.endsInPlaceholder(text[start:i]) { // token_2
		end := i
		for end > start && is(text[end-1], digit) {
			end--
		}
		if end > start && i-end < 5 && (text[end-1] == '_' || text[end-1] == '-') {
			end--
		}
		if end > start && i-end < 6 {
			s.nameEnd(end)
		}
	}
	return i
}

// nameEnd shows the end of a name to the rows.
func (s *scan) nameEnd(i int) {
	if i < 2 || i < s.namedDone {
		return
	}
	before := s.text[i-2]
	if (before == '_' || before == '-' || before == '.' || before == ' ') && i > 2 {
		before = s.text[i-3]
	}
	// This is nameEnding, which the wasm would call for every word.
	for _, n := range s.to.named[int(before&31)<<5|int(s.text[i-1]&31)] {
		if i >= s.namedDone && nameEndsAt(s.text, i, n.name) {
			n.see(s, i)
		}
	}
}

// between handles the byte at i, which is in no atom, and returns where to go on.
func (s *scan) between(i int) int {
	b := s.text[i]
	for _, see := range s.to.mark[b] {
		see(s, i)
	}
	switch b {
	case '\n':
		s.line++
		s.lineStart, s.quoteAt = i+1, i+1
	case '%':
		// %3A is a separator, not the start of the word 3A...
		if isHex(byteAt(s.text, i+1)) && isHex(byteAt(s.text, i+2)) {
			s.notePercent(i)
			return i + 3
		}
	case '&':
		s.noteEntities(i)
	case '"', '\'', '`':
		if b == '"' && i != s.escaped {
			s.quoteAt = i + 1
		}
		s.noteLiterals(i)
	case '\\':
		s.noteEscapes(i)
		end := escapeEnd(s.text, i)
		if (end-i)%2 == 1 {
			s.escaped = end
		}
		return end
	case 0x1b:
		return colourEnd(s.text, i)
	}
	if b >= 0x80 && byteAt(s.text, i+1)&0xc0 != 0x80 {
		s.nameEnd(i + 1) // contraseña is in Latin letters, пароль is not
	}
	if is(b, space|quote|angle) {
		s.token = i + 1
	}
	return i + 1
}

// escapeEnd returns the end of the escape sequence at i, which may be escaped
// itself: \n, \\n, ". Without this, "\nAKIA..." would read as nAKIA.
func escapeEnd(text []byte, i int) int {
	for i < len(text) && text[i] == '\\' {
		i++
	}
	switch byteAt(text, i) {
	case 'n', 'r', 't', 'b', 'f':
		return i + 1
	case 'u':
		for k := 1; k <= 4; k++ {
			if !isHex(byteAt(text, i+k)) {
				return i
			}
		}
		return i + 5
	}
	return i
}

// colourEnd returns the end of the terminal colour sequence at i. Without
// this, a coloured number would read as part of the word 31m123...
func colourEnd(text []byte, i int) int {
	if byteAt(text, i+1) != '[' {
		return i + 1
	}
	for k := i + 2; k < len(text) && k < i+16; k++ {
		if is(text[k], upper|lower) {
			return k + 1
		}
	}
	return i + 2
}
