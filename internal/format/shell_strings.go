package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// shellFlags are the flags for which the strings of other notations are
// searched.
var shellFlags = []string{durationFlag, maximumFlag}

// maxStringLine is how many bytes of a line before a flag tell what string it
// stands in, and maxStringEnd how many after it may belong to the string.
const (
	maxStringLine = 4 << 10
	maxStringEnd  = 8 << 10

	maxStringFlags = 20_000 // flags of one document that are looked at
)

// findStrings notes the scripts that strings of programs and of configuration
// hold: only where the place says that they are run.
func (f *shellFinder) findStrings(doc *source.Document) {
	text := doc.Text
	for _, flag := range shellFlags {
		from := 0
		for n := 0; ; n++ {
			at := indexFrom(text, flag, from)
			if at == len(text) {
				break
			}
			if n == maxStringFlags {
				f.tooManyScripts(doc, at)
				break
			}
			from = at + len(flag)
			if list, ok := stringList(text, at, len(flag)); ok {
				f.addList(doc, list)
				from = max(from, list.End)
			} else if s, ok := stringAround(text, at); ok {
				f.addScript(doc, s)
				from = max(from, s.End)
			}
		}
	}
}

// stringAround is the string that holds the flag at offset at, if it is one
// that a program runs.
func stringAround(text string, at int) (shellScript, bool) {
	start := max(0, at-maxStringLine)
	if n := strings.LastIndexByte(text[start:at], '\n'); n >= 0 {
		start += n + 1
	} else if start > 0 {
		return shellScript{}, false
	}
	if isCommentLine(text[start:at]) {
		return shellScript{}, false
	}
	open, quote := -1, byte(0)
	for i := start; i < at; i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case open >= 0 && c == quote:
			open = -1
		case open < 0 && (c == '"' || c == '\'' || c == '`'):
			open, quote = i, c
		case open < 0 && (c == '#' && i > start && text[i-1] == ' ' || c == '/' && strings.HasPrefix(text[i:], "// ")):
			return shellScript{}, false
		}
	}
	if open < 0 {
		return templateAround(text, at)
	}
	return programString(text, start, open, quote)
}

// templateAround is the string in backquotes that began on an earlier line.
func templateAround(text string, at int) (shellScript, bool) {
	from := max(0, at-maxStringLine)
	open := from + strings.LastIndexByte(text[from:at], '`')
	if open < from || !strings.Contains(text[open:at], "\n") {
		return shellScript{}, false
	}
	start := strings.LastIndexByte(text[:open], '\n') + 1
	return programString(text, start, open, '`')
}

// programString is the string that opens at offset open of the line that begins
// at start.
func programString(text string, start, open int, quote byte) (shellScript, bool) {
	head := text[max(start, open-maxLineHead):open]
	if isExpected(head) || !isRun(head) && !inScripts(text, open) && !isRunElement(text, open) {
		return shellScript{}, false
	}
	s := shellScript{source.Span{Start: open + 1, End: -1}, shellCode, shellRemote}
	if quote == '`' {
		s.style = shellTemplate
	}
	for i := open + 1; i < min(len(text), open+maxStringEnd); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == quote:
			s.End = i
			return s, true
		case c == '\n' && quote != '`':
			return shellScript{}, false
		}
	}
	return shellScript{}, false
}

// inScripts reports whether the string that opens at offset open is a member
// of package.json's "scripts".
func inScripts(text string, open int) bool {
	const key = `"scripts"`
	low := max(0, open-maxStringEnd)
	n := strings.LastIndex(text[low:open], key)
	if n < 0 || !strings.HasSuffix(strings.TrimRight(text[low:open], " \t"), ":") {
		return false
	}
	between := strings.TrimLeft(text[low+n+len(key):open], " \t\r\n:")
	if !strings.HasPrefix(between, "{") {
		return false
	}
	quoted := false
	for i := 1; i < len(between); i++ {
		switch c := between[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '{' || c == '}'):
			return false
		}
	}
	return !quoted
}

// linedKeys are names of settings whose value is a list of command lines, in
// lower case.
var linedKeys = []string{"commands", "script", "runcommand", "before_script", "after_script"}

