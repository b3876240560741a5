//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Everything is used once, and the browser asks for nothing but the seven files
// of the page, all of them before it says that it is ready. The recorder is the
// network's witness, the Network domain of page and worker a second one;
// page.close has the rest.
func TestBrowserSendsNothing(t *testing.T) {
	p := open(t)
	var want []string // in the order of the alphabet: that of loading is the browser's
	for _, file := range []string{"", "boot.js", "engine.wasm", "main.js", "modes.js", "style.css", "worker.js"} {
		want = append(want, "GET "+site+"/"+file)
	}
	if seen := slices.Sorted(slices.Values(p.recorder.seen())); !slices.Equal(seen, want) {
		t.Errorf("loading asks for\n%q, want\n%q", seen, want)
	}
	var sent []string
	watch := func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, "blob:") {
			p.mu.Lock()
			sent = append(sent, e.Request.URL)
			p.mu.Unlock()
		}
	}
	p.must(chromedp.Listen(p.ctx, watch))
	worker, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(p.worker), chromedp.WithDetachOnCancel(), chromedp.WithListener(watch))
	defer cancel()
	p.must(chromedp.Do(worker))

	p.paste(bothText)
	p.click("summary", "More about the role and the caller")
	p.fill("Role's maximum, if known, in hours", "2")
	p.choose("Role chaining", "yes: the caller is a role")
	p.choose("Theme", "dark")
	p.click("input[name=layout]", "Side by side")
	p.click("button", "Copy corrected text")
	p.download("Download it")
	p.download("Download .patch")
	p.click("button", "What would be redacted")
	p.until(`sandbox.has("[role=textbox]", "Redacted text")`)
	p.click("button", "Correction")
	p.drop("secret.sh", cliLine+"\n# AKIAIOSFODNN7EXAMPLE\n")
	p.do("drop", []file{{"photo.png", base64.StdEncoding.EncodeToString([]byte{0})}})
	p.until("sandbox.notice()")
	p.click("button", "Keys")
	p.press("Escape")
	p.click("summary", "Examples")
	p.click("#examples li button", "The error alone")
	p.settle()
	p.click("button", "Clear")

	p.mu.Lock()
	defer p.mu.Unlock()
	if len(sent) > 0 {
		t.Errorf("the browser reports requests: %v", sent)
	}
}

// Requests that a bug or an intruder in the page might make are refused by the
// browser: each is a violation, and neither the network nor a server that
// listens nearby sees anything.
func TestBrowserRefusesToSend(t *testing.T) {
	p := open(t)
	p.expectTrouble()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	defer listener.Close()
	var heard atomic.Int32
	go http.Serve(listener, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { heard.Add(1) }))
	host := listener.Addr().String()
	add := func(tag, property string) string {
		return fmt.Sprintf(`const e = document.createElement(%q); e.rel = "stylesheet"; e.%s = "http://%s/"; document.head.append(e)`, tag, property, host)
	}
	for _, c := range []struct{ directive, script string }{
		{"connect-src", `fetch("/x").catch(() => 0)`},
		{"connect-src", `fetch("http://` + host + `/", { mode: "no-cors" }).catch(() => 0)`},
		{"connect-src", `const r = new XMLHttpRequest(); r.open("GET", "/x"); r.send()`},
		{"connect-src", `new WebSocket("ws://` + host + `/")`},
		{"connect-src", `new EventSource("http://` + host + `/")`},
		{"connect-src", `navigator.sendBeacon("http://` + host + `/", "text")`},
		{"connect-src", `fetch("http://` + host + `/", { keepalive: true, method: "POST", mode: "no-cors", body: "text" }).catch(() => 0)`},
		{"img-src", `new Image().src = "http://` + host + `/"`},
		{"style-src-elem", add("link", "href")},
		{"frame-src", add("iframe", "src")},
		{"media-src", add("video", "src")},
		{"require-trusted-types-for", add("embed", "src")},
		{"form-action", `const f = document.createElement("form"); f.action = "http://` + host + `/"; document.body.append(f); f.submit()`},
	} {
		p.at(t, c.directive, func(p *page) {
			before := call[int](p, "violations.push")
			eval[bool](p, "(() => { try { "+c.script+" } catch {} return true })()")
			p.until(fmt.Sprintf("sandbox.violations.length > %d", before))
			if got := call[[]string](p, "violations.slice", before); !strings.HasPrefix(got[0], c.directive+" ") {
				p.Errorf("%s\nviolates %q, want %s", c.script, got, c.directive)
			}
		})
	}
	// The worker may reach its own origin, for the engine, and nothing else.
	p.inWorker(`self.refused = [], addEventListener("securitypolicyviolation", (e) => refused.push(e.blockedURI)),
		fetch("http://` + host + `/", { mode: "no-cors" }).catch(() => 0), new WebSocket("ws://` + host + `/")`)
	p.inWorkerUntil("refused.length === 2")
	if seen := p.recorder.seen(); len(seen) != p.started {
		t.Errorf("sent all the same: %v", seen[p.started:])
	}
	if heard.Load() > 0 {
		t.Error("the other server was reached")
	}
}

// inWorkerUntil waits for an expression to hold in the worker.
func (p *page) inWorkerUntil(expression string) {
	p.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(p.worker), chromedp.WithDetachOnCancel())
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`new Promise((done) => {
		const look = () => `+expression+` ? done(true) : setTimeout(look, 10);
		look();
	})`, chromedp.EvalAwaitPromise))
	p.must(err)
}

// The policies that reach the browser are the server's, word for word, and say
// what the page promises.
func TestBrowserPolicies(t *testing.T) {
	p := open(t)
	constants := serverConstants(t)
	docs := openAt(t, "/docs/default-3600.html", nil)
	for _, c := range []struct {
		constant, got string
		says          []string
	}{
		{"pagePolicy", p.recorder.policy("/"), []string{"default-src 'none'", "script-src 'self'", "connect-src 'none'", "form-action 'none'",
			"base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"}},
		{"workerPolicy", p.recorder.policy("/worker.js"), []string{"default-src 'none'", "connect-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"}},
		{"docsPolicy", docs.recorder.policy("/docs/default-3600.html"), []string{"default-src 'none'", "connect-src 'none'", "style-src 'self'"}},
	} {
		if want := constants[c.constant]; c.got != want || want == "" {
			t.Errorf("%s is %q, the browser got %q", c.constant, want, c.got)
		}
		directives := strings.Split(c.got, "; ")
		for _, directive := range c.says {
			if !slices.Contains(directives, directive) {
				t.Errorf("%s does not say %s: %q", c.constant, directive, c.got)
			}
		}
		for _, loose := range []string{"unsafe-inline", "'unsafe-eval'", "*", "http:", "https:"} {
			if strings.Contains(c.got, loose) {
				t.Errorf("%s allows %s", c.constant, loose)
			}
		}
	}
}

// serverConstants are the strings that serve.go states.
func serverConstants(t *testing.T) map[string]string {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, filepath.Join(root, "serve.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 || len(spec.Values) != 1 {
			return true
		}
		value, err := types.Eval(files, nil, token.NoPos, types.ExprString(spec.Values[0]))
		if err == nil && value.Value != nil && value.Value.Kind() == constant.String {
			found[spec.Names[0].Name] = constant.StringVal(value.Value)
		}
		return true
	})
	return found
}
