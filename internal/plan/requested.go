package plan

import "stackengine.dev/sandbox/internal/setting"

// giveRequested sets what the caller wants of each request. Calls of one role
// all get the length wanted. Where calls of several roles stand in the text,
// nobody who names one length means all of them: it goes to those that fail as
// they stand, and the others keep what they ask for.
func (p *pass) giveRequested() {
	if p.options.Requested == 0 {
		return
	}
	several := p.severalRoles()
	for _, r := range p.requests {
		if r.Limit.ByRole && r.told && (!several || r.fails()) {
			r.want = p.options.Requested
		}
	}
}

// severalRoles reports whether requests of different roles stand in the text.
// One whose role is not told may be of any.
func (p *pass) severalRoles() bool {
	var first *request
	for _, r := range p.requests {
		if !r.Limit.ByRole || !r.told || r.Role.String() == "" {
			continue
		}
		if first == nil {
			first = r
		}
		if r.Role.String() != first.Role.String() {
			return true
		}
	}
	return false
}

// fails reports whether r exceeds a limit as it stands, as far as is known.
func (r *request) fails() bool {
	most := setting.RoleMaximum.Default
	switch {
	case len(r.chained) > 0:
		most = setting.ChainedMax
	case r.cap != nil && r.cap.now > 0:
		most = r.cap.now
	case r.known > 0:
		most = r.known
	}
	return r.asked > most || r.asked < r.Limit.Min || r.Misspelt()
}
