package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Override files: Terraform merges their blocks into those of the same header
// in the folder's other files. An argument takes the place of the same
// argument, a nested block that of all nested blocks of its type.
// https://developer.hashicorp.com/terraform/language/files/override

// hclOverrides orders the files that override others, as Terraform loads
// them; "" for other files.
func hclOverrides(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	for _, end := range []string{".tf", ".tofu"} {
		if base, ok := strings.CutSuffix(name, end); ok && (base == "override" || strings.HasSuffix(base, "_override")) {
			return "1" + name
		}
	}
	return ""
}

// maxOverriding is how many blocks of override files are read.
const maxOverriding = 2000

// overrides lists the blocks of override files that are merged into b's.
func (l *hclLocator) overrides(b *hclParsedBlock) []*hclParsedBlock {
	if len(l.overriding) == 0 || !b.isBlock() {
		return nil
	}
	if l.overridden == nil {
		l.overridden = map[hclName][]*hclParsedBlock{}
		for _, mark := range l.overriding[:min(len(l.overriding), maxOverriding)] {
			o := l.parseAt(mark)
			key := hclNameIn(o.doc, o.title())
			l.overridden[key] = append(l.overridden[key], o)
		}
	}
	return l.overridden[hclNameIn(b.doc, b.title())]
}

// overrider is the block that takes the place of what b says of name, nil if
// none does.
func (l *hclLocator) overrider(b *hclParsedBlock, name string) *hclParsedBlock {
	for _, o := range l.overrides(b) {
		if hclOverrides(o.doc.Name) > hclOverrides(b.doc.Name) && (o.has(name) || name == "backend" && o.has("cloud")) {
			return o
		}
	}
	return nil
}

// has reports whether the block has an argument or a block of that name.
func (b *hclParsedBlock) has(name string) bool {
	if _, ok := b.body.get(name); ok {
		return true
	}
	return slices.ContainsFunc(b.body.groups(name), func(hclGroup) bool { return true })
}

// around is the name of b's argument, or block in b, in which at stands.
func (b *hclParsedBlock) around(at source.Span) string {
	for _, m := range b.body.members {
		if m.at.Contains(at) || m.nameAt == at {
			return m.name
		}
	}
	for _, inner := range b.body.blocks {
		if hclRange(inner.Range()).Contains(at) {
			if inner.Type == "dynamic" && len(inner.Labels) == 1 {
				return inner.Labels[0]
			}
			return inner.Type
		}
	}
	return ""
}

// isOverridden reports whether an override file takes the place of the
// argument at a place of b, and notes it.
func (l *hclLocator) isOverridden(b *hclParsedBlock, at source.Span) bool {
	if len(l.overrides(b)) == 0 {
		return false
	}
	name := b.around(at)
	if name == "" {
		return false
	}
	o := l.overrider(b, name)
	if o == nil {
		return false
	}
	if !l.again {
		l.found.Notes = append(l.found.Notes, setting.Note{
			Place: b.doc.At(at), Key: "overridden",
			Words: b.title() + ": " + o.doc.Name + " sets " + name + " again, and its value holds",
		})
	}
	return true
}

// merges reports whether a role without a maximum is a part of another block,
// or that of it, so that it tells nothing.
func (l *hclLocator) merges(b *hclParsedBlock) bool {
	if hclOverrides(b.doc.Name) == "" {
		return l.overrider(b, hclPlaces[0].key) != nil
	}
	base := l.roleMarks()[hclNameIn(b.doc, b.word(0)+"."+b.word(1))]
	return base.doc != b.doc || int(base.at) != b.Start
}

// settled is the one of several definitions of a name that holds: the last
// override, where there is one definition to override.
func (l *hclLocator) settled(name string, marks []hclMark) []hclMark {
	var bases []hclMark
	last := hclMark{}
	for _, m := range marks {
		rank := hclOverrides(m.doc.Name)
		switch {
		case rank == "":
			bases = append(bases, m)
		case strings.HasPrefix(name, "var.") && !l.parseAt(m).has("default"): // it changes something else
		case last.doc == nil || rank > hclOverrides(last.doc.Name):
			last = m
		case last.doc == m.doc:
			return marks // twice in one file
		}
	}
	switch {
	case len(bases) > 1, len(bases) == len(marks):
		return marks
	case last.doc == nil:
		return bases
	case len(bases) == 1 && strings.HasPrefix(name, "var.") && len(l.parseAt(bases[0]).body.groups("validation")) > 0:
		return marks // whose validation holds for the other's value
	}
	return []hclMark{last}
}
