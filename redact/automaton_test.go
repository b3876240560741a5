package redact

import (
	"bytes"
	"testing"
)

// TestAutomaton compares the automaton with a plain search for each needle.
// Two letters make many overlaps and common prefixes.
func TestAutomaton(t *testing.T) {
	g := newGenerator(11)
	for _, shortest := range []int{1, 4} {
		for range 300 {
			var needles []needle
			for range g.IntN(8) + 1 {
				text := g.pick(shortest+g.IntN(6), "ab")
				needles = append(needles, needle{text: []byte(text), spread: everywhere})
			}
			text := []byte(g.pick(60, "ab"))
			longest := make(map[int]int) // longest match by its end
			for _, n := range needles {
				for i := range text {
					if bytes.HasPrefix(text[i:], n.text) {
						end := i + len(n.text)
						longest[end] = max(longest[end], len(n.text))
					}
				}
			}
			found := 0
			newKnowledge(needles, newStretches()).search(text, 0, func(start, end int, _ *row, _ *rule) {
				found++
				if longest[end] != end-start {
					t.Errorf("found %d bytes up to %d of %s, want %d", end-start, end, text, longest[end])
				}
			})
			if found != len(longest) {
				t.Errorf("found %d matches in %s, want %d", found, text, len(longest))
			}
		}
	}
}

// TestStretches cuts parts out of a random value: every part of minStretch
// bytes is found whole, wherever it starts; shorter ones need not be.
func TestStretches(t *testing.T) {
	value := newGenerator(12).pick(100, base64Alphabet)
	s := newStretches()
	s.add([]byte(value), &kinds[0])
	k := newKnowledge(nil, s)
	for start := 0; start+minStretch <= len(value); start++ {
		part := value[start : start+minStretch]
		var got [2]int
		k.search([]byte("<"+part+">"), 0, func(from, to int, _ *row, _ *rule) { got = [2]int{from, to} })
		if got != [2]int{1, 1 + minStretch} {
			t.Errorf("part at %d found at %v", start, got)
		}
	}
	k.search([]byte(value[:windowBytes]), 0, func(int, int, *row, *rule) { t.Error("a part that is too short was found") })
}
