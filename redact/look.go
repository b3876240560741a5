package redact

// Bounds on what one text may decode to, in bytes. Honest texts stay far
// below: each level of escapes makes them shorter.
const (
	viewsPerByte = 6
	viewsAtLeast = 8 << 20
)

// look passes over a text and its decoded views, and calls found for every
// hit with the view whose offsets it has. It returns the views, the text
// itself first; ok is false if they would take too much memory.
func (r *Redactor) look(to *dispatch, t *table, text []byte, known map[string]bool, knownOnly bool, found func(v *view, h hit)) (views []*view, ok bool) {
	v := &view{text: text}
	budget := viewsPerByte*len(text) + viewsAtLeast
	aws := unasked
	for range maxDepth {
		views = append(views, v)
		s := r.newScan(to, t, v.text, known)
		s.knownOnly, s.aws = knownOnly, aws
		s.run()
		for _, h := range s.hits {
			if !r.off[h.rule.id] {
				found(v, h)
			}
		}
		if len(s.segments) == 0 {
			break
		}
		if aws == unasked && s.mentionsAWS() {
			aws = yes // so do its parts
		}
		next, left := decoded(v, s.segments, budget)
		if left < 0 {
			return views, false
		}
		if next == nil {
			break
		}
		v, budget = next, left
	}
	return views, true
}

// searchAll calls found for the places where known values stand in the views,
// and with joins in the views put together.
func (k *knowledge) searchAll(views []*view, joins bool, found func(v *view, h hit)) {
	if k.empty() {
		return
	}
	for _, v := range views {
		k.search(v.text, 0, func(start, end int, r *row, why *rule) {
			found(v, hit{start, end, r, why, nowhere})
		})
		if !joins {
			continue
		}
		for _, h := range joinedHits(v.text, k) {
			found(v, h)
		}
	}
}

// blobRule is the rule for encoded text that holds what why found.
func blobRule(why *rule) *rule {
	return &rule{"encoded-" + why.id, why.confidence, "encoded text that holds: " + why.reason}
}
