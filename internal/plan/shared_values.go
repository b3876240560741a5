package plan

import (
	"fmt"
	"slices"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// sharedValues keeps several settings that read one definition from wanting
// different things of it: what one run leaves undone, the next would do.
type sharedValues struct {
	kinds map[source.Place]map[setting.Kind]bool // who reads a definition
	given map[source.Place]setting.Seconds       // what chosen fixes make of a request's definition
}

func newSharedValues(settings []setting.Setting) sharedValues {
	v := sharedValues{map[source.Place]map[setting.Kind]bool{}, map[source.Place]setting.Seconds{}}
	for i := range settings {
		if s := &settings[i]; s.State == setting.Indirect {
			if v.kinds[s.Def.Place] == nil {
				v.kinds[s.Def.Place] = map[setting.Kind]bool{}
			}
			v.kinds[s.Def.Place][s.Kind] = true
		}
	}
	return v
}

// torn reports whether a request and a maximum read the same definition, so
// that no value of it can serve a fix of one without moving the other.
func (v sharedValues) torn(s *setting.Setting) bool {
	return s.State == setting.Indirect && len(v.kinds[s.Def.Place]) > 1
}

// levelNeeds gives maximums that read one definition the longest of their
// needs.
func (v sharedValues) levelNeeds(caps []*roleCap) {
	longest := map[source.Place]setting.Seconds{}
	for _, c := range caps {
		if c.State == setting.Indirect {
			longest[c.Def.Place] = max(longest[c.Def.Place], c.need)
		}
	}
	for _, c := range caps {
		if c.State == setting.Indirect && c.need > 0 {
			c.need = longest[c.Def.Place]
		}
	}
}

// share lets a request follow a definition that an earlier rule has made
// shorter still: the shorter length fits it too.
func (v sharedValues) share(o option) option {
	o.changes = slices.Clone(o.changes)
	for i, c := range o.changes {
		if c.s.Kind != setting.Request || c.s.State != setting.Indirect {
			continue
		}
		shorter, given := v.given[c.s.Def.Place]
		switch {
		case !given:
			v.given[c.s.Def.Place] = c.want
		case shorter < c.want:
			o.changes[i].want = shorter
			o.label = fmt.Sprintf("Reduce the request to %s, as the other place that reads %s needs", shorter, c.s.Def.At)
		}
	}
	return o
}
