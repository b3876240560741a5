package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/source"
)

// findPolicies finds conditions on sts:DurationSeconds in policies that shell
// text carries: as an argument of the AWS CLI, or in a here-document.
func (f *shellFinder) findPolicies(doc *source.Document) {
	query := policyQuery
	query.JSON = true
	p := policyFinder{doc: doc}
	for at := indexFrom(doc.Text, durationKey, 0); at < len(doc.Text); {
		region, title, ok := f.carrier(doc, at)
		if ok {
			p.carrier = title
			roots, _ := data.ReadSpan(doc, region, query)
			for _, root := range roots {
				p.walk(root, 0)
			}
		}
		at = indexFrom(doc.Text, durationKey, max(at+1, region.End))
	}
	f.found.Clauses = append(f.found.Clauses, p.found.Clauses...)
	f.found.Notes = append(f.found.Notes, p.found.Notes...)
}

// carrier is the stretch of shell text that holds the policy around at.
func (f *shellFinder) carrier(doc *source.Document, at int) (region source.Span, title string, ok bool) {
	i := sort.Search(len(f.commands), func(i int) bool {
		c := f.commands[i]
		return f.order[c.doc] > f.order[doc] || c.doc == doc && c.Start > at
	}) - 1
	if i >= 0 && f.commands[i].doc == doc && at < f.commands[i].End {
		c := f.commands[i]
		for _, w := range c.words {
			for _, part := range w.parts {
				if part.kind == partText && part.Start <= at && at < part.End {
					return part.Span, c.title(), true
				}
			}
		}
		return source.Span{}, "", false
	}
	return f.hereDocument(doc, at)
}

// maxHereDocument is how far before a condition its here-document may begin.
const maxHereDocument = 16 << 10

// hereDocument is the body of the shell's here-document around at. Terraform's
// (name = <<EOF) is not the shell's.
func (f *shellFinder) hereDocument(doc *source.Document, at int) (body source.Span, title string, ok bool) {
	text := doc.Text
	from := max(0, at-maxHereDocument)
	n := strings.LastIndex(text[from:at], "<<")
	if n < 0 {
		return source.Span{}, "", false
	}
	op := from + n
	words := strings.Fields(text[from+strings.LastIndexByte(text[from:op], '\n')+1 : op])
	if len(words) == 0 || words[len(words)-1] == "=" || strings.HasPrefix(words[0], "#") {
		return source.Span{}, "", false
	}
	var lexer shellLexer
	island := lexer.read(text, op, min(len(text), op+maxPrompt), true)
	if len(island.heredocs) == 0 {
		return source.Span{}, "", false
	}
	h := island.heredocs[0]
	start := indexFrom(text, "\n", op)
	if start >= at {
		return source.Span{}, "", false
	}
	line := start + 1
	if n := f.noEnd; n.doc == doc && n.delim == h.delim && n.Start <= line && line < n.End {
		line = n.End // it was looked for already
	}
	for line < min(len(text), at+maxHereDocument) {
		end := indexFrom(text, "\n", line)
		if strings.TrimRight(strings.TrimLeft(text[line:end], "\t"), "\r") == h.delim {
			return source.Span{Start: start + 1, End: line}, "the here-document " + h.delim, line > at
		}
		line = end + 1
	}
	f.noEnd = shellNoEnd{doc, h.delim, source.Span{Start: start + 1, End: line}}
	return source.Span{}, "", false
}

// shellNoEnd is where a here-document's end was looked for and not found.
type shellNoEnd struct {
	doc   *source.Document
	delim string
	source.Span
}
