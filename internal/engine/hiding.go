package engine

import (
	"errors"
	"strings"

	"github.com/tidwall/gjson"

	"stackengine.dev/sandbox/redact"
)

// A hiding is what a person wants hidden or kept beyond what the rules find.
type hiding struct {
	terms   []string      // hidden wherever they stand
	keep    []string      // values that stay, as they are written in the text
	names   bool          // hide the names of resources in ARNs too
	without []redact.Kind // kinds that stay
}

// maxTerms bounds the lists of a hiding.
const maxTerms = 1000

func (h *hiding) field() field {
	list := func(what string, into *[]string) field {
		return each(what, maxTerms, func(v gjson.Result) error {
			var s string
			if err := text(&s)(v); err != nil {
				return err
			}
			if strings.TrimSpace(s) == "" {
				return errors.New("must not be blank")
			}
			*into = append(*into, s)
			return nil
		})
	}
	return func(v gjson.Result) error {
		return read(v, "options", map[string]field{
			"terms": list("the terms", &h.terms),
			"keep":  list("the values to keep", &h.keep),
			"names": boolean(&h.names),
			"without": each("the kinds", maxTerms, func(v gjson.Result) error {
				for _, k := range redact.Kinds() {
					if v.Type == gjson.String && v.String() == string(k.Kind) {
						h.without = append(h.without, k.Kind)
						return nil
					}
				}
				return errors.New("must be kinds that are known")
			}),
		})
	}
}
