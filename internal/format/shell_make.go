package format

import (
	"bytes"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A recipe of make is shell text after make has filled in its variables. It is
// read in a document of equal length in which $(NAME) is ${NAME}, $$ is $, and
// make's definitions are the shell's, with every value at its place.
// https://www.gnu.org/software/make/manual/html_node/Flavors.html

// unmade is docs with Makefiles as the shell reads them. hosts leads back to
// those of docs that changed.
func unmade(docs []*source.Document, hosts map[*source.Document]*source.Document) ([]*source.Document, map[*source.Document]*source.Document) {
	for i, doc := range docs {
		if !isMakefile(doc) {
			continue
		}
		text := []byte(doc.Text)
		for n := 1; n <= doc.Lines(); n++ {
			s := doc.LineSpan(n)
			unmakeLine(text[s.Start : s.Start+len(doc.LineText(n))])
		}
		view, err := source.New(doc.Name, string(text))
		if err != nil || len(view.Text) != len(doc.Text) {
			continue
		}
		if hosts == nil {
			hosts = map[*source.Document]*source.Document{}
		}
		host := doc
		if h, is := hosts[doc]; is {
			host = h
		}
		docs[i], hosts[view] = view, host
	}
	return docs, hosts
}

// isMakefile reports whether doc is a Makefile that calls the CLI: by its
// name, or since a line with a tab and the call follows a target.
func isMakefile(doc *source.Document) bool {
	if !strings.Contains(doc.Text, "\t") || !hasShellCall(doc.Text) {
		return false
	}
	name := strings.ToLower(doc.Name[strings.LastIndexByte(doc.Name, '/')+1:])
	if name == "makefile" || name == "gnumakefile" || strings.HasSuffix(name, ".mk") || strings.HasSuffix(name, ".mak") {
		return true
	}
	if doc.Name != "" && !hclUntold(doc.Name) {
		return false
	}
	target := false
	for line := range strings.Lines(doc.Text) {
		line = strings.TrimLeft(line, " ") // where marks stood
		switch {
		case strings.TrimSpace(line) == "":
		case line[0] != '\t':
			head, rest, is := strings.Cut(line, ":")
			target = is && head != "" && head[0] != '#' && !strings.ContainsAny(head, "=\"'(){}<>,;") && !strings.HasPrefix(rest, "=")
		case target && (strings.Contains(line, "aws ") || strings.Contains(line, "$(AWS)")):
			return true
		}
	}
	return false
}

// unmakeLine rewrites one line.
func unmakeLine(line []byte) {
	line = bytes.TrimLeft(line, " ")
	if len(line) > 0 && line[0] == '\t' {
		at := 1
		for at < len(line) && strings.IndexByte(" @-+", line[at]) >= 0 {
			line[at] = ' '
			at++
		}
		unmakeVariables(line[at:])
		return
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(line[:min(len(line), maxPrompt)])), " ")
	switch {
	case slices.Contains([]string{"ifeq", "ifneq", "ifdef", "ifndef"}, strings.TrimRight(first, "(")):
		rewrite(line, "if :")
	case first == "endif":
		rewrite(line, "fi")
	default:
		if !unmakeDefinition(line) {
			unmakeVariables(line) // the next lines of a recipe's command
		}
	}
}

// rewrite blanks line and writes word at its beginning.
func rewrite(line []byte, word string) {
	for i := range line {
		line[i] = ' '
	}
	copy(line, word)
}

// unmakeDefinition writes NAME ?= value as NAME=value, the value at its place.
// What holds for one target only becomes an assignment that may not be made.
func unmakeDefinition(line []byte) bool {
	eq := strings.IndexByte(string(line), '=')
	if eq < 0 || line[0] == '#' {
		return false
	}
	head := strings.TrimRight(string(line[:eq]), " \t:?!")
	operator := strings.TrimSpace(string(line[len(head):eq]))
	name := lastName(head)
	before := strings.TrimSpace(head[:len(head)-len(name)])
	lead := ""
	switch {
	case !isName(name) || operator == "!":
		return false
	case strings.HasSuffix(before, ":"):
		lead = ":||"
	case before != "" && before != "export" && before != "override":
		return false
	}
	value := eq + 1
	for value < len(line) && (line[value] == ' ' || line[value] == '\t') {
		value++
	}
	word := string(line[value:])
	if n := strings.Index(word, "#"); n >= 0 {
		word = word[:n]
	}
	text := lead + name + "="
	if strings.ContainsAny(strings.TrimSpace(word), " \t") || len(text) > value {
		rewrite(line, "read "+name) // several words, or a function's result
		return true
	}
	rewrite(line[:value], "")
	copy(line[value-len(text):], text)
	unmakeVariables(line[value:])
	return true
}

// unmakeVariables writes make's references as the shell's.
func unmakeVariables(s []byte) {
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '$' {
			continue
		}
		switch s[i+1] {
		case '$':
			s[i] = ' '
			if i > 0 && s[i-1] == '"' && (i == 1 || s[i-2] == ' ') {
				s[i-1], s[i] = ' ', '"'
			}
			i++
		case '(':
			end := i + 2
			for end < len(s) && asciiWord(s[end]) {
				end++
			}
			if end > i+2 && end < len(s) && s[end] == ')' {
				s[i+1], s[end] = '{', '}'
				i = end
			}
		}
	}
}
