package format

import (
	"cmp"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var iamPolicy = Format{
	ID: "iam-policy", Title: "IAM policy", Island: "policy statement",
	Locate: locateIAMPolicies,
}

// A policyFinder reads the policies of one document after another.
type policyFinder struct {
	doc     *source.Document
	carrier string // what holds them, in the user's words; "" where they stand alone
	found   Found
	kept    int // clauses of doc
}

// locateIAMPolicies finds conditions on sts:DurationSeconds in policies in
// YAML and JSON: files of their own, templates, and what other text holds.
// Those that shell commands and Terraform carry are found there as well.
func locateIAMPolicies(docs []*source.Document) Found {
	f := &policyFinder{}
	for _, doc := range docs {
		if !strings.Contains(doc.Text, durationKey) {
			continue
		}
		f.doc, f.kept = doc, 0
		roots, _ := data.Read(doc, policyQuery)
		for _, root := range roots {
			f.walk(root, 0)
		}
		if f.kept > 0 {
			f.found.Islands = append(f.found.Islands, Count{Doc: doc, N: f.kept})
		}
	}
	f.found.sort(docs)
	return f.found
}

// policyQuery says what of a large document is read: statements with the key,
// and what tells whether they are a tool's output.
var policyQuery = data.Query{
	Words: []string{durationKey},
	Keep:  []string{"Principal", "Resource", "Action", "Metadata"},
}

// walk looks for statements in n, and in the text of its block scalars.
func (f *policyFinder) walk(n *data.Node, nesting int) {
	switch n.Kind {
	case data.Alias:
		return
	case data.Scalar:
		if n.Style != data.Block || nesting >= cfnNesting || !strings.Contains(n.Text, durationKey) {
			return
		}
		roots, _ := data.ReadSpan(f.doc, n.Span, policyQuery)
		for _, root := range roots {
			if !root.JSON { // else it was found in the document already
				f.walk(root, nesting+1)
			}
		}
	case data.Mapping:
		f.statement(n)
	}
	for _, item := range n.Items {
		f.walk(item, nesting)
	}
}

// statement finds conditions on sts:DurationSeconds in n, if that is a
// statement about AssumeRole of a policy that is source.
func (f *policyFinder) statement(n *data.Node) {
	condition, at := dataFold(n, "Condition")
	action, _ := dataFold(n, "Action")
	actions := policyStrings(action)
	key := policyKey(condition)
	if key == nil || n.Partial || n.Anchored() || f.carrier == "" && policyInHereDocument(f.doc, n) || f.kept > maxFinds {
		return
	}
	for p := n; p != nil; p = p.Parent {
		if p.Kind == data.Mapping && cfnPrinted(p) {
			return
		}
	}
	switch {
	case slices.ContainsFunc(actions, policyKnowsKey):
		f.note(key, "get-web-identity-token-60-3600", "sts:DurationSeconds is set for one of this statement's actions, so it may be meant")
	case !hclOnlyAssumes(actions):
	case !policyOfIAM(n):
		f.note(key, "not-aws", "a statement with no principal and no resource is not IAM's; MinIO, which does know sts:DurationSeconds, has such")
	default:
		effect, _ := dataFold(n, "Effect")
		f.conditions(n, at, effect)
	}
}

func (f *policyFinder) note(key *data.Node, explain, words string) {
	f.kept++
	f.found.Notes = append(f.found.Notes, setting.Note{Place: f.doc.At(key.Span), Key: explain, Words: words})
}

// policyKey is the first sts:DurationSeconds among the keys of a condition, or
// nil.
func policyKey(condition *data.Node) *data.Node {
	if condition == nil || condition.Kind != data.Mapping {
		return nil
	}
	for _, operator := range condition.Items {
		if m, _ := dataFold(operator, durationKey); m != nil {
			return m.Key
		}
	}
	return nil
}

// policyKnowsKey reports whether AWS sets sts:DurationSeconds for an action.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
func policyKnowsKey(action string) bool {
	action = strings.ToLower(action)
	return action == "sts:getwebidentitytoken" || action == "sts:getservicebearertoken" || action == "sts:*" || action == "*"
}

// conditions adds the clauses of statement n, whose condition is member at.
func (f *policyFinder) conditions(n *data.Node, at int, effect *data.Node) {
	doc := f.doc
	condition := n.Items[at]
	others, clauses := 0, []setting.Clause(nil)
	for i, operator := range condition.Items {
		key, k := dataFold(operator, durationKey)
		if key == nil || operator.Kind != data.Mapping {
			others++
			continue
		}
		c := setting.Clause{Place: doc.At(key.Key.Span), At: cmp.Or(f.carrier, policyTitle(n)), Operator: operator.Name()}
		if effect != nil {
			c.Effect = effect.Text
		}
		if len(operator.Items) > 1 {
			c.Remove = dataRemoval(doc, operator, k)
			others++
		} else {
			c.Remove = dataRemoval(doc, condition, i)
		}
		clauses = append(clauses, c)
	}
	if len(clauses) > 1 && others > 0 {
		clauses = clauses[:1] // the removal of neighbours would overlap
	}
	for _, c := range clauses {
		if others == 0 {
			c.Remove = dataRemoval(doc, n, at)
			principal, _ := dataFold(n, "Principal")
			c.Open = len(clauses) == 1 && policyEverybody(principal)
		}
		f.found.Clauses = append(f.found.Clauses, c)
		f.kept++
	}
}

// policyEverybody reports whether a principal is "*", alone or among others.
func policyEverybody(principal *data.Node) bool {
	principal = principal.Resolve()
	if principal == nil {
		return false
	}
	return principal.Text == "*" || slices.ContainsFunc(principal.Items, policyEverybody)
}

// policyStrings is the text of a string or of a list of them; nil where it is
// anything else.
func policyStrings(n *data.Node) []string {
	n = n.Resolve()
	if n == nil || n.Kind == data.Mapping {
		return nil
	}
	list := []*data.Node{n}
	if n.Kind == data.Sequence {
		list = n.Items
	}
	var out []string
	for _, item := range list {
		if item.Kind != data.Scalar || item.Tag != "" {
			return nil
		}
		out = append(out, item.Text)
	}
	return out
}

// policyOfIAM reports whether a statement is IAM's: it names who may assume the
// role, or which roles may be assumed. MinIO, which does know the key, wants
// neither.
func policyOfIAM(statement *data.Node) bool {
	for _, key := range []string{"Principal", "NotPrincipal", "Resource", "NotResource"} {
		if m, _ := dataFold(statement, key); m != nil {
			return true
		}
	}
	return false
}

// policyInHereDocument reports whether JSON stands right below the operator of a
// here-document. The shell's and Terraform's formats know better what it is.
func policyInHereDocument(doc *source.Document, n *data.Node) bool {
	top := dataTop(n)
	if !top.JSON {
		return false
	}
	before := strings.TrimRight(doc.Text[max(0, top.Start-200):top.Start], " \t\r\n")
	return strings.Contains(before[strings.LastIndexByte(before, '\n')+1:], "<<")
}

// policyTitle names the policy that statement n belongs to.
func policyTitle(n *data.Node) string {
	for p := n; p != nil; p = p.Parent {
		if p.Kind != data.Mapping {
			continue
		}
		if name := p.Member("PolicyName"); name != "" {
			return "policy " + name
		}
		if kind := p.Member("Type"); strings.HasPrefix(kind, "AWS::") && p.Name() != "" {
			return p.Name()
		}
	}
	return "the policy"
}
