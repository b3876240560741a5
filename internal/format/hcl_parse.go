package format

import (
	"fmt"
	"sort"
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/source"
)

// maxTorn is how many bytes of a block without an end are parsed.
const maxTorn = 64 << 10

// An hclParsedBlock is what the parser makes of a piece.
type hclParsedBlock struct {
	*hclPiece
	body   hclGroup
	broken bool
}

// parseAt parses the definition at a mark, once for all references to it.
func (l *hclLocator) parseAt(mark hclMark) *hclParsedBlock {
	b := l.parsed[mark]
	if b == nil {
		b = l.parse(mark.piece())
		if l.parsed == nil {
			l.parsed = map[hclMark]*hclParsedBlock{}
		}
		l.parsed[mark] = b
	}
	return b
}

// parse hands a piece to the parser. Where it does not parse, the parser's
// own recovery still gives members; they are marked broken.
func (l *hclLocator) parse(p *hclPiece) *hclParsedBlock {
	b := &hclParsedBlock{hclPiece: p, broken: p.broken}
	if p.ending == hclDeep {
		b.broken = true
		l.problem(p.doc, p.header(), fmt.Sprintf("this block is nested deeper than %d levels", maxDepth))
		return b
	}
	span := p.Span
	if p.ending == hclTorn {
		span.End = min(span.End, span.Start+maxTorn)
	}
	file, diags := hclsyntax.ParseConfig(hclMask(p.doc, span), "", hcl2.Pos{Line: 1, Column: 1, Byte: span.Start})
	if diags.HasErrors() || p.ending != hclClosed {
		b.broken = true
		l.refused(p, diags)
	}
	body, _ := file.Body.(*hclsyntax.Body)
	if body == nil {
		return b
	}
	if p.isBlock() {
		if len(body.Blocks) > 0 {
			b.body = hclBodyGroup(body.Blocks[0].Body, hclRange(body.Blocks[0].Range()))
		}
		return b
	}
	b.body = hclBodyGroup(body, span)
	return b
}

// hclMask is the bytes of a span with its no-break spaces, which web pages
// put into copied code, as blanks.
func hclMask(doc *source.Document, span source.Span) []byte {
	text := doc.Mask(span)
	if !strings.Contains(doc.Text[span.Start:span.End], nbsp) {
		return text
	}
	for i := 0; i+1 < len(text); i++ {
		if text[i] == nbsp[0] && text[i+1] == nbsp[1] {
			text[i], text[i+1] = ' ', ' '
		}
	}
	return text
}

// refused reports the first complaint of the parser.
func (l *hclLocator) refused(p *hclPiece, diags hcl2.Diagnostics) {
	if p.ending == hclTorn {
		l.problem(p.doc, p.header(), "this block has no matching closing brace")
		return
	}
	for _, d := range diags {
		if d.Severity == hcl2.DiagError && d.Subject != nil {
			at := hclRange(*d.Subject)
			at.Start = min(max(at.Start, p.Start), p.End)
			at.End = min(max(at.End, at.Start), p.End)
			l.problem(p.doc, at, "this does not parse: "+strings.ToLower(d.Summary[:1])+d.Summary[1:])
			return
		}
	}
	l.problem(p.doc, p.header(), "a quoted string in this block has no closing quote on its line")
}

func (l *hclLocator) problem(doc *source.Document, at source.Span, message string) {
	l.found.Problems = append(l.found.Problems, source.Problem{Place: doc.At(at), Message: message})
}

// hclRange is r in bytes. What the parser gives for broken text may end before
// it begins; then it is empty.
func hclRange(r hcl2.Range) source.Span {
	return source.Span{Start: r.Start.Byte, End: max(r.Start.Byte, r.End.Byte)}
}

// An hclMember is a name and its expression: an attribute of a block, or an
// item of an object.
type hclMember struct {
	name       string
	nameAt, at source.Span
	expr       hclsyntax.Expression
}

// An hclGroup is what stands between a pair of braces. Terraform writes the
// same settings as blocks in some places and as objects in others.
type hclGroup struct {
	source.Span
	members []hclMember // by place
	blocks  []*hclsyntax.Block
	each    string // the name that a dynamic block gives to its item
	byName  map[string]int
}

