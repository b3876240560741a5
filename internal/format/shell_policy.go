package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

const durationMember = `"sts:DurationSeconds"`

// findPolicies finds conditions on sts:DurationSeconds in policies that shell
// text carries: as an argument of the AWS CLI, or in a here-document.
func (f *shellFinder) findPolicies(doc *source.Document) {
	for at := indexFrom(doc.Text, durationMember, 0); at < len(doc.Text); {
		region, title, ok := f.carrier(doc, at)
		if !ok {
			at = indexFrom(doc.Text, durationMember, at+1)
			continue
		}
		open := strings.IndexByte(doc.Text[region.Start:at], '{')
		if open >= 0 {
			policy, _ := readJSON(doc.Text[:region.End], region.Start+open)
			f.readPolicy(doc, &policy, title)
		}
		at = indexFrom(doc.Text, durationMember, max(at+1, region.End))
	}
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

// readPolicy keeps the clauses of a policy document's statements.
func (f *shellFinder) readPolicy(doc *source.Document, policy *jsonNode, title string) {
	statements := policy.member(doc.Text, "Statement")
	if statements == nil {
		return
	}
	list := []jsonNode{*statements}
	if statements.kind == '[' {
		list = statements.children
	}
	for i := range list {
		f.readStatement(doc, &list[i], title)
	}
}

func (f *shellFinder) readStatement(doc *source.Document, s *jsonNode, title string) {
	text := doc.Text
	action, condition := s.member(text, "Action"), s.member(text, "Condition")
	if action == nil || condition == nil || !strings.Contains(strings.ToLower(text[action.Start:action.End]), `"sts:assumerole`) {
		return
	}
	effect := ""
	if e := s.member(text, "Effect"); e != nil {
		effect = text[e.inner().Start:e.inner().End]
	}
	for i := range condition.children {
		operator := &condition.children[i]
		for k := range operator.children {
			key := operator.children[k].key
			if !strings.EqualFold(text[key.Start:key.End], durationMember) {
				continue
			}
			remove := operator.removal(k)
			if len(operator.children) == 1 {
				remove = condition.removal(i)
				if len(condition.children) == 1 {
					remove = s.removal(s.index(condition))
				}
			}
			f.found.Clauses = append(f.found.Clauses, setting.Clause{
				Place: doc.At(source.Span{Start: key.Start + 1, End: key.End - 1}), At: title, Effect: effect,
				Operator: text[operator.key.Start+1 : operator.key.End-1], Remove: remove,
			})
		}
	}
}

// index is the place of child among n's children.
func (n *jsonNode) index(child *jsonNode) int {
	for i := range n.children {
		if &n.children[i] == child {
			return i
		}
	}
	return -1
}
