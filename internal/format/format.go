// Package format finds session lengths in text. A Format knows one notation:
// its parser, its places, its traps. It never sees what the user wants.
//
// Every Format looks for islands: a block, statement or command that parses on
// its own, wherever it stands. So a paste may mix notations, be cut off, or be
// broken elsewhere, and only what can matter is parsed.
package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// maxDepth is the deepest nesting that reaches a parser. The parsers recurse,
// and a browser's worker has stack for about 800 levels; recover cannot help.
const maxDepth = 200

// A Format is one notation.
type Format struct {
	ID         string   // stable: "hcl"
	Title      string   // "Terraform"
	Island     string   // what one find is called: "Terraform block"
	Extensions []string // of file names, with the dot, lower case

	// Locate finds what docs say of session lengths. References are resolved
	// across docs, which lie in one folder as far as the notation cares.
	// It must be linear in their size, and return its finds in order of place.
	Locate func(docs []*source.Document) Found
}

// Formats lists the notations. Order breaks ties: between guesses, and between
// two notations that find a setting at the same place.
var Formats = []Format{
	hcl,
	powerShell,
	batch,
	shell,
	cloudFormation,
	awsConfig,
	cdk,
	workflow,
	pipeline,
	kubernetes,
	pulumiYAML,
	ansible,
	toolSettings,
	iamPolicy,
	terraformJSON,
	sdk,
	errorText,
}

// A Guess says which notation a document is, and why one may think so.
type Guess struct {
	Doc       *source.Document
	ID, Title string
	Why       string // a clause: "it holds 3 Terraform blocks"
}

// plainText is the ID of a document in which no notation was found.
const plainText = "text"

// ByID returns the Format of that ID.
func ByID(id string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.ID == id })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

func (f Format) ownsName(name string) bool {
	return slices.ContainsFunc(f.Extensions, func(ext string) bool {
		return strings.HasSuffix(strings.ToLower(name), ext)
	})
}
