package setting

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Seconds is a length of time; the only type for it.
type Seconds int64

// String is the length for people: "43200 s (12 h)".
func (s Seconds) String() string {
	switch {
	case s >= 3600 && s%3600 == 0:
		return fmt.Sprintf("%d s (%d h)", int64(s), int64(s/3600))
	case s >= 3600 && s%60 == 0:
		return fmt.Sprintf("%d s (%d h %d min)", int64(s), int64(s/3600), int64(s%3600/60))
	case s >= 60 && s < 3600 && s%60 == 0:
		return fmt.Sprintf("%d s (%d min)", int64(s), int64(s/60))
	}
	return fmt.Sprintf("%d s", int64(s))
}

// Unit is how text spells a length.
type Unit uint8

const (
	_            Unit = iota
	InSeconds         // 43200, 60 * 60 * 12
	InMinutes         // 720
	InHours           // 12
	GoDuration        // 12h, 1h30m, 43200s
	ISO8601           // PT12H
	DurationCall      // hours(12), minutes(90), seconds(5): a method that makes a duration
)

// Seconds is how long one of u lasts; 0 for the units whose text spells its
// own, such as 12h.
func (u Unit) Seconds() Seconds {
	switch u {
	case InSeconds:
		return 1
	case InMinutes:
		return 60
	case InHours:
		return 3600
	}
	return 0
}

// Read is the value of raw, as Unit spells it. Numbers may be products of
// whole numbers. The second result is false where raw is anything else.
func (u Unit) Read(raw string) (Seconds, bool) {
	switch u {
	case InSeconds, InMinutes, InHours:
		n, ok := product(raw)
		if !ok || n > 1<<40 {
			return 0, false
		}
		return n * u.Seconds(), true
	case GoDuration:
		d, err := time.ParseDuration(raw)
		if err != nil || d%time.Second != 0 || d < 0 {
			return 0, false
		}
		return Seconds(d / time.Second), true
	case ISO8601:
		return readISO(raw)
	case DurationCall:
		return readCall(raw)
	}
	return 0, false
}

// Write spells want in u from scratch. It is "" where u cannot express want.
func (u Unit) Write(want Seconds) string {
	s, _ := u.Spell("", want)
	return s
}

// Spell writes want the way raw is written: the same unit, and where raw is a
// product, the same factors but one. The second result is false where the
// unit cannot express want.
func (u Unit) Spell(raw string, want Seconds) (string, bool) {
	switch u {
	case InSeconds, InMinutes, InHours:
		if want%u.Seconds() != 0 {
			return "", false
		}
		return spellProduct(raw, want/u.Seconds()), true
	case GoDuration:
		return spellGo(raw, want), true
	case ISO8601:
		return spellISO(want), true
	case DurationCall:
		return spellCall(want), true
	}
	return "", false
}

// spellGo keeps a single unit if raw has one ("43200s", "720m"), else writes
// hours, minutes and seconds as needed.
func spellGo(raw string, want Seconds) string {
	unit := strings.TrimLeft(raw, "0123456789")
	switch {
	case unit == "s":
		return fmt.Sprintf("%ds", want)
	case unit == "m" && want%60 == 0:
		return fmt.Sprintf("%dm", want/60)
	}
	return compound(want, "h", "m", "s")
}

func spellISO(want Seconds) string { return "PT" + compound(want, "H", "M", "S") }

// callUnits are the methods of DurationCall, the largest unit first.
var callUnits = []struct {
	method string
	unit   Unit
}{{"hours", InHours}, {"minutes", InMinutes}, {"seconds", InSeconds}}

// spellCall writes want in the largest unit that has no remainder.
func spellCall(want Seconds) string {
	for _, c := range callUnits {
		if n := c.unit.Seconds(); want%n == 0 && want > 0 {
			return fmt.Sprintf("%s(%d)", c.method, want/n)
		}
	}
	return fmt.Sprintf("seconds(%d)", want)
}

func readCall(raw string) (Seconds, bool) {
	method, rest, ok := strings.Cut(raw, "(")
	inner, closed := strings.CutSuffix(rest, ")")
	for _, c := range callUnits {
		if ok && closed && method == c.method {
			return c.unit.Read(inner)
		}
	}
	return 0, false
}

func compound(want Seconds, h, m, s string) string {
	var out strings.Builder
	for _, part := range []struct {
		n    Seconds
		unit string
	}{{want / 3600, h}, {want % 3600 / 60, m}, {want % 60, s}} {
		if part.n != 0 {
			fmt.Fprintf(&out, "%d%s", part.n, part.unit)
		}
	}
	if out.Len() == 0 {
		return "0" + s
	}
	return out.String()
}

// readISO reads the time part of an ISO 8601 duration: PT12H, PT1H30M.
func readISO(raw string) (Seconds, bool) {
	rest, ok := strings.CutPrefix(raw, "PT")
	if !ok || rest == "" {
		return 0, false
	}
	var total Seconds
	for _, part := range []struct {
		unit  string
		scale Seconds
	}{{"H", 3600}, {"M", 60}, {"S", 1}} {
		digits, after, found := strings.Cut(rest, part.unit)
		if !found {
			continue
		}
		n, err := strconv.ParseUint(digits, 10, 32)
		if err != nil {
			return 0, false
		}
		total += Seconds(n) * part.scale
		rest = after
	}
	return total, rest == ""
}
