//go:build browser

package browsertest

import (
	"strings"
	"testing"
)

// tabTo presses Tab until something of that name has the keyboard. Whatever has
// it on the way must show so.
func (p *page) tabTo(name string) {
	p.Helper()
	var passed []string
	for range 100 {
		p.press("Tab")
		at := call[focus](p, "focused")
		for range 100 { // an editor takes a moment to say so
			if at.Outlined {
				break
			}
			at = call[focus](p, "focused")
		}
		if !at.Outlined {
			p.Errorf("one cannot see that %s %q has the keyboard", at.Tag, at.Name)
		}
		if strings.HasPrefix(at.Name, name) {
			return
		}
		passed = append(passed, at.Name)
	}
	p.Fatalf("Tab does not lead to %q but to %q", name, passed)
}

// A person without a mouse gets from the load to the copied answer.
func TestBrowserKeyboardOnly(t *testing.T) {
	p := open(t)
	p.setClipboard(bothText)
	p.tabTo("Text to correct")
	p.command("v", "paste", control)
	p.until(`sandbox.status().startsWith("1 change: Raise")`)
	p.until(`sandbox.live().startsWith("1 change: Raise")`) // said aloud as well
	p.press("Tab")
	if at := call[focus](p, "focused"); at.Name == "Text to correct" {
		t.Fatal("Tab does not leave the editor")
	}
	p.tabTo("Length wanted, in hours")
	p.insert("8")
	p.settle()
	p.tabTo("More about the role")
	p.press("Enter")
	p.tabTo("Prefer to")
	p.tabTo("Copy corrected text")
	p.press("Enter")
	p.until(`sandbox.notice() === "The corrected text is on the clipboard."`)
	if got, want := p.clipboard(), strings.Replace(bothText, "= 3600", "= 28800", 1); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	p.tabTo("Raise the role's maximum")
	p.press("ArrowDown")
	p.wantDiff(changed(requestLine, "28800", "3600"))
	if at := call[focus](p, "focused"); !strings.HasPrefix(at.Name, "Reduce the request") {
		t.Errorf("after the choice %q has the keyboard", at.Name)
	}
	p.until(`sandbox.live().startsWith("1 change: Reduce")`)
	p.press("c", control) // no letter is a command where one types nothing
}

func TestBrowserShortcuts(t *testing.T) {
	p := open(t)
	p.paste(bothText)
	p.press("Enter", control)
	if at := call[focus](p, "focused"); at.ID != "result" {
		t.Errorf("Ctrl+Enter leads from the editor to %+v", at)
	}
	p.press("Enter", control)
	if at := call[focus](p, "focused"); at.Name != "Text to correct" {
		t.Errorf("Ctrl+Enter leads back to %+v", at)
	}
	p.press("Enter", control, shift)
	p.until(`sandbox.notice() === "The corrected text is on the clipboard."`)
	p.press("?", shift)
	if eval[bool](p, `document.getElementById("keys").open`) {
		t.Error("a question mark typed into the text opens the list of keys")
	}
	p.press("z", control)
	p.settle()
	if got := p.text(); got != bothText {
		t.Errorf("the text is %q", got)
	}
	p.press("Enter", control)
	p.press("?", shift)
	p.until(`document.getElementById("keys").open`)
	p.press("Escape")
	p.until(`!document.getElementById("keys").open`)
	p.tabTo("Keys") // round the page
	p.press("Enter")
	p.until(`document.getElementById("keys").open`)
}
