package format

import "stackengine.dev/sandbox/internal/source"

// A winLexer cuts a text into statements. It takes time linear in the text:
// what is never closed is found out once.
type winLexer struct {
	*winText
	src    string
	i      int
	frames []winFrame
	plain  map[int]bool   // where brackets stand that are never closed
	never  map[string]int // closers, and up to where they do not occur

	guarded bool // what stands before && or || decides whether the next command runs
}

// A winFrame is a bracket that is open.
type winFrame struct {
	kind  byte // 0 '{' '(' '$' 'p' 'h'
	at    int
	stmt  int32
	word  int // where the open word begins, or -1
	block int32
}

// lex cuts a stretch of the text into statements. Brackets that are not closed
// there, as in prose, are none: what they would hold is read again without
// them. Braces may be left open, since texts are cut off.
func (t *winText) lex(stretch source.Span, dialect winDialect) {
	stmts, blocks := len(t.stmts), len(t.blocks)
	plain := map[int]bool{}
	for range 2 {
		t.stmts, t.blocks = t.stmts[:stmts], t.blocks[:blocks]
		l := &winLexer{
			winText: t, src: t.doc.Text[:stretch.End], i: stretch.Start,
			frames: []winFrame{{stmt: -1, word: -1}}, plain: plain, never: map[string]int{},
		}
		for l.i < len(l.src) {
			if dialect == inPowerShell {
				l.step()
			} else {
				l.stepBatch()
			}
		}
		for len(l.frames) > 1 {
			if open := l.top(); open.kind != '{' {
				plain[open.at] = true
			}
			l.pop(l.i)
		}
		l.endStatement(l.i)
		if len(plain) == 0 {
			return
		}
	}
}

func (l *winLexer) top() *winFrame { return &l.frames[len(l.frames)-1] }

// push opens a bracket that begins at offset at.
func (l *winLexer) push(kind byte, at int) {
	f := *l.top()
	if len(l.frames) > maxDepth {
		if l.tooDeep < 0 {
			l.tooDeep = l.i
		}
		return
	}
	if kind == '{' {
		l.blocks = append(l.blocks, f.block)
		f.block = int32(len(l.blocks) - 1)
	}
	l.frames = append(l.frames, winFrame{kind: kind, at: at, stmt: -1, word: -1, block: f.block})
}

// pop closes the innermost frame at offset at.
func (l *winLexer) pop(at int) {
	l.endStatement(at)
	if len(l.frames) > 1 {
		l.frames = l.frames[:len(l.frames)-1]
	}
}

// inWord notes that the byte at the current place belongs to a word.
func (l *winLexer) inWord() {
	f := l.top()
	if f.stmt < 0 {
		parent := int32(-1)
		if n := len(l.frames); n > 1 {
			parent = l.frames[n-2].stmt
		}
		f.stmt = int32(len(l.stmts))
		l.stmts = append(l.stmts, winStatement{Span: source.Span{Start: l.i, End: l.i}, block: f.block, frame: f.kind, parent: parent})
	}
	if f.word < 0 {
		f.word = l.i
	}
}

func (l *winLexer) endWord(at int) {
	f := l.top()
	if f.word < 0 {
		return
	}
	s := &l.stmts[f.stmt]
	s.words = append(s.words, winWord{Start: f.word, End: at})
	s.End = at
	f.word = -1
}

func (l *winLexer) endStatement(at int) {
	l.endWord(at)
	l.top().stmt = -1
}

// mark is a word of its own, of n bytes.
func (l *winLexer) mark(n int) {
	l.endWord(l.i)
	l.inWord()
	l.i += n
	l.endWord(l.i)
}
