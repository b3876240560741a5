package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// strangers notes settings of other products.
func (l *hclLocator) strangers(b *hclParsedBlock) {
	for _, s := range hclStrangers {
		if !b.reads(s.block) {
			continue
		}
		for _, g := range b.at(s.path) {
			if m, ok := g.get(s.key); ok {
				l.stranger(b, m, s.words)
			}
		}
	}
}

// stranger notes m, a length of another cloud's role, and what it reads.
func (l *hclLocator) stranger(b *hclParsedBlock, m hclMember, words string) {
	l.found.Notes = append(l.found.Notes, setting.Note{
		Place: b.doc.At(m.nameAt), Key: "not-aws", Words: words + ", which AWS's limits do not touch",
	})
	if m.expr == nil {
		return
	}
	if in := l.reader(b, "").read(m.expr, setting.InSeconds); in.def != nil {
		if l.theirs == nil {
			l.theirs = map[source.Place]string{}
		}
		l.theirs[in.def.Place] = b.title()
	}
}

// isStrange reports whether a module makes another cloud's roles, and notes
// its lengths if so.
func (l *hclLocator) isStrange(b *hclParsedBlock) bool {
	from := hclSourceIn(b.hclPiece)
	if strings.HasPrefix(from, ".") || cloudOf(from) != cloudOther {
		return false
	}
	for _, m := range b.body.members {
		if hclRowFor(b.hclPiece, m.name) != nil && !l.again {
			l.stranger(b, m, b.title()+" makes roles of another cloud")
		}
	}
	return true
}

// shutShared keeps definitions from being edited that another cloud's blocks
// read too.
func (l *hclLocator) shutShared() {
	for i := range l.found.Settings {
		if def := l.found.Settings[i].Def; def != nil && l.theirs[def.Place] != "" {
			def.Shut = l.theirs[def.Place] + ", which is another cloud's, reads " + def.At + " too"
		}
	}
}
