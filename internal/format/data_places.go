package format

import (
	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A dataPlace is where a product that is configured in YAML or JSON keeps a
// session length: a row of its format's table.
type dataPlace struct {
	key   string // of the member that holds the length
	kind  setting.Kind
	limit *setting.Limit
	unit  setting.Unit
}

// A dataUnit is what a product describes one thing with: a resource, a task.
type dataUnit struct {
	doc    *source.Document
	node   *data.Node
	holder *data.Node // the mapping in it that holds the length, or would
	name   *data.Node // the words that name it, for a length that is left out
	at     string     // in the user's words
	role   setting.Role
}

// setting is the length that u holds at place p. A role whose maximum is left
// out has AWS's default; a request that leaves its length out says nothing.
func (u dataUnit) setting(p dataPlace) (setting.Setting, bool) {
	s := setting.Setting{Kind: p.kind, Limit: p.limit, At: u.at, Role: u.role, Unit: p.unit, Context: u.node.Span}
	member := u.holder.Get(p.key)
	if member != nil && member.Resolve().Text == "" && member.Resolve().Kind == data.Scalar {
		member = nil // written, and empty
		if p.kind == setting.Cap {
			s.Place = u.doc.At(u.name.Span)
			s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: p.key + " has no value"}
			return s, true
		}
	}
	switch {
	case member != nil:
		dataLength(&s, u.doc, member, p.unit)
		s.Broken = !member.Whole(u.node.Parent)
	case p.kind == setting.Cap && u.node.Whole(u.node.Parent) && (u.holder == nil || u.holder.Kind == data.Mapping):
		s.State, s.Value, s.Place = setting.Absent, p.limit.Default, u.doc.At(u.name.Span)
		quote := ""
		if p.unit > setting.InHours && u.node.JSON {
			quote = `"`
		}
		s.Gap = dataGap(u.doc, u.holder.Resolve(), p.key, quote)
		if s.Gap == nil {
			s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: "it has no block that " + p.key + " could be written in"}
		}
	default:
		return s, false
	}
	return s, true
}
