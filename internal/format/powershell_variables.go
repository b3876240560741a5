package format

import (
	"path"
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A winSet is one place that sets a variable.
type winSet struct {
	t       *winText
	at      int
	block   int32
	value   source.Span
	expr    bool   // the value is an expression, in which numbers may be multiplied
	blank   bool   // the text does not hold the value
	guarded bool   // something before it decides whether it is done
	given   string // the parameter whose default it is: a call may pass another
	stmt    int32  // of the statement that does it, for tables
}

// findSets notes what the statements of t set.
func (f *winFinder) findSets(t *winText) {
	for i := range t.stmts {
		s := &t.stmts[i]
		if f.dialect == inBatch {
			f.batchSet(t, s)
		} else if s.frame != 'h' {
			f.powerShellSet(t, s, int32(i))
		}
	}
}

// powerShellSet notes what a statement of PowerShell sets: $x = …, $env:x = …,
// Set-Variable.
func (f *winFinder) powerShellSet(t *winText, s *winStatement, stmt int32) {
	if first := strings.ToLower(t.text(s.words[0])); first == "set-variable" || first == "new-variable" || first == "sv" {
		args, _ := f.arguments(t, s, s.words[1:])
		set := winSet{t: t, at: s.Start, block: s.block, stmt: stmt, blank: true}
		name := source.Span{}
		for _, w := range s.words[1:] {
			if raw := t.text(w); !isParameter(raw) && name.Len() == 0 {
				name = w
			}
		}
		if a := argument(args, "-Name", 2); a != nil {
			name = a.value
		}
		if a := argument(args, "-Value", 2); a != nil && a.value.Len() > 0 {
			set.value, set.blank = a.value, false
		}
		key := winName("$" + strings.Trim(t.text(name), `'"`))
		f.sets[key] = append(f.sets[key], set)
		f.reads[key]++ // as "$name =" would be counted
		return
	}
	for k, w := range s.words {
		raw := t.text(w)
		if raw == "-" { // of a list in YAML
			continue
		}
		at := max(0, strings.LastIndexByte(raw, ']')+1)
		if strings.HasPrefix(raw, "[") && strings.HasPrefix(raw[at:], "$") {
			raw = raw[at:]
		} else if strings.HasPrefix(raw, "[") {
			continue // a type, or what a parameter is declared to be
		}
		n := winNameLen(raw)
		if n == 0 {
			return
		}
		set := winSet{t: t, at: w.Start, block: s.block, stmt: stmt, expr: true}
		name := winName(raw[:n])
		rest := s.words[k+1:]
		switch {
		case n < len(raw) && (raw[n] == '.' || raw[n] == '['), strings.HasSuffix(raw, "++"): // a part of it
			set.blank = true
		case n < len(raw):
			return
		case len(rest) == 0 && s.frame == 'p':
			set.blank, set.given = true, raw[1:n]
		case len(rest) == 0:
			return
		case t.text(rest[0]) == "in", strings.HasSuffix(t.text(rest[0]), "=") && len(t.text(rest[0])) == 2:
			set.blank = true
		case t.text(rest[0]) == ",":
			for _, other := range s.words[k:] {
				if t.text(other) == "=" {
					return
				}
				if m := winNameLen(t.text(other)); m > 0 {
					set.blank = true
					f.sets[winName(t.text(other)[:m])] = append(f.sets[winName(t.text(other)[:m])], set)
				}
			}
			return
		case t.text(rest[0]) != "=":
			return
		case len(rest) == 1:
			set.blank = true
		default:
			set.value = source.Span{Start: rest[1].Start, End: s.End}
			if s.frame == 'p' {
				set.given = raw[1:n]
				set.blank = restricts(t.doc.Text[s.Start:w.End])
			}
		}
		f.sets[name] = append(f.sets[name], set)
		return
	}
}

// restricts reports whether what stands before a parameter may refuse a
// shorter length than the one that is its default.
func restricts(before string) bool {
	before = strings.ToLower(before)
	if strings.Contains(before, "validateset") || strings.Contains(before, "validatescript") || strings.Contains(before, "validatepattern") {
		return true
	}
	_, after, has := strings.Cut(before, "validaterange(")
	least, _, _ := strings.Cut(after, ",")
	n, ok := setting.InSeconds.Read(strings.TrimSpace(least))
	return has && (!ok || n > 900)
}

// countReads counts how often text names each variable.
func (f *winFinder) countReads(text string) {
	for i := 0; i < len(text); i++ {
		n := 0
		switch {
		case text[i] == '$' && f.dialect == inPowerShell:
			if n = winNameLen(text[i:]); n > 0 {
				f.reads[winName(text[i:i+n])]++
			}
		case (text[i] == '%' || text[i] == '!') && f.dialect == inBatch:
			if n = batchNameLen(text[i:]); n > 0 {
				f.reads["%"+strings.ToLower(text[i+1:i+n-1])]++
			}
		}
		i += max(0, n-1)
	}
}

// A winUse is where a value is needed.
type winUse struct {
	t     *winText
	at    int
	block int32
	hops  int
}

// seen are the sets of a variable that a use may see: those of its own text,
// else those of a text that it names.
func (f *winFinder) seen(use winUse, name string) []winSet {
	var own, others []winSet
	for _, s := range f.sets[name] {
		if s.t == use.t {
			own = append(own, s)
		} else if base := path.Base(s.t.doc.Name); s.t.doc.Name != "" && strings.Contains(use.t.doc.Text, base) {
			others = append(others, s)
		}
		if len(own) > maxAssignments {
			return own
		}
	}
	if len(own) > 0 {
		return own
	}
	return others
}

// certain reports whether s is done whenever use is reached.
func (s *winSet) certain(use winUse) bool {
	if s.guarded {
		return false
	}
	if s.t != use.t {
		return s.block == 0
	}
	if t := s.t; t.jump >= 0 && t.jump < s.at {
		if i := sort.SearchInts(t.labels, s.at); i < len(t.labels) && t.labels[i] < use.at {
			return false // what came before may go there at once
		}
	}
	return s.at < use.at && use.t.inside(use.block, s.block)
}

// only is the one set of a variable that a use sees, if nothing decides
// between several.
func (f *winFinder) only(use winUse, name string) (winSet, bool) {
	seen := f.seen(use, name)
	if len(seen) != 1 || seen[0].blank || !seen[0].certain(use) {
		return winSet{}, false
	}
	return seen[0], true
}

// trimmed is the span from start to end without blanks at either end.
func trimmed(text string, start, end int) source.Span {
	for start < end && strings.IndexByte(" \t\r\n", text[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(" \t\r\n", text[end-1]) >= 0 {
		end--
	}
	return source.Span{Start: start, End: end}
}
