package format

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// requests finds the lengths that a provider, a backend or a data source asks
// for.
func (l *hclLocator) requests(b *hclParsedBlock) {
	for i := range hclPlaces {
		row := &hclPlaces[i]
		if !row.holds(b.hclPiece) {
			continue
		}
		up, last := "", row.path
		if cut := strings.LastIndexByte(row.path, '/'); cut >= 0 {
			up, last = row.path[:cut], row.path[cut+1:]
		}
		if last == "config" || strings.HasPrefix(last, "backend ") || last == "" {
			for _, g := range b.at(row.path) {
				l.hop(b, row, l.isForeign(b, g), g, l.caller(b, g, row))
			}
			continue
		}
		for _, outer := range b.at(up) {
			by, foreign := l.caller(b, outer, row), l.isForeign(b, outer)
			hops := outer.groups(last)
			for n, g := range hops {
				if n > 0 && row.limit.Chained {
					by.signs = []setting.Sign{{Place: b.doc.At(hops[n-1].head(b.doc)), Words: "another assume_role stands before this one"}}
				}
				by = by.then(l.hop(b, row, foreign, g, by))
			}
		}
	}
}

// An hclCaller is what the text tells of who calls: the signs that its
// credentials are temporary, and the hops that lead to it; nil where it tells
// none, or not all of them.
type hclCaller struct {
	signs []setting.Sign
	path  []string
}

// then is the caller after a hop to role.
func (by hclCaller) then(role setting.Role) hclCaller {
	if name := role.String(); name != "" && by.path != nil {
		by.path = append(slices.Clip(by.path), name)
	} else {
		by.path = nil
	}
	return by
}

// hop adds the request of one assume_role, with the role that it names, unless
// it goes to a foreign service. It returns the role.
func (l *hclLocator) hop(b *hclParsedBlock, row *hclPlace, foreign bool, g hclGroup, by hclCaller) setting.Role {
	role := l.call.address("")
	if arn, ok := g.get("role_arn"); ok && arn.expr != nil {
		role = l.reader(b, g.each).roleOf(arn.expr)
	} else if arns, ok := g.get("role_arns"); ok {
		if list, ok := arns.expr.(*hclsyntax.TupleConsExpr); ok && len(list.Exprs) == 1 {
			role = l.reader(b, g.each).roleOf(list.Exprs[0])
		}
	}
	m, ok := g.get(row.key)
	switch kind, told := g.get("credential_type"); {
	case !ok || !l.isS3(b), foreign && l.again:
		return role
	case foreign:
		l.found.Notes = append(l.found.Notes, setting.Note{Place: b.doc.At(m.nameAt), Key: "not-aws", Words: b.title() + ": " + foreignWords})
		return role
	case told && !hclIs(kind.expr, "assumed_role"):
		return role // Vault's other kinds of credentials are of no role
	}
	title := l.title(b)
	if _, label, ok := strings.Cut(strings.Split(row.path, "/")[0], "backend "); ok {
		title = "backend " + label
	}
	if last := row.path[strings.LastIndexByte(row.path, '/')+1:]; strings.HasPrefix(last, "assume_role") {
		title += " " + last
	}
	n := len(l.found.Settings)
	l.setting(b, m, row, g.each, title, role, by.signs)
	if path := by.then(role).path; len(l.found.Settings) > n && len(path) > 1 {
		l.found.Settings[n].Path = path
	}
	return role
}

// isForeign reports whether a provider or a backend provably sends its STS
// calls to something that is not AWS.
func (l *hclLocator) isForeign(b *hclParsedBlock, outer hclGroup) bool {
	m, ok := outer.get("sts_endpoint")
	for _, g := range outer.groups("endpoints") {
		if !ok {
			m, ok = g.get("sts")
		}
	}
	if !ok || m.expr == nil {
		return false
	}
	address, _ := l.reader(b, "").text(m.expr)
	return foreignEndpoint(address)
}

// isS3 reports whether a remote state's configuration is the S3 backend's.
func (l *hclLocator) isS3(b *hclParsedBlock) bool {
	m, ok := b.body.get("backend")
	if !ok || b.name() != "data" && b.name() != "remote_state" {
		return true
	}
	return hclIs(m.expr, "s3")
}

// hclIs reports whether e is the quoted word.
func hclIs(e hclsyntax.Expression, word string) bool {
	text, _, ok := hclString(e)
	return ok && text == word
}

// caller is what the text tells of the caller before the first assume_role of
// g.
func (l *hclLocator) caller(b *hclParsedBlock, g hclGroup, row *hclPlace) hclCaller {
	by := hclCaller{path: []string{}}
	if !row.limit.Chained {
		return by
	}
	if m, ok := g.get("profile"); ok && m.expr != nil {
		by.path = nil
		if name, known := l.reader(b, "").text(m.expr); known && name != "" {
			by = l.profile(name)
		}
	}
	if token, ok := g.get("token"); ok {
		by.signs = append(by.signs, setting.Sign{Place: b.doc.At(token.nameAt), Words: "a session token is set, so the credentials are temporary"})
	}
	if web := g.groups("assume_role_with_web_identity"); len(web) > 0 {
		by.signs = append(by.signs, setting.Sign{Place: b.doc.At(web[0].head(b.doc)), Words: "assume_role_with_web_identity takes a role first"})
		by.path = []string{}
		var role setting.Role
		if arn, ok := web[0].get("role_arn"); ok && arn.expr != nil {
			role = l.reader(b, "").roleOf(arn.expr)
		}
		by = by.then(role)
	}
	return by
}

// profile is what AWS's config files in the text tell of the profile that a
// block names.
func (l *hclLocator) profile(name string) hclCaller {
	if l.profiles == nil {
		var sections [][]*iniSection
		for _, c := range l.found.Islands {
			sections = append(sections, readINI(c.Doc))
		}
		profiles := newAWSProfiles(sections)
		l.profiles = &profiles
	}
	by := hclCaller{path: []string{name}}
	if known := l.profiles.byName[name]; len(known) == 1 {
		if sign, ok := known[0].sessionSign("profile " + name + " "); ok {
			by.signs = append(by.signs, sign)
		}
		if _, hops := l.profiles.chain(known[0]); len(hops) > 0 {
			by.path = hops
		}
	}
	return by
}

// head is the word that g begins with.
func (g hclGroup) head(doc *source.Document) source.Span {
	return source.Span{Start: g.Start, End: cmp.Or(hclWord(doc.Text, g.Start), g.Start)}
}
