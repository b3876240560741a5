package format

import (
	"bytes"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"stackengine.dev/sandbox/internal/source"
)

// A shellWord is one argument as the shell splits them.
type shellWord struct {
	source.Span // with its quotes
	parts       []shellPart
	via         *shellPart // the variable that held it, nil where it stands itself
}

// A shellPart is a stretch of a word.
type shellPart struct {
	source.Span // without quotes; of an expansion, from its $ to its end
	kind        shellPartKind
	text        string // partText: what the shell makes of it
	name        string // partVariable
	fallback    *shellWord
}

type shellPartKind uint8

const (
	_            shellPartKind = iota
	partText                   // plain text
	partVariable               // $X, ${X}, ${X:-fallback}
	partList                   // ${X[@]}
	partSum                    // $((…))
	partTemplate               // ${{ … }}, ${var.x}, <name>: filled in before the shell runs
	partOther                  // a substitution, or an expansion that changes the value
)

// A shellParser is the shell parser, kept because a new one costs more than
// most commands. The zero value is ready.
type shellParser struct{ parser *syntax.Parser }

func (s *shellParser) parse(text []byte) (*syntax.File, error) {
	if s.parser == nil {
		s.parser = syntax.NewParser(syntax.Variant(syntax.LangBash))
	}
	return s.parser.Parse(bytes.NewReader(text), "")
}

// command reads one simple command. mask is the command as the parser may
// see it, at span c of doc. It fails if the parser refuses the text.
func (s *shellParser) command(doc *source.Document, c source.Span, mask []byte) (assigns, words []shellWord, ok bool) {
	file, err := s.parse(mask)
	if err != nil || len(file.Stmts) == 0 {
		return nil, nil, false
	}
	call, is := file.Stmts[0].Cmd.(*syntax.CallExpr)
	if !is {
		return nil, nil, false
	}
	p := shellConverter{doc, c.Start}
	for _, a := range call.Assigns {
		if a.Name == nil || a.Value == nil {
			continue
		}
		w := p.word(a.Value)
		w.parts = append([]shellPart{{Span: p.span(a.Name), kind: partText, text: a.Name.Value}}, w.parts...)
		assigns = append(assigns, w)
	}
	words = make([]shellWord, 0, len(call.Args))
	for _, w := range call.Args {
		words = append(words, p.word(w))
	}
	return assigns, words, true
}

// value reads the text at span as one word, such as the right side of an
// assignment.
func (s *shellParser) value(doc *source.Document, span source.Span, mask []byte) (shellWord, bool) {
	const name = "_="
	a := s.assignment(append([]byte(name), mask...))
	if a == nil || a.Value == nil {
		return shellWord{}, false
	}
	p := shellConverter{doc, span.Start - len(name)}
	return p.word(a.Value), true
}

// assignment reads text as one assignment and nothing else; nil if it is not.
func (s *shellParser) assignment(text []byte) *syntax.Assign {
	file, err := s.parse(text)
	if err != nil || len(file.Stmts) != 1 {
		return nil
	}
	call, is := file.Stmts[0].Cmd.(*syntax.CallExpr)
	if !is || len(call.Assigns) != 1 || len(call.Args) != 0 {
		return nil
	}
	return call.Assigns[0]
}

// A shellConverter turns the parser's tree into words with offsets in doc.
// Only offsets are read: columns are 0 past 16383.
type shellConverter struct {
	doc  *source.Document
	base int // of the parsed text in doc
}

func (p shellConverter) at(pos syntax.Pos) int { return p.base + int(pos.Offset()) }

func (p shellConverter) span(n syntax.Node) source.Span {
	return source.Span{Start: p.at(n.Pos()), End: p.at(n.End())}
}

func (p shellConverter) word(w *syntax.Word) shellWord {
	out := shellWord{Span: p.span(w)}
	for _, part := range w.Parts {
		out.parts = p.add(out.parts, part)
	}
	return out
}

func (p shellConverter) add(parts []shellPart, n syntax.WordPart) []shellPart {
	switch n := n.(type) {
	case *syntax.Lit:
		return append(parts, p.literal(p.span(n), n.Value)...)
	case *syntax.SglQuoted:
		s := source.Span{Start: p.at(n.Left) + 1, End: p.at(n.Right)}
		if n.Dollar {
			s.Start++
			return append(parts, shellPart{Span: s, kind: partOther})
		}
		return append(parts, shellPart{Span: s, kind: partText, text: n.Value})
	case *syntax.DblQuoted:
		for _, inner := range n.Parts {
			parts = p.add(parts, inner)
		}
		return parts
	case *syntax.ParamExp:
		return append(parts, p.expansion(n))
	}
	return append(parts, shellPart{Span: p.span(n), kind: partOther})
}

