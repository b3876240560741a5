package setting

import (
	"fmt"
	"strconv"
	"strings"
)

// A factor is a whole number inside a product, and where it stands.
type factor struct {
	start, end int
	value      Seconds
}

// converts reports whether f turns one unit into another rather than counts.
func (f factor) converts() bool { return f.value == 60 || f.value == 3600 }

// factors splits raw at "*". It fails unless every part is a whole number in
// decimal digits, blanks and parentheses around the whole set aside.
func factors(raw string) ([]factor, bool) {
	inner := strings.TrimSpace(raw)
	lead := strings.Index(raw, inner)
	for strings.HasPrefix(inner, "(") && strings.HasSuffix(inner, ")") {
		inner, lead = inner[1:len(inner)-1], lead+1
	}
	var found []factor
	at := lead
	for part := range strings.SplitSeq(inner, "*") {
		digits := strings.TrimSpace(part)
		n, err := strconv.ParseInt(strings.ReplaceAll(digits, "_", ""), 10, 40)
		if err != nil || n < 0 || strings.ContainsAny(digits, "+-") {
			return nil, false
		}
		start := at + strings.Index(part, digits)
		if len(digits) > 1 && digits[0] == '0' && strings.Contains(inner, "*") {
			return nil, false // a shell's arithmetic reads it as octal, Terraform does not
		}
		found = append(found, factor{start, start + len(digits), Seconds(n)})
		at += len(part) + 1
	}
	return found, true
}

func product(raw string) (Seconds, bool) {
	parts, ok := factors(raw)
	if !ok {
		return 0, false
	}
	total := Seconds(1)
	for _, f := range parts {
		if f.value > 1<<40 || total > 1<<20 && f.value > 1<<20 {
			return 0, false
		}
		total *= f.value
	}
	return total, true
}

// spellProduct replaces one factor of raw so that the product is want: the
// last one that is not a unit conversion (60, 3600) if there is one. Where no
// factor fits, or raw is a plain number, the result is want in digits.
func spellProduct(raw string, want Seconds) string {
	parts, ok := factors(raw)
	total, fits := product(raw)
	if !ok || !fits || len(parts) < 2 || total == 0 {
		return fmt.Sprint(int64(want))
	}
	best := -1
	for i, f := range parts {
		if want%(total/f.value) != 0 {
			continue
		}
		if best < 0 || !f.converts() || parts[best].converts() {
			best = i
		}
	}
	if best < 0 {
		return fmt.Sprint(int64(want))
	}
	f := parts[best]
	return raw[:f.start] + fmt.Sprint(int64(want/(total/f.value))) + raw[f.end:]
}
