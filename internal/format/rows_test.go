//go:build !js

// Taking rows out says nothing of the wasm, and takes a minute there.

package format

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A tableRow is a row of one of the tables in this package.
type tableRow struct {
	table, label string
	spelling     string // what a text has to hold for the row to matter
	word         string // the same, as rowText has it
	without      func() (restore func())
}

// rowText is text without case and without what notations put between words.
func rowText(text string) string {
	return strings.NewReplacer("_", "", "-", "", "*", "").Replace(strings.ToLower(text))
}

// rowsOf lists the rows of a table. Word tells what of a row a text has to
// hold.
func rowsOf[T any](table string, rows *[]T, word func(T) string) (list []tableRow) {
	all := *rows
	for i, row := range all {
		list = append(list, tableRow{table, strings.TrimSpace(fmt.Sprintf("%d %+v", i, row)), word(row), rowText(word(row)), func() func() {
			*rows = slices.Delete(slices.Clone(all), i, i+1)
			return func() { *rows = all }
		}})
	}
	return list
}

// keysOf lists the rows of a table that is a map.
func keysOf[T any](table string, rows *map[string]T) (list []tableRow) {
	all := *rows
	for _, key := range slices.Sorted(maps.Keys(all)) {
		word := key[strings.LastIndexByte(key, ':')+1:]
		list = append(list, tableRow{table, key, word, rowText(word), func() func() {
			*rows = maps.Clone(all)
			delete(*rows, key)
			return func() { *rows = all }
		}})
	}
	return list
}

func itself(word string) string { return word }

// allRows are the rows of the tables that say where lengths stand, and of the
// lists of words that decide what is one.
func allRows() []tableRow {
	return slices.Concat(
		rowsOf("hclPlaces", &hclPlaces, func(r hclPlace) string { return r.key }),
		rowsOf("hclRoleTypes", &hclRoleTypes, func(r hclRoleType) string { return r.word }),
		rowsOf("hclStrangers", &hclStrangers, func(r hclStranger) string { return r.key }),
		rowsOf("shellPlaces", &shellPlaces, func(r shellPlace) string { return r.operation }),
		rowsOf("cfnKinds", &cfnKinds, func(r cfnKind) string { return r.key }),
		rowsOf("cfnRunners", &cfnRunners, func(r cfnRunner) string { return r.resource }),
		rowsOf("configPlaces", &configPlaces, func(r configPlace) string { return r.key }),
		rowsOf("cdkClasses", &cdkClasses, func(r cdkClass) string { return r.name }),
		rowsOf("cdkRequests", &cdkRequests, func(r cdkRequest) string { return r.under }),
		rowsOf("pipelinePlaces", &pipelinePlaces, func(r pipelinePlace) string { return r.length[0] }),
		rowsOf("kubernetesKinds", &kubernetesKinds, func(r kubernetesKind) string { return r.group }),
		keysOf("pulumiTypes", &pulumiTypes),
		keysOf("pulumiAssumptions", &pulumiAssumptions),
		keysOf("ansibleModules", &ansibleModules),
		keysOf("landingZonePlaces", &landingZonePlaces),
		keysOf("airflowMethods", &airflowMethods),
		rowsOf("sdkPlaces", &sdkPlaces, func(r sdkPlace) string { return r.name }),
		rowsOf("sdkFields", &sdkFields, func(r sdkField) string { return r.name }),
		rowsOf("sessionKeys", &sessionKeys, func(r struct{ prefix, words string }) string { return r.prefix }),
		rowsOf("loginPlaces", &loginPlaces, func(r loginPlace) string { return r.name }),
		rowsOf("wordings", &wordings, func(r wording) string { return "" }),
		rowsOf("messageFields", &messageFields, func(r struct{ name, is string }) string { return r.name }),
		rowsOf("callPhrases", &callPhrases, func(r struct{ phrase, call string }) string { return r.phrase }),
		keysOf("machineSources", &machineSources),
		keysOf("sessionCalls", &sessionCalls),
		words("callMarks", &callMarks),
		words("roleMarks", &roleMarks),
		words("sessionPrograms", &sessionPrograms),
		words("awsDomains", &awsDomains), words("shellFetchers", &shellFetchers), words("sessionPrinters", &sessionPrinters), words("runners", &runners),
		words("shellFunctions", &shellFunctions), words("shellKeys", &shellKeys), words("shellInterpreters", &shellInterpreters), words("testObjects", &testObjects),
		rowsOf("winPlaces", &winPlaces, func(r winPlace) string { return r.cmdlet }),
		words("winSessions", &winSessions), words("ansibleTokens", &ansibleTokens), words("awsKeys", &awsKeys), words("cfnLists", &cfnLists),
		words("ciWriters", &ciWriters), words("ciBlocks", &ciBlocks), words("ciScripts", &ciScripts),
		keysOf("workflowContexts", &workflowContexts),
		words("branchWords", &branchWords), words("callWords", &callWords), words("commandWords", &commandWords), words("sessionWords", &sessionWords),
		words("inlineTags", &inlineTags), words("assertions", &assertions), words("otherClouds", &otherClouds), words("spaced", &spaced),
		words("setters", &setters), words("lastSetters", &lastSetters),
	)
}

