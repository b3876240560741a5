//go:build browser

package browsertest

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// The cases of the article that sends people here.
const (
	cliLine  = `$ aws sts assume-role --role-arn arn:aws:iam::123456789012:role/deploy --role-session-name ci --duration-seconds 43200`
	roleText = `resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
`
	bothText = `resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

aws sts assume-role --role-arn arn:aws:iam::123456789012:role/deploy \
  --role-session-name ci --duration-seconds 28800
`
)

func TestBrowserArticleCLI(t *testing.T) {
	p := open(t)
	p.paste(cliLine + "\n")
	p.wantDiff([]string{cliLine}, []string{strings.Replace(cliLine, "43200", "3600", 1)})
	p.wantItem("Findings", "line 1", "asks for 43200 s (12 h)", "Reduce the request to 3600 s (1 h) applied")
	if got, want := p.status(), "1 change: Reduce the request to 3600 s (1 h)."; got != want {
		t.Errorf("the page says %q, want %q", got, want)
	}
	p.click("button", "line 1") // shows the place in the editor
	if at := call[focus](p, "focused"); at.Name != "Text to correct" {
		t.Errorf("the line's button leads to %+v, want the editor", at)
	}
	p.wantDocsLinks()
}

// wantDocsLinks opens every explanation that the findings link to.
func (p *page) wantDocsLinks() {
	p.Helper()
	links := eval[[]struct{ Href, Title string }](p, `sandbox.all("#findings a[href^='docs/']").map((a) =>
		({ href: a.getAttribute("href"), title: a.textContent.replace(/: the whole page$/, "") }))`)
	if len(links) == 0 {
		p.Error("the findings link to no explanation")
	}
	for _, link := range links {
		response, err := http.Get(site + "/" + link.Href)
		p.must(err)
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		p.must(err)
		if heading := "<h1>" + link.Title + "</h1>"; response.StatusCode != 200 || !strings.Contains(string(body), strings.ReplaceAll(heading, "'", "&#39;")) {
			p.Errorf("%s answers %d, without the heading %q", link.Href, response.StatusCode, heading)
		}
	}
}

func TestBrowserArticleRole(t *testing.T) {
	p := open(t)
	p.paste(roleText)
	for _, hours := range []int{8, 4} {
		p.click("button", fmt.Sprint(hours, " h"))
		p.wantDiff(nil, []string{"", fmt.Sprintf("  max_session_duration = %d", hours*3600)})
		p.wantItem("Findings", "line 1", fmt.Sprintf("you want %d s (%d h)", hours*3600, hours))
	}
	p.wantDocsLinks()
}

func TestBrowserArticleRoleAndCaller(t *testing.T) {
	p := open(t)
	p.paste(bothText)
	p.wantDiff([]string{"  max_session_duration = 3600"}, []string{"  max_session_duration = 28800"})
	p.wantItem("Findings", "line 8", "line 4", "Raise the role's maximum to 28800 s (8 h) applied")
	p.wantDocsLinks()
}

// A paste by the real keys, from what another program put on the clipboard.
func TestBrowserPasteByKeys(t *testing.T) {
	p := open(t)
	p.setClipboard(bothText)
	p.click("[role=textbox]", "Text to correct")
	p.command("v", "paste", control)
	p.until(`sandbox.status().startsWith("1 change")`)
	if got := p.text(); got != bothText {
		t.Errorf("the editor holds %q", got)
	}
	p.wantDiff([]string{"  max_session_duration = 3600"}, []string{"  max_session_duration = 28800"})
}

// Typing is answered too, without anything to press.
func TestBrowserTyping(t *testing.T) {
	p := open(t)
	p.click("[role=textbox]", "Text to correct")
	p.insert(cliLine)
	p.until(`sandbox.status().startsWith("1 change")`)
	p.wantDiff([]string{cliLine}, []string{strings.Replace(cliLine, "43200", "3600", 1)})
	for range len("43200") {
		p.press("Backspace")
	}
	p.insert("1800")
	p.until(`!sandbox.busy() && !sandbox.status().startsWith("1 change")`)
	if !call[bool](p, "hidden", "diff") {
		t.Error("nothing is wrong any more, and a diff stands there")
	}
}

// Every example that the page offers is answered, and says something.
func TestBrowserExamples(t *testing.T) {
	p := open(t)
	titles := eval[[]string](p, `sandbox.all("#examples li button").map((b) => b.textContent)`)
	if len(titles) < 3 {
		t.Fatalf("there are %d examples", len(titles))
	}
	for _, title := range titles {
		p.click("summary", "Examples")
		p.click("#examples li button", title)
		p.settle()
		if said := eval[int](p, `document.querySelectorAll("#findings li.item").length`); said == 0 {
			t.Errorf("example %q: nothing is said but %q", title, p.status())
		}
		if !call[bool](p, "hidden", "files") { // an example of several files
			p.click("button", "Close all")
			p.settle()
		}
	}
}
