//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/tools/corpus"
)

// watchBlocks notes every time that the page's main thread is blocked for more
// than 50 ms; blocks tells the longest since.
func (p *page) watchBlocks() {
	eval[bool](p, `(globalThis.blocks = [], new PerformanceObserver((list) =>
		blocks.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" }), true)`)
}

func (p *page) longestBlock() float64 { return eval[float64](p, "Math.max(0, ...blocks.splice(0))") }

// Two thousand files are read, answered and looked through; what is beyond is
// named. How long the main thread was blocked is told, not judged.
func TestBrowserManyFiles(t *testing.T) {
	p := open(t)
	files := map[string]string{"role.tf": infra["iam/role.tf"], "deploy.sh": infra["ci/deploy.sh"]}
	for i := range 2010 {
		files[fmt.Sprintf("modules/m%03d/f%04d.tf", i%100, i)] = fmt.Sprintf("variable \"v%d\" {\n  type = string\n}\n%s", i, strings.Repeat("# a line of a file that has nothing to do with it\n", 30))
	}
	dir := p.write("many", files)
	p.watchBlocks()
	p.dropPaths(dir)
	p.until(`!document.getElementById("files").hidden`)
	t.Logf("reading: longest block of the main thread %.0f ms", p.longestBlock())
	p.settle()
	t.Logf("answering: longest block of the main thread %.0f ms", p.longestBlock())
	// The two files at the top come last in the order of paths, and are beyond.
	if hint := call[string](p, "text", "tree-hint"); !strings.HasPrefix(hint, "Nothing was found") {
		t.Errorf("the page says %q", hint)
	}
	if left := call[string](p, "text", "left-out"); left != "Not read (12)" {
		t.Errorf("not read are %q", left)
	}
	p.click("input", "Only files with findings")
	p.until(`sandbox.rows().length === 300`)
	t.Logf("all rows: longest block of the main thread %.0f ms", p.longestBlock())
	p.click("input", "Show files whose path has")
	p.insert("f0042")
	p.until(`sandbox.rows().length === 5`) // with the one in view
	p.show("f0042.tf")
	p.click("[role=textbox]", "Text to correct")
	p.insert(infra["ci/deploy.sh"])
	p.settle()
	t.Logf("editing one: longest block of the main thread %.0f ms", p.longestBlock())
	p.wantRows("▾ modules/m042", ">  f0042.tf ✕ 1 1 error ± changed")
}

// Fifty megabytes of files are answered; one more megabyte is left out and said
// so.
func TestBrowserFiftyMegabytes(t *testing.T) {
	p := open(t)
	files := map[string]string{}
	part := strings.ReplaceAll(corpus.Terraform(5_000_000), "max_session_duration", "description")
	for i := range 11 {
		files[fmt.Sprintf("big/part%02d.tf", i)] = part
	}
	files["a/role.tf"], files["a/deploy.sh"] = infra["iam/role.tf"], infra["ci/deploy.sh"]
	dir := p.write("large", files)
	p.watchBlocks()
	p.dropPaths(dir)
	p.until(`!document.getElementById("files").hidden`)
	t.Logf("reading: longest block of the main thread %.0f ms", p.longestBlock())
	p.until(`sandbox.status().startsWith("1 change")`)
	t.Logf("answering: longest block of the main thread %.0f ms", p.longestBlock())
	p.wantDiff(changed("  max_session_duration = 3600", "3600", "28800"))
	if left := eval[string](p, `document.getElementById("left-out").textContent`); !strings.Contains(left, "part10.tf: more than 50 MiB") {
		t.Errorf("not read are %q", left)
	}
	p.click("[role=textbox]", "Text to correct")
	p.insert("# a note\n")
	p.settle()
	t.Logf("editing one: longest block of the main thread %.0f ms", p.longestBlock())
}

// Reading can be stopped, whatever it waits for; nothing is opened then.
func TestBrowserReadingStopped(t *testing.T) {
	p := open(t)
	p.paste(bothText)
	eval[bool](p, `{
		const slow = new File(["a = 1"], "a.tf");
		slow.arrayBuffer = () => new Promise((done) => setTimeout(() => done(new ArrayBuffer(1)), 50));
		const stuck = new File(["b = 1"], "b.tf");
		stuck.arrayBuffer = () => new Promise((done) => (globalThis.release = () => done(new ArrayBuffer(1))));
		sandbox.dropFolder("infra", { "a.tf": slow, "b.tf": stuck, "c.tf": "" });
		true;
	}`)
	p.until(`sandbox.status().startsWith("Reading file 1 of 3")`)
	p.click("button", "Stop reading")
	p.until(`sandbox.notice().startsWith("Reading was stopped: nothing was opened")`)
	eval[bool](p, "(release(), true)")
	p.settle()
	if got := p.text(); got != bothText || !call[bool](p, "hidden", "files") {
		t.Errorf("the editor holds %q", got)
	}
	p.wantDiff(changed(capLine, "3600", "28800"))
}
