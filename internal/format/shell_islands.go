package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Bounds that keep reading linear on hostile text.
const (
	maxShellIsland  = 64 << 10  // bytes that an open quote or bracket may pull in
	maxShellCommand = 256 << 10 // bytes of one command that reach the parser
	maxExpansion    = 300       // bytes of a ${…} that reaches the parser
	maxShellLines   = 400       // lines that backslashes may join
)

// A shellReader cuts a document's text into islands, on demand and in order
// of place.
type shellReader struct {
	doc    *source.Document
	low    int // no island begins before it
	budget int // bytes that may still be read in vain, for quotes that never close
	lexer  shellLexer
}

func newShellReader(doc *source.Document) *shellReader {
	return &shellReader{doc: doc, budget: 2*len(doc.Text) + 4*maxShellIsland}
}

// island is the island of the line that holds offset at. The next one begins
// after it, and takes its memory.
func (r *shellReader) island(at int) *shellIsland {
	text := r.doc.Text
	start := r.lineStart(at)
	line := text[start:min(len(text), start+maxPrompt)]
	prompt := promptLen(line)
	prefix, traced := commandPrefix(line[prompt:])
	body := start + prompt + prefix
	limit := min(len(text), start+maxShellIsland)
	var island *shellIsland
	if r.budget > 0 {
		island = r.lexer.read(text, body, limit, false)
		r.budget -= island.Len()
	}
	if island == nil || !island.complete || island.End == limit && limit < len(text) {
		island = r.lexer.read(text, body, max(body, r.lineEnd(start)), true)
	}
	island.prompted, island.traced = prompt > 0, traced
	r.low = max(island.End, at+1)
	return island
}

