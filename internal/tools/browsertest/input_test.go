//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// What cannot be taken is refused in a sentence that names it; the text, and
// its answer, stay.
func TestBrowserRefusedFiles(t *testing.T) {
	p := open(t)
	p.paste(bothText)
	encode := func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
	for _, c := range []struct {
		name   string
		drop   func(p *page)
		notice []string
	}{
		{"binary", func(p *page) { p.do("drop", []file{{"photo.png", encode("\x89PNG\r\n\x1a\n\x00\x00\x00")}}) },
			[]string{"photo.png", "not UTF-8 text"}},
		{"latin_1", func(p *page) { p.do("drop", []file{{"alt.tf", encode("# f\xfcr alle\n" + bothText)}}) },
			[]string{"alt.tf", "not UTF-8 text"}},
		{"nul_late", func(p *page) {
			p.do("drop", []file{{"late.tf", encode(strings.Repeat("# padding of a text\n", 1000) + "\xff\xfe")}})
		}, []string{"late.tf", "not UTF-8 text"}},
		{"too_large", func(p *page) {
			eval[bool](p, `(sandbox.dropFiles([new File([new Uint8Array(50 * 1024 * 1024 + 1).fill(97)], "huge.tf")]), true)`)
		}, []string{"huge.tf", "50 MiB"}},
		{"two_binaries", func(p *page) { p.do("drop", []file{{"a.tf", encode("\x00")}, {"b.tf", encode("\x00")}}) },
			[]string{"Nothing was opened", "a.tf was left out: it is not text."}},
		{"no_archive", func(p *page) { p.do("drop", []file{{"a.zip", encode("PK, but no archive")}}) },
			[]string{"Nothing was opened", "a.zip was left out: it is no .zip archive, or cut off."}},
	} {
		p.at(t, c.name, func(p *page) {
			c.drop(p)
			p.until("sandbox.notice()")
			notice := p.notice()
			for _, part := range append(c.notice, "Your text is unchanged.") {
				if !strings.Contains(notice, part) {
					p.Errorf("the page says %q, without %q", notice, part)
				}
			}
			if got := p.text(); got != bothText {
				p.Errorf("the editor holds %q", got)
			}
			p.wantDiff(changed(capLine, "3600", "28800"))
			p.click("button", "Dismiss this message")
			p.until("!sandbox.notice()")
		})
	}
}

// In a broken text the good block is corrected and the broken line is named.
func TestBrowserBrokenPart(t *testing.T) {
	p := open(t)
	p.paste(`resource "aws_iam_role" "broken" {
  name                 = "broken
  max_session_duration = 50000

resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  max_session_duration = 60000
}
`)
	p.wantDiff(changed("  max_session_duration = 60000", "60000", "43200"))
	p.wantItem("Does not parse", "line ")
	items := call[[]string](p, "items", "Does not parse")
	if len(items) == 0 || !strings.Contains(items[0], "line 2") && !strings.Contains(items[0], "line 1") {
		t.Errorf("the broken part is named as %q, want line 1 or 2", items)
	}
}

// Half a character can be pasted but not encoded: the line is named.
func TestBrowserLoneSurrogate(t *testing.T) {
	p := open(t)
	eval[bool](p, `(sandbox.paste("first\nsecond \ud83d half\n"), true)`)
	p.settle()
	if said := p.status(); !strings.Contains(said, "line 2") || !strings.Contains(said, "half a character") {
		t.Errorf("the page says %q", said)
	}
	p.paste(bothText)
	p.wantDiff(changed(capLine, "3600", "28800"))
}

// Deep nesting is refused before it can stop the engine, which goes on.
func TestBrowserDeepNesting(t *testing.T) {
	p := open(t)
	const (
		role = "resource \"aws_iam_role\" \"deep\" {\n  max_session_duration = %\n}\n"
		cli  = "aws sts assume-role --role-arn arn:aws:iam::123456789012:role/deep --duration-seconds %\n"
	)
	for _, c := range []struct{ name, around, open, inside, close string }{
		{"brackets", role, "[", "", "]"}, {"braces", role, "{ a = ", "1", "}"}, {"parentheses", role, "(", "1", ")"},
		{"templates", role, `"${`, "a", `}"`}, {"substitutions", cli, "$(", "", ")"}, {"subshells", "%\n", "(", strings.TrimPrefix(cliLine, "$ "), ")"},
	} {
		for _, depth := range []int{5_000, 100_000} {
			p.at(t, fmt.Sprint(c.name, "_", depth), func(p *page) {
				deep := strings.Repeat(c.open, depth) + c.inside + strings.Repeat(c.close, depth)
				p.paste(strings.Replace(c.around, "%", deep, 1))
				p.wantItem("Does not parse", "line 1", "nested deeper than 200 levels")
				p.paste(bothText) // by the same engine: a new one would be a request
				p.wantDiff(changed(capLine, "3600", "28800"))
			})
		}
	}
}
