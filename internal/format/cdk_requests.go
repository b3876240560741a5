package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// A cdkRequest is a place in a program that asks for a session, other than a
// class's own property.
type cdkRequest struct {
	key   cdkKey
	under string // what the object it stands in is called: a key, or a type
	limit *setting.Limit
	unit  setting.Unit
	needs string // the construct around it; "" for any
}

// cdkRequests lists them; under is a beginning, an end or the whole, told by
// where the star stands. Read 2026-11-25 from pulumi-aws 7, aws-cdk-lib 2 and
// the CDK for Terraform's AWS provider.
var cdkRequests = []cdkRequest{
	{keySeconds, "*AdditionalOptions", setting.AssumeRole, setting.InSeconds, ""},
	{keyDuration, "ProviderAssumeRoleWithWebIdentity*", setting.AssumeRoleWithWebIdentity, setting.GoDuration, ""},
	{keyDuration, "ProviderAssumeRole*", setting.AssumeRole, setting.GoDuration, ""},
	{keySeconds, "ProviderAssumeRole*", setting.AssumeRole, setting.InSeconds, ""},
	{keyDuration, "assumeRoleWithWebIdentity", setting.AssumeRoleWithWebIdentity, setting.GoDuration, "provider"},
	{keyDuration, "assume_role_with_web_identity", setting.AssumeRoleWithWebIdentity, setting.GoDuration, "provider"},
	{keyDuration, "assumeRole*", setting.AssumeRole, setting.GoDuration, "provider"},
	{keyDuration, "assume_role*", setting.AssumeRole, setting.GoDuration, "provider"},
	{keyDuration, "AssumeRole*", setting.AssumeRole, setting.GoDuration, "provider"},
	{keySeconds, "assumeRole*", setting.AssumeRole, setting.InSeconds, "provider"},
	{keySeconds, "assume_role*", setting.AssumeRole, setting.InSeconds, "provider"},
}

func (row *cdkRequest) isUnder(name string) bool {
	name = strings.TrimPrefix(name, "Aws") // the CDK for Terraform's types
	switch {
	case strings.HasPrefix(row.under, "*"):
		return strings.HasSuffix(name, row.under[1:])
	case strings.HasSuffix(row.under, "*"):
		return strings.HasPrefix(name, row.under[:len(row.under)-1])
	}
	return name == row.under
}

// property reads the key at i, if it is one that a construct has not read.
func (f *cdkFinder) property(i int) {
	key := cdkKeyOf(f.word(i))
	if f.used[i] || key != keyMaximum && key != keySeconds && key != keyDuration {
		return
	}
	p, list, ok := f.propertyAt(i)
	if !ok {
		return
	}
	around := f.around(i)
	if key == keyMaximum {
		f.looseMaximum(p, list, around)
		return
	}
	for _, row := range cdkRequests {
		if row.key == key {
			if at := around.under(&row); at >= 0 && (row.needs == "" || around.provider) {
				f.request(p, list, &row, around, at)
				return
			}
		}
	}
}

// propertyAt is the property whose key stands at i, and those beside it.
func (f *cdkFinder) propertyAt(i int) (codeArgument, cdkList, bool) {
	if f.text(i-1) == "." && f.text(i+1) == "(" && f.pair(i+1) >= 0 { // a builder's
		names := f.chain(i)
		if list := f.builder(names[len(names)-1] + 1); list.form == asBuilder {
			for _, p := range list.props {
				if p.key == i {
					return p, list, true
				}
			}
		}
		p := codeArgument{name: f.text(i), key: i, whole: codeRange{i, f.pair(i+1) + 1}, value: codeRange{i + 2, f.pair(i + 1)}}
		return p, cdkList{form: asBuilder, open: i + 1, props: []codeArgument{p}, whole: true}, true
	}
	open := f.up(i)
	if open < 0 || f.params[open] || !f.setsName(i) {
		return codeArgument{}, cdkList{}, false
	}
	if f.text(open) == "{" && f.text(i+1) == "=" && f.language.name != "C#" {
		return codeArgument{}, cdkList{}, false // a default, or a field
	}
	list, known := f.lists[open]
	if !known {
		list = f.object(open)
		if f.text(open) == "(" {
			list.form = asArguments
		}
		f.lists[open] = list
	}
	for _, p := range list.props {
		if p.key == i {
			return p, list, true
		}
	}
	return codeArgument{}, cdkList{}, false
}

// looseMaximum reads a maximum of a construct that is no role's own class, or
// of properties that are kept for one: only where it is a Duration.
func (f *cdkFinder) looseMaximum(p codeArgument, list cdkList, around cdkAround) {
	if around.asserted || around.foreign || !f.isDuration(p.value) {
		return
	}
	v, _ := f.durationOf(p.value)
	if !v.known() {
		return
	}
	f.count++
	c := cdkConstruct{class: &cdkClasses[0], list: list}
	s := setting.Setting{Kind: setting.Cap, Limit: setting.RoleMaximum, At: around.title(p.name), Role: f.role(&c), Context: f.place(p.whole).Span}
	v.apply(&s)
	s.Broken = list.form != asBuilder && f.pair(list.open) < 0
	f.settings = append(f.settings, s)
}

// request adds what p asks for.
func (f *cdkFinder) request(p codeArgument, list cdkList, row *cdkRequest, around cdkAround, at int) {
	if around.asserted || around.foreign {
		return
	}
	f.count++
	s := setting.Setting{Kind: setting.Request, Limit: row.limit, At: around.title(around.names[at]), Context: f.place(p.whole).Span}
	v := f.length(p.value, row.unit, false)
	v.apply(&s)
	if arn, ok := list.get(keyRoleARN); ok {
		s.Role = f.roleOf(arn.value)
	}
	s.Broken = f.pair(list.open) < 0
	if row.limit.Chained && around.provider {
		if first := f.firstInList(list.open); first >= 0 {
			s.Chain = append(s.Chain, setting.Sign{Place: f.doc.At(f.tokens[first].span()), Words: "the provider assumes another role first"})
		}
	}
	f.settings = append(f.settings, s)
}

// firstInList is the token with which the first of a list of objects begins,
// where open is a later one's bracket; -1 where it is not.
func (f *cdkFinder) firstInList(open int) int {
	list := f.up(open)
	if f.text(list) != "[" {
		return -1
	}
	args, _ := f.arguments(list)
	if len(args) == 0 || args[0].whole.from <= open && open < args[0].whole.to {
		return -1
	}
	return args[0].whole.from
}

// roleOf is the role that a value names: an ARN, or a variable's attribute.
func (f *cdkFinder) roleOf(r codeRange) setting.Role {
	if arn, ok := f.plainText(r); ok {
		return setting.RoleFromARN(arn)
	}
	text := f.place(r).Text()
	text = strings.TrimSuffix(text, "()")
	for _, attribute := range []string{".arn", ".roleArn", ".role_arn", ".Arn", ".RoleArn", ".getRoleArn"} {
		if variable, ok := strings.CutSuffix(text, attribute); ok && len(variable) <= maxQualifier && !strings.ContainsAny(variable, " ()[]{}") {
			return setting.Role{Ref: f.ref(variable)}
		}
	}
	return setting.Role{}
}
