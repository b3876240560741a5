package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// An hclItem is a block or an attribute at the top level of a text.
type hclItem struct {
	source.Span // from its first word to its end, without the line ending
	name        source.Span
	labels      [3]source.Span // without quotes
	count       int            // of labels; those past the third are not kept
	open        int            // the block's "{", or -1 for an attribute
	value       int            // where an attribute's expression begins
	indent      int            // bytes before the first word on its line
	ending      hclEnding
	known       bool // a header of Terraform or Terragrunt itself
	output      bool // printed by a plan, or a line of a diff
	stray       bool // a "}" that closes nothing; all else is unset
}

func (it *hclItem) isBlock() bool { return it.open >= 0 }

// is reports whether the header of it reads name and then labels, where a
// label of "*" stands for any.
func (it *hclItem) is(text, name string, labels ...string) bool {
	if !it.isBlock() || it.count != len(labels) || text[it.name.Start:it.name.End] != name {
		return false
	}
	for i, label := range labels {
		if label != "*" && label != it.label(text, i) {
			return false
		}
	}
	return true
}

func (it *hclItem) label(text string, i int) string {
	if i >= it.count || i >= len(it.labels) {
		return ""
	}
	return text[it.labels[i].Start:it.labels[i].End]
}

// hclItems calls yield for each top-level block and attribute of text[at:],
// in order, until it returns false. Lines that are neither are passed over, so the text may be prose
// with Terraform in it. It allocates nothing and is linear in the text.
func hclItems(text string, at int, yield func(*hclItem) bool) {
	s := hclScanner{text: text}
	var it hclItem // one for all, since yield makes it escape
	torn := 0      // attributes and unknown blocks without an end, looked through in vain
	for at < len(text) {
		first := hclSpace(text, at)
		end := hclTopComment(&s, first)
		if end > first {
			at = end // the comment may end in mid-line
			continue
		}
		header, ok := hclHeader(text, first)
		if !ok {
			header, ok = hclPrinted(text, first)
		}
		if !ok && strings.HasPrefix(text[first:], "}") {
			it = hclItem{Span: source.Span{Start: first, End: first + 1}, open: -1, stray: true}
			if !yield(&it) {
				return
			}
		}
		it = header
		if !ok || torn > maxLostHeredocs && (!it.known || it.output) {
			at = lineEnd(text, first) + 1
			continue
		}
		it.indent = first - at
		if it.isBlock() {
			it.End, it.ending = s.block(it.open, it.indent, text[it.name.Start:it.name.End])
		} else {
			it.End, it.ending = s.expression(it.value, it.indent)
		}
		if it.ending >= hclTorn {
			if !it.known || it.output {
				torn++
				at = lineEnd(text, first) + 1
				continue
			}
			it.End = hclNextHeader(text, it.End, it.indent)
		}
		if !yield(&it) {
			return
		}
		at = hclRestOfLine(&s, it.End)
	}
}

// hclTopComment is the offset after the comment that begins at i, else i.
func hclTopComment(s *hclScanner, i int) int {
	switch {
	case strings.HasPrefix(s.text[i:], "#"), strings.HasPrefix(s.text[i:], "//"):
		return lineEnd(s.text, i) + 1
	case strings.HasPrefix(s.text[i:], "/*"):
		if end := s.commentEnd(i); end > 0 {
			return end
		}
	}
	return i
}

// hclRestOfLine is the start of the line after the one that holds i, or the
// end of a comment that begins there and runs on.
func hclRestOfLine(s *hclScanner, i int) int {
	for {
		i = hclSpace(s.text, i)
		end := hclTopComment(s, i)
		if end == i || end > len(s.text) || s.text[end-1] == '\n' {
			return max(end, lineEnd(s.text, min(i, len(s.text)))+1)
		}
		i = end
	}
}

// hclHeader reads the header of a block, or the name and "=" of an attribute,
// at offset first. Ends are not set.
func hclHeader(text string, first int) (hclItem, bool) {
	it := hclItem{open: -1}
	end := hclWord(text, first)
	if end == first {
		return it, false
	}
	it.Start, it.name = first, source.Span{Start: first, End: end}
	for i := hclSpace(text, end); i < len(text); i = hclSpace(text, end) {
		var label source.Span
		switch c := text[i]; {
		case c == '{':
			it.open = i
			it.known = hclKnown(text, &it)
			return it, true
		case c == '=':
			if it.count > 0 || i+1 < len(text) && (text[i+1] == '=' || text[i+1] == '>') {
				return it, false
			}
			it.value = hclSpace(text, i+1)
			it.known = text[it.name.Start:it.name.End] == "inputs" && strings.HasPrefix(text[it.value:], "{")
			return it, true
		case c == '"':
			n := i + 1
			for n < len(text) && (hclQuoteClass[text[n]] == hclPlain || (text[n] == '$' || text[n] == '%') && !strings.HasPrefix(text[n+1:], "{")) {
				n++
			}
			if n == len(text) || text[n] != '"' {
				return it, false // an escape, a template or the line's end
			}
			label, end = source.Span{Start: i + 1, End: n}, n+1
		default:
			end = hclWord(text, i)
			if end == i {
				return it, false
			}
			label = source.Span{Start: i, End: end}
		}
		if it.count < len(it.labels) {
			it.labels[it.count] = label
		}
		it.count++
	}
	return it, false
}

// hclPrinted reads a block's header after the mark that a plan or a diff puts
// before it: "+", "-", "~", "-/+", "+/-" or "<=".
func hclPrinted(text string, first int) (hclItem, bool) {
	for _, mark := range [...]string{"-/+", "+/-", "<=", "+", "-", "~"} {
		if rest, ok := strings.CutPrefix(text[first:], mark); ok {
			it, ok := hclHeader(text, hclSpace(text, len(text)-len(rest)))
			it.output = true
			return it, ok && it.known
		}
	}
	return hclItem{}, false
}

// hclKnown reports whether a block's header is one that Terraform or
// Terragrunt puts at the top level, so that it also ends a block that was
// never closed.
func hclKnown(text string, it *hclItem) bool {
	labels := 0
	switch text[it.name.Start:it.name.End] {
	case "resource", "data", "ephemeral":
		labels = 2
	case "module", "provider", "variable", "output", "generate", "include", "dependency":
		labels = 1
	case "terraform", "locals", "remote_state":
	default:
		return false
	}
	return it.count == labels
}

// hclTears reports whether the line at i is the header of a known block at an
// indentation of at most indent. A check block may hold a data block.
func hclTears(text string, i, indent int, inside string) bool {
	for n := 0; i < len(text) && (text[i] == ' ' || text[i] == '\t'); n++ {
		if n == indent {
			return false
		}
		i++
	}
	if i >= len(text) || text[i] < 'd' || text[i] > 'v' {
		return false
	}
	it, ok := hclHeader(text, i)
	return ok && it.known && !(inside == "check" && text[it.name.Start:it.name.End] == "data")
}

// hclNextHeader is the start of the first line at or after i that hclTears,
// less the blank lines before it, or the length of text.
func hclNextHeader(text string, i, indent int) int {
	if i > 0 && i < len(text) && text[i-1] != '\n' {
		i = lineEnd(text, i) + 1
	}
	for i < len(text) && !hclTears(text, i, indent, "") {
		i = lineEnd(text, i) + 1
	}
	return len(strings.TrimRight(text[:min(i, len(text))], " \t\r\n"))
}
