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

// With several files too: from the tree to a file, to what was found elsewhere,
// to where it stands, and to another reading of it.
func TestBrowserKeyboardOnlyFolder(t *testing.T) {
	p := open(t)
	p.dropPaths(p.write("infra", infra))
	p.opened()
	at := func(want string) {
		t.Helper()
		if got := call[focus](p, "focused"); !strings.HasPrefix(got.Name, want) {
			t.Fatalf("the keyboard is at %+v, want %q", got, want)
		}
	}
	p.tabTo("für all.sh")
	p.press("End")
	p.press("ArrowUp")
	p.press("Enter")
	p.settle()
	at("unrelated.tf")
	p.tabTo("a b/für all.sh") // of the list of files that change
	p.press("Enter")
	p.settle()
	if got := p.text(); got != infra["a b/für all.sh"] {
		t.Errorf("the editor holds %q", got)
	}
	p.press("Enter", control)
	p.tabTo("ci/deploy.sh, line 3") // of what was found in other files
	p.press("Enter")
	p.settle()
	at("Text to correct")
	if got := p.text(); got != infra["ci/deploy.sh"] {
		t.Errorf("the editor holds %q", got)
	}
	p.tabTo("Change what it is read as")
	p.press("Enter")
	at("Read as")
	p.choose("Read as", "only Terraform")
	p.until(`sandbox.text("figures").includes("read as Terraform because you chose it")`)
}

// Who asked for little motion sees none: no cursor blinks, nothing slides.
func TestBrowserReducedMotion(t *testing.T) {
	p := open(t)
	moving := func() []string {
		return eval[[]string](p, `[document, ...sandbox.all("*").map((one) => one.shadowRoot).filter(Boolean)].flatMap((root) =>
			root.getAnimations()).map((one) => one.effect.target.className + " " + (one.animationName ?? one.transitionProperty))`)
	}
	p.paste(bothText)
	p.click("[role=textbox]", "Text to correct")
	p.until(`document.activeElement.id === "editor"`)
	if len(moving()) == 0 {
		t.Error("nothing moves at all, so this test shows nothing")
	}
	p.look(nil)
	p.click("input", "Length wanted, in hours")
	p.click("[role=textbox]", "Text to correct")
	p.click("button", "Keys")
	p.press("Escape")
	p.click("[role=textbox]", "Text to correct")
	if got := moving(); len(got) > 0 {
		t.Errorf("these move: %q", got)
	}
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
