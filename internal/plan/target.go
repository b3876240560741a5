package plan

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// A target is the roles that the caller's word for one leads to. The zero
// value is any role: no word was given, or it leads to none.
type target struct {
	names, refs map[string]bool
	nameless    bool // one of them has no name that is told
}

func newTarget(settings []setting.Setting, word string) target {
	var t target
	for i := range settings {
		s := &settings[i]
		if word == "" || !matchesTarget(s, word) {
			continue
		}
		if t.names == nil {
			t.names, t.refs = map[string]bool{}, map[string]bool{}
		}
		t.names[s.Role.Name], t.refs[s.Role.Ref] = true, true
		t.nameless = t.nameless || s.Role.Name == ""
	}
	return t
}

// mayBe reports whether a request may be of a targeted role: it is of one, or
// its role or the target's is not told.
func (t target) mayBe(s *setting.Setting) bool {
	return t.names == nil || t.nameless || s.Role.Name == "" || t.names[s.Role.Name] || s.Role.Ref != "" && t.refs[s.Role.Ref]
}

// matchesTarget reports whether target is the setting's role by name, by
// address, or by the address's last part.
func matchesTarget(s *setting.Setting, target string) bool {
	return s.Role.Name == target || s.Role.Ref == target || s.Role.ARN == target ||
		strings.HasSuffix(s.Role.Ref, "."+target) || strings.HasPrefix(s.Role.Ref, target+".") && strings.HasPrefix(target, "module.") || strings.HasSuffix(s.Role.Ref, "["+fmt.Sprintf("%q", target)+"]")
}
