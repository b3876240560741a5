package format

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// durationKey is the condition key that AWS never evaluates for AssumeRole.
const durationKey = "sts:DurationSeconds"

// hclMatters reports whether a block with a word such as "duration" in it can
// hold anything to report, so that the parser need not see the others.
func hclMatters(p *hclPiece) bool {
	text := p.text()
	for i := range hclPlaces {
		if row := &hclPlaces[i]; row.holds(p) && strings.Contains(text, strings.TrimPrefix(row.key, "*")) {
			return true
		}
	}
	for _, s := range hclStrangers {
		if p.reads(s.block) && strings.Contains(text, s.key) {
			return true
		}
	}
	switch p.name() {
	case "inputs", "locals":
		return strings.Contains(text, "session_duration")
	}
	return p.isBlock() && hclHasDurationKey(text)
}

// hclHasDurationKey reports whether text has the condition key in it, in any
// case: AWS does not tell them apart.
func hclHasDurationKey(text string) bool {
	const middle = "ration"
	lead := strings.Index(durationKey, middle)
	for at := 0; ; at++ {
		n := strings.Index(text[at:], middle)
		if n < 0 {
			return false
		}
		at += n
		if start := at - lead; start >= 0 && len(text) >= start+len(durationKey) && strings.EqualFold(text[start:start+len(durationKey)], durationKey) {
			return true
		}
	}
}

// locate finds what one piece holds.
func (l *hclLocator) locate(p *hclPiece) {
	if p.output {
		l.printed(p)
		return
	}
	b := l.parse(p)
	l.strangers(b)
	switch {
	case p.is(p.doc.Text, "resource", "aws_iam_role", "*"):
		l.role(b)
	case p.is(p.doc.Text, "module", "*"):
		l.deep(b, b.body, "", setting.Role{Ref: "module." + p.word(0)})
	case p.is(p.doc.Text, "locals"):
		for _, m := range b.body.members {
			l.inside(b, m.expr, m.name, "local."+m.name)
		}
	case !p.isBlock():
		l.attribute(b)
	default:
		l.requests(b)
	}
	if p.isBlock() && hclHasDurationKey(p.text()) {
		l.clauses(b)
	}
}

// title names a block in the user's words: "resource aws_iam_role.deploy".
func (b *hclParsedBlock) title() string {
	var labels []string
	for i := range min(b.count, len(b.labels)) {
		labels = append(labels, b.word(i))
	}
	title := strings.TrimSpace(b.name() + " " + strings.Join(labels, "."))
	if m, ok := b.body.get("alias"); ok && b.name() == "provider" {
		if alias, _, ok := hclString(m.expr); ok {
			title += "." + alias
		}
	}
	return title
}

// reader reads expressions of b.
func (l *hclLocator) reader(b *hclParsedBlock, each string) hclReader {
	return hclReader{l: l, doc: b.doc, each: each}
}

// setting adds what a member says of a length. A member that is null sets
// nothing: for a maximum that is worth telling, for a request it is not.
func (l *hclLocator) setting(b *hclParsedBlock, m hclMember, row *hclPlace, each, title string, role setting.Role, chain []setting.Sign) {
	if m.expr == nil {
		return
	}
	in := l.reader(b, each).read(m.expr, row.unit)
	if in.state == 0 {
		if row.kind == setting.Request {
			return
		}
		in = hclUnproved(in.Place, "default-3600", m.name+" is null, so AWS takes its default", row.limit.Default)
		in.unit = row.unit
	}
	s := setting.Setting{
		Kind: row.kind, Limit: row.limit, At: title, Role: role,
		State: in.state, Value: in.value, Place: in.Place, Unit: in.unit,
		Def: in.def, Why: in.why, Broken: b.broken, Context: b.Span, Chain: chain,
	}
	if s.State == setting.Unknown {
		s.Value = 0
	}
	if s.Def != nil {
		if l.passed == nil {
			l.passed = map[*setting.Definition][]string{}
		}
		l.passed[s.Def] = in.via
	}
	l.found.Settings = append(l.found.Settings, s)
}

