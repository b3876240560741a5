package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
)

// chain is why a step's AssumeRole call is role chaining, and the roles that
// lead to its own; the path alone where the call is signed with a user's keys.
//
// Keys among the inputs go before everything: the action puts them into the
// environment, with the session token that is given or with none, and signs
// with what is there. Only a step without keys takes an earlier one's session.
// https://github.com/aws-actions/configure-aws-credentials/blob/main/src/index.ts
func (w *workflowLocator) chain(s *workflowStep, caller workflowCredentials) ([]setting.Sign, []string) {
	from := w.before(s, caller)
	var signs []setting.Sign
	keys, token := s.with.Get("aws-access-key-id"), s.with.Get("aws-session-token")
	if caller != byKeys {
		keys, token = nil, nil
		if from == nil {
			keys, token = ciNearest(s.node, "AWS_ACCESS_KEY_ID"), ciNearest(s.node, "AWS_SESSION_TOKEN")
		} else if !from.has(workflowKeys[0].role) {
			keys, token = from.with.Get("aws-access-key-id"), from.with.Get("aws-session-token")
		}
	}
	switch {
	case keys != nil && token != nil && token.Key != nil && !isEmptyScalar(token):
		words := "the session token in its environment shows that its credentials are temporary"
		if caller == byKeys {
			words = "it is given a session token, so its credentials are temporary"
		} else if from != nil {
			words = "an earlier step was given a session token, so the credentials are temporary"
		}
		signs = append(signs, setting.Sign{Place: s.doc.At(token.Key.Span), Words: words})
	case keys != nil && caller != notTold && s.with.Whole(s.node.Parent):
		if from := keys.Resolve().Text; s.role.Name == "" || strings.Contains(from, "env.") || strings.Contains(from, "steps.") || strings.Contains(from, "outputs.") {
			return nil, nil
		}
		return nil, []string{s.role.Name} // keys without a token are a user's
	case keys != nil:
	case s.chains():
		signs = append(signs, setting.Sign{Place: s.doc.At(s.with.Get("role-chaining").Key.Span), Words: "role-chaining takes the session that an earlier step left"})
	case from != nil && caller == byAmbient:
		signs = append(signs, setting.Sign{Place: from.doc.At(from.uses.Span), Words: "an earlier step assumed a role, and this one has no credentials of its own"})
	}
	if from == nil || len(signs) == 0 || s.role.Name == "" {
		return signs, nil
	}
	path := from.path
	if len(path) == 0 {
		if from.role.Name == "" {
			return signs, nil
		}
		path = []string{from.role.Name}
	}
	return signs, append(path[:len(path):len(path)], s.role.Name)
}

func isEmptyScalar(n *data.Node) bool {
	return n.Resolve().Kind == data.Scalar && n.Resolve().Text == ""
}

// chains reports whether the step says that it takes what is there. The first
// release of the action did not know the input.
func (s *workflowStep) chains() bool {
	return s.isTrue("role-chaining") && !(s.official && s.version.major == 1)
}

// before is the earlier step whose session s uses: the one that its keys are
// an output of, or the last one in the same list that leaves a session or a
// user's keys; nil where the text does not show it.
func (w *workflowLocator) before(s *workflowStep, caller workflowCredentials) *workflowStep {
	id := ""
	if caller == byKeys {
		_, rest, ok := strings.Cut(s.with.Member("aws-access-key-id"), "steps.")
		if id, _, _ = strings.Cut(rest, "."); !ok || id == "" {
			return nil
		}
	} else if s.isTrue("unset-current-credentials") {
		return nil
	}
	list := s.node.Parent
	if list == nil || list.Kind != data.Sequence {
		return nil
	}
	for i := s.index - 1; i >= max(0, s.index-maxLookBack); i-- {
		e := w.steps[i]
		if e.node.Parent != list {
			return nil
		}
		leaves := e.has(workflowKeys[0].role) || e.has("aws-access-key-id")
		switch {
		case e.uses == nil || !leaves, id != "" && e.node.Member("id") != id:
			continue
		case id == "" && (e.node.Get("if") != nil || e.isFalse("output-env-credentials")):
			return nil
		case !e.has(workflowKeys[0].role) && (id != "" || setsCredentials(s.doc.Text[e.node.End:s.node.Start])):
			return nil
		}
		return e
	}
	return nil
}

// setsCredentials reports whether the steps between two others may set
// credentials in the environment.
func setsCredentials(between string) bool {
	return strings.Contains(between, "AWS_") || strings.Contains(between, "aws_session_token")
}

// signedByNobody is why nothing signs the step's call, "" where something may:
// it has no keys, the permissions that are written give it no token, nothing
// before it left a session, and GitHub's own machines have no credentials.
func (w *workflowLocator) signedByNobody(s *workflowStep, caller workflowCredentials) string {
	job := s.job()
	if caller != byAmbient || s.isTrue("role-chaining") || !s.official || !s.has(workflowKeys[0].role) || w.oidc ||
		job == nil || !isHosted(job.Member("runs-on")) || job.Get("permissions") == nil && dataTop(job).Get("permissions") == nil {
		return ""
	}
	if s.index > 0 && w.steps[s.index-1].node.Parent == s.node.Parent || ciNearest(s.node, "AWS_ACCESS_KEY_ID") != nil ||
		setsCredentials(s.doc.Text[job.Start:s.node.Start]) {
		return ""
	}
	return s.at() + " has no access keys, and its job has no permission id-token: write, so nothing signs the call on a runner of GitHub's: " +
		"unless something else sets credentials, the action fails before a length matters"
}

// isHosted reports whether a runner is one of GitHub's own.
// https://docs.github.com/en/actions/reference/runners/github-hosted-runners
func isHosted(runner string) bool {
	system, version, _ := strings.Cut(runner, "-")
	return (system == "ubuntu" || system == "windows" || system == "macos") && (version == "latest" || version != "" && asciiDigit(version[0]))
}
