package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// hclGap is where the block b takes an attribute that it does not have. The
// new line follows a blank one, before the closing brace: "terraform fmt"
// aligns the "=" of neighbouring lines, so anywhere else could move others.
func hclGap(b *hclParsedBlock, key string) *setting.Gap {
	text, brace := b.doc.Text, b.End-1
	line := strings.LastIndexByte(text[:brace], '\n') + 1
	eol := b.doc.EOLAt(max(0, line-1))
	if line <= b.open {
		return hclOneLineGap(b, key, eol)
	}
	indent := hclIndent(b)
	if !hclBlank(text[line:brace]) { // a comment stands before the brace
		return &setting.Gap{At: brace, Before: eol + eol + indent + key + " = ", After: eol}
	}
	before := strings.TrimRight(text[:line], " \t\r\n")
	between := text[len(before):line]
	blank := eol
	if strings.Count(between, "\n") > 1 || len(before) == b.open+1 {
		blank = ""
	}
	return &setting.Gap{At: line, Before: blank + indent + key + " = ", After: eol}
}

// hclOneLineGap opens a block that is written on one line. Its attribute, if
// it has one, moves to a line of its own.
func hclOneLineGap(b *hclParsedBlock, key, eol string) *setting.Gap {
	text := b.doc.Text
	outer := text[b.Start-b.indent : b.Start]
	inner := text[b.open+1 : b.End-1]
	indent := outer + hclStep(outer)
	gap := &setting.Gap{At: b.open + 1, Old: inner, Before: eol + indent + key + " = ", After: eol + outer}
	if body := strings.TrimSpace(inner); body != "" {
		gap.Before = eol + indent + body + eol + eol + indent + key + " = "
	}
	return gap
}

// hclIndent is the indentation of the block's last item, else of its header
// and one step.
func hclIndent(b *hclParsedBlock) string {
	text, last := b.doc.Text, -1
	for _, m := range b.body.members {
		last = max(last, m.at.Start)
	}
	for _, inner := range b.body.blocks {
		last = max(last, hclRange(inner.TypeRange).Start)
	}
	if last >= 0 {
		indent := text[strings.LastIndexByte(text[:last], '\n')+1 : last]
		if strings.Trim(indent, " \t") == "" {
			return indent
		}
	}
	outer := text[b.Start-b.indent : b.Start]
	return outer + hclStep(outer)
}

func hclStep(outer string) string {
	if strings.HasPrefix(outer, "\t") {
		return "\t"
	}
	return "  "
}

// hclLines is the span of the lines that s touches, with their line endings.
func hclLines(text string, s source.Span) source.Span {
	return source.Span{Start: strings.LastIndexByte(text[:s.Start], '\n') + 1, End: min(len(text), lineEnd(text, s.End)+1)}
}
