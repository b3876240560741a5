package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// cdk reads programs that define infrastructure: the AWS CDK, Pulumi and CDK
// for Terraform, in the languages that they are written in.
var cdk = Format{
	ID: "cdk", Title: "CDK and Pulumi", Island: "infrastructure construct",
	Locate: locateCDK,
}

// A cdkFinder reads one stretch of code.
type cdkFinder struct {
	*codeFile
	used      map[int]bool    // tokens of keys that a construct has read
	lists     map[int]cdkList // by their brackets, where a property asked for them
	duration  *string         // how the program calls the CDK's Duration; nil until it is asked for
	isCDK     *bool           // the program imports the CDK; nil until it is asked for
	overrides bool            // a maximum is set on a resource after it is made
	count     int             // constructs of this document
	settings  []setting.Setting
	notes     []setting.Note
}

func locateCDK(docs []*source.Document) Found {
	var found Found
	for _, doc := range docs {
		if !mayHoldConstructs(doc.Text) {
			continue
		}
		count := 0
		for _, s := range codeStretches(doc) {
			if !mayHoldConstructs(doc.Text[s.Start:s.End]) {
				continue
			}
			f := &cdkFinder{codeFile: readCode(doc, s), used: map[int]bool{}, lists: map[int]cdkList{}}
			if f.tooDeep >= 0 {
				found.tooDeep(doc, f.tooDeep)
				continue
			}
			f.read()
			found.Settings = append(found.Settings, f.settings...)
			found.Notes = append(found.Notes, f.notes...)
			count += f.count
		}
		if count > 0 {
			found.Islands = append(found.Islands, Count{Doc: doc, N: count})
		}
	}
	found.sort(docs)
	return found
}

// cdkWords are those one of which a program has that defines a role or asks
// for a session.
var cdkWords = []string{"Role(", "Role.Builder", "CfnRole", "RoleProps", "RoleArgs", "PermissionSet", "Profile", "Provider", "AdditionalOptions", "Duration.", "Duration_"}

// mayHoldConstructs reports whether text is worth lexing.
func mayHoldConstructs(text string) bool {
	length := strings.Contains(text, "uration") // of every spelling
	for _, word := range cdkWords {
		if strings.Contains(text, word) && (length || strings.HasPrefix(word, "Role")) {
			return true
		}
	}
	return false
}

// full reports whether more lengths were found than are kept.
func (f *cdkFinder) full() bool { return len(f.settings)+len(f.notes) > maxFinds }

// read finds the constructs, then the lengths that stand elsewhere.
func (f *cdkFinder) read() {
	f.readBindings()
	f.findOverrides()
	for i := range f.tokens {
		if f.kind(i) != codeName || f.full() {
			continue
		}
		if class := cdkClassOf(f.text(i)); class != nil && !f.used[i] {
			f.construct(i, class)
		}
	}
	for i := range f.tokens {
		if (f.kind(i) == codeName || f.kind(i) == codeString) && !f.full() {
			f.property(i)
		}
	}
}
