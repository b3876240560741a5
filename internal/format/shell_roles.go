package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// settle reads the value and the role of a wanted setting.
func (f *shellFinder) settle(s *setting.Setting, w *shellWanted) {
	use := shellUse{doc: w.command.doc, at: w.command.Start, self: -1}
	if s.State != setting.Absent {
		read := f.vars.value(use.in(w.doc), w.value, s.Unit)
		if via := w.value.via; via != nil {
			read = through(use.doc.At(via.Span), read, s.Unit, via.name+"=", f.vars.reads[via.name]-1)
		}
		read.apply(s)
	}
	s.Role = f.vars.role(use.in(w.roleDoc), w.role, w.roleARN)
}

// in is the use of what another document holds, where doc is one.
func (u shellUse) in(doc *source.Document) shellUse {
	if doc != nil {
		u.doc = doc
	}
	return u
}

// nameProfiles gives requests that aws configure writes into a profile the
// role that it writes there.
func (f *shellFinder) nameProfiles() {
	type key struct {
		doc     *source.Document
		profile string
	}
	roles := map[key]shellWord{}
	for _, c := range f.commands {
		if name, profile := c.configured(); name == "role_arn" && profile != "$" && len(c.operands) > 3 {
			roles[key{c.doc, profile}] = c.operands[3]
		}
	}
	for i := range f.wanted {
		w := &f.wanted[i]
		if w.command == nil {
			continue
		}
		if name, profile := w.command.configured(); name != "" {
			w.role, w.roleARN = roles[key{w.command.doc, profile}], true
		}
	}
}

// configured is the key that aws configure set writes, and the profile that it
// writes to ("$" if that is not plain). The key is "" for other commands.
func (c *shellCommand) configured() (name, profile string) {
	if c.operand(0) != "configure" || c.operand(1) != "set" {
		return "", ""
	}
	parts := strings.Split(c.operand(2), ".")
	name, profile = parts[len(parts)-1], c.profile()
	switch {
	case len(parts) == 3 && parts[0] == "profile":
		profile = parts[1]
	case len(parts) == 2:
		profile = parts[0]
	}
	return name, profile
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
		if !p.plain {
			text.WriteString("${}") // no name has these
		}
	}
	last := pieces[len(pieces)-1]
	switch {
	case len(pieces) == 1 && !last.plain:
		return setting.Role{Ref: last.ref}
	case len(pieces) == 1 && !isARN:
		return setting.Role{Name: last.text}
	case !isARN:
		return setting.Role{}
	}
	role := setting.RoleFromARN(text.String())
	if role.Name == "" && !last.plain && strings.HasSuffix(pieces[len(pieces)-2].text, "/") {
		role.Ref = last.ref
	}
	role.ARN = use.doc.Text[w.content().Start:w.content().End]
	return role
}

// A shellPiece is plain text, or something that only the running shell knows.
type shellPiece struct {
	plain bool
	text  string // if plain
	ref   string // if not: how to refer to it, "" if its value may change from place to place
}

// maxPieces bounds how far variables that hold variables unfold.
const maxPieces = 16

// expand follows the variables of w. Plain stretches come out joined.
func (v *shellVariables) expand(use shellUse, w shellWord, hops int) (pieces []shellPiece) {
	add := func(p shellPiece) {
		if n := len(pieces); n > 0 && p.plain && pieces[n-1].plain {
			pieces[n-1].text += p.text
			return
		}
		pieces = append(pieces, p)
	}
	for _, part := range w.parts {
		if part.kind == partText && len(part.text) <= 2048 { // an ARN's longest
			add(shellPiece{plain: true, text: part.text})
			continue
		}
		if part.kind == partTemplate {
			host, _ := v.outside(use.doc)
			if text, ok := v.ci.text(host, part.Start, use.doc.Text[part.Start:part.End]); ok {
				add(shellPiece{plain: true, text: text})
				continue
			}
			add(shellPiece{ref: shellTemplateRole(use.doc.Text[part.Start:part.End])})
			continue
		}
		if part.kind != partVariable {
			add(shellPiece{})
			continue
		}
		inner, ok := v.only(use, part)
		host, sees := v.outside(use.doc)
		if text, known := v.ci.text(host, part.Start, "${{ env."+part.name+" }}"); known && sees && len(v.assignments(use, part.name)) == 0 {
			add(shellPiece{plain: true, text: text})
			continue
		}
		if !ok || hops >= maxShellHops {
			add(shellPiece{ref: "$" + part.name})
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
		pieces = append(pieces, shellPiece{plain: true})
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

// shellTemplateRole is what a template such as ${DeployRole.Arn} of
// CloudFormation or ${aws_iam_role.deploy.arn} of Terraform refers to. What
// does not end in an ARN stays as it is written.
func shellTemplateRole(text string) string {
	inner := strings.TrimSuffix(strings.TrimPrefix(text, "${"), "}")
	for _, end := range []string{".Arn", ".arn"} {
		if ref, ok := strings.CutSuffix(inner, end); ok && strings.Trim(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-") == "" {
			return ref
		}
	}
	return text
}
