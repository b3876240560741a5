//go:build browser

package browsertest

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// settle waits until the page has answered what it was given last.
func (p *page) settle() {
	p.Helper()
	p.until("!sandbox.busy()")
}

func (p *page) status() string { return call[string](p, "status") }
func (p *page) notice() string { return call[string](p, "notice") }
func (p *page) text() string   { return call[string](p, "editorText") }

// paste replaces the text and waits for the answer.
func (p *page) paste(text string) {
	p.Helper()
	p.clear()
	p.do("paste", text)
	p.settle()
}

// clear empties the editor.
func (p *page) clear() {
	p.Helper()
	if eval[bool](p, `!document.getElementById("clear").disabled`) {
		p.click("button", "Clear")
	}
}

// A file is one to drop.
type file struct {
	Name   string `json:"name"`
	Base64 string `json:"base64"`
}

// drop drops one file of these bytes and waits for the answer.
func (p *page) drop(name, content string) {
	p.Helper()
	p.do("drop", []file{{name, base64.StdEncoding.EncodeToString([]byte(content))}})
	p.settle()
}

// click presses the mouse where a person would: in the middle of the first
// thing in view that matches the selector and has the name.
func (p *page) click(selector, name string) {
	p.Helper()
	at := call[struct{ X, Y float64 }](p, "point", selector, name)
	p.must(chromedp.Do(p.ctx, chromedp.MouseClickXY(at.X, at.Y)))
}

// A sides is a diff as the page shows it.
type sides struct{ Gone, Come, Hunks []string }

// wantDiff waits until the page shows exactly these lines as going and coming.
func (p *page) wantDiff(gone, come []string) {
	p.Helper()
	p.settle()
	got := call[sides](p, "diff")
	if !slices.Equal(got.Gone, gone) || !slices.Equal(got.Come, come) {
		p.Errorf("the diff shows\n gone %q\n come %q, want\n gone %q\n come %q", got.Gone, got.Come, gone, come)
	}
}

// wantItem wants exactly one item under a heading to hold all parts.
func (p *page) wantItem(heading string, parts ...string) {
	p.Helper()
	items := call[[]string](p, "items", heading)
	found := slices.IndexFunc(items, func(item string) bool {
		return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(item, part) })
	})
	if found < 0 {
		p.Errorf("under %q no item holds %q; there are %q", heading, parts, items)
	}
}

func (p *page) resize(width, height int64) {
	must(p, chromedp.Call, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height})
}

// fill types a value into a field in place of the one it has.
func (p *page) fill(name, value string) {
	p.Helper()
	p.click("input", name)
	p.do("selectAll", name)
	if value == "" {
		p.press("Backspace")
	} else {
		p.insert(value)
	}
	p.settle()
}

// insert types text where the cursor is.
func (p *page) insert(text string) {
	must(p, chromedp.Call, input.InsertText, input.InsertTextParams{Text: text})
}

// choose picks an option of a select by its text.
func (p *page) choose(name, option string) {
	p.Helper()
	p.do("choose", name, option)
	p.settle()
}

// keys are the key events the tests need: DOM key, code and Windows key code.
var keys = map[string]struct {
	code    string
	windows int64
	text    string
}{
	"Tab":       {"Tab", 9, ""},
	"Enter":     {"Enter", 13, "\r"},
	"Escape":    {"Escape", 27, ""},
	"Backspace": {"Backspace", 8, ""},
	"ArrowDown": {"ArrowDown", 40, ""},
	"End":       {"End", 35, ""},
	"a":         {"KeyA", 65, "a"},
	"c":         {"KeyC", 67, "c"},
	"v":         {"KeyV", 86, "v"},
	"z":         {"KeyZ", 90, "z"},
	"?":         {"Slash", 191, "?"},
	" ":         {"Space", 32, " "},
}

const (
	control = 2
	shift   = 8
)

// press presses a key with modifiers, e.g. press("z", control). Commands are
// what the browser itself does on that key, e.g. "paste".
func (p *page) press(key string, modifiers ...int64) { p.command(key, "", modifiers...) }

func (p *page) command(key, command string, modifiers ...int64) {
	p.Helper()
	k, known := keys[key]
	if !known {
		p.Fatalf("no key %q in keys", key)
	}
	event := input.DispatchKeyEventParams{Key: key, Code: k.code, WindowsVirtualKeyCode: k.windows, Type: input.DispatchKeyEventTypeKeyDown}
	for _, modifier := range modifiers {
		event.Modifiers |= modifier
	}
	if event.Modifiers&control == 0 {
		event.Text = k.text
	}
	if command != "" {
		event.Commands = []string{command}
	}
	must(p, chromedp.Call, input.DispatchKeyEvent, event)
	event.Type, event.Text, event.Commands = input.DispatchKeyEventTypeKeyUp, "", nil
	must(p, chromedp.Call, input.DispatchKeyEvent, event)
}

// clipboard is what another program would paste now.
func (p *page) clipboard() string {
	p.Helper()
	return eval[string](p, "navigator.clipboard.readText()")
}

// setClipboard is what another program copied.
func (p *page) setClipboard(text string) {
	p.Helper()
	eval[bool](p, "navigator.clipboard.writeText("+literals([]any{text})+").then(() => true)")
}

// download clicks a button and reads the file that the browser then saves.
func (p *page) download(button string) (name, content string) {
	p.Helper()
	dir, yes := p.TempDir(), true
	must(p, chromedp.CallBrowser, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, EventsEnabled: &yes,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	})
	progress := chromedp.BrowserEvents(p.ctx, browser.DownloadProgress)
	p.click("button", button)
	for event, err := range progress {
		p.must(err)
		if event.State == browser.DownloadProgressStateCanceled {
			p.Fatalf("the download of %q was cancelled", button)
		}
		if event.State == browser.DownloadProgressStateCompleted {
			break
		}
	}
	saved, err := os.ReadDir(dir)
	if err != nil || len(saved) != 1 {
		p.Fatalf("%q saved %v: %v", button, saved, err)
	}
	bytes, err := os.ReadFile(filepath.Join(dir, saved[0].Name()))
	p.must(err)
	return saved[0].Name(), string(bytes)
}