// role finds the maximum of an aws_iam_role, or its absence.
func (l *hclLocator) role(b *hclParsedBlock) {
	role := setting.Role{Ref: b.word(0) + "." + b.word(1), Name: l.reader(b, "").nameIn(b.body, b.hclPiece)}
	row := &hclPlaces[0]
	m, ok := b.body.get(row.key)
	switch {
	case ok:
		l.setting(b, m, row, "", b.title(), role, nil)
		if s := l.found.Settings; len(s) > 0 && hclPrintedRole(b.body) {
			last := &s[len(s)-1]
			last.Output = last.State == setting.Literal
		}
	case !b.broken && !hclPrintedRole(b.body):
		l.found.Settings = append(l.found.Settings, setting.Setting{
			Kind: row.kind, Limit: row.limit, At: b.title(), Role: role,
			State: setting.Absent, Value: row.limit.Default, Unit: row.unit,
			Place: b.doc.At(b.header()), Gap: hclGap(b, row.key), Context: b.Span,
		})
	}
}

// hclPrintedRole reports whether a role is what "terraform state show" prints
// rather than source: it sets what only AWS can set.
func hclPrintedRole(body hclGroup) bool {
	_, created := body.get("create_date")
	_, unique := body.get("unique_id")
	return created || unique
}

// deep finds the maximums and permission-set sessions in a module's
// arguments, and in objects inside them.
func (l *hclLocator) deep(b *hclParsedBlock, g hclGroup, path string, role setting.Role) {
	if path == "" && b.isBlock() {
		role.Name = l.reader(b, "").nameIn(g, b.hclPiece)
	}
	step := func(name string) string {
		if path == "" {
			return strings.TrimPrefix(role.Ref+"."+name, ".")
		}
		return fmt.Sprintf("%s[%q]", role.Ref, name)
	}
	for _, m := range g.members {
		if row := hclRowFor(b.hclPiece, m.name); row != nil && hclLengthLike(m.expr, row) {
			title := b.title()
			if path != "" || !b.isBlock() && b.name() == "inputs" {
				title += " " + strings.TrimPrefix(path+"."+m.name, ".")
			}
			l.setting(b, m, row, "", title, role, nil)
			continue
		}
		l.inside(b, m.expr, strings.TrimPrefix(path+"."+m.name, "."), step(m.name))
	}
}

// inside looks into objects and lists. Each object is a role of its own,
// known by its key: module.x.roles["deploy"].
func (l *hclLocator) inside(b *hclParsedBlock, e hclsyntax.Expression, path, ref string) {
	if !hclHasLength(b.doc, hclRange(e.Range())) {
		return
	}
	switch e := e.(type) {
	case *hclsyntax.ObjectConsExpr:
		g := hclObjectGroup(e)
		role := setting.Role{Ref: ref}
		for _, key := range []string{"role_name", "iam_role_name"} {
			if m, ok := g.get(key); ok {
				if name, ok := l.reader(b, "").text(m.expr); ok {
					role.Name = name
				}
			}
		}
		l.deep(b, g, path, role)
	case *hclsyntax.TupleConsExpr:
		for i, item := range e.Exprs {
			l.inside(b, item, path, fmt.Sprintf("%s[%d]", ref, i))
		}
	}
}

// hclHasLength keeps inside from walking objects that hold nothing.
func hclHasLength(doc *source.Document, s source.Span) bool {
	return s.End <= len(doc.Text) && strings.Contains(doc.Text[s.Start:max(s.Start, s.End)], "session_duration")
}

// hclRowFor is the row of a module's argument, an input or a value file's
// assignment of that name.
func hclRowFor(p *hclPiece, name string) *hclPlace {
	for i := range hclPlaces {
		row := &hclPlaces[i]
		if row.path == "" && row.names(name) && (row.holds(p) || row.block == "module *" && (!p.isBlock() || p.name() == "locals")) {
			return row
		}
	}
	return nil
}

// hclLengthLike rejects objects and lists, and session_duration in anything
// but a permission set's spelling: the name alone says too little.
func hclLengthLike(e hclsyntax.Expression, row *hclPlace) bool {
	switch e.(type) {
	case *hclsyntax.ObjectConsExpr, *hclsyntax.TupleConsExpr:
		return false
	}
	if row.unit != setting.ISO8601 {
		return true
	}
	text, _, ok := hclString(e)
	return ok && strings.HasPrefix(text, "PT")
}

// attribute finds a length in an attribute of the file itself.
func (l *hclLocator) attribute(b *hclParsedBlock) {
	m, ok := b.body.get(b.name())
	if !ok {
		return
	}
	row := hclRowFor(b.hclPiece, m.name)
	switch {
	case m.name == "inputs":
		l.inside(b, m.expr, "", "")
	case row == nil || !hclLengthLike(m.expr, row):
		l.inside(b, m.expr, m.name, m.name)
	case m.name == "iam_assume_role_duration":
		l.setting(b, m, row, "", m.name, l.terragruntRole(b.doc), nil)
	case hclAssigns(b.doc, &b.hclItem):
		l.setting(b, m, row, "", m.name, setting.Role{}, nil)
	}
}

