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

// cell is the place that an edit of s goes to. Settings of one cell change
// together.
func cell(s *setting.Setting) source.Place {
	switch {
	case s.State == setting.Indirect:
		return s.Def.Place
	case s.State == setting.Absent && s.Gap != nil:
		return s.Doc.At(source.Span{Start: s.Gap.At, End: s.Gap.At})
	}
	return s.Place
}

// torn reports whether a request and a maximum read the same definition, so
// that no value of it can serve a fix of one without moving the other.
func (v sharedValues) torn(s *setting.Setting) bool {
	return s.State == setting.Indirect && len(v.kinds[s.Def.Place]) > 1
}

// levelNeeds gives maximums of one cell the longest of their needs.
func (v sharedValues) levelNeeds(caps []*roleCap) {
	longest := map[source.Place]setting.Seconds{}
	for _, c := range caps {
		longest[cell(c.Setting)] = max(longest[cell(c.Setting)], c.need)
	}
	for _, c := range caps {
		if c.need > 0 {
			c.need = longest[cell(c.Setting)]
		}
	}
}

// share lets a request follow a definition that an earlier rule has made
// shorter still: the shorter length fits it too.
func (v sharedValues) share(o option) option {
	o.changes = slices.Clone(o.changes)
	for i, c := range o.changes {
		if c.s.Kind != setting.Request || c.s.State != setting.Indirect && c.s.Role.Home == "" {
			continue
		}
		place, at := cell(c.s), c.s.At
		if c.s.State == setting.Indirect {
			at = c.s.Def.At
		}
		shorter, given := v.given[place]
		switch {
		case !given:
			v.given[place] = c.want
		case shorter < c.want:
			o.changes[i].want = shorter
			o.label = fmt.Sprintf("Reduce the request to %s, as the other place that reads %s needs", shorter, at)
		}
	}
	return o
}
