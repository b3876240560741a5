package setting

import "testing"

func TestSpellKeepsTheSpelling(t *testing.T) {
	for _, test := range []struct {
		name string
		unit Unit
		raw  string
		want Seconds
		got  string
	}{
		{"digits", InSeconds, "43200", 3600, "3600"},
		{"product, hours last", InSeconds, "60 * 60 * 12", 14400, "60 * 60 * 4"},
		{"product, hours first", InSeconds, "12*3600", 14400, "4*3600"},
		{"product that does not divide", InSeconds, "60 * 60 * 12", 5000, "5000"},
		{"product in parentheses", InSeconds, "(12 * 3600)", 3600, "(1 * 3600)"},
		{"product of conversions only", InSeconds, "60 * 60", 7200, "60 * 120"},
		{"hours", InHours, "12", 14400, "4"},
		{"minutes", InMinutes, "720", 3600, "60"},
		{"go hours", GoDuration, "12h", 3600, "1h"},
		{"go seconds", GoDuration, "43200s", 3600, "3600s"},
		{"go minutes", GoDuration, "720m", 3600, "60m"},
		{"go compound", GoDuration, "12h0m0s", 5400, "1h30m"},
		{"go without its unit", GoDuration, "43200", 3600, "1h"},
		{"iso", ISO8601, "PT12H", 3600, "PT1H"},
		{"iso with minutes", ISO8601, "PT12H", 5400, "PT1H30M"},
		{"a missing line", InSeconds, "", 14400, "14400"},
		{"a call of hours", DurationCall, "", 14400, "hours(4)"},
		{"a call of minutes", DurationCall, "", 5400, "minutes(90)"},
		{"a call of seconds", DurationCall, "", 3661, "seconds(3661)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := test.unit.Spell(test.raw, test.want)
			if !ok || got != test.got {
				t.Fatalf("Spell(%q, %d) = %q, %v; want %q", test.raw, test.want, got, ok, test.got)
			}
			if back, ok := test.unit.Read(got); !ok || back != test.want {
				t.Errorf("Read(%q) = %d, %v; want %d", got, back, ok, test.want)
			}
		})
	}
}

func TestSpellRefusesWhatAUnitCannotSay(t *testing.T) {
	if got, ok := InHours.Spell("12", 5400); ok {
		t.Errorf("5400 s in whole hours became %q", got)
	}
}

func TestReadRefusesWhatIsNotALength(t *testing.T) {
	for _, test := range []struct {
		unit Unit
		raw  string
	}{
		{InSeconds, ""}, {InSeconds, "1h"}, {InSeconds, "3600.5"}, {InSeconds, "-3600"}, {InSeconds, "3600 + 1"},
		{InSeconds, "60 * x"}, {InSeconds, "010 * 3600"}, {InSeconds, "99999999999999999999"}, {InSeconds, "1099511627776 * 1099511627776"},
		{GoDuration, "43200"}, {GoDuration, "12 hours"}, {GoDuration, "1500ms"}, {GoDuration, "-1h"},
		{ISO8601, "PT"}, {ISO8601, "P1D"}, {ISO8601, "PT1H1H"}, {ISO8601, "1H"},
	} {
		if got, ok := test.unit.Read(test.raw); ok {
			t.Errorf("unit %d reads %q as %d", test.unit, test.raw, got)
		}
	}
}

func TestSecondsForPeople(t *testing.T) {
	for s, want := range map[Seconds]string{
		43200: "43200 s (12 h)", 5400: "5400 s (1 h 30 min)", 900: "900 s (15 min)", 3601: "3601 s", 0: "0 s",
	} {
		if got := s.String(); got != want {
			t.Errorf("%d is shown as %q, want %q", int64(s), got, want)
		}
	}
}
