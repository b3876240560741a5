//go:build browser

package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A finding of axe is a rule and the places that break it.
type violation struct {
	ID     string
	Impact string
	Help   string
	Nodes  []string
}

// wantAccessible runs every rule of axe-core that is neither an experiment nor
// of level AAA, best practices included, and wants no finding. On a narrow page
// nothing may stick out either.
func (p *page) wantAccessible() {
	p.Helper()
	if !eval[bool](p, `"axe" in globalThis`) {
		source, err := os.ReadFile(filepath.Join(root, "web/node_modules/axe-core/axe.min.js"))
		p.must(err)
		eval[bool](p, string(source)+"\n;true")
	}
	found := eval[[]violation](p, `axe.run(document, { resultTypes: ["violations"] }).then(({ violations, passes }) => {
		if (passes.length < 10) throw new Error("axe tried only " + passes.length + " rules");
		return violations.map(({ id, impact, help, nodes }) => ({ id, impact, help,
			nodes: nodes.slice(0, 4).map((n) => n.target.flat().join(" ") + "  " + n.html.slice(0, 160) + "  " + (n.any[0]?.message ?? "")) }));
	})`)
	for _, v := range found {
		p.Errorf("%s (%s): %s\n%q", v.ID, v.Impact, v.Help, v.Nodes)
	}
	if over := call[[]string](p, "overflow"); len(over) > 0 {
		p.Errorf("wider than the page: %q", over)
	}
}

// states are what the page can look like.
var states = []struct {
	name  string
	reach func(p *page)
}{
	{"empty", func(p *page) { p.clear() }},
	{"result", func(p *page) { p.paste(bothText) }},
	{"side_by_side", func(p *page) {
		p.paste(bothText)
		p.click("input[name=layout]", "Side by side")
	}},
	{"patch", func(p *page) {
		p.paste(bothText)
		p.click("input[name=layout]", "Patch")
	}},
	{"refusals", func(p *page) {
		p.click("input[name=layout]", "Patch")
		p.click("input[name=layout]", "Unified")
		p.paste("resource \"aws_iam_role\" \"a\" {\n  max_session_duration = var.hours * 3600\n}\n\nresource \"aws_iam_role\" \"b\" {\n  max_session_duration = [\n\n" + cliLine)
		p.wantItem("Not edited", "line 2")
	}},
	{"examples", func(p *page) { p.click("summary", "Examples") }},
	{"opened", func(p *page) {
		p.click("summary", "Examples")
		p.paste(cliLine)
		eval[bool](p, `document.querySelectorAll("details:not(#examples)").forEach((d) => (d.open = true)) ?? true`)
	}},
	{"notice", func(p *page) {
		eval[bool](p, `document.querySelectorAll("details").forEach((d) => (d.open = false)) ?? true`)
		p.do("drop", []file{{"a.png", ""}, {"b.png", ""}})
		p.until("sandbox.notice()")
	}},
	{"redaction", func(p *page) {
		p.paste(cliLine + "\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n")
		p.click("button", "What would be redacted")
		p.until(`sandbox.has("[role=textbox]", "Redacted text")`)
	}},
	{"folder", func(p *page) {
		p.click("button", "Correction")
		p.dropPaths(p.write("infra", infra))
		p.opened()
		eval[bool](p, `(document.getElementById("left-out").open = true)`)
	}},
	{"folder_file_without_change", func(p *page) { p.show("unrelated.tf") }},
	{"folder_several_findings", func(p *page) {
		p.click("button", "Add a text")
		p.insert(strings.Repeat(cliLine+"\n", 3) + "aws sts assume-role --role-arn $ROLE --role-session-name x --duration-seconds $TTL\n")
		p.settle()
		p.wantItem("Not edited", "$TTL is not set")
		p.wantItem("In other files", "ci/deploy.sh, line 3")
	}},
	{"keys", func(p *page) {
		p.click("button", "Keys")
		p.until(`document.getElementById("keys").open`)
	}},
}

// looks are how the browser can be set.
var looks = []struct {
	name          string
	features      map[string]string
	width, height int64
}{
	{"light", map[string]string{"prefers-color-scheme": "light"}, 1280, 900},
	{"dark", map[string]string{"prefers-color-scheme": "dark"}, 1280, 900},
	{"light_narrow", map[string]string{"prefers-color-scheme": "light"}, 360, 740},
	{"dark_narrow", map[string]string{"prefers-color-scheme": "dark"}, 360, 740},
	{"forced_colours", map[string]string{"forced-colors": "active"}, 1280, 900},
}

func (p *page) look(features map[string]string) {
	params := emulation.SetEmulatedMediaParams{ // no colour is looked at halfway through a transition
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	}
	for name, value := range features {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	must(p, chromedp.Call, emulation.SetEmulatedMedia, params)
	for name, value := range features {
		if query := "(" + name + ": " + value + ")"; !eval[bool](p, "matchMedia("+literals([]any{query})+").matches") {
			p.Fatalf("the browser does not take %s", query)
		}
	}
}

// wantAccessibleInAllLooks leaves the page as wide and light as it was.
func (p *page) wantAccessibleInAllLooks(t *testing.T, name string) {
	for _, l := range looks {
		p.at(t, name+"/"+l.name, func(p *page) {
			p.look(l.features)
			p.resize(l.width, l.height)
			p.wantAccessible()
		})
	}
	p.look(looks[0].features)
	p.resize(looks[0].width, looks[0].height)
}

func TestBrowserAccessible(t *testing.T) {
	p := open(t)
	p.look(looks[0].features)
	for _, s := range states {
		s.reach(p)
		p.wantAccessibleInAllLooks(t, s.name)
	}
}

func TestBrowserAccessibleDocs(t *testing.T) {
	openAt(t, "/docs/default-3600.html", nil).wantAccessibleInAllLooks(t, "explanation")
	openAt(t, "/docs/", nil).wantAccessibleInAllLooks(t, "index")
}
