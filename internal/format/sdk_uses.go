package format

// How a field of an SDK call is given its value.

// An sdkUse is a field that is given a value.
type sdkUse struct {
	at     int // the token of its name
	field  *sdkField
	value  codeRange
	holder int  // the bracket it is a key in, -1 if it is none
	base   int  // the name whose member it is (request.DurationSeconds =), -1 if it is none
	chain  bool // it is a method in a chain of calls
	broken bool // a bracket around it is never closed
}

// usedField reads how the field at i is given a value, if it is.
func (f *sdkFinder) usedField(i int, field *sdkField) (sdkUse, bool) {
	use := sdkUse{at: i, field: field, holder: -1, base: -1}
	member := f.kind(i-1) == codeMark && isMember(f.text(i-1))
	up := f.up(i)
	switch {
	case member && f.text(i+1) == "(" && field.name == "duration":
		return use, false // time.Duration(…)
	case member && f.text(i+1) == "(":
		args, whole := f.arguments(i + 1)
		if len(args) != 1 {
			return use, false
		}
		use.value, use.chain, use.broken = args[0].whole, true, !whole
		return use, true
	case member && f.text(i+1) == "=":
		use.value, use.base = f.statement(i+2), i-2
		return use, f.isName(i - 2)
	case f.text(up) == "[" && f.pair(up) >= 0 && f.pair(up) <= i+1 && f.text(f.pair(up)+1) == "=" && f.isName(up-1):
		use.value, use.base = f.statement(f.pair(up)+2), up-1
		return use, true
	case member || up < 0:
		return use, false
	case f.setsName(i) && !f.params[up]:
		use.holder, use.broken = up, f.pair(up) < 0
		use.value = f.statement(i + 2)
		return use, true
	case f.language.name == "TypeScript" && f.text(up) == "{" && f.kind(i) == codeName && (f.text(i+1) == "," || f.text(i+1) == "}"):
		use.holder, use.value = up, codeRange{i, i + 1} // { DurationSeconds }
		return use, true
	}
	return use, false
}
