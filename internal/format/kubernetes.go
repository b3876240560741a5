package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Kubernetes objects that stand for IAM roles, or that assume them.
var kubernetes = Format{
	ID: "kubernetes", Title: "Kubernetes", Island: "Kubernetes object",
	Locate: locateKubernetes,
}

// A kubernetesKind is a kind of object that keeps a session length.
type kubernetesKind struct {
	group string // of apiVersion, before its slash
	kind  string
	in    []string // the keys that lead to the mapping which holds the length
	dataPlace
}

// Read from the controllers' published schemas (CRDs): ACK's IAM controller,
// Crossplane's community and Upbound providers, Cluster API Provider AWS.
var kubernetesKinds = []kubernetesKind{
	{"iam.services.k8s.aws", "Role", []string{"spec"}, dataPlace{"maxSessionDuration", setting.Cap, setting.RoleMaximum, setting.InSeconds}},
	{"iam.aws.crossplane.io", "Role", []string{"spec", "forProvider"}, dataPlace{"maxSessionDuration", setting.Cap, setting.RoleMaximum, setting.InSeconds}},
	{"iam.aws.upbound.io", "Role", []string{"spec", "forProvider"}, dataPlace{"maxSessionDuration", setting.Cap, setting.RoleMaximum, setting.InSeconds}},
	{"iam.aws.m.upbound.io", "Role", []string{"spec", "forProvider"}, dataPlace{"maxSessionDuration", setting.Cap, setting.RoleMaximum, setting.InSeconds}},
	{"ssoadmin.aws.upbound.io", "PermissionSet", []string{"spec", "forProvider"}, dataPlace{"sessionDuration", setting.Request, setting.PermissionSet, setting.ISO8601}},
	{"rolesanywhere.aws.upbound.io", "Profile", []string{"spec", "forProvider"}, dataPlace{"durationSeconds", setting.Request, setting.RolesAnywhere, setting.InSeconds}},
	{"infrastructure.cluster.x-k8s.io", "AWSClusterRoleIdentity", []string{"spec"}, dataPlace{"durationSeconds", setting.Request, setting.AssumeRole, setting.InSeconds}},
}

var kubernetesQuery = data.Query{Words: []string{
	"iam.services.k8s.aws/", "iam.aws.crossplane.io/", "iam.aws.upbound.io/", "iam.aws.m.upbound.io/",
	"ssoadmin.aws.upbound.io/", "rolesanywhere.aws.upbound.io/", "AWSClusterRoleIdentity",
}}

func locateKubernetes(docs []*source.Document) Found {
	var f Found
	for _, doc := range docs {
		roots, problems := data.Read(doc, kubernetesQuery)
		f.Problems = append(f.Problems, problems...)
		objects := 0
		for _, root := range roots {
			root.Walk(func(n *data.Node) bool {
				if n.Kind != data.Mapping || n.Member("apiVersion") == "" || n.Get("kind") == nil {
					return true
				}
				objects++
				f.Settings = append(f.Settings, kubernetesObject(doc, n)...)
				return true // a Composition holds objects
			})
		}
		f.Islands = append(f.Islands, Count{doc, objects})
	}
	return f
}

// kubernetesObject is what an object says of session lengths.
func kubernetesObject(doc *source.Document, n *data.Node) []setting.Setting {
	group, _, _ := strings.Cut(n.Member("apiVersion"), "/")
	for _, k := range kubernetesKinds {
		if k.group != group || k.kind != n.Member("kind") {
			continue
		}
		holder := n.At(k.in...).Resolve()
		if holder == nil {
			return nil
		}
		name := n.At("metadata").Member("name")
		u := dataUnit{doc: doc, node: n, holder: holder, name: n.Get("kind").Resolve(), at: k.kind + " " + name}
		if k.kind == "AWSClusterRoleIdentity" {
			u.role = setting.RoleFromARN(holder.Member("roleARN"))
		} else if k.limit == setting.RoleMaximum {
			u.role.Name = kubernetesRoleName(n, holder, name)
		}
		s, ok := u.setting(k.dataPlace)
		if !ok {
			return nil
		}
		if at := patched(n, k.key); at != nil {
			s = setting.Setting{
				Kind: s.Kind, Limit: s.Limit, At: s.At, Role: s.Role, Context: s.Context, Place: doc.At(at.Span), State: setting.Unknown,
				Why: &setting.Unproved{Key: "value-outside-paste", Words: "the composition takes it from another field"},
			}
		}
		if k.limit == setting.AssumeRole {
			s.Chain, s.Path = kubernetesChain(doc, holder, u.role)
		}
		return []setting.Setting{s}
	}
	return nil
}

// patched is where the composition that n is a base of writes n's key anew,
// or nil.
func patched(n *data.Node, key string) *data.Node {
	if n.Name() != "base" {
		return nil
	}
	patches := n.Parent.Get("patches").Resolve()
	if patches == nil {
		return nil
	}
	for _, p := range patches.Items {
		if to := p.Resolve().Get("toFieldPath"); to != nil && strings.HasSuffix(to.Resolve().Text, "."+key) {
			return to.Resolve()
		}
	}
	return nil
}

// kubernetesRoleName is the name that a role has in IAM. A name that a
// template fills in is not known.
func kubernetesRoleName(n, holder *data.Node, name string) string {
	if own := holder.Member("name"); own != "" { // ACK
		name = own
	} else if external := n.At("metadata", "annotations").Member("crossplane.io/external-name"); external != "" {
		name = external
	}
	if templateIn(name) != "" {
		return ""
	}
	return name
}

// kubernetesChain says whether an AWSClusterRoleIdentity starts from the
// credentials of another role. The controller's own identity is a role too
// where it runs on AWS, which the object does not tell.
func kubernetesChain(doc *source.Document, spec *data.Node, role setting.Role) ([]setting.Sign, []string) {
	source := spec.Get("sourceIdentityRef").Resolve()
	if source.Member("kind") != "AWSClusterRoleIdentity" {
		return nil, nil
	}
	kind := source.Get("kind").Resolve()
	sign := setting.Sign{Place: doc.At(kind.Span), Words: "its source identity is a role too"}
	var path []string
	if from := source.Member("name"); from != "" && role.String() != "" {
		path = []string{from, role.String()}
	}
	return []setting.Sign{sign}, path
}
