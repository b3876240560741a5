package format

import (
	"strings"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"stackengine.dev/sandbox/internal/setting"
)

// maxCondition is how many bytes of a condition are evaluated: evaluation
// recurses once for each operator.
const maxCondition = 1024

// hclAllows evaluates a variable's validation blocks, which stand in text, for
// a new value, which would be spelled in the place of raw. What cannot be
// evaluated is undecided, unless another block refuses the value.
func hclAllows(text string, checks []hclGroup, name string, want setting.Seconds, raw string, unit setting.Unit) setting.Verdict {
	spelled, ok := unit.Spell(raw, want)
	if !ok {
		return setting.Undecided
	}
	value := cty.StringVal(spelled)
	if one := unit.Seconds(); one > 0 {
		n, ok := unit.Read(spelled)
		if !ok {
			return setting.Undecided
		}
		value = cty.NumberIntVal(int64(n / one))
	}
	context := &hcl2.EvalContext{
		Variables: map[string]cty.Value{"var": cty.ObjectVal(map[string]cty.Value{name: value})},
		Functions: hclFunctions(),
	}
	verdict := setting.Accepts
	for _, check := range checks {
		m, ok := check.get("condition")
		if !ok || m.at.Len() > maxCondition || callsOthers(text[m.at.Start:m.at.End], context.Functions) {
			verdict = setting.Undecided
			continue
		}
		result, diags := m.expr.Value(context)
		if diags.HasErrors() {
			verdict = setting.Undecided
			continue
		}
		result, err := convert.Convert(result, cty.Bool)
		switch {
		case err != nil || !result.IsKnown() || result.IsNull():
			verdict = setting.Undecided
		case result.False():
			return setting.Refuses
		}
	}
	return verdict
}

// callsOthers reports whether a condition calls a function that is not known.
// Evaluating it would fail, which can() would take for an answer.
func callsOthers(condition string, known map[string]function.Function) bool {
	for head, rest, ok := strings.Cut(condition, "("); ok; head, rest, ok = strings.Cut(rest, "(") {
		end := len(strings.TrimRight(head, " \t\n"))
		start := end
		for start > 0 && asciiWord(head[start-1]) {
			start--
		}
		switch name := head[start:end]; name {
		case "", "in", "if":
		default:
			if _, ok := known[name]; !ok {
				return true
			}
		}
	}
	return false
}
