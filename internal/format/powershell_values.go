package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

const scriptWords = "the value is worked out when the script runs"

// fold reads the bytes at span as a length in unit. expr says that they are an
// expression, else they are an argument.
func (f *winFinder) fold(use winUse, span source.Span, unit setting.Unit, expr bool) shellValue {
	text := use.t.doc.Text
	whole := use.t.doc.At(span)
	if use.hops > maxShellHops {
		return shellUnproved(whole, "value-outside-paste", "the variable is set from itself, or through too many others")
	}
	fixed := false // between quotes in which nothing is filled in
	for range 16 {
		raw := text[span.Start:span.End]
		switch {
		case isQuoted(raw) && strings.Count(raw, raw[:1]) == 2:
			fixed = raw[0] == '\'' && f.dialect == inPowerShell
			span.Start, span.End, expr = span.Start+1, span.End-1, false
			continue
		case f.dialect != inPowerShell:
		case strings.HasPrefix(raw, "$(") && bracketsAll(raw[1:]):
			span, expr = trimmed(text, span.Start+2, span.End-1), true
			continue
		case strings.HasPrefix(raw, "(") && bracketsAll(raw) && !(expr && productOnly(raw)):
			span, expr = trimmed(text, span.Start+1, span.End-1), true
			continue
		case isIntegerCast(raw):
			span = trimmed(text, span.Start+strings.IndexByte(raw, ']')+1, span.End)
			continue
		}
		break
	}
	place := use.t.doc.At(span)
	raw := place.Text()
	if isDigits(raw) || unit == setting.ISO8601 {
		if n, ok := unit.Read(raw); ok {
			return shellValue{state: setting.Literal, value: n, place: place}
		}
	}
	if expr && strings.Contains(raw, "*") && !strings.Contains(raw, "_") {
		if n, ok := unit.Read(raw); ok {
			return shellValue{state: setting.Computed, value: n, place: place}
		}
		if name, times := productOfVariable(raw); name != "" {
			if scaled, ok := scaledUnit(unit, times); ok {
				return f.variable(use, whole, f.factorName(name), f.shown(name), scaled)
			}
		}
	}
	if name := f.nameOf(raw); name != "" && !fixed {
		return f.variable(use, place, name, raw, unit)
	}
	if strings.ContainsAny(raw, "$%!([.") || expr && raw != "" && asciiLetter(raw[0]) {
		return shellUnproved(whole, "value-outside-paste", scriptWords)
	}
	bad := readPlain(place, unit)
	if bad.why != nil && unit != setting.ISO8601 {
		bad.why.Words = strings.Replace(bad.why.Words, "the AWS CLI takes", "the command takes", 1)
	}
	return bad
}

// productOnly reports whether raw is a product that its unit reads with the
// brackets around it.
func productOnly(raw string) bool {
	return strings.Trim(raw, "()0123456789* ") == "" && strings.Count(raw, "(") > 1
}

// bracketsAll reports whether the bracket that raw begins with is closed by
// its last byte.
func bracketsAll(raw string) bool {
	depth := 0
	for i := range len(raw) {
		switch raw[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i == len(raw)-1
			}
		case '"', '\'':
			return false
		}
	}
	return false
}

// isIntegerCast reports whether raw begins with a conversion to whole numbers.
func isIntegerCast(raw string) bool {
	if !strings.HasPrefix(raw, "[") {
		return false
	}
	name, after, _ := strings.Cut(raw[1:min(len(raw), 40)], "]")
	switch strings.TrimPrefix(strings.ToLower(name), "system.") {
	case "int", "int32", "int64", "long", "string":
		return !strings.HasPrefix(after, "::")
	}
	return false
}

// nameOf is the variable that raw is, and nothing else; "" if it is none.
func (f *winFinder) nameOf(raw string) string {
	if f.dialect == inBatch {
		if n := batchNameLen(raw + " "); n > 0 && n == len(raw) {
			return "%" + strings.ToLower(raw[1:n-1])
		}
		return ""
	}
	if n := winNameLen(raw); n > 0 && n == len(raw) {
		return winName(raw)
	}
	return ""
}

