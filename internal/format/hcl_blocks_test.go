package format

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	hcl2 "github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/source"
)

// hclRendered renders the items of text, one a line: start, end, words.
func hclRendered(text string) string {
	var out strings.Builder
	hclItems(text, 0, func(it *hclItem) bool {
		if it.stray {
			fmt.Fprintf(&out, "%d stray\n", it.Start)
			return true
		}
		fmt.Fprintf(&out, "%d-%d %s", it.Start, it.End, text[it.name.Start:it.name.End])
		for i := range min(it.count, len(it.labels)) {
			fmt.Fprintf(&out, " %s", it.label(text, i))
		}
		if !it.isBlock() {
			out.WriteString(" =")
		}
		switch it.ending {
		case hclSpilled:
			out.WriteString(" spilled")
		case hclTorn:
			out.WriteString(" torn")
		case hclDeep:
			out.WriteString(" deep")
		}
		if it.output {
			out.WriteString(" output")
		}
		out.WriteString("\n")
		return true
	})
	return out.String()
}

// hclParsed renders what hclsyntax says of text in the same way, and false
// where hclsyntax refuses it.
func hclParsed(text string) (string, bool) {
	file, diags := hclsyntax.ParseConfig([]byte(text), "", hcl2.InitialPos)
	if diags.HasErrors() {
		return "", false
	}
	body := file.Body.(*hclsyntax.Body)
	lines := map[int]string{}
	for _, a := range body.Attributes {
		// A heredoc's marker includes the blanks after it.
		end := len(strings.TrimRight(text[:a.SrcRange.End.Byte], " \t\r\n"))
		lines[a.SrcRange.Start.Byte] = fmt.Sprintf("%d-%d %s =\n", a.SrcRange.Start.Byte, end, a.Name)
	}
	for _, b := range body.Blocks {
		words := strings.Join(append([]string{b.Type}, b.Labels[:min(3, len(b.Labels))]...), " ")
		lines[b.TypeRange.Start.Byte] = fmt.Sprintf("%d-%d %s\n", b.TypeRange.Start.Byte, b.CloseBraceRange.End.Byte, words)
	}
	var out strings.Builder
	for i := range len(text) {
		out.WriteString(lines[i])
	}
	return out.String(), true
}

func TestHCLItems(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"two blocks", "a {\n}\nb \"x\" {}\n", "0-5 a\n6-14 b x\n"},
		{"quoted brace", "a {\n x = \"}\"\n}", "0-14 a\n"},
		{"template in a quote", "a {\n x = \"${f(\"}\")}\"\n}", "0-22 a\n"},
		{"escaped template", "a {\n x = \"$${ }\"\n}\nb {}", "0-18 a\n19-23 b\n"},
		{"heredoc", "a {\n x = <<EOT\n}\n EOT\n}\n", "0-23 a\n"},
		{"heredoc marker in a template", "a {\n x = <<EOT\n${<<EOT\n}\nEOT\n}\nEOT\n}\n", "0-36 a\n"},
		{"shift is not a heredoc", "a {\n x = 1 < 2\n}\n", "0-16 a\n"},
		{"comments", "a {\n# }\n// }\n/* }\n } */\n}\n", "0-25 a\n"},
		{"prose and fence", "Look at this:\n```hcl\n  a {\n  }\n```\nend.\n", "23-30 a\n"},
		{"attribute", "a = 1 # one\nb = [\n 1,\n]\n", "0-5 a =\n12-23 b =\n"},
		{"not an attribute", "a == 1\nb => 2\nc: 3\n", ""},
		{"unclosed is torn at the next header", "resource \"a\" \"b\" {\n  x = 1\n\nlocals {\n}\n", "0-26 resource a b torn\n28-38 locals\n"},
		{"unclosed at an indentation", "  locals {\n    x = {\n  terraform {\n  }\n", "2-20 locals torn\n23-38 terraform\n"},
		{"wrong bracket", "locals {\n x = (1]\n}\nterraform {\n}\n", "0-19 locals torn\n20-33 terraform\n"},
		{"unknown torn block is passed over", "Here is the plan {\nlocals {\n}\n", "19-29 locals\n"},
		{"string over its line", "locals {\n x = \"abc\n}\nterraform {\n}\n", "0-20 locals spilled\n21-34 terraform\n"},
		{"heredoc without an end", "locals {\n x = <<EOT\n}\nterraform {\n}\n", "0-21 locals torn\n22-35 terraform\n"},
		{"data in check", "check \"x\" {\ndata \"a\" \"b\" {\n}\n}\n", "0-30 check x\n"},
		{"stray brace", "locals {\n}\n}\n", "0-10 locals\n11 stray\n"},
		{"plan", "  ~ resource \"aws_iam_role\" \"a\" {\n      ~ max_session_duration = 3600 -> 43200\n    }\n", "4-84 resource aws_iam_role a output\n"},
		{"error box", "│ Error: x\n│ resource \"a\" \"b\" {\n╵\nlocals {\n}\n", "40-50 locals\n"},
		{"no-break spaces", "locals\u00a0{\n}\n", "0-11 locals\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := hclRendered(test.text); got != test.want {
				t.Errorf("got:\n%swant:\n%s", got, test.want)
			}
		})
	}
}

