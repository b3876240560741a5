package format

import (
	"bytes"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/source"
)

// A command in YAML may be written over several lines without backslashes: in
// a folded block ("script: >") or a plain scalar. The shell gets it on one.
// https://docs.gitlab.com/ci/yaml/script/#split-long-commands

// ciFolded is docs as the shell reads them: of equal length, with blanks for
// the line ends that YAML folds. hosts leads back to those of docs that
// changed.
func ciFolded(docs []*source.Document) (folded []*source.Document, hosts map[*source.Document]*source.Document) {
	folded = append(folded, docs...)
	for i, doc := range docs {
		if !hasShellCall(doc.Text) || !strings.Contains(doc.Text, ":") {
			continue
		}
		roots, _ := data.Read(doc, ciQuery)
		var text []byte
		for _, root := range roots {
			root.Walk(func(n *data.Node) bool {
				folds, lists := n.Kind == data.Scalar && ciFolds(doc, n), ciListed(doc, n)
				if text == nil && (folds || lists) {
					text = []byte(doc.Text)
				}
				if folds {
					fold(text[n.Start:n.End], n.Style == data.Block)
				}
				if lists {
					unlist(text, n)
				}
				return true
			})
		}
		if text == nil {
			continue
		}
		if host, err := source.New(doc.Name, string(text)); err == nil {
			if hosts == nil {
				hosts = map[*source.Document]*source.Document{}
			}
			folded[i], hosts[host] = host, doc
		}
	}
	return folded, hosts
}

// ciFolds reports whether n is a command whose line ends YAML folds.
func ciFolds(doc *source.Document, n *data.Node) bool {
	raw := doc.Text[n.Start:n.End]
	if !strings.Contains(strings.TrimRight(raw, "\r\n"), "\n") || !strings.Contains(raw, "aws") || !strings.Contains(raw, "--") {
		return false
	}
	if n.Style != data.Block {
		return !n.JSON
	}
	header := doc.Text[strings.LastIndexByte(doc.Text[:n.Start-1], '\n')+1 : n.Start]
	if comment := strings.Index(header, " #"); comment >= 0 {
		header = header[:comment]
	}
	at := strings.LastIndexAny(header, "|>")
	return at >= 0 && header[at] == '>'
}

// ciScripts are the lists whose items are lines of one shell script.
var ciScripts = []string{"script", "before_script", "after_script", "commands"}

// ciListed reports whether n is an item of such a list: a command whose line
// begins with the list's mark.
func ciListed(doc *source.Document, n *data.Node) bool {
	if n.Kind != data.Scalar || n.Style == data.Block || n.Parent == nil || n.Parent.Kind != data.Sequence || n.Parent.Flow || !slices.Contains(ciScripts, n.Parent.Name()) {
		return false
	}
	before := doc.Text[strings.LastIndexByte(doc.Text[:n.Start], '\n')+1 : n.Start]
	if n.Style != data.Plain {
		before = before[:len(before)-1]
	}
	return strings.Trim(before, " ") == "-" && (n.Style == data.Plain || n.Exact(doc))
}

// unlist puts blanks for the list's mark before n, and for quotes around it.
func unlist(text []byte, n *data.Node) {
	text[bytes.LastIndexByte(text[:n.Start], '-')] = ' '
	if n.Style != data.Plain {
		text[n.Start-1], text[n.End] = ' ', ' '
	}
}

// fold puts blanks for the ends of lines in text that YAML joins with the next
// one: in a block those of equal indentation, and nowhere those of empty lines.
// What a backslash joins, the shell joins.
func fold(text []byte, block bool) {
	base := -1
	for at := 0; ; {
		n := bytes.IndexByte(text[at:], '\n')
		if n < 0 {
			return
		}
		end := at + n
		next := text[end+1:]
		if n := bytes.IndexByte(next, '\n'); n >= 0 {
			next = next[:n]
		}
		line := bytes.TrimRight(text[at:end], "\r")
		full := len(bytes.TrimSpace(line)) > 0 && len(bytes.TrimSpace(next)) > 0
		if base < 0 && full {
			base = blanks(line)
		}
		if full && !bytes.HasSuffix(line, []byte{'\\'}) && (!block || blanks(line) <= base && blanks(next) <= base) {
			for i := at + len(line); i <= end; i++ {
				text[i] = ' '
			}
		}
		at = end + 1
	}
}

func blanks(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// unfold points what f holds at the documents that were given.
func (f *Found) unfold(hosts map[*source.Document]*source.Document) {
	if hosts == nil {
		return
	}
	host := func(p *source.Place) {
		if h := hosts[p.Doc]; h != nil {
			p.Doc = h
		}
	}
	for i := range f.Settings {
		s := &f.Settings[i]
		host(&s.Place)
		if s.Def != nil {
			host(&s.Def.Place)
		}
		for k := range s.Chain {
			host(&s.Chain[k].Place)
		}
	}
	for i := range f.Clauses {
		host(&f.Clauses[i].Place)
	}
	for i := range f.Signs {
		host(&f.Signs[i].Place)
	}
	for i := range f.Notes {
		host(&f.Notes[i].Place)
	}
	for i := range f.Problems {
		host(&f.Problems[i].Place)
	}
	for i := range f.Islands {
		if h := hosts[f.Islands[i].Doc]; h != nil {
			f.Islands[i].Doc = h
		}
	}
}
