package data

import (
	"bytes"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// maxDepth is the deepest nesting that reaches the parser, which recurses: a
// browser's worker has stack for about 800 levels, and recover cannot help.
const maxDepth = 200

// maskYAML is the text at span of doc as the YAML parser may see it, of equal
// length: templates ({{ x }}, ${{ x }}, {% if %}, <% x %>) become plain words
// or blanks, and what the parser takes for a line's end or for a mark at the
// file's start, though no editor does, becomes blanks.
func maskYAML(doc *source.Document, span source.Span) []byte {
	out := doc.Mask(span)
	for i := 0; i < len(out); i++ {
		switch out[i] {
		case '{', '<':
			if end := templateEnd(out, i); end > 0 {
				hide(out, i, end)
				i = end - 1
			}
		case 0xC2:
			if bytes.HasPrefix(out[i:], []byte("\u0085")) {
				blank(out[i : i+2])
			}
		case 0xE2:
			if bytes.HasPrefix(out[i:], []byte("\u2028")) || bytes.HasPrefix(out[i:], []byte("\u2029")) {
				blank(out[i : i+3])
			}
		case 0xEF:
			if bytes.HasPrefix(out[i:], []byte("\uFEFF")) {
				blank(out[i : i+3])
			}
		}
	}
	return out
}

// templateEnd is the end of the template that starts at i on one line, or 0.
func templateEnd(text []byte, i int) int {
	if i+1 >= len(text) {
		return 0
	}
	var closer string
	switch string(text[i : i+2]) {
	case "{{":
		closer = "}}"
	case "{%":
		closer = "%}"
	case "<%":
		closer = "%>"
	default:
		return 0
	}
	const longest = 400 // so that a text of nothing but openers stays linear
	line := text[i:min(len(text), i+longest)]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	n := bytes.Index(line, []byte(closer))
	if n < 0 {
		return 0
	}
	return i + n + len(closer)
}

// hide overwrites a template: with blanks where it has its line for itself,
// with letters where it is a part of a value.
func hide(text []byte, start, end int) {
	before := text[bytes.LastIndexByte(text[:start], '\n')+1 : start]
	after := text[end:]
	if n := bytes.IndexByte(after, '\n'); n >= 0 {
		after = after[:n]
	}
	if len(bytes.TrimSpace(before)) == 0 && len(bytes.TrimSpace(after)) == 0 {
		blank(text[start:end])
		return
	}
	for i := start; i < end; i++ {
		text[i] = 'X'
	}
}

func blank(text []byte) {
	for i := range text {
		if text[i] != '\n' && text[i] != '\r' {
			text[i] = ' '
		}
	}
}

// tooDeep reports whether text may nest deeper than maxDepth: by brackets, by
// indentation, or by marks of lists and keys on one line.
func tooDeep(text string) bool {
	brackets, widest := 0, 0
	var indents []int
	for line := range strings.Lines(text) {
		in := indentation(line)
		rest := strings.TrimRight(line[in:], "\r\n")
		if rest == "" {
			continue
		}
		for len(indents) > 0 && indents[len(indents)-1] >= in {
			indents = indents[:len(indents)-1]
		}
		indents = append(indents, in)
		marks := 0
		for strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "? ") || strings.HasPrefix(rest, ": ") {
			rest = strings.TrimLeft(rest[2:], " \t")
			marks++
		}
		for i := 0; i < len(rest); i++ {
			switch rest[i] {
			case '{', '[':
				brackets++
				widest = max(widest, brackets)
			case '}', ']':
				brackets = max(0, brackets-1)
			}
		}
		if len(indents)+marks+widest > maxDepth {
			return true
		}
	}
	return false
}
