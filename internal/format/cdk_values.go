package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// length reads the value r: a Duration, or a plain value in unit. only says
// that nothing but a Duration is taken.
func (f *cdkFinder) length(r codeRange, unit setting.Unit, only bool) codeValue {
	if r.len() == 0 {
		return f.unproved(r, "value-outside-paste", "the value is missing")
	}
	if unit == setting.ISO8601 || unit == setting.GoDuration {
		return f.spelt(r, unit)
	}
	v, isDuration := f.durationOf(r)
	switch {
	case v.known() || only && isDuration:
		return v
	case only:
		return f.unproved(r, v.why.Key, v.why.Words)
	}
	return f.fold(r, codeWant{unit: unit})
}

// durationOf reads r as a Duration. The second result reports whether it is
// written as one.
func (f *cdkFinder) durationOf(r codeRange) (codeValue, bool) {
	open := -1
	if r.len() > 2 && f.text(r.to-1) == ")" {
		open = f.pair(r.to - 1)
	}
	name := -1
	if open > r.from {
		name = f.callee(open)
	}
	if name >= r.from {
		args, _ := f.arguments(open)
		if word, ok := strings.CutPrefix(f.text(name), "Duration_"); ok && len(args) == 1 { // Go
			if unit := unitOfWord(word); unit != 0 {
				return f.fold(args[0].value, codeWant{unit: unit}), true
			}
			return f.worked(r), true
		}
		if f.text(name-1) == "." && strings.HasSuffix(f.text(name-2), "Duration") {
			if strings.EqualFold(f.text(name), "parse") && len(args) == 1 {
				return f.spelt(args[0].value, setting.ISO8601), true
			}
			return f.fold(r, codeWant{duration: true}), true
		}
	}
	return f.fold(r, codeWant{duration: true}), false
}

// isDuration reports whether r is the CDK's Duration, written out or by the
// name of a constant. Other libraries have a type of that name too, so the
// program has to speak of the CDK.
func (f *cdkFinder) isDuration(r codeRange) bool {
	if r.len() == 0 || r.len() > maxStatement || !f.speaksOfCDK() {
		return false
	}
	if f.text(r.to-1) == ")" {
		return makesDuration(f.place(r).Text())
	}
	v := f.fold(r, codeWant{duration: true})
	if v.state != setting.Indirect {
		return false
	}
	at := v.def.Start
	before := f.doc.Text[max(0, at-maxDurationCall):at]
	return makesDuration(before[strings.LastIndexAny(before, " \n=")+1:])
}

// maxDurationCall is more bytes than any call of makesDuration has before its
// number.
const maxDurationCall = 40

// makesDuration reports whether text begins with a call that makes a Duration
// of the CDK: cdk.Duration.hours(12), Duration.Hours(12), Duration_Hours(…).
func makesDuration(text string) bool {
	_, call, ok := strings.Cut(text[:min(len(text), maxDurationCall)], "Duration")
	method, _, called := strings.Cut(call, "(")
	if !ok || !called || method == "" || method[0] != '.' && method[0] != '_' {
		return false
	}
	switch strings.ToLower(method[1:]) {
	case "hours", "minutes", "seconds", "days", "parse":
		return true
	}
	return false
}

// cdkModules are names by which programs import the CDK.
var cdkModules = []string{"aws-cdk", "aws_cdk", "awscdk", "Amazon.CDK", "cdk.Duration", "core.Duration"}

func (f *cdkFinder) speaksOfCDK() bool {
	if f.isCDK == nil {
		is := slices.ContainsFunc(cdkModules, func(m string) bool { return strings.Contains(f.doc.Text, m) })
		f.isCDK = &is
	}
	return *f.isCDK
}

// spelt reads a string such as "PT12H" or "12h".
func (f *cdkFinder) spelt(r codeRange, unit setting.Unit) codeValue {
	i, ok := f.stringIn(r)
	if !ok {
		return f.unproved(r, "value-outside-paste", computedWords)
	}
	place := f.doc.At(f.tokens[i].content())
	raw := place.Text()
	if n, ok := unit.Read(raw); ok {
		return codeValue{state: setting.Literal, value: n, place: place, unit: unit}
	}
	v := codeValue{state: setting.Unknown, place: place, unit: unit, why: &setting.Unproved{Key: "value-outside-paste", Words: "it is not a length that can be read here"}}
	switch {
	case unit == setting.GoDuration && isDigits(raw):
		if n, ok := setting.InSeconds.Read(raw); ok && n >= 60 {
			v.why = &setting.Unproved{Key: "missing-unit", Words: "a duration needs its unit, such as 1h", Meant: n}
		}
	case unit == setting.ISO8601:
		for _, u := range []setting.Unit{setting.GoDuration, setting.InSeconds} {
			if n, ok := u.Read(raw); ok && n >= 60 && len(raw) <= maxMisspelt && !strings.Contains(raw, "*") {
				v.why = &setting.Unproved{Key: "permission-set-iso8601", Words: "the session's length is an ISO 8601 duration such as PT4H", Meant: n}
				break
			}
		}
	}
	return v
}
