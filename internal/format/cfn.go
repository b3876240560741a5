package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var cloudFormation = Format{
	ID: "cloudformation", Title: "CloudFormation", Island: "CloudFormation resource",
	Extensions: []string{".cfn.yaml", ".cfn.yml", ".cfn.json"},
	Locate:     locateCloudFormation,
}

// A cfnKind is a type of resource that has a session length. A new one is a
// new row.
type cfnKind struct {
	resource string // the resource's Type
	title    string // in a sentence
	key      string // the property
	kind     setting.Kind
	limit    *setting.Limit
	unit     setting.Unit
	absent   bool // left out, it stands for the limit's default and may be written
}

// cfnKinds lists them.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
var cfnKinds = []cfnKind{
	{"AWS::IAM::Role", "role", "MaxSessionDuration", setting.Cap, setting.RoleMaximum, setting.InSeconds, true},
	{"AWS::SSO::PermissionSet", "permission set", "SessionDuration", setting.Request, setting.PermissionSet, setting.ISO8601, false},
	{"AWS::RolesAnywhere::Profile", "Roles Anywhere profile", "DurationSeconds", setting.Request, setting.RolesAnywhere, setting.InSeconds, false},
}

func cfnKindOf(n *data.Node) *cfnKind {
	name := n.Member("Type")
	for i := range cfnKinds {
		if cfnKinds[i].resource == name {
			return &cfnKinds[i]
		}
	}
	return nil
}

// cfnGate are the words of which a document must hold one to be read at all.
var cfnGate = []string{"AWS::IAM::Role", "AWS::SSO::PermissionSet", "AWS::RolesAnywhere::Profile", "MaxSessionDuration"}

// cfnQuery says what of a large document is read: what holds these words, and
// what the properties beside them are judged by.
var cfnQuery = data.Query{
	Words: append([]string{"sts:AssumeRole"}, cfnGate...),
	Keep:  []string{"Parameters", "Properties", "Metadata", "AssumeRolePolicyDocument", "Statement", "Principal"},
}

// A cfnLocator is one call of locateCloudFormation.
type cfnLocator struct {
	found     Found
	docs      []*source.Document
	templates []*cfnTemplate
	resources []cfnResource // what has a length, in order of place
	skipped   map[*source.Document][]cfnResource
	users     map[*source.Document]map[string]int // how often each parameter is read
	anchors   map[*data.Node]int                  // how many aliases stand for a node
	overrides map[string][]cfnOverride            // values given to parameters that matter
	declared  map[string]int                      // how many files declare each of these
	apart     []*cfnTemplate                      // parameters without the resources
	runners   map[*source.Document]int            // how many signs it gave
	said      map[cfnQuestion]bool
	hops      int // templates that a value was followed through
}

// A cfnTemplate is a scope: what !Ref and !GetAtt look in.
type cfnTemplate struct {
	doc    *source.Document
	root   *data.Node // the mapping that holds Resources or, in a part of a template, the outermost one
	host   *data.Node // the block scalar that holds it; nil for a file's own
	output bool       // it was written by a tool
}

// A cfnResource is a resource, or its properties alone.
type cfnResource struct {
	*cfnKind
	t          *cfnTemplate
	node       *data.Node
	properties *data.Node
	output     bool
}

// locateCloudFormation finds session lengths in CloudFormation and SAM, in
// YAML and JSON: in resources wherever they stand. It reads all documents first, since
// a parameter may be set in another file than the one that declares it.
func locateCloudFormation(docs []*source.Document) Found {
	l := &cfnLocator{docs: docs, skipped: map[*source.Document][]cfnResource{}, users: map[*source.Document]map[string]int{}, anchors: map[*data.Node]int{}, runners: map[*source.Document]int{}, said: map[cfnQuestion]bool{}}
	for _, doc := range docs {
		query := cfnQuery
		query.Words = append(cfnRunnerWords(doc.Text), query.Words...)
		if !cfnMayMatter(doc.Text) && len(query.Words) == len(cfnQuery.Words) {
			continue
		}
		roots, problems := data.Read(doc, query)
		l.keepProblems(problems)
		for _, root := range roots {
			l.countAliases(root)
			l.walk(root, &cfnTemplate{doc: doc, root: root}, 0)
		}
		if n := cfnIslands(doc.Text); n > 0 {
			l.found.Islands = append(l.found.Islands, Count{Doc: doc, N: n})
		}
	}
	l.readOverrides()
	l.locate()
	l.noteServices()
	l.found.sort(docs)
	return l.found
}

