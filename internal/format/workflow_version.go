package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A workflowVersion is the release of configure-aws-credentials that a step
// uses: the first two numbers, -1 where they are not told.
type workflowVersion struct{ major, minor int }

// latest stands for the main branch.
var workflowLatest = workflowVersion{99, 0}

// workflowVersionOf reads what follows the @, or the comment beside a pinned
// commit: "@010d0d… # v4.0.1".
func workflowVersionOf(doc *source.Document, uses *data.Node, ref string) workflowVersion {
	if ref == "main" {
		return workflowLatest
	}
	if len(ref) == 40 && strings.Trim(ref, "0123456789abcdef") == "" {
		_, comment, _ := strings.Cut(doc.Text[uses.End:lineEnd(doc.Text, uses.End)], "#")
		for i := range comment {
			if asciiDigit(comment[i]) && (i == 0 || strings.IndexByte(" v@=", comment[i-1]) >= 0) {
				return workflowNumbers(comment[i:])
			}
		}
		return workflowVersion{-1, -1}
	}
	return workflowNumbers(strings.TrimPrefix(ref, "v"))
}

// workflowNumbers reads "4.1.0" as far as it goes; -1 stands for what it lacks.
func workflowNumbers(s string) workflowVersion {
	v := workflowVersion{-1, -1}
	for _, n := range []*int{&v.major, &v.minor} {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if digits == 0 || digits > 2 {
			break
		}
		*n = 0
		for _, d := range s[:digits] {
			*n = *n*10 + int(d-'0')
		}
		if s = s[digits:]; !strings.HasPrefix(s, ".") {
			break
		}
		s = s[1:]
	}
	return v
}

// readsEnv reports whether the release takes inputs from the environment too:
// since 4.2.0, which the tag v4 has.
// https://github.com/aws-actions/configure-aws-credentials/releases/tag/v4.2.0
func (v workflowVersion) readsEnv() bool {
	return v.major > 4 || v.major == 4 && (v.minor < 0 || v.minor >= 2)
}

// sixHours is what releases before 3 ask for where nothing is said, unless
// they use OIDC or are given a session token.
// https://github.com/aws-actions/configure-aws-credentials/blob/v2/src/index.ts
const sixHours setting.Seconds = 6 * 3600

// implied fills s for a step that leaves the length out; false where it asks
// for no role, or where a part of the step that does not parse may hold it.
func (s *workflowStep) implied(out *setting.Setting, caller workflowCredentials) bool {
	if !s.official || !s.has(workflowKeys[0].role) || !s.with.Whole(s.node.Parent) || s.with.Kind != data.Mapping {
		return false
	}
	out.Place = s.doc.At(s.uses.Span)
	out.State, out.Value = setting.Absent, 3600
	out.Gap = dataGap(s.doc, s.with, s.key, "")
	outside := func(words string) {
		out.State, out.Value, out.Gap = setting.Unknown, 0, nil
		out.Why = &setting.Unproved{Key: "action-default-6h", Words: words}
	}
	switch {
	case s.version.major < 0:
		outside("no role-duration-seconds, and the release behind the reference is not told here: before 3 the action asks for 21600 s, since then for 3600 s")
	case s.version.major >= 3, s.has("aws-session-token"):
	case caller == byToken && !s.has("web-identity-token-file"):
	case caller == notTold:
		outside(fmt.Sprintf("no role-duration-seconds: version %d asks for 3600 s where the job has id-token: write and for 21600 s elsewhere, and the job's permissions are not in this text", s.version.major))
	default:
		out.Value, out.Implied = sixHours, "action-default-6h"
		out.At += " without " + s.key
	}
	if out.State == setting.Absent && out.Gap == nil {
		return false
	}
	return true
}
