package format

import "strings"

// quote scans from i, which is inside a quoted string, to its end or to a
// template sequence.
func (s *hclScanner) quote(i int) (int, hclEnding) {
	text := s.text
	for i < len(text) {
		c := text[i]
		if hclQuoteClass[c] == hclPlain {
			i++
			continue
		}
		switch c {
		case '"':
			s.pop()
			return i + 1, hclClosed
		case '\n':
			s.pop()
			return i, hclSpilled
		case '\\':
			i++
			if i < len(text) && text[i] != '\n' && text[i] != '\r' {
				i++
			}
		default:
			next, opened, ok := s.template(i)
			if !ok {
				return i, hclDeep
			}
			if opened {
				return next, hclClosed
			}
			i = next
		}
	}
	return i, hclClosed
}

// template steps over the "$" or "%" at i, and opens a frame if a template
// sequence begins there.
func (s *hclScanner) template(i int) (next int, opened, ok bool) {
	text, c := s.text, s.text[i]
	if i+1 >= len(text) {
		return i + 1, false, true
	}
	if text[i+1] == c && i+2 < len(text) && text[i+2] == '{' {
		return i + 3, false, true
	}
	if text[i+1] != '{' {
		return i + 1, false, true
	}
	if c == '%' {
		f := &s.frames[s.depth-1]
		switch word := strings.TrimLeft(text[i+2:min(len(text), i+40)], "~ \t"); {
		case strings.HasPrefix(word, "if"), strings.HasPrefix(word, "for"):
			if !s.count(func(f *hclFrame) { f.templates++ }) {
				return i, false, false
			}
		case strings.HasPrefix(word, "end") && f.templates > 0:
			f.templates--
			s.load--
		}
	}
	return i + 2, true, s.push('$')
}

// heredoc scans from i, which is inside a heredoc, to the end of its marker
// or to a template sequence.
func (s *hclScanner) heredoc(i, indent int, inside string) (int, hclEnding) {
	text := s.text
	f := &s.frames[s.depth-1]
	mark := text[f.markStart:f.markEnd]
	fresh := text[i-1] == '\n'
	for i < len(text) {
		if fresh {
			fresh = false
			if end, ok := hclMarkLine(text, i, mark); ok {
				s.pop()
				return end, hclClosed
			}
			if s.lost >= maxLostHeredocs && hclTears(text, i, indent, inside) {
				return i, hclTorn
			}
		}
		c := text[i]
		if hclHeredocClass[c] == hclPlain {
			i++
			continue
		}
		if c == '\n' {
			i, fresh = i+1, true
			continue
		}
		next, opened, ok := s.template(i)
		if !ok {
			return i, hclDeep
		}
		if opened {
			return next, hclClosed
		}
		i = next
	}
	return i, hclClosed
}