// isRunElement reports whether the string that opens at offset open is a
// command line in a list: what follows "sh", "-c", or one of a key's lines.
func isRunElement(text string, open int) bool {
	start := listStart(text, open)
	if start < 1 || text[start-1] != '[' {
		return false
	}
	before := text[max(0, start-1-maxLineHead) : start-1]
	head := strings.TrimRight(before[strings.LastIndexByte(before, '\n')+1:], " \t:=")
	elements := strings.Fields(strings.NewReplacer(`"`, " ", "'", " ", ",", " ").Replace(text[start:open]))
	if n := len(elements); n == 2 && slices.Contains(shellInterpreters, elements[0][strings.LastIndexByte(elements[0], '/')+1:]) {
		return strings.HasSuffix(elements[1], "c") && strings.HasPrefix(elements[1], "-") && isShellKey(head)
	}
	return slices.Contains(linedKeys, strings.ToLower(lastName(strings.TrimRight(head, `"'`))))
}

func isCommentLine(line string) bool {
	line = strings.TrimLeft(line, " \t")
	for _, mark := range []string{"#", "//", "*", "-- ", ";", "REM ", "rem ", "::"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// shellFunctions are functions of many languages that run a command line, in
// lower case.
var shellFunctions = []string{
	"exec", "execsync", "execasync", "execa", "execacommand", "execacommandsync", "spawn", "spawnsync", "system", "popen", "run", "runcommand", "runsync",
	"check_output", "check_call", "call", "getoutput", "getstatusoutput", "shell", "sh", "bash", "shell_exec", "passthru", "create_subprocess_shell",
}

// shellKeys are names of settings whose value is a command line, in lower
// case, besides those that end with "command" or "cmd".
var shellKeys = []string{"commands", "script", "run", "exec", "entrypoint", "credential_process"}

// isRun reports whether what stands before a string on its line says that the
// string is run: sh(, system(x, , command = , "script": .
func isRun(head string) bool {
	head = strings.TrimRight(strings.TrimRight(head, "frbuFRBU"), " \t")
	if rest, is := strings.CutSuffix(head, "="); is {
		return isShellKey(strings.TrimRight(rest, " \t:+"))
	}
	if rest, is := strings.CutSuffix(head, ":"); is {
		return isShellKey(strings.TrimRight(rest, " \t"))
	}
	open := strings.LastIndexByte(head, '(')
	if name := strings.TrimLeft(head, " \t-"); open < 0 && slices.Contains(shellStatements, strings.ToLower(name)) {
		return true
	}
	if open < 0 || strings.Contains(head[open:], ")") || !strings.HasSuffix(head, "(") && !strings.HasSuffix(head, ",") {
		return false
	}
	name := lastName(head[:open])
	object, dotted := strings.CutSuffix(head[:open-len(name)], ".")
	if dotted && slices.Contains(testObjects, lastName(object)) {
		return false
	}
	return slices.Contains(shellFunctions, strings.ToLower(name))
}

// shellStatements run a string without brackets around it, in lower case:
// Jenkins' steps, and those of Windows' shells.
var shellStatements = []string{
	"sh", "bat", "powershell", "pwsh", "iex", "invoke-expression", "cmd /c", "cmd.exe /c", "powershell -command", "pwsh -command", "pwsh -c",
}

// testObjects are what tests call run of, with a title.
var testObjects = []string{"t", "b", "s", "it", "test", "suite"}

// isExpected reports whether what stands before a string or a list says that
// a test expects it, so that it follows other code.
func isExpected(head string) bool {
	return hasAny(strings.ToLower(head), "assert", "expect", "should", "calledwith", "equal(", "equals(", "want :=", "want =", "want:")
}

// isShellKey reports whether the name that s ends with, quoted or not, is one
// of shellKeys, or says that it is a command.
func isShellKey(s string) bool {
	name := strings.ToLower(lastName(strings.TrimRight(s, `"'`)))
	return slices.Contains(shellKeys, name) || strings.HasSuffix(name, "cmd") || strings.HasSuffix(name, "command")
}

// lastName is the name that s ends with.
func lastName(s string) string {
	i := len(s)
	for i > 0 && asciiWord(s[i-1]) {
		i--
	}
	return s[i:]
}
