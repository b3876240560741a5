package data

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// rereads bounds how often a text is read again from an inner bracket because
// what an outer one opened does not parse.
const rereads = 3

// objects lists the outermost JSON objects and lists in s that parse and hold
// a word. What is cut off at its end counts.
func (r *reader) objects(s source.Span) []*Node {
	var found []*Node
	text := r.doc.Text[:s.End]
	budget := rereads*s.Len() + 1<<16
	for at := s.Start; at < s.End && budget > 0 && len(found) < maxTrees; {
		n := strings.IndexAny(text[at:], "{[")
		if n < 0 {
			break
		}
		at += n
		if !r.hit(source.Span{Start: at, End: s.End}) {
			break
		}
		if text[at] == '{' && !opensObject(text[at+1:]) {
			at++
			continue
		}
		j := jsonReader{text: text, at: at}
		if s.Len() > pruneAbove {
			j.skip = func(span source.Span, key *Node) bool {
				return !r.hit(span) && (key == nil || !slices.Contains(r.keep, key.Text))
			}
		}
		node, ok := j.value(0, nil)
		budget -= j.at - at + j.passed
		cut := !ok && j.at >= len(text)
		if (ok || cut && node.Kind == Mapping) && len(node.Items) > 0 {
			if r.hit(source.Span{Start: at, End: j.at}) {
				found = append(found, node)
			}
			at = j.at
			continue
		}
		at++
	}
	return found
}

// opensObject reports whether what follows a brace may be an object's inside:
// a quoted key, the other brace, or a comment.
func opensObject(after string) bool {
	after = strings.TrimLeft(after[:min(len(after), 200)], " \t\r\n")
	return after == "" || strings.IndexByte("\"}/", after[0]) >= 0
}
