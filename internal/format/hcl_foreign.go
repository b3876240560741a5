package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Python, TOML and INI files have lines that read like an attribute of a
// Terraform file. Such a line counts only where something says that the text
// around it is Terraform.

// maxFenceReach is how many bytes before a line its Markdown fence may stand.
const maxFenceReach = 4 << 10

// hclFences are the languages of Markdown fences that hold Terraform.
var hclFences = []string{"hcl", "terraform", "tf", "tfvars", "opentofu", "tofu", "terragrunt"}

// isAtHome reports whether an attribute of the file itself stands in
// Terraform: by the file's name, by the fence around it, by what the text
// speaks of, by a block of Terraform's in it, or since the text is nothing but
// attributes.
func (l *hclLocator) isAtHome(doc *source.Document, at int) bool {
	if slices.ContainsFunc(hclEndings, func(end string) bool { return strings.HasSuffix(strings.ToLower(doc.Name), end) }) {
		return true
	}
	if doc.Name != "" && !hclUntold(doc.Name) {
		return false
	}
	if hclFenced(doc.Text[max(0, at-maxFenceReach):at]) {
		return true
	}
	home, known := l.homes[doc]
	if !known {
		if l.homes == nil {
			l.homes = map[*source.Document]bool{}
		}
		home = strings.Contains(doc.Text, "aws_iam_role") || strings.Contains(doc.Text, "erraform") || hclOnly(doc.Text)
		l.homes[doc] = home
	}
	return home
}

// hclUntold reports whether a file's name leaves open what it holds.
func hclUntold(name string) bool {
	name = strings.ToLower(name[strings.LastIndexByte(name, '/')+1:])
	return !strings.Contains(name, ".") || strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".txt")
}

// hclFenced reports whether the last fence before a line opens Terraform.
func hclFenced(before string) bool {
	n := strings.LastIndex(before, "```")
	if n < 0 {
		return false
	}
	info, _, _ := strings.Cut(before[n+len("```"):], "\n")
	info = strings.ToLower(strings.TrimSpace(info))
	return slices.Contains(hclFences, info)
}

// hclOnly reports whether text has a block of Terraform's own, or nothing but
// attributes, blocks, comments and fences.
func hclOnly(text string) bool {
	known, only, last := false, true, 0
	hclItems(text, 0, func(it *hclItem) bool {
		known = it.known && !it.output && it.isBlock()
		only = only && hclIdle(text[last:max(last, it.Start)])
		last = max(last, it.End)
		return !known
	})
	return known || only && hclIdle(text[last:])
}

// hclIdle reports whether text between items is blank, comment or a fence.
func hclIdle(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "//") && !strings.HasPrefix(line, "/*") &&
			!strings.HasPrefix(line, "*") && !strings.HasPrefix(line, "```") {
			return false
		}
	}
	return true
}
