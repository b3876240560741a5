package redact

import (
	"bytes"
	"slices"
	"sort"
)

// A settled text is one whose redacted form has nothing left to find.
type settled struct {
	table *table // with the new entries; the old table is untouched
	spans []hit
	out   []byte
	marks []mark
	known *knowledge // of the table's values
}

// A mark is a placeholder in the redacted text and what it covers.
type mark struct {
	start, end int // in the redacted text
	from, to   int // in the original
	word       string
}

// maxRounds is far above what any text needed; each round covers more bytes.
const maxRounds = 16

// settle finds what to replace and looks at the result again until nothing is
// left. A second look matters: cutting one value out of a line can leave
// something that reads like another. On an error only the spans are set.
func (r *Redactor) settle(t *table, text []byte, hint Hint) (settled, error) {
	f := r.newFinder(t)
	spans := merge(text, f.find(text, t, t.marksIn(text)))
	if f.err != nil {
		return settled{spans: spans}, f.err
	}
	for range maxRounds {
		next := t.clone()
		next.prepare(text, r.prefixes)
		result := next.render(text, spans, hint)
		if len(spans) == 0 {
			return f.settled(result, next)
		}
		more := f.find(result.out, next, next.marksIn(result.out))
		if f.err != nil {
			return settled{spans: spans}, f.err
		}
		if len(more) == 0 {
			return f.settled(result, next)
		}
		for i := range more {
			more[i] = toOriginal(more[i], result.marks)
		}
		spans = merge(text, append(spans, more...))
	}
	return settled{spans: spans}, errUnsettled
}

// A finder collects the values that are known while a text is settled.
type finder struct {
	r        *Redactor
	values   []value
	seen     map[string]bool
	accounts map[string]bool
	known    *knowledge
	fresh    int   // values not yet in known
	err      error // that ends the search
}

func (r *Redactor) newFinder(t *table) *finder {
	f := &finder{r: r, seen: make(map[string]bool), accounts: make(map[string]bool)}
	for _, v := range t.values {
		f.learn(v)
	}
	for account := range t.accounts {
		f.accounts[account] = true
	}
	return f
}

func (f *finder) learn(v value) {
	if v.spread == nowhere && !v.row.random || f.seen[string(v.text)] {
		return
	}
	f.seen[string(v.text)] = true
	f.values = append(f.values, v)
	f.fresh++
}

// find returns what is to be replaced in text, in no order. marks are the
// placeholders already in it.
func (f *finder) find(text []byte, t *table, marks []mark) []hit {
	var hits []hit
	add := func(v *view, h hit) {
		at := v.origin(h.start, h.end)
		if at.start >= at.end || !v.accepts(h.start, at, h.row) || f.r.allow[string(text[at.start:at.end])] {
			return
		}
		if at.blob {
			h.rule = blobRule(h.rule)
		}
		h.start, h.end = at.start, at.end
		// A value that occurs inside a placeholder is there by chance.
		if !insideMark(h, marks) {
			hits = append(hits, h)
		}
	}
	views, ok := f.r.look(f.r.full, t, text, f.accounts, false, func(v *view, h hit) {
		at := v.origin(h.start, h.end)
		if at.start < at.end && v.accepts(h.start, at, h.row) && !overlapsMark(hit{start: at.start, end: at.end}, marks) {
			f.learn(value{slices.Clone(v.text[h.start:h.end]), h.row, h.spread})
			f.learnDecoded(v.text[h.start:h.end], h.row, h.spread)
		}
		add(v, h)
	})
	if !ok {
		f.err = ErrTooNested
		return hits
	}
	if f.fresh > 0 || f.known == nil {
		known, ok := knowledgeOf(f.values)
		if !ok {
			f.err = ErrTooManyValues
			return hits
		}
		f.known, f.fresh = known, 0
	}
	f.known.searchAll(views, true, func(v *view, h hit) {
		if f.r.off[h.rule.id] {
			return
		}
		if h.rule == ruleStretch && !overlapsMark(h, marks) {
			f.learn(value{slices.Clone(v.text[h.start:h.end]), h.row, everywhere})
		}
		add(v, h)
	})
	return hits
}

