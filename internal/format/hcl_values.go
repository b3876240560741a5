package format

import (
	"fmt"
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var ctyString = cty.String

const (
	maxHops      = 8   // references followed, and expressions entered, for one value
	maxEvaluated = 512 // bytes of an expression that is evaluated; longer ones recurse too deep
)

// An hclReading is what an expression says of a length. Its zero State means
// that nothing is set: the expression is null.
type hclReading struct {
	source.Place // the value without quotes, or the reference
	state        setting.State
	value        setting.Seconds
	unit         setting.Unit
	def          *setting.Definition
	why          *setting.Unproved
	via          []hclName      // references followed, outermost first
	through      []source.Place // the expressions that they led to
	root         string         // Unknown: why, at the innermost reference
}

func hclUnproved(at source.Place, key, words string, meant setting.Seconds) hclReading {
	return hclReading{Place: at, state: setting.Unknown, root: words, why: &setting.Unproved{Key: key, Words: words, Meant: meant}}
}

// An hclReader reads the expressions of one document.
type hclReader struct {
	l    *hclLocator
	doc  *source.Document
	each string // the item's name inside a dynamic block
	hops int
	path []hclName  // references that lead here
	call *hclCall   // what runs the document's folder
	item *hclItemOf // of the block's for_each
}

func (r hclReader) at(e hclsyntax.Expression) source.Place { return r.doc.At(hclRange(e.Range())) }

// read is the length that e spells in unit.
func (r hclReader) read(e hclsyntax.Expression, unit setting.Unit) hclReading {
	out := r.expression(e, unit)
	if out.unit == 0 {
		out.unit = unit
	}
	return out
}

func (r hclReader) expression(e hclsyntax.Expression, unit setting.Unit) hclReading {
	at := r.at(e)
	if r.hops++; r.hops > maxHops {
		return hclUnproved(at, "value-outside-paste", "its references lead on for too long", 0)
	}
	switch e := e.(type) {
	case *hclsyntax.TemplateExpr:
		return r.template(e, unit)
	case *hclsyntax.TemplateWrapExpr:
		return r.expression(e.Wrapped, unit)
	case *hclsyntax.ParenthesesExpr:
		if v, ok := unit.Read(at.Text()); ok {
			return hclReading{Place: at, state: setting.Computed, value: v}
		}
		return r.expression(e.Expression, unit)
	case *hclsyntax.LiteralValueExpr:
		if e.Val.IsNull() {
			return hclReading{Place: at}
		}
		return r.literal(at, unit, false)
	case *hclsyntax.BinaryOpExpr:
		return r.product(e, unit)
	case *hclsyntax.ScopeTraversalExpr:
		return r.reference(e.Traversal, at, unit)
	case *hclsyntax.IndexExpr:
		return r.indexed(e, at, unit)
	case *hclsyntax.ConditionalExpr, *hclsyntax.SplatExpr, *hclsyntax.ForExpr:
		return hclUnproved(at, "conditional-value", "which value it takes is decided when Terraform runs", 0)
	case *hclsyntax.FunctionCallExpr:
		if first, ok := r.first(e, at, unit); ok {
			return first
		}
		switch {
		case (e.Name == "tonumber" || e.Name == "tostring") && len(e.Args) == 1:
			return r.expression(e.Args[0], unit)
		case strings.Contains(" lookup try coalesce element min max one ", " "+e.Name+" "):
			return hclUnproved(at, "conditional-value", "what "+e.Name+"() picks is decided when Terraform runs", 0)
		}
		return hclUnproved(at, "value-outside-paste", "the result of "+e.Name+"() is not worked out here", 0)
	}
	return hclUnproved(at, "value-outside-paste", "it is not a length that can be read here", 0)
}

// literal reads the bytes at a number or, quoted, inside a string's quotes.
func (r hclReader) literal(at source.Place, unit setting.Unit, quoted bool) hclReading {
	raw := at.Text()
	if (quoted || unit < setting.GoDuration) && raw != "" {
		if v, ok := unit.Read(raw); ok {
			return hclReading{Place: at, state: setting.Literal, value: v}
		}
	}
	meant, plain := hclMeant(raw)
	switch {
	case unit == setting.GoDuration && plain && !quoted:
		return hclUnproved(at, "missing-unit", `a duration is a quoted text with a unit, such as "1h"; a bare number is refused`, 0)
	case unit == setting.GoDuration && plain:
		return hclUnproved(at, "missing-unit", fmt.Sprintf(`%q has no unit: write "%ss" or hours, such as "1h"`, raw, raw), meant)
	case unit == setting.GoDuration:
		return hclUnproved(at, "missing-unit", fmt.Sprintf(`%q is not a duration as Terraform reads one: write it like "1h30m"`, raw), meant)
	case unit == setting.ISO8601 && !quoted:
		return hclUnproved(at, "permission-set-iso8601", `a session duration here is a quoted text such as "PT1H"`, 0)
	case unit == setting.ISO8601:
		return hclUnproved(at, "permission-set-iso8601", fmt.Sprintf(`%q is not an ISO 8601 duration: write it like "PT1H"`, raw), meant)
	}
	if unit != setting.InSeconds {
		meant = 0
	}
	return hclUnproved(at, "bad-spelling", fmt.Sprintf("%q is not a whole number of %s", raw, hclUnits[unit]), meant)
}

var hclUnits = map[setting.Unit]string{setting.InSeconds: "seconds", setting.InMinutes: "minutes", setting.InHours: "hours"}

// hclMeant is the length that raw most likely means where its unit is
// missing or written for people, and whether raw is a plain number of
// seconds. 0 where nothing is obvious.
func hclMeant(raw string) (meant setting.Seconds, plain bool) {
	raw = strings.ToLower(strings.TrimSpace(raw))
	if v, ok := setting.InSeconds.Read(raw); ok && !strings.Contains(raw, "*") {
		return v, true
	}
	if v, ok := setting.ISO8601.Read(strings.ToUpper(raw)); ok {
		return v, false
	}
	if v, ok := setting.GoDuration.Read(raw); ok {
		return v, false
	}
	digits := strings.TrimRight(raw, "abcdefghijklmnopqrstuvwxyz ")
	n, ok := setting.InSeconds.Read(digits)
	if !ok || strings.Contains(digits, "*") {
		return 0, false
	}
	switch strings.TrimSpace(raw[len(digits):]) {
	case "h", "hr", "hrs", "hour", "hours":
		return n * 3600, false
	case "m", "min", "mins", "minute", "minutes":
		return n * 60, false
	case "s", "sec", "secs", "second", "seconds":
		return n, false
	}
	return 0, false
}

// template reads a quoted string: a literal, or one reference with its unit
// written beside it, such as "${var.hours}h".
func (r hclReader) template(e *hclsyntax.TemplateExpr, unit setting.Unit) hclReading {
	at := r.at(e)
	if text, inner, ok := hclString(e); ok && strings.HasPrefix(at.Text(), `"`) {
		at.Span = inner
		if text != at.Text() {
			return hclUnproved(at, "bad-spelling", "it is written with escapes", 0)
		}
		return r.literal(at, unit, true)
	}
	var shape strings.Builder
	var ref hclsyntax.Expression
	for _, part := range e.Parts {
		lit, ok := part.(*hclsyntax.LiteralValueExpr)
		switch {
		case ok && !lit.Val.IsNull() && lit.Val.Type().Equals(ctyString):
			shape.WriteString(lit.Val.AsString())
		case ref == nil:
			shape.WriteString("*")
			ref = part
		default:
			ref = nil
			shape.WriteString("?")
		}
	}
	units := map[string]setting.Unit{"*h": setting.InHours, "*m": setting.InMinutes, "*s": setting.InSeconds}
	if unit == setting.ISO8601 {
		units = map[string]setting.Unit{"PT*H": setting.InHours, "PT*M": setting.InMinutes, "PT*S": setting.InSeconds}
	}
	if u := units[shape.String()]; u != 0 && ref != nil && unit >= setting.GoDuration {
		return r.indirectly(r.expression(ref, u), at)
	}
	return hclUnproved(at, "value-outside-paste", "it is put together when Terraform runs", 0)
}

// indirectly accepts in only if it leads to a definition: a number inside a
// larger expression has no bytes of its own that hold the length.
func (r hclReader) indirectly(in hclReading, at source.Place) hclReading {
	if in.state == setting.Indirect || in.state == setting.Unknown && in.why.Meant == 0 {
		return in
	}
	return hclUnproved(at, "value-outside-paste", "it is put together from several parts", 0)
}

// product reads arithmetic: constant, or a reference times a unit's seconds.
func (r hclReader) product(e *hclsyntax.BinaryOpExpr, unit setting.Unit) hclReading {
	at := r.at(e)
	if v, ok := unit.Read(at.Text()); ok && unit < setting.GoDuration {
		return hclReading{Place: at, state: setting.Computed, value: v}
	}
	if unit >= setting.GoDuration {
		return hclUnproved(at, "missing-unit", "a number stands where a duration with its unit belongs", 0)
	}
	factor, refs := setting.Seconds(1), []hclsyntax.Expression(nil)
	if hclFactors(e, &factor, &refs, 0) && len(refs) == 1 && unit == setting.InSeconds {
		switch factor {
		case 1:
			return r.indirectly(r.expression(refs[0], setting.InSeconds), at)
		case 60:
			return r.indirectly(r.expression(refs[0], setting.InMinutes), at)
		case 3600:
			return r.indirectly(r.expression(refs[0], setting.InHours), at)
		}
	}
	if v, ok := hclConstant(e, at.Len()); ok && unit == setting.InSeconds {
		return hclUnproved(at, "", "it is arithmetic other than a product of whole numbers", v)
	}
	return hclUnproved(at, "value-outside-paste", "it is worked out from other values when Terraform runs", 0)
}

// hclFactors splits a product into its constant and the rest.
func hclFactors(e hclsyntax.Expression, factor *setting.Seconds, refs *[]hclsyntax.Expression, depth int) bool {
	if depth > maxHops {
		return false
	}
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return hclFactors(e.Expression, factor, refs, depth+1)
	case *hclsyntax.BinaryOpExpr:
		return e.Op == hclsyntax.OpMultiply &&
			hclFactors(e.LHS, factor, refs, depth+1) && hclFactors(e.RHS, factor, refs, depth+1)
	case *hclsyntax.LiteralValueExpr:
		n, ok := hclWhole(e.Val)
		if !ok || n > 1<<20 || *factor > 1<<20 {
			return false
		}
		*factor *= n
		return true
	}
	*refs = append(*refs, e)
	return true
}

