package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// settle reads the value and the role of a wanted setting.
func (f *shellFinder) settle(s *setting.Setting, w *shellWanted) {
	use := shellUse{doc: w.command.doc, at: w.command.Start, self: -1}
	if s.State != setting.Absent {
		read := f.vars.value(use, w.value, s.Unit)
		read.apply(s)
	}
	s.Role = f.vars.role(use, w.role, w.roleARN)
}

// role reads a role's ARN or name. Variables are followed to their text; one
// that cannot be is the role's reference.
func (v *shellVariables) role(use shellUse, w shellWord, isARN bool) setting.Role {
	if len(w.parts) == 0 {
		return setting.Role{}
	}
	pieces := v.expand(use, w, 0)
	var text strings.Builder
	for _, p := range pieces {
		text.WriteString(p.text)
		if p.name != "" {
			text.WriteString("${" + p.name + "}")
		}
	}
	var role setting.Role
	if isARN {
		role = setting.RoleFromARN(text.String())
	} else if len(pieces) == 1 && pieces[0].name == "" && pieces[0].text != "" {
		role.Name = pieces[0].text
	}
	if last := pieces[len(pieces)-1]; last.name != "" && role.Name == "" {
		before := ""
		if len(pieces) > 1 {
			before = pieces[len(pieces)-2].text
		}
		if len(pieces) == 1 || isARN && strings.HasSuffix(before, "/") {
			role.Ref = "$" + last.name
		}
	}
	if len(pieces) == 1 && pieces[0].name != "" {
		role.ARN = ""
	}
	return role
}

// A shellPiece is plain text, or a variable that the text does not settle.
type shellPiece struct{ text, name string }

// maxPieces bounds how far variables that hold variables unfold.
const maxPieces = 16

// expand follows the variables of w. Plain stretches come out joined.
func (v *shellVariables) expand(use shellUse, w shellWord, hops int) (pieces []shellPiece) {
	add := func(p shellPiece) {
		if n := len(pieces); n > 0 && p.name == "" && pieces[n-1].name == "" {
			pieces[n-1].text += p.text
			return
		}
		pieces = append(pieces, p)
	}
	for _, part := range w.parts {
		if part.kind == partText && len(part.text) <= 2048 { // an ARN's longest
			add(shellPiece{text: part.text})
			continue
		}
		if part.kind != partVariable {
			add(shellPiece{name: "…"})
			continue
		}
		inner, ok := v.only(use, part)
		if !ok || hops >= maxShellHops {
			add(shellPiece{name: part.name})
			continue
		}
		for _, p := range v.expand(inner.use, inner.word, hops+1) {
			add(p)
		}
		if len(pieces) > maxPieces {
			return pieces
		}
	}
	if len(pieces) == 0 {
		pieces = append(pieces, shellPiece{})
	}
	return pieces
}

// A shellMeaning is a word and where it is read.
type shellMeaning struct {
	use  shellUse
	word shellWord
}

// only is the one value that a variable has at the place of its use: the last
// assignment before it, if no condition comes into it.
func (v *shellVariables) only(use shellUse, part shellPart) (shellMeaning, bool) {
	found := v.assignments(use, part.name)
	if len(found) > maxAssignments {
		return shellMeaning{}, false
	}
	if len(found) == 0 {
		if part.fallback == nil {
			return shellMeaning{}, false
		}
		return shellMeaning{use, *part.fallback}, true
	}
	chosen := found[0]
	for _, a := range found {
		if a.blank || !v.certain(a, use) {
			return shellMeaning{}, false
		}
		if a.doc == use.doc && a.at < use.at {
			chosen = a
		}
	}
	return shellMeaning{shellUse{chosen.doc, chosen.at, chosen.at}, chosen.word}, true
}
