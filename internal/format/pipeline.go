package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// The other CI systems: CircleCI, Buildkite, Jenkins, Azure Pipelines and
// Octopus have settings of their own. GitLab and Bitbucket have none: what
// their scripts run, the shell's notation reads.
var pipeline = Format{
	ID: "pipeline", Title: "CI pipelines", Island: "pipeline setting",
	Locate: locatePipeline,
}

// A pipelineLocator is one call of locatePipeline.
type pipelineLocator struct {
	ciReader
	found Found
}

func locatePipeline(docs []*source.Document) Found {
	l := &pipelineLocator{ciReader: newCIReader(docs)}
	for _, doc := range docs {
		if mayBePipeline(doc.Text) {
			l.places(doc)
			l.jenkins(doc)
			l.jenkinsXML(doc)
		}
		l.found.Islands = append(l.found.Islands, Count{doc, countPipelineLines(doc.Text)})
	}
	l.found.sort(docs)
	return l.found
}

// pipelineEnds are how the names of lengths end that are read here.
var pipelineEnds = []string{"session_duration", "session-duration", "rolecredential.maxduration", "SessionDuration", "stsTokenDuration"}

// mayBePipeline reports whether text may hold one of them, or an argument or
// member named duration. It is one pass over most texts, for they hold none.
func mayBePipeline(text string) bool {
	for at := hclDuration.next(text, 0); at >= 0; at = hclDuration.next(text, at+1) {
		end := at + len(hclDuration.word)
		name := text[max(0, end-40):end]
		if end < len(text) && text[end] == ':' && strings.HasSuffix(name, "duration") {
			return true
		}
		for _, n := range pipelineEnds {
			if strings.HasSuffix(name, n) && !strings.HasSuffix(name, "max_session_duration") {
				return true
			}
		}
	}
	return false
}

// pipelineStarts begin lines that hardly any other notation has.
var pipelineStarts = []string{
	"script:", "before_script:", "stage: ", "stages:", "orbs:", "plugins:", "vmImage: ", "pipeline {", "withAWS(",
}

// countPipelineLines is how many such lines the beginning of text holds.
func countPipelineLines(text string) (count int) {
	text = text[:min(len(text), maxCounted)]
	for _, start := range pipelineStarts {
		count += countLines(text, start)
	}
	return count
}

// A pipelinePlace is a block that asks for a session.
type pipelinePlace struct {
	block  string   // the name of the block; "" where a member alone tells
	length []string // the members that take the length, in any case of letters
	role   []string // those that name its role
	limit  *setting.Limit
	title  string // of the thing, for people; "" for the block's name
}

// pipelinePlaces lists them. Read 2026-11-25 from
// https://github.com/CircleCI-Public/aws-cli-orb (src/commands/setup.yml),
// https://github.com/buildkite-plugins/aws-assume-role-with-web-identity-buildkite-plugin,
// https://github.com/cultureamp/aws-assume-role-buildkite-plugin,
// https://github.com/aws/aws-toolkit-azure-devops (Tasks/Common/sdkutils),
// https://github.com/OctopusDeploy/Calamari and
// https://plugins.jenkins.io/aws-credentials/.
var pipelinePlaces = []pipelinePlace{
	{"aws-*/*", []string{"session_duration", "session-duration"}, []string{"role_arn", "role-arn"}, setting.AssumeRoleWithWebIdentity, ""},
	{"aws-assume-role-with-web-identity#", []string{"role-session-duration"}, []string{"role-arn"}, setting.AssumeRoleWithWebIdentity, "plugin aws-assume-role-with-web-identity"},
	{"aws-assume-role#", []string{"duration"}, []string{"role"}, setting.AssumeRole, "plugin aws-assume-role"},
	{"", []string{"aws.rolecredential.maxduration"}, nil, setting.AssumeRole, "variable aws.rolecredential.maxduration"},
	{"", []string{"octopus.action.aws.assumerolesessiondurationseconds"}, []string{"octopus.action.aws.assumedrolearn"}, setting.AssumeRole, "the Octopus step"},
	{"", []string{"ststokenduration"}, []string{"iamrolearn"}, setting.AssumeRole, "the stored Jenkins credential"},
}

