//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// What is planted in one text in every way that people paste it, under names
// that say nothing but where it is plain.
const plantedPassword, plantedSecret = "Quartz#4711pw", "hT7/kQ2mVx9+LrB4nZc8JwEy1FsDg5UoPa3iN0Xe"

func plantedText() string {
	inner := fmt.Sprintf(`{"db_password":%q}`, plantedPassword)
	encoded := base64.StdEncoding.EncodeToString([]byte("export DB_PASSWORD=" + plantedPassword + "\n"))
	return strings.Join([]string{
		"arn:aws:iam::482109375526:role/deploy of Northwind",
		"password = \"" + plantedPassword + "\"",
		"aws_secret_access_key = " + plantedSecret,
		"log: login with " + plantedPassword + " failed",
		fmt.Sprintf(`{"body":%q}`, inner),
		"https://example.com/?password=" + url.QueryEscape(plantedPassword),
		"data: " + encoded,
		"wrapped: " + plantedSecret[:20],
		plantedSecret[20:],
		"",
	}, "\n")
}

// leaks lists what of the planted values can be read in text.
func leaks(text string) []string {
	var found []string
	joined := strings.NewReplacer("\n", "", " ", "").Replace(text)
	for _, form := range []string{
		plantedPassword, plantedSecret, url.QueryEscape(plantedPassword), "482109375526",
		base64.StdEncoding.EncodeToString([]byte("export DB_PASSWORD=" + plantedPassword + "\n")),
	} {
		if strings.Contains(text, form) || strings.Contains(joined, form) {
			found = append(found, form)
		}
	}
	return found
}

func (p *page) redacted() string { return eval[string](p, `sandbox.redacted()`) }

// untilRedacted waits until the redacted text holds want.
func (p *page) untilRedacted(want string) {
	p.Helper()
	p.until(fmt.Sprintf("sandbox.redacted().includes(%s)", literals([]any{want})))
}

func TestBrowserRedaction(t *testing.T) {
	p := open(t)
	p.paste(plantedText())
	p.click("button", "What would be redacted")
	p.untilRedacted("REDACTED_ACCOUNT_1")

	p.at(t, "nothing_planted_leaves", func(p *page) {
		p.click("button", "Copy the redacted text")
		copied := p.clipboard()
		if found := leaks(copied); found != nil {
			t.Errorf("the copied text holds %q:\n%s", found, copied)
		}
		if _, saved := p.download("Download"); saved != copied {
			t.Errorf("what is saved is not what is copied:\n%s", saved)
		}
		if n := eval[int](p, `sandbox.all(".cm-hidden").length`); n < 7 {
			t.Errorf("%d marks are shown", n)
		}
	})
	p.at(t, "keep", func(p *page) {
		p.click("button", "Keep REDACTED_ACCOUNT_1 of line 1")
		p.untilRedacted("arn:aws:iam::482109375526:role")
		p.click("button", "Hide again 482109375526")
		p.untilRedacted("arn:aws:iam::REDACTED_ACCOUNT_1:role")
		p.click(".cm-hidden", "REDACTED_ACCOUNT_1") // the mark itself, with the mouse
		p.untilRedacted("arn:aws:iam::482109375526:role")
		p.click("button", "Hide again 482109375526")
		p.untilRedacted("arn:aws:iam::REDACTED_ACCOUNT_1:role")
	})
	p.at(t, "terms", func(p *page) {
		p.fill("Always hide", "Northwind")
		p.press("Enter")
		p.untilRedacted("role/deploy of REDACTED_TERM_1")
		p.click("button", "Stop hiding Northwind")
		p.untilRedacted("role/deploy of Northwind")
		p.fill("Always hide", "ab")
		p.press("Enter")
		p.until(`sandbox.notice().includes("at least 3 characters")`)
	})
	p.at(t, "names", func(p *page) {
		p.click("input[type=checkbox]", "names of resources")
		p.untilRedacted("role/REDACTED_NAME_1")
		p.click("input[type=checkbox]", "names of resources")
		p.untilRedacted("role/deploy")
	})
	p.at(t, "selection", func(p *page) {
		eval[bool](p, `sandbox.selectRedacted("Northwind")`)
		p.click("button", "Hide the selected text")
		p.untilRedacted("of REDACTED_TERM_1")
		p.click("button", "Stop hiding Northwind")
	})
	p.at(t, "byte_order_mark", func(p *page) {
		p.paste("\uFEFFarn:aws:iam::482109375526:role/deploy\n")
		p.untilRedacted("arn:aws:iam::REDACTED_ACCOUNT_1:role")
		if marked := eval[[]string](p, `sandbox.all(".cm-hidden").map((mark) => mark.textContent)`); len(marked) != 1 || marked[0] != "REDACTED_ACCOUNT_1" {
			t.Errorf("marked are %q", marked)
		}
		p.click("button", "Keep REDACTED_ACCOUNT_1 of line 1")
		p.untilRedacted("arn:aws:iam::482109375526:role")
		p.click("button", "Hide again 482109375526")
	})
	p.at(t, "follows_the_text", func(p *page) {
		p.paste("password = \"other" + plantedPassword + "\"\n")
		p.until(`sandbox.redacted() === "password = \"REDACTED_PASSWORD_1\"\n"`)
	})
}
