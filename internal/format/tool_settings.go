package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Settings of tools that assume roles, or define them, in a notation of their
// own: Landing Zone Accelerator, Airflow, Hadoop; AWS's queries and SAML
// assertions.
var toolSettings = Format{
	ID: "tool-settings", Title: "Tool settings", Island: "tool setting",
	Locate: locateToolSettings,
}

func locateToolSettings(docs []*source.Document) Found {
	var f Found
	for _, doc := range docs {
		before := len(f.Settings) + len(f.Notes)
		f.landingZone(doc)
		f.airflow(doc)
		f.hadoop(doc)
		f.saml(doc)
		f.queries(doc)
		f.Islands = append(f.Islands, Count{doc, len(f.Settings) + len(f.Notes) - before})
	}
	return f
}

// Landing Zone Accelerator's iam-config.yaml counts a role's maximum in
// seconds and a permission set's session in minutes.
// https://awslabs.github.io/landing-zone-accelerator-on-aws/latest/typedocs/interfaces/___packages__aws_accelerator_config_lib_models_iam_config.IRoleConfig.html
var landingZonePlaces = map[string]dataPlace{
	"roles":                        {"maxSessionDuration", setting.Cap, setting.RoleMaximum, setting.InSeconds},
	"identityCenterPermissionSets": {"sessionDuration", setting.Request, setting.PermissionSet, setting.InMinutes},
}

// landingZone finds the role and permission sets of the Landing Zone Accelerator.
func (f *Found) landingZone(doc *source.Document) {
	roots, problems := data.Read(doc, data.Query{Words: []string{"roleSets:", "identityCenterPermissionSets:"}})
	f.Problems = append(f.Problems, problems...)
	for _, root := range roots {
		root.Walk(func(n *data.Node) bool {
			place, ok := landingZonePlaces[n.Name()]
			if !ok || n.Kind != data.Sequence || n.Name() == "roles" && !landingZoneRoles(n) {
				return true
			}
			for _, item := range n.Items {
				item = item.Resolve()
				name := item.Get("name").Resolve()
				if name == nil {
					continue
				}
				u := dataUnit{doc: doc, node: item, holder: item, name: name, at: name.Text}
				if place.limit == setting.RoleMaximum && templateIn(name.Text) == "" {
					u.role.Name = name.Text
				}
				if s, ok := u.setting(place); ok {
					f.Settings = append(f.Settings, s)
				}
			}
			return false
		})
	}
}

// landingZoneRoles reports whether n, a list named roles, is one of a role
// set's.
func landingZoneRoles(n *data.Node) bool {
	set := n.Parent
	return set != nil && set.Parent != nil && set.Parent.Name() == "roleSets"
}

// Airflow's AWS connection passes assume_role_kwargs on to boto3.
// https://airflow.apache.org/docs/apache-airflow-providers-amazon/stable/connections/aws.html
func (f *Found) airflow(doc *source.Document) {
	roots, _ := data.Read(doc, data.Query{Words: []string{"assume_role_kwargs"}})
	for _, root := range roots {
		root.Walk(func(n *data.Node) bool {
			if n.Kind == data.Scalar && strings.Contains(n.Text, "assume_role_kwargs") {
				if inner, ok := data.Inside(doc, n); ok {
					inner.Walk(func(n *data.Node) bool { return f.airflowConnection(doc, n) })
				}
			}
			return f.airflowConnection(doc, n)
		})
	}
}

var airflowMethods = map[string]*setting.Limit{
	"": setting.AssumeRole, "assume_role": setting.AssumeRole,
	"assume_role_with_saml": setting.AssumeRoleWithSAML, "assume_role_with_web_identity": setting.AssumeRoleWithWebIdentity,
}

// airflowConnection finds the length in an Airflow connection, if n is one. It
// says whether to look inside n.
func (f *Found) airflowConnection(doc *source.Document, n *data.Node) bool {
	kwargs := n.Get("assume_role_kwargs").Resolve()
	limit := airflowMethods[n.Member("assume_role_method")]
	if kwargs == nil || limit == nil || n.Member("role_arn") == "" && n.Get("aws_iam_role") == nil {
		return true
	}
	u := dataUnit{doc: doc, node: n, holder: kwargs, name: kwargs.Key, at: "the Airflow connection's assume_role_kwargs"}
	if u.role = setting.RoleFromARN(n.Member("role_arn")); u.role.Name == "" {
		u.role.Name = n.Member("aws_iam_role")
	}
	s, ok := u.setting(dataPlace{"DurationSeconds", setting.Request, limit, setting.InSeconds})
	if !ok {
		return false
	}
	if token := n.Get("aws_session_token"); token != nil && limit.Chained {
		s.Chain = []setting.Sign{{Place: doc.At(token.Key.Span), Words: "the connection has a session token, so its credentials are temporary"}}
	}
	f.Settings = append(f.Settings, s)
	return false
}
