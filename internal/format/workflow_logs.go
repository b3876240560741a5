package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A job's log prints each step's inputs before it runs: what ran, not source.

const workflowLogMark = "Run aws-actions/configure-aws-credentials@"

// workflowOIDCError begins the action's message where it used OIDC.
// https://github.com/aws-actions/configure-aws-credentials/blob/main/src/assumeRole.ts
const workflowOIDCError = "Could not assume role with OIDC"

// logs finds the lengths that logs in doc show, and says where the logs stand.
func (w *workflowLocator) logs(doc *source.Document) (spans []source.Span) {
	text := doc.Text
	for at := indexFrom(text, workflowLogMark, 0); at < len(text); at = indexFrom(text, workflowLogMark, at) {
		start, name := at, text[at+len("Run "):lineEnd(text, at)]
		var length source.Span
		var role setting.Role
		margin := workflowMargin(workflowLine(text[strings.LastIndexByte(text[:at], '\n')+1 : lineEnd(text, at)]))
		at = min(len(text), lineEnd(text, at)+1)
		for at < len(text) {
			end := lineEnd(text, at)
			line := workflowLine(text[at:end])
			words := strings.TrimLeft(line, " ")
			indented := workflowMargin(line) > margin || strings.HasPrefix(words, "with:") || strings.HasPrefix(words, "env:")
			if !indented {
				break
			}
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch value = strings.TrimSpace(value); key {
			case workflowKeys[0].length:
				if isDigits(value) {
					length.Start = at + strings.LastIndex(text[at:end], value)
					length.End = length.Start + len(value)
				}
			case workflowKeys[0].role:
				role = setting.RoleFromARN(value)
			}
			at = min(len(text), end+1)
		}
		spans = append(spans, source.Span{Start: start, End: at})
		if length.Len() == 0 {
			continue
		}
		s := setting.Setting{
			Kind: setting.Request, Limit: setting.AssumeRole, At: "the run of " + strings.TrimRight(name, "\r "), Role: role,
			State: setting.Literal, Place: doc.At(length), Unit: setting.InSeconds, Output: true, Shown: "a log", Context: spans[len(spans)-1],
		}
		if w.oidc {
			s.Limit = setting.AssumeRoleWithWebIdentity
		}
		s.Value, _ = setting.InSeconds.Read(s.Place.Text())
		w.found.Settings = append(w.found.Settings, s)
	}
	return spans
}

// workflowMargin is how many blanks line begins with: all lines of a quoted
// log have some.
func workflowMargin(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// workflowLine is a line of a log without the time that may begin it, and
// without a carriage return.
func workflowLine(line string) string {
	line = strings.TrimRight(line, "\r")
	if len(line) > 20 && line[4] == '-' && line[7] == '-' && line[10] == 'T' {
		if n := strings.IndexByte(line, ' '); n > 0 && n < 40 && line[n-1] == 'Z' {
			return line[n+1:]
		}
	}
	return line
}

// dropLogs leaves out what logs show where the step itself is in the texts.
func (w *workflowLocator) dropLogs() {
	source := 0
	for i := range w.found.Settings {
		if !w.found.Settings[i].Output {
			source++
		}
	}
	if source == 0 {
		return
	}
	kept := w.found.Settings[:0]
	for _, s := range w.found.Settings {
		if !s.Output {
			kept = append(kept, s)
		}
	}
	w.found.Settings = kept
}

// inSpans reports whether at stands in one of spans, which are in order.
func inSpans(spans []source.Span, at int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > at })
	return i < len(spans) && spans[i].Start <= at
}
