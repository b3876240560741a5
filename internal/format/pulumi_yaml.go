package format

import (
	"strconv"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Pulumi programs in YAML, and the stack files of Pulumi programs in any
// language.
var pulumiYAML = Format{
	ID: "pulumi-yaml", Title: "Pulumi YAML", Island: "Pulumi block",
	Locate: locatePulumiYAML,
}

// pulumiTypes are the resource types that keep a session length, without the
// file part of the long spelling (aws:iam/role:Role).
var pulumiTypes = map[string]dataPlace{
	"aws:iam:Role":               {"maxSessionDuration", setting.Cap, setting.RoleMaximum, setting.InSeconds},
	"aws:ssoadmin:PermissionSet": {"sessionDuration", setting.Request, setting.PermissionSet, setting.ISO8601},
	"aws:rolesanywhere:Profile":  {"durationSeconds", setting.Request, setting.RolesAnywhere, setting.InSeconds},
}

// pulumiAssumptions are the provider's settings in a stack file. Each item of
// the list assumes its role with the credentials of the one before.
// https://www.pulumi.com/registry/packages/aws/installation-configuration/
var pulumiAssumptions = map[string]dataPlace{
	"aws:assumeRole":  {"duration", setting.Request, setting.AssumeRole, setting.GoDuration},
	"aws:assumeRoles": {"duration", setting.Request, setting.AssumeRole, setting.GoDuration},
	"aws:assumeRoleWithWebIdentity": {
		"duration", setting.Request, setting.AssumeRoleWithWebIdentity, setting.GoDuration,
	},
}

var pulumiQuery = data.Query{
	Words: []string{"aws:iam:Role", "aws:iam/role:Role", "aws:ssoadmin:PermissionSet", "aws:ssoadmin/permissionSet:", "aws:rolesanywhere", "aws:assumeRole"},
}

func locatePulumiYAML(docs []*source.Document) Found {
	var f Found
	for _, doc := range docs {
		roots, problems := data.Read(doc, pulumiQuery)
		f.Problems = append(f.Problems, problems...)
		islands := 0
		add := func(s setting.Setting, ok bool) {
			islands++
			if ok {
				f.Settings = append(f.Settings, s)
			}
		}
		for _, root := range roots {
			root.Walk(func(n *data.Node) bool {
				if n.Kind == data.Mapping {
					pulumiResource(doc, n, add)
				}
				if place, ok := pulumiAssumptions[n.Name()]; ok {
					pulumiProvider(doc, n, place, add)
				}
				return true
			})
		}
		f.Islands = append(f.Islands, Count{doc, islands})
	}
	return f
}

func pulumiResource(doc *source.Document, n *data.Node, add func(setting.Setting, bool)) {
	kind := n.Get("type").Resolve()
	if kind == nil || kind.Kind != data.Scalar || n.Key == nil {
		return
	}
	short := kind.Text
	if first, rest, found := strings.Cut(short, "/"); found {
		_, last, _ := strings.Cut(rest, ":")
		short = first + ":" + last
	}
	place, ok := pulumiTypes[short]
	holder := n.Get("properties").Resolve()
	if !ok || holder == nil {
		return
	}
	u := dataUnit{doc: doc, node: n, holder: holder, name: n.Key, at: "resource " + n.Name()}
	if place.limit == setting.RoleMaximum {
		u.role.Ref = "${" + n.Name() + ".arn}"
		if name := holder.Member("name"); templateIn(name) == "" {
			u.role.Name = name
		}
	}
	add(u.setting(place))
}

// pulumiProvider reads the roles that the provider assumes.
func pulumiProvider(doc *source.Document, n *data.Node, place dataPlace, add func(setting.Setting, bool)) {
	hops := []*data.Node{n}
	if n.Kind == data.Sequence {
		hops = n.Items
	}
	var path []string
	for i, hop := range hops {
		hop = hop.Resolve()
		role := setting.RoleFromARN(hop.Member("roleArn"))
		if strings.HasPrefix(role.ARN, "${") {
			role = setting.Role{Ref: role.ARN}
		}
		u := dataUnit{doc: doc, node: hop, holder: hop, name: n.Key, role: role, at: n.Name()}
		if len(hops) > 1 {
			u.at += "[" + strconv.Itoa(i) + "]"
		}
		path = append(path, role.String())
		s, ok := u.setting(place)
		if ok && i > 0 {
			s.Chain = []setting.Sign{{Place: doc.At(hops[i-1].Span), Words: "the provider assumes another role before this one"}}
			s.Path = append([]string(nil), path...)
		}
		add(s, ok)
	}
}
