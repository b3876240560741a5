package format

import (
	"testing"

	"stackengine.dev/sandbox/internal/setting"
)

func TestHCLAllows(t *testing.T) {
	tests := []struct {
		name, def, condition string
		attribute            string
		want                 map[setting.Seconds]setting.Verdict
	}{
		{"range", "3600", "var.x >= 3600 && var.x <= 43200", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Accepts, 43200: setting.Accepts, 900: setting.Refuses}},
		{"list", "3600", "contains([3600, 7200], var.x)", "var.x",
			map[setting.Seconds]setting.Verdict{7200: setting.Accepts, 14400: setting.Refuses}},
		{"hours", "1", "var.x <= 12 && floor(var.x) == var.x", "var.x * 3600",
			map[setting.Seconds]setting.Verdict{43200: setting.Accepts, 46800: setting.Refuses}},
		{"quoted", "\"3600\"", "var.x < 7200", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Accepts, 7200: setting.Refuses}},
		{"pattern", "\"3600\"", "can(regex(\"^[0-9]{4}$\", var.x))", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Undecided, 43200: setting.Undecided}},
		{"minimum", "3600", "min(max(var.x, 3600), 7200) == var.x", "var.x",
			map[setting.Seconds]setting.Verdict{7200: setting.Accepts, 43200: setting.Refuses}},
		{"steps", "3600", "contains(range(3600, 43201, 3600), var.x)", "var.x",
			map[setting.Seconds]setting.Verdict{43200: setting.Accepts, 5400: setting.Refuses}},
		{"steps down", "3600", "can(range(43200, 3600, -3600)) && contains(range(43200, 0, -3600), var.x)", "var.x",
			map[setting.Seconds]setting.Verdict{43200: setting.Undecided}},
		{"no list", "3600", "contains(var.x, 3600)", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Undecided}},
		{"another value", "3600", "var.x <= local.most", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Undecided}},
		{"unknown function", "3600", "formatdate(var.x)", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Undecided}},
		{"unknown function in can", "3600", "can(timeadd(\"2020-01-01T00:00:00Z\", \"${var.x}s\"))", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Undecided}},
		{"unknown function outside", "3600", "length([for n in ([3600]) : n if (n == var.x)]) == 1 || !(var.x > 7200)", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Undecided}},
		{"words before brackets", "3600", "max([for n in ([3600, 7200]) : n if (n == var.x)]...) == var.x", "var.x",
			map[setting.Seconds]setting.Verdict{3600: setting.Accepts}},
	}
	for _, test := range tests {
		text := "variable \"x\" {\n  default = " + test.def + "\n  validation {\n    condition     = " + test.condition +
			"\n    error_message = \"no\"\n  }\n}\nresource \"aws_iam_role\" \"a\" {\n  max_session_duration = " + test.attribute + "\n}\n"
		found := locateHCL(hclDocs(t, text))
		if len(found.Settings) != 1 || found.Settings[0].Def == nil || found.Settings[0].Def.Allows == nil {
			t.Fatalf("%s: found %s", test.name, hclShow(t, found))
		}
		for seconds, want := range test.want {
			if got := found.Settings[0].Def.Allows(seconds); got != want {
				t.Errorf("%s: %d: got %d want %d", test.name, seconds, got, want)
			}
		}
		if got := found.Settings[0].Def.Users; got != 0 {
			t.Errorf("%s: %d users besides the role, want none", test.name, got)
		}
	}
}