func words(table string, list *[]string) []tableRow { return rowsOf(table, list, itself) }

// A rowCase is a golden case, read with all rows.
type rowCase struct {
	name, text string
	docs       []*source.Document
	said       string
}

func rowCases(t *testing.T) (list []rowCase) {
	paths, err := filepath.Glob("../engine/testdata/*/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c := rowCase{name: path}
		for _, f := range txtar.Parse(data).Files {
			name, isFile := strings.CutPrefix(f.Name, "file ")
			if !isFile && !strings.HasPrefix(f.Name, "in.") {
				continue
			}
			if !isFile {
				name = ""
			}
			doc, err := source.New(name, string(f.Data))
			if err != nil {
				t.Fatal(err)
			}
			c.docs = append(c.docs, doc)
			c.text += rowText(string(f.Data)) + "\n"
		}
		c.said = said(c.docs)
		list = append(list, c)
	}
	return list
}

// said is all that Read answers, as text.
func said(docs []*source.Document) string {
	found, guesses := Read(docs, "")
	var out strings.Builder
	for _, s := range found.Settings {
		if s.Def != nil {
			fmt.Fprintln(&out, s.Def.Place, s.Def.Unit, s.Def.At, s.Def.Users, s.Def.Caveat, s.Def.Allows != nil)
		}
		if s.Gap != nil {
			fmt.Fprintln(&out, *s.Gap)
		}
		if s.Why != nil {
			fmt.Fprintln(&out, *s.Why)
		}
		s.Def, s.Gap, s.Why = nil, nil, nil
		fmt.Fprintln(&out, s)
	}
	found.Settings, found.Islands = nil, nil
	fmt.Fprintln(&out, found, guesses)
	return out.String()
}

// Every row has a golden case that would read otherwise without it.
func TestEveryRowHasACase(t *testing.T) {
	cases := rowCases(t)
	for _, c := range cases {
		if said(c.docs) != c.said {
			t.Fatalf("%s: the same text was read in two ways", c.name)
		}
	}
	for _, row := range allRows() {
		if !matters(row, cases) {
			t.Errorf("%s: no golden case needs the row %s", row.table, row.label)
		}
	}
}

func matters(row tableRow, cases []rowCase) bool {
	defer row.without()()
	for _, c := range cases {
		if strings.Contains(c.text, row.word) && said(c.docs) != c.said {
			return true
		}
	}
	return false
}

// spellings are the tables whose rows are names that a notation gives a length
// or what holds one; the other lists are of words in prose, endings, domains.
var spellings = []string{
	"hclPlaces", "hclRoleTypes", "shellPlaces", "cfnKinds", "configPlaces", "cdkClasses", "cdkRequests", "pipelinePlaces", "kubernetesKinds",
	"pulumiTypes", "pulumiAssumptions", "ansibleModules", "landingZonePlaces", "sdkPlaces", "sdkFields", "loginPlaces", "winPlaces",
}

// Every row is quiet on a longer word that only begins, or ends, as its own
// does: in a case that needs the row, it finds no length by such a word.
func TestRowsAreQuietOnLongerWords(t *testing.T) {
	cases := rowCases(t)
	for _, row := range allRows() {
		if !slices.Contains(spellings, row.table) {
			continue
		}
		tried := false
		for _, c := range cases {
			if tried || !strings.Contains(c.text, row.word) || !matters(row, []rowCase{c}) {
				continue
			}
			docs := c.longer(t, row.spelling)
			with := located(docs)
			restore := row.without()
			without := located(docs)
			restore()
			if !slices.Equal(with, without) {
				t.Errorf("%s: row %s of %s speaks for a longer word\n%q, without it\n%q", c.name, row.label, row.table, with, without)
			}
			tried = true
		}
		if !tried {
			t.Errorf("no golden case needs the row %s of %s", row.label, row.table)
		}
	}
}

// longer is the case's documents with each such word made longer: at its end,
// or at its beginning where the row allows any end.
func (c rowCase) longer(t *testing.T, spelling string) (docs []*source.Document) {
	var pattern strings.Builder
	for _, r := range strings.Trim(spelling, "*") {
		if r == '_' || r == '-' {
			continue
		}
		if pattern.Len() > 0 {
			pattern.WriteString("[-_]?")
		}
		pattern.WriteString(regexp.QuoteMeta(string(r)))
	}
	to := "${0}elsewhere"
	if strings.HasSuffix(spelling, "*") {
		to = "other${0}"
	}
	words := regexp.MustCompile("(?i)" + pattern.String())
	for _, d := range c.docs {
		doc, err := source.New(d.Name, words.ReplaceAllString(d.Text, to))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

// located is where Read finds lengths.
func located(docs []*source.Document) (list []string) {
	found, _ := Read(docs, "")
	for _, s := range found.Settings {
		if s.State != setting.Absent {
			list = append(list, fmt.Sprint(s.Place))
		}
	}
	return list
}
