package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

const maximumKey = `"MaxSessionDuration"`

// findOutput finds caps in what the AWS CLI printed. (A caller that is an
// assumed role, error text finds.)
func (f *shellFinder) findOutput(doc *source.Document) {
	text := doc.Text
	low := 0
	for at := indexFrom(text, maximumKey, 0); at < len(text); at = indexFrom(text, maximumKey, max(at+1, low)) {
		open := enclosing(text, low, at)
		low = at + len(maximumKey)
		if open < 0 {
			continue
		}
		object, _ := data.ReadJSON(doc, open)
		f.roleOutput(doc, object)
		low = max(low, object.End)
	}
	f.queriedOutput(doc)
}

// enclosing is the offset of the { whose object the byte at offset at belongs
// to, looking back no further than low, or -1. Braces in strings count: the
// CLI prints none in the strings of a role.
func enclosing(text string, low, at int) int {
	depth := 0
	for i := at - 1; i >= low; i-- {
		switch text[i] {
		case '}':
			depth++
		case '{':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// roleOutput keeps the cap of a role object as get-role, list-roles and kin
// print it. The RoleId or the creation date tells it from a template.
func (f *shellFinder) roleOutput(doc *source.Document, object *data.Node) {
	before := strings.TrimRight(doc.Text[max(0, object.Start-40):object.Start], " \t\r\n")
	maximum := object.Get("MaxSessionDuration")
	if maximum == nil || object.Get("RoleName") == nil || !cfnPrinted(object) || strings.HasSuffix(before, `"Properties":`) {
		return
	}
	n, ok := setting.InSeconds.Read(maximum.Text)
	if !ok || !isDigits(maximum.Text) {
		return
	}
	role := setting.RoleFromARN(object.Member("Arn"))
	role.Name = object.Member("RoleName")
	f.found.Settings = append(f.found.Settings, setting.Setting{
		Kind: setting.Cap, Limit: setting.RoleMaximum, At: "the role as AWS printed it", Role: role,
		State: setting.Literal, Value: n, Place: doc.At(maximum.Span), Unit: setting.InSeconds, Output: true, Context: object.Span,
	})
}

// queriedOutput keeps the number that stands below
// aws iam get-role --role-name x --query Role.MaxSessionDuration.
func (f *shellFinder) queriedOutput(doc *source.Document) {
	for _, c := range f.commands {
		if c.doc != doc || c.operand(0) != "iam" || c.operand(1) != "get-role" {
			continue
		}
		query, name := c.flag("--query", len("--query")), c.flag("--role-name", len("--role-name"))
		if query == nil || name == nil || !name.has {
			continue
		}
		if path, _ := query.value.plain(); !strings.HasSuffix(strings.Trim(path, "[]"), "MaxSessionDuration") {
			continue
		}
		line := indexFrom(doc.Text, "\n", c.End) + 1
		if line > len(doc.Text) {
			continue
		}
		end := indexFrom(doc.Text, "\n", line)
		span := source.Span{Start: line, End: end}
		trimmed := strings.TrimSpace(doc.Text[line:end])
		span.Start += strings.Index(doc.Text[line:end], trimmed)
		span.End = span.Start + len(trimmed)
		n, ok := setting.InSeconds.Read(trimmed)
		if !ok || !isDigits(trimmed) {
			continue
		}
		f.found.Settings = append(f.found.Settings, setting.Setting{
			Kind: setting.Cap, Limit: setting.RoleMaximum, At: "what " + c.title() + " printed",
			Role:  f.vars.role(shellUse{c.doc, c.Start, -1}, name.value, false),
			State: setting.Literal, Value: n, Place: doc.At(span), Unit: setting.InSeconds, Output: true,
			Context: source.Span{Start: c.Start, End: span.End},
		})
	}
}
