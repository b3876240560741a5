package format

import (
	"fmt"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
)

// Plans and states: what Terraform printed of roles.

// output keeps the maximums that a plan or a state shows: of a change the
// smaller one, which holds before and after.
func (f *terraformFinder) output(root *data.Node) {
	changed := map[string]bool{}
	root.Walk(func(n *data.Node) bool {
		change := n.Get("change")
		if n.Kind != data.Mapping || change == nil || !hclIsRoleType(n.Member("type")) {
			return true
		}
		changed[n.Member("address")] = true
		before, after := terraformMaximum(change.Get("before")), terraformMaximum(change.Get("after"))
		shown := after
		if before != nil && after != nil && before.value < after.value {
			shown = before
		}
		if shown != nil {
			f.shown(n, shown, "the role as the plan shows it")
		}
		return false
	})
	root.Walk(func(n *data.Node) bool {
		if n.Kind != data.Mapping || !hclIsRoleType(n.Member("type")) || changed[n.Member("address")] && n.Get("address") != nil {
			return n.Name() != "configuration"
		}
		if m := terraformMaximum(n.Get("values")); m != nil {
			f.shown(n, m, "the role as Terraform shows it")
		}
		if list := n.Get("instances"); list != nil {
			for _, i := range terraformObjects(list) {
				if m := terraformMaximum(i.Get("attributes")); m != nil {
					f.shown(n, m, "the role in the state")
				}
			}
		}
		return false
	})
}

// A terraformShown is a role's maximum in a plan or a state.
type terraformShown struct {
	node  *data.Node
	value setting.Seconds
	role  setting.Role
}

// terraformMaximum is the maximum that the values of a resource show; nil where
// they show none.
func terraformMaximum(values *data.Node) *terraformShown {
	m := values.Get("max_session_duration")
	if m == nil || m.Kind != data.Scalar {
		return nil
	}
	v, ok := setting.InSeconds.Read(m.Text)
	if !ok || !isDigits(m.Text) {
		return nil
	}
	role := setting.RoleFromARN(values.Member("arn"))
	if role.Name == "" {
		role.Name = values.Member("name")
	}
	if role.Name == "" {
		role.Name = values.Member("role_name")
	}
	return &terraformShown{m, v, role}
}

func (f *terraformFinder) shown(n *data.Node, m *terraformShown, title string) {
	if address := n.Member("address"); address != "" {
		title = fmt.Sprintf("%s, %s", title, address)
	}
	f.found.Settings = append(f.found.Settings, setting.Setting{
		Kind: setting.Cap, Limit: setting.RoleMaximum, At: title, Role: m.role,
		State: setting.Literal, Value: m.value, Place: f.doc.At(m.node.Span), Unit: setting.InSeconds, Output: true, Context: n.Span,
	})
}
