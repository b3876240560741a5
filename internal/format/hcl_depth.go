package format

// How deep the parser would recurse, counted while scanning: the scanner stops
// at maxDepth, before the parser sees the text.

// An hclFrame is something open while scanning.
type hclFrame struct {
	kind byte // '{', '(', '[', '"', '$' for a template sequence, '<' for a heredoc

	// What makes the parser recurse without a bracket, inside this frame:
	// nested %{ if }, a chain of conditionals or full splats, a run of signs.
	templates, chain, signs int16

	markStart, markEnd int // the heredoc's marker
}

func (s *hclScanner) push(kind byte) bool {
	if s.depth+s.load >= maxDepth {
		return false
	}
	s.frames[s.depth] = hclFrame{kind: kind}
	s.depth++
	return true
}

func (s *hclScanner) pop() {
	s.depth--
	f := &s.frames[s.depth]
	s.load -= int(f.templates) + int(f.chain) + int(f.signs)
}

func (s *hclScanner) top() byte {
	if s.depth == 0 {
		return 0
	}
	return s.frames[s.depth-1].kind
}

// count lets the innermost frame count one more level of recursion.
func (s *hclScanner) count(add func(*hclFrame)) bool {
	if s.depth == 0 {
		return true
	}
	add(&s.frames[s.depth-1])
	s.load++
	return s.depth+s.load < maxDepth
}

// calm forgets the chains of f: an expression has ended.
func (s *hclScanner) calm(f *hclFrame) {
	s.load -= int(f.chain) + int(f.signs)
	f.chain, f.signs = 0, 0
}

// signed counts the sign at i if it belongs to a run: "- - !x".
func (s *hclScanner) signed(i int) bool {
	if s.depth == 0 {
		return true
	}
	f := &s.frames[s.depth-1]
	if f.signs > 0 && !hclBlank(s.text[s.sign:i]) {
		s.load -= int(f.signs)
		f.signs = 0
	}
	s.sign = i + 1
	return s.count(func(f *hclFrame) { f.signs++ })
}
