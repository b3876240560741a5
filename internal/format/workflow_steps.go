package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A workflowStep is a step that uses an action, or a job that uses a reusable
// workflow, and may ask for a session.
type workflowStep struct {
	doc      *source.Document
	node     *data.Node
	with     *data.Node // its inputs
	uses     *data.Node // nil where the text does not tell
	key      string     // the input that takes the length
	official bool       // aws-actions/configure-aws-credentials itself
	version  workflowVersion
	index    int // in the locator's steps
	role     setting.Role
	path     []string // the roles that lead to its session, where told
}

// workflowKeys are the inputs that take a session's length, with those that
// name its role.
// https://github.com/aws-actions/configure-aws-credentials/blob/main/action.yml
// https://docs.digger.dev/ce/reference/action-inputs
var workflowKeys = []struct{ length, role string }{
	{"role-duration-seconds", "role-to-assume"},
	{"aws-role-duration-seconds", "aws-role-to-assume"},
}

const credentialsAction = "/configure-aws-credentials"

// workflowStepOf reads n as a step; nil where it asks for no session. A lone
// "with" block counts.
func workflowStepOf(doc *source.Document, n *data.Node) *workflowStep {
	if n.Kind != data.Mapping || n.JSON {
		return nil
	}
	step := &workflowStep{doc: doc, node: n, uses: n.Get("uses").Resolve()}
	if step.uses == nil {
		if n.Name() != "with" && n.Get("role-to-assume") == nil || n.Parent.Get("uses") != nil || n.Name() == "inputs" {
			return nil
		}
		step.with = n
	} else if step.with = n.Get("with").Resolve(); step.uses.Kind != data.Scalar {
		return nil
	}
	name, ref, _ := strings.Cut(step.action(), "@")
	if strings.HasSuffix(name, credentialsAction) {
		step.key = workflowKeys[0].length
		if step.official = name == "aws-actions"+credentialsAction; step.official {
			step.version = workflowVersionOf(doc, step.uses, ref)
		}
		return step
	}
	for _, k := range workflowKeys {
		if step.with.Get(k.length).Resolve() != nil && step.with.Get(k.length).Resolve().Kind == data.Scalar {
			step.key = k.length
			return step
		}
	}
	return nil
}

func (s *workflowStep) action() string {
	if s.uses == nil {
		return ""
	}
	return s.uses.Text
}

// at is the step in the user's words.
func (s *workflowStep) at() string {
	name := s.node.Member("name")
	switch {
	case s.uses == nil:
		return "the step with " + s.key
	case name != "" && len(name) < 60 && templateIn(name) == "":
		return "step " + name
	case len(s.action()) > 100:
		return "the step"
	}
	name, ref, _ := strings.Cut(s.action(), "@")
	if len(ref) == 40 {
		return "step " + name
	}
	return "step " + s.action()
}

// has reports whether the step gives an input a value.
func (s *workflowStep) has(input string) bool {
	n := s.with.Get(input).Resolve()
	return n != nil && n.Kind == data.Scalar && n.Text != ""
}

func (s *workflowStep) isTrue(input string) bool {
	return strings.EqualFold(s.with.Member(input), "true")
}

func (s *workflowStep) isFalse(input string) bool {
	return strings.EqualFold(s.with.Member(input), "false")
}

// job is the mapping that holds the step's list: a job, or the runs of a
// composite action; nil where the text does not show it.
func (s *workflowStep) job() *data.Node {
	if list := s.node.Parent; list != nil && list.Kind == data.Sequence && list.Name() == "steps" {
		return list.Parent
	}
	if jobs := s.node.Parent; jobs != nil && jobs.Name() == "jobs" {
		return s.node
	}
	return nil
}

// A workflowCredentials is what a step's STS call is signed with.
type workflowCredentials uint8

const (
	notTold   workflowCredentials = iota
	byToken                       // GitHub's OIDC token, or a token file: AssumeRoleWithWebIdentity
	byKeys                        // access keys among the inputs
	byAmbient                     // what the job's environment holds
)

// caller is what the step's call is signed with, its own text and that of its
// callers taken together.
func (w *workflowLocator) caller(s *workflowStep) workflowCredentials {
	c := s.caller()
	if c != notTold || templateIn(s.with.Member("role-chaining")) != "" {
		return c
	}
	if w.oidc {
		return byToken
	}
	for i, from := range w.callersOf(s.doc) {
		other := (&workflowStep{doc: from.doc, node: from.node}).idToken()
		if i > 0 && other != c {
			return notTold
		}
		c = other
	}
	return c
}

// caller follows the action's own order of preference.
// https://github.com/aws-actions/configure-aws-credentials#using-this-action
func (s *workflowStep) caller() workflowCredentials {
	switch {
	case s.has("web-identity-token-file"):
		return byToken
	case s.has("aws-access-key-id"):
		return byKeys
	case s.chains(), s.isTrue("force-skip-oidc"):
		return byAmbient
	case templateIn(s.with.Member("role-chaining")) != "", s.with == nil || s.with.Partial:
		return notTold
	}
	return s.idToken()
}

// idToken says whether the job may ask for an OIDC token: byToken if so,
// byAmbient if not. A job has that permission only where it is written, but a
// called workflow and a composite action take their caller's.
func (s *workflowStep) idToken() workflowCredentials {
	job := s.job()
	if job == nil || job.Name() == "runs" {
		return notTold
	}
	root := dataTop(job)
	p := job.Get("permissions").Resolve()
	if p == nil && !job.Partial {
		p = root.Get("permissions").Resolve()
		if p == nil {
			on := root.Get("on").Resolve()
			if on == nil || root.Partial || workflowTrigger(root, "workflow_call") {
				return notTold
			}
			return byAmbient
		}
	}
	switch {
	case p == nil || p.Partial:
		return notTold
	case p.Kind == data.Scalar && p.Text == "write-all", p.Member("id-token") == "write":
		return byToken
	case templateIn(p.Text) != "" || templateIn(p.Member("id-token")) != "":
		return notTold
	}
	return byAmbient
}

// workflowTrigger reports whether a workflow is started by event.
func workflowTrigger(root *data.Node, event string) bool {
	on := root.Get("on").Resolve()
	switch {
	case on == nil:
		return false
	case on.Kind == data.Mapping:
		return on.Get(event) != nil
	case on.Kind == data.Sequence:
		for _, item := range on.Items {
			if item.Resolve().Text == event {
				return true
			}
		}
	}
	return on.Text == event
}

// maxLookBack bounds how many earlier steps are looked at for the one whose
// session a step uses.
const maxLookBack = 50
