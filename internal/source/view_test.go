package source

import (
	"strings"
	"testing"
)

// In the rows, what the view blanks is a middle dot for each byte: its own
// blanks stay blanks.
func TestViewBlanksWhatSurroundsLines(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		most             Around
	}{
		{"mail", "On Monday she wrote:\n> a = 1\n> > b = 2\n>\nno\n", "On Monday she wrote:\n··a = 1\n····b = 2\n·\nno\n", Quoted},
		{"mail without blanks", ">aws a\n>aws b\n>aws c\n", "·aws a\n·aws b\n·aws c\n", Quoted},
		{"one quoted line", "> aws sts x\n", "··aws sts x\n", Quoted},
		{"bars", "| a\n|\n| b\n", "··a\n·\n··b\n", Quoted},
		{"entities", "a:\n&gt; x &amp;&amp; y &quot;z&quot;\n", "a:\n·····x         && y ·····\"z\"·····\n", Quoted},
		{"numbered by grep", "9:a {\n10:  b\n11:}\n", "··a {\n···  b\n···}\n", Numbered},
		{"numbered by grep with context", "9-a {\n10:  b\n11-}\n", "··a {\n···  b\n···}\n", Numbered},
		{"numbered by cat", "     1\ta {\n     2\t}\n", "·······a {\n·······}\n", Numbered},
		{"numbered with bars", " 1 | a\n 2 |\n 3 |   b\n", "·····a\n····\n·····  b\n", Numbered},
		{"numbered with blanks", "  8  a\n  9  b\n 10  c\n", "·····a\n·····b\n·····c\n", 0},
		{"bat", "   1   │ a {\n   2 ~ │   b\n   3   │ }\n", "·········· a {\n··········   b\n·········· }\n", 0},
		{"arrows", " 1→a\n 2→b\n", "·····a\n·····b\n", Numbered},
		{"history", "  501  aws x\n  502  aws y\n  503  aws z\n", "······ aws x\n······ aws y\n······ aws z\n", 0},
		{"Actions", "2024-05-01T10:00:00.1234567Z aws x\n", "·····························aws x\n", Logged},
		{"gh run view", "build\tRun x\t2024-05-01T10:00:00.1234567Z aws x\n", strings.Repeat("·", 41) + "aws x\n", Logged},
		{"GitLab", "2024-05-01T10:00:00.123456Z 01O aws x\n", strings.Repeat("·", 32) + "aws x\n", Logged},
		{"time", "[10:00:00] aws x\n10:00:00 aws y\n", "···········aws x\n·········aws y\n", Logged},
		{"prompt with the time", "[10:00:00] $ aws x\n", "···········$ aws x\n", Numbered},
		{"syslog", "Jan 02 10:00:00 host app[1]: aws x\n", strings.Repeat("·", 29) + "aws x\n", Logged},
		{"klog", "I0102 10:00:00.123456       1 main.go:10] aws x\n", strings.Repeat("·", 42) + "aws x\n", Logged},
		{"build steps", "#12 0.123 aws x\n#12 [3/5] RUN aws y\n", "··········aws x\n··········RUN aws y\n", Logged},
		{"services", "web_1  | aws x\nweb_1  | aws y\n", "·········aws x\n·········aws y\n", Logged},
		{"colours", "\x1b[1;31maws\x1b[0m x[32my[0m", "·······aws···· x····y···", Bare},
		{"exotic blanks", "a\u00a0b\u200bc\u3000d\ufeffe", "a··b···c···d···e", Bare},
		{"boxes", "│ a\n╵\n", "··· a\n···\n", Bare},
		{"curly quotes", "a = “12h”\nb = ‘x’\n", "a = ··\"12h\"··\nb = ··'x'··\n", Bare},
		{"curly quotes behind the shell's equals sign", "A=“1” --b=“2” c=“3”\n", "A=\"\"\"1\"\"\" --b=\"\"\"2\"\"\" c=··\"3\"··\n", Bare},
		{"curly quotes beside straight ones", "a = \"“12h”\"\n", "a = \"“12h”\"\n", Bare},
		{"curly quotes in a string of several lines", "echo \"a\n\n“b”\n\nc\"\n\n“d”\n", "echo \"a\n\n“b”\n\nc\"\n\n··\"d\"··\n", Bare},
		{"an apostrophe", "don’t ‘x’\n", "don’t ‘x’\n", Bare},
		{"long dashes", "aws —duration-seconds 1 –d 2 − 3 a–b\n", "aws ·--duration-seconds 1 ··-d 2 − 3 a–b\n", Bare},
		{"environment", "(venv) $ aws x\n", "·······$ aws x\n", Bare},
		{"python", ">>> a(\n... b)\n3\n", "····a(\n····b)\n3\n", Numbered},
		{"log in a quoted mail", "> 12: a\n> 13: b\n", "······a\n······b\n", 0},
		{"omissions", "a {\n  ...\n  b\n  # ...\n}\n", "a {\n  ···\n  b\n  # ...\n}\n", Bare},
		{"diff", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@ a {\n b\n-c\n+d\n }\nend\n",
			strings.Repeat("·", 18) + "\n·······\n·······\n················a {\n·b\n··\n·d\n·}\nend\n", Diffed},
		{"diff in a fence", "```diff\n-a\n+b\n```\n", "```diff\n··\n·b\n```\n", Diffed},

		{"redirection", "aws x \\\n> y.json\naws z > y\n", "aws x \\\n> y.json\naws z > y\n", Bare},
		{"pipe", "aws x \\\n  | jq\n| cat\n", "aws x \\\n  | jq\n| cat\n", Bare},
		{"table", "| a | b |\n| --- | --- |\n| c | d |\n", "| a | b |\n| --- | --- |\n| c | d |\n", Bare},
		{"conflict", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", Bare},
		{"tag", "<A\n> text\n", "<A\n> text\n", Bare},
		{"list of numbers", "3600\n7200\n", "3600\n7200\n", Bare},
		{"end of YAML", "a: 1\n...\nb: 2\n", "a: 1\n...\nb: 2\n", Bare},
		{"times of day", "10:00 a\n12:00 b\n", "10:00 a\n12:00 b\n", Bare},
		{"an index", "a[0m]\nx[1]\n", "a[0m]\nx[1]\n", Bare},
		{"cut off", "aws --duration-seconds 43…\n", "aws --duration-seconds 43…\n", Bare},
		{"entities of XML", "<a b=\"&gt;\">&quot;</a>\n", "<a b=\"&gt;\">&quot;</a>\n", Bare},
		{"query", "Action=A&amp;DurationSeconds=1\n", "Action=A&amp;DurationSeconds=1\n", Bare},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, eol := range []string{"\n", "\r\n"} {
				text := strings.ReplaceAll(strings.ReplaceAll(test.text, "\r\n", "\n"), "\n", eol)
				want := strings.ReplaceAll(strings.ReplaceAll(test.want, "\r\n", "\n"), "\n", eol)
				d, err := New("", text)
				if err != nil {
					t.Fatal(err)
				}
				v := NewView(d)
				if want := strings.ReplaceAll(want, "·", " "); v.Text != want {
					t.Errorf("got  %q\nwant %q", v.Text, want)
				}
				if len(v.Text) != len(text) {
					t.Errorf("the view has %d bytes, the text %d", len(v.Text), len(text))
				}
				if most := v.Most(Span{End: len(text)}); test.most != 0 && most != test.most {
					t.Errorf("around is %d, want %d", most, test.most)
				}
			}
		})
	}
}
