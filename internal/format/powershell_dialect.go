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

// inOther is the shell of a fence that names one which is not of Windows.
const inOther winDialect = 255

// winSigns tell in which shell's language a command is written. Plain words
// mean the same in all of them: those are no sign.
type winSigns struct {
	doc       *source.Document
	file      winDialect // that the file's name tells
	stretches []winStretch
	last      int             // of stretches, that was looked up
	sets      map[string]bool // variables that lines set, as winName has them; nil until needed
}

// A winStretch is a part of a text between Markdown fences.
type winStretch struct {
	source.Span
	dialect winDialect // 0 if neither a word at the fence nor the text tells it
}

// winFiles is the dialect of files by the end of their names, and of fences by
// their word.
var winFiles = map[string]winDialect{
	"ps1": inPowerShell, "psm1": inPowerShell, "powershell": inPowerShell, "pwsh": inPowerShell, "ps": inPowerShell,
	"bat": inBatch, "cmd": inBatch, "batch": inBatch, "batchfile": inBatch, "dos": inBatch,
	"bash": inOther, "sh": inOther, "zsh": inOther, "makefile": inOther, "dockerfile": inOther,
}

// extension is the end of a file's name behind its last dot, in small letters.
func extension(name string) string { return strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")) }

// newWinSigns gathers what tells the dialect of each part of doc: its name, its
// fences, its words.
func newWinSigns(doc *source.Document) *winSigns {
	s := &winSigns{doc: doc}
	if s.file = winFiles[extension(doc.Name)]; s.file == 0 && languageOfName(doc.Name) != nil {
		s.file = inOther
	}
	eachFence(doc.Text, func(start, end int, info string) {
		info, _, _ = strings.Cut(strings.ToLower(info), " ")
		d := winFiles[info]
		if d == 0 {
			d = wholeDialect(doc.Text[start:min(end, start+maxCounted)])
		}
		s.stretches = append(s.stretches, winStretch{source.Span{Start: start, End: end}, d})
	})
	return s
}

// told is the dialect that the file's name or the stretch around at tells.
// Offsets are best asked for in order.
func (s *winSigns) told(at int) winDialect {
	if s.file != 0 || len(s.stretches) == 0 {
		return s.file
	}
	if at < s.stretches[s.last].Start {
		s.last = 0
	}
	for s.last+1 < len(s.stretches) && s.stretches[s.last+1].Start <= at {
		s.last++
	}
	return s.stretches[s.last].dialect
}

// whole reports whether all of the text is in one of Windows' shells.
func (s *winSigns) whole() bool {
	return len(s.stretches) == 1 && (s.told(0) == inPowerShell || s.told(0) == inBatch)
}

// wholeDialect is the dialect of a text that is a script of one of Windows'
// shells as a whole, by words that no other notation has; else 0.
func wholeDialect(text string) winDialect {
	if strings.HasPrefix(text, "#!") {
		return 0
	}
	for _, sign := range winLines {
		at := strings.Index(text, sign.begins)
		if at < 0 {
			continue
		}
		if before := strings.TrimRight(text[:at], " \t"); before == "" || strings.HasSuffix(before, "\n") {
			return sign.dialect
		}
	}
	return 0
}

// winLines are how lines begin in one shell only.
var winLines = []struct {
	begins  string
	dialect winDialect
}{
	{"@echo off", inBatch}, {"@ECHO OFF", inBatch}, {"@rem ", inBatch}, {"@REM ", inBatch}, {"setlocal", inBatch}, {"SETLOCAL", inBatch},
	{"[CmdletBinding(", inPowerShell}, {"#>", inPowerShell}, {"Import-Module ", inPowerShell},
	{"Write-Host ", inPowerShell}, {"Write-Output ", inPowerShell},
}

// any reports whether doc may hold a command of the dialect.
func (s *winSigns) any(d winDialect) bool {
	text := s.doc.Text
	if s.file != 0 {
		return s.file == d
	}
	for _, stretch := range s.stretches {
		if stretch.dialect == d {
			return true
		}
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
	if strings.Contains(text, "<?php") {
		return
	}
	for at := 0; at < len(text); at = lineEnd(text, at) + 1 {
		line := text[at:min(lineEnd(text, at), at+2*maxPrompt)]
		line = strings.TrimLeft(line[promptLen(line[:min(len(line), maxPrompt)]):], "-@( \t")
		if name := powerShellTarget(line); name != "" {
			s.sets[name] = true
		} else if name, _ := batchTarget(line); name != "" {
			s.sets[name] = true
		}
	}
}

// maxWinLines is how many lines may be joined.
const maxWinLines = maxShellLines

// at is the dialect of the command that holds offset at, and where its last
// line ends. The dialect is neither of Windows' own where nothing tells it.
func (s *winSigns) at(at int) (winDialect, int) {
	text := s.doc.Text
	start, end := strings.LastIndexByte(text[:at], '\n')+1, lineEnd(text, at)
	mark := byte(0)
	for n := 0; start > 0 && n < maxWinLines; n++ {
		prev := strings.LastIndexByte(text[:start-1], '\n') + 1
		m := continues(text[prev : start-1])
		if m == 0 || mark != 0 && m != mark {
			break
		}
		start, mark = prev, m
	}
	for n := 0; end < len(text) && n < maxWinLines; n++ {
		from := max(start, strings.LastIndexByte(text[:end], '\n')+1)
		m := continues(text[from:end])
		if m == 0 || mark != 0 && m != mark {
			break
		}
		end, mark = lineEnd(text, end+1), m
	}
	told := s.told(at)
	switch {
	case s.file != 0:
		return s.file, end
	case mark == '`':
		return inPowerShell, end
	case mark == '^':
		return inBatch, end
	case mark == '\\':
		return inOther, end
	case told != 0:
		return told, end
	}
	line := text[start:min(end, start+maxShellCommand)]
	if head := strings.ToLower(strings.TrimLeft(line[:min(len(line), maxPrompt)], " \t@")); strings.HasPrefix(head, "rem ") || strings.HasPrefix(head, "::") {
		return inBatch, end // a comment
	}
	if !strings.ContainsAny(line, "$%!@") {
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
		case '$', '@': // a list is passed as @name
			name := "$" + line[i+1:min(len(line), i+maxPrompt)]
			if n := winNameLen(name); n > 0 && s.sets[winName(name[:n])] {
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
		mark == '\\' && (before == ' ' || before == '\t'),
		mark == '^' && before != '^':
		return mark
	}
	return 0
}
