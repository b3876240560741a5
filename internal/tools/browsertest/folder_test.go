//go:build browser

package browsertest

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// infra is a folder whose parts are right alone: the request is in a script, its
// role in another folder, and nothing else may change.
var infra = map[string]string{
	"ci/deploy.sh":                 "#!/bin/sh\naws sts assume-role --role-arn arn:aws:iam::123456789012:role/deploy \\\n  --role-session-name ci --duration-seconds 28800\n",
	"iam/role.tf":                  "resource \"aws_iam_role\" \"deploy\" {\n  name                 = \"deploy\"\n  max_session_duration = 3600\n}\n",
	"iam/unrelated.tf":             "variable \"region\" {\n  default = \"eu-central-1\"\n}\n",
	"a b/für all.sh":               strings.Replace(cliLine, "role/deploy", "role/other", 1) + " # über alles\r\n",
	"README.md":                    "# Infrastructure\n",
	"node_modules/x/deploy.sh":     cliLine + "\n",
	".terraform/modules/m/main.tf": "resource \"aws_iam_role\" \"m\" {\n  max_session_duration = 50000\n}\n",
	"terraform.tfstate":            "{\"version\": 4}\n",
	"logo.png":                     "\x89PNG\x00",
	"tool":                         "\x7fELF\x00\x00",
}

var infraRows = []string{"▾ a b", "  für all.sh ✕ 1 1 error ± changed", "▾ ci", "  deploy.sh ✕ 1 1 error", "▾ iam", ">  role.tf ± changed", "  unrelated.tf", "README.md"}

// write puts files into a folder of the given name.
func (p *page) write(name string, files map[string]string) string {
	p.Helper()
	dir := filepath.Join(p.TempDir(), name)
	for path, content := range files {
		full := filepath.Join(dir, path)
		p.must(os.MkdirAll(filepath.Dir(full), 0o755))
		p.must(os.WriteFile(full, []byte(content), 0o644))
	}
	return dir
}

// dropPaths drops files and folders of this machine on the page, as the desktop
// does.
func (p *page) dropPaths(paths ...string) {
	p.Helper()
	for _, kind := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
		must(p, chromedp.Call, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: 300, Y: 300, Data: &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}})
	}
}

// choosePaths is what a person does in the dialog that a button opens.
func (p *page) choosePaths(field string, paths ...string) {
	p.Helper()
	document := must(p, chromedp.Call, dom.GetDocument, dom.GetDocumentParams{})
	found := must(p, chromedp.Call, dom.QuerySelector, dom.QuerySelectorParams{NodeID: document.Root.NodeID, Selector: field})
	must(p, chromedp.Call, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, NodeID: found.NodeID})
}

func (p *page) rows() []string {
	p.Helper()
	return call[[]string](p, "rows")
}