// pipelineWords are those of which a text with one of pipelinePlaces holds one.
var pipelineWords = []string{
	"session_duration", "session-duration", "aws-assume-role#",
	"rolecredential.maxduration", "AssumeRoleSessionDurationSeconds", "stsTokenDuration",
}

var pipelineQuery = data.Query{Words: pipelineWords, Keep: []string{"parameters", "commands", "jobs", "workflows"}}

// places finds the settings in the data of doc.
func (l *pipelineLocator) places(doc *source.Document) {
	roots, problems := data.Read(doc, pipelineQuery)
	before := len(l.found.Settings)
	for _, root := range roots {
		root.Walk(func(n *data.Node) bool {
			if n.Kind != data.Mapping {
				return true
			}
			for i := range pipelinePlaces {
				if s, ok := l.place(doc, n, &pipelinePlaces[i]); ok {
					l.found.Settings = append(l.found.Settings, s)
				}
			}
			return true
		})
	}
	if len(l.found.Settings) > before { // else the words are somebody else's
		l.found.Problems = append(l.found.Problems, problems...)
	}
}

// named is the member of n that has one of names, letters of any case. A list
// of variables has them as name and value.
func (p *pipelinePlace) named(n *data.Node, names []string) *data.Node {
	for _, name := range names {
		if name != strings.ToLower(n.Member("name")) {
			continue
		}
		if v := n.Get("value"); v != nil {
			return v
		}
	}
	for _, m := range n.Items {
		if slices.Contains(names, strings.ToLower(m.Name())) {
			return m
		}
	}
	return nil
}

// holds reports whether n is a block of p.
func (p *pipelinePlace) holds(n *data.Node) bool {
	name := n.Name()
	switch {
	case p.block == "":
		return true
	case strings.HasSuffix(p.block, "#"):
		name = name[strings.LastIndexByte(strings.Split(name, "#")[0], '/')+1:]
		return strings.HasPrefix(strings.Replace(name, "-buildkite-plugin", "", 1), p.block)
	}
	orb, _, called := strings.Cut(name, "/")
	return called && strings.HasPrefix(orb, "aws-")
}

// place is the setting that n holds, if it is what p describes.
func (l *pipelineLocator) place(doc *source.Document, n *data.Node, p *pipelinePlace) (setting.Setting, bool) {
	if !p.holds(n) {
		return setting.Setting{}, false
	}
	value := p.named(n, p.length)
	if value == nil || value.Resolve().Kind != data.Scalar || value.Resolve().Text == "" {
		return setting.Setting{}, false
	}
	s := setting.Setting{
		Kind: setting.Request, Limit: p.limit, At: p.title, Unit: setting.InSeconds, Context: n.Span,
	}
	if s.At == "" {
		s.At = n.Name()
	}
	if role := p.named(n, p.role).Resolve(); role != nil && role.Kind == data.Scalar {
		if s.Role = setting.RoleFromARN(role.Text); s.Role.Name == "" {
			s.Role = setting.Role{Ref: role.Text}
		}
	}
	l.length(&s, doc, value)
	s.Broken = !value.Whole(n.Parent)
	if p.block == "aws-assume-role#" {
		s.Chain, s.Path = l.pluginChain(doc, n, s.Role)
	}
	return s, true
}

// pluginChain is the sign that an earlier plugin of the same step assumed a
// role, whose session this one uses.
func (l *pipelineLocator) pluginChain(doc *source.Document, n *data.Node, role setting.Role) ([]setting.Sign, []string) {
	item := n.Parent
	if item == nil || item.Parent == nil || item.Parent.Kind != data.Sequence {
		return nil, nil
	}
	for _, other := range item.Parent.Items[:min(len(item.Parent.Items), maxLookBack)] {
		if other == item {
			break
		}
		for _, m := range other.Resolve().Items {
			if !pipelinePlaces[1].holds(m) && !pipelinePlaces[2].holds(m) || m.Kind != data.Mapping {
				continue
			}
			signs := []setting.Sign{{Place: doc.At(m.Key.Span), Words: "an earlier plugin of the step assumed a role, and this one has its session"}}
			first := setting.RoleFromARN(m.Member("role-arn") + m.Member("role"))
			if first.Name != "" && role.Name != "" {
				return signs, []string{first.Name, role.Name}
			}
			return signs, nil
		}
	}
	return nil, nil
}
