package internal

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The README names files, and what stands in them.
func TestReadmeIsTrue(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	code := func(path string) string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
	paths := 0
	for _, m := range regexp.MustCompile("`((?:format|source|setting|plan|engine)/[\\w/]+\\.(?:go|txtar))`").FindAllStringSubmatch(string(readme), -1) {
		code(m[1])
		paths++
	}
	names := 0
	for _, m := range regexp.MustCompile("`(\\w+)`(?: and `(\\w+)`)? in `([\\w/]+\\.go)`").FindAllStringSubmatch(string(readme), -1) {
		for _, name := range m[1:3] {
			if name != "" && !regexp.MustCompile(`(?m)^(?:var|func|type|const|\t) ?`+name+`\b`).MatchString(code(m[3])) {
				t.Errorf("%s has no %s", m[3], name)
			}
			names++
		}
	}
	if paths < 20 || names < 20 || !strings.Contains(string(readme), "flags_of_login_tools") {
		t.Errorf("found %d paths and %d names", paths, names)
	}
}
