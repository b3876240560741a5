package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"stackengine.dev/sandbox/internal/tools/browser"
)

// watch runs before the page's own scripts. It notes when the page first says
// that it is ready, and when it last showed an answer.
const watch = `
new MutationObserver(() => {
  const status = document.getElementById("status");
  if (!status || status.classList.contains("busy") || !status.textContent) return;
  globalThis.readyAt ??= performance.now();
  if (status.classList.contains("done")) globalThis.answeredAt = performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
`

// measureStart opens both pages in turn, each in a browser with an empty
// profile, and takes the median from navigation to ready.
func measureStart(ctx context.Context, hello, sandbox string, rounds int) error {
	var helloMs, sandboxMs []float64
	for range rounds {
		for _, p := range []struct {
			address string
			into    *[]float64
		}{{hello, &helloMs}, {sandbox, &sandboxMs}} {
			ms, err := coldStart(ctx, p.address)
			if err != nil {
				return fmt.Errorf("starting %s: %v", p.address, err)
			}
			*p.into = append(*p.into, ms)
		}
	}
	a, b := median(sandboxMs), median(helloMs)
	fmt.Printf("Navigation to ready in Chromium, empty profile, median of %d:\n\n", rounds)
	row("page", "time", "ratio")
	row("---", "---:", "---:")
	row("hello", fmt.Sprintf("%.0f ms", b), "1.00")
	row("sandbox", fmt.Sprintf("%.0f ms", a), fmt.Sprintf("%.2f", a/b))
	fmt.Println()
	return nil
}

func coldStart(ctx context.Context, address string) (float64, error) {
	dir, err := os.MkdirTemp("", "profile")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	tab, cancel, err := browser.Open(ctx, dir)
	if err != nil {
		return 0, err
	}
	defer cancel()
	if err := open(tab, address); err != nil {
		return 0, err
	}
	return chromedp.Run(tab, chromedp.Evaluate[float64]("globalThis.readyAt"))
}

// open loads a page that is watched, and waits until it says it is ready.
func open(tab context.Context, address string) error {
	params := page.AddScriptToEvaluateOnNewDocumentParams{Source: watch}
	if _, err := chromedp.Call(tab, page.AddScriptToEvaluateOnNewDocument, params); err != nil {
		return err
	}
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		return err
	}
	return until(tab, "globalThis.readyAt > 0", 30*time.Second)
}

// until waits for an expression to hold, looking every few milliseconds.
func until(tab context.Context, expression string, atMost time.Duration) error {
	for end := time.Now().Add(atMost); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		holds, err := chromedp.Run(tab, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err != nil {
			return err
		}
		if holds {
			return nil
		}
	}
	return fmt.Errorf("%s did not hold within %v", expression, atMost)
}