func TestHCLItemsNesting(t *testing.T) {
	many := 100_000
	for name, inner := range map[string]string{
		"parentheses":  strings.Repeat("(", many),
		"quotes":       strings.Repeat("\"${", many),
		"signs":        strings.Repeat("-", many) + "1",
		"apart":        strings.Repeat("- /* */ ! ", many) + "1",
		"conditionals": strings.Repeat("a ? b : ", many) + "c",
		"splats":       "a" + strings.Repeat("[*]", many),
		"directives":   "\"" + strings.Repeat("%{ if a }", many) + "\"",
		"mixed":        strings.Repeat(strings.Repeat("-", 50)+"(", 50) + "1" + strings.Repeat(")", 50),
	} {
		t.Run(name, func(t *testing.T) {
			text := "locals {\n  x = " + inner + "\n}\nterraform {\n}\n"
			if got := hclRendered(text); !strings.Contains(got, "locals deep\n") || !strings.HasSuffix(got, " terraform\n") {
				t.Errorf("got %s", got)
			}
		})
	}
	for name, inner := range map[string]string{
		"dashes in a comment": "1 # " + strings.Repeat("-", 1000),
		"signs apart":         "[" + strings.Repeat("-1, ", 1000) + "]",
		"conditionals apart":  "[" + strings.Repeat("a ? b : c, ", 1000) + "]",
		"directives in turn":  "\"" + strings.Repeat("%{ if a }b%{ endif }", 1000) + "\"",
		"products":            strings.Repeat("1 - ", 1000) + "1",
	} {
		t.Run(name, func(t *testing.T) {
			text := "locals {\n  x = " + inner + "\n}\n"
			if got := hclRendered(text); !strings.HasSuffix(got, " locals\n") {
				t.Errorf("got %s", got)
			}
		})
	}
}

// hclRandom writes a valid Terraform file from the choices in r.
type hclRandom struct {
	*rand.Rand
	out strings.Builder
	eol string
}

func (g *hclRandom) pick(words ...string) string { return words[g.Intn(len(words))] }

func (g *hclRandom) file(items int) string {
	for range items {
		g.gap("")
		if g.Intn(4) == 0 {
			g.attribute("", 3)
		} else {
			g.block(g.pick("", "", "  ", "\t"), 3)
		}
	}
	return g.out.String()
}

func (g *hclRandom) gap(indent string) {
	g.out.WriteString(g.pick("", "", g.eol, indent+"# } \" <<EOT"+g.eol, indent+"// { ${"+g.eol, indent+"/* } "+g.eol+" \" { */"+g.eol, "/**/"+g.eol))
}

func (g *hclRandom) block(indent string, depth int) {
	g.out.WriteString(indent + g.pick("resource \"aws_x\" \"y\"", "locals", "a b", "a-b \"c\" d", "été", "x /* { */ \"y\"") + g.pick(" ", "", "\t") + "{")
	if g.Intn(6) == 0 {
		g.out.WriteString(g.pick(" ", "") + "}" + g.tail())
		return
	}
	g.out.WriteString(g.tail())
	for n := g.Intn(4); n > 0; n-- {
		g.gap(indent + "  ")
		if depth > 0 && g.Intn(3) == 0 {
			g.block(indent+"  ", depth-1)
		} else {
			g.attribute(indent+"  ", depth)
		}
	}
	g.out.WriteString(indent + "}" + g.tail())
}

func (g *hclRandom) tail() string {
	return g.pick("", "", " # }", "\t// \"", " /* { */", " ") + g.eol
}

var hclNames = 0

