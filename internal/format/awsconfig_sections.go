package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// An iniSection is a header and the keys below it, or keys that follow each
// other without a header.
type iniSection struct {
	doc  *source.Document
	kind string // "profile", "sso-session"; "" where the header has one word only, or there is none
	name string // "" where there is no header
	source.Span
	keys []iniKey
	aws  bool // it is one of AWS's config files
}

// An iniKey is one line of a section.
type iniKey struct {
	name  string
	at    source.Span // of the name
	value source.Span // without blanks and a comment around it; it may be empty
}

// get is the value of a key, "" where there is none.
func (s *iniSection) get(name string) string {
	if k := s.key(name); k != nil {
		return s.doc.Text[k.value.Start:k.value.End]
	}
	return ""
}

func (s *iniSection) key(name string) *iniKey {
	i := slices.IndexFunc(s.keys, func(k iniKey) bool { return k.name == name })
	if i < 0 {
		return nil
	}
	return &s.keys[i]
}

// has reports whether a key begins with prefix.
func (s *iniSection) has(prefix string) bool {
	return slices.ContainsFunc(s.keys, func(k iniKey) bool { return strings.HasPrefix(k.name, prefix) })
}

// maxSectionKeys bounds a section: more keys than any product has are no
// section of a config file.
const maxSectionKeys = 200

// readINI finds the sections of doc, wherever they stand: in a file of their
// own, in a heredoc, in a Markdown fence, in prose. A line that is neither a
// key nor a comment nor blank ends one.
//
// Lines are read as Python's configparser does: what is indented deeper than
// the key before it belongs to that key.
func readINI(doc *source.Document) (sections []*iniSection) {
	text := doc.Text
	var open *iniSection
	indent := -1 // of the open section's last key
	for at := 0; at < len(text); {
		end := lineEnd(text, at)
		line := text[at:end]
		body := strings.TrimSpace(line)
		start := at + strings.Index(line, body)
		in := start - at
		at = end + 1
		switch {
		case body == "" || body[0] == '#' || body[0] == ';':
			continue
		case body[0] == '[':
			kind, name, ok := iniHeader(body)
			open, indent = nil, -1
			if ok {
				open = &iniSection{doc: doc, kind: kind, name: name, Span: source.Span{Start: start, End: start + len(body)}}
				sections = append(sections, open)
			}
			continue
		}
		if open != nil && indent >= 0 && in > indent {
			continue // it belongs to the key before it
		}
		key, ok := iniLine(start, body)
		if !ok || open != nil && len(open.keys) == maxSectionKeys {
			open = nil
			continue
		}
		if open == nil {
			open = &iniSection{doc: doc, Span: source.Span{Start: start}}
			sections = append(sections, open)
		}
		indent = in
		open.keys = append(open.keys, key)
		open.End = start + len(body)
	}
	for _, s := range sections {
		s.aws = s.isAWS()
	}
	return sections
}

// iniHeader reads "[profile ci]" and "[default]".
func iniHeader(body string) (kind, name string, ok bool) {
	end := strings.IndexByte(body, ']')
	if end < 0 {
		return "", "", false
	}
	if rest := strings.TrimSpace(body[end+1:]); rest != "" && rest[0] != '#' && rest[0] != ';' {
		return "", "", false
	}
	name = strings.TrimSpace(body[1:end])
	if first, rest, two := strings.Cut(name, " "); two {
		kind, name = first, strings.TrimSpace(rest)
	}
	if len(name) >= 2 && (name[0] == '"' || name[0] == '\'') && name[len(name)-1] == name[0] {
		name = name[1 : len(name)-1]
	}
	return kind, name, name != ""
}

// iniLine reads "key = value", which begins at start.
func iniLine(start int, body string) (iniKey, bool) {
	name, rest, ok := strings.Cut(body, "=")
	trimmed := strings.TrimSpace(name)
	if !ok || trimmed == "" || strings.IndexFunc(trimmed, notININame) >= 0 || strings.HasPrefix(rest, "=") {
		return iniKey{}, false
	}
	value := strings.TrimSpace(rest)
	at := start + len(name) + 1 + strings.Index(rest, value)
	return iniKey{
		name:  trimmed,
		at:    source.Span{Start: start, End: start + len(trimmed)},
		value: source.Span{Start: at, End: at + len(withoutComment(value))},
	}, true
}

func notININame(r rune) bool {
	return r >= 0x80 || !asciiWord(byte(r)) && r != '.' && r != '-'
}

// withoutComment is value without the comment at its end: # or ; after a
// blank. The SDKs end a value there; Python's configparser, and with it the
// AWS CLI, does not.
func withoutComment(value string) string {
	for i := 1; i < len(value); i++ {
		if (value[i] == '#' || value[i] == ';') && (value[i-1] == ' ' || value[i-1] == '\t') {
			return strings.TrimSpace(value[:i])
		}
	}
	if value != "" && (value[0] == '#' || value[0] == ';') {
		return ""
	}
	return value
}
