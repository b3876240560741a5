package format

import (
	"cmp"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Arguments may be kept in an array, or in a variable that the shell splits
// into words: aws sts assume-role "${args[@]}", aws sts assume-role $OPTS.

// maxListWords is how many words such variables may unfold to.
const maxListWords = 200

// isList reports whether the word stands for several: "${args[@]}", or a
// variable without quotes.
func (w shellWord) isList(doc *source.Document) bool {
	if len(w.parts) != 1 {
		return false
	}
	p := w.parts[0]
	return p.kind == partList || p.kind == partVariable && p.fallback == nil && doc.Text[w.Start] == '$'
}

// expandCommands reads the commands that take arguments from variables.
func (f *shellFinder) expandCommands() {
	if len(f.pending) == 0 {
		return
	}
	var names []string
	for _, c := range f.pending {
		for _, w := range c.words[c.aws+1:] {
			if w.isList(c.doc) {
				names = append(names, w.parts[0].name)
			}
		}
	}
	f.vars = readShellVariables(f.docs, f.hosts, names, f.origins)
	for _, c := range f.pending {
		use := shellUse{doc: c.doc, at: c.Start, self: -1}
		if words, ok := f.vars.unfold(use, c.words[c.aws+1:], 0); ok {
			c.operands, c.flags, c.opaque = nil, nil, false
			c.sortWords(words)
		} else if w, flag := f.vars.mayHold(use, c.words[c.aws+1:]); flag != "" {
			c.flags = append(c.flags, shellFlag{flag, w, true})
		}
		f.want(c)
	}
	f.sortWanted()
}

// sortWanted puts what is wanted in order of document, then place.
func (f *shellFinder) sortWanted() {
	rank := map[*source.Document]int{}
	for i, doc := range f.docs {
		rank[doc] = i
	}
	order := make([]int, len(f.wanted))
	for i := range order {
		order[i] = i
	}
	settings := f.found.Settings
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(rank[settings[a].Doc]-rank[settings[b].Doc], settings[a].Context.Start-settings[b].Context.Start)
	})
	wanted, sorted := make([]shellWanted, len(order)), slices.Clone(settings)
	for i, k := range order {
		wanted[i], sorted[i] = f.wanted[k], settings[k]
	}
	f.wanted, f.found.Settings = wanted, sorted
}

// mayHold is the first of words that may stand for a flag of a length, and
// that flag.
func (v *shellVariables) mayHold(use shellUse, words []shellWord) (shellWord, string) {
	for _, w := range words {
		if !w.isList(use.doc) {
			continue
		}
		for _, a := range v.assignments(use, w.parts[0].name) {
			held := a.list
			if !a.array && w.parts[0].kind == partVariable {
				held = splitWord(a.word)
			}
			for _, h := range held {
				if name, _, _ := h.flag(); slices.Contains(shellFlags, name) {
					return shellWord{Span: w.Span, parts: []shellPart{{Span: w.parts[0].Span, kind: partList, name: w.parts[0].name}}}, name
				}
			}
		}
	}
	return shellWord{}, ""
}

// unfold puts the words that lists hold in their place. It fails where the
// text does not prove what a list holds.
func (v *shellVariables) unfold(use shellUse, words []shellWord, hops int) (out []shellWord, ok bool) {
	for _, w := range words {
		if !w.isList(use.doc) {
			out = append(out, w)
			continue
		}
		held, ok := v.listed(use, w.parts[0], hops)
		if !ok || len(out)+len(held) > maxListWords {
			return nil, false
		}
		for _, h := range held {
			if h.via == nil {
				h.via = &w.parts[0]
			}
			out = append(out, h)
		}
	}
	return out, true
}

// listed is what a variable holds where it is used: what was last put into it
// as a whole, and what was added since.
func (v *shellVariables) listed(use shellUse, part shellPart, hops int) (words []shellWord, ok bool) {
	for _, a := range v.assignments(use, part.name) {
		switch {
		case a.doc != use.doc || a.at > use.at || a.array != (part.kind == partList) || !v.certain(a, use):
			return nil, false
		case a.array && a.list == nil:
			return nil, false
		case !a.more:
			words = nil
		}
		if !a.array {
			if a.blank {
				return nil, false
			}
			words = splitWord(a.word)
			if words == nil {
				return nil, false
			}
			continue
		}
		if hops > maxNested {
			return nil, false
		}
		held, known := v.unfold(shellUse{doc: a.doc, at: a.at, self: -1}, a.list, hops+1)
		if !known {
			return nil, false
		}
		words = append(words, held...)
	}
	return words, words != nil
}

// splitWord is the words that the shell makes of a variable's plain text; nil
// where that is not certain.
func splitWord(w shellWord) (words []shellWord) {
	if len(w.parts) != 1 || w.parts[0].kind != partText || w.parts[0].Len() != len(w.parts[0].text) || strings.ContainsAny(w.parts[0].text, "*?[\\") {
		return nil
	}
	at := w.parts[0].Start
	for text := w.parts[0].text; text != ""; {
		n := strings.IndexAny(text, " \t\n")
		if n < 0 {
			n = len(text)
		}
		if n > 0 {
			s := source.Span{Start: at, End: at + n}
			words = append(words, shellWord{Span: s, parts: []shellPart{{Span: s, kind: partText, text: text[:n]}}})
			at, text = at+n, text[n:]
			continue
		}
		at, text = at+1, text[1:]
	}
	return words
}
