//go:build browser

package browsertest

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A gate holds up requests for the engine until it is opened.
type gate chan struct{}

func (g gate) hold(r *recorder) {
	r.meddle(func(w http.ResponseWriter, path string) bool {
		if path == "/engine.wasm" {
			<-g
		}
		return false
	})
}

func TestBrowserEngineStarts(t *testing.T) {
	g := make(gate)
	p := openAt(t, "/", g.hold)
	p.until(`sandbox.status().startsWith("The engine is starting")`)
	p.do("paste", bothText)
	p.until(`sandbox.status().includes("your text is taken")`)
	if got := p.text(); got != bothText {
		t.Errorf("while the engine starts the editor holds %q", got)
	}
	close(g)
	p.until(`sandbox.status().startsWith("1 change")`)
	p.wantDiff(changed(capLine, "3600", "28800"))
}

// spoil answers the first so many requests for the engine with rubbish; each
// later one waits for the gate, if there is one.
func spoil(times int32, g gate) func(r *recorder) {
	var count atomic.Int32
	return func(r *recorder) {
		r.meddle(func(w http.ResponseWriter, path string) bool {
			if path != "/engine.wasm" {
				return false
			}
			if count.Add(1) > times {
				if g != nil {
					<-g
				}
				return false
			}
			w.Header().Set("Content-Type", "application/wasm")
			w.Write([]byte("\x00asm\x01\x00\x00\x00rubbish"))
			return true
		})
	}
}

// An engine that does not load is loaded again, the cause is said, and what was
// pasted meanwhile is answered.
func TestBrowserEngineSpoiled(t *testing.T) {
	g := make(gate)
	p := openAt(t, "/", spoil(1, g))
	p.expectTrouble()
	p.until(`sandbox.status().includes("could not be loaded")`)
	if said := p.status(); !strings.Contains(said, "is starting again") {
		t.Errorf("the page says %q", said)
	}
	p.do("paste", bothText)
	close(g)
	p.until(`sandbox.status().startsWith("1 change")`)
	if got := p.text(); got != bothText {
		t.Errorf("the editor holds %q", got)
	}
}

// The same with the paste there first: it is neither lost nor left unanswered.
func TestBrowserEngineSpoiledUnderPaste(t *testing.T) {
	start := make(gate)
	p := openAt(t, "/", func(r *recorder) {
		first := spoil(1, nil)
		first(r)
		rubbish := r.before
		r.meddle(func(w http.ResponseWriter, path string) bool {
			if path == "/engine.wasm" {
				<-start
			}
			return rubbish(w, path)
		})
	})
	p.expectTrouble()
	p.do("paste", bothText)
	p.until(`sandbox.status().includes("your text is taken")`)
	close(start)
	p.until(`sandbox.status().startsWith("1 change")`)
	p.wantDiff(changed(capLine, "3600", "28800"))
}

// Two failures in a row end in a button, and the button works.
func TestBrowserEngineRetry(t *testing.T) {
	p := openAt(t, "/", spoil(2, nil))
	p.expectTrouble()
	p.until(`sandbox.status().startsWith("The engine does not run")`)
	if said := p.status(); !strings.Contains(said, "could not be loaded") {
		t.Errorf("the page says %q, without the cause", said)
	}
	p.do("paste", bothText)
	if got := p.text(); got != bothText {
		t.Errorf("without an engine the editor holds %q", got)
	}
	p.click("button", "Start it again")
	p.until(`sandbox.status().startsWith("1 change")`)
	p.wantDiff(changed(capLine, "3600", "28800"))
}

// inWorker runs a script in the page's worker.
func (p *page) inWorker(script string) {
	p.Helper()
	p.mu.Lock()
	id := p.worker
	p.mu.Unlock()
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id), chromedp.WithDetachOnCancel())
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("("+script+", true)"))
	p.must(err)
}

// A worker that dies is replaced; its last answer stays, the next is made by
// the new one; a death after that answer is again not final.
func TestBrowserWorkerDies(t *testing.T) {
	p := open(t)
	p.expectTrouble()
	for _, line := range []string{"28800", "14400"} {
		p.paste(strings.Replace(bothText, "28800", line, 1))
		p.wantDiff(changed(capLine, "3600", line))
		g := make(gate)
		g.hold(p.recorder)
		p.inWorker(`setTimeout(() => { throw new Error("boom") })`)
		p.until(`sandbox.status().includes("boom")`)
		if said := p.status(); !strings.Contains(said, "is starting again") {
			t.Errorf("the page says %q", said)
		}
		p.wantShown(changed(capLine, "3600", line))
		p.do("paste", "\n# more\n")
		close(g)
		p.until(`sandbox.status().startsWith("1 change")`)
	}
}

// wantShown is wantDiff for a page that is not settled.
func (p *page) wantShown(gone, come []string) {
	p.Helper()
	if got := call[sides](p, "diff"); len(got.Come) != 1 || got.Come[0] != come[0] || got.Gone[0] != gone[0] {
		p.Errorf("the page shows %q", got)
	}
}

// A worker that falls silent can be stopped, and the text asked again. The
// page's clock is hurried: what takes ten seconds takes a fiftieth of one.
func TestBrowserWorkerSilent(t *testing.T) {
	p := openAt(t, "/", nil)
	p.expectTrouble()
	must(p, chromedp.Call, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `{
		const wait = globalThis.setTimeout;
		globalThis.setTimeout = (f, ms, ...rest) => wait(f, ms >= 10_000 ? 200 : ms, ...rest);
	}`})
	p.must(chromedp.Do(p.ctx, chromedp.Navigate(site+"/")))
	p.waitReady()
	p.inWorker("close()")
	p.do("paste", bothText)
	p.until(`sandbox.has("button", "Stop it")`)
	p.click("button", "Stop it")
	p.until(`sandbox.has("button", "Try again")`)
	if got := p.text(); got != bothText {
		t.Errorf("the editor holds %q", got)
	}
	p.click("button", "Try again")
	p.until(`sandbox.status().startsWith("1 change")`)
}
