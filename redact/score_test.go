package redact_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"net/url"
	"sort"
	"strings"
	"testing"

	"stackengine.dev/sandbox/redact"
)

// The floors of the corpus. A share of one is all.
const (
	floorSecrets     = 0.99
	floorIdentifiers = 0.99
	floorBenign      = 0.985
)

// A leftover is a text as whoever gets it could read it: as it is, and decoded
// in every way at hand. Nothing in it comes from package redact.
type leftover struct{ views []string }

// squeezer takes out what stands between the parts of a broken value.
var squeezer = strings.NewReplacer(" ", "", "\n", "", "\r", "", "\t", "", `"`, "", "'", "", `\n`, "", `\`, "", "+", "", ">", "")

func lookAt(text string) *leftover {
	l := &leftover{}
	l.add(text, 3)
	return l
}

func (l *leftover) add(text string, depth int) {
	l.views = append(l.views, text)
	if depth <= 0 {
		return
	}
	squeezed := squeezer.Replace(text)
	for _, view := range []string{squeezed, unescapeJSON(text), html.UnescapeString(text), unescapePercent(text)} {
		if view != text && view != squeezed {
			l.add(view, depth-1)
		}
	}
	if squeezed != text {
		l.views = append(l.views, squeezed)
	}
	for _, t := range []string{text, strings.NewReplacer("\n", "", " ", "", "\r", "", "\\n", "").Replace(text)} {
		for _, run := range runsOf(t, alphanums+"+/-_", 12) {
			l.decode(run, depth)
		}
		for _, run := range runsOf(t, lowerHex+"ABCDEF", 16) {
			if b, err := hex.DecodeString(run[:len(run)&^1]); err == nil {
				l.views = append(l.views, string(b))
			}
		}
	}
}

// decode reads a run as base64 from each of the four places it may start at.
func (l *leftover) decode(run string, depth int) {
	run = strings.NewReplacer("-", "+", "_", "/").Replace(run)
	for shift := range min(4, len(run)) {
		part := run[shift:]
		if len(part)%4 == 1 {
			part = part[:len(part)-1]
		}
		b, err := base64.RawStdEncoding.DecodeString(part)
		if err != nil {
			continue
		}
		if r, err := gzip.NewReader(bytes.NewReader(b)); err == nil {
			whole, _ := io.ReadAll(r)
			l.add(string(whole), depth-1)
		}
		if printable(b) {
			if shift == 0 {
				l.add(string(b), depth-1)
			} else {
				l.add(string(b), 0)
			}
		}
	}
}

func printable(b []byte) bool {
	good := 0
	for _, c := range b {
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			good++
		}
	}
	return good*10 > len(b)*9
}

func runsOf(text, alphabet string, least int) []string {
	var runs []string
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !strings.ContainsRune(alphabet, r) }) {
		if len(run) >= least {
			runs = append(runs, run)
		}
	}
	return runs
}

func unescapeJSON(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\t`, "\t", `\/`, "/", `\u0026`, "&", `\u003c`, "<", `\u003e`, ">", `\u003d`, "=", `\u0027`, "'").Replace(s)
}

