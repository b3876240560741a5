package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// promptsWithHash reports whether "#" before a line may be root's prompt.
func (f Format) promptsWithHash() bool {
	return f.ID == shell.ID || f.ID == powerShell.ID || f.ID == errorText.ID
}

// dropComments leaves out what stands on lines that are comments of another
// language than the notation takes the text for: Go in the comments of a
// script, JSON in those of Terraform.
func (f *Found) dropComments() {
	f.Settings = slices.DeleteFunc(f.Settings, func(s setting.Setting) bool {
		at, _ := s.Target()
		return commented(at)
	})
	f.Clauses = slices.DeleteFunc(f.Clauses, func(c setting.Clause) bool { return commented(c.Place) })
}

// commented reports whether the line that p begins in is a comment in most
// languages.
func commented(p source.Place) bool {
	text := p.Doc.Text[:p.Start]
	line := strings.TrimLeft(text[strings.LastIndexByte(text, '\n')+1:], " \t")
	return strings.HasPrefix(line, "//") || strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "#define")
}
