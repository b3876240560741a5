package format

import (
	"slices"
	"strings"

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

// isFull reports whether p's document has given as much as is kept, and says
// so once.
func (l *hclLocator) isFull(p *hclPiece) bool {
	if l.filling != p.doc {
		l.filling, l.before, l.told = p.doc, l.finds(), false
	}
	if l.finds()-l.before < maxFinds {
		return false
	}
	if !l.told {
		l.told = true
		l.found.full(p.doc, p.header().Start)
	}
	return true
}

func (l *hclLocator) finds() int {
	return len(l.found.Settings) + len(l.found.Clauses) + len(l.found.Notes) + len(l.found.Problems)
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
	case p.is(p.doc.Text, "locals"):
		for _, m := range b.body.members {
			l.inside(b, m.expr, m.name, "local."+m.name)
		}
	case !p.isBlock():
		l.attribute(b)
	default:
		l.eachCall(b)
	}
	if p.isBlock() && hclHasDurationKey(p.text()) {
		l.clauses(b)
	}
}

// eachCall finds what a block says, once for each way in which its folder is
// run: a module that is called twice makes two roles.
func (l *hclLocator) eachCall(b *hclParsedBlock) {
	calls := l.calls(folderOf(b.doc))
	if len(calls) == 0 {
		calls = []*hclCall{nil}
	}
	before := len(l.found.Settings)
	l.homely = slices.ContainsFunc(calls, func(c *hclCall) bool { return c != nil && c.home != calls[0].home })
	for n, call := range calls {
		l.call, l.again = call, n > 0
		switch {
		case hclRoleOf(b.doc.Text, &b.hclItem) != nil:
			l.role(b)
		case b.is(b.doc.Text, "module", "*"):
			if l.isStrange(b) {
				break
			}
			l.deep(b, b.body, "", call.address("module."+b.word(0)))
		default:
			l.requests(b)
		}
	}
	l.call, l.again = nil, false
	if calls[0] != nil && strings.Contains(calls[0].home, hclWith) {
		l.found.Settings = append(l.found.Settings[:before], hclSame(l.found.Settings[before:])...)
	}
}

// hclSame keeps one of settings that say the same with every file of values.
func hclSame(settings []setting.Setting) []setting.Setting {
	type at struct {
		place source.Place
		title string
	}
	said := map[at][]setting.Setting{}
	var order []at
	for _, s := range settings {
		title, _, _ := strings.Cut(s.At, hclWith)
		key := at{s.Place, title}
		if said[key] == nil {
			order = append(order, key)
		}
		said[key] = append(said[key], s)
	}
	var kept []setting.Setting
	for _, key := range order {
		list := said[key]
		if slices.ContainsFunc(list, func(s setting.Setting) bool { return !hclEqual(&s, &list[0]) }) {
			kept = append(kept, list...)
			continue
		}
		list[0].At = key.title
		list[0].Role.Home, _, _ = strings.Cut(list[0].Role.Home, hclWith)
		kept = append(kept, list[0])
	}
	return kept
}

// hclEqual reports whether two settings of one place say the same.
func hclEqual(a, b *setting.Setting) bool {
	return a.State == b.State && a.Value == b.Value && a.Role.Name == b.Role.Name && a.Role.Ref == b.Role.Ref && a.Role.ARN == b.Role.ARN &&
		(a.Def == nil) == (b.Def == nil) && (a.Def == nil || a.Def.Place == b.Def.Place) &&
		(a.Why == nil) == (b.Why == nil) && (a.Why == nil || *a.Why == *b.Why)
}

// title names a block in the user's words, and what runs it where that is not
// Terraform in the block's own folder: "resource module.ci.aws_iam_role.deploy".
func (l *hclLocator) title(b *hclParsedBlock) string {
	title := b.title()
	if prefix := l.call.prefix(); prefix != "" {
		title = strings.Replace(title, " ", " "+prefix, 1)
	}
	if l.call == nil {
		return title
	}
	home, file, with := strings.Cut(l.call.home, hclWith)
	if (l.call.name == "" || l.homely) && home != folderOf(b.doc) {
		title += " in " + home
	}
	if with {
		title += hclWith + file
	}
	return title
}

// title names a block alone: "resource aws_iam_role.deploy".
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
	return hclReader{l: l, doc: b.doc, each: each, call: l.call}
}

// setting adds what a member says of a length. A member that is null sets
// nothing: for a maximum that is worth telling, for a request it is not.
func (l *hclLocator) setting(b *hclParsedBlock, m hclMember, row *hclPlace, each, title string, role setting.Role, chain []setting.Sign) {
	if m.expr == nil || l.isOverridden(b, m.nameAt) {
		return
	}
	r := l.reader(b, each)
	r.item = l.item
	in := r.read(m.expr, row.unit)
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
			l.passed = map[*setting.Definition][]hclName{}
		}
		l.passed[s.Def] = in.via
	}
	for _, place := range in.through {
		l.through[place] = true
	}
	l.found.Settings = append(l.found.Settings, s)
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
