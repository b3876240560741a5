package source

import "strings"

// maxLabel is how many bytes of a line's beginning may tell what printed it.
const maxLabel = 200

// quoteLen is the length of the marks of a quotation that line begins with:
// "> ", ">> ", "> > ". It is spaced if a blank or nothing follows.
func quoteLen(line string) (n int, spaced bool) {
	for n < 3 && n < len(line) && line[n] == ' ' {
		n++
	}
	marks, entity := 0, false
	for n < len(line) {
		rest := line[n:]
		switch {
		case strings.HasPrefix(rest, ">"):
			n++
		case strings.HasPrefix(rest, "&gt;"):
			n += len("&gt;")
			entity = true
		case marks > 0 && (strings.HasPrefix(rest, " >") || strings.HasPrefix(rest, " &gt;")):
			n++
			continue
		default:
			rest = ""
		}
		if rest == "" {
			break
		}
		marks++
	}
	switch {
	case marks == 0 || marks > 6 && !strings.Contains(line[:n], " "): // ">>>>>>>" is what a merge leaves
		return 0, false
	case n == len(line):
		return n, true
	case line[n] == ' ':
		return n + 1, true
	}
	return n, entity
}

// numberLen is the length of the number that line begins with, the number,
// and what follows it: ':', '|', a tab, '>' for an arrow, '-' as grep prints
// for context, ' ', or 0 where the line ends.
func numberLen(line string) (n, number int, style byte) {
	n = len(line) - len(strings.TrimLeft(line, " "))
	first := n
	for n < len(line) && n-first < 7 && line[n] >= '0' && line[n] <= '9' {
		number = number*10 + int(line[n]-'0')
		n++
	}
	if n == first || TimeLen(line[first:]) > 0 || shaped(line[first:], "0000-00-00") {
		return 0, 0, 0
	}
	rest := line[n:]
	blanks := len(rest) - len(strings.TrimLeft(rest, " "))
	after := rest[blanks:]
	switch {
	case after == "":
		return len(line), number, 0
	case rest[0] == ':', rest[0] == '\t', rest[0] == '-':
		return n + 1, number, rest[0]
	case after[0] == '|' && (len(after) == 1 || after[1] == ' '):
		return n + blanks + min(2, len(after)), number, '|'
	case strings.HasPrefix(after, "→"):
		return n + blanks + len("→"), number, '>'
	case blanks == 0:
		return 0, 0, 0
	case len(after) > 2 && strings.IndexByte("+~_-", after[0]) >= 0 && strings.HasPrefix(after[1:], "  "):
		return n + blanks + 1, number, ' ' // bat's mark of a changed line
	}
	return n + 1, number, ' '
}

// environmentLen is the length of "(venv) " where a prompt follows.
func environmentLen(line string) int {
	if !strings.HasPrefix(line, "(") {
		return 0
	}
	n := strings.Index(line[:min(len(line), 42)], ") ")
	if n < 2 || strings.ContainsAny(line[1:n], "(\"'$ ") || !isPrompted(line[n+2:]) {
		return 0
	}
	return n + 2
}

// isPrompted reports whether line begins with a shell's prompt.
func isPrompted(line string) bool {
	for _, mark := range []string{"$ ", "% ", "# ", "❯ ", "➜ "} {
		if strings.HasPrefix(line, mark) {
			return mark != "# " || strings.HasPrefix(line, "# aws ")
		}
	}
	head := line[:min(len(line), 120)]
	if strings.HasPrefix(head, `PS C:\`) || len(head) > 3 && head[1:3] == `:\` {
		return strings.Contains(head, ">")
	}
	n := strings.IndexByte(head, '@')
	return n > 0 && !strings.ContainsAny(head[:n], " \"'=:/") && (strings.Contains(head, "$ ") || strings.Contains(head, "# "))
}

// replLen is the length of Python's prompt: ">>> ", "In [3]: ".
func replLen(line string) int {
	if strings.HasPrefix(line, ">>> ") {
		return 4
	}
	if rest, is := strings.CutPrefix(line, "In ["); is {
		if n := strings.Index(rest[:min(len(rest), 9)], "]: "); n > 0 {
			return len("In [") + n + len("]: ")
		}
	}
	return 0
}

// replMoreLen is the length of what Python's prompt puts before a statement's
// next lines: "... ", "   ...: ".
func replMoreLen(line string) int {
	if line == "..." || strings.HasPrefix(line, "... ") {
		return min(4, len(line))
	}
	rest := strings.TrimLeft(line, " ")
	if len(rest) < len(line) && (strings.HasPrefix(rest, "...: ") || rest == "...:") {
		return len(line) - len(rest) + min(len("...: "), len(rest))
	}
	return 0
}

// LabelLen is the length of "web_1  | ", which composed services print, that
// line begins with.
func LabelLen(line string) int {
	n := 0
	for n < len(line) && n < 40 && (isLetter(line[n]) || isDigit(line[n]) || strings.IndexByte("_-.", line[n]) >= 0) {
		n++
	}
	if n == 0 || isDigit(line[0]) {
		return 0
	}
	blanks := n
	for n < len(line) && n < 60 && line[n] == ' ' {
		n++
	}
	if n == blanks || n == len(line) || line[n] != '|' || n+1 < len(line) && line[n+1] != ' ' {
		return 0
	}
	return min(n+2, len(line))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
