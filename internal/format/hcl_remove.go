package format

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/source"
)

// hclWholeLines is what has to go so that a block disappears: its lines, and
// the blank line before it. Where that would make attributes neighbours, which
// "terraform fmt" would align, the blank line stays.
func hclWholeLines(text string, block source.Span) source.Span {
	lines := hclLines(text, block)
	if !hclBlank(text[lines.Start:block.Start]) || !hclEndsLine(text, block.End) {
		return block
	}
	before := lineBefore(text, lines.Start)
	after := strings.TrimSpace(text[lines.End:lineEnd(text, min(lines.End, len(text)))])
	switch {
	case hclBlank(text[before.Start:before.End]) && before.Len() > 0 && (after == "" || strings.HasPrefix(after, "}")):
		lines.Start = before.Start
	case after == "" && strings.HasSuffix(strings.TrimSpace(text[before.Start:before.End]), "{"):
		lines.End = min(len(text), lineEnd(text, lines.End)+1)
	case !hclBlank(text[before.Start:before.End]) && after != "" && !strings.HasPrefix(after, "}"):
		return source.Span{Start: lines.Start, End: block.End} // a blank line stays
	}
	return lines
}

// lineBefore is the line that ends at offset i, the start of another.
func lineBefore(text string, i int) source.Span {
	if i == 0 {
		return source.Span{}
	}
	return source.Span{Start: strings.LastIndexByte(text[:i-1], '\n') + 1, End: i}
}

func hclEndsLine(text string, i int) bool { return hclBlank(text[i:lineEnd(text, i)]) }

// hclItemSpan is what has to go so that item n of an object disappears: its
// lines where it has lines of its own, else it and the comma that separates it
// from its neighbour.
func hclItemSpan(text string, e *hclsyntax.ObjectConsExpr, n int, json bool) source.Span {
	item := func(i int) source.Span {
		return source.Span{Start: hclRange(e.Items[i].KeyExpr.Range()).Start, End: hclRange(e.Items[i].ValueExpr.Range()).End}
	}
	at := item(n)
	comma := hclSpace(text, at.End)
	hasComma := comma < len(text) && text[comma] == ','
	end := at.End
	if hasComma {
		end = comma + 1
	}
	first := n == 0
	last := n == len(e.Items)-1
	lines := hclLines(text, source.Span{Start: at.Start, End: end})
	alone := hclBlank(text[lines.Start:at.Start]) && hclEndsLine(text, end)
	switch {
	case alone && (!json || hasComma || first && last):
		return lines
	case !last && hasComma:
		return source.Span{Start: at.Start, End: item(n + 1).Start}
	case !first:
		return source.Span{Start: item(n - 1).End, End: at.End}
	}
	return source.Span{Start: at.Start, End: end}
}
