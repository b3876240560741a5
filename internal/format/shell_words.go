package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// inWord notes that the byte at i belongs to a word, and begins the word and
// the command if need be.
func (l *shellLexer) inWord(i int) {
	f := l.top()
	if f.kind != 'c' && f.kind != '(' && f.kind != '`' {
		return
	}
	if f.command < 0 {
		f.command = len(l.out.commands)
		l.out.commands = append(l.out.commands, shellSimple{
			Span: source.Span{Start: i, End: i}, parent: l.parent(), guarded: f.guarded || f.branch,
		})
	}
	if f.word < 0 {
		f.word = i
	}
}

// parent is the command in whose words the current frame stands.
func (l *shellLexer) parent() int {
	for k := len(l.stack) - 2; k >= 0; k-- {
		if c := l.stack[k].command; c >= 0 {
			return c
		}
	}
	return -1
}

// beforeCommand are the words after which a command may begin.
var beforeCommand = map[string]bool{
	"if": true, "then": true, "else": true, "elif": true, "do": true, "while": true, "until": true, "!": true,
	"{": true, "}": true, "fi": true, "done": true, "esac": true, "time": true,
}

var declarations = map[string]bool{"export": true, "local": true, "readonly": true, "declare": true, "typeset": true, "ENV": true, "ARG": true}

// readers are the commands whose operands are variables that they set, or
// empty.
var readers = map[string]bool{"read": true, "for": true, "mapfile": true, "readarray": true, "getopts": true, "select": true, "unset": true}

// endWord ends the word before i, if there is one, and notes what it says
// about its command.
func (l *shellLexer) endWord(i int) {
	f := l.top()
	if f.word < 0 || f.command < 0 {
		return
	}
	word := source.Span{Start: f.word, End: i}
	raw := l.text[word.Start:word.End]
	c := &l.out.commands[f.command]
	c.End = i
	if c.first.Len() == 0 {
		if len(raw) <= maxWordRead && beforeCommand[raw] {
			switch raw {
			case "then", "else", "elif":
				f.branch = true
			case "fi", "esac":
				f.branch = false
			}
			l.dropCommand()
			return
		}
		c.first = word
	}
	if strings.HasSuffix(raw, "()") || raw == "{" && l.isFirst(f.command, "function") {
		l.dropCommand() // the head of a function
		return
	}
	f.word = -1
	c.aws = c.aws || isAWSCLI(raw)
	if c.words > 0 {
		if readers[l.text[c.first.Start:c.first.End]] && isName(raw) {
			l.out.assigns = append(l.out.assigns, shellAssign{command: f.command, name: word, blank: true})
		}
		c.words++
		return
	}
	name := 0
	for name < len(raw) && asciiWord(raw[name]) {
		name++
	}
	value := strings.TrimPrefix(raw[name:], "+")
	switch {
	case strings.HasPrefix(value, "=") && isName(raw[:name]):
		l.out.assigns = append(l.out.assigns, shellAssign{
			command: f.command, blank: strings.HasPrefix(raw[name:], "+"),
			name:  source.Span{Start: word.Start, End: word.Start + name},
			value: source.Span{Start: i - len(value) + 1, End: i},
		})
	case len(raw) <= maxWordRead && declarations[raw]:
		c.declares = true
	case c.declares: // an option, or a bare name
	default:
		c.words++
	}
}

// endCommand ends the command before i. The next one is guarded if a test
// decides whether it runs.
func (l *shellLexer) endCommand(i int, guardNext bool) {
	l.endWord(i)
	f := l.top()
	f.command, f.word, f.guarded = -1, -1, guardNext
}

// dropCommand forgets the command being read: it was a word before one.
func (l *shellLexer) dropCommand() {
	f := l.top()
	if f.command == len(l.out.commands)-1 {
		l.out.commands = l.out.commands[:f.command]
	}
	f.command, f.word = -1, -1
}

// maxWordRead is the longest word that can be one of those known by name: a
// word may hold whole scripts in a substitution.
const maxWordRead = 200

// isAWSCLI reports whether a word runs the AWS CLI: aws, /usr/local/bin/aws,
// aws.exe, or one of its container images.
func isAWSCLI(word string) bool {
	if len(word) > maxWordRead || strings.HasPrefix(word, "//") { // a comment of other languages
		return false
	}
	base := word[strings.LastIndexByte(word, '/')+1:]
	base, _, _ = strings.Cut(base, ":")
	switch base {
	case "aws", "aws-cli", "aws.exe", "@aws":
		return true
	}
	return false
}

// isName reports whether s can be a variable's name.
func isName(s string) bool {
	if s == "" || asciiDigit(s[0]) {
		return false
	}
	for i := range len(s) {
		if !asciiWord(s[i]) {
			return false
		}
	}
	return true
}
