package format

import (
	"cmp"
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
				l.hop(b, row, l.isForeign(b, g), g, l.chain(b, g, row))
			}
			continue
		}
		for _, outer := range b.at(up) {
			signs, foreign := l.chain(b, outer, row), l.isForeign(b, outer)
			hops := outer.groups(last)
			for n, g := range hops {
				if n > 0 && row.limit.Chained {
					signs = []setting.Sign{{Place: b.doc.At(hops[n-1].head(b.doc)), Words: "another assume_role stands before this one"}}
				}
				l.hop(b, row, foreign, g, signs)
			}
		}
	}
}

// hop adds the request of one assume_role, with the role that it names, unless
// it goes to a foreign service.
func (l *hclLocator) hop(b *hclParsedBlock, row *hclPlace, foreign bool, g hclGroup, chain []setting.Sign) {
	m, ok := g.get(row.key)
	if !ok || !l.isS3(b) {
		return
	}
	if foreign && l.again {
		return
	}
	if foreign {
		l.found.Notes = append(l.found.Notes, setting.Note{Place: b.doc.At(m.nameAt), Key: "not-aws", Words: b.title() + ": " + foreignWords})
		return
	}
	if kind, ok := g.get("credential_type"); ok && !hclIs(kind.expr, "assumed_role") {
		return // Vault's other kinds of credentials are of no role
	}
	role := l.call.address("")
	if arn, ok := g.get("role_arn"); ok && arn.expr != nil {
		role = l.reader(b, g.each).roleOf(arn.expr)
	} else if arns, ok := g.get("role_arns"); ok {
		if list, ok := arns.expr.(*hclsyntax.TupleConsExpr); ok && len(list.Exprs) == 1 {
			role = l.reader(b, g.each).roleOf(list.Exprs[0])
		}
	}
	title := l.title(b)
	if _, label, ok := strings.Cut(strings.Split(row.path, "/")[0], "backend "); ok {
		title = "backend " + label
	}
	if last := row.path[strings.LastIndexByte(row.path, '/')+1:]; strings.HasPrefix(last, "assume_role") {
		title += " " + last
	}
	l.setting(b, m, row, g.each, title, role, chain)
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

// chain is the signs that credentials are temporary before the first
// assume_role of g.
func (l *hclLocator) chain(b *hclParsedBlock, g hclGroup, row *hclPlace) []setting.Sign {
	if !row.limit.Chained {
		return nil
	}
	var signs []setting.Sign
	if token, ok := g.get("token"); ok {
		signs = append(signs, setting.Sign{Place: b.doc.At(token.nameAt), Words: "a session token is set, so the credentials are temporary"})
	}
	if web := g.groups("assume_role_with_web_identity"); len(web) > 0 {
		signs = append(signs, setting.Sign{Place: b.doc.At(web[0].head(b.doc)), Words: "assume_role_with_web_identity takes a role first"})
	}
	return signs
}

// head is the word that g begins with.
func (g hclGroup) head(doc *source.Document) source.Span {
	return source.Span{Start: g.Start, End: cmp.Or(hclWord(doc.Text, g.Start), g.Start)}
}
