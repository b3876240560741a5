//go:build browser

package browsertest

import (
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/tools/corpus"
)

// Ten megabytes are answered, and rightly. How long the page's main thread was
// blocked is told, not judged: that is the bench's business.
func TestBrowserLarge(t *testing.T) {
	p := open(t)
	text := corpus.Terraform(10_000_000)
	p.watchBlocks()
	eval[bool](p, "(globalThis.big = new File(["+literals([]any{text})+"], \"main.tf\"), blocks.length = 0, true)")
	eval[bool](p, "(sandbox.dropFiles([big]), true)")
	p.until(`sandbox.status().startsWith("1 change")`)
	p.wantDiff(changed("  max_session_duration = 3600", "3600", "14400"))
	want := strings.Replace(text, "max_session_duration = 3600", "max_session_duration = 14400", 1)
	name, got := p.download("Download it")
	if name != "main.tf" || got != want {
		t.Errorf("downloaded %q with %d bytes, want %d", name, len(got), len(want))
	}
	_, patch := p.download("Download .patch")
	if p.gitApply(patch, text, "main.tf") != want {
		t.Error("the patch makes another text")
	}
	t.Logf("longest block of the main thread: %.0f ms", eval[float64](p, "Math.max(0, ...blocks)"))
	p.click("button", "Clear")
	p.paste(bothText)
	p.wantDiff(changed(capLine, "3600", "28800"))
}