func unescapePercent(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if b, err := hex.DecodeString(s[i+1 : i+3]); err == nil {
				out.Write(b)
				i += 2
				continue
			}
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

// holds reports whether a value, or of a secret three fifths of it (8 to 24
// bytes), can be read.
func (l *leftover) holds(m marked) bool {
	needle := m.value
	stretch := len(needle)
	if m.tier == secret && len(needle) >= 8 {
		stretch = min(max((len(needle)*3+4)/5, 8), 24)
	}
	flat := strings.Join(strings.Fields(needle), "")
	for _, view := range l.views {
		for _, n := range []string{needle, flat, squeezer.Replace(needle)} {
			for i := 0; i+stretch <= len(n); i++ {
				part := n[i : i+stretch]
				if m.kind != "password" && strings.Contains(part, "PRIVATE") {
					continue // the frame of a key is not secret
				}
				if len(n) < 8 && !asWord(view, part) || len(n) >= 8 && !strings.Contains(view, part) {
					continue
				}
				return true
			}
		}
	}
	return false
}

func asWord(text, value string) bool { return wordsOf(text, value) > 0 }

// wordsOf counts where a value stands in text with no letter or digit next to it.
func wordsOf(text, value string) int {
	count := 0
	for from := 0; ; {
		n := strings.Index(text[from:], value)
		if n < 0 {
			return count
		}
		n += from
		before, after := byte(' '), byte(' ')
		if n > 0 {
			before = text[n-1]
		}
		if end := n + len(value); end < len(text) {
			after = text[end]
		}
		if n > 1 && text[n-2:n] == "-p" { // mysql's flag is glued to it
			before = ' '
		}
		if !strings.ContainsRune(alphanums+"-.", rune(before)) && !strings.ContainsRune(alphanums+"-", rune(after)) {
			count++
		}
		from = n + 1
	}
}

// A tally counts what went well.
type tally struct{ good, all int }

func (t *tally) add(good bool) {
	t.all++
	if good {
		t.good++
	}
}

func (t tally) share() float64 {
	if t.all == 0 {
		return 1
	}
	return float64(t.good) / float64(t.all)
}

func (t tally) String() string { return fmt.Sprintf("%5d of %5d  %.4f", t.good, t.all, t.share()) }

// A score is what a way of redacting does to the corpus.
type score struct {
	tiers  [3]tally
	kinds  map[string]*tally
	parses tally
	misses []string
}

func scoreOf(t testing.TB, pastes []paste, redacted func(p paste) string) *score {
	s := &score{kinds: map[string]*tally{}}
	for _, p := range pastes {
		out := redacted(p)
		left := lookAt(out)
		for _, m := range p.marks {
			good := false
			if m.tier == benign {
				good = wordsOf(out, m.value) >= wordsOf(p.text, m.value)
			} else {
				good = !left.holds(m)
			}
			if m.tier == benign && m.inner {
				continue // what a blob holds goes with the blob
			}
			s.tiers[m.tier].add(good)
			if s.kinds[m.kind] == nil {
				s.kinds[m.kind] = &tally{}
			}
			s.kinds[m.kind].add(good)
			if !good {
				what := m.kind
				if m.tier == benign {
					what = m.value
				}
				s.misses = append(s.misses, fmt.Sprintf("%s:%d: %s %.60s", p.name, m.line, [...]string{"leaks", "leaks", "touches"}[m.tier], what))
			}
		}
		if err := parse(p.name, p.text); err == nil && strings.Contains(p.name, ".") {
			err := parse(p.name, out)
			s.parses.add(err == nil)
			if err != nil {
				s.misses = append(s.misses, fmt.Sprintf("%s: does not parse any more: %v", p.name, err))
			}
		}
	}
	return s
}

func (s *score) report(t testing.TB) {
	t.Helper()
	t.Logf("secrets     %v", s.tiers[secret])
	t.Logf("identifiers %v", s.tiers[identifier])
	t.Logf("benign      %v", s.tiers[benign])
	t.Logf("parses      %v", s.parses)
	var kinds []string
	for kind, tally := range s.kinds {
		if tally.good < tally.all {
			kinds = append(kinds, fmt.Sprintf("%-14s %v", kind, *tally))
		}
	}
	sort.Strings(kinds)
	for _, line := range append(kinds, s.misses...) {
		t.Log(line)
	}
}

func TestCorpus(t *testing.T) {
	pastes := readCorpus(t)
	redactor, err := redact.New()
	if err != nil {
		t.Fatal(err)
	}
	s := scoreOf(t, pastes, func(p paste) string {
		session := redactor.NewSession()
		result, err := session.Redact([]byte(p.text), redact.Hint{})
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			return p.text
		}
		out := result.Text.String()
		if back, _ := session.Restore(out, redact.Hint{}); back != p.text {
			t.Errorf("%s: restoring does not give the original", p.name)
		}
		if again, err := session.Redact([]byte(out), redact.Hint{}); err != nil || again.Text.String() != out {
			t.Errorf("%s: redacting twice changes the text (%v)", p.name, err)
		}
		if err := session.Check([]byte(out)); err != nil {
			t.Errorf("%s: the gate refuses what Redact gave: %v", p.name, err)
		}
		if len(result.Replacements) > 0 && session.Check([]byte(p.text)) == nil {
			t.Errorf("%s: the gate lets the original out", p.name)
		}
		return out
	})
	s.report(t)
	t.Logf("%d pastes", len(pastes))
	if got := s.tiers[secret].share(); got < floorSecrets {
		t.Errorf("secrets: %.4f, the floor is %.3f", got, floorSecrets)
	}
	if got := s.tiers[identifier].share(); got < floorIdentifiers {
		t.Errorf("identifiers: %.4f, the floor is %.3f", got, floorIdentifiers)
	}
	if got := s.tiers[benign].share(); got < floorBenign {
		t.Errorf("benign: %.4f, the floor is %.3f", got, floorBenign)
	}
	if s.parses.good < s.parses.all {
		t.Errorf("%d texts do not parse any more", s.parses.all-s.parses.good)
	}
}

// The scorer sees what it is there for: nothing redacted is all leaked, in
// whatever encoding, and a secret cut to a third is gone.
func TestScorer(t *testing.T) {
	pastes := readCorpus(t)
	s := scoreOf(t, pastes, func(p paste) string { return p.text })
	for _, miss := range s.misses {
		if strings.Contains(miss, "touches") || strings.Contains(miss, "parse") {
			t.Errorf("without a change: %s", miss)
		}
	}
	if n := s.tiers[secret].good + s.tiers[identifier].good; n > 0 {
		for _, p := range pastes {
			left := lookAt(p.text)
			for _, m := range p.marks {
				if m.tier != benign && !left.holds(m) {
					t.Errorf("%s:%d: %s is not seen in the text as it is", p.name, m.line, m.kind)
				}
			}
		}
	}
	value := seeded("scorer").secretKey()
	for name, change := range transformations {
		if !lookAt("x " + change("the key is "+value+" indeed") + " y").holds(marked{tier: secret, value: value}) {
			t.Errorf("%s hides a secret from the scorer", name)
		}
	}
	if lookAt(value[:14]).holds(marked{tier: secret, value: value}) {
		t.Error("a third of a secret counts as a leak")
	}
}
