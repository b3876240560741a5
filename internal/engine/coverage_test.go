package engine

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/plan"
	"stackengine.dev/sandbox/internal/setting"
)

// Every rule, explanation, limit and format has a case in which it speaks,
// and formats and rules have one in which they stay quiet.
func TestGoldensCoverEverything(t *testing.T) {
	rules, keys, limits := map[string]int{}, map[string]int{}, map[string]int{}
	spoke, quiet := map[string]int{}, map[string]int{}
	cases := 0
	for _, path := range goldenFiles(t) {
		c := readCase(t, path)
		r := c.call(t)
		cases++
		isQuiet := strings.HasPrefix(filepath.Base(path), "quiet_")
		said := map[string]bool{}
		for _, f := range r.Findings {
			said[f.Rule] = true
			for _, k := range f.Explain {
				keys[k]++
			}
		}
		for rule := range said {
			rules[rule]++
		}
		for _, f := range r.Refusals {
			keys[f.Explain]++
		}
		if len(r.Refusals) > 0 {
			rules["unproved-value"]++
		}
		for _, n := range r.Notes {
			keys[n.Explain]++
		}
		for _, s := range r.Settings {
			limits[s.Limit]++
		}
		folder := filepath.Base(filepath.Dir(path))
		if isQuiet {
			quiet[folder]++
		} else {
			spoke[folder]++
		}
	}
	for _, r := range plan.AllRules() {
		if rules[r.ID] == 0 || rules[r.ID] == cases {
			t.Errorf("rule %s speaks in %d of %d cases", r.ID, rules[r.ID], cases)
		}
	}
	for _, e := range plan.Explanations {
		if keys[e.Key] == 0 {
			t.Errorf("no case gives the explanation %s", e.Key)
		}
		delete(keys, e.Key)
	}
	for key := range keys {
		t.Errorf("an answer carries %q, which nothing explains", key)
	}
	for _, l := range setting.Limits {
		if limits[l.ID] == 0 && l != setting.OtherService {
			t.Errorf("no case has a setting of limit %s", l.ID)
		}
	}
	for _, f := range format.Formats {
		folder := strings.ReplaceAll(f.ID, "-", "")
		if spoke[folder] == 0 || quiet[folder] == 0 {
			t.Errorf("testdata/%s: %d cases that speak, %d that are quiet", folder, spoke[folder], quiet[folder])
		}
	}
}

// The caller's word for a notation goes before every guess, and nothing else
// is read then: not from its own cases, and not from a text of another one.
func TestNotationIsTheCallers(t *testing.T) {
	mixed := readCase(t, "testdata/mixed/role_and_caller.txtar")
	for _, f := range format.Formats {
		own, err := filepath.Glob("testdata/" + strings.ReplaceAll(f.ID, "-", "") + "/[^q]*.txtar")
		if err != nil || len(own) == 0 {
			t.Fatalf("%s: no case that speaks: %v", f.ID, err)
		}
		for i, c := range []goldenCase{readCase(t, own[0]), mixed} {
			all := c.call(t)
			c.options["format"], _ = json.Marshal(f.ID)
			r := c.call(t)
			c.checkPromises(t, r)
			if got := r.Files[0].Format; got.ID != f.ID || got.Why != "you chose it" {
				t.Errorf("%s: the text is %s, because %s", f.ID, got.ID, got.Why)
			}
			if len(r.Settings) > len(all.Settings) || i == 1 && len(r.Settings) > 1 {
				t.Errorf("%s: %d settings, where all notations find %d", f.ID, len(r.Settings), len(all.Settings))
			}
		}
		delete(mixed.options, "format")
	}
}

// The README's table of rules is the engine's.
func TestReadmeListsTheRules(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range plan.AllRules() {
		if row := "| `" + r.ID + "` | " + r.Title + " |"; !strings.Contains(string(readme), row) {
			t.Errorf("README.md lacks the row\n%s", row)
		}
	}
	for _, f := range format.Formats {
		if !strings.Contains(strings.ToLower(string(readme)), strings.ToLower(f.Title)) {
			t.Errorf("README.md does not name %s", f.Title)
		}
	}
}

func TestAboutTellsEverything(t *testing.T) {
	var about struct {
		Rules        []struct{ ID, Title, Doc string }
		Explanations []struct {
			Key, Title, Text, Docs string
			Sources                []string
		}
		Limits []struct{ ID, Source string }
	}
	if err := json.Unmarshal(Handle("about", []byte(`{}`)), &about); err != nil {
		t.Fatal(err)
	}
	if len(about.Rules) != len(plan.AllRules()) || len(about.Limits) != len(setting.Limits) {
		t.Errorf("about has %d rules and %d limits", len(about.Rules), len(about.Limits))
	}
	for _, e := range about.Explanations {
		if e.Title == "" || len(e.Text) < 40 || e.Docs != "docs/"+e.Key+".html" {
			t.Errorf("explanation %q is not whole: %+v", e.Key, e)
		}
		for _, s := range e.Sources {
			if !strings.HasPrefix(s, "https://") {
				t.Errorf("explanation %q: source %q is no page", e.Key, s)
			}
		}
	}
}
