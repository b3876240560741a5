package source

import (
	"slices"
	"sort"
	"strings"
)

// An Around is what a mail, an editor, a log or a diff put at the beginning of
// a line. Where several did, the highest counts.
type Around uint8

const (
	Bare     Around = iota
	Quoted          // a quotation's mark, which a new line can carry as well
	Numbered        // a number, a time or a prompt: no line can be put in
	Tabled          // nothing; the line is a row of a page's table
	Logged          // a log's mark: the line was printed
	Diffed          // a line of a diff, or of the words around it
)

// A View is a Document as the notations should see it: of equal length, with
// blanks in the place of what surrounds the lines, so that offsets in it are
// offsets in Host. Marks that a word processor or a web page changed read as
// what was typed: curly quotes as straight ones.
type View struct {
	*Document           // Host itself where nothing had to go
	Host      *Document // as it was pasted

	around []Around // by line of the view; nil if all are Bare
	width  []int    // bytes of each line's marks; nil if all are Bare
	hunks  []int    // where the headers of hunks begin
	cut    []int    // lines that only say that something was left out
	typed  []Span   // quotes and dashes that are not the ones that were typed
}

// NewView looks for what surrounds the lines of d.
func NewView(d *Document) *View {
	v := &View{Document: d, Host: d}
	if !surrounded(d) {
		return v
	}
	b := newBlanker(d)
	b.characters()
	b.split()
	b.typography()
	b.diffs()
	for range maxRounds {
		if !b.prefixes() {
			break
		}
		b.diffs()
	}
	b.margins()
	b.tables()
	b.omissions()
	if !b.changed {
		return v
	}
	v.Document = &Document{Name: d.Name, Text: string(b.text), BOM: d.BOM, EOL: d.EOL}
	v.Document.index()
	sort.Slice(b.typed, func(i, j int) bool { return b.typed[i].Start < b.typed[j].Start })
	v.around, v.width, v.hunks, v.cut, v.typed = b.around, b.width, b.hunks, b.cut, b.typed
	return v
}

// maxRounds is how many layers of marks are taken off: a log quoted in a mail
// that is quoted in an issue.
const maxRounds = 4

// Around is what stands before the line that holds offset.
func (v *View) Around(offset int) Around {
	if v.around == nil {
		return Bare
	}
	return v.around[v.Line(offset)-1]
}

// Most is the highest Around of the lines that s touches.
func (v *View) Most(s Span) Around {
	most := Bare
	if v.around != nil {
		for n := v.Line(s.Start); n <= v.Line(max(s.Start, s.End-1)); n++ {
			most = max(most, v.around[n-1])
		}
	}
	return most
}

// Has reports whether some line has a.
func (v *View) Has(a Around) bool { return slices.Contains(v.around, a) }

// Marks are the bytes that stand before the text of the line which holds
// offset.
func (v *View) Marks(offset int) string {
	if v.width == nil {
		return ""
	}
	n := v.Line(offset)
	start := v.LineSpan(n).Start
	return v.Host.Text[start : start+v.width[n-1]]
}

// Cut reports whether a line inside s says that something was left out there.
func (v *View) Cut(s Span) bool {
	i := sort.SearchInts(v.cut, s.Start)
	return i < len(v.cut) && v.cut[i] < s.End
}

// Hunk reports whether a line that s touches is the header of a hunk, so that
// lines before it are missing.
func (v *View) Hunk(s Span) bool {
	start := v.LineSpan(v.Line(s.Start)).Start
	i := sort.SearchInts(v.hunks, start)
	return i < len(v.hunks) && v.hunks[i] < s.End
}

// Retyped lists the quotes and dashes inside s that a word processor changed.
func (v *View) Retyped(s Span) []Span {
	first := sort.Search(len(v.typed), func(i int) bool { return v.typed[i].Start >= s.Start })
	last := first
	for last < len(v.typed) && v.typed[last].End <= s.End {
		last++
	}
	return v.typed[first:last]
}

// Same reports whether the bytes in s are those that were pasted.
func (v *View) Same(s Span) bool {
	return v.Document == v.Host || v.Text[s.Start:s.End] == v.Host.Text[s.Start:s.End]
}

// Edge reports whether an edit may begin or end at offset: not inside a mark,
// nor beside one that reads differently in the paste.
func (v *View) Edge(offset int) bool {
	if v.Document == v.Host {
		return true
	}
	text := v.LineSpan(v.Line(offset)).Start + len(v.Marks(offset))
	switch {
	case offset <= text-len(v.Marks(offset)):
		return true
	case offset < text, offset > text && v.Text[offset-1] != v.Host.Text[offset-1]:
		return false
	}
	return offset == len(v.Text) || v.Text[offset] == v.Host.Text[offset]
}

// surrounded reports whether a text may have anything that NewView takes
// away. Most large texts have not, and need no more than this one pass.
func surrounded(d *Document) bool {
	for _, start := range d.starts {
		if mayBeMark(d.Text, int(start)) {
			return true
		}
	}
	text := d.Text
	for i := range len(text) {
		c := text[i]
		if !markByte[c] || c == '[' && (i+1 == len(text) || !isDigit(text[i+1])) {
			continue
		}
		if mayBeCharacter(text, i) {
			return true
		}
	}
	return false
}

// mayBeMark reports whether the line at start may begin with a mark.
func mayBeMark(text string, start int) bool {
	i := start
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	if i+1 >= len(text) {
		return false
	}
	next := text[i+1]
	switch c := text[i]; {
	case c == '>', c == '|', isDigit(c):
		return true
	case c == '-', c == ':':
		return isRule(lineAt(text, start))
	case c == '#':
		return isDigit(next) || strings.HasPrefix(text[i:], "# ...") || strings.HasPrefix(text[i:], "# …")
	case c == '/':
		return strings.HasPrefix(text[i:], "// ...") || strings.HasPrefix(text[i:], "// …")
	case c == '@':
		return next == '@'
	case c == '.':
		return next == '.'
	case c == '(', c == '[', c == '<':
		return c == '(' || isDigit(next) || next == '.' || next == 0xE2 || next == 's'
	case c == '`' || c == '~':
		return strings.HasPrefix(text[i+1:], text[i:i+1]+text[i:i+1]+"diff")
	case c == 'I' && strings.HasPrefix(text[i:], "In ["):
		return true
	case isLetter(c):
		return LabelLen(text[i:]) > 0 || shaped(text[min(len(text), i+6):], " 00:00:00 ") || shaped(text[i+1:], "0000 00:00:00.")
	}
	return false
}

// lineAt is the line that begins at start, as far as a mark may reach.
func lineAt(text string, start int) string {
	line := text[start:min(len(text), start+maxLabel)]
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		return line[:n]
	}
	return line
}