// wantRows waits until the tree shows exactly these rows.
func (p *page) wantRows(want ...string) {
	p.Helper()
	p.settle()
	if got := p.rows(); !slices.Equal(got, want) {
		p.Errorf("the tree shows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// opened waits until a folder is there and answered.
func (p *page) opened() {
	p.Helper()
	p.until(`!document.getElementById("files").hidden`)
	p.settle()
}

// show opens a file of the tree in the editor.
func (p *page) show(name string) {
	p.Helper()
	p.click("[role=treeitem]", name)
	p.settle()
}

// wantInfra checks that infra is open, as a whole.
func (p *page) wantInfra() {
	p.Helper()
	p.opened()
	if got := p.text(); got != infra["a b/für all.sh"] { // the first that changes, in the order of paths
		p.Errorf("the editor holds %q", got)
	}
	p.show("role.tf")
	p.wantRows(infraRows...)
	p.wantDiff(changed("  max_session_duration = 3600", "3600", "28800"))
	if said := p.status(); !strings.HasPrefix(said, "2 changes") {
		p.Errorf("the page says %q", said)
	}
	p.wantItem("Findings", "Error", "ci/deploy.sh, line 3", "28800")
	p.wantItem("In other files", "a b/für all.sh, line 1")
	left := eval[string](p, `document.getElementById("left-out").textContent.replace(/\s+/g, " ")`)
	for _, part := range []string{"Not read (5)", "node_modules/: fetched by a tool", ".terraform/: fetched", "terraform.tfstate: may hold secrets", "logo.png: an image", "tool: it is not text"} {
		if !strings.Contains(left, part) {
			p.Errorf("what was not read is %q, without %q", left, part)
		}
	}
}

func TestBrowserFolder(t *testing.T) {
	p := open(t)
	p.paste(bothText)
	p.at(t, "dropped", func(p *page) {
		p.dropPaths(p.write("infra", infra))
		p.wantInfra()
		if title := call[string](p, "text", "folder-title"); title != "infra · 5 files" {
			p.Errorf("the folder is called %q", title)
		}
	})
	p.at(t, "patch_applies", func(p *page) {
		name, patch := p.download("Download .patch")
		if name != "stackengine.patch" {
			p.Errorf("the patch is saved as %q", name)
		}
		p.wantCorrected(patch)
		p.click("button", "Copy patch")
		p.until(`sandbox.notice() === "The patch is on the clipboard."`)
		if p.clipboard() != patch {
			p.Error("the copied patch is another")
		}
	})
	p.at(t, "archive_of_changed_files", func(p *page) {
		name, content := p.download("Download changed files")
		archive, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
		p.must(err)
		var names []string
		for _, f := range archive.File {
			names = append(names, f.Name)
			r, err := f.Open()
			p.must(err)
			var text bytes.Buffer
			_, err = text.ReadFrom(r) // checks the sum as well
			p.must(err)
			if want := correctedInfra[f.Name]; text.String() != want {
				p.Errorf("%s holds %q, want %q", f.Name, text.String(), want)
			}
		}
		if want := []string{"a b/für all.sh", "iam/role.tf"}; name != "stackengine-corrected.zip" || !slices.Equal(names, want) {
			p.Errorf("%s holds %q, want %q", name, names, want)
		}
	})
	p.at(t, "to_another_file_and_line", func(p *page) {
		p.click("#findings button", "a b/für all.sh, line 1")
		p.settle()
		if at := call[focus](p, "focused"); at.Name != "Text to correct" {
			p.Errorf("the link leads to %+v", at)
		}
		if got := p.text(); got != infra["a b/für all.sh"] {
			p.Errorf("the editor holds %q", got)
		}
		name, content := p.download("Download it")
		if name != "für all.sh" || content != correctedInfra["a b/für all.sh"] {
			p.Errorf("downloaded %q as %q", content, name)
		}
		p.click("button", "Copy corrected text")
		p.until(`sandbox.notice() === "The corrected text is on the clipboard."`)
		if got := p.clipboard(); got != content {
			p.Errorf("copied %q", got)
		}
	})
	p.at(t, "file_without_change", func(p *page) {
		p.show("unrelated.tf")
		if !call[bool](p, "hidden", "diff") || !strings.Contains(call[string](p, "text", "unchanged"), "Changed: a b/für all.sh iam/role.tf") {
			p.Errorf("the page says %q", call[string](p, "text", "unchanged"))
		}
		p.click("#unchanged button", "iam/role.tf")
		p.wantDiff(changed("  max_session_duration = 3600", "3600", "28800"))
	})
	p.at(t, "edited_in_the_editor", func(p *page) { // and the whole folder is asked again
		p.click("[role=textbox]", "Text to correct")
		p.press("End", control)
		p.insert("# a note\n")
		p.settle()
		p.wantDiff(changed("  max_session_duration = 3600", "3600", "28800"))
		p.show("deploy.sh")
		p.press("a", control) // in the tree: nothing
		p.click("[role=textbox]", "Text to correct")
		p.press("End", control)
		p.insert("# another\n")
		p.show("role.tf")
		if got := p.text(); got != infra["iam/role.tf"]+"# a note\n" {
			p.Errorf("the editor holds %q", got)
		}
		p.click("[role=textbox]", "Text to correct")
		p.press("z", control) // this file's own last change, not the other's
		p.settle()
		if got := p.text(); got != infra["iam/role.tf"] {
			p.Errorf("after undo the editor holds %q", got)
		}
		p.show("deploy.sh")
		if got := p.text(); got != infra["ci/deploy.sh"]+"# another\n" {
			p.Errorf("the editor holds %q", got)
		}
		p.click("button", "Reset")
		p.settle()
		if got := p.text(); got != infra["ci/deploy.sh"] {
			p.Errorf("reset gives %q", got)
		}
	})
	p.at(t, "removed_and_added", func(p *page) {
		p.click("button", "Remove this file")
		p.settle()
		if rows := p.rows(); slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, "deploy.sh") }) {
			p.Errorf("the tree still shows %q", rows)
		}
		p.dropPaths(filepath.Join(p.write("x", map[string]string{"deploy.sh": infra["ci/deploy.sh"]}), "deploy.sh"))
		p.until(`sandbox.rows().some((row) => row.startsWith(">deploy.sh"))`)
		p.settle()
		p.click("button", "Add a text")
		if got := p.text(); got != bothText {
			p.Errorf("the added text is %q", got)
		}
		p.settle()
	})
	p.at(t, "closed", func(p *page) {
		p.click("button", "Close all")
		p.settle()
		if got := p.text(); got != bothText || !call[bool](p, "hidden", "files") {
			p.Errorf("the editor holds %q", got)
		}
		p.wantDiff(changed(capLine, "3600", "28800"))
		p.click("[role=textbox]", "Text to correct")
		p.press("z", control)
		p.until(`sandbox.text("figures") === "empty"`) // the paste's own history
	})
}

