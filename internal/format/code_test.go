package format

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

func codeOf(t testing.TB, name, text string) *codeFile {
	doc, err := source.New(name, text)
	if err != nil {
		t.Fatal(err)
	}
	all := append(codeStretches(doc), codeStretch{language: &codeUnknown})
	return readCode(doc, all[0])
}

func TestLexCode(t *testing.T) {
	rows := []struct{ name, text, want string }{
		{"a.py", `x = 43_200 # 1` + "\n" + `"""no 1""" + 'it' f"{a}"`, "n:x m:= d:43_200 s:no 1 m:+ s:it t:{a}"},
		{"a.py", "x = 1 \\\n  * 2", "n:x m:= d:1 m:* d:2"},
		{"a.js", "`a ${b(`c`)} d` // 1\n;/[\"'`]/.test(x) a / b", "t:a ${b(`c`)} d m:; t:/[\"'`]/ m:. n:test o:( n:x c:) n:a m:/ n:b"},
		{"a.go", "'\\n' `raw\n\\` /* 1 */ 12*time.Hour", "t:\\n s:raw\n\\ d:12 m:* n:time m:. n:Hour"},
		{"a.cs", `@"a""b" $"{x}" "c" 3L`, `t:a""b t:{x} s:c d:3L`},
		{"a.rb", "x = <<~SQL + 1\n  12 \"\n  SQL\n@y = \"#{z[\"k\"]}\" :sym", "n:x m:= t: m:+ d:1 n:@y m:= t:#{z[\"k\"]} m:: n:sym"},
		{"a.php", "$a = <<<EOT\n1 '\nEOT;\n$b->c['k'] = 'it\nis'; # 1", "n:$a m:= t: m:; n:$b m:-> n:c o:[ s:k c:] m:= s:it\nis m:;"},
		{"a.rs", `r#"a"b"# 'a 'b' 3600_i32 #[x]`, `s:a"b m:' n:a t:b d:3600_i32 m:# o:[ n:x c:]`},
		{"a.cpp", "#include \"x\"\nf(\"a\\n\");", "n:f o:( t:a\\n c:) m:;"},
		{"", "I don't know: f('a') /* open", "n:I n:don m:' n:t n:know m:: n:f o:( s:a c:) m:/ m:* n:open"},
	}
	for _, r := range rows {
		f := codeOf(t, r.name, r.text)
		var got []string
		for i, tok := range f.tokens {
			text := f.text(i)
			if tok.kind == codeString || tok.kind == codeTemplate && (tok.lead > 0) {
				c := tok.content()
				text = f.doc.Text[c.Start:c.End]
			} else if tok.kind == codeTemplate && !strings.HasPrefix(text, "/") {
				text = ""
			}
			got = append(got, string(".ndstocm"[tok.kind])+":"+text)
		}
		if s := strings.Join(got, " "); s != r.want {
			t.Errorf("%s %q\n got %s\nwant %s", r.name, r.text, s, r.want)
		}
	}
}