func cfnMayMatter(text string) bool {
	for _, word := range cfnGate {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// cfnIslands is how many resources the beginning of text has.
func cfnIslands(text string) int {
	text = text[:min(len(text), maxCounted)]
	count := 0
	for _, start := range []string{"Type: AWS::", "Type: 'AWS::", `Type: "AWS::`, `"Type": "AWS::`, `"Type":"AWS::`} {
		count += strings.Count(text, start)
	}
	return count
}

// keepProblems keeps those that hide a length or a resource's type.
func (l *cfnLocator) keepProblems(problems []source.Problem) {
	for _, p := range problems {
		key, _, _ := strings.Cut(strings.Trim(p.Text(), " -\t"), ":")
		switch strings.Trim(key, `"'`) {
		case "Type", "MaxSessionDuration", "SessionDuration", "DurationSeconds":
			l.found.Problems = append(l.found.Problems, p)
		}
	}
}

// cfnNesting bounds templates inside templates.
const cfnNesting = 4

// walk looks for resources in n, which belongs to template t.
func (l *cfnLocator) walk(n *data.Node, t *cfnTemplate, nesting int) {
	switch n.Kind {
	case data.Scalar:
		l.inner(n, t, nesting)
		return
	case data.Alias:
		return
	case data.Mapping:
		if r := n.Get("Resources"); r != nil && r.Kind == data.Mapping && n != t.root {
			t = &cfnTemplate{doc: t.doc, root: n, host: t.host, output: t.output}
		}
		if n == t.root {
			t.output = t.output || cfnGenerated(n)
			l.templates = append(l.templates, t)
		}
		l.runner(t.doc, n)
		if kind := cfnKindOf(n); kind != nil {
			l.resources = append(l.resources, cfnResource{kind, t, n, n.Get("Properties"), t.output || cfnPrinted(n)})
		} else if l.loose(t.doc, n) {
			l.resources = append(l.resources, cfnResource{&cfnKinds[0], t, n, n, t.output || cfnPrinted(n)})
		}
	}
	for _, item := range n.Items {
		l.walk(item, t, nesting)
	}
}

// inner reads a template that stands in a block scalar of another one.
func (l *cfnLocator) inner(n *data.Node, t *cfnTemplate, nesting int) {
	if n.Style != data.Block || nesting >= cfnNesting || !cfnMayMatter(n.Text) {
		return
	}
	roots, problems := data.ReadSpan(t.doc, n.Span, cfnQuery)
	l.keepProblems(problems)
	for _, root := range roots {
		if root.JSON {
			continue // it was found in the document already
		}
		l.countAliases(root)
		l.walk(root, &cfnTemplate{doc: t.doc, root: root, host: n, output: t.output}, nesting+1)
	}
}

// countAliases counts what aliases under root stand for.
func (l *cfnLocator) countAliases(root *data.Node) {
	root.Walk(func(n *data.Node) bool {
		if target := n.Resolve(); target != n {
			l.anchors[target]++
		}
		return true
	})
}

// loose reports whether n is the properties of a role without the resource
// around them: pasted alone, or the input of create-role.
func (l *cfnLocator) loose(doc *source.Document, n *data.Node) bool {
	value := n.Get("MaxSessionDuration").Resolve()
	if value == nil || n.Flow && cfnPrinted(n) {
		return false // what the AWS CLI prints in JSON, the shell's format finds
	}
	if name, _ := cfnCall(value); name == "" && value.Kind != data.Scalar {
		return false // a schema
	}
	if n.Parent != nil && n.Name() == "Properties" && n.Parent.Get("Type") != nil {
		return false // of a resource whose type is told
	}
	for _, beside := range []string{"AssumeRolePolicyDocument", "ManagedPolicyArns", "PermissionsBoundary"} {
		if n.Get(beside) != nil {
			return true
		}
	}
	return n.Get("RoleName") != nil && l.says(doc, cfnOfAWS) || n.Parent == nil && l.says(doc, cfnErrors)
}

// Words that make more of a text's properties than their names do.
var (
	cfnOfAWS  = []string{"AWS::", "arn:aws", "AssumeRole", "aws "}
	cfnErrors = []string{"DurationSeconds exceeds"}
)

// says reports whether doc holds one of words. It looks once, since a text may
// ask thousands of times.
func (l *cfnLocator) says(doc *source.Document, words []string) bool {
	key := cfnQuestion{doc, words[0]}
	said, known := l.said[key]
	if !known {
		said = slices.ContainsFunc(words, func(w string) bool { return strings.Contains(doc.Text, w) })
		l.said[key] = said
	}
	return said
}

type cfnQuestion struct {
	doc  *source.Document
	word string
}

// cfnGenerated reports whether a template is what the CDK wrote.
// https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html
func cfnGenerated(root *data.Node) bool {
	return root.At("Resources", "CDKMetadata") != nil || root.At("Parameters", "BootstrapVersion") != nil || root.Get("StagesAvailable") != nil
}

// cfnPrinted reports whether a tool wrote n: the CDK, or the AWS CLI.
func cfnPrinted(n *data.Node) bool {
	for _, key := range []string{"RoleId", "CreateDate", "Arn"} {
		if n.Get(key) != nil {
			return true
		}
	}
	return n.At("Metadata", "aws:cdk:path") != nil || n.Parent != nil && n.Parent.Get("StagesAvailable") != nil
}

// at names a resource in a sentence.
func (r *cfnResource) at() string {
	if r.output && r.node == r.properties {
		return "the role as AWS printed it"
	}
	if name := r.logicalID(); name != "" {
		return r.title + " " + name
	}
	return "the " + r.title
}

// logicalID is the resource's name in its template; "" where it is not told.
func (r *cfnResource) logicalID() string {
	if r.node == r.properties && r.node.Name() != "Properties" {
		return ""
	}
	n := r.node
	if n.Name() == "Properties" && n.Parent != nil {
		n = n.Parent
	}
	if n.Parent == nil || n.Name() == "Resources" {
		return ""
	}
	return n.Name()
}
