package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// GitHub Actions: workflows, reusable workflows, composite actions, and the
// logs of their runs.
var workflow = Format{
	ID: "workflow", Title: "GitHub Actions", Island: "workflow step",
	Locate: locateWorkflow,
}

// workflowWords are those of which a text that matters holds one. (The name of
// every other input that is read ends in the first.)
var workflowWords = []string{"role-duration-seconds", "configure-aws-credentials"}

var workflowQuery = data.Query{
	Words: workflowWords,
	Keep:  []string{"on", "env", "inputs", "permissions", "strategy", "runs", "runs-on"},
}

// workflowVariable gives the action's input where a step does not.
const workflowVariable = "ROLE_DURATION_SECONDS"

// A workflowLocator is one call of locateWorkflow.
type workflowLocator struct {
	ciReader
	found Found
	steps []*workflowStep
	oidc  bool // an error message says that OIDC was used
}

func locateWorkflow(docs []*source.Document) Found {
	w := &workflowLocator{ciReader: newCIReader(docs)}
	var read []*source.Document
	for _, doc := range docs {
		w.found.Islands = append(w.found.Islands, Count{doc, countWorkflowSteps(doc.Text)})
		if strings.Contains(doc.Text, workflowWords[0]) || strings.Contains(doc.Text, workflowWords[1]) {
			read = append(read, doc)
		}
	}
	if len(read) == 0 {
		return w.found
	}
	w.oidc = slices.ContainsFunc(docs, func(doc *source.Document) bool { return strings.Contains(doc.Text, workflowOIDCError) })
	for _, doc := range read {
		w.collect(doc, w.logs(doc))
	}
	for _, step := range w.steps {
		w.locate(step)
	}
	w.dropLogs()
	w.found.sort(docs)
	return w.found
}

// collect keeps the steps of doc that ask for a session, but for what stands
// in logs.
func (w *workflowLocator) collect(doc *source.Document, logs []source.Span) {
	roots, problems := data.Read(doc, workflowQuery)
	before := len(w.steps)
	for _, root := range roots {
		root.Walk(func(n *data.Node) bool {
			step := workflowStepOf(doc, n)
			if step == nil || inSpans(logs, n.Start) {
				return true
			}
			if len(w.steps)-before <= maxFinds {
				step.index = len(w.steps)
				w.steps = append(w.steps, step)
			}
			return true
		})
	}
	for _, p := range problems {
		if !inSpans(logs, p.Start) {
			w.found.Problems = append(w.found.Problems, p)
		}
	}
}

// countWorkflowSteps is how many lines in the beginning of text use an action
// or, in a workflow, run a command. The description of an action counts too.
func countWorkflowSteps(text string) int {
	text = text[:min(len(text), maxCounted)]
	count := countLines(text, "uses: ")
	switch {
	case count > 0, countLines(text, "runs-on: ") > 0, countLines(text, "using: composite") > 0:
		return max(1, count+countLines(text, "run: "))
	}
	return countLines(text, "using: node") + countLines(text, "using: 'node") + countLines(text, "using: docker")
}

// countLines is how many lines of text begin with word, after blanks and the
// mark of a list.
func countLines(text, word string) int {
	count := 0
	for at := 0; ; at += len(word) {
		n := strings.Index(text[at:], word)
		if n < 0 {
			return count
		}
		at += n
		if strings.Trim(text[strings.LastIndexByte(text[:at], '\n')+1:at], " -") == "" {
			count++
		}
	}
}

// locate adds what a step asks for.
func (w *workflowLocator) locate(step *workflowStep) {
	step.role = w.role(step)
	s := setting.Setting{
		Kind: setting.Request, Limit: setting.AssumeRole, At: step.at(), Unit: setting.InSeconds,
		Context: step.node.Span, Role: step.role,
	}
	caller := w.caller(step)
	if caller == byToken {
		s.Limit = setting.AssumeRoleWithWebIdentity
	} else {
		s.Chain, s.Path = w.chain(step, caller)
	}
	step.path = s.Path
	if w.isHere(step.action()) {
		return // what it does with its inputs, its own text tells
	}
	if words := w.signedByNobody(step, caller); words != "" {
		w.found.Notes = append(w.found.Notes, setting.Note{Place: step.doc.At(step.uses.Span), Key: "no-credentials", Words: words})
	}
	value := step.with.Get(step.key)
	if value == nil && step.official && step.version.readsEnv() {
		if v := ciNearest(step.node, workflowVariable); v != nil && v.Name() == workflowVariable {
			value = v
		}
	}
	switch {
	case value == nil:
		if step.implied(&s, caller) {
			w.found.Settings = append(w.found.Settings, s)
		}
		return
	case value.Resolve().Kind == data.Scalar && value.Resolve().Text == "":
		return // as good as left out
	}
	w.found.Settings = append(w.found.Settings, w.values(s, step, value)...)
}