// learnDecoded also learns a secret as it reads without its encoding, since
// it may stand elsewhere without.
func (f *finder) learnDecoded(v []byte, r *row, sp spread) {
	if sp == nowhere || r.tier != Secret || len(v) > maxEncoded {
		return
	}
	plain := &view{}
	switch {
	case bytes.IndexByte(v, '%') >= 0:
		plain.decodePercent(v, 0, len(v))
	case bytes.IndexByte(v, '\\') >= 0:
		plain.decodeEscapes(v, 0, len(v))
	case bytes.IndexByte(v, '&') >= 0:
		plain.decodeEntities(v, 0, len(v))
	case len(v)%4 == 0 && masks(v)&^(alnum|joint) == 0 && isText(unbase64(nil, v), false):
		plain.text = unbase64(nil, v)
	}
	if len(plain.text) > 0 {
		f.learn(value{plain.text, r, spreadOfWord(plain.text)})
	}
}

// settled keeps the values for the next text of the session. Parts of values
// that were learned last are not yet in known.
func (f *finder) settled(result settled, t *table) (settled, error) {
	t.values, t.accounts = f.values, f.accounts
	if f.fresh > 0 {
		known, ok := knowledgeOf(f.values)
		if !ok {
			return settled{spans: result.spans}, ErrTooManyValues
		}
		f.known, f.fresh = known, 0
	}
	result.known = f.known
	return result, nil
}

// firstMark returns the index of the first mark that ends after i.
func firstMark(marks []mark, i int) int {
	k, _ := slices.BinarySearchFunc(marks, i, func(m mark, i int) int {
		if m.end <= i {
			return -1
		}
		return 1
	})
	return k
}

func overlapsMark(h hit, marks []mark) bool {
	k := firstMark(marks, h.start)
	return k < len(marks) && marks[k].start < h.end
}

func insideMark(h hit, marks []mark) bool {
	k := firstMark(marks, h.start)
	return k < len(marks) && marks[k].start <= h.start && h.end <= marks[k].end
}

// toOriginal maps a hit in the redacted text back. One that cuts a
// placeholder takes the whole value with it.
func toOriginal(h hit, marks []mark) hit {
	h.start, h.end = originalOffset(h.start, marks, false), originalOffset(h.end, marks, true)
	return h
}

func originalOffset(i int, marks []mark, end bool) int {
	k := firstMark(marks, i)
	if k < len(marks) && marks[k].start < i {
		if end {
			return marks[k].to
		}
		return marks[k].from
	}
	if k == 0 {
		return i
	}
	return marks[k-1].to + i - marks[k-1].end
}

// merge sorts hits, joins those that overlap, and keeps for each the kind of
// the longest. So no byte that any rule claimed is left.
func merge(text []byte, hits []hit) []hit {
	sort.SliceStable(hits, func(i, j int) bool {
		a, b := hits[i], hits[j]
		return a.start < b.start || a.start == b.start && a.end > b.end
	})
	var spans []hit
	for _, h := range hits {
		// A placeholder ends in a number, so digits right behind it would
		// read as part of it: they go with the value.
		h.end = run(text, h.end, digit)
		if n := len(spans); n > 0 && h.start < spans[n-1].end {
			last := &spans[n-1]
			if n := h.end - h.start - (last.end - last.start); n > 0 || n == 0 && orderOf(h.row) < orderOf(last.row) {
				last.row, last.rule, last.spread = h.row, h.rule, h.spread
			}
			last.end = max(last.end, h.end)
			continue
		}
		spans = append(spans, h)
	}
	return spans
}

// orderOf is a row's place in kinds.
func orderOf(r *row) int {
	for i := range kinds {
		if kinds[i].kind == r.kind {
			return i
		}
	}
	return len(kinds)
}