func (g *hclRandom) attribute(indent string, depth int) {
	hclNames++
	fmt.Fprintf(&g.out, "%sn%d%s=%s", indent, hclNames, g.pick(" ", "", "  "), g.pick(" ", "", "\t"))
	if g.Intn(4) == 0 {
		mark := g.pick("EOT", "E-1", "été")
		g.out.WriteString("<<" + g.pick("", "-") + mark + g.eol)
		for n := g.Intn(4); n > 0; n-- {
			g.out.WriteString(g.pick("}", "\"", "# {", "$${", "%%{", "$", "%", "resource \"a\" \"b\" {", mark+" x", "x "+mark, "$"+mark, ""))
			if g.Intn(3) == 0 {
				g.out.WriteString("${" + g.expression(depth-1) + "}")
			}
			if g.Intn(5) == 0 {
				g.out.WriteString("%{ if a ~}" + g.eol + "}" + "%{~ endif }")
			}
			g.out.WriteString(g.eol)
		}
		g.out.WriteString(g.pick("", "  ") + mark + g.eol)
		return
	}
	g.out.WriteString(g.expression(depth) + g.tail())
}

func (g *hclRandom) expression(depth int) string {
	if depth <= 0 {
		return g.pick("1", "\"x\"", "var.a", "\"}\"", "\"\\\"{\"", "\"$${\"", "\"%%{ $\"", "-1", "!a", "a[*].b")
	}
	in := func() string { return g.expression(depth - 1) }
	switch g.Intn(8) {
	case 0:
		return "[" + g.pick("", g.eol) + in() + "," + g.pick("", g.eol, "# ]"+g.eol) + in() + "]"
	case 1:
		return "{" + g.pick("", g.eol+"# }"+g.eol) + "a = " + in() + g.pick(", ", g.eol) + "(var.b) : " + in() + g.pick("", g.eol) + "}"
	case 2:
		return "f(" + in() + ", " + in() + g.pick("", "..."+g.eol) + ")"
	case 3:
		return "\"a${" + in() + "}b%{ if x }{%{ endif }\""
	case 4:
		return in() + g.pick(" * ", " + ", " < ", " && ") + in()
	case 5:
		return "(" + g.eol + in() + " ? " + in() + " : " + in() + ")"
	case 6:
		return "[for k, v in " + in() + " : v if k != \"}\"]"
	}
	return in()
}

func hclRandomFile(seed int64, eol string) string {
	g := &hclRandom{Rand: rand.New(rand.NewSource(seed)), eol: eol}
	return g.file(1 + g.Intn(6))
}

func TestHCLItemsAgainstParser(t *testing.T) {
	valid := 0
	for seed := range int64(3000) {
		text := hclRandomFile(seed, []string{"\n", "\r\n"}[seed%2])
		if seed%5 == 0 {
			doc, err := source.New("", "\uFEFF"+text)
			if err != nil {
				t.Fatal(err)
			}
			text = doc.Text
		}
		want, ok := hclParsed(text)
		if !ok {
			continue
		}
		valid++
		if got := hclRendered(text); got != want {
			t.Fatalf("seed %d: got:\n%swant:\n%stext:\n%s", seed, got, want, text)
		}
	}
	if valid < 1500 {
		t.Errorf("only %d of 3000 generated files are valid", valid)
	}
}

// FuzzHCLItems compares the splitter with the parser wherever the parser
// accepts the text, and wants items in order, inside the text, otherwise.
func FuzzHCLItems(f *testing.F) {
	for seed := range int64(40) {
		f.Add(hclRandomFile(seed, []string{"\n", "\r\n"}[seed%2]))
	}
	f.Add("resource \"a\" \"b\" {\n  x = <<EOT\n")
	f.Add("x = <<E\r\nE \n")
	f.Add("a {\n x = \"${f(\"\n  x /*\n { */ \"l\"{ \n  }\n")
	f.Add("  ~ resource \"a\" \"b\" {\n")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := source.New("", text)
		if err != nil || len(text) > 1<<16 {
			t.Skip()
		}
		text = doc.Text
		last, deep := 0, false
		hclItems(text, 0, func(it *hclItem) bool {
			if it.Start < last || it.End < it.Start || it.End > len(text) {
				t.Fatalf("item %d-%d after %d of %d", it.Start, it.End, last, len(text))
			}
			last, deep = it.End, deep || it.ending == hclDeep
			return true
		})
		for _, comment := range strings.Split(text, "/*")[1:] {
			if n := strings.Index(comment, "*/"); n > maxInlineComment-8 {
				t.Skip()
			}
		}
		if deep || strings.Count(text, "(")+strings.Count(text, "[")+strings.Count(text, "{") > 2*maxDepth {
			t.Skip()
		}
		want, ok := hclParsed(text)
		if !ok {
			return
		}
		if got := hclRendered(text); got != want {
			t.Errorf("got:\n%swant:\n%s", got, want)
		}
	})
}
