package format

import "strings"

// stepBatch reads on in a batch file. Quotes end with their line.
func (l *winLexer) stepBatch() {
	if l.prompt() {
		return
	}
	c, next := l.src[l.i], l.byteAt(l.i+1)
	f := l.top()
	if f.stmt < 0 && l.skipsLine() {
		if c == ':' && next != ':' && (len(l.labels) == 0 || l.labels[len(l.labels)-1] < l.i) {
			l.labels = append(l.labels, l.i)
		}
		l.i = lineEnd(l.src, l.i)
		return
	}
	switch {
	case c == '^' && (next == '\n' || next == '\r'):
		l.endWord(l.i)
		l.i = min(lineEnd(l.src, l.i)+1, len(l.src))
	case c == '^':
		l.inWord()
		l.i = min(l.i+2, len(l.src))
	case c == '\n' || c == '&' || c == '|':
		l.endStatement(l.i)
		if l.guarded = c != '\n' && next == c; l.guarded {
			l.i++
		}
		l.i++
	case c == ' ' || c == '\t' || c == '\r' || c == '@' && f.stmt < 0:
		l.endWord(l.i)
		l.i++
	case strings.HasPrefix(l.src[l.i:], nbsp):
		l.endWord(l.i)
		l.i += len(nbsp)
	case c == '"':
		l.inWord()
		l.i = behindQuote(l.src, l.i)
	case (c == '\'' || c == '`') && f.kind == '(':
		l.endWord(l.i)
		l.i++
	case c == '(' && f.word < 0:
		l.openBatch()
	case c == ')' && f.kind != 0:
		l.pop(l.i)
		l.inWord()
		l.i++
	default:
		begins := f.stmt < 0
		l.inWord()
		if begins && l.guarded {
			l.guard()
		}
		l.i++
	}
}

// guard puts the statement that has begun into a block of its own: something
// before it decides whether it runs.
func (l *winLexer) guard() {
	s := &l.stmts[l.top().stmt]
	l.blocks = append(l.blocks, s.block)
	s.block = int32(len(l.blocks) - 1)
}

// openBatch begins a block, or the set of a for loop, which may be a command.
func (l *winLexer) openBatch() {
	kind := byte('{')
	if f := l.top(); f.stmt >= 0 {
		words := l.stmts[f.stmt].words
		if len(words) > 0 && strings.EqualFold(l.text(words[len(words)-1]), "in") {
			kind = '('
		}
	}
	l.inWord()
	l.i++
	l.push(kind, l.i-1)
}

// skipsLine reports whether a statement that begins here is a comment, a label
// or text that is only shown.
func (l *winLexer) skipsLine() bool {
	head := strings.ToLower(l.src[l.i:min(len(l.src), l.i+len("rem ")+1)])
	head = strings.TrimPrefix(head, "@")
	return strings.HasPrefix(head, ":") || strings.HasPrefix(head, "rem ") || strings.HasPrefix(head, "echo")
}

// behindQuote is the offset behind the string that begins at i: it ends at a
// quote, or with its line.
func behindQuote(text string, i int) int {
	end := lineEnd(text, i)
	if n := strings.IndexByte(text[i+1:end], '"'); n >= 0 {
		return i + 1 + n + 1
	}
	return end
}

// batchTarget is the variable ("%name") that a line sets, and where its value
// begins. The name is "" if it sets none.
func batchTarget(line string) (name string, value int) {
	if len(line) < len("set x=") || !strings.EqualFold(line[:len("set")], "set") || line[3] != ' ' && line[3] != '\t' {
		return "", 0
	}
	rest := strings.TrimLeft(line[3:], " \t")
	arithmetic := len(rest) > 2 && (rest[:2] == "/a" || rest[:2] == "/A")
	if len(rest) > 2 && rest[0] == '/' {
		rest = strings.TrimLeft(rest[2:], " \t")
	}
	rest = strings.TrimPrefix(rest, `"`)
	n := 0
	for n < len(rest) && asciiWord(rest[n]) {
		n++
	}
	after := rest[n:]
	if arithmetic { // else the blank belongs to the name
		after = strings.TrimLeft(after, " ")
	}
	if n == 0 || !strings.HasPrefix(after, "=") {
		return "", 0
	}
	return "%" + strings.ToLower(rest[:n]), len(line) - len(after) + 1
}

// batchNameLen is the length of %NAME% or !NAME! at the beginning of text, or 0.
func batchNameLen(text string) int {
	n := 1
	for n < len(text) && asciiWord(text[n]) {
		n++
	}
	if n < 2 || n == len(text) || text[n] != text[0] || text[0] != '%' && text[0] != '!' {
		return 0
	}
	return n + 1
}

// batchSet reads a statement that sets a variable, under a condition or not.
func (f *winFinder) batchSet(t *winText, s *winStatement) {
	for k, w := range s.words {
		word := t.text(w)
		if t.jump < 0 && (strings.EqualFold(word, "goto") || word[0] == ':' && k > 0 && strings.EqualFold(t.text(s.words[k-1]), "call")) {
			t.jump = w.Start
		}
		if !strings.EqualFold(word, "set") {
			continue
		}
		raw := t.doc.Text[w.Start:s.End]
		name, value := batchTarget(raw)
		if name == "" {
			return
		}
		set := winSet{t: t, at: w.Start, block: s.block, value: trimmed(t.doc.Text, w.Start+value, s.End)}
		mode := strings.ToLower(strings.TrimLeft(raw[len("set"):], " \t")[:2])
		set.expr, set.blank = mode == "/a", mode == "/p"
		if k > 0 { // if … set, for … do set
			set.guarded = true
		}
		if text := t.doc.Text; set.value.Len() > 0 && text[set.value.End-1] == '"' && strings.Count(text[set.value.Start:set.value.End], `"`) == 1 {
			set.value.End-- // set "NAME=value"
		}
		if set.expr && strings.ContainsRune("+-*/", rune(t.doc.Text[w.Start+value-2])) {
			set.blank = true
		}
		f.sets[name] = append(f.sets[name], set)
		return
	}
}
