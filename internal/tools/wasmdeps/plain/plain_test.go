package plain

import (
	"math/rand/v2"
	"regexp"
	"testing"
)

var expressions = []string{
	`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`,
	`[^a-zA-Z0-9]`,
	`\s`,
	`[\r\n]`,
	`\n\r?\n$`,
	`^\r?\n\r?\n`,
}

// Every plain form agrees with its regular expression on all short texts of
// the characters that the expressions name, and on longer ones by chance.
func TestSaysWhatTheExpressionSays(t *testing.T) {
	const alphabet = "05679_:.eE+- \t\n\r\fxÄ\v"
	letters := []rune(alphabet)
	for _, expression := range expressions {
		re := regexp.MustCompile(expression)
		matched := 0
		check := func(s string) {
			want := re.MatchString(s)
			if pattern(expression).MatchString(s) != want {
				t.Fatalf("%s: %q: the regular expression says %v", expression, s, want)
			}
			if want {
				matched++
			}
		}
		var all func(s string, left int)
		all = func(s string, left int) {
			check(s)
			for _, c := range letters {
				if left > 0 {
					all(s+string(c), left-1)
				}
			}
		}
		all("", 4)
		random := rand.New(rand.NewPCG(1, 2))
		for range 100_000 {
			s := make([]rune, 5+random.IntN(8))
			for i := range s {
				s[i] = letters[random.IntN(len(letters)-7*random.IntN(2))]
			}
			check(string(s))
		}
		if matched == 0 {
			t.Errorf("%s: no text matched", expression)
		}
	}
}

func TestUnknownExpressionPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an expression without a plain form was accepted")
		}
	}()
	pattern("[a-z]").MatchString("a")
}
