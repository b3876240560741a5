package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Terraform's JSON: configuration (*.tf.json), which is source like any other,
// and plans and states, which tell what is in effect and are never edited.
var terraformJSON = Format{
	ID: "terraform-json", Title: "Terraform JSON", Island: "Terraform JSON object",
	Extensions: terraformJSONEndings,
	Locate:     locateTerraformJSON,
}

var terraformJSONEndings = []string{".tf.json", ".tofu.json", ".tfvars.json", ".pkr.json", ".tfstate"}

// terraformWords are those of which a text holds one to be read: a type or a
// block with a length in it. terraformKeep are keys that others refer to.
var (
	terraformWords = []string{`"aws_iam_role"`, `"awscc_iam_role"`, `"assume_role`, `session_duration"`, `"aws_rolesanywhere_profile"`, `"spacelift_aws_integration"`, `"vault_aws_secret_backend_role"`}
	terraformKeep  = []string{"variable", "locals", "output"}
)

// A terraformFinder is one call of locateTerraformJSON.
type terraformFinder struct {
	docs  []*source.Document
	found Found
	doc   *source.Document // the one that is read now
	tops  []terraformTop   // configurations, whose references are resolved last
	refs  *hclReferences
	known map[string]*terraformDefinition // by folder and reference

	before int // settings, when the document that is read now came
}

// A terraformTop is an object that is a configuration of its own.
type terraformTop struct {
	doc *source.Document
	*data.Node
}

func locateTerraformJSON(docs []*source.Document) Found {
	f := &terraformFinder{docs: docs}
	for _, doc := range docs {
		f.doc = doc
		roots, problems := data.Read(doc, data.Query{Words: terraformWords, Keep: terraformKeep, JSON: true})
		n := 0
		for _, root := range roots {
			if !root.JSON || root.Kind != data.Mapping {
				continue
			}
			switch {
			case isTerraformOutput(root):
				n++
				f.output(root)
			case isTerraformSource(root):
				n++
				f.tops = append(f.tops, terraformTop{doc, root})
			}
		}
		named := slices.ContainsFunc(terraformJSONEndings, func(end string) bool { return strings.HasSuffix(doc.Name, end) })
		if n > 0 || named {
			f.found.Problems = append(f.found.Problems, problems...)
		}
		f.found.Islands = append(f.found.Islands, Count{doc, n})
	}
	for _, top := range f.tops {
		switch {
		case f.doc != top.doc || f.found.Settings == nil:
			f.doc, f.before = top.doc, len(f.found.Settings)
		case f.isFull():
			continue
		}
		for i := range hclPlaces {
			f.place(top, &hclPlaces[i])
		}
		f.strangers(top)
	}
	f.found.sort(docs)
	return f.found
}

// isTerraformOutput reports whether an object is a plan or a state, as a file
// or as "terraform show -json" prints it.
func isTerraformOutput(n *data.Node) bool {
	return n.Get("format_version") != nil && (n.Get("planned_values") != nil || n.Get("resource_changes") != nil || n.Get("values") != nil) ||
		n.Get("terraform_version") != nil && n.Get("serial") != nil
}

// terraformBlocks are the keys that a configuration has at its top.
var terraformBlocks = []string{"resource", "provider", "module", "terraform", "variable", "locals", "output", "data", "builders"}

// isTerraformSource reports whether an object is a configuration: it has
// nothing but Terraform's blocks at its top, or Packer's builders.
func isTerraformSource(n *data.Node) bool {
	if n.Get("builders") != nil {
		return true
	}
	for _, m := range n.Items {
		known := m.Name() == "//"
		for _, block := range terraformBlocks {
			known = known || m.Name() == block && m.Kind != data.Scalar
		}
		if !known {
			return false
		}
	}
	return len(n.Items) > 0
}

// isFull reports whether the document that is read now has given as much as is
// kept.
func (f *terraformFinder) isFull() bool { return len(f.found.Settings)-f.before > maxFinds }

// strangers notes settings of other products.
func (f *terraformFinder) strangers(top terraformTop) {
	for _, s := range hclStrangers {
		for _, b := range terraformBlocksOf(top.Node, strings.Fields(s.block), "") {
			for _, g := range terraformGroups(b.Node, s.path) {
				if m := g.Get(s.key); m != nil {
					f.found.Notes = append(f.found.Notes, setting.Note{
						Place: f.doc.At(m.Key.Span), Key: "not-aws", Words: s.words + ", which AWS's limits do not touch",
					})
				}
			}
		}
	}
}

