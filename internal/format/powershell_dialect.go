package format

import (
	"path"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A winDialect is a shell of Windows.
type winDialect uint8

const (
	_ winDialect = iota
	inPowerShell
	inBatch
)

// winSigns tell in which shell's language a command is written. Plain words
// mean the same in all of them: those are no sign.
type winSigns struct {
	doc  *source.Document
	file winDialect      // that the file's name tells
	sets map[string]bool // variables that lines set, as winName has them; nil until needed
}

// winFiles is the dialect of files by the end of their names.
var winFiles = map[string]winDialect{".ps1": inPowerShell, ".psm1": inPowerShell, ".bat": inBatch, ".cmd": inBatch}

func newWinSigns(doc *source.Document) *winSigns {
	s := &winSigns{doc: doc, file: winFiles[strings.ToLower(path.Ext(doc.Name))]}
	if s.file == 0 && languageOfName(doc.Name) == nil {
		s.file = wholeDialect(doc.Text[:min(len(doc.Text), maxCounted)])
	}
	return s
}

// wholeDialect is the dialect of a text that is a script of one of Windows'
// shells as a whole, by words that no other notation has; else 0.
func wholeDialect(text string) winDialect {
	if strings.Contains(text, "```") || strings.HasPrefix(text, "#!") {
		return 0
	}
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), maxPrompt)]))
	if strings.HasPrefix(head, "@echo off") || strings.HasPrefix(head, "@rem ") || strings.HasPrefix(head, "setlocal") {
		return inBatch
	}
	for _, sign := range []string{"[CmdletBinding(", "\n#>", "Import-Module ", "Write-Host ", "Write-Output "} {
		at := strings.Index(text, sign)
		if at < 0 {
			continue
		}
		if before := strings.TrimRight(text[:at], " \t"); before == "" || sign[0] == '\n' || strings.HasSuffix(before, "\n") {
			return inPowerShell
		}
	}
	return 0
}

// any reports whether doc may hold a command of the dialect.
func (s *winSigns) any(d winDialect) bool {
	text := s.doc.Text
	if s.file != 0 || languageOfName(s.doc.Name) != nil {
		return s.file == d
	}
	if d == inPowerShell && (strings.Contains(text, " `\n") || strings.Contains(text, " `\r\n")) ||
		d == inBatch && (strings.Contains(text, "^\n") || strings.Contains(text, "^\r\n") || strings.Contains(text, " /f ") || strings.Contains(text, " /F ")) {
		return true
	}
	s.readSets()
	mark := byte('$')
	if d == inBatch {
		mark = '%'
	}
	for name := range s.sets {
		if name[0] == mark {
			return true
		}
	}
	return false
}

// readSets notes the variables that the lines of the text set in a way that
// only one shell has.
func (s *winSigns) readSets() {
	if s.sets != nil {
		return
	}
	s.sets = map[string]bool{}
	text := s.doc.Text
	if strings.Contains(text, "<?php") || languageOfName(s.doc.Name) != nil {
		return
	}
	for at := 0; at < len(text); at = lineEnd(text, at) + 1 {
		line := text[at:min(lineEnd(text, at), at+2*maxPrompt)]
		line = strings.TrimLeft(line[promptLen(line[:min(len(line), maxPrompt)]):], "@( \t")
		if name := powerShellTarget(line); name != "" {
			s.sets[name] = true
		} else if name, _ := batchTarget(line); name != "" {
			s.sets[name] = true
		}
	}
}

// powerShellTarget is the variable that a line sets ("$name"), or "".
func powerShellTarget(line string) string {
	for strings.HasPrefix(line, "[") {
		n := strings.IndexByte(line, ']')
		if n < 0 {
			return ""
		}
		line = strings.TrimLeft(line[n+1:], " ")
	}
	n := winNameLen(line)
	if n == 0 || !strings.HasPrefix(strings.TrimLeft(line[n:], " \t"), "=") {
		return ""
	}
	return winName(line[:n])
}

// winNameLen is the length of the variable that text begins with: $name,
// $env:NAME or ${name}. It is 0 if there is none.
func winNameLen(text string) int {
	if !strings.HasPrefix(text, "$") {
		return 0
	}
	if strings.HasPrefix(text, "${") {
		return strings.IndexAny(text[:min(len(text), maxPrompt)], "}\n") + 1
	}
	n := 1
	for n < len(text) && (asciiWord(text[n]) || text[n] == ':' && n+1 < len(text) && asciiWord(text[n+1])) {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}

// winName is a variable as it is compared: small letters, no braces, and no
// word for the scope it lies in.
func winName(name string) string {
	name = strings.ToLower(name)
	if inner, is := strings.CutPrefix(name, "${"); is {
		name = "$" + strings.TrimSuffix(inner, "}")
	}
	for _, scope := range []string{"$script:", "$global:", "$local:", "$private:"} {
		if inner, is := strings.CutPrefix(name, scope); is {
			return "$" + inner
		}
	}
	return name
}

// maxWinLines is how many lines may be joined.
const maxWinLines = maxShellLines

// at is the dialect of the command that holds offset at, and where its last
// line ends. The dialect is 0 if it is not one of Windows' own.
func (s *winSigns) at(at int) (winDialect, int) {
	text := s.doc.Text
	start, end := strings.LastIndexByte(text[:at], '\n')+1, lineEnd(text, at)
	mark := byte(0)
	for n := 0; start > 0 && n < maxWinLines; n++ {
		prev := strings.LastIndexByte(text[:start-1], '\n') + 1
		m := continues(text[prev : start-1])
		if m == 0 {
			break
		}
		start, mark = prev, m
	}
	for n := 0; end < len(text) && n < maxWinLines; n++ {
		from := max(start, strings.LastIndexByte(text[:end], '\n')+1)
		m := continues(text[from:end])
		if m == 0 {
			break
		}
		end, mark = lineEnd(text, end+1), m
	}
	switch {
	case s.file != 0:
		return s.file, end
	case mark == '`':
		return inPowerShell, end
	case mark == '^':
		return inBatch, end
	}
	line := text[start:min(end, start+maxShellCommand)]
	if head := strings.ToLower(strings.TrimLeft(line[:min(len(line), maxPrompt)], " \t@")); strings.HasPrefix(head, "rem ") || strings.HasPrefix(head, "::") {
		return inBatch, end // a comment
	}
	if !strings.ContainsAny(line, "$%!") {
		return 0, end
	}
	s.readSets()
	line = line[promptLen(line[:min(len(line), maxPrompt)]):]
	if powerShellTarget(line) != "" && len(s.sets) > 0 {
		return inPowerShell, end
	}
	if strings.HasPrefix(strings.ToLower(line[:min(len(line), 10)]), "for /f ") {
		return inBatch, end
	}
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '$':
			if n := winNameLen(line[i:]); n > 0 && s.sets[winName(line[i:i+n])] {
				return inPowerShell, end
			}
		case '%', '!':
			if n := batchNameLen(line[i:]); n > 0 && s.sets["%"+strings.ToLower(line[i+1:i+n-1])] {
				return inBatch, end
			}
		}
	}
	return 0, end
}

// continues is the mark by which a line goes on in the next one, or 0. A
// backquote that closes another one is none.
func continues(line string) byte {
	line = strings.TrimSuffix(line, "\r")
	if len(line) < 2 {
		return 0
	}
	before, mark := line[len(line)-2], line[len(line)-1]
	switch {
	case mark == '`' && (before == ' ' || before == '\t') && strings.Count(line, "`") == 1,
		mark == '^' && before != '^':
		return mark
	}
	return 0
}
