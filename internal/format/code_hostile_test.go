package format

import (
	"strings"
	"testing"
)

// What is never closed, or never ends, is lexed and bound without a panic; a
// fuzz target and the benchmark below watch the rest.
var hostileCode = []string{
	"(", "[{(", ")", "\"", "\\\"", "'", "\\'", "`", "`${", "/*", "\"\"\"", "f\"{", "${", "\"#{", "<<A\n", "<<~A <<~B ", "r#\"", "@\"", "$@\"",
	"/\\", "x = ", "x: y = ", "def x(x=x):\n", "function x(x = x) {", "x => ", "for x in ", "a, b = ", "a.b(", "{ x } = ", "12*", "x<", "=", "x,",
	"class A:\n", "func (a) (b) {", "if a(", "self.x = self.x\n", "x = x * x\n", "d = d\nf(DurationSeconds=d)\n",
}

func TestHostileCode(t *testing.T) {
	for _, piece := range hostileCode {
		for _, name := range []string{"", "a.py", "a.ts", "a.go", "a.cs", "a.rb", "a.php", "a.rs", "a.kt"} {
			f := codeOf(t, name, strings.Repeat(piece, 400))
			f.readBindings()
			for i := range f.tokens {
				if f.tokens[i].kind == codeOpen && i < 50 {
					f.arguments(i)
				}
				if f.word(i) == "x" && i < 200 {
					f.fold(f.statement(i), codeWant{unit: 1})
				}
			}
		}
	}
}

func BenchmarkHostileCode(b *testing.B) {
	for _, piece := range hostileCode {
		for _, name := range []string{"", "a.py", "a.ts", "a.rb", "a.go"} {
			text := strings.Repeat(piece, 1<<20/len(piece))
			b.Run(name+"/"+piece, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					codeOf(b, name, text).readBindings()
				}
			})
		}
	}
}
