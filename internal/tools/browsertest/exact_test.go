//go:build browser

package browsertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const lines = `# für das Deployment 🚀, länger als üblich
resource "aws_iam_role" "deploy" {
	name                 = "deploy" # 𝒹ℯ𝓅𝓁ℴ𝓎
  max_session_duration = 3600 # eine Stunde
}

provider "aws" {
  assume_role {
    role_arn = aws_iam_role.deploy.arn
    duration = "8h"
  }
}
`

const bom = "\ufeff"

// exact are texts of which everything but one number has to stay: line
// endings, byte order mark, end, characters of two UTF-16 units before it.
var exact = []struct{ name, text string }{
	{"lf", lines},
	{"crlf_and_bom", bom + strings.ReplaceAll(lines, "\n", "\r\n")},
	{"mixed_endings", strings.Replace(strings.Replace(lines, "\n", "\r\n", 2), "\"8h\"\n", "\"8h\"\r\n", 1)},
	{"no_final_newline", strings.TrimSuffix(lines, "\n")},
	{"crlf_no_final_newline", strings.TrimSuffix(strings.ReplaceAll(lines, "\n", "\r\n"), "\r\n")},
	{"edit_on_the_last_line", strings.Replace(cliLine, "aws", `NAME="🚀 ä" aws`, 1)},
}

// corrected is what has to come out, known without the engine.
func corrected(text string) string {
	return strings.NewReplacer("= 3600 #", "= 28800 #", "43200", "3600").Replace(text)
}

func TestBrowserExactPaste(t *testing.T) {
	p := open(t)
	for _, c := range exact {
		p.at(t, c.name, func(p *page) {
			p.paste(c.text)
			if got := p.text(); got != c.text {
				p.Errorf("the editor holds %q, want %q", got, c.text)
			}
			p.wantOutputs(c.text, "")
		})
	}
}

func TestBrowserExactDrop(t *testing.T) {
	p := open(t)
	for _, c := range exact {
		p.at(t, c.name, func(p *page) {
			name := "my rôle " + c.name + ".tf"
			p.clear()
			p.drop(name, c.text)
			p.wantOutputs(c.text, name)
		})
	}
}

// A file chosen with the button is read like a dropped one.
func TestBrowserExactFile(t *testing.T) {
	p := open(t)
	path := filepath.Join(t.TempDir(), "roles.tf")
	p.must(os.WriteFile(path, []byte(exact[1].text), 0o644))
	p.must(chromedp.Do(p.ctx, chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path})))
	p.until(`sandbox.status().startsWith("1 change")`)
	p.wantOutputs(exact[1].text, "roles.tf")
}

// wantOutputs takes the answer in all four ways that the page offers, and has
// git apply the patch to the text as it was. Name is the file's, "" for a paste.
func (p *page) wantOutputs(text, name string) {
	p.Helper()
	want := corrected(text)
	if want == text {
		p.Fatal("the case corrects nothing")
	}
	p.click("button", "Copy corrected text")
	p.until(`sandbox.notice() === "The corrected text is on the clipboard."`)
	if got := p.clipboard(); got != want {
		p.Errorf("copied %q, want %q", got, want)
	}
	saved, got := p.download("Download it")
	if got != want {
		p.Errorf("downloaded %q, want %q", got, want)
	}
	if name != "" && saved != name {
		p.Errorf("downloaded as %q, want %q", saved, name)
	}
	patchName, patch := p.download("Download .patch")
	if patchName != saved+".patch" {
		p.Errorf("the patch is %q beside %q", patchName, saved)
	}
	p.click("button", "Copy patch")
	p.until(`sandbox.notice() === "The patch is on the clipboard."`)
	if copied := p.clipboard(); copied != patch {
		p.Errorf("copied the patch %q, downloaded %q", copied, patch)
	}
	if got := p.gitApply(patch, text, name); got != want {
		p.Errorf("the patch makes %q, want %q\n%s", got, want, patch)
	}
}

// gitApply applies a patch with git, in a folder without a repository, to the
// text under the name that the patch has for it; that has to be name, if given.
func (p *page) gitApply(patch, text, name string) string {
	p.Helper()
	dir := p.TempDir()
	git := func(args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
		cmd.Stdin = strings.NewReader(patch)
		out, err := cmd.CombinedOutput()
		if err != nil {
			p.Fatalf("git %v: %v\n%s\n%q", args, err, out, patch)
		}
		return string(out)
	}
	_, named, _ := strings.Cut(strings.TrimRight(git("apply", "--numstat", "-z"), "\x00"), "\t")
	_, named, _ = strings.Cut(named, "\t")
	if name != "" && named != name {
		p.Errorf("the patch is for %q, want %q", named, name)
	}
	path := filepath.Join(dir, named)
	p.must(os.WriteFile(path, []byte(text), 0o644))
	git("apply", "--whitespace=nowarn")
	result, err := os.ReadFile(path)
	p.must(err)
	return string(result)
}
