//go:build browser

package browsertest

import (
	"slices"
	"strings"
	"testing"
)

// changed is one line as it goes and as it comes.
func changed(line, from, to string) (gone, come []string) {
	return []string{line}, []string{strings.Replace(line, from, to, 1)}
}

const (
	capLine     = "  max_session_duration = 3600"
	requestLine = "  --role-session-name ci --duration-seconds 28800"
)

func TestBrowserOptions(t *testing.T) {
	p := open(t)
	p.click("summary", "More about the role and the caller")
	p.at(t, "role_maximum", func(p *page) {
		p.paste(cliLine + "\n")
		p.fill("Role's maximum, if known, in hours", "2")
		p.wantDiff(changed(cliLine, "43200", "7200"))
		p.fill("Role's maximum, if known, in hours", "")
		p.wantDiff(changed(cliLine, "43200", "3600"))
	})
	p.at(t, "strategy", func(p *page) {
		p.paste(bothText)
		p.choose("Prefer to", "shorten the request")
		p.wantDiff(changed(requestLine, "28800", "3600"))
		p.choose("Prefer to", "raise the role's maximum")
		p.wantDiff(changed(capLine, "3600", "28800"))
		p.paste(strings.Replace(bothText, "28800", "50000", 1))
		p.wantDiff([]string{capLine, strings.Replace(requestLine, "28800", "50000", 1)},
			[]string{strings.Replace(capLine, "3600", "43200", 1), strings.Replace(requestLine, "28800", "43200", 1)})
		p.choose("Prefer to", "whatever the text proves")
	})
	p.at(t, "chained", func(p *page) {
		p.paste(bothText)
		p.choose("Role chaining", "yes: the caller is a role")
		p.wantDiff(changed(requestLine, "28800", "3600"))
		p.choose("Role chaining", "look for signs")
		p.wantDiff(changed(capLine, "3600", "28800"))
	})
	p.at(t, "organisation_limit", func(p *page) {
		p.paste(bothText)
		p.wantDiff(changed(capLine, "3600", "28800"))
		p.fill("Limit of your organisation, in hours", "4") // the request cannot be met
		p.wantDiff(changed(requestLine, "28800", "3600"))
		p.paste(roleText)
		p.click("button", "8 h")
		p.wantDiff(nil, []string{"", "  max_session_duration = 14400"})
		p.wantItem("Findings", "you want 28800 s (8 h)", "14400 s (4 h) is the most")
		p.fill("Limit of your organisation, in hours", "")
		p.wantDiff(nil, []string{"", "  max_session_duration = 28800"})
	})
}

// Hours and seconds of one length follow each other, whichever is typed.
func TestBrowserHoursAndSeconds(t *testing.T) {
	p := open(t)
	p.paste(roleText)
	want := func(hours, seconds string) {
		t.Helper()
		if h, s := call[string](p, "value", "Length wanted, in hours"), call[string](p, "value", "Length wanted, in seconds"); h != hours || s != seconds {
			t.Errorf("the fields say %q h = %q s, want %q and %q", h, s, hours, seconds)
		}
	}
	p.fill("Length wanted, in hours", "1.5")
	want("1.5", "5400")
	p.wantDiff(nil, []string{"", "  max_session_duration = 5400"})
	p.fill("Length wanted, in seconds", "7200")
	want("2", "7200")
	p.wantDiff(nil, []string{"", "  max_session_duration = 7200"})
	p.click("button", "12 h")
	p.settle()
	want("12", "43200")
	p.fill("Length wanted, in seconds", "soon")
	if !call[bool](p, "has", "[role=status]", "a number above 0") {
		t.Error("a word as a length is taken without a word")
	}
	p.wantDiff(nil, []string{"", "  max_session_duration = 43200"}) // the last good one
	p.fill("Length wanted, in seconds", "10000")
	if h := call[string](p, "value", "Length wanted, in hours"); !strings.HasPrefix(h, "2.77") {
		t.Errorf("10000 s are %q h", h)
	}
	p.wantDiff(nil, []string{"", "  max_session_duration = 10000"})
}

func TestBrowserAlternatives(t *testing.T) {
	p := open(t)
	p.paste(bothText)
	p.wantDiff(changed(capLine, "3600", "28800"))
	p.click("#findings input[type=radio]", "Reduce the request to 3600 s")
	p.wantDiff(changed(requestLine, "28800", "3600"))
	if picked := call[[]string](p, "picked"); !slices.ContainsFunc(picked, func(s string) bool { return strings.HasPrefix(s, "Reduce the request") }) {
		t.Errorf("picked is %q", picked)
	}
	p.click("#findings input[type=radio]", "Leave it as it is")
	p.settle()
	if said := p.status(); !call[bool](p, "hidden", "diff") || !strings.HasPrefix(said, "Nothing was changed") {
		t.Errorf("left as it is, and the page shows a change or says %q", said)
	}
	p.click("#findings input[type=radio]", "Raise the role's maximum")
	p.wantDiff(changed(capLine, "3600", "28800"))
}

// A fix that is done elsewhere is a text to copy.
func TestBrowserElsewhere(t *testing.T) {
	p := open(t)
	p.paste(cliLine + "\n")
	p.click("button", "Copy: AWS CLI")
	p.until(`sandbox.all("button.copy").some((b) => b.textContent === "Copied")`)
	if got, want := p.clipboard(), "aws iam update-role --role-name deploy --max-session-duration 43200"; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
}

// Layouts show the same change.
func TestBrowserLayouts(t *testing.T) {
	p := open(t)
	p.paste(bothText)
	gone, come := changed(capLine, "3600", "28800")
	p.click("input[name=layout]", "Side by side")
	p.wantDiff(gone, come)
	p.click("input[name=layout]", "Patch")
	patch := eval[string](p, `sandbox.all("#diff pre")[0].textContent`)
	if want := "\n-" + gone[0] + "\n+" + come[0] + "\n"; !strings.Contains(patch, want) {
		t.Errorf("the patch shows %q, without %q", patch, want)
	}
	p.click("input[name=layout]", "Unified")
	p.wantDiff(gone, come)
}

// What was pasted comes back exactly: by Reset after typing, by undo after Clear.
func TestBrowserComesBack(t *testing.T) {
	p := open(t)
	for _, c := range exact {
		p.at(t, c.name, func(p *page) {
			p.paste(c.text)
			p.click("[role=textbox]", "Text to correct")
			p.insert("x")
			p.until(`!document.getElementById("reset").disabled`)
			p.settle()
			if p.text() == c.text {
				p.Fatal("typing changed nothing")
			}
			p.click("button", "Reset")
			p.settle()
			if got := p.text(); got != c.text {
				p.Errorf("reset gives %q, want %q", got, c.text)
			}
			p.click("button", "Clear")
			if got := p.text(); got != "" {
				p.Errorf("clear leaves %q", got)
			}
			p.press("z", control)
			p.settle()
			if got := p.text(); got != c.text {
				p.Errorf("undo gives %q, want %q", got, c.text)
			}
			p.until(`sandbox.status().startsWith("1 change")`)
		})
	}
}
