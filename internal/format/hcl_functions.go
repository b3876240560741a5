package format

import (
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// hclFunctions are the functions that conditions on lengths use. Of go-cty's
// own, only those that internal/tools/wasmdeps keeps are there. Regular
// expressions are left out: they would make the wasm larger by a twentieth,
// and a length is seldom checked with one.
func hclFunctions() map[string]function.Function {
	return map[string]function.Function{
		"abs":      stdlib.AbsoluteFunc,
		"can":      tryfunc.CanFunc,
		"ceil":     stdlib.CeilFunc,
		"contains": hclFunction(cty.Bool, hclContains, cty.DynamicPseudoType, cty.DynamicPseudoType),
		"floor":    stdlib.FloorFunc,
		"max":      stdlib.MaxFunc,
		"min":      stdlib.MinFunc,
		"parseint": stdlib.ParseIntFunc,
		"range": function.New(&function.Spec{
			VarParam: &function.Parameter{Type: cty.Number}, Type: function.StaticReturnType(cty.List(cty.Number)), Impl: hclNumbers,
		}),
		"signum":     stdlib.SignumFunc,
		"tonumber":   hclFunction(cty.Number, hclTo, cty.DynamicPseudoType),
		"tostring":   hclFunction(cty.String, hclTo, cty.DynamicPseudoType),
		"trimsuffix": hclFunction(cty.String, hclTrimSuffix, cty.String, cty.String),
		"try":        tryfunc.TryFunc,
	}
}

func hclFunction(result cty.Type, does function.ImplFunc, takes ...cty.Type) function.Function {
	spec := &function.Spec{Type: function.StaticReturnType(result), Impl: does}
	for _, t := range takes {
		spec.Params = append(spec.Params, function.Parameter{Type: t})
	}
	return function.New(spec)
}

// hclContains is contains of Terraform for the lists that validations have.
func hclContains(args []cty.Value, _ cty.Type) (cty.Value, error) {
	if t := args[0].Type(); !t.IsListType() && !t.IsTupleType() && !t.IsSetType() {
		return cty.NilVal, errors.New("contains needs a list")
	}
	for it := args[0].ElementIterator(); it.Next(); {
		_, element := it.Element()
		if same := args[1].Equals(element); !same.IsKnown() || same.True() {
			return same, nil
		}
	}
	return cty.False, nil
}

// hclNumbers is range(limit), range(start, limit) or range(start, limit, step).
// Fractions, and counting down, are not worked out.
func hclNumbers(args []cty.Value, result cty.Type) (cty.Value, error) {
	if len(args) < 1 || len(args) > 3 {
		return cty.NilVal, errors.New("range takes one to three numbers")
	}
	n := make([]int64, len(args))
	for i, arg := range args {
		whole, accuracy := arg.AsBigFloat().Int64()
		if accuracy != 0 {
			return cty.UnknownVal(result), nil
		}
		n[i] = whole
	}
	start, limit, step := int64(0), n[0], int64(1)
	if len(n) > 1 {
		start, limit = n[0], n[1]
	}
	if len(n) > 2 {
		step = n[2]
	}
	if step <= 0 || limit <= start || (limit-start)/step > maxRange {
		return cty.UnknownVal(result), nil
	}
	var counted []cty.Value
	for at := start; at < limit; at += step {
		counted = append(counted, cty.NumberIntVal(at))
	}
	return cty.ListVal(counted), nil
}

// maxRange is how far Terraform's own range counts.
const maxRange = 1024

// hclTo is tonumber and tostring.
func hclTo(args []cty.Value, result cty.Type) (cty.Value, error) {
	return convert.Convert(args[0], result)
}

func hclTrimSuffix(args []cty.Value, _ cty.Type) (cty.Value, error) {
	return cty.StringVal(strings.TrimSuffix(args[0].AsString(), args[1].AsString())), nil
}
