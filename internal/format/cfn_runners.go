package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A cfnRunner is a type of resource that holds commands or code, and runs them
// with the credentials of a role.
type cfnRunner struct {
	resource string
	needs    []string // the path of the property that names the role; empty where there always is one
	words    string
}

var cfnRunners = []cfnRunner{
	{"AWS::CodeBuild::Project", nil, "a build has the credentials of its service role"},
	{"AWS::Lambda::Function", nil, "a Lambda function has the credentials of its execution role"},
	{"AWS::Serverless::Function", nil, "a Lambda function has the credentials of its execution role"},
	{"AWS::ECS::TaskDefinition", []string{"TaskRoleArn"}, "a task has the credentials of its task role"},
	{"AWS::EC2::Instance", []string{"IamInstanceProfile"}, "an instance has the credentials of its instance profile"},
	{"AWS::EC2::LaunchTemplate", []string{"LaunchTemplateData", "IamInstanceProfile"}, "an instance has the credentials of its instance profile"},
}

// cfnRunnerWords are the types of cfnRunners that text holds; none where it
// holds no request that they could make.
func cfnRunnerWords(text string) (types []string) {
	if !strings.Contains(text, "AWS::") || !strings.Contains(text, "uration") {
		return nil
	}
	for _, r := range cfnRunners {
		if strings.Contains(text, r.resource) {
			types = append(types, r.resource)
		}
	}
	return types
}

// maxRunners bounds the signs of one document.
const maxRunners = 200

// runner notes that what n runs has temporary credentials, if n is such a
// resource.
func (l *cfnLocator) runner(doc *source.Document, n *data.Node) {
	kind := n.Member("Type")
	for _, r := range cfnRunners {
		if r.resource != kind || len(r.needs) > 0 && n.Get("Properties").At(r.needs...) == nil {
			continue
		}
		if l.runners[doc]++; l.runners[doc] > maxRunners {
			return
		}
		at := n.Key
		if at == nil {
			at = n.Get("Type").Resolve()
		}
		l.found.Signs = append(l.found.Signs, setting.Sign{Place: doc.At(at.Span), Reach: n.Span, Words: r.words})
	}
}
