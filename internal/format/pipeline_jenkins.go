package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Jenkins: the withAWS step of pipeline-aws and the binding of aws-credentials.
// https://github.com/jenkinsci/pipeline-aws-plugin#withaws
// https://plugins.jenkins.io/aws-credentials/

const jenkinsStep = "withAWS"

// jenkinsBinding is the class in a map of withCredentials that assumes a role.
const jenkinsBinding = "AmazonWebServicesCredentialsBinding"

const jenkinsBindingTitle = "the AWS credentials binding"

// jenkins finds the lengths in the Groovy of doc.
func (l *pipelineLocator) jenkins(doc *source.Document) {
	text := doc.Text
	if !strings.Contains(text, jenkinsStep) && !strings.Contains(text, "roleSessionDurationSeconds") {
		return
	}
	calls := groovyCalls(text, jenkinsStep, "aws")
	for i := range calls {
		c := &calls[i]
		title, key, roleKey := jenkinsStep, "duration", "role"
		if text[c.name.Start:c.name.End] != jenkinsStep {
			title, key, roleKey = jenkinsBindingTitle, "roleSessionDurationSeconds", "roleArn"
		}
		a, ok := c.arg(key)
		if !ok {
			continue
		}
		if e, ok := c.arg("endpointUrl"); ok {
			if inner, _ := groovyString(text, e.value); foreignEndpoint(text[inner.Start:inner.End]) {
				l.found.Notes = append(l.found.Notes, setting.Note{Place: doc.At(c.name), Key: "not-aws", Words: title + ": " + foreignWords})
				continue
			}
		}
		s := setting.Setting{
			Kind: setting.Request, Limit: jenkinsLimit(c, roleKey), At: title, Unit: setting.InSeconds,
			Context: source.Span{Start: c.name.Start, End: c.end}, Role: jenkinsRole(text, c, roleKey), Broken: !c.whole,
		}
		if s.Limit == nil {
			continue
		}
		if s.Limit == setting.AssumeRole {
			s.Chain, s.Path = jenkinsChain(doc, calls, c)
		}
		l.jenkinsLength(&s, doc, a.value)
		l.found.Settings = append(l.found.Settings, s)
	}
	l.jenkinsMaps(doc)
}

// jenkinsLimit is what bounds the session that a step asks for; nil where it
// asks for none.
func jenkinsLimit(c *groovyCall, roleKey string) *setting.Limit {
	if _, ok := c.arg("samlAssertion"); ok {
		return setting.AssumeRoleWithSAML
	}
	if _, ok := c.arg(roleKey); ok {
		return setting.AssumeRole
	}
	if _, ok := c.arg("federatedUserId"); ok {
		return setting.GetFederationToken
	}
	return nil
}

// jenkinsRole is the role that argument key names; it has no name where that is
// no plain string.
func jenkinsRole(text string, c *groovyCall, key string) setting.Role {
	a, ok := c.arg(key)
	if !ok {
		return setting.Role{}
	}
	inner, plain := groovyString(text, a.value)
	name := text[inner.Start:inner.End]
	if !plain {
		if r := setting.RoleFromARN(strings.Trim(name, `"`)); r.Name != "" {
			return r
		}
		return setting.Role{Ref: name[:min(len(name), 100)]}
	}
	if r := setting.RoleFromARN(name); r.Name != "" {
		return r
	}
	return setting.Role{Name: name[strings.LastIndexByte(name, '/')+1:]}
}

// jenkinsChain is why a step's call is role chaining: another withAWS that
// assumes a role stands around it, and it brings no credentials of its own.
func jenkinsChain(doc *source.Document, calls []groovyCall, c *groovyCall) ([]setting.Sign, []string) {
	for _, own := range []string{"credentials", "credentialsId", "profile"} {
		if _, ok := c.arg(own); ok {
			return nil, nil
		}
	}
	role := jenkinsRole(doc.Text, c, "role").Name
	for i, hops := c.outer, 0; i >= 0 && hops < maxDepth; i, hops = calls[i].outer, hops+1 {
		o := &calls[i]
		if limit := jenkinsLimit(o, "role"); limit == nil || doc.Text[o.name.Start:o.name.End] != jenkinsStep {
			continue
		}
		signs := []setting.Sign{{Place: doc.At(o.name), Words: "a withAWS around it has assumed a role already"}}
		outer := jenkinsRole(doc.Text, o, "role").Name
		if outer == "" || role == "" {
			return signs, nil
		}
		_, path := jenkinsChain(doc, calls, o)
		if path == nil {
			path = []string{outer}
		}
		return signs, append(path, role)
	}
	return nil, nil
}

// jenkinsMaps finds [$class: 'AmazonWebServicesCredentialsBinding', …].
func (l *pipelineLocator) jenkinsMaps(doc *source.Document) {
	text := doc.Text
	for at := indexFrom(text, jenkinsBinding, 0); at < len(text); at = indexFrom(text, jenkinsBinding, at+1) {
		open := strings.LastIndexByte(text[max(0, at-200):at], '[')
		if open < 0 {
			continue
		}
		start := max(0, at-200) + open
		c := groovyCall{name: source.Span{Start: start, End: start}}
		c.readList(text, start)
		a, ok := c.arg("roleSessionDurationSeconds")
		if !ok {
			continue
		}
		s := setting.Setting{
			Kind: setting.Request, Limit: setting.AssumeRole, At: jenkinsBindingTitle, Unit: setting.InSeconds,
			Context: source.Span{Start: start, End: c.end}, Role: jenkinsRole(text, &c, "roleArn"), Broken: !c.whole,
		}
		l.jenkinsLength(&s, doc, a.value)
		l.found.Settings = append(l.found.Settings, s)
	}
}

// insideStep is the sign that a command in the block of a withAWS step has the
// session of its role, and the roles that lead to the command's own.
func (r *ciReader) insideStep(doc *source.Document, at int, role setting.Role) ([]setting.Sign, []string) {
	calls, known := r.groovy[doc]
	if !known {
		if strings.Contains(doc.Text, jenkinsStep) {
			calls = groovyCalls(doc.Text, jenkinsStep)
		}
		r.groovy[doc] = calls
	}
	for i := len(calls) - 1; i >= 0; i-- {
		c := &calls[i]
		if c.body.Start > at || at >= c.body.End || jenkinsLimit(c, "role") == nil {
			continue
		}
		signs := []setting.Sign{{Place: doc.At(c.name), Words: "a withAWS around the command has assumed a role"}}
		outer := jenkinsRole(doc.Text, c, "role").Name
		if outer == "" || role.Name == "" {
			return signs, nil
		}
		_, path := jenkinsChain(doc, calls, c)
		if path == nil {
			path = []string{outer}
		}
		return signs, append(path, role.Name)
	}
	return nil, nil
}
