package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Values of parameters in the words of commands: --parameter-overrides
// Name=3600, ParameterKey=Name,ParameterValue=3600, and the same in the
// settings of sam and of workflows.

// maxOverrides is how many bytes behind the word that begins them are looked
// at for values.
const maxOverrides = 4000

// inCommands finds the values that commands and settings in doc give to
// parameters that count.
func (l *cfnLocator) inCommands(doc *source.Document, names []string) {
	text := doc.Text
	const key, value = "ParameterKey=", ",ParameterValue="
	for at := indexFrom(text, key, 0); at < len(text); at = indexFrom(text, key, at) {
		at += len(key)
		end := at
		for end < len(text) && asciiWord(text[end]) {
			end++
		}
		if strings.HasPrefix(text[end:], value) {
			l.add(text[at:end], cfnOverride{Place: doc.At(cfnWord(text, end+len(value)))})
		}
	}
	for _, word := range []string{"parameter-overrides", "parameter_overrides"} {
		for at := indexFrom(text, word, 0); at < len(text); {
			at += len(word)
			next := indexFrom(text, word, at)
			l.inOverrides(doc, source.Span{Start: at, End: min(next, at+maxOverrides)}, names)
			at = next
		}
	}
}

// inOverrides finds values in what follows the word for parameter overrides.
func (l *cfnLocator) inOverrides(doc *source.Document, s source.Span, names []string) {
	s.End = s.Start + cfnOverridesEnd(doc.Text[s.Start:s.End])
	for _, name := range names {
		for at := s.Start; at < s.End; {
			n := strings.Index(doc.Text[at:s.End], name+"=")
			if n < 0 {
				break
			}
			at += n
			if !asciiWord(doc.Text[at-1]) {
				l.add(name, cfnOverride{Place: doc.At(cfnWord(doc.Text, at+len(name)+1))})
			}
			at += len(name) + 1
		}
	}
}

// cfnOverridesEnd is where the values end that text begins with: a command's
// with its line or the next flag, those of a key in YAML or TOML with its
// list or the next key.
func cfnOverridesEnd(text string) int {
	rest := strings.TrimLeft(text, " \t\"'")
	setting := rest != "" && (rest[0] == ':' || rest[0] == '=' && strings.HasPrefix(rest, "= "))
	end := len(text)
	for _, stop := range []string{" --", "]", "\n\n", "\r\n\r\n"} {
		if n := strings.Index(text[:end], stop); n >= 0 {
			end = n
		}
	}
	at := 0
	for line := range strings.Lines(text[:end]) {
		trimmed := strings.TrimRight(line, " \t\r\n")
		switch {
		case setting && at > 0 && (strings.Contains(trimmed, ": ") || strings.Contains(trimmed, " = ") || strings.HasSuffix(trimmed, ":")):
			return at // another key
		case !setting && !strings.HasSuffix(trimmed, `\`) && !strings.HasSuffix(trimmed, "`") && !strings.HasSuffix(trimmed, "^"):
			return at + len(line)
		}
		at += len(line)
	}
	return end
}

// cfnWord is the word at offset at without the quotes around it.
func cfnWord(text string, at int) source.Span {
	for at < len(text) && strings.IndexByte("\\\"'", text[at]) >= 0 {
		at++
	}
	end := at
	for end < len(text) && strings.IndexByte(" \t\r\n,;|&)]\\\"'", text[end]) < 0 {
		end++
	}
	return source.Span{Start: at, End: end}
}