// Each row folds what stands behind "DurationSeconds" or ".Duration =".
func TestFoldCode(t *testing.T) {
	const literal, computed, indirect, unknown = setting.Literal, setting.Computed, setting.Indirect, setting.Unknown
	rows := []struct {
		name, text string
		state      setting.State
		value      setting.Seconds
		place      string // the digits
		unit       setting.Unit
	}{
		{"a.py", "DurationSeconds=43_200", literal, 43200, "43_200", setting.InSeconds},
		{"a.py", "DurationSeconds=60 * 60 * 12", computed, 43200, "60 * 60 * 12", setting.InSeconds},
		{"a.py", "DurationSeconds=int(timedelta(hours=12).total_seconds())", literal, 43200, "12", setting.InHours},
		{"a.py", "HOURS = 12\nf(DurationSeconds=HOURS * 3600)", indirect, 43200, "12", setting.InHours},
		{"a.py", "HOUR = 3600\nf(DurationSeconds=12 * HOUR)", literal, 43200, "12", setting.InHours},
		{"a.py", "D = 43200\nD += 1\nf(DurationSeconds=D)", unknown, 0, "", 0},
		{"a.py", "if x: D = 900\nelse: D = 43200\nf(DurationSeconds=D)", unknown, 0, "", 0},
		{"a.py", "def g():\n  D = 900\ndef h():\n  D = 43200\n  f(DurationSeconds=D)", indirect, 43200, "43200", setting.InSeconds},
		{"a.py", "D = 43200\ndef h(D):\n  f(DurationSeconds=D)", unknown, 0, "", 0},
		{"a.py", "D = 43200\ndef h():\n  global D\n  D = 900\nf(DurationSeconds=D)", unknown, 0, "", 0},
		{"a.py", "def h(d=43200):\n  f(DurationSeconds=d)", indirect, 43200, "43200", setting.InSeconds},
		{"a.py", "def h(r, d: int = 43200) -> dict:\n  f(DurationSeconds=d)\nh(1)", indirect, 43200, "43200", setting.InSeconds},
		{"a.py", "def h(r, d=43200):\n  f(DurationSeconds=d)\nh(1, 900)", unknown, 0, "", 0},
		{"a.py", "def h(r, d):\n  f(DurationSeconds=d)\nh(1, 43200)", indirect, 43200, "43200", setting.InSeconds},
		{"a.py", "f(DurationSeconds=int(os.environ.get('D', 43200)))", unknown, 0, "", 0},
		{"a.py", "f(DurationSeconds=x or 43200)", unknown, 0, "", 0},
		{"a.py", "f(DurationSeconds=43200 if x else 900)", unknown, 0, "", 0},
		{"a.py", "f(DurationSeconds=86400 // 2)", unknown, 0, "", 0},
		{"a.py", "class A:\n  D = 43200\n  def g(self):\n    f(DurationSeconds=self.D)", indirect, 43200, "43200", setting.InSeconds},
		{"a.py", "class A:\n  def __init__(self, d=43200):\n    self.d = d\n  def g(self):\n    f(DurationSeconds=self.d)", indirect, 43200, "43200", setting.InSeconds},
		{"a.py", "class A:\n  def __init__(self, d=43200):\n    self.d = d\n  def g(self):\n    f(DurationSeconds=self.d)\nA(d=900)", unknown, 0, "", 0},
		{"a.py", "a, D = 1, 43200\nf(DurationSeconds=D)", unknown, 0, "", 0},
		{"a.py", "for D in (1, 2):\n  f(DurationSeconds=D)", unknown, 0, "", 0},
		{"a.js", "const D: number = 12 * 60 * 60;\nf({DurationSeconds: D})", indirect, 43200, "12 * 60 * 60", setting.InSeconds},
		{"a.js", "let d = 43200;\nd = 900;\nf({DurationSeconds: d})", unknown, 0, "", 0},
		{"a.js", "f({DurationSeconds: d ?? 43200})", unknown, 0, "", 0},
		{"a.js", "const { d = 43200 } = o;\nf({DurationSeconds: d})", unknown, 0, "", 0},
		{"a.js", "const g = (d = 43200) => f({DurationSeconds: d})", unknown, 0, "", 0},
		{"a.js", "function g(d = 43200) { return f({DurationSeconds: d}) }", indirect, 43200, "43200", setting.InSeconds},
		{"a.js", "f({DurationSeconds: Number(process.env.D) || 43200})", unknown, 0, "", 0},
		{"a.go", "X{DurationSeconds: aws.Int32(43200)}", literal, 43200, "43200", setting.InSeconds},
		{"a.go", "X{DurationSeconds: aws.Int32(int32((12 * time.Hour).Seconds()))}", literal, 43200, "12", setting.InHours},
		{"a.go", "var d int32 = 43200\nvar x = X{DurationSeconds: &d}", indirect, 43200, "43200", setting.InSeconds},
		{"a.go", "const d = 12 * 60 * 60\nvar x = X{DurationSeconds: aws.Int64(d)}", indirect, 43200, "12 * 60 * 60", setting.InSeconds},
		{"a.go", "p.Duration = 12 * time.Hour", literal, 43200, "12", setting.InHours},
		{"a.go", "p.Duration = time.Duration(12) * time.Hour", literal, 43200, "12", setting.InHours},
		{"a.go", "p.Duration = time.Hour * 2 * 6", computed, 43200, "2 * 6", setting.InHours},
		{"a.go", "h := 12\np.Duration = time.Duration(h) * time.Hour", indirect, 43200, "12", setting.InHours},
		{"a.go", "p.Duration = time.Hour", unknown, 0, "", 0},
		{"a.go", "p.Duration = 43200", unknown, 0, "", 0},
		{"a.java", "x.Duration = Duration.ofHours(12)", literal, 43200, "12", setting.InHours},
		{"a.java", "DurationSeconds = (int) TimeUnit.HOURS.toSeconds(12)", literal, 43200, "12", setting.InHours},
		{"a.java", "class A { private static final int D = 43200; void g() { f(DurationSeconds = D); } }", indirect, 43200, "43200", setting.InSeconds},
		{"a.java", "class A { int d = 43200; void setD(int d) { this.d = d; } void g() { f(DurationSeconds = d); } }", unknown, 0, "", 0},
		{"a.kt", "DurationSeconds = 12.hours.inWholeSeconds.toInt()", literal, 43200, "12", setting.InHours},
		{"a.rb", "DurationSeconds = 12.hours.to_i", literal, 43200, "12", setting.InHours},
		{"a.rs", "DurationSeconds = Some(43_200i32)", literal, 43200, "43_200", setting.InSeconds},
		{"a.cs", "DurationSeconds = (int)TimeSpan.FromHours(12).TotalSeconds", literal, 43200, "12", setting.InHours},
		{"a.php", "$d = 43200; $x['DurationSeconds'] = $d;", indirect, 43200, "43200", setting.InSeconds},
	}
	for _, r := range rows {
		f := codeOf(t, r.name, r.text)
		at, w := -1, codeWant{unit: setting.InSeconds}
		for i := range f.tokens {
			if f.word(i) == "DurationSeconds" || f.word(i) == "Duration" && f.text(i-1) == "." && f.text(i+1) == "=" {
				at, w.duration = i+1, f.word(i) == "Duration"
			}
		}
		for !isSetter(f.text(at)) {
			at++
		}
		v := f.fold(f.statement(at+1), w)
		place, unit := v.place, v.unit
		if v.def != nil {
			place, unit = v.def.Place, v.def.Unit
		}
		got := fmt.Sprint(v.state, v.value, place.Text(), unit)
		if want := fmt.Sprint(r.state, r.value, r.place, r.unit); r.state != unknown && got != want || v.state != r.state {
			t.Errorf("%s %q\n got %s\nwant %s", r.name, r.text, got, want)
		}
		if v.state != unknown {
			if n, ok := unit.Read(place.Text()); !ok || n != v.value {
				t.Errorf("%q: the bytes %q do not give %d", r.text, place.Text(), v.value)
			}
		}
	}
}
