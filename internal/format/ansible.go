package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Ansible tasks that create IAM roles or assume them.
var ansible = Format{
	ID: "ansible", Title: "Ansible", Island: "Ansible task",
	Locate: locateAnsible,
}

// ansibleModules are the modules that keep a session length, by the last part
// of their name, with the collections that have them ("" is the short name).
// https://docs.ansible.com/ansible/latest/collections/amazon/aws/
var ansibleModules = map[string]dataPlace{
	"iam_role":          {"max_session_duration", setting.Cap, setting.RoleMaximum, setting.InSeconds},
	"sts_assume_role":   {"duration_seconds", setting.Request, setting.AssumeRole, setting.InSeconds},
	"sts_session_token": {"duration_seconds", setting.Request, setting.GetSessionToken, setting.InSeconds},
}

// ansibleTokens are the parameters that carry a session token: who gives one
// has temporary credentials.
var ansibleTokens = []string{"session_token", "aws_session_token", "security_token", "aws_security_token"}

var ansibleQuery = data.Query{
	Words: []string{"iam_role:", "sts_assume_role:", "sts_session_token:"},
	Keep:  []string{"vars"},
}

// An ansibleTask is one task with a module of ours.
type ansibleTask struct {
	doc    *source.Document
	node   *data.Node
	module *data.Node // the module's parameters; its Key names the module
	dataPlace
}

func locateAnsible(docs []*source.Document) Found {
	var f Found
	var tasks []ansibleTask
	for _, doc := range docs {
		roots, problems := data.Read(doc, ansibleQuery)
		f.Problems = append(f.Problems, problems...)
		before := len(tasks)
		for _, root := range roots {
			root.Walk(func(n *data.Node) bool {
				if task, ok := ansibleTaskOf(doc, n); ok && len(tasks)-before <= maxFinds {
					tasks = append(tasks, task)
				}
				return true
			})
		}
		f.Islands = append(f.Islands, Count{doc, len(tasks) - before})
	}
	vars := newAnsibleVars(docs, tasks)
	for i := range tasks {
		if foreignEndpoint(tasks[i].module.Resolve().Member("endpoint_url")) {
			f.Notes = append(f.Notes, setting.Note{Place: tasks[i].doc.At(tasks[i].module.Key.Span), Key: "not-aws", Words: tasks[i].at() + ": " + foreignWords})
			continue
		}
		if s, ok := tasks[i].setting(vars); ok {
			s.Chain, s.Path = tasks[i].chain(s.Role, tasks[:i])
			f.Settings = append(f.Settings, s)
		}
	}
	return f
}

// ansibleTaskOf reads n as a task: a mapping one member of which is named
// after a module of ours and holds a mapping.
func ansibleTaskOf(doc *source.Document, n *data.Node) (ansibleTask, bool) {
	if n.Kind != data.Mapping || n.JSON {
		return ansibleTask{}, false
	}
	for _, m := range n.Items {
		collection, name := "", m.Name()
		if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
			collection, name = name[:dot], name[dot+1:]
		}
		place, ok := ansibleModules[name]
		if !ok || collection != "" && collection != "amazon.aws" && collection != "community.aws" || m.Resolve().Kind != data.Mapping {
			continue
		}
		return ansibleTask{doc, n, m, place}, true
	}
	return ansibleTask{}, false
}

func (t *ansibleTask) at() string {
	if name := t.node.Member("name"); name != "" && len(name) < 60 {
		return "task " + name
	}
	return t.module.Name()
}

func (t *ansibleTask) setting(vars ansibleVars) (setting.Setting, bool) {
	u := dataUnit{doc: t.doc, node: t.node, holder: t.module.Resolve(), name: t.module.Key, at: t.at()}
	switch t.limit {
	case setting.RoleMaximum:
		if name := u.holder.Member("name"); templateIn(name) == "" {
			u.role.Name = name
		} else {
			u.role.Ref = name
		}
		if u.holder.Member("state") == "absent" {
			return setting.Setting{}, false
		}
	case setting.AssumeRole:
		u.role = setting.RoleFromARN(u.holder.Member("role_arn"))
		if templateIn(u.role.ARN) != "" && u.role.Name == "" {
			u.role = setting.Role{Ref: u.role.ARN}
		}
	}
	s, ok := u.setting(t.dataPlace)
	if ok && s.State == setting.Unknown {
		vars.resolve(&s, u.holder.Get(t.key))
	}
	return s, ok
}

// chain says whether a task's own credentials are temporary: it is given a
// session token. Where an earlier task registered it, the hops are known.
func (t *ansibleTask) chain(role setting.Role, earlier []ansibleTask) ([]setting.Sign, []string) {
	if t.limit != setting.AssumeRole {
		return nil, nil
	}
	for _, key := range ansibleTokens {
		token := t.module.Resolve().Get(key)
		if token == nil || t.module.Resolve().Member(key) == "" {
			continue
		}
		signs := []setting.Sign{{Place: t.doc.At(token.Key.Span), Words: "it is given a session token, so its credentials are temporary"}}
		for i := len(earlier) - 1; i >= 0; i-- {
			from := &earlier[i]
			registered := from.node.Member("register")
			if from.doc != t.doc || registered == "" || !strings.Contains(token.Text, registered+".") {
				continue
			}
			if first := setting.RoleFromARN(from.module.Resolve().Member("role_arn")); first.Name != "" && role.Name != "" {
				return signs, []string{first.Name, role.Name}
			}
		}
		return signs, nil
	}
	return nil, nil
}
