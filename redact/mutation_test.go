package redact

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A mutant text is a case, and what the unbroken rules make of it.
type mutantText struct {
	text []byte
	opts []Option
	want string
}

// mutantTexts are the cases in which something is found, and those in which
// known values are found again.
func mutantTexts(t *testing.T) []mutantText {
	var list []mutantText
	add := func(template string, opts ...Option) {
		text, _ := expand(1, template)
		list = append(list, mutantText{[]byte(text), opts, redactedWith(mustNew(t, opts...), text)})
	}
	for kind, cases := range kindCases {
		for _, c := range cases {
			switch {
			case c.want == "":
			case kind == KindName:
				add(c.text, WithNames())
			case kind == KindTerm:
				add(c.text, WithTerms("Acme"))
			default:
				add(c.text)
			}
		}
	}
	for _, template := range repeatedCases {
		add(template)
	}
	return list
}

// repeatedCases have a value once where a rule finds it and once where only
// the search for known values does.
var repeatedCases = []string{
	"redis://:«password»@c:1\nlogin with «password» failed",
	"redis://:pa\"ss«password»@c:1\n«password» pa&#34;ss«password»",
}

func redactedWith(r *Redactor, text string) string {
	result, err := r.NewSession().Redact([]byte(text), Hint{})
	if err != nil {
		return err.Error()
	}
	return result.Text.String()
}

// ruleIDs are the ids of all rules in the package's source.
func ruleIDs(t *testing.T) []string {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Skip("SKIPPED: the package's source is not here")
	}
	var ids []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`&rule\{"([a-z0-9-]+)"`).FindAllSubmatch(source, -1) {
			if id := string(m[1]); !strings.HasSuffix(id, "-") {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// TestEveryRuleIsNeeded takes away each rule in turn, and fails for one
// without which every case gives the same: nothing would notice if it broke.
func TestEveryRuleIsNeeded(t *testing.T) {
	texts := mutantTexts(t)
	for _, id := range ruleIDs(t) {
		if !anyChanges(t, texts, WithoutRules(id)) {
			t.Errorf("no case changes without the rule %q", id)
		}
	}
}

// TestEveryKindIsNeeded turns off each kind in turn.
func TestEveryKindIsNeeded(t *testing.T) {
	texts := mutantTexts(t)
	for _, info := range Kinds() {
		if !anyChanges(t, texts, func(r *Redactor) error {
			r.on[info.Kind] = false
			delete(r.rows, info.Kind)
			return nil
		}) {
			t.Errorf("no case changes without the kind %s", info.Kind)
		}
	}
}

// TestEveryHookIsNeeded takes each hook of each row away in turn.
func TestEveryHookIsNeeded(t *testing.T) {
	texts := mutantTexts(t)
	for i, row := range kinds {
		for _, hook := range []struct {
			name string
			has  bool
			take func()
		}{
			{"word", row.word != nil, func() { row.word = nil }},
			{"atom", row.atom != nil, func() { row.atom = nil }},
			{"mark", row.mark != nil, func() { row.mark, row.marks = nil, "" }},
			{"named", row.named != nil, func() { row.named = nil }},
			{"finish", row.finish != nil, func() { row.finish = nil }},
		} {
			if !hook.has {
				continue
			}
			row = kinds[i]
			hook.take()
			without := row
			if !anyChanges(t, texts, func(r *Redactor) error {
				r.full = dispatchOf(r, &without)
				return nil
			}) {
				t.Errorf("no case changes without the %s hook of %s", hook.name, row.kind)
			}
		}
	}
}

// dispatchOf is the dispatch of the kinds that are on, with one row changed.
func dispatchOf(r *Redactor, changed *row) *dispatch {
	var rows []*row
	for i := range kinds {
		switch {
		case !r.on[kinds[i].kind]:
		case kinds[i].kind == changed.kind:
			rows = append(rows, changed)
		default:
			rows = append(rows, &kinds[i])
		}
	}
	return newDispatch(rows)
}

// anyChanges reports whether a case changes with a broken Redactor.
func anyChanges(t *testing.T, texts []mutantText, breakIt func(*Redactor) error) bool {
	for _, c := range texts {
		r := mustNew(t, c.opts...)
		if err := breakIt(r); err != nil {
			t.Fatal(err)
		}
		if redactedWith(r, string(c.text)) != c.want {
			return true
		}
	}
	return false
}
