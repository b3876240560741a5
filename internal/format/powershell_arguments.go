package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// A winArgument is a parameter of a cmdlet, with its value if it has one.
type winArgument struct {
	name  string // small letters, with the hyphen
	value source.Span
	t     *winText
	block int32
	at    int
	expr  bool // it stands in a table
	late  bool // the table is changed later
}

func (a *winArgument) use() winUse { return winUse{t: a.t, at: a.at, block: a.block} }

// argument is the parameter of that name, or of the beginning of it with at
// least so many bytes; nil if there is none. A name is told by its beginning.
func argument(args []winArgument, name string, least int) *winArgument {
	for i := range args {
		if n := len(args[i].name); name != "" && n >= least && n <= len(name) && strings.EqualFold(args[i].name, name[:n]) {
			return &args[i]
		}
	}
	return nil
}

// arguments sorts the words of a cmdlet's call. known is false if it may have
// parameters that do not stand in the text.
func (f *winFinder) arguments(t *winText, s *winStatement, words []winWord) (args []winArgument, known bool) {
	var table []winArgument // what the call itself says goes before it
	known = true
	for k := 0; k < len(words); k++ {
		text := t.text(words[k])
		if text[0] == '@' && len(text) > 1 && asciiWord(text[1]) {
			more, all := f.splat(winUse{t: t, at: s.Start, block: s.block}, "$"+strings.ToLower(text[1:]))
			table, known = append(table, more...), known && all
			continue
		}
		if !isParameter(text) {
			continue
		}
		text = straightDash(text)
		a := winArgument{name: text, t: t, block: s.block, at: s.Start}
		if n := strings.IndexByte(text, ':'); n >= 0 {
			a.name, a.value = text[:n], source.Span{Start: words[k].End - len(text) + n + 1, End: words[k].End}
		}
		if a.value.Len() == 0 && k+1 < len(words) && !isParameter(t.text(words[k+1])) {
			k++
			a.value = words[k]
		}
		args = append(args, a)
	}
	return append(args, table...), known
}

func isParameter(text string) bool {
	text = straightDash(text)
	return len(text) > 1 && text[0] == '-' && asciiLetter(text[1])
}

// straightDash is a word with a hyphen in the place of the dash that it begins
// with: PowerShell takes them for one.
func straightDash(text string) string {
	for _, dash := range []string{"–", "—", "―"} {
		if rest, is := strings.CutPrefix(text, dash); is {
			return "-" + rest
		}
	}
	return text
}

// splat is what a table passes as parameters: $p = @{ Name = value } and then
// a call with @p. all is false where the text may not hold all of them.
func (f *winFinder) splat(use winUse, name string) (args []winArgument, all bool) {
	seen := f.seen(use, name)
	if len(seen) == 0 {
		return nil, false
	}
	table, all := seen[0], true
	for _, s := range seen[1:] { // $p.Name = value, $p += @{ … }
		all = all && s.blank
	}
	if !all || table.blank || !table.certain(use) {
		return nil, false
	}
	held := len(seen) == 1 // nothing is added later
	t := table.t
	if raw := t.text(table.value); !strings.HasPrefix(raw, "@{") && !strings.HasPrefix(strings.ToLower(raw), "[ordered]@{") {
		return nil, false
	}
	for i := int(table.stmt) + 1; i < len(t.stmts) && t.stmts[i].Start < table.value.End; i++ {
		s := &t.stmts[i]
		if s.frame != 'h' || s.parent != table.stmt || len(s.words) < 3 || t.text(s.words[1]) != "=" {
			continue
		}
		key := strings.Trim(t.text(s.words[0]), `'"`)
		a := winArgument{
			name: "-" + key, value: source.Span{Start: s.words[2].Start, End: s.End}, t: t, block: s.block, at: s.Start, expr: true,
		}
		a.late = !held // what is added may take its place
		args = append(args, a)
	}
	return args, held
}

// listed is what a word passes to a program: the strings of the list that a
// variable holds ($list = 'sts', 'assume-role' or @('sts', 'assume-role')), or
// the word itself.
func (f *winFinder) listed(use winUse, w winWord) (words []winWord) {
	raw := use.t.text(w)
	if f.dialect != inPowerShell || raw[0] != '$' && raw[0] != '@' || winNameLen("$"+raw[1:]) != len(raw) {
		return []winWord{w}
	}
	set, ok := f.only(use, winName("$"+raw[1:]))
	if !ok || set.t != use.t {
		return []winWord{w}
	}
	t, list := use.t, strings.HasPrefix(use.t.text(set.value), "@(")
	for i := int(set.stmt); i < len(t.stmts) && t.stmts[i].Start < set.value.End; i++ {
		s := &t.stmts[i]
		if list && s.parent != set.stmt || !list && i > int(set.stmt) {
			continue
		}
		for _, item := range s.words {
			if text := t.text(item); text != "," && item.Start >= set.value.Start && len(words) < maxListed {
				words = append(words, item)
			}
		}
	}
	if !list && len(words) < 2 {
		return []winWord{w}
	}
	return words
}

// maxListed is how many strings of a list are read.
const maxListed = 200