// place finds what a configuration holds at one place of hclPlaces.
func (f *terraformFinder) place(top terraformTop, row *hclPlace) {
	if row.block == "" {
		return
	}
	words := strings.Fields(row.block)
	if words[0] == "source" {
		f.builders(top, row)
		return
	}
	for _, b := range terraformBlocksOf(top.Node, words, "") {
		if words[0] == "module" && cloudOf(b.Member("source")) == cloudOther {
			continue
		}
		f.block(top, row, b.Node, words[0], b.address)
	}
}

// builders finds what Packer's builders in JSON ask for.
func (f *terraformFinder) builders(top terraformTop, row *hclPlace) {
	list := top.Get("builders")
	if list == nil {
		return
	}
	for _, b := range terraformObjects(list) {
		if kind := b.Member("type"); strings.HasPrefix(kind, "amazon-") {
			f.block(top, row, b, "builder", "builder."+kind)
		}
	}
}

// block finds the lengths of one block, or the absence of a role's maximum.
func (f *terraformFinder) block(top terraformTop, row *hclPlace, b *data.Node, kind, address string) {
	groups := terraformGroups(b, row.path)
	_, local, _ := strings.Cut(address, ".") // without the block's type
	for n, g := range groups {
		s := setting.Setting{Kind: row.kind, Limit: row.limit, Unit: row.unit, Context: b.Span, At: kind + " " + local}
		if last := row.path[strings.LastIndexByte(row.path, '/')+1:]; strings.HasPrefix(last, "assume_role") {
			s.At += " " + last
		}
		if row.kind == setting.Cap {
			s.Role.Ref = local
			if kind == "module" {
				s.Role.Ref = "module." + local
			}
			for _, key := range []string{"role_name", "iam_role_name", "name"} {
				if name := g.Member(key); name != "" && !strings.Contains(name, "${") && !(kind == "module" && key == "name") {
					s.Role.Name = name
					break
				}
			}
		} else {
			s.Role = f.roleOf(g)
		}
		if n > 0 && row.limit.Chained {
			s.Chain = []setting.Sign{{Place: f.doc.At(groups[n-1].Span), Words: "another assume_role stands before this one"}}
		} else if row.limit.Chained {
			s.Chain = f.signs(b)
		}
		f.lengths(top, row, g, s, kind)
	}
}

// signs are those in a provider or builder that its credentials are temporary.
func (f *terraformFinder) signs(b *data.Node) []setting.Sign {
	var signs []setting.Sign
	if token := b.Get("token"); token != nil {
		signs = append(signs, setting.Sign{Place: f.doc.At(token.Key.Span), Words: "a session token is set, so the credentials are temporary"})
	}
	if web := b.Get("assume_role_with_web_identity"); web != nil {
		signs = append(signs, setting.Sign{Place: f.doc.At(web.Key.Span), Words: "assume_role_with_web_identity takes a role first"})
	}
	return signs
}

// lengths adds what the members of a group say, or that a role has none.
func (f *terraformFinder) lengths(top terraformTop, row *hclPlace, g *data.Node, s setting.Setting, kind string) {
	end, any := strings.CutPrefix(row.key, "*")
	found := false
	for _, m := range g.Items {
		name := m.Name()
		if name != end && !(any && strings.HasSuffix(name, "_"+end) && (strings.Contains(name, "role") || strings.Contains(name, "iam"))) {
			continue
		}
		if kindOf := g.Member("credential_type"); kindOf != "" && kindOf != "assumed_role" || m.Kind != data.Scalar || m.Text == "" || m.Text == "null" && m.Style == data.Plain {
			continue
		}
		if row.unit == setting.ISO8601 && kind == "module" && !strings.HasPrefix(m.Text, "PT") {
			continue
		}
		found = true
		s := s
		f.value(&s, m, row.unit)
		s.Broken = !m.Whole(top.Parent)
		f.found.Settings = append(f.found.Settings, s)
	}
	if found || row.kind != setting.Cap || kind != "resource" || any || !g.Whole(top.Parent) {
		return
	}
	named := g
	for named.Key == nil && named.Parent != nil {
		named = named.Parent // an object of a list
	}
	s.State, s.Value, s.Place = setting.Absent, row.limit.Default, f.doc.At(named.Key.Span)
	if s.Gap = dataGap(f.doc, g, row.key, ""); s.Gap == nil {
		return
	}
	f.found.Settings = append(f.found.Settings, s)
}
