package format

import (
	"slices"
	"strings"
)

// A cdkAround is what a property stands in: the keys and calls around it, the
// innermost first.
type cdkAround struct {
	names    []string
	provider bool // a provider of AWS's is made around it
	foreign  bool // something of another cloud's is
	asserted bool // a test compares with it
}

// maxAround is how many brackets around a property are looked at.
const maxAround = 8

// around reads what the token i stands in.
func (f *cdkFinder) around(i int) cdkAround {
	var a cdkAround
	if names := f.chain(i); f.text(i-1) == "." { // a builder of the object itself
		if typed := f.text(names[len(names)-1]); isAssumed(typed) {
			a.names = append(a.names, typed)
		}
	}
	for open, n := f.up(i), 0; open >= 0 && n < maxAround; open, n = f.up(open), n+1 {
		start := open
		if name := f.callee(open); name >= 0 {
			names := f.chain(name)
			start = names[len(names)-1]
			word, qualifier := f.text(name), ""
			if name > start {
				qualifier = f.doc.Text[f.tokens[start].start:f.tokens[name-2].end]
			}
			a.names = append(a.names, word)
			a.asserted = a.asserted || slices.Contains(assertions, word)
			if len(qualifier) <= maxQualifier {
				a.foreign = a.foreign || foreign(qualifier)
				a.provider = a.provider || isAWSProvider(word, qualifier)
			}
		}
		for f.text(start-1) == "new" || f.text(start-1) == "&" {
			start--
		}
		if f.kind(start-1) == codeMark && isSetter(f.text(start-1)) {
			if key := f.word(start - 2); key != "" {
				a.names = append(a.names, key)
			}
		}
	}
	return a
}

// isAWSProvider reports whether a class is the AWS provider of Pulumi or of
// CDK for Terraform.
func isAWSProvider(name, qualifier string) bool {
	switch name {
	case "AwsProvider":
		return true
	case "Provider", "NewProvider", "ProviderArgs":
		return qualifier == "aws" || qualifier == "Aws" || qualifier == "pulumi_aws" || qualifier == "pulumiAws"
	}
	return false
}

// under is the index of the name that row is looked for under, or -1. What
// stands further out than the provider is not looked at.
func (a *cdkAround) under(row *cdkRequest) int {
	return slices.IndexFunc(a.names[:min(len(a.names), 4)], row.isUnder)
}

// title names the place in the user's words.
func (a *cdkAround) title(name string) string {
	if key, typed := strings.CutPrefix(strings.TrimPrefix(name, "Aws"), "Provider"); typed && isAssumed(name) {
		name = "assumeRole" // the key, for which the type is
		if strings.HasPrefix(key, "AssumeRoleWithWebIdentity") {
			name = "assumeRoleWithWebIdentity"
		}
	}
	for _, around := range a.names {
		if around != name && !isAssumed(around) && strings.ToUpper(around[:1]) == around[:1] {
			return around + " " + name
		}
	}
	return name
}

// isAssumed reports whether name is a key or type of a role that a provider
// assumes.
func isAssumed(name string) bool {
	return strings.HasPrefix(strings.TrimPrefix(strings.TrimPrefix(name, "Aws"), "Provider"), "AssumeRole")
}
