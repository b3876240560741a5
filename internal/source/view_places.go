package source

import "strings"

// What a line is by its place among others: at the margin, in a table, in the
// place of lines that were left out.

func isFence(line string) bool {
	return strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")
}

// margins moves what counts only at the margin back there: the rule between
// YAML's documents, and the word that ends the shell's here-document.
func (b *blanker) margins() {
	end := ""
	for i := range b.lines() {
		line := b.line(i)
		word := strings.TrimRight(line, " \t")
		if b.width[i] > 0 && b.around[i] <= Numbered && word != "" && (word == "---" || word == end) {
			at := b.starts[i]
			b.blank(at+b.width[i], at+b.width[i]+len(word))
			copy(b.text[at:], word)
			if word == end { // no blank may follow it, and every reader knows carriage returns
				for k := at + len(word); k < at+b.width[i]+len(word); k++ {
					b.text[k] = '\r'
				}
				end = ""
			}
		}
		if n := strings.LastIndex(line, "<<"); n > 0 && b.width[i] > 0 && !strings.HasSuffix(strings.TrimRight(line[:n], " "), "=") {
			rest := strings.TrimLeft(line[n+2:], "-~ \t'\"\\")
			k := 0
			for k < len(rest) && (isLetter(rest[k]) || isDigit(rest[k]) || rest[k] == '_') {
				k++
			}
			end = rest[:k]
		}
	}
}

// tables finds the rows of a page's tables, by the rule below the first.
func (b *blanker) tables() {
	for i := 1; i < b.lines(); i++ {
		if !isRule(b.line(i)) || !strings.Contains(b.line(i-1), "|") {
			continue
		}
		b.changed = true
		for row := i - 1; row < b.lines() && strings.Contains(b.line(row), "|"); row++ {
			b.around[row] = max(b.around[row], Tabled)
			i = row
		}
	}
}

// isRule reports whether line is what divides a table's head from its rows:
// "| --- | :-: |".
func isRule(line string) bool {
	return strings.Contains(line, "--") && strings.Contains(line, "|") && strings.Trim(line, "|-: \t\r") == ""
}

// omissions blanks lines that only say that something was left out. At the
// margin "..." may be YAML's end of a document.
func (b *blanker) omissions() {
	for i := range b.lines() {
		line := b.line(i)
		word := strings.Trim(line, " \t")
		switch word {
		case "...", "....", ".....":
			if line[0] == '.' {
				continue
			}
		case "…", "[...]", "[…]", "(...)", "(…)", "<...>", "<…>", "<snip>", "[snip]", "# ...", "# …", "// ...", "// …":
		default:
			continue
		}
		b.cut = append(b.cut, b.starts[i])
		if word[0] != '#' && word[0] != '/' {
			at := b.starts[i] + b.width[i]
			b.blank(at, at+len(line))
		}
		b.changed = true
	}
}
