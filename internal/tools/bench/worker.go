package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/chromedp/chromedp"

	"stackengine.dev/sandbox/internal/tools/browser"
)

// measureWorker times the engine alone, in a browser's worker: the call from
// request bytes to reply bytes, in a new worker for each size.
func measureWorker(ctx context.Context, dir, server string) error {
	address, stop, err := serveEngine(dir, server)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Println("Paste to answer, WebAssembly in a browser's worker: the same call.")
	fmt.Println()
	row("paste", "first call", "best call", "growth", "memory / paste")
	row("---:", "---:", "---:", "---:", "---:")
	var last float64
	for i, size := range sizes {
		a, err := askWorker(ctx, address, "refactor", requestOf(size), max(3, min(100, 5_000_000/size)))
		if err != nil {
			return err
		}
		if len(a.Patch) < 20 {
			return fmt.Errorf("the worker did not correct %d bytes: patch %q", size, a.Patch)
		}
		best := slices.Min(a.Ms)
		growth := ""
		if i > 1 {
			growth = fmt.Sprintf("%.1f×", best/last)
		}
		last = best
		row(fmt.Sprintf("%d KB", size/1000), fmt.Sprintf("%.1f ms", a.Ms[0]), fmt.Sprintf("%.1f ms", best), growth,
			fmt.Sprintf("%.1f", float64(a.Memory)/float64(size)))
	}
	fmt.Println()
	return nil
}

// serveEngine serves the measuring page with the built engine.
func serveEngine(dir, server string) (address string, stop func(), err error) {
	root := filepath.Join(dir, "engine")
	site := filepath.Join(root, "web", "dist")
	if err := os.MkdirAll(site, 0o755); err != nil {
		return "", nil, err
	}
	if err := writeSite(site); err != nil {
		return "", nil, err
	}
	wasm, err := os.ReadFile("web/dist/engine.wasm")
	if err != nil {
		return "", nil, err
	}
	if err := os.WriteFile(filepath.Join(site, "engine.wasm"), wasm, 0o644); err != nil {
		return "", nil, err
	}
	return browser.Serve(server, root)
}

// An answer is what the measuring worker says: the time of each call, in
// milliseconds, and the wasm's memory after them, in bytes.
type answer struct {
	Ms     []float64 `json:"ms"`
	Patch  string    `json:"patch"`
	Places int       `json:"places"` // replaced by a redact call
	Memory int       `json:"memory"`
}

// askWorker makes the same call several times in a new worker.
func askWorker(ctx context.Context, address, method string, request []byte, times int) (answer, error) {
	profile, err := os.MkdirTemp("", "profile")
	if err != nil {
		return answer{}, err
	}
	defer os.RemoveAll(profile)
	tab, cancel, err := browser.Open(ctx, profile)
	if err != nil {
		return answer{}, err
	}
	defer cancel()
	if err := open(tab, address); err != nil {
		return answer{}, err
	}
	ask := fmt.Sprintf("ask(%q, %q, %d), 1", method, request, times)
	if _, err := chromedp.Run(tab, chromedp.Evaluate[int](ask)); err != nil {
		return answer{}, err
	}
	if err := until(tab, "answers.length > 0", 2*time.Minute); err != nil {
		return answer{}, err
	}
	return chromedp.Run(tab, chromedp.Evaluate[answer]("answers[0]"))
}
