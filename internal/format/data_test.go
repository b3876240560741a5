package format

import (
	"testing"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

func TestDataGapsFollowTheirNeighbours(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"block", "x:\n  - Type: r\n    Name: n\n", "x:\n  - K: 7200\n    Type: r\n    Name: n\n"},
		{"below comments", "x:\n  - y:\n      # one\n      # two\n      Type: r\n", "x:\n  - y:\n      K: 7200\n      # one\n      # two\n      Type: r\n"},
		{"CRLF", "x:\r\n  - Type: r\r\n", "x:\r\n  - K: 7200\r\n    Type: r\r\n"},
		{"flow", "x: [{Type: r, Name: n}]\n", "x: [{K: 7200, Type: r, Name: n}]\n"},
		{"JSON", "{\"x\": [\n  {\n    \"Type\": \"r\"\n  }\n]}", "{\"x\": [\n  {\n    \"K\": 7200,\n    \"Type\": \"r\"\n  }\n]}"},
		{"JSON inside YAML", "a: b\nx:\n  - {\"Type\": \"r\"}\n", "a: b\nx:\n  - {\"K\": 7200, \"Type\": \"r\"}\n"},
		{"JSON on one line", `{"x": [{"Type": "r"}]}`, `{"x": [{"K": 7200, "Type": "r"}]}`},
		{"minified", `{"x":[{"Type":"r"}]}`, `{"x":[{"K":7200,"Type":"r"}]}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, err := source.New("", test.text)
			if err != nil {
				t.Fatal(err)
			}
			roots, _ := data.Read(doc, data.Query{Words: []string{"Type"}})
			if len(roots) != 1 {
				t.Fatalf("%d trees", len(roots))
			}
			m := roots[0].Get("x").Items[0]
			if inner := m.Get("y"); inner != nil {
				m = inner
			}
			gap := dataGap(doc, m, "K", "")
			got := doc.Text[:gap.At] + gap.Before + "7200" + gap.After + doc.Text[gap.At+len(gap.Old):]
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestDataLengthReadsOnlyWhatIsPlain(t *testing.T) {
	for _, test := range []struct {
		text  string
		unit  setting.Unit
		state setting.State
		value setting.Seconds
		why   string
	}{
		{"x: 43200", setting.InSeconds, setting.Literal, 43200, ""},
		{"x: '43200'", setting.InSeconds, setting.Literal, 43200, ""},
		{"x: 12", setting.InHours, setting.Literal, 43200, ""},
		{"x: PT12H", setting.ISO8601, setting.Literal, 43200, ""},
		{"a: &d 43200\nx: *d", setting.InSeconds, setting.Indirect, 43200, ""},
		{"x: 12h", setting.InSeconds, setting.Unknown, 0, "bad-spelling"},
		{"x: \"432\\x300\"", setting.InSeconds, setting.Unknown, 0, "bad-spelling"},
		{"x: 043200", setting.InSeconds, setting.Unknown, 0, "bad-spelling"},
		{"x: 12 * 3600", setting.InSeconds, setting.Unknown, 0, "bad-spelling"},
		{"x: 43_200.5", setting.InSeconds, setting.Unknown, 0, "bad-spelling"},
		{"x: ${{ inputs.d }}", setting.InSeconds, setting.Unknown, 0, "value-outside-paste"},
		{"x: $D", setting.InSeconds, setting.Unknown, 0, "value-outside-paste"},
		{"x: !Ref D", setting.InSeconds, setting.Unknown, 0, "value-outside-paste"},
		{"x: [1]", setting.InSeconds, setting.Unknown, 0, "value-outside-paste"},
		{"x: 43200", setting.GoDuration, setting.Unknown, 0, "missing-unit"},
	} {
		doc, err := source.New("", test.text)
		if err != nil {
			t.Fatal(err)
		}
		roots, _ := data.Read(doc, data.Query{Words: []string{"x"}})
		var s setting.Setting
		dataLength(&s, doc, roots[0].Get("x"), test.unit)
		why := ""
		if s.Why != nil {
			why = s.Why.Key
		}
		if s.State != test.state || s.Value != test.value || why != test.why {
			t.Errorf("%q: state %d, %d s, why %q; want %d, %d, %q", test.text, s.State, s.Value, why, test.state, test.value, test.why)
		}
	}
}
