package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A shellWords cuts the text of one simple command, as shellMask gives it,
// into words by Bash's rules. A test holds it against a parser of the whole
// grammar, which would make the engine a twentieth larger.
type shellWords struct {
	doc  *source.Document
	base int // of text in doc
	text string
	at   int
	list bool // between the parentheses of an array, where lines do not matter
	bad  bool // the text is no simple command
}

// readShellCommand reads the simple command at c of doc. It fails where the
// text is none.
func readShellCommand(doc *source.Document, c source.Span, mask []byte) (assigns, words []shellWord, ok bool) {
	r := shellWords{doc: doc, base: c.Start, text: string(mask)}
	for r.next() {
		start := r.at
		if n := assignmentLen(r.text[start:]); n > 0 && len(words) == 0 {
			name := strings.TrimSuffix(r.text[start:start+n-1], "+")
			r.at += n
			if w := r.word(); w.Len() > 0 {
				w.parts = append([]shellPart{{Span: r.span(start, start+len(name)), kind: partText, text: name}}, w.parts...)
				assigns = append(assigns, w)
			}
			continue
		}
		w := r.word()
		switch raw := r.text[start:r.at]; {
		case r.at == start, len(words) == 0 && isElement(raw):
			r.bad = true
		case strings.Trim(raw, "0123456789") == "" && r.at < len(r.text) && (r.text[r.at] == '<' || r.text[r.at] == '>'): // of a redirection
		case len(words)+len(assigns) == 0 && slices.Contains(shellReserved, raw):
			return nil, nil, false
		default:
			words = append(words, w)
		}
	}
	return assigns, words, !r.bad && len(assigns)+len(words) > 0
}

// readShellValue reads the text at span as one word, such as the right side of
// an assignment. It fails where the text is more, or nothing.
func readShellValue(doc *source.Document, span source.Span, mask []byte) (shellWord, bool) {
	r := shellWords{doc: doc, base: span.Start, text: string(mask)}
	w := r.word()
	return w, w.Len() > 0 && !r.next() && !r.bad
}

// readShellList reads the words between the parentheses of an array; nil where
// the text does not tell them all in their order.
func readShellList(doc *source.Document, span source.Span, mask []byte) []shellWord {
	r := shellWords{doc: doc, base: span.Start, text: string(mask), list: true}
	words := []shellWord{}
	for r.next() {
		if r.text[r.at] == '[' {
			return nil // [index]=word
		}
		start := r.at
		words = append(words, r.word())
		r.bad = r.bad || r.at == start
	}
	if r.bad {
		return nil
	}
	return words
}

// shellReserved are the words with which a command begins that is not simple,
// or whose operands are no arguments.
var shellReserved = []string{
	"[[", "!", "{", "}", "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "select", "function",
	"time", "coproc", "let", "declare", "typeset", "local", "export", "readonly", "nameref",
}

// assignmentLen is the length of NAME= or NAME+= at the beginning of text, or 0.
func assignmentLen(text string) int {
	n := 0
	for n < len(text) && asciiWord(text[n]) {
		n++
	}
	if n == 0 || asciiDigit(text[0]) {
		return 0
	}
	if strings.HasPrefix(text[n:], "+=") {
		return n + 2
	}
	if strings.HasPrefix(text[n:], "=") {
		return n + 1
	}
	return 0
}

// isElement reports whether raw is an element of an array, which is set here.
func isElement(raw string) bool {
	n := strings.IndexByte(raw, '[')
	return n > 0 && isName(raw[:n])
}

// next steps to the beginning of the next word. It is false at the end.
func (r *shellWords) next() bool {
	for r.at < len(r.text) && !r.bad {
		r.blanks()
		if r.at == len(r.text) {
			break
		}
		switch c, rest := r.text[r.at], r.text[r.at+1:]; {
		case c == '#':
			r.at = lineEnd(r.text, r.at)
		case c == '\n':
			r.bad = strings.TrimSpace(rest) != "" // a second command
			r.at = len(r.text)
		case (c == '<' || c == '>' || c == '&' && strings.HasPrefix(rest, ">")) && !r.list:
			r.redirection()
		default:
			r.bad = strings.IndexByte(shellEnds, c) >= 0
			return !r.bad
		}
	}
	return false
}

// blanks steps over what stands between words.
func (r *shellWords) blanks() {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == ' ' || c == '\t' || c == '\n' && r.list:
			r.at++
		case strings.HasPrefix(r.text[r.at:], "\\\n"):
			r.at += 2
		default:
			return
		}
	}
}

// shellRedirections are the operators before a file, the longer ones first.
var shellRedirections = []string{"&>>", "&>", "<<<", "<&", "<>", "<", ">>", ">&", ">|", ">"}

// redirection steps over an operator and its target.
func (r *shellWords) redirection() {
	rest := r.text[r.at:]
	i := slices.IndexFunc(shellRedirections, func(op string) bool { return strings.HasPrefix(rest, op) })
	r.at += len(shellRedirections[i])
	r.blanks()
	target := r.word()
	r.bad = r.bad || target.Len() == 0
}

// shellEnds are the bytes that end a word where no quotes are.
const shellEnds = " \t\n;&|<>()"

func (r *shellWords) span(from, to int) source.Span {
	return source.Span{Start: r.base + from, End: r.base + to}
}

// literal is the parts of plain text: it is cut where something was hidden, for
// there, and only there, the mask has an X that the document does not have.
func (r *shellWords) literal(parts []shellPart, from, to int) []shellPart {
	if from == to {
		return parts
	}
	value, raw := r.text[from:to], r.doc.Text[r.base+from:r.base+to]
	if strings.Contains(value, "\\\n") {
		return append(parts, shellPart{Span: r.span(from, to), kind: partOther})
	}
	done := 0
	plain := func(end int) {
		if end > done {
			parts = append(parts, shellPart{Span: r.span(from+done, from+end), kind: partText, text: raw[done:end]})
		}
	}
	for i := 0; i < len(raw); {
		if value[i] != 'X' || raw[i] == 'X' {
			i++
			continue
		}
		plain(i)
		for done = i; i < len(raw) && value[i] == 'X'; {
			i++
		}
		parts = append(parts, hiddenPart(raw[done:i], r.base+from+done))
		done = i
	}
	plain(len(raw))
	return parts
}

// hiddenPart is what stands where the text was hidden from the reader.
func hiddenPart(raw string, at int) shellPart {
	part := shellPart{Span: source.Span{Start: at, End: at + len(raw)}, kind: partOther}
	switch {
	case strings.HasPrefix(raw, "$((") && strings.Index(raw, "))") == len(raw)-2:
		part.kind = partSum
	case strings.HasPrefix(raw, "${") && templateEnd(raw, 0) == len(raw), placeholderEnd(raw+" ", 0) == len(raw):
		part.kind = partTemplate
	}
	return part
}
