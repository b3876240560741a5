//go:build browser

package browsertest

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

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
	"Tab":        {"Tab", 9, ""},
	"Enter":      {"Enter", 13, "\r"},
	"Escape":     {"Escape", 27, ""},
	"Backspace":  {"Backspace", 8, ""},
	"ArrowDown":  {"ArrowDown", 40, ""},
	"ArrowUp":    {"ArrowUp", 38, ""},
	"ArrowLeft":  {"ArrowLeft", 37, ""},
	"ArrowRight": {"ArrowRight", 39, ""},
	"Home":       {"Home", 36, ""},
	"End":        {"End", 35, ""},
	"Delete":     {"Delete", 46, ""},
	"a":          {"KeyA", 65, "a"},
	"c":          {"KeyC", 67, "c"},
	"v":          {"KeyV", 86, "v"},
	"z":          {"KeyZ", 90, "z"},
	"?":          {"Slash", 191, "?"},
	" ":          {"Space", 32, " "},
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
	dir := p.TempDir()
	must(p, chromedp.CallBrowser, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	})
	p.click("button", button)
	saved := p.saved(dir)
	if len(saved) == 0 {
		p.click("button", button) // the page may have moved under the first one
		saved = p.saved(dir)
	}
	if len(saved) != 1 {
		p.Fatalf("%q saved %v", button, saved)
	}
	bytes, err := os.ReadFile(filepath.Join(dir, saved[0].Name()))
	p.must(err)
	return saved[0].Name(), string(bytes)
}

// saved waits for the browser to finish a file in dir. The browser's own
// events of a download do not always arrive, so the folder is asked.
func (p *page) saved(dir string) []os.DirEntry {
	p.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		files, err := os.ReadDir(dir)
		p.must(err)
		if len(files) > 0 && !slices.ContainsFunc(files, unfinished) {
			return files
		}
	}
	return nil
}

// unfinished reports whether f is a download under way: its own temporary
// file, or the empty one that keeps its name free.
func unfinished(f os.DirEntry) bool {
	info, err := f.Info()
	return err != nil || info.Size() == 0 || strings.HasSuffix(f.Name(), ".crdownload")
}
