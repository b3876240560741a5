package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A codeWant says what a place takes: a number in a unit, or a duration that
// carries its own.
type codeWant struct {
	unit     setting.Unit
	duration bool
}

// A codeValue is what an expression says of a length. Its digits stand at
// place, in unit; for an indirect one def holds them.
type codeValue struct {
	state setting.State
	value setting.Seconds
	place source.Place
	unit  setting.Unit
	def   *setting.Definition
	why   *setting.Unproved

	caveat string // what a new value does not reach, "" if there is nothing to say
}

// apply gives s what v says.
func (v *codeValue) apply(s *setting.Setting) {
	s.State, s.Value, s.Place, s.Unit, s.Def, s.Why = v.state, v.value, v.place, v.unit, v.def, v.why
}

func (v *codeValue) known() bool { return v.state != setting.Unknown }

const (
	computedWords = "the value is worked out when the code runs"
	fallbackWords = "the number is only a fallback: which value holds is decided when the code runs"
)

func (f *codeFile) unproved(r codeRange, key, words string) codeValue {
	return codeValue{state: setting.Unknown, place: f.place(r), unit: setting.InSeconds, why: &setting.Unproved{Key: key, Words: words}}
}

// arithmetic is a value that is certain, but that no Unit reads. A number can
// take the place of a number; a duration is left as it is.
func (f *codeFile) arithmetic(r codeRange, value setting.Seconds, w codeWant) codeValue {
	if w.duration {
		return f.unproved(r, durationSum, fmt.Sprintf("it is %s, put together from durations, and such a sum is not rewritten", value))
	}
	v := f.unproved(r, "", "the value is arithmetic that is not rewritten")
	v.unit, v.why.Meant = w.unit, value
	return v
}

// durationSum is the key of a duration that is certain and is not rewritten.
const durationSum = "value-outside-paste"

// fold reads the expression r as w asks.
func (f *codeFile) fold(r codeRange, w codeWant) codeValue {
	if r.len() > maxStatement || f.hops > maxCodeHops {
		return f.unproved(r, "value-outside-paste", "the value comes through too many others")
	}
	f.hops++
	defer func() { f.hops-- }()
	r = f.bare(r)
	if r.len() <= 0 {
		return f.unproved(r, "value-outside-paste", "the value is missing, or it is cut off")
	}
	if f.hasCondition(r) {
		return f.unproved(r, "conditional-value", fallbackWords)
	}
	if parts := f.split(r, "*"); len(parts) > 1 {
		return f.product(r, parts, w)
	}
	if f.hasTop(r, "+", "-") {
		return f.sum(r, w)
	}
	if r.len() == 1 {
		return f.atom(r, w)
	}
	if f.text(r.to-1) == ")" && f.pair(r.to-1) >= r.from {
		return f.call(r, f.pair(r.to-1), w)
	}
	if f.isName(r.to-1) && isMember(f.text(r.to-2)) {
		return f.member(r, w)
	}
	return f.worked(r)
}

// maxCodeHops is how deep constants and brackets are followed.
const maxCodeHops = 24

// worked is the answer for what only the running code knows.
func (f *codeFile) worked(r codeRange) codeValue {
	raw := f.place(r).Text()
	if len(raw) <= 512 && readsEnvironment(raw) {
		for i := r.from; i < r.to; i++ {
			if f.kind(i) == codeNumber || f.kind(i) == codeString && isDigits(f.word(i)) {
				return f.unproved(r, "conditional-value", fallbackWords)
			}
		}
		return f.unproved(r, "value-outside-paste", "the value is read from the environment when the code runs")
	}
	return f.unproved(r, "value-outside-paste", computedWords)
}

func readsEnvironment(raw string) bool {
	for _, word := range []string{"environ", "getenv", "Getenv", "GetEnvironmentVariable", "process.env", "ENV", "env::var", "env("} {
		if strings.Contains(raw, word) {
			return true
		}
	}
	return false
}

// bare is r without what changes no value: brackets around the whole, casts,
// and the marks of pointers.
func (f *codeFile) bare(r codeRange) codeRange {
	for range 16 {
		last := r.to - 1
		switch {
		case r.len() < 2:
			return r
		case f.text(r.from) == "(" && f.pair(r.from) == last && r.len() > 2:
			r.from, r.to = r.from+1, last
		case f.text(r.from) == "(" && f.pair(r.from) == r.from+2 && isNumberType(f.text(r.from+1)):
			r.from += 3
		case f.text(r.from) == "*" && r.len() == 2 && f.language.name == "Go": // what a pointer points to
			r.from++
		case f.text(r.from) == "&" || f.text(r.from) == "new" || f.text(r.from) == "await" || f.text(r.from) == "return":
			r.from++
		case f.text(last) == "!" || f.text(last) == ";":
			r.to--
		case r.len() > 2 && f.text(last-1) == "as" && f.isName(last):
			r.to -= 2
		default:
			return r
		}
	}
	return r
}