// correctedInfra is what the changed files of infra become.
var correctedInfra = map[string]string{
	"iam/role.tf":    strings.Replace(infra["iam/role.tf"], "3600", "28800", 1),
	"a b/für all.sh": strings.Replace(infra["a b/für all.sh"], "43200", "3600", 1),
}

// wantCorrected applies a patch to infra with git, and wants exactly what must
// change to have changed.
func (p *page) wantCorrected(patch string) {
	p.Helper()
	dir := p.write("apply", infra)
	p.apply(patch, dir)
	for path, before := range infra {
		got, err := os.ReadFile(filepath.Join(dir, path))
		p.must(err)
		want, changes := correctedInfra[path]
		if !changes {
			want = before
		}
		if string(got) != want {
			p.Errorf("the patch makes %s %q, want %q", path, got, want)
		}
	}
}

// apply applies a patch to the files in dir, with git.
func (p *page) apply(patch, dir string) {
	p.Helper()
	cmd := exec.Command("git", "apply", "--whitespace=nowarn")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	cmd.Stdin = strings.NewReader(patch)
	if out, err := cmd.CombinedOutput(); err != nil {
		p.Fatalf("git apply: %v\n%s\n%q", err, out, patch)
	}
}

// A second folder stands beside the first: the patch of both applies from the
// folder that they lie in.
func TestBrowserTwoFolders(t *testing.T) {
	p := open(t)
	files := map[string]string{
		"infra/role.tf": infra["iam/role.tf"], "infra/ci/ask.sh": infra["ci/deploy.sh"], "jobs/role.tf": infra["iam/unrelated.tf"], "jobs/ask.sh": strings.Replace(cliLine, "role/deploy", "role/other", 1) + "\n",
	}
	dir := p.write("home", files)
	p.dropPaths(filepath.Join(dir, "infra"))
	p.opened()
	p.wantRows("▾ ci", "  ask.sh ✕ 1 1 error", ">role.tf ± changed")
	if hint := call[string](p, "text", "patch-hint"); hint != "Apply the patch with git apply in infra." {
		t.Errorf("the page says %q", hint)
	}
	p.click("[role=textbox]", "Text to correct")
	p.press("End", control)
	p.insert("# a note\n")
	p.settle()
	p.dropPaths(filepath.Join(dir, "jobs"))
	p.until(`sandbox.rows().length === 7`)
	p.wantRows("▾ infra", "  ▾ ci", "    ask.sh ✕ 1 1 error", ">  role.tf ± changed", "▾ jobs", "  ask.sh ✕ 1 1 error ± changed", "  role.tf")
	if title := call[string](p, "text", "folder-title"); title != "infra, jobs · 4 files" {
		t.Errorf("the folders are called %q", title)
	}
	if hint := call[string](p, "text", "patch-hint"); hint != "Apply the patch with git apply in the folder that all of these lie in." {
		t.Errorf("the page says %q", hint)
	}
	p.click("[role=textbox]", "Text to correct")
	p.press("z", control) // its history came along
	p.settle()
	name, patch := p.download("Download .patch")
	if name != "stackengine.patch" {
		t.Errorf("the patch is saved as %q", name)
	}
	p.apply(patch, dir)
	for path, want := range map[string]string{
		"infra/role.tf": strings.Replace(files["infra/role.tf"], "3600", "28800", 1), "infra/ci/ask.sh": files["infra/ci/ask.sh"],
		"jobs/role.tf": files["jobs/role.tf"], "jobs/ask.sh": strings.Replace(files["jobs/ask.sh"], "43200", "3600", 1),
	} {
		if got, err := os.ReadFile(filepath.Join(dir, path)); err != nil || string(got) != want {
			t.Errorf("the patch makes %s %q, want %q (%v)", path, got, want, err)
		}
	}
}

