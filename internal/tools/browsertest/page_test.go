//go:build browser

package browsertest

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

//go:embed page.js
var pageJS string

// A page is one tab with the sandbox in a browser context of its own.
type page struct {
	*testing.T
	ctx      context.Context
	recorder *recorder
	started  int // requests until the page was ready
	troubled bool

	mu      sync.Mutex
	console []string  // warnings and errors
	worker  target.ID // the newest
}

// open is the page, ready. When the test ends, the page is checked for what no
// use of it may cause.
func open(t *testing.T) *page {
	p := openAt(t, "/", nil)
	p.waitReady()
	return p
}

// openAt opens an address of the site without waiting for more than its load.
// Meddle, if any, sees every request first.
func openAt(t *testing.T, path string, meddle func(r *recorder)) *page {
	t.Helper()
	p := &page{T: t, recorder: newRecorder(t)}
	if meddle != nil {
		meddle(p.recorder)
	}
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext(func(params *target.CreateBrowserContextParams) {
		params.ProxyServer = p.recorder.proxy
		params.ProxyBypassList = "<-loopback>" // not even this machine is reached without the recorder
	}), chromedp.WithListener(p.listen))
	t.Cleanup(cancel)
	p.ctx = ctx
	p.must(chromedp.Do(ctx))
	for _, permission := range []string{"clipboard-read", "clipboard-write"} {
		must(p, chromedp.CallBrowser, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: permission}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
		})
	}
	must(p, chromedp.Call, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	must(p, chromedp.Call, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: pageJS})
	p.resize(1280, 900)
	p.must(chromedp.Do(ctx, chromedp.Navigate(site+path)))
	t.Cleanup(p.close)
	return p
}

// close checks what holds however the page was used: nothing was sent once it
// was ready, nothing ever went to another origin, the browser had nothing to
// refuse and nothing to complain about.
func (p *page) close() {
	seen := p.recorder.seen()
	if away := elsewhere(seen); len(away) > 0 {
		p.Errorf("the page reached other origins: %v", away)
	}
	if p.troubled {
		return
	}
	if p.started > 0 && len(seen) > p.started {
		p.Errorf("requests after the page was ready: %v", seen[p.started:])
	}
	if violations := call[[]string](p, "violations.slice"); len(violations) > 0 {
		p.Errorf("the page violated its own policy: %v", violations)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.console) > 0 {
		p.Errorf("the console has complaints: %q", p.console)
	}
}

// at runs a part of a test on the same page.
func (p *page) at(t *testing.T, name string, part func(p *page)) {
	t.Run(name, func(t *testing.T) {
		whole := p.T
		p.T = t
		defer func() { p.T = whole }()
		part(p)
	})
}

// expectTrouble is for tests that cause requests or complaints on purpose.
func (p *page) expectTrouble() { p.troubled = true }

func (p *page) listen(event any) {
	message := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			for _, arg := range e.Args {
				message += fmt.Sprintf("%s: %s%s ", e.Type, arg.Value, arg.Description)
			}
		}
	case *runtime.EventExceptionThrown:
		message = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			message += " " + e.ExceptionDetails.Exception.Description
		}
	case *target.EventAttachedToTarget:
		if e.TargetInfo.Type == "worker" {
			p.mu.Lock()
			p.worker = e.TargetInfo.TargetID
			p.mu.Unlock()
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			message = fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	}
	if message != "" {
		p.mu.Lock()
		p.console = append(p.console, message)
		p.mu.Unlock()
	}
}

// waitReady waits until the page says that it is, and counts what it loaded.
func (p *page) waitReady() {
	p.Helper()
	p.until(`sandbox.status().startsWith("Ready.")`)
	p.started = len(p.recorder.seen())
}

func (p *page) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// must is a protocol command that has to work: by is chromedp.Call or
// chromedp.CallBrowser.
func must[P, R any](p *page, by func(context.Context, cdp.Command[P, R], P) (R, error), command cdp.Command[P, R], params P) R {
	p.Helper()
	result, err := by(p.ctx, command, params)
	if err != nil {
		p.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// eval is the value of an expression in the page, a promise's too.
func eval[T any](p *page, expression string) T {
	p.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise, chromedp.EvalAsValue))
	if err != nil {
		p.Fatalf("%.300s: %v", expression, err)
	}
	return value
}

// call is the value of a function of page.js.
func call[T any](p *page, function string, args ...any) T {
	p.Helper()
	return eval[T](p, "sandbox."+function+"("+literals(args)+")")
}

// do calls a function of page.js that has no value.
func (p *page) do(function string, args ...any) {
	p.Helper()
	eval[bool](p, "(sandbox."+function+"("+literals(args)+"), true)")
}

func literals(args []any) string {
	var list []string
	for _, arg := range args {
		text, err := json.Marshal(arg)
		if err != nil {
			panic(err) // strings and plain structs always marshal
		}
		list = append(list, string(text))
	}
	return strings.Join(list, ", ")
}

// until waits for an expression to hold, and tells what the page says if it
// does not.
func (p *page) until(expression string) {
	p.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if eval[bool](p, "Boolean("+expression+")") {
			return
		}
	}
	p.Fatalf("%s did not come true; the page says %q, notice %q", expression, p.status(), p.notice())
}

// A focus is what has the keyboard, and whether one can see that it has.
type focus struct {
	Name, Tag, ID string
	Outlined      bool
}
