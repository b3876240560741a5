package data

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A Query says what a format looks for, so that only what can matter is read.
type Query struct {
	// Words are those of which a text must hold one to be read at all. In a
	// large text, only blocks that hold one are read.
	Words []string

	// Keep are keys whose blocks are read in a large text although they hold
	// no word: definitions that other blocks refer to.
	Keep []string

	// JSON says that only JSON is read: the words stand in other notations too,
	// and reading those as YAML would be for nothing.
	JSON bool
}

// maxTrees is how many parts of a document are read: more would make an answer
// that nobody reads.
const maxTrees = 5000

// pruneAbove is the size from which a text is read in part only.
const pruneAbove = 64 << 10

// Read lists the trees of doc in order of place, one for each document or
// part of it that stands alone: a file, a part between "---" lines, a fenced
// block, an object in JSON. It is empty where doc holds none of q's words.
// The problems are lines that hold one, and that do not parse.
func Read(doc *source.Document, q Query) ([]*Node, []source.Problem) {
	return ReadSpan(doc, source.Span{Start: 0, End: len(doc.Text)}, q)
}

// ReadSpan is Read for a part of doc, such as the text of a block scalar, the
// lines of which are indented alike.
func ReadSpan(doc *source.Document, s source.Span, q Query) ([]*Node, []source.Problem) {
	hits := find(doc.Text, s, q.Words)
	if len(hits) == 0 {
		return nil, nil
	}
	r := &reader{doc: doc, hits: hits, keep: q.Keep}
	var roots []*Node
	for _, region := range regions(doc, s) {
		if !r.hit(region) {
			continue
		}
		if len(roots) >= maxTrees {
			r.problem(region, fmt.Sprintf("only the first %d parts of this text are read", maxTrees))
			break
		}
		objects := r.objects(region)
		if !q.JSON {
			if tree := r.region(region, objects); tree != nil {
				objects = outside(tree, objects)
				roots = append(roots, tree)
			}
		}
		roots = append(roots, objects...)
	}
	sort.SliceStable(roots, func(i, j int) bool { return roots[i].Start < roots[j].Start })
	return roots, r.problems
}

// outside lists those of objects that tree does not hold as values of its own.
func outside(tree *Node, objects []*Node) []*Node {
	if len(objects) == 0 {
		return nil
	}
	flows := map[int]bool{}
	tree.Walk(func(n *Node) bool {
		if n.Flow {
			flows[n.Start] = true
		}
		return true
	})
	return slices.DeleteFunc(objects, func(o *Node) bool { return flows[o.Start] })
}

// find is where words stand in the part s of text, in order.
func find(text string, s source.Span, words []string) []int {
	var hits []int
	for _, w := range words {
		for at := s.Start; ; {
			n := strings.Index(text[at:s.End], w)
			if n < 0 {
				break
			}
			hits = append(hits, at+n)
			at += n + len(w)
		}
	}
	slices.Sort(hits)
	return hits
}

// hit reports whether a word starts in s.
func (r *reader) hit(s source.Span) bool {
	i, _ := slices.BinarySearch(r.hits, s.Start)
	return i < len(r.hits) && r.hits[i] < s.End
}

// regions cuts s where YAML documents, fenced blocks and the prose between
// them meet.
func regions(doc *source.Document, s source.Span) []source.Span {
	var list []source.Span
	start, at := s.Start, s.Start
	for line := range strings.Lines(doc.Text[s.Start:s.End]) {
		if separates(line) {
			list = append(list, source.Span{Start: start, End: at})
			start = at + len(line)
		}
		at += len(line)
	}
	list = append(list, source.Span{Start: start, End: s.End})
	return slices.DeleteFunc(list, func(s source.Span) bool { return s.Len() == 0 || strings.TrimSpace(doc.Text[s.Start:s.End]) == "" })
}

func separates(line string) bool {
	if strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...") {
		return strings.TrimSpace(line[3:]) == "" || line[3] == ' '
	}
	if !strings.Contains(line, "```") && !strings.Contains(line, "~~~") {
		return false
	}
	line = strings.TrimLeft(line, " \t>")
	return strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")
}

// region reads a region as YAML, unless it is JSON from its first byte on.
func (r *reader) region(s source.Span, objects []*Node) *Node {
	text := r.doc.Text[s.Start:s.End]
	first := s.Start + len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	if len(objects) > 0 && objects[0].Start == first || !strings.Contains(text, ":") {
		return nil
	}
	masked := maskYAML(r.doc, s)
	if len(masked) > pruneAbove {
		r.prune(s, masked, 0)
	}
	if tooDeep(string(masked)) {
		r.problem(s, "this nests deeper than 200 levels, which is not read")
		return nil
	}
	tree, ok := parseYAML(r.doc, s, masked)
	if !ok {
		hideObjects(s, masked, objects)
		tree = r.block(s, masked, maxSplits)
	}
	if tree == nil || tree.Kind == Scalar {
		return nil
	}
	return tree
}

// hideObjects blanks the objects of JSON that have lines of their own in a
// text that is not YAML throughout. Else its lines would be read once more, as
// YAML without what stands around them.
func hideObjects(s source.Span, masked []byte, objects []*Node) {
	for _, o := range objects {
		part := masked[o.Start-s.Start : o.End-s.Start]
		before := masked[bytes.LastIndexByte(masked[:o.Start-s.Start], '\n')+1 : o.Start-s.Start]
		if len(bytes.TrimSpace(before)) == 0 && bytes.IndexByte(part, '\n') >= 0 {
			blank(part)
		}
	}
}

// prune blanks the blocks of a large text that hold no word, three levels
// deep. Where a word stands in a member of one line ("Type: x"), its
// neighbours belong to it, and all stay.
func (r *reader) prune(s source.Span, masked []byte, depth int) {
	chunks := split(s, masked)
	for _, chunk := range chunks {
		if s.Len() < 4*pruneAbove && r.hit(chunk) && !strings.Contains(strings.TrimSpace(r.doc.Text[chunk.Start:chunk.End]), "\n") {
			return
		}
	}
	for _, chunk := range chunks {
		part := masked[chunk.Start-s.Start : chunk.End-s.Start]
		if r.hit(chunk) {
			r.pruneInside(chunk, part, depth)
		} else if !r.kept(part) {
			blank(part)
		}
	}
}

func (r *reader) pruneInside(chunk source.Span, part []byte, depth int) {
	first := lineEnd(string(part), 0)
	head := strings.TrimSpace(string(part[:first]))
	if depth == 3 || len(part) < pruneAbove/8 || first+1 >= len(part) || strings.HasSuffix(head, "|") || strings.HasSuffix(head, ">") || r.kept(part) {
		return
	}
	r.prune(source.Span{Start: chunk.Start + first + 1, End: chunk.End}, part[first+1:], depth+1)
}

func (r *reader) kept(part []byte) bool {
	head, _, _ := strings.Cut(strings.TrimSpace(string(part[:lineEnd(string(part), 0)])), ":")
	return slices.Contains(r.keep, strings.Trim(head, `"'`))
}