// The page's own dialogs, and an archive, bring the same as a drop.
func TestBrowserFolderOtherWays(t *testing.T) {
	p := open(t)
	p.at(t, "chosen_folder", func(p *page) {
		p.choosePaths("#folder", p.write("infra", infra))
		p.wantInfra()
		p.click("button", "Close all")
	})
	p.at(t, "archive", func(p *page) {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for path, content := range infra {
			f, err := w.Create("repo-main/" + path)
			p.must(err)
			_, err = f.Write([]byte(content))
			p.must(err)
		}
		p.must(w.Close())
		p.dropPaths(filepath.Join(p.write("z", map[string]string{"repo.zip": out.String()}), "repo.zip"))
		p.wantInfra()
		p.click("button", "Close all")
	})
	p.at(t, "archive_with_traps", func(p *page) {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for name, content := range map[string]string{"good.tf": infra["iam/unrelated.tf"], "../up.tf": "x", "/abs.tf": "x", "big.log": strings.Repeat("0", 20<<20)} {
			f, err := w.Create(name)
			p.must(err)
			_, err = f.Write([]byte(content))
			p.must(err)
		}
		p.must(w.Close())
		p.do("drop", []file{{"traps.zip", base64.StdEncoding.EncodeToString(out.Bytes())}})
		p.opened()
		left := eval[string](p, `document.getElementById("left-out").textContent.replace(/\s+/g, " ")`)
		for _, part := range []string{"../up.tf: its path leads out", "/abs.tf: its path is absolute", "big.log: 20 MiB, and"} {
			if !strings.Contains(left, part) {
				p.Errorf("what was not read is %q, without %q", left, part)
			}
		}
		p.wantRows(">good.tf")
		p.click("button", "Close all")
	})
	p.at(t, "chosen_files", func(p *page) {
		dir := p.write("some", infra)
		p.choosePaths("#file", filepath.Join(dir, "ci/deploy.sh"), filepath.Join(dir, "iam/role.tf"))
		p.opened()
		p.wantRows("deploy.sh ✕ 1 1 error", ">role.tf ± changed")
		p.click("button", "Close all")
		p.choosePaths("#file", filepath.Join(dir, "terraform.tfstate")) // alone, even this is read
		p.until(`sandbox.text("figures").startsWith("terraform.tfstate")`)
		p.settle()
	})
	p.at(t, "pasted_over", func(p *page) {
		p.paste(cliLine + "\n")
		p.press("a", control)
		p.do("paste", bothText)
		p.settle()
		p.choosePaths("#file", filepath.Join(p.write("one", map[string]string{"main.tf": roleText}), "main.tf"))
		p.until(`sandbox.text("figures").startsWith("main.tf")`)
		p.settle()
		if p.text() != roleText { // and all of it is selected now
			p.Errorf("the editor holds %q", p.text())
		}
		p.do("paste", bothText)
		p.settle()
		if name, _ := p.download("Download it"); name != "corrected.tf" {
			p.Errorf("a paste in place of main.tf is saved as %q", name)
		}
	})
}

// The tree is one stop for Tab; arrows, Home, End, letters, Enter and Del do the
// rest.
func TestBrowserTreeByKeyboard(t *testing.T) {
	p := open(t)
	p.dropPaths(p.write("infra", infra))
	p.opened()
	p.show("role.tf")
	p.press("Tab")
	p.tabTo("Skip to the editor")
	p.tabTo("role.tf")
	at := func(want string) {
		t.Helper()
		if got := call[focus](p, "focused"); !strings.HasPrefix(got.Name, want) || !got.Outlined {
			t.Errorf("the keyboard is at %+v, want %q", got, want)
		}
	}
	for _, step := range []struct{ key, leads string }{
		{"ArrowDown", "unrelated.tf"}, {"ArrowDown", "README.md"}, {"ArrowDown", "README.md"}, {"Home", "▾ a b"}, {"ArrowRight", "für all.sh"},
		{"ArrowLeft", "▾ a b"}, {"ArrowLeft", "▸ a b"}, {"ArrowDown", "▾ ci"}, {"End", "README.md"}, {"a", "▸ a b"}, {"ArrowRight", "▾ a b"}, {"End", "README.md"},
		{"ArrowUp", "unrelated.tf"}, {"ArrowLeft", "▾ iam"}, {"ArrowDown", "role.tf"},
	} {
		p.press(step.key)
		at(step.leads)
	}
	p.press("ArrowDown")
	p.press("Enter")
	p.settle()
	at("unrelated.tf")
	if got := p.text(); got != infra["iam/unrelated.tf"] {
		t.Errorf("Enter shows %q", got)
	}
	p.tabTo("Skip to the editor") // round the page
	p.tabTo("unrelated.tf")
	p.press("Delete")
	p.settle()
	at("README.md")
	p.press("Tab")
	if got := call[focus](p, "focused"); got.Tag == "div" {
		t.Errorf("Tab leads on to %+v, inside the tree", got)
	}
	p.click("input", "Only files with findings")
	p.wantRows("▾ a b", "  für all.sh ✕ 1 1 error ± changed", "▾ ci", "  deploy.sh ✕ 1 1 error", "▾ iam", "  role.tf ± changed", ">README.md")
	p.click("input", "Show files whose path has")
	p.insert("role")
	p.wantRows("▾ iam", "  role.tf ± changed", ">README.md")
}
