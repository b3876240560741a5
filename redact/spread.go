package redact

import "bytes"

// A spread says where else in a text a found value is looked for.
type spread uint8

const (
	// nowhere: in place only. For account numbers, which have their own
	// search; for private keys, found by stretches; and for values too short
	// or common to mean anything elsewhere.
	nowhere spread = iota
	// wholeWords: between bytes that are neither letter, digit nor underscore.
	wholeWords
	// everywhere: also inside longer words, and in other encodings.
	everywhere
)

// maxRepeated is the longest value looked for elsewhere, in bytes. Passwords
// that are tokens have up to two kilobytes; more is a hostile text.
const maxRepeated = 8 << 10

// spreadOfWord decides for a value that a person may have chosen. "test"
// should not disappear from "latest", and "1" from anything.
func spreadOfWord(v []byte) spread {
	letters := true
	for _, b := range v {
		letters = letters && is(b, upper|lower)
	}
	switch {
	case len(v) < 4, len(v) > maxRepeated:
		return nowhere
	case len(v) < 6, letters && len(v) <= 10:
		return wholeWords
	}
	return everywhere
}

// A needle is a byte sequence that stands for a value.
type needle struct {
	text   []byte
	row    *row
	spread spread
	form   string // how the value is written: "plain", "base64", ...
}

// needlesOf returns the forms of a value that are searched for.
func needlesOf(v []byte, r *row, sp spread) []needle {
	if sp == nowhere || r.random && len(v) > maxEncoded {
		return nil // stretches find the long random ones
	}
	list := []needle{{v, r, sp, "plain"}}
	if len(v) > maxEncoded {
		return list
	}
	least := 6
	if sp == wholeWords {
		least = 8 // no whole word, so it has to be long
	}
	for _, f := range forms(v) {
		if len(f.text) >= least && !bytes.Equal(f.text, v) {
			list = append(list, needle{f.text, r, everywhere, f.name})
		}
	}
	return list
}

var (
	ruleRepeated = &rule{"repeated", Sure, "the same value was found elsewhere"}
	ruleEncoded  = &rule{"repeated-encoded", Sure, "an encoding of a value found elsewhere"}
	ruleStretch  = &rule{"repeated-part", Sure, "a long part of a secret found elsewhere"}
)

// A knowledge is what a search for known values needs.
type knowledge struct {
	automaton *automaton
	stretches *stretches
}

// maxNeedles bounds what is searched for in one text, in bytes over all forms
// of all values: about fifteen hundred secret keys. An automaton takes some
// sixty times that in memory.
const maxNeedles = 1 << 20

// knowledgeOf prepares the search for values; ok is false if there are too
// many.
func knowledgeOf(values []value) (k *knowledge, ok bool) {
	k = &knowledge{stretches: newStretches()}
	var needles []needle
	size := 0
	for _, v := range values {
		for _, n := range needlesOf(v.text, v.row, v.spread) {
			needles = append(needles, n)
			size += len(n.text)
		}
		if size > maxNeedles {
			return nil, false
		}
		if v.row.tier == Secret && (v.row.random || v.spread == everywhere) {
			k.stretches.add(v.text, v.row)
		}
	}
	k.automaton = newAutomaton(needles)
	return k, true
}

// search calls found for every place in text where a known value of at least
// least bytes stands, or a long part of one.
func (k *knowledge) search(text []byte, least int, found func(start, end int, r *row, why *rule)) {
	k.automaton.search(text, func(start, end int, n *needle) {
		switch {
		case len(n.text) < least:
		case n.form == "plain":
			found(start, end, n.row, ruleRepeated)
		default:
			found(start, end, n.row, ruleEncoded)
		}
	})
	k.stretches.search(text, func(start, end int, r *row) {
		if end-start >= least {
			found(start, end, r, ruleStretch)
		}
	})
}

func (k *knowledge) empty() bool { return k.automaton.empty() && k.stretches.empty() }

// A value is bytes worth hiding, where they may be looked for, and their kind.
type value struct {
	text   []byte
	row    *row
	spread spread
}
