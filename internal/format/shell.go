package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

var shell = Format{
	ID: "shell", Title: "Shell", Island: "shell command",
	Extensions: []string{".sh", ".bash", ".zsh", ".ksh"},
	Locate:     locateShell,
}

// A shellFinder reads docs in three steps: the AWS commands, then the
// variables that they use, then what the values are.
type shellFinder struct {
	docs     []*source.Document
	hosts    map[*source.Document]*source.Document // of docs in which YAML's folds are undone
	order    map[*source.Document]int              // in docs
	calls    int                                   // of the AWS CLI that were read
	commands []*shellCommand                       // those that matter later
	full     bool                                  // there are more commands than are kept
	pending  []*shellCommand                       // those that take arguments from variables
	wanted   []shellWanted                         // for each of found.Settings, until output is read
	events   []shellEvent
	holders  map[shellHolder]bool // variables that hold a session's credentials
	vars     shellVariables
	noEnd    shellNoEnd
	origins  map[*source.Document]shellOrigin
	scripts  map[*source.Document][]shellScript
	known    *awsProfiles // of AWS's config files in the text; see profiles
	found    Found
}

// A shellWanted says where the value and the role of a setting stand.
type shellWanted struct {
	command *shellCommand // nil for a broken one, which is read already
	value   shellWord
	role    shellWord
	// doc and roleDoc hold value and role where the command's own does not.
	doc, roleDoc *source.Document
	roleARN      bool // role is an ARN, else a name
}

func locateShell(docs []*source.Document) Found {
	docs, hosts := unmade(ciFolded(docs))
	f := &shellFinder{
		docs: slices.Clone(docs), hosts: hosts, order: map[*source.Document]int{}, holders: map[shellHolder]bool{},
		origins: map[*source.Document]shellOrigin{}, scripts: map[*source.Document][]shellScript{},
	}
	for i, doc := range docs {
		f.order[doc] = i
	}
	if anyShellCall(docs) {
		f.readCalls()
	}
	f.atHome()
	for _, doc := range docs {
		f.findPolicies(doc)
		f.findOutput(doc)
		if n := countShellLines(doc.Text); n > 0 && !newWinSigns(doc).whole() {
			f.found.Islands = append(f.found.Islands, Count{Doc: doc, N: n})
		}
	}
	f.found.sort(docs)
	f.found.unfold(hosts)
	return f.found
}

// readCalls reads the calls of all documents, and what their variables hold.
func (f *shellFinder) readCalls() {
	for _, doc := range f.docs {
		f.findStrings(doc)
		f.readCommands(doc)
	}
	f.readScripts()
	f.expandCommands()
	f.nameProfiles()
	f.vars = readShellVariables(f.docs, f.hosts, f.names(), f.origins)
	for i := range f.wanted {
		if f.wanted[i].command != nil {
			f.settle(&f.found.Settings[i], &f.wanted[i])
		}
	}
	f.chain()
	f.shutShared()
	f.dropForeign()
}

// shellCalls are the words one of which a call has if it can hold a session
// length; shellKeywords those of all lines that can matter.
var (
	shellCalls = []string{
		"assume-ro", "get-session-token", "get-federation-token", "get-web-identity-token",
		"--duration-s", "--session-duration", "--max-session", "create-role", "update-role",
	}
	shellKeywords = append([]string{
		"get-role", "configure set", "AWS_SESSION_TOKEN", "aws_session_token", "eval ", "169.254.169.254", "169.254.170.2",
	}, shellCalls...)
)

// readCommands reads the islands of doc that hold a keyword.
func (f *shellFinder) readCommands(doc *source.Document) {
	reader := newShellReader(doc)
	signs := newWinSigns(doc)
	next := make([]int, len(shellKeywords))
	for from := 0; ; {
		at := len(doc.Text)
		for i, word := range shellKeywords {
			if next[i] < from || from == 0 {
				next[i] = indexFrom(doc.Text, word, from)
			}
			at = min(at, next[i])
		}
		if at == len(doc.Text) || f.full {
			return
		}
		if d, end := signs.at(at); d == inPowerShell || d == inBatch {
			from = max(end, at+1) // a command of Windows' own shells
			reader.low = from
			continue
		}
		island := reader.island(at)
		f.readIsland(doc, island)
		from = reader.low
	}
}

// shellStarts are the beginnings of lines that hardly any other notation has.
var shellStarts = []string{"aws ", "export ", "eval ", "unset ", "set -", "echo ", "sudo ", "fi", "done", "esac", "source ", "local ", "readonly ", "if [", "curl "}

// maxCounted is how many bytes of a text are looked at to guess its notation.
const maxCounted = 256 << 10

// countShellLines is how many lines of text look like commands, in its
// beginning.
func countShellLines(text string) int {
	text = text[:min(len(text), maxCounted)]
	count := 0
	for first := true; text != ""; first = false {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		line = line[:min(len(line), 2*maxPrompt)]
		prompt := promptLen(line[:min(len(line), maxPrompt)])
		if first && strings.HasPrefix(line, "#!") && strings.Contains(line, "sh") {
			count++
			continue
		}
		command := line[prompt:]
		if slices.ContainsFunc(shellStarts, func(s string) bool {
			after, ok := strings.CutPrefix(command, s)
			return ok && !isOtherCode(s, after)
		}) {
			count++
		}
	}
	return count
}

// isOtherCode reports whether a line that begins with start is no command: a
// module's source, a program's export, a word that only begins like fi.
func isOtherCode(start, after string) bool {
	if start == "export " {
		word, _, _ := strings.Cut(after, " ")
		return slices.Contains([]string{"const", "let", "var", "declare", "default", "class", "abstract", "function", "async", "interface", "type", "enum", "{", "*"}, word)
	}
	return strings.HasPrefix(strings.TrimLeft(after, " "), "= ") || asciiLetter(start[len(start)-1]) && after != "" && asciiWord(after[0])
}
