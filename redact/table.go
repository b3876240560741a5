package redact

import (
	"bytes"
	"hash/maphash"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A table is what a session knows: the issued placeholders and the values
// that are looked for in every further text. It is only ever held behind a
// pointer, so that printing what holds it prints an address.
type table struct {
	labels   []string
	prefix   string // "REDACTED_"; empty before the first text
	base     string // first seven of twelve digits; empty if none is free
	entries  []*entry
	byValue  map[uint64][]int // by maphash of the value
	byWord   map[string]int   // both forms
	numbers  map[string]int   // last number issued, by label
	digits   int              // last number issued in digits form
	reserved map[string]bool  // placeholders never to issue: a text holds them
	longest  int              // bytes of the longest placeholder
	joints   int              // most underscores in a label
	seed     maphash.Seed

	values   []value
	accounts map[string]bool
}

// An entry is one replaced value.
type entry struct {
	value  []byte
	row    *row
	word   string // REDACTED_ACCOUNT_1
	digits string // twelve digits, if a number position needed them

	special bool    // written differently in different sites
	sites   siteSet // where it stood
}

func (r *Redactor) newTable() *table {
	t := &table{
		labels:   r.labels,
		byValue:  make(map[uint64][]int),
		byWord:   make(map[string]int),
		numbers:  make(map[string]int),
		reserved: make(map[string]bool),
		accounts: make(map[string]bool),
		seed:     maphash.MakeSeed(),
	}
	for _, label := range t.labels {
		t.joints = max(t.joints, strings.Count(label, "_"))
	}
	if row := r.rows[KindTerm]; row != nil {
		for _, term := range r.terms {
			t.values = append(t.values, value{[]byte(term), row, everywhere})
		}
	}
	return t
}

// clone returns a table that can be changed without changing t.
func (t *table) clone() *table {
	c := *t
	c.entries = make([]*entry, len(t.entries))
	for i, e := range t.entries {
		copied := *e
		c.entries[i] = &copied
	}
	c.byValue = make(map[uint64][]int, len(t.byValue))
	for k, v := range t.byValue {
		c.byValue[k] = slices.Clone(v)
	}
	c.byWord, c.numbers, c.reserved = maps.Clone(t.byWord), maps.Clone(t.numbers), maps.Clone(t.reserved)
	return &c
}

// entryFor returns the entry of a value, a new one if it has none.
func (t *table) entryFor(v []byte, r *row) int {
	key := maphash.Bytes(t.seed, v)
	for _, id := range t.byValue[key] {
		if bytes.Equal(t.entries[id].value, v) {
			return id
		}
	}
	id := len(t.entries)
	t.entries = append(t.entries, &entry{value: slices.Clone(v), row: r, special: isSpecial(v)})
	t.byValue[key] = append(t.byValue[key], id)
	return id
}

// word returns the word form of an entry's placeholder.
func (t *table) word(id int) string {
	e := t.entries[id]
	for e.word == "" {
		t.numbers[e.row.label]++
		word := t.prefix + e.row.label + "_" + strconv.Itoa(t.numbers[e.row.label])
		if !t.reserved[word] {
			e.word = word
			t.byWord[word] = id
			t.longest = max(t.longest, len(word))
		}
	}
	return e.word
}

// maxDigits is how many numbers fit behind the seven digits of the base.
const maxDigits = 99999

// number returns the digits form of an entry's placeholder; ok is false if
// the session has run out of them.
func (t *table) number(id int) (digits string, ok bool) {
	e := t.entries[id]
	for e.digits == "" {
		if t.base == "" || t.digits == maxDigits {
			return "", false
		}
		t.digits++
		digits := t.base + strconv.Itoa(100000 + t.digits)[1:]
		if !t.reserved[digits] && !t.accounts[digits] {
			e.digits = digits
			t.byWord[digits] = id
			t.longest = max(t.longest, len(digits))
		}
	}
	return e.digits, true
}

// isDigits reports whether twelve digits are a placeholder of this table.
func (t *table) isDigits(v []byte) bool {
	_, ok := t.byWord[string(v)]
	return ok
}

// wipe overwrites the values. Copies that the runtime made are out of reach.
func (t *table) wipe() {
	for _, e := range t.entries {
		clear(e.value)
	}
	for _, v := range t.values {
		clear(v.text)
	}
	clear(t.accounts)
}