// hclBodyGroup is the attributes and blocks of a body, which may be broken and
// lack some.
func hclBodyGroup(body *hclsyntax.Body, span source.Span) hclGroup {
	g := hclGroup{Span: span}
	if body == nil {
		return g
	}
	for _, a := range body.Attributes {
		if a != nil && a.Expr != nil {
			g.members = append(g.members, hclMember{a.Name, hclRange(a.NameRange), hclRange(a.SrcRange), a.Expr})
		}
	}
	sort.Slice(g.members, func(i, j int) bool { return g.members[i].at.Start < g.members[j].at.Start })
	g.byName = make(map[string]int, len(g.members))
	for i, m := range g.members {
		g.byName[m.name] = i
	}
	for _, b := range body.Blocks {
		if b != nil {
			g.blocks = append(g.blocks, b)
		}
	}
	return g
}

// hclObjectGroup is the items of an object whose keys are plain words.
func hclObjectGroup(e *hclsyntax.ObjectConsExpr) hclGroup {
	g := hclGroup{Span: hclRange(e.SrcRange), byName: make(map[string]int, len(e.Items))}
	for _, item := range e.Items {
		if name, at, ok := hclKey(item.KeyExpr); ok {
			span := source.Span{Start: at.Start, End: hclRange(item.ValueExpr.Range()).End}
			g.byName[name] = len(g.members)
			g.members = append(g.members, hclMember{name, at, span, item.ValueExpr})
		}
	}
	return g
}

// hclKey is an object key that is a word or a quoted string, and where it
// stands, without quotes.
func hclKey(e hclsyntax.Expression) (string, source.Span, bool) {
	if key, ok := e.(*hclsyntax.ObjectConsKeyExpr); ok {
		if name := hcl2.ExprAsKeyword(key.Wrapped); name != "" {
			return name, hclRange(key.Range()), true
		}
		e = key.Wrapped
	}
	text, at, ok := hclString(e)
	return text, at, ok
}

// hclString is the value of a quoted string without templates, and where it
// stands, without quotes.
func hclString(e hclsyntax.Expression) (string, source.Span, bool) {
	t, ok := e.(*hclsyntax.TemplateExpr)
	if !ok || len(t.Parts) > 1 {
		return "", source.Span{}, false
	}
	at := hclRange(t.SrcRange)
	at = source.Span{Start: at.Start + 1, End: max(at.Start+1, at.End-1)}
	if len(t.Parts) == 0 {
		return "", at, true
	}
	lit, ok := t.Parts[0].(*hclsyntax.LiteralValueExpr)
	if !ok || lit.Val.IsNull() || !lit.Val.Type().Equals(ctyString) {
		return "", at, false
	}
	return lit.Val.AsString(), at, true
}

// get is the member of that name.
func (g hclGroup) get(name string) (hclMember, bool) {
	if i, ok := g.byName[name]; ok {
		return g.members[i], true
	}
	return hclMember{}, false
}

// groups lists what name holds: blocks of that name, the content of dynamic
// blocks, or an object.
func (g hclGroup) groups(name string) []hclGroup {
	var list []hclGroup
	for _, b := range g.blocks {
		switch {
		case b.Type == name:
			list = append(list, hclBodyGroup(b.Body, hclRange(b.Range())))
		case b.Type == "dynamic" && len(b.Labels) == 1 && b.Labels[0] == name && b.Body != nil:
			for _, content := range b.Body.Blocks {
				if content.Type == "content" {
					inner := hclBodyGroup(content.Body, hclRange(b.Range()))
					inner.each = name
					if a := b.Body.Attributes["iterator"]; a != nil {
						inner.each = hcl2.ExprAsKeyword(a.Expr)
					}
					list = append(list, inner)
				}
			}
		}
	}
	if m, ok := g.get(name); ok {
		if o, ok := m.expr.(*hclsyntax.ObjectConsExpr); ok {
			inner := hclObjectGroup(o)
			inner.Start = m.nameAt.Start
			list = append(list, inner)
		}
	}
	return list
}
