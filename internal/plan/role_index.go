package plan

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// maxRivals bounds how many maximums one request is offered a choice of.
const maxRivals = 12

// A roleIndex finds maximums by the role they belong to, in constant time, so
// that many roles and many requests stay linear.
type roleIndex struct {
	byRef    map[addressed][]*roleCap
	byName   map[string][]*roleCap
	nameless []*roleCap
	all      []*roleCap
}

// An addressed is a reference in the folder where it means something.
type addressed struct{ folder, ref string }

func newRoleIndex() *roleIndex {
	return &roleIndex{byRef: map[addressed][]*roleCap{}, byName: map[string][]*roleCap{}}
}

// home is the folder from which s's role is seen.
func home(s *setting.Setting) string { return cmp.Or(s.Role.Home, path.Dir(s.Doc.Name)) }

// addressOf is what s's reference means.
func addressOf(s *setting.Setting) addressed {
	return addressed{home(s), s.Role.Ref}
}

// add keeps c. A role that is known by its name only is a command's or an
// output's: of several such, what comes last is what holds in the end.
func (x *roleIndex) add(c *roleCap) {
	x.all = append(x.all, c)
	role := c.Role
	if role.Ref != "" {
		key := addressOf(c.Setting)
		x.byRef[key] = supersede(x.byRef[key], c)
	}
	if role.Name == "" {
		x.nameless = append(x.nameless, c)
	} else {
		x.byName[role.Name] = supersede(x.byName[role.Name], c)
	}
}

// supersede adds c to the maximums of one role, in the place of an earlier
// command's or output's if c is one too.
func supersede(list []*roleCap, c *roleCap) []*roleCap {
	if len(list) > maxRivals {
		return list // nobody can tell so many apart
	}
	if n := len(list); n > 0 && c.passing() && list[n-1].passing() && !list[n-1].Role.Elsewhere(c.Role) {
		list[n-1].superseded = true
		list[n-1] = c
		return list
	}
	return append(list, c)
}

// passing reports whether c belongs to a command or an output, which a later
// one outdates, rather than to a definition with an address of its own.
func (c *roleCap) passing() bool { return c.Role.Ref == "" || strings.HasPrefix(c.Role.Ref, "$") }

// same is the maximum that is provably the role's that r speaks of, or nil.
// Where several have its address or its name, the one in r's own folder is
// meant, if that is one only.
func (x *roleIndex) same(r *setting.Setting) *roleCap {
	if list := x.byRef[addressOf(r)]; len(list) > 0 {
		return only(list)
	}
	return only(x.named(r))
}

// named lists the maximums of roles that have the name of r's.
func (x *roleIndex) named(r *setting.Setting) []*roleCap {
	if r.Role.Name == "" {
		return nil
	}
	var list []*roleCap
	for _, c := range x.byName[r.Role.Name] {
		if !c.Role.Elsewhere(r.Role) {
			list = append(list, c)
		}
	}
	for _, keep := range []func(*roleCap) bool{
		func(c *roleCap) bool { return !c.passing() },
		func(c *roleCap) bool { return home(c.Setting) == home(r) },
	} {
		if len(list) < 2 {
			break
		}
		var kept []*roleCap
		for _, c := range list {
			if keep(c) {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 {
			list = kept
		}
	}
	return list
}

func only(list []*roleCap) *roleCap {
	if len(list) == 1 {
		return list[0]
	}
	return nil
}

// unclear lists the maximums that may be those of r's role, at most maxRivals
// of them.
func (x *roleIndex) unclear(r *setting.Setting) []*roleCap {
	rivals := x.all
	if r.Role.Name != "" {
		named := x.named(r)
		rivals = append(slices.Clip(named[:min(len(named), maxRivals)]), x.nameless[:min(len(x.nameless), maxRivals)]...)
	}
	return rivals[:min(len(rivals), maxRivals)]
}