// literal cuts a stretch of plain text where something was hidden from the
// parser: there, and only there, it read an X that the document does not have.
func (p shellConverter) literal(s source.Span, value string) []shellPart {
	raw := p.doc.Text[s.Start:s.End]
	if len(raw) != len(value) {
		return []shellPart{{Span: s, kind: partOther}}
	}
	var parts []shellPart
	from := 0
	for i := 0; i < len(raw); {
		if value[i] != 'X' || raw[i] == 'X' {
			i++
			continue
		}
		if i > from {
			parts = append(parts, shellPart{Span: source.Span{Start: s.Start + from, End: s.Start + i}, kind: partText, text: raw[from:i]})
		}
		from = i
		for i < len(raw) && value[i] == 'X' {
			i++
		}
		parts = append(parts, hiddenPart(raw[from:i], s.Start+from))
		from = i
	}
	if from < len(raw) {
		parts = append(parts, shellPart{Span: source.Span{Start: s.Start + from, End: s.End}, kind: partText, text: raw[from:]})
	}
	return parts
}

func hiddenPart(raw string, at int) shellPart {
	part := shellPart{Span: source.Span{Start: at, End: at + len(raw)}, kind: partOther}
	switch {
	case strings.HasPrefix(raw, "$((") && strings.Index(raw, "))") == len(raw)-2:
		part.kind = partSum
	case strings.HasPrefix(raw, "${") && templateEnd(raw, 0) == len(raw), placeholderEnd(raw+" ", 0) == len(raw):
		part.kind = partTemplate
	}
	return part
}

func (p shellConverter) expansion(n *syntax.ParamExp) shellPart {
	part := shellPart{Span: p.span(n), kind: partOther}
	if all, is := n.Index.(*syntax.Word); is && n.Exp == nil && n.Slice == nil && n.Repl == nil && !n.Length && !n.Excl && all.Lit() == "@" {
		part.kind, part.name = partList, n.Param.Value
		return part
	}
	if n.Param == nil || n.Excl || n.Length || n.Width || n.IsSet || n.Index != nil || n.Slice != nil || n.Repl != nil || n.Names != 0 {
		return part
	}
	part.name = n.Param.Value
	if n.Exp == nil {
		part.kind = partVariable
		return part
	}
	switch n.Exp.Op {
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		part.kind = partVariable
		part.fallback = &shellWord{}
		if n.Exp.Word != nil {
			w := p.word(n.Exp.Word)
			part.fallback = &w
		}
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		part.kind = partVariable
	}
	return part
}

// plain is the word's text; false where it holds an expansion.
func (w shellWord) plain() (string, bool) {
	if len(w.parts) == 1 {
		return w.parts[0].text, w.parts[0].kind == partText
	}
	var out strings.Builder
	for _, part := range w.parts {
		if part.kind != partText {
			return "", false
		}
		out.WriteString(part.text)
	}
	return out.String(), true
}

// flag splits --name=value. The value is there if has is true.
func (w shellWord) flag() (name string, value shellWord, has bool) {
	if len(w.parts) == 0 || w.parts[0].kind != partText || !strings.HasPrefix(w.parts[0].text, "-") {
		return "", shellWord{}, false
	}
	first := w.parts[0]
	eq := strings.IndexByte(first.text, '=')
	if eq < 0 {
		return first.text, shellWord{}, false
	}
	name = first.text[:eq]
	rest := w.parts[1:]
	if first.text[eq+1:] != "" {
		// Only where the text has no escapes does an index in it tell a place.
		if first.Len() != len(first.text) {
			return name, shellWord{Span: w.Span}, true
		}
		first.Start += eq + 1
		first.text = first.text[eq+1:]
		rest = append([]shellPart{first}, rest...)
	}
	value = shellWord{Span: source.Span{Start: w.End, End: w.End}, parts: rest}
	if len(rest) > 0 {
		value.Start = rest[0].Start
	}
	return name, value, true
}
