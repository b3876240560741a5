package redact

import (
	"fmt"
	"strings"
)

// An Option changes what New builds.
type Option func(*Redactor) error

// WithKinds looks for these kinds only.
func WithKinds(list ...Kind) Option {
	return func(r *Redactor) error {
		for k := range r.on {
			r.on[k] = false
		}
		return r.turn(list, true)
	}
}

// WithoutKinds leaves these kinds in the text.
func WithoutKinds(list ...Kind) Option {
	return func(r *Redactor) error { return r.turn(list, false) }
}

// WithoutRules leaves what the rules with these ids find, which are those of
// Finding.Rule; for a rule that is wrong about one's own texts.
func WithoutRules(ids ...string) Option {
	return func(r *Redactor) error {
		for _, id := range ids {
			r.off[id] = true
		}
		return nil
	}
}

func (r *Redactor) turn(list []Kind, on bool) error {
	for _, k := range list {
		if _, ok := r.on[k]; !ok {
			return fmt.Errorf("unknown kind %q", k)
		}
		r.on[k] = on
	}
	return nil
}

// WithNames also replaces the resource names in ARNs. Without it an ARN loses its
// account number only, and one of S3, which has none, its bucket.
func WithNames() Option {
	return func(r *Redactor) error { return r.turn([]Kind{KindName}, true) }
}

// minTerm is the shortest term, in bytes; shorter ones occur in every text.
const minTerm = 3

// WithTerms replaces the given words wherever they stand, also inside longer
// words: company names, code names. They match as given and in all lower and
// all upper case.
func WithTerms(terms ...string) Option {
	return func(r *Redactor) error {
		for i, term := range terms {
			if len(term) < minTerm {
				return fmt.Errorf("term %d is shorter than %d bytes", i+1, minTerm)
			}
			r.terms = append(r.terms, term, strings.ToLower(term), strings.ToUpper(term))
		}
		return r.turn([]Kind{KindTerm}, true)
	}
}

// WithAllow never replaces the given values, such as account numbers that the
// user's organisation publishes.
func WithAllow(values ...string) Option {
	return func(r *Redactor) error {
		for _, v := range values {
			r.allow[v] = true
		}
		return nil
	}
}

// WithPrefix begins placeholders with the given word instead of REDACTED. It
// is upper-case letters; a text that already holds it gets another one.
func WithPrefix(word string) Option {
	return func(r *Redactor) error {
		if len(word) < 2 || masks([]byte(word)) != upper {
			return fmt.Errorf("prefix must be two or more upper-case letters")
		}
		r.prefixes = append([]string{word}, defaultPrefixes...)
		return nil
	}
}

// WithSizeLimit refuses texts of more than limit bytes, DefaultSizeLimit
// unless given.
func WithSizeLimit(limit int) Option {
	return func(r *Redactor) error {
		if limit <= 0 || limit > maxSizeLimit {
			return fmt.Errorf("size limit must be between 1 and %d bytes", maxSizeLimit)
		}
		r.limit = limit
		return nil
	}
}
