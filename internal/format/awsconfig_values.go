package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A configValue is what a value says of a length.
type configValue struct {
	place source.Place
	state setting.State
	value setting.Seconds
	why   *setting.Unproved
}

func (v configValue) apply(s *setting.Setting) {
	s.Place, s.State, s.Value, s.Why = v.place, v.state, v.value, v.why
}

// readConfigValue reads the value at place, spelled in unit. quotes says that
// its reader takes quotes away; words how it wants the value.
func readConfigValue(place source.Place, unit setting.Unit, quotes bool, words string) configValue {
	inner := unquoted(place)
	if quotes {
		place = inner
	}
	raw := place.Text()
	if v, ok := unit.Read(raw); ok && (unit >= setting.GoDuration || isDigits(raw)) {
		return configValue{place: place, state: setting.Literal, value: v}
	}
	out := configValue{place: place, state: setting.Unknown, why: &setting.Unproved{Key: "bad-spelling", Words: words + ", which this is not"}}
	bare := inner.Text()
	if strings.ContainsAny(bare, "$%{<") {
		out.why = &setting.Unproved{Key: "value-outside-paste", Words: "the value is filled in when the file is made or read"}
		return out
	}
	meant, key := meantLength(bare, unit)
	if meant == 0 || len(raw) > maxMisspelt {
		return out
	}
	out.why = &setting.Unproved{Key: key, Meant: meant, Words: fmt.Sprintf("%s, not %s", words, raw)}
	return out
}

// maxMisspelt is how many bytes a misspelt length may have.
const maxMisspelt = 24

// meantLength is what a value most likely means that its field does not take,
// and the key that explains what is wrong; 0 if it is no length.
func meantLength(raw string, unit setting.Unit) (setting.Seconds, string) {
	if unit == setting.GoDuration {
		if n, ok := setting.InSeconds.Read(raw); ok && isDigits(raw) && n >= 60 {
			return n, "missing-unit" // fewer seconds than a minute are hours, or minutes
		}
		return 0, ""
	}
	for _, u := range []setting.Unit{setting.GoDuration, setting.ISO8601} {
		if n, ok := u.Read(raw); ok {
			return n, "bad-spelling"
		}
	}
	if n, ok := unit.Read(raw); ok && !strings.Contains(raw, "*") { // nobody works out a product there
		return n, "bad-spelling"
	}
	return 0, ""
}

// unquoted is place without the quotes around it.
func unquoted(place source.Place) source.Place {
	if isQuoted(place.Text()) {
		place.Start++
		place.End--
	}
	return place
}
