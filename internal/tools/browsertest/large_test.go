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

// A template on one long line is shown around its change, and stays whole.
func TestBrowserLongLine(t *testing.T) {
	p := open(t)
	text := `{"Resources":{` + strings.Repeat(`"T":{"Type":"AWS::SNS::Topic","Properties":{"DisplayName":"x"}},`, 1000) +
		`"R":{"Type":"AWS::IAM::Role","Properties":{"MaxSessionDuration":50000,"AssumeRolePolicyDocument":{}}}}}`
	p.paste(text)
	got := call[sides](p, "diff")
	if len(got.Gone) != 1 || len(got.Come) != 1 || len(got.Come[0]) > 1000 || !strings.Contains(got.Gone[0], ":50000,") || !strings.Contains(got.Come[0], ":43200,") {
		t.Errorf("the diff shows %.3000q", got)
	}
	if _, content := p.download("Download it"); content != strings.Replace(text, "50000", "43200", 1) {
		t.Errorf("downloaded %d bytes, want %d", len(content), len(text))
	}
	p.click("button", "Show unchanged parts")
	p.settle()
	if got := call[sides](p, "diff"); len(got.Gone) != 1 || got.Gone[0] != text { // the new one is drawn where one looks
		t.Errorf("the whole diff shows %.3000q", got)
	}
}
