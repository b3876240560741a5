package format

import "strings"

// Heredocs of program code: the mark on one line, the text on the next ones.

// maxLost is how many heredocs may lack their ends before no more are sought.
const maxLost = 8

// heredoc reads the mark of a heredoc; its text begins on the next line.
func (l *codeLexer) heredoc() bool {
	i := l.at + 2
	if l.byteAt(i) == '<' || l.byteAt(i) == '~' || l.byteAt(i) == '-' {
		i++
	}
	quote := l.byteAt(i)
	if quote == '\'' || quote == '"' {
		i++
	}
	start := i
	for asciiWord(l.byteAt(i)) {
		i++
	}
	word := l.text[start:i]
	if word == "" || asciiDigit(word[0]) || word[0] >= 'a' && i < start+2 || l.lost >= maxLost {
		return false
	}
	if quote == '\'' || quote == '"' {
		if l.byteAt(i) != quote {
			return false
		}
		i++
	}
	l.heredocs = append(l.heredocs, word)
	l.add(codeTemplate, i)
	return true
}

// skipHeredocs skips the texts of the heredocs that began on the line before.
func (l *codeLexer) skipHeredocs() {
	for _, word := range l.heredocs {
		if l.lost >= maxLost {
			break
		}
		end := -1
		for at := l.at; at < l.end; {
			to := lineEnd(l.text, at)
			line := strings.TrimSpace(l.text[at:to])
			if rest, ok := strings.CutPrefix(line, word); ok && (rest == "" || !asciiWord(rest[0])) {
				end = at + strings.Index(l.text[at:to], word) + len(word)
				break
			}
			at = to + 1
		}
		if end < 0 {
			l.lost++
			continue
		}
		l.at = end
	}
	l.heredocs = nil
}
