package plan

import "stackengine.dev/sandbox/internal/setting"

// maxRivals bounds how many maximums one request is offered a choice of.
const maxRivals = 12

// A roleIndex finds maximums by the role they belong to, in constant time, so
// that many roles and many requests stay linear.
type roleIndex struct {
	byRef, byName map[string]*roleCap
	nameless      []*roleCap
	all           []*roleCap
}

func newRoleIndex() *roleIndex {
	return &roleIndex{byRef: map[string]*roleCap{}, byName: map[string]*roleCap{}}
}

// add keeps the first maximum of a role; a second mention of one role (a
// command that updates it later) does not make it two.
func (x *roleIndex) add(role setting.Role, c *roleCap) {
	x.all = append(x.all, c)
	if role.Ref != "" && x.byRef[role.Ref] == nil {
		x.byRef[role.Ref] = c
	}
	if role.Name == "" {
		x.nameless = append(x.nameless, c)
	} else if x.byName[role.Name] == nil {
		x.byName[role.Name] = c
	}
}

// same is the maximum that is provably role's, or nil.
func (x *roleIndex) same(role setting.Role) *roleCap {
	if c := x.byRef[role.Ref]; c != nil && role.Ref != "" {
		return c
	}
	if role.Name != "" {
		return x.byName[role.Name]
	}
	return nil
}

// unclear lists the maximums that may be role's, at most maxRivals of them.
func (x *roleIndex) unclear(role setting.Role) []*roleCap {
	rivals := x.all
	if role.Name != "" {
		rivals = x.nameless
	}
	return rivals[:min(len(rivals), maxRivals)]
}
