package format

import (
	"path"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// add adds what property p of c says of a length; a p without a key is the
// lack of one.
func (f *cdkFinder) add(c *cdkConstruct, p codeArgument) {
	s := setting.Setting{Kind: c.class.kind, Limit: c.class.limit, At: f.title(c), Unit: c.class.unit, Context: f.span(c), Role: f.role(c)}
	if p.key < 0 {
		s.State, s.Value, s.Place = setting.Absent, c.class.limit.Default, f.place(codeRange{c.start, c.at + 1})
		s.Gap, s.Unit = f.gap(c)
		if s.Gap == nil {
			return
		}
	} else {
		v := f.length(p.value, c.class.unit, c.class.unit == setting.InSeconds && !f.takesNumbers(c))
		v.apply(&s)
		s.Broken = !c.list.whole && f.pair(c.list.open) < 0 && c.list.form != asBuilder
	}
	f.settings = append(f.settings, s)
}

// title names a construct in the user's words: "iam.Role Deploy".
func (f *cdkFinder) title(c *cdkConstruct) string {
	name := f.place(codeRange{c.start, c.at + 1}).Text()
	if c.id != "" {
		name += " " + c.id
	}
	return name
}

// role names the role that c makes, and how the program refers to it.
func (f *cdkFinder) role(c *cdkConstruct) setting.Role {
	var r setting.Role
	if c.class.named == "" {
		return r
	}
	for _, p := range c.list.props {
		if cdkKeyOf(p.name) != c.class.named || (p.name == "name" || p.name == "Name") && !f.takesNumbers(c) {
			continue
		}
		if name, ok := f.plainText(p.value); ok {
			r.Name = name
		}
	}
	switch {
	case c.bound != "":
		r.Ref = f.ref(c.bound)
	case r.Name == "" && c.id != "":
		r.Ref = f.ref(c.id)
	}
	return r
}

// ref is a name that means something in this document only.
func (f *cdkFinder) ref(name string) string {
	if f.doc.Name == "" {
		return name
	}
	return name + " in " + path.Base(f.doc.Name)
}

// takesNumbers reports whether c is no role of the CDK's own, which takes a
// Duration: Pulumi's, CDK for Terraform's, or CloudFormation's in the CDK.
func (f *cdkFinder) takesNumbers(c *cdkConstruct) bool {
	if c.class.name != "Role" {
		return c.class.name != "LazyRole"
	}
	if strings.HasPrefix(c.qualifier, "aws.") || strings.HasPrefix(c.qualifier, "Aws.") || strings.Contains(c.qualifier, "pulumi") || strings.Contains(c.qualifier, "native") {
		return true
	}
	for _, p := range c.list.props {
		switch p.name {
		case "assumeRolePolicy", "assume_role_policy", "AssumeRolePolicy", "assumeRolePolicyDocument", "assume_role_policy_document", "AssumeRolePolicyDocument":
			return true
		}
	}
	return false
}
