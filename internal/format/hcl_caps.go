package format

import (
	"fmt"

	"stackengine.dev/sandbox/internal/setting"
)

// The maximum of a role that a resource defines.

// role finds the maximum of a role's resource, or its absence: once for each
// item of a for_each that the text tells, if they may differ.
func (l *hclLocator) role(b *hclParsedBlock) {
	row := &hclPlaces[0]
	m, ok := b.body.get(row.key)
	for _, item := range l.reader(b, "").roleItems(b) {
		l.item = item
		l.oneRole(b, m, ok, row)
	}
	l.item = nil
}

// oneRole finds the maximum m of b, absent if not ok, for the item and the call
// that are set now.
func (l *hclLocator) oneRole(b *hclParsedBlock, m hclMember, ok bool, row *hclPlace) {
	ref, title := b.word(0)+"."+b.word(1), l.title(b)
	if l.item != nil {
		ref += fmt.Sprintf("[%q]", l.item.key)
		title += fmt.Sprintf("[%q]", l.item.key)
	}
	role := l.call.address(ref)
	if l.item != nil && l.call == nil {
		role.Home = folderOf(b.doc)
	}
	r := l.reader(b, "")
	r.item = l.item
	if role.Name = r.nameIn(b.body, b.hclPiece); role.Name == "" && hclOverrides(b.doc.Name) != "" {
		role.Name = r.resource(b.word(0), b.word(1)).Name // its name is in the block that it is merged into
	}
	switch {
	case ok:
		l.setting(b, m, row, "", title, role, nil)
		if s := l.found.Settings; len(s) > 0 && hclPrintedRole(b.body) {
			last := &s[len(s)-1]
			last.Output = last.State == setting.Literal
		}
	case l.merges(b):
	case hclOverrides(b.doc.Name) != "":
		l.found.Settings = append(l.found.Settings, setting.Setting{
			Kind: row.kind, Limit: row.limit, At: title, Role: role, State: setting.Unknown, Unit: row.unit, Place: b.doc.At(b.header()), Context: b.Span,
			Why: &setting.Unproved{Key: "value-outside-paste", Words: "this is an override, and the block that it is merged into is not in this text"},
		})
	case !b.broken && !hclPrintedRole(b.body):
		l.found.Settings = append(l.found.Settings, setting.Setting{
			Kind: row.kind, Limit: row.limit, At: title, Role: role,
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
