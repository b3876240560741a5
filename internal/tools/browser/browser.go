// Package browser starts a headless Chromium for tests and measurements. It
// reaches nothing but what the caller serves.
package browser

import (
	"context"
	"errors"
	"os"
	"os/exec"

	"github.com/chromedp/chromedp"
)

// candidates are the names under which Chromium is installed.
var candidates = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// Find is the path of the browser: the environment variable BROWSER_PATH, else
// the first candidate on the path.
func Find() (string, error) {
	if path := os.Getenv("BROWSER_PATH"); path != "" {
		return path, nil
	}
	for _, name := range candidates {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium was found: install the package chromium, or set BROWSER_PATH")
}

// Open starts a browser with an empty profile in dir and one blank tab. Cancel
// closes it.
func Open(ctx context.Context, dir string, options ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc, error) {
	path, err := Find()
	if err != nil {
		return nil, nil, err
	}
	all := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.Headless, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		// Nothing of its own: no component updates, no field trials, no QUIC, no questions about forms.
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-features", "AutofillServerCommunication"),
	}
	if os.Geteuid() == 0 {
		all = append(all, chromedp.NoSandbox) // Chromium's sandbox refuses to run as root
	}
	allocator, stop := chromedp.NewExecAllocator(ctx, append(all, options...)...)
	tab, closeTab := chromedp.NewContext(allocator)
	cancel := func() {
		closeTab()
		stop()
	}
	if err := chromedp.Do(tab); err != nil {
		cancel()
		return nil, nil, err
	}
	return tab, cancel, nil
}
