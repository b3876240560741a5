package format

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"

	"stackengine.dev/sandbox/internal/source"
)

// shellSamples are commands whose words are read in both ways.
var shellSamples = []string{
	"aws sts assume-role --duration-seconds 43200",
	"A=1 B+=2 C= aws sts get-caller-identity",
	`aws sts assume-role --role-arn "arn:aws:iam::${ACCOUNT:-111111111111}:role/$ROLE" --duration-seconds=${D:=3600}`,
	`aws sts assume-role --role-session-name 'it''s' --duration-seconds "$D"`,
	`aws x $'a\'b' $"c" "a\"b" a\ b "$" $ $$ $1 $12 ${12} ${#} ${#D} ${!D} ${D[@]} "${D[@]}" ${D[0]} ${D[@]:1}`,
	`aws x ${D:?no} ${D?} ${D:+x} ${D%x} ${D##*/} ${D/a/b} ${D^^} ${D,,} ${D@Q} ${D: -1} ${D:1:2}`,
	`aws x ${D:-"a b"} ${D:-'a}'} "${D:-"a"}" ${D:-${E:-5}} ${D:-} ${D-}`,
	"aws x > out 2>&1 2>/dev/null >>log <in <<<word &>all >|force x2>y",
	"aws x \\\n  --flag a\\\nb \\\n  --duration-seconds 5",
	"aws x # a comment",
	"aws x a#b",
	"aws 'unclosed",
	`aws "unclosed`,
	"aws ${D",
	"aws ${D.x}",
	"aws x | jq",
	"aws x; aws y",
	"aws x &",
	"aws x (",
	"export A=1",
	"[[ a == b ]]",
	"time aws x",
	"aws x ~/y *.z a{b,c} = a=b =c",
	"X=XX aws XXX \"XX\" 'X'",
	"",
	" ",
	"A='x y'z\"$B\"",
}

func TestShellWords(t *testing.T) {
	for _, text := range shellSamples {
		if read, want := checkShellWords(t, text); read != want && !severalCommands(text) {
			t.Errorf("%q is read: %v, want %v", text, read, want)
		}
	}
}

// FuzzShellWords holds the words of any text that both ways read against each
// other.
func FuzzShellWords(f *testing.F) {
	for _, text := range shellSamples {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 || !utf8.ValidString(text) || unlikeBash(text) {
			t.Skip()
		}
		checkShellWords(t, text)
	})
}

// unlikeBash reports whether text holds what the mask hides, or what the whole
// parser tells otherwise than Bash: a # inside a word, a joined word's end, an index,
// a single quote in an expansion in double quotes.
func unlikeBash(text string) bool {
	if strings.ContainsAny(text, "\x00\r\x1b`(X") || strings.HasSuffix(text, `\`) || strings.Contains(strings.ReplaceAll(text, "[@]", ""), "[") ||
		strings.Contains(text, "${") && strings.Contains(text, "'") && strings.Contains(text, `"`) {
		return true
	}
	for i := range len(text) {
		if (i == 0 || text[i-1] != ' ' || i > 1 && text[i-2] == '\\') && (text[i] == '#' || strings.HasPrefix(text[i:], "\\\n")) {
			return true
		}
	}
	return false
}

// checkShellWords compares what both ways read, and reports which of them read
// text as a command.
func checkShellWords(t *testing.T, text string) (read, want bool) {
	t.Helper()
	doc, err := source.New("", text)
	if err != nil {
		t.Skip()
	}
	all := source.Span{End: len(text)}
	var whole shellParser
	wantAssigns, wantWords, wantOK := whole.command(doc, all, []byte(text))
	assigns, words, ok := readShellCommand(doc, all, []byte(text))
	if ok && wantOK {
		sameWords(t, text, wantAssigns, assigns)
		sameWords(t, text, wantWords, words)
	}
	wantValue, wantOne := whole.value(doc, all, []byte(text))
	value, one := readShellValue(doc, all, []byte(text))
	if one && wantOne {
		sameWords(t, text, []shellWord{wantValue}, []shellWord{value})
	}
	list, listed := whole.list(doc, all, []byte(text)), readShellList(doc, all, []byte(text))
	if list != nil && listed != nil {
		sameWords(t, text, list, listed)
	}
	return ok, wantOK
}

// severalCommands reports whether text may hold what ends a command, where the
// lexer cuts before words are read.
func severalCommands(text string) bool { return strings.ContainsAny(text, ";&|\n") }

func sameWords(t *testing.T, text string, want, got []shellWord) {
	t.Helper()
	joinTexts(want)
	joinTexts(got)
	if len(want) != len(got) {
		t.Errorf("%q\nis read as %+v\nwant       %+v", text, got, want)
		return
	}
	for i := range want {
		if !reflect.DeepEqual(want[i], got[i]) {
			t.Errorf("%q: word %d\nis read as %+v\nwant       %+v", text, i, got[i], want[i])
		}
	}
}

// joinTexts joins plain texts that touch: where one is cut tells nothing.
func joinTexts(words []shellWord) {
	for w := range words {
		var joined []shellPart
		for _, p := range words[w].parts {
			if p.fallback != nil {
				one := []shellWord{*p.fallback}
				joinTexts(one)
				p.fallback = &one[0]
			}
			if n := len(joined); n > 0 && p.kind == partText && joined[n-1].kind == partText && joined[n-1].End == p.Start {
				joined[n-1].End, joined[n-1].text = p.End, joined[n-1].text+p.text
				continue
			}
			joined = append(joined, p)
		}
		words[w].parts = joined
	}
}

// A shellParser reads the same as shellWords with a parser of the whole
// grammar.
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

func (p shellConverter) expansion(n *syntax.ParamExp) shellPart {
	part := shellPart{Span: p.span(n), kind: partOther}
	if all, is := n.Index.(*syntax.Word); is && n.Exp == nil && n.Slice == nil && n.Repl == nil && !n.Length && !n.Excl && all.Lit() == "@" {
		part.kind, part.name = partList, n.Param.Value
		return part
	}
	if n.Param == nil || n.Excl || n.Length || n.Width || n.IsSet || n.Index != nil || n.Slice != nil || n.Repl != nil || n.Names != 0 {
		return part
	}
	if n.Exp == nil {
		part.kind, part.name = partVariable, n.Param.Value
		return part
	}
	switch n.Exp.Op {
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		part.kind, part.name = partVariable, n.Param.Value
		part.fallback = &shellWord{}
		if n.Exp.Word != nil {
			w := p.word(n.Exp.Word)
			part.fallback = &w
		}
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		part.kind, part.name = partVariable, n.Param.Value
	}
	return part
}

// list reads the words between the parentheses of an array at span.
func (s *shellParser) list(doc *source.Document, span source.Span, mask []byte) []shellWord {
	const head, tail = "_=(", "\n)"
	call := s.assignment(append(append([]byte(head), mask...), tail...))
	if call == nil || call.Array == nil {
		return nil
	}
	p := shellConverter{doc, span.Start - len(head)}
	words := make([]shellWord, 0, len(call.Array.Elems))
	for _, e := range call.Array.Elems {
		if e.Index != nil {
			return nil
		}
		if e.Value != nil {
			words = append(words, p.word(e.Value))
		}
	}
	return words
}