// top calls visit for the tokens of r that no bracket inside r holds.
func (f *codeFile) top(r codeRange, visit func(i int)) {
	for i := r.from; i < r.to; i++ {
		visit(i)
		if f.kind(i) == codeOpen && f.pair(i) > i && f.pair(i) < r.to {
			i = f.pair(i)
		}
	}
}

// hasTop reports whether one of marks stands in r, outside of brackets.
func (f *codeFile) hasTop(r codeRange, marks ...string) bool {
	has := false
	f.top(r, func(i int) {
		for _, m := range marks {
			if f.kind(i) == codeMark && f.text(i) == m {
				has = true
			}
		}
	})
	return has
}

// hasCondition reports whether r, outside of brackets, chooses between values.
func (f *codeFile) hasCondition(r codeRange) bool {
	has := false
	f.top(r, func(i int) {
		switch f.text(i) {
		case "?":
			has = has || i+1 < r.to
		case "||", "&&", "??", "<", ">", "==":
			has = has || f.kind(i) == codeMark && (f.text(i) != "<" || f.beforeTypes(i) >= 0)
		case "or", "and", "if", "else", "unless", "match", "when", "switch", "orElse", "unwrap_or":
			has = has || f.kind(i) == codeName
		}
	})
	return has
}

// split splits r at the mark.
func (f *codeFile) split(r codeRange, mark string) []codeRange {
	var parts []codeRange
	from := r.from
	f.top(r, func(i int) {
		if f.kind(i) == codeMark && f.text(i) == mark && i > from {
			parts = append(parts, codeRange{from, i})
			from = i + 1
		}
	})
	if from < r.to {
		parts = append(parts, codeRange{from, r.to})
	}
	return parts
}

// atom reads one token.
func (f *codeFile) atom(r codeRange, w codeWant) codeValue {
	switch f.kind(r.from) {
	case codeNumber:
		if w.duration {
			return f.unproved(r, "value-outside-paste", "a bare number stands where a duration with its unit belongs")
		}
		return f.number(r.from, w.unit)
	case codeString:
		place := f.doc.At(f.tokens[r.from].content())
		if n, ok := w.unit.Read(place.Text()); ok && isDigits(place.Text()) && !w.duration {
			return codeValue{state: setting.Literal, value: n, place: place, unit: w.unit}
		}
		return f.unproved(r, "value-outside-paste", "a text stands where a number belongs")
	case codeName:
		return f.resolve(r, f.text(r.from), f.text(r.from), w)
	}
	return f.worked(r)
}

// number reads a whole number in decimal digits; its suffix is set aside.
func (f *codeFile) number(i int, unit setting.Unit) codeValue {
	place := f.doc.At(f.tokens[i].span())
	raw := place.Text()
	digits := strings.TrimRight(raw, "lLuUnN")
	for _, suffix := range []string{"i32", "u32", "i64", "u64", "usize"} {
		digits = strings.TrimSuffix(digits, suffix)
	}
	place.End = place.Start + len(strings.TrimRight(digits, "_"))
	n, ok := unit.Read(place.Text())
	if !ok || len(place.Text()) > 1 && place.Text()[0] == '0' {
		return f.unproved(codeRange{i, i + 1}, "value-outside-paste", "the number is not a whole one in decimal digits")
	}
	return codeValue{state: setting.Literal, value: n, place: place, unit: unit}
}

// sum reads constants that are added: their value is certain, their spelling
// is left alone.
func (f *codeFile) sum(r codeRange, w codeWant) codeValue {
	total, sign, from := setting.Seconds(0), setting.Seconds(1), r.from
	known := true
	add := func(to int) {
		if from >= to {
			known = known && to == r.from // a sign before the first
			return
		}
		v := f.fold(codeRange{from, to}, w)
		if v.known() {
			total += sign * v.value
		} else if v.why.Key == "" {
			total += sign * v.why.Meant
		} else {
			known = false
		}
	}
	f.top(r, func(i int) {
		if mark := f.text(i); f.kind(i) == codeMark && (mark == "+" || mark == "-") {
			add(i)
			if sign = 1; mark == "-" {
				sign = -1
			}
			from = i + 1
		}
	})
	add(r.to)
	if !known || total <= 0 {
		return f.worked(r)
	}
	return f.arithmetic(r, total, w)
}
