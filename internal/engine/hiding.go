package engine

import (
	"errors"
	"strings"

	"github.com/tidwall/gjson"
)

// A hiding is what a person wants hidden or kept beyond what the rules find.
type hiding struct {
	terms []string // hidden wherever they stand
	keep  []string // values that stay
	names bool     // hide the names of resources in ARNs too
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
		})
	}
}
