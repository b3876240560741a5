package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var errorText = Format{ID: "error-text", Title: "Error text", Island: "error message", Locate: locateErrors}

// locateErrors finds the messages about session lengths that AWS and its
// tools print, however a terminal, a log, a mail or an encoding wrapped them.
// It searches for a few rare words and reads the text around them only.
func locateErrors(docs []*source.Document) Found {
	var found Found
	var f flat
	for _, doc := range docs {
		before := len(found.Symptoms)
		r := errorReader{doc: doc, flat: &f, found: &found}
		a := anchorScan{text: doc.Text}
		for s, ok := a.stretch(0); ok; s, ok = a.stretch(s.End) {
			r.read(s)
		}
		if n := len(found.Symptoms) - before; n > 0 {
			found.Islands = append(found.Islands, Count{doc, n})
		}
	}
	return found
}

// anchorWords are words of which every wording has one, and that no encoding
// of text breaks. "uration" covers DurationSeconds and all its kin.
var anchorWords = [...]string{"uration", "literal for int()", "lifetime too high", ":assumed-role/"}

const (
	reachStart = 768   // bytes that may lie between a sentence's start and its anchor
	reachBack  = 2048  // bytes read before a sentence: they name the call and the role
	reachAhead = 1024  // bytes read after its start
	stretchMax = 64000 // bytes whose sentences are looked for at once
)

// An anchorScan walks over the anchors of a text. It searches for each word
// once, however the words are mixed.
type anchorScan struct {
	text string
	next [len(anchorWords)]int // from 1; 0 where not searched yet
}

// after is the offset of the first anchor from at on, the text's length where
// there is none.
func (a *anchorScan) after(at int) int {
	first := len(a.text)
	for i, word := range anchorWords {
		if a.next[i] <= at {
			a.next[i] = len(a.text) + 1
			if n := strings.Index(a.text[at:], word); n >= 0 {
				a.next[i] = at + n + 1
			}
		}
		first = min(first, a.next[i]-1)
	}
	return first
}

// stretch is the next part of the text, from at on, in which sentences may
// begin: what stands before one anchor, or before several that are close.
func (a *anchorScan) stretch(at int) (source.Span, bool) {
	hit := a.after(at)
	if hit == len(a.text) {
		return source.Span{}, false
	}
	s := source.Span{Start: max(at, hit-reachStart), End: hit + 1}
	for s.Len() < stretchMax {
		hit = a.after(s.End)
		if hit == len(a.text) || hit-reachStart > s.End {
			break
		}
		s.End = hit + 1
	}
	return s, true
}

// An errorReader reads one document, stretch after stretch.
type errorReader struct {
	doc   *source.Document
	flat  *flat
	found *Found
	done  int // offset after the last sentence found
}

// read finds the sentences that begin in s, and the callers named there.
func (r *errorReader) read(s source.Span) {
	text := r.doc.Text
	r.flat.read(text, source.Span{
		Start: runeStart(text, max(0, s.Start-reachBack)),
		End:   runeStart(text, min(len(text), s.End+reachAhead)),
	})
	line := r.flat.text
	last := 0 // end of the last sentence in line
	for i := range len(line) {
		from := int(r.flat.from[i])
		if from >= s.End {
			return
		}
		if from < r.done {
			last = i + 1
		}
		if i < last || from < s.Start || i > 0 && asciiWord(line[i-1]) {
			continue
		}
		if line[i] == 'a' {
			r.caller(i)
		}
		if !mayBegin(line[i]) {
			continue
		}
		if end := r.sentence(i, last); end > 0 {
			last = end
			r.done = r.flat.host(i, end).End
		}
	}
}

// sentence matches the wordings at offset at of the flat text and adds what
// it finds. The result is the end of the sentence, 0 where there is none.
// What was said before the offset after belongs to another message.
func (r *errorReader) sentence(at, after int) int {
	line := r.flat.text
	for i := range wordings {
		w := &wordings[i]
		if foldByte(w.text[0]) != foldByte(line[at]) && w.text[0] != '\'' {
			continue
		}
		end, got, ok := matchWording(line, at, w.text)
		if !ok {
			continue
		}
		start := at
		if from := at - len(w.lead); from >= after && strings.EqualFold(line[from:at], w.lead) {
			start = from
		}
		before := line[max(after, start-messageReach):start]
		if w.near && !speaksOfSessions(before) {
			continue
		}
		place := r.doc.At(r.flat.host(start, end))
		if quotedInCode(place) {
			return end
		}
		r.add(w, got, place, before)
		return end
	}
	return 0
}

// add keeps the message that w says, with what was caught in it.
func (r *errorReader) add(w *wording, got caught, place source.Place, before string) {
	if w.note != "" {
		r.found.Notes = append(r.found.Notes, setting.Note{Place: place, Key: w.note, Words: w.words})
		return
	}
	s := setting.Symptom{Place: place, Cause: w.cause, Field: w.field, Words: w.words}
	if got.field != "" {
		s.Field = got.field
	}
	if w.cause != setting.Misquoted {
		s.Asked, s.Bound = got.asked, got.bound
	}
	if got.high != 0 {
		s.Cause, s.Bound = setting.OverRange, got.high
		if got.asked < got.low {
			s.Cause, s.Bound = setting.UnderRange, got.low
		}
	}
	call, other := operation(before)
	if other != "" && s.Asked != 0 {
		r.found.Notes = append(r.found.Notes, setting.Note{
			Place: place, Key: "not-sts", Words: other + " is not an STS call, and has limits of its own",
		})
		return
	}
	if got.operation != "" {
		call = got.operation
	}
	if s.Cause != setting.OverChainedHour || call == "AssumeRole" {
		s.Operation = call
	}
	s.Role = roleBefore(before)
	if got.role != "" {
		s.Role = setting.Role{Name: got.role}
	}
	if s.Words == "" {
		s.Words = sentence(s)
	}
	r.found.Symptoms = append(r.found.Symptoms, s)
}

// mayBegin reports whether a wording begins with c.
func mayBegin(c byte) bool { return strings.IndexByte(`rvidemasRVIDEMAS'"`, c) >= 0 }

// runeStart is the offset at, moved back to where a rune begins.
func runeStart(text string, at int) int {
	for at > 0 && at < len(text) && text[at]&0xc0 == 0x80 {
		at--
	}
	return at
}