// terragruntRole is the iam_role of the same file.
func (l *hclLocator) terragruntRole(doc *source.Document) setting.Role {
	mark, ok := l.iamRoles[doc]
	if !ok {
		return setting.Role{}
	}
	b := l.parseAt(mark)
	if m, ok := b.body.get("iam_role"); ok && !b.broken {
		return l.reader(b, "").roleOf(m.expr)
	}
	return setting.Role{}
}

// strangers notes settings of other products.
func (l *hclLocator) strangers(b *hclParsedBlock) {
	for _, s := range hclStrangers {
		if !b.reads(s.block) {
			continue
		}
		for _, g := range b.at(s.path) {
			if m, ok := g.get(s.key); ok {
				l.found.Notes = append(l.found.Notes, setting.Note{
					Place: b.doc.At(m.nameAt), Key: "not-aws", Words: s.words + ", which AWS's limits do not touch",
				})
			}
		}
	}
}

// at lists the groups at a path: "backend s3/assume_role".
func (b *hclParsedBlock) at(path string) []hclGroup {
	groups := []hclGroup{b.body}
	for step := range strings.SplitSeq(path, "/") {
		if step == "" {
			return groups
		}
		var next []hclGroup
		for _, g := range groups {
			if name, label, labelled := strings.Cut(step, " "); labelled {
				for _, inner := range g.blocks {
					if inner.Type == name && len(inner.Labels) == 1 && inner.Labels[0] == label {
						next = append(next, hclBodyGroup(inner.Body, hclRange(inner.Range())))
					}
				}
				continue
			}
			next = append(next, g.groups(step)...)
		}
		groups = next
	}
	return groups
}

// printed notes the lengths in a block that a plan printed, or a diff shows.
func (l *hclLocator) printed(p *hclPiece) {
	text := p.doc.Text
	for line := p.Start; line < p.End; line = lineEnd(text, line) + 1 {
		first := line + len(text[line:lineEnd(text, line)]) - len(strings.TrimLeft(text[line:lineEnd(text, line)], " \t+-~/<="))
		name := source.Span{Start: first, End: hclWord(text, first)}
		key := text[name.Start:name.End]
		if strings.HasSuffix(key, "session_duration") || key == "duration" || key == "duration_seconds" {
			l.found.Notes = append(l.found.Notes, setting.Note{
				Place: p.doc.At(name), Key: "output-not-source",
				Words: "this is a plan's output or a diff, which is not the source",
			})
		}
	}
}

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
				l.hop(b, row, g, setting.Role{}, l.chain(b, g, row))
			}
			continue
		}
		for _, outer := range b.at(up) {
			signs := l.chain(b, outer, row)
			hops := outer.groups(last)
			for n, g := range hops {
				if n > 0 && row.limit.Chained {
					signs = []setting.Sign{{Place: b.doc.At(hops[n-1].head(b.doc)), Words: "another assume_role stands before this one"}}
				}
				l.hop(b, row, g, setting.Role{}, signs)
			}
		}
	}
}

// hop adds the request of one assume_role, with the role that it names.
func (l *hclLocator) hop(b *hclParsedBlock, row *hclPlace, g hclGroup, role setting.Role, chain []setting.Sign) {
	m, ok := g.get(row.key)
	if !ok || !l.isS3(b) {
		return
	}
	if arn, ok := g.get("role_arn"); ok && arn.expr != nil {
		role = l.reader(b, g.each).roleOf(arn.expr)
	}
	title := b.title()
	if _, label, ok := strings.Cut(strings.Split(row.path, "/")[0], "backend "); ok {
		title = "backend " + label
	}
	if last := row.path[strings.LastIndexByte(row.path, '/')+1:]; strings.HasPrefix(last, "assume_role") {
		title += " " + last
	}
	l.setting(b, m, row, g.each, title, role, chain)
}

// isS3 reports whether a remote state's configuration is the S3 backend's.
func (l *hclLocator) isS3(b *hclParsedBlock) bool {
	m, ok := b.body.get("backend")
	if !ok || b.name() != "data" && b.name() != "remote_state" {
		return true
	}
	backend, _, ok := hclString(m.expr)
	return ok && backend == "s3"
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
