//go:build browser

// Package browsertest uses the page as a person does, in a real Chromium: it
// pastes, drops, clicks, types keys, copies and downloads, and looks at what
// stands there then. It knows the page by roles, names, ids and visible text;
// page.js is the only file that knows more. Every test has a browser context of
// its own, whose whole traffic goes through a recorder, and ends with the
// checks of page.close: no request, no violation, no console error.
//
//	make test-browser
package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"stackengine.dev/sandbox/internal/tools/browser"
)

// root is the repository's, seen from this package.
const root = "../../.."

// site is the origin of the project's own server, chromium the one browser that
// all tests share. Both are set before the first test.
var (
	site     string
	chromium context.Context
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err) // no browser, no page: the tests fail, they are never skipped
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	if _, err := os.Stat(filepath.Join(root, "web/dist/index.html")); err != nil {
		return 1, fmt.Errorf("the page is not built: run make")
	}
	// What is looked at here is what go test's cache knows the result to depend on.
	for _, pattern := range []string{"serve.go", "web/dist/*", "web/dist/docs/*"} {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			return 1, err
		}
		for _, name := range names {
			if _, err := os.Stat(name); err != nil {
				return 1, err
			}
		}
	}
	dir, err := os.MkdirTemp("", "browsertest")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	server, err := browser.BuildServer(root, dir)
	if err != nil {
		return 1, err
	}
	address, stop, err := browser.Serve(server, root)
	if err != nil {
		return 1, err
	}
	defer stop()
	tab, closeBrowser, err := browser.Open(context.Background(), filepath.Join(dir, "profile"))
	if err != nil {
		return 1, err
	}
	defer closeBrowser()
	site, chromium = address, tab
	return m.Run(), nil
}
