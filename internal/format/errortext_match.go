package format

import (
	"strconv"
	"strings"
	"time"

	"stackengine.dev/sandbox/internal/setting"
)

// A caught is what the named parts of a wording held.
type caught struct {
	asked, bound setting.Seconds // 0 where the text has none
	low, high    setting.Seconds // two-sided bounds
	field        string          // "DurationSeconds" or "MaxSessionDuration"
	operation    string          // "AssumeRole", from AssumeRoleInput.DurationSeconds
	role         string
}

// matchWording reads s from at on as pattern says, and is the offset after it.
// Letters match in either case; ' matches one to four quotes of either kind;
// [ ] holds what may be missing; {asked} {bound} {low} {high} hold a length in
// seconds or in Go's notation, {field} the name of a duration field, {role} and
// {any} free words before the text that follows them. It never backtracks, so
// it is linear in the pattern.
func matchWording(s string, at int, pattern string) (end int, got caught, ok bool) {
	end, ok = got.match(s, at, pattern)
	return end, got, ok
}

// match is matchWording for a part of a pattern. What it caught of a part that
// may be missing is kept only where that part matches.
func (got *caught) match(s string, at int, pattern string) (int, bool) {
	for p := 0; p < len(pattern); {
		switch c := pattern[p]; c {
		case '[':
			close := p + strings.IndexByte(pattern[p:], ']')
			try := *got
			if end, ok := try.match(s, at, pattern[p+1:close]); ok {
				*got, at = try, end
			}
			p = close + 1
		case '{':
			close := p + strings.IndexByte(pattern[p:], '}')
			n := got.take(pattern[p+1:close], s[at:min(len(s), at+80)], pattern[close+1:])
			if n == 0 {
				return 0, false
			}
			at += n
			p = close + 1
		case '\'':
			n := at
			for n < len(s) && n < at+4 && (s[n] == '\'' || s[n] == '"') {
				n++
			}
			if n == at {
				return 0, false
			}
			at = n
			p++
		default:
			if at >= len(s) || foldByte(s[at]) != foldByte(c) {
				return 0, false
			}
			at++
			p++
		}
	}
	return at, true
}

// take reads the part of that name at the start of s, and is its length. After
// is the pattern that follows.
func (got *caught) take(name, s, after string) int {
	switch name {
	case "asked":
		return readLength(s, &got.asked)
	case "bound":
		return readLength(s, &got.bound)
	case "low":
		return readLength(s, &got.low)
	case "high":
		return readLength(s, &got.high)
	case "field":
		return got.takeField(s)
	}
	n := freeLen(s, after)
	if name == "role" {
		got.role = s[:n]
	}
	return n
}

// readLength reads "43200" or "12h0m0s" into v. A negative number, or one of more
// than 39 bits, is read over and leaves v at 0.
func readLength(s string, v *setting.Seconds) int {
	n := 0
	if strings.HasPrefix(s, "-") {
		n++
	}
	digits := true
	for n < len(s) && n < 24 && (asciiDigit(s[n]) || strings.IndexByte("hms", s[n]) >= 0) {
		digits = digits && asciiDigit(s[n])
		n++
	}
	if n < len(s) && asciiLetter(s[n]) { // the unit is a word of the text: "3600sec"
		for n > 0 && !asciiDigit(s[n-1]) {
			n--
		}
		digits = true
	}
	if digits {
		if num, err := strconv.ParseInt(s[:n], 10, 40); err == nil && num > 0 {
			*v = setting.Seconds(num)
		}
		return n
	}
	if d, err := time.ParseDuration(s[:n]); err == nil && d > 0 {
		*v = setting.Seconds(d / time.Second)
		return n
	}
	return 0
}

// messageFields maps the names that messages use to AWS's own.
var messageFields = []struct{ name, is string }{
	{"DurationSeconds", setting.AssumeRole.Field},
	{"duration_seconds", setting.AssumeRole.Field},
	{"assume_role_duration_seconds", setting.AssumeRole.Field},
	{"MaxSessionDuration", setting.RoleMaximum.Field},
	{"max_session_duration", setting.RoleMaximum.Field},
}

// takeField reads "durationSeconds", "params.DurationSeconds" and
// "AssumeRoleInput.DurationSeconds".
func (got *caught) takeField(s string) int {
	n := 0
	for n < len(s) && (asciiWord(s[n]) || s[n] == '.') {
		n++
	}
	path := strings.TrimRight(s[:n], ".")
	name := path[strings.LastIndexByte(path, '.')+1:]
	for _, f := range messageFields {
		if strings.EqualFold(f.name, name) {
			got.field = f.is
			if input, ok := strings.CutSuffix(strings.TrimSuffix(path, "."+name), "Input"); ok {
				got.operation = input
			}
			return len(path)
		}
	}
	return 0
}

// freeLen is the length of the words in s before the literal text that after
// begins with; 0 where that text does not come.
func freeLen(s, after string) int {
	if strings.HasPrefix(after, "'") {
		return max(0, strings.IndexAny(s, `'"`))
	}
	if end := strings.IndexAny(after, "[{'"); end >= 0 {
		after = after[:end]
	}
	return max(0, strings.Index(s, after))
}

func foldByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}
