//go:build gitleaks

package gitleaks

import (
	"strings"
	"testing"

	"stackengine.dev/sandbox/redact"
)

// The floor for what gitleaks calls its positives, and the ceiling for what
// its rule for keys of any service calls negatives. The negatives of the other
// rules are mostly secrets that another rule takes.
const (
	floorGone   = 0.97
	mostTouched = 0.10
)

// What gitleaks' own rules find in their own examples is gone after redacting;
// of AWS and private keys all of it.
func TestPositivesAreGone(t *testing.T) {
	samples := fetch(t)
	type tally struct{ gone, all int }
	total, rules := tally{}, map[string]*tally{}
	for _, s := range samples {
		if !s.Positive {
			continue
		}
		out := redacted(t, s.Text)
		left := false
		for _, secret := range s.Secrets {
			left = left || strings.Contains(out, secret)
		}
		rule := rules[s.Rule]
		if rule == nil {
			rule = &tally{}
			rules[s.Rule] = rule
		}
		rule.all++
		total.all++
		if !left {
			rule.gone++
			total.gone++
		}
	}
	t.Logf("gone: %d of %d positives of %d rules, %.4f", total.gone, total.all, len(rules), float64(total.gone)/float64(total.all))
	for name, rule := range rules {
		if rule.gone < rule.all {
			t.Logf("%s: %d of %d", name, rule.gone, rule.all)
			if name == "aws-access-token" || name == "private-key" {
				t.Errorf("%s: %d of %d positives are left", name, rule.all-rule.gone, rule.all)
			}
		}
	}
	if share := float64(total.gone) / float64(total.all); share < floorGone {
		t.Errorf("%.4f of the positives are gone, the floor is %.2f", share, floorGone)
	}
}

// What only looks like a key stays.
func TestNegativesStay(t *testing.T) {
	touched, all := 0, 0
	for _, s := range fetch(t) {
		if s.Positive || s.Rule != "generic-api-key" {
			continue
		}
		all++
		if out := redacted(t, s.Text); out != s.Text {
			touched++
			t.Logf("%q becomes %q", s.Text, out)
		}
	}
	t.Logf("touched: %d of %d negatives", touched, all)
	if all == 0 || float64(touched)/float64(all) > mostTouched {
		t.Errorf("%d of %d negatives are touched, at most %.2f may be", touched, all, mostTouched)
	}
}

func redacted(t *testing.T, text string) string {
	t.Helper()
	redactor, err := redact.New()
	if err != nil {
		t.Fatal(err)
	}
	result, err := redactor.NewSession().Redact([]byte(text), redact.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	return result.Text.String()
}

func fetch(t *testing.T) []Sample {
	t.Helper()
	dir := t.TempDir()
	if err := Source(dir); err != nil {
		t.Skipf("SKIPPED gitleaks: %v", err)
	}
	samples, err := Samples(dir)
	if err != nil {
		t.Fatal(err)
	}
	return samples
}
