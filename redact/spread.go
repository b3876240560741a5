package redact

import (
	"bytes"
	"encoding/binary"
)

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
	ruleTerm     = &rule{"term", Sure, "a term that was asked to be hidden"}
	ruleRepeated = &rule{"repeated", Sure, "the same value was found elsewhere"}
	ruleEncoded  = &rule{"repeated-encoded", Sure, "an encoding of a value found elsewhere"}
	ruleStretch  = &rule{"repeated-part", Sure, "a long part of a secret found elsewhere"}
)

// A knowledge is what a search for known values needs.
type knowledge struct {
	automaton *automaton
	stretches *stretches

	// starts holds the first bytes of all needles and windows, as a bit set
	// of hashes: most positions are passed over with one look.
	starts []uint64
	short  bool // a needle has fewer bytes: starts says nothing
}

// Sizes of what starts looks at, in bytes, and of the set, as a power of two.
const (
	startBytes = 4
	startBits  = 18
)

func newKnowledge(needles []needle, parts *stretches) *knowledge {
	k := &knowledge{automaton: newAutomaton(needles), stretches: parts, starts: make([]uint64, 1<<(startBits-6))}
	note := func(start uint32) {
		h := startHash(start)
		k.starts[h>>6] |= 1 << (h & 63)
	}
	for _, n := range needles {
		if len(n.text) < startBytes {
			k.short = true
			continue
		}
		note(binary.LittleEndian.Uint32(n.text))
	}
	for window := range parts.windows {
		note(uint32(window))
	}
	return k
}

func startHash(start uint32) uint32 { return start * 0x9E3779B1 >> (32 - startBits) }

// maxNeedles bounds what is searched for in one text, in bytes over all forms
// of all values: about fifteen hundred secret keys. An automaton takes some
// sixty times that in memory.
const maxNeedles = 1 << 20

// knowledgeOf prepares the search for values; ok is false if there are too
// many.
func knowledgeOf(values []value) (k *knowledge, ok bool) {
	parts := newStretches()
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
			parts.add(v.text, v.row)
		}
	}
	return newKnowledge(needles, parts), true
}

// search calls found for every place in text where a known value of at least
// least bytes stands, or a long part of one.
func (k *knowledge) search(text []byte, least int, found func(start, end int, r *row, why *rule)) {
	whole := func(start, end int, n *needle) {
		switch {
		case len(n.text) < least:
		case n.form == "plain":
			why := ruleRepeated
			if n.row.kind == KindTerm {
				why = ruleTerm
			}
			found(start, end, n.row, why)
		default:
			found(start, end, n.row, ruleEncoded)
		}
	}
	part := func(start, end int, r *row) {
		if end-start >= least {
			found(start, end, r, ruleStretch)
		}
	}
	a := k.automaton
	node := int32(0)
	next := 0       // windows before it add nothing
	var head uint32 // the startBytes bytes from i on, as startHash takes them
	for i := range min(startBytes-1, len(text)) {
		head = head>>8 | uint32(text[i])<<24
	}
	for i := 0; i < len(text); i++ {
		if i+startBytes > len(text) {
			if node == 0 && !k.short {
				return
			}
			head >>= 8
		} else {
			head = head>>8 | uint32(text[i+startBytes-1])<<24
		}
		// This is startHash, which the wasm would call for every byte.
		if h := head * 0x9E3779B1 >> (32 - startBits); k.starts[h>>6]&(1<<(h&63)) != 0 {
			if i >= next {
				next = k.stretches.around(text, i, part)
			}
		} else if node == 0 && !k.short {
			continue
		}
		if node == 0 {
			node = a.root[text[i]]
		} else {
			node = a.step(node, text[i])
		}
		if a.ends[node] >= 0 || a.shorter[node] >= 0 {
			a.endingAt(text, i, node, whole)
		}
	}
}

// wipe overwrites the encodings of the values.
func (k *knowledge) wipe() {
	if k != nil {
		for _, n := range k.automaton.needles {
			clear(n.text)
		}
	}
}

func (k *knowledge) empty() bool { return k.automaton.empty() && k.stretches.empty() }

// A value is bytes worth hiding, where they may be looked for, and their kind.
type value struct {
	text   []byte
	row    *row
	spread spread
}
