package redact

// An automaton finds all needles in one pass over a text (Aho and Corasick,
// 1975). Edges sit in one hash table, so that memory grows with the total
// length of the needles and not with the alphabet.
type automaton struct {
	needles []needle
	root    [256]int32
	keys    []uint64 // node<<8 | byte, +1; 0 is a free slot
	next    []int32
	shift   uint
	fail    []int32
	ends    []int32 // needle that ends at the node, -1 for none
	shorter []int32 // nearest suffix node where a needle ends, -1 for none
}

func newAutomaton(needles []needle) *automaton {
	a := &automaton{needles: needles}
	total := 1
	for _, n := range needles {
		total += len(n.text)
	}
	size := uint(4)
	for 1<<size < 2*total {
		size++
	}
	a.shift = 64 - size
	a.keys = make([]uint64, 1<<size)
	a.next = make([]int32, 1<<size)

	// Nodes in the order of insertion, with what the failure links need.
	parent, label, depth := []int32{0}, []byte{0}, []int32{0}
	a.ends = []int32{-1}
	deepest := int32(0)
	for id, n := range needles {
		node := int32(0)
		for _, b := range n.text {
			slot, found := a.slot(node, b)
			if !found {
				parent, label = append(parent, node), append(label, b)
				depth = append(depth, depth[node]+1)
				a.ends = append(a.ends, -1)
				a.keys[slot] = edgeKey(node, b)
				a.next[slot] = int32(len(parent) - 1)
				deepest = max(deepest, depth[node]+1)
			}
			node = a.next[slot]
		}
		// The first needle with these bytes counts; of two with different
		// spread, the wider one.
		if old := a.ends[node]; node != 0 && (old < 0 || needles[old].spread < n.spread) {
			a.ends[node] = int32(id)
		}
	}
	a.link(parent, label, depth, deepest)
	return a
}

// link sets the failure links, shallow nodes first.
func (a *automaton) link(parent []int32, label []byte, depth []int32, deepest int32) {
	count := make([]int32, deepest+2)
	for _, d := range depth {
		count[d+1]++
	}
	for d := range deepest + 1 {
		count[d+1] += count[d]
	}
	order := make([]int32, len(depth))
	for node, d := range depth {
		order[count[d]] = int32(node)
		count[d]++
	}
	a.fail = make([]int32, len(depth))
	a.shorter = make([]int32, len(depth))
	a.shorter[0] = -1
	for _, node := range order[1:] {
		if parent[node] == 0 {
			a.root[label[node]] = node
		}
	}
	for _, node := range order[1:] {
		fail := int32(0)
		if parent[node] != 0 {
			fail = a.step(a.fail[parent[node]], label[node])
		}
		a.fail[node] = fail
		a.shorter[node] = a.shorter[fail]
		if a.ends[fail] >= 0 {
			a.shorter[node] = fail
		}
	}
}

func edgeKey(node int32, b byte) uint64 { return uint64(node)<<8 | uint64(b) + 1<<40 }

// slot returns the place of an edge in the table, or the free place for it.
func (a *automaton) slot(node int32, b byte) (slot uint64, found bool) {
	key := edgeKey(node, b)
	mask := uint64(len(a.keys) - 1)
	i := key * 0x9E3779B97F4A7C15 >> a.shift
	for a.keys[i] != 0 {
		if a.keys[i] == key {
			return i, true
		}
		i = (i + 1) & mask
	}
	return i, false
}

// step follows the edge b from node, over failure links where it is missing.
func (a *automaton) step(node int32, b byte) int32 {
	for node != 0 {
		if slot, found := a.slot(node, b); found {
			return a.next[slot]
		}
		node = a.fail[node]
	}
	return a.root[b]
}

func (a *automaton) empty() bool { return len(a.needles) == 0 }

// endingAt calls found for the longest needle that ends behind i, where node is
// reached. The shorter ones that end there lie inside it.
func (a *automaton) endingAt(text []byte, i int, node int32, found func(start, end int, n *needle)) {
	if a.ends[node] < 0 {
		node = a.shorter[node]
	}
	for node >= 0 {
		n := &a.needles[a.ends[node]]
		start := i + 1 - len(n.text)
		if n.spread == everywhere || isWhole(text, start, i+1) {
			found(start, i+1, n)
			return
		}
		node = a.shorter[node]
	}
}

// isWhole reports whether no letter, digit or underscore touches [start, end).
func isWhole(text []byte, start, end int) bool {
	b, e := byteAt(text, start-1), byteAt(text, end)
	return !is(b, alnum) && b != '_' && !is(e, alnum) && e != '_'
}
