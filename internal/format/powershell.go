package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

var powerShell = Format{
	ID: "powershell", Title: "PowerShell", Island: "PowerShell command",
	Extensions: []string{".ps1", ".psm1"},
	Locate:     func(docs []*source.Document) Found { return locateWindows(docs, inPowerShell) },
}

var batch = Format{
	ID: "batch", Title: "Windows batch", Island: "batch command",
	Extensions: []string{".bat", ".cmd"},
	Locate:     func(docs []*source.Document) Found { return locateWindows(docs, inBatch) },
}

// A winFinder reads the calls of AWS that stand in scripts of one of Windows'
// shells: the CLI's, and in PowerShell those of AWS's own cmdlets.
type winFinder struct {
	dialect winDialect
	docs    []*source.Document
	sets    map[string][]winSet
	reads   map[string]int // how often the texts name a variable
	found   Found
	full    bool
}

func locateWindows(docs []*source.Document, dialect winDialect) Found {
	f := &winFinder{dialect: dialect, docs: docs, sets: map[string][]winSet{}, reads: map[string]int{}}
	var texts []*winText
	for _, doc := range docs {
		if signs := winCalls(doc, dialect); signs != nil {
			texts = append(texts, f.lex(doc, signs))
		}
	}
	if len(texts) > 0 { // files without a call may set variables
		for _, doc := range docs {
			if winFiles[extension(doc.Name)] == dialect && winCalls(doc, dialect) == nil {
				texts = append(texts, f.lex(doc, newWinSigns(doc)))
			}
		}
	}
	for _, t := range texts {
		f.countReads(t.doc.Text)
	}
	for _, t := range texts {
		f.findCalls(t)
	}
	f.found.sort(docs)
	return f.found
}

// lex cuts doc into statements, and notes what they set.
func (f *winFinder) lex(doc *source.Document, signs *winSigns) *winText {
	t := &winText{doc: doc, signs: signs, tooDeep: -1, jump: -1, blocks: []int32{-1}}
	for _, stretch := range signs.stretches {
		if stretch.dialect == 0 || stretch.dialect == inOther || stretch.dialect == f.dialect || signs.file != 0 {
			t.lex(stretch.Span, f.dialect)
		}
	}
	if t.tooDeep >= 0 {
		f.found.tooDeep(doc, t.tooDeep)
	}
	f.findSets(t)
	return t
}

// winCalls is nil where doc holds no call in the dialect. Most texts hold none,
// and need no more than one pass.
func winCalls(doc *source.Document, dialect winDialect) *winSigns {
	text := doc.Text
	if languageOfName(doc.Name) != nil {
		return nil
	}
	for at := 0; ; at++ {
		n := strings.IndexByte(text[at:], '-')
		if n < 0 {
			break
		}
		at += n
		if dialect == inPowerShell && at+4 < len(text) {
			if next := text[at+1 : at+4]; strings.EqualFold(next, "sts") || strings.EqualFold(next, "iam") {
				if before := text[max(0, at-6):at]; strings.EqualFold(before[max(0, len(before)-3):], "use") || strings.EqualFold(before[max(0, len(before)-3):], "get") ||
					strings.EqualFold(before[max(0, len(before)-3):], "new") || strings.EqualFold(before, "update") {
					return newWinSigns(doc)
				}
			}
		}
	}
	if hasShellCall(text) || strings.Contains(text, "configure set") {
		if signs := newWinSigns(doc); signs.any(dialect) {
			return signs
		}
	}
	return nil
}

// A winWord is a word of a command: its bytes, with quotes and brackets.
type winWord = source.Span

// A winStatement is a command or an expression, up to what ends it.
type winStatement struct {
	source.Span
	words  []winWord
	block  int32 // the innermost one that holds it
	frame  byte  // what it stands in: 0, '{', '(', 'p' (parameters) or 'h' (a table)
	parent int32 // the statement that the frame belongs to, or -1
}

// A winText is a document cut into statements.
type winText struct {
	doc     *source.Document
	signs   *winSigns
	stmts   []winStatement
	blocks  []int32 // the parent of each; 0 is the text itself
	tooDeep int     // where the nesting passes maxDepth, or -1
	jump    int     // where a batch file first goes somewhere else, or -1
	labels  []int   // where it may go
}

func (t *winText) text(w winWord) string { return t.doc.Text[w.Start:w.End] }

// inside reports whether block inner is outer, or lies in it.
func (t *winText) inside(inner, outer int32) bool {
	for n := 0; inner >= 0 && n <= maxDepth+1; n++ {
		if inner == outer {
			return true
		}
		inner = t.blocks[inner]
	}
	return false
}