// shown is a variable's bare name as its script writes it.
func (f *winFinder) shown(bare string) string {
	if f.dialect == inBatch {
		return "%" + bare + "%"
	}
	return "$" + bare
}

func (f *winFinder) factorName(bare string) string {
	if f.dialect == inBatch {
		return "%" + strings.ToLower(bare)
	}
	return "$" + strings.ToLower(bare)
}

// variable reads a variable's value by what the text sets it to.
func (f *winFinder) variable(use winUse, place source.Place, name, shown string, unit setting.Unit) shellValue {
	seen := f.seen(use, name)
	if len(seen) == 0 {
		return shellUnproved(place, "value-outside-paste", shown+" is not set in this text")
	}
	differ := shellUnproved(place, "conditional-value", fmt.Sprintf("%s is set %d times, to different values", shown, len(seen)))
	if len(seen) > maxAssignments {
		return differ
	}
	chosen, first := seen[0], shellValue{}
	for i, s := range seen {
		if s.blank && s.given != "" && len(seen) == 1 {
			return shellUnproved(place, "value-outside-paste", shown+" is a parameter, which the caller passes")
		}
		if s.blank && len(seen) == 1 {
			return shellUnproved(place, "value-outside-paste", shown+" gets its value when the script runs")
		}
		if s.blank {
			return differ
		}
		read := f.setValue(s, use.hops, unit)
		if i == 0 {
			first = read
		}
		if len(seen) > 1 && (read.state == setting.Unknown || read.value != first.value) {
			return differ
		}
		if s.t == use.t && s.at < use.at {
			chosen = s
		}
	}
	if !chosen.certain(use) {
		return shellUnproved(place, "conditional-value", shown+" is set only under a condition, or in another block")
	}
	users := f.reads[name] - 1
	if f.dialect == inPowerShell {
		users -= len(seen)
	}
	at := shown + " ="
	if f.dialect == inBatch {
		at = strings.Trim(shown, "%!") + "="
	}
	out := through(place, f.setValue(chosen, use.hops, unit), unit, at, users)
	if chosen.given != "" && out.def != nil {
		def := *out.def
		def.Caveat = "a call that passes -" + chosen.given + " keeps its own length"
		out.def = &def
	}
	return out
}

func (f *winFinder) setValue(s winSet, hops int, unit setting.Unit) shellValue {
	return f.fold(winUse{s.t, s.at, s.block, hops + 1}, s.value, unit, s.expr)
}

// plainText is the text of a word, if the script tells it. fixed is false
// where something in it is known only when the script runs.
func (f *winFinder) plainText(use winUse, span source.Span) (text string, fixed bool) {
	raw := use.t.doc.Text[span.Start:span.End]
	single := len(raw) > 0 && raw[0] == '\''
	if isQuoted(raw) {
		raw = raw[1 : len(raw)-1]
	}
	if name := f.nameOf(raw); name != "" && !single && use.hops < maxShellHops {
		if s, ok := f.only(use, name); ok {
			return f.plainText(winUse{s.t, s.at, s.block, use.hops + 1}, s.value)
		}
	}
	return raw, single || !strings.ContainsAny(raw, "$%!(`")
}

// role reads a role's ARN or name.
func (f *winFinder) role(use winUse, span source.Span, arn bool) setting.Role {
	if span.Len() == 0 || span.Len() > 2048 {
		return setting.Role{}
	}
	text, fixed := f.plainText(use, span)
	switch {
	case f.nameOf(text) != "":
		return setting.Role{Ref: f.nameOf(text)}
	case arn:
		role := setting.RoleFromARN(text)
		if strings.ContainsAny(role.Name, "%!()") {
			role.Name = ""
		}
		return role
	case fixed:
		return setting.Role{Name: text}
	}
	return setting.Role{}
}
