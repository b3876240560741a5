package source

import (
	"strings"
	"testing"
)

func TestNewKeepsTheText(t *testing.T) {
	for _, test := range []struct {
		name, text string
		eol        EOL
		bom        bool
		lines      int
	}{
		{"empty", "", LF, false, 1},
		{"no ending", "a", LF, false, 1},
		{"lf", "a\nb\n", LF, false, 3},
		{"crlf", "a\r\nb\r\n", CRLF, false, 3},
		{"mixed", "a\r\nb\nc", Mixed, false, 3},
		{"a lone carriage return ends no line", "a\rb\n", LF, false, 2},
		{"bom", "\uFEFFa\n", LF, true, 2},
		{"a second bom is text", "\uFEFF\uFEFFa", LF, true, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := New("", test.text)
			if err != nil {
				t.Fatal(err)
			}
			if d.EOL != test.eol || d.BOM != test.bom || d.Lines() != test.lines {
				t.Errorf("got eol %d, bom %v, %d lines; want %d, %v, %d", d.EOL, d.BOM, d.Lines(), test.eol, test.bom, test.lines)
			}
			if d.Whole(d.Text) != test.text {
				t.Errorf("whole text is %q, want %q", d.Whole(d.Text), test.text)
			}
			var back strings.Builder
			for n := 1; n <= d.Lines(); n++ {
				s := d.LineSpan(n)
				back.WriteString(d.Text[s.Start:s.End])
				for at := s.Start; at < s.End; at++ {
					if d.Line(at) != n {
						t.Fatalf("byte %d is on line %d, want %d", at, d.Line(at), n)
					}
				}
			}
			if back.String() != d.Text {
				t.Errorf("lines give %q, want %q", back.String(), d.Text)
			}
		})
	}
}

func TestNewRefusesWhatIsNotText(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"latin-1", "ok\ncaf\xe9", "line 2 is not text (byte 6 is not UTF-8)"},
		{"nul", "ok\nab\x00", "line 2 holds a NUL byte"},
		{"too large", strings.Repeat("a", MaxBytes+1), "the limit is 52428800 (50 MiB)"},
	} {
		if _, err := New("f", test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.name, err, test.want)
		}
	}
}

func TestEOLAtFollowsTheNeighbours(t *testing.T) {
	d, _ := New("", "a\r\nb\nc")
	for at, want := range map[int]string{0: "\r\n", 3: "\n", 5: "\n"} {
		if got := d.EOLAt(at); got != want {
			t.Errorf("at %d: %q, want %q", at, got, want)
		}
	}
}

func TestSpansOverlap(t *testing.T) {
	for _, test := range []struct {
		a, b Span
		want bool
	}{
		{Span{0, 2}, Span{2, 4}, false},
		{Span{0, 3}, Span{2, 4}, true},
		{Span{1, 1}, Span{1, 1}, true},
		{Span{1, 1}, Span{1, 3}, false},
		{Span{2, 2}, Span{1, 3}, true},
	} {
		if test.a.Overlaps(test.b) != test.want || test.b.Overlaps(test.a) != test.want {
			t.Errorf("%v and %v: want overlap %v", test.a, test.b, test.want)
		}
	}
}