// hclConstant is the value of constant arithmetic that is size bytes long.
func hclConstant(e hclsyntax.Expression, size int) (setting.Seconds, bool) {
	if size > maxEvaluated {
		return 0, false
	}
	v, diags := e.Value(nil)
	if diags.HasErrors() {
		return 0, false
	}
	return hclWhole(v)
}

func hclWhole(v cty.Value) (setting.Seconds, bool) {
	if v.IsNull() || !v.IsKnown() || !v.Type().Equals(cty.Number) {
		return 0, false
	}
	n, accuracy := v.AsBigFloat().Int64()
	return setting.Seconds(n), accuracy == 0 && n >= 0 && n <= 1<<40
}

// hclWords writes a traversal the way the text has it: var.x, local.y["z"].
func hclWords(t hcl2.Traversal) string {
	var out strings.Builder
	for _, step := range t {
		switch step := step.(type) {
		case hcl2.TraverseRoot:
			out.WriteString(step.Name)
		case hcl2.TraverseAttr:
			out.WriteString("." + step.Name)
		case hcl2.TraverseIndex:
			if step.Key.Type().Equals(ctyString) {
				fmt.Fprintf(&out, "[%q]", step.Key.AsString())
			} else if n, ok := hclWhole(step.Key); ok {
				fmt.Fprintf(&out, "[%d]", n)
			}
		default:
			out.WriteString("[*]")
		}
	}
	return out.String()
}
