package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// The commands of login tools, which take a length as a flag.

// loginRunners are words that may stand before a login tool's own name.
var loginRunners = []string{"$", "#", ">", "eval", "sudo", "exec", "env", "command", "source", ".", "run:", "-", "RUN", "time"}

// maxLoginCommand is how many bytes before a flag are looked at for its tool.
const maxLoginCommand = 2 << 10

// loginCommand is the words of the command up to at: the tool's name first.
// Lines that end in a backslash go on in the next.
func loginCommand(text string, at int) []string {
	low := max(0, at-maxLoginCommand)
	start := at
	for start > low {
		feed := strings.LastIndexByte(text[low:start], '\n')
		if feed < 0 {
			start = low
			break
		}
		line := strings.TrimRight(text[low:low+feed], "\r")
		if !strings.HasSuffix(line, "\\") {
			start = low + feed + 1
			break
		}
		start = low + feed
	}
	if start == low && low > 0 {
		return nil
	}
	before := text[start:at]
	before = before[promptLen(before):]
	if n := strings.LastIndexAny(before, ";|&(`#"); n >= 0 {
		if before[n] == '#' {
			return nil // a comment
		}
		before = before[n+1:]
	}
	words := strings.Fields(strings.ReplaceAll(before, "\\\n", " "))
	for len(words) > 0 {
		name, _, assigns := strings.Cut(words[0], "=")
		if !slices.Contains(loginRunners, words[0]) && !(assigns && isName(name)) {
			break
		}
		words = words[1:]
	}
	if slices.Contains(words, "--") {
		return nil // what follows is another command's
	}
	return words
}

// takesFlag reports whether the flag at a place is row's, by its command.
func (row *loginPlace) takesFlag(text string, at int) bool {
	words := loginCommand(text, at)
	return len(words) > 0 && words[0][strings.LastIndexByte(words[0], '/')+1:] == row.command
}

// profileOf is the profile that the command up to at names, nil where the text
// does not hold it.
func (f *awsConfigFinder) profileOf(row *loginPlace, text string, at int) *awsProfile {
	words := loginCommand(text, at)[1:]
	if len(words) > 0 && slices.Contains([]string{"exec", "login", "export"}, words[0]) && row.command == "aws-vault" {
		words = words[1:]
	} else if row.command == "aws-vault" {
		return nil
	}
	near := text[:min(len(text), at+maxLoginCommand)]
	rest := strings.Fields(text[at:lineEnd(near, at)])
	if len(rest) > 0 { // without the flag and its value
		if strings.Contains(rest[0], "=") || len(rest) == 1 {
			rest = rest[1:]
		} else {
			rest = rest[2:]
		}
	}
	for _, w := range append(words, rest...) {
		if w == "--" {
			break
		}
		if !strings.HasPrefix(w, "-") {
			if list := f.profiles.byName[w]; len(list) == 1 {
				return list[0]
			}
			return nil
		}
	}
	return nil
}

// ofProfile settles what a command's length means by the profile that it
// names: false where the text does not tell that a role is assumed.
func (f *awsConfigFinder) ofProfile(s *setting.Setting, row *loginPlace, text string, at int) bool {
	p := f.profileOf(row, text, at)
	if p == nil || p.get("role_arn") == "" || p.signsIn() || p.get("web_identity_token_file") != "" {
		return false
	}
	s.Role = configRole(p.get("role_arn"))
	s.Chain, s.Path = f.profiles.chain(p)
	if row.command == "aws-vault" && len(s.Chain) == 0 {
		s.Path = nil // some releases call GetSessionToken first
	}
	return true
}

const googleAuth = "aws-google-auth"

// googleHours is what aws-google-auth asks for where nothing is said.
// https://github.com/cevoaustralia/aws-google-auth#usage
const googleHours setting.Seconds = 43200

// googleAuth finds the calls of aws-google-auth that leave the length out.
func (f *awsConfigFinder) googleAuth(doc *source.Document) {
	text := doc.Text
	at := indexFrom(text, googleAuth, 0)
	if at == len(text) || hasAny(text, "google_config.duration", "DURATION") {
		return
	}
	for n := 0; at < len(text) && n <= maxFinds; at, n = indexFrom(text, googleAuth, at+len(googleAuth)), n+1 {
		end := at + len(googleAuth)
		if end >= len(text) || text[end] != ' ' && text[end] != '\t' || len(loginCommand(text, at)) > 0 || at > 0 && strings.IndexByte(" \t\n(`;&|", text[at-1]) < 0 {
			continue
		}
		before := text[max(0, at-maxLoginCommand):at]
		if strings.ContainsAny(before[strings.LastIndexByte(before, '\n')+1:], "#\"'") {
			continue
		}
		near := text[:min(len(text), at+maxLoginCommand)]
		stop := lineEnd(near, at)
		for stop < len(near) && strings.HasSuffix(strings.TrimRight(near[at:stop], "\r"), "\\") {
			stop = lineEnd(near, stop+1)
		}
		if stop == len(near) && len(near) < len(text) {
			continue
		}
		command := text[at:stop]
		if n := strings.IndexAny(command, ";|&)`"); n >= 0 {
			command = command[:n]
		}
		words := strings.Fields(command)[1:]
		said := len(words) == 0 || !strings.HasPrefix(words[0], "-")
		for _, w := range words {
			said = said || strings.HasPrefix(w, "-d") || strings.HasPrefix(w, "--dur") || strings.HasPrefix(w, "--auto") || w == "--version" || w == "-V" || w == "-h" || w == "--help"
		}
		if said {
			continue
		}
		s := setting.Setting{
			Kind: setting.Request, Limit: setting.AssumeRoleWithSAML, At: googleAuth + " without --duration", Unit: setting.InSeconds,
			State: setting.Absent, Value: googleHours, Implied: "tool-default-12h", Place: doc.At(source.Span{Start: at, End: end}),
			Context: source.Span{Start: at, End: at + len(command)}, Gap: &setting.Gap{At: end, Before: " --duration "},
		}
		for i, w := range words {
			if (w == "-r" || w == "--role-arn") && i+1 < len(words) {
				s.Role = configRole(words[i+1])
			}
		}
		f.found.Settings = append(f.found.Settings, s)
	}
}