// lineStart is where the logical line that holds at begins.
func (r *shellReader) lineStart(at int) int {
	text := r.doc.Text
	start := r.low + strings.LastIndexByte(text[r.low:at], '\n') + 1
	for n := 0; n < maxShellLines && start > r.low; n++ {
		prev := r.low + strings.LastIndexByte(text[r.low:start-1], '\n') + 1
		line := strings.TrimSpace(text[prev : start-1])
		if !strings.HasSuffix(line, `\`) || strings.HasSuffix(line, `\\`) || strings.HasPrefix(line, "#") {
			break
		}
		start = prev
	}
	return start
}

// lineEnd is the end of the logical line that begins at start.
func (r *shellReader) lineEnd(start int) int {
	text := r.doc.Text
	for n := 0; ; n++ {
		eol := strings.IndexByte(text[start:], '\n')
		if eol < 0 {
			return len(text)
		}
		end := start + eol
		line := strings.TrimSuffix(text[start:end], "\r")
		if !strings.HasSuffix(line, `\`) || n == maxShellLines {
			return end
		}
		start = end + 1
	}
}

const maxPrompt = 120 // bytes at the beginning of a line that may be a prompt

// promptLen is the length of the shell prompt, quotation mark or indentation
// that line begins with.
func promptLen(line string) int {
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	rest := strings.TrimLeft(line, " \t")
	indent := len(line) - len(rest)
	for _, mark := range []string{"$ ", "% ", "> ", "❯ ", "$\u00A0"} {
		if strings.HasPrefix(rest, mark) {
			return indent + len(mark)
		}
	}
	if n := windowsPrompt(rest); n > 0 {
		return indent + n
	}
	if after, is := strings.CutPrefix(rest, "➜"); is {
		return len(line) - len(arrowPrompt(after))
	}
	best := indent
	for _, mark := range []string{"$ ", "# ", "% ", "❯ "} {
		n := strings.Index(rest, mark)
		if n > 0 && looksLikePrompt(rest[:n]) && (best == indent || indent+n+len(mark) < best) {
			best = indent + n + len(mark)
		}
	}
	return best
}

// windowsPrompt is the length of "PS C:\\work> " or "C:\\work>", or 0.
func windowsPrompt(line string) int {
	drive := strings.TrimPrefix(line, "PS ")
	if len(drive) < 3 || drive[1:3] != `:\` {
		return 0
	}
	n := strings.IndexByte(drive, '>')
	if n < 0 || strings.Contains(drive[:n], ".exe") || strings.Contains(drive[:n], " -") {
		return 0 // a program, and where its output goes
	}
	return len(line) - len(drive) + n + 1
}

// arrowPrompt is what follows the directory and the branch of a prompt such
// as "➜  infra git:(main) ✗ ".
func arrowPrompt(rest string) string {
	rest = strings.TrimLeft(rest, " ")
	_, rest, _ = strings.Cut(rest, " ")
	rest = strings.TrimLeft(rest, " ")
	for _, word := range []string{"git:(", "✗"} {
		if strings.HasPrefix(rest, word) {
			_, rest, _ = strings.Cut(rest, " ")
			rest = strings.TrimLeft(rest, " ")
		}
	}
	return rest
}

// looksLikePrompt reports whether s, which stands before "$ " or "# ", is a
// prompt: user@host:~, [user@host dir], bash-4.4.
func looksLikePrompt(s string) bool {
	if strings.ContainsAny(s, "'\"=;|&<>`{") {
		return false
	}
	if strings.HasPrefix(s, "(") { // (venv) user@host:~
		_, after, ok := strings.Cut(s, ") ")
		s = after
		if !ok {
			return false
		}
	}
	if strings.HasPrefix(s, "[") {
		return strings.HasSuffix(strings.TrimSpace(s), "]")
	}
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "~") {
		return !strings.Contains(s, " ")
	}
	if strings.HasPrefix(s, "bash-") || strings.HasPrefix(s, "sh-") {
		return !strings.Contains(s, " ")
	}
	user, host, ok := strings.Cut(s, "@")
	return ok && user != "" && host != "" && !strings.ContainsAny(user, " /:.")
}

// continuationPrompt is the length of the "> " with which a terminal begins
// the line after a backslash. In a script that is a redirection; there it is
// left alone.
func continuationPrompt(line string, prompted bool) int {
	rest, ok := strings.CutPrefix(line, "> ")
	if !ok || !prompted && !strings.HasPrefix(strings.TrimLeft(rest, " "), "-") {
		return 0
	}
	return 2
}

// shellMask is the command as the parser may see it: of equal length, without
// what is no shell (prompts, no-break spaces, carriage returns) and without
// what it need not look into (substitutions, templates, bodies elsewhere).
func shellMask(doc *source.Document, island *shellIsland, c source.Span) []byte {
	mask := doc.Mask(c)
	for i, b := range mask {
		switch {
		case b == '\r' && i > 0 && mask[i-1] == '\\' && i+1 < len(mask) && mask[i+1] == '\n':
			mask[i-1], mask[i] = ' ', '\\'
		case b == '\r':
			mask[i] = ' '
		case b == 0xA0 && i > 0 && mask[i-1] == 0xC2:
			mask[i-1], mask[i] = ' ', ' '
		case b == '\n' && i > 0 && mask[i-1] == '\\':
			n := continuationPrompt(string(mask[i+1:min(len(mask), i+maxPrompt)]), island.prompted)
			for k := range n {
				mask[i+1+k] = ' '
			}
		}
	}
	island.hide(mask, c)
	return mask
}

// hide blanks what the parser need not look into.
func (island *shellIsland) hide(mask []byte, c source.Span) {
	first := sort.Search(len(island.opaque), func(i int) bool { return island.opaque[i].Start >= c.Start })
	hidden := c.Start
	for _, o := range island.opaque[first:] {
		if o.Start >= c.End {
			break
		}
		if o.Start < hidden || o.kind == '{' && o.Len() <= maxExpansion {
			continue
		}
		hidden = min(o.End, c.End)
		for i := o.Start; i < hidden; i++ {
			mask[i-c.Start] = 'X'
		}
	}
	first = sort.Search(len(island.heredocs), func(i int) bool { return island.heredocs[i].op >= c.Start })
	for _, h := range island.heredocs[first:] {
		if h.op >= c.End {
			break
		}
		for i := h.op + 1; i < c.End && strings.IndexByte("<- \t", mask[i-c.Start]) >= 0; i++ {
			mask[i-c.Start] = ' '
		}
	}
}
