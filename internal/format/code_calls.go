package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// isNumberType reports whether a name is that of a type of whole numbers, in
// one language or another, so that name(x) and (name) x are x.
func isNumberType(name string) bool {
	switch name {
	case "int", "int32", "int64", "uint", "uint32", "uint64", "long", "Integer", "Long", "Int", "Int32", "Int64", "UInt", "Number",
		"i32", "i64", "u32", "u64", "number", "short", "Short":
		return true
	}
	return false
}

// isIdentity reports whether a call of name with one argument has that
// argument's value: conversions, pointers, options.
func isIdentity(name string) bool {
	switch name {
	case "parseInt", "valueOf", "Some", "Ptr", "To", "ToPtr", "ToInt32", "ToInt64", "Parse", "parse", "toInt", "Pointer",
		"IntPtr", "Int32Ptr", "Int64Ptr", "intval", "just", "Just", "of", "ofNullable", "round", "floor", "ceil", "from", "output":
		return true
	}
	return isNumberType(name)
}

// keepsValue reports whether x.name() is x.
func keepsValue(name string) bool {
	switch name {
	case "intValue", "longValue", "toInt", "toLong", "to_i", "into", "toInteger", "try_into", "unwrap", "ToString", "toString", "clone":
		return true
	}
	return false
}

// inSeconds reports whether x.name() is the duration x as a number of seconds.
func inSeconds(name string) bool {
	switch name {
	case "total_seconds", "getSeconds", "toSeconds", "TotalSeconds", "as_secs", "Seconds", "inWholeSeconds", "num_seconds", "inSeconds", "whole_seconds":
		return true
	}
	return false
}

// unitOfWord is the unit that a word such as hours, ofHours, FromHours or
// from_hours names, or 0.
func unitOfWord(word string) setting.Unit {
	word = strings.ToLower(strings.ReplaceAll(word, "_", ""))
	for _, prefix := range []string{"of", "from"} {
		word = strings.TrimPrefix(word, prefix)
	}
	switch word {
	case "hours", "hour":
		return setting.InHours
	case "minutes", "minute", "mins":
		return setting.InMinutes
	case "seconds", "second", "secs":
		return setting.InSeconds
	}
	return 0
}

// isDurationType reports whether a type's static functions make durations.
func isDurationType(name string) bool {
	return strings.HasSuffix(name, "Duration") || name == "TimeSpan" || name == "chrono" || name == "TimeDelta" || name == "timedelta"
}

// call reads r, which ends with the call whose bracket is open.
func (f *codeFile) call(r codeRange, open int, w codeWant) codeValue {
	at := f.callee(open)
	if at < r.from || at > open {
		return f.worked(r)
	}
	name := f.text(at)
	args, _ := f.arguments(open)
	onMember := at > r.from && isMember(f.text(at-1))
	if len(args) == 0 {
		if base := (codeRange{r.from, at - 1}); onMember && base.len() > 0 {
			return f.asked(r, base, name, w)
		}
		return f.worked(r)
	}
	if v, ok := f.flagDefault(at, open, w); ok {
		return v
	}
	if len(args) > 2 || len(args) == 2 && !isNumberBase(f, name, args[1]) {
		return f.worked(r)
	}
	arg := args[0]
	switch unit := unitOfWord(name); {
	case arg.name != "" && (isDurationType(name)):
		if unit = unitOfWord(arg.name); unit != 0 && w.duration {
			return f.fold(arg.value, codeWant{unit: unit})
		}
		return f.worked(r)
	case unit != 0 && onMember && isDurationType(f.text(at-2)):
		if w.duration {
			return f.fold(arg.value, codeWant{unit: unit})
		}
		return f.worked(r)
	case name == "toSeconds" && onMember && f.text(at-2) != "" && w.unit == setting.InSeconds && !w.duration:
		if unit := unitOfWord(f.text(at - 2)); unit != 0 { // TimeUnit.HOURS.toSeconds(12)
			return f.fold(arg.value, codeWant{unit: unit})
		}
		return f.worked(r)
	case name == "Duration" && onMember && f.text(at-2) == "time" && !w.duration: // Go's, in a product
		return f.fold(arg.value, w)
	case isIdentity(name):
		return f.fold(arg.value, w)
	}
	return f.worked(r)
}

// isNumberBase reports whether arg is the base of parseInt(text, 10).
func isNumberBase(f *codeFile, name string, arg codeArgument) bool {
	return name == "parseInt" && arg.value.len() == 1 && f.text(arg.value.from) == "10"
}

// asked reads base.name or base.name().
func (f *codeFile) asked(r, base codeRange, name string, w codeWant) codeValue {
	unit := unitOfWord(name)
	switch {
	case inSeconds(name):
		if !w.duration && w.unit == setting.InSeconds {
			return f.fold(base, codeWant{duration: true})
		}
	case keepsValue(name):
		return f.fold(base, w)
	case unit != 0 && f.unitOnNumbers() && (w.duration || f.language.name == "Ruby" && w.unit == setting.InSeconds):
		if v := f.fold(base, codeWant{unit: unit}); v.known() {
			return v
		}
	}
	return f.worked(r)
}

// unitOnNumbers reports whether 12.hours is a duration.
func (f *codeFile) unitOnNumbers() bool {
	switch f.language.name {
	case "Ruby", "Kotlin", "Scala", codeUnknown.name:
		return true
	}
	return false
}

// member reads r, which ends with a member that is not called.
func (f *codeFile) member(r codeRange, w codeWant) codeValue {
	if unit := f.timeConstant(r); unit != 0 {
		if w.duration {
			return f.arithmetic(r, unit.Seconds(), w)
		}
		return f.worked(r)
	}
	name := f.text(r.to - 1)
	base := codeRange{r.from, r.to - 2}
	if inSeconds(name) || keepsValue(name) || unitOfWord(name) != 0 && f.kind(base.to-1) != codeName {
		return f.asked(r, base, name, w)
	}
	return f.attribute(r, base, name, w)
}
