package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// printed reads a block that a plan printed, or a diff shows: it notes the
// lengths, and keeps the maximum of a role, which is what AWS allows, or will
// after the plan is applied.
func (l *hclLocator) printed(p *hclPiece) {
	text := p.doc.Text
	role := setting.Role{}
	var maximum source.Span
	for line := p.Start; line < p.End; line = lineEnd(text, line) + 1 {
		end := lineEnd(text, line)
		first := end - len(strings.TrimLeft(text[line:end], " \t+-~/<="))
		name := source.Span{Start: first, End: hclWord(text, first)}
		key := text[name.Start:name.End]
		value := hclPrintedValue(text, name.End, end)
		if (key == "name" || key == "role_name") && role.Name == "" && value.Len() > 2 && text[value.Start] == '"' {
			role.Name = text[value.Start+1 : value.End-1]
		}
		if key == "max_session_duration" && hclRoleOf(text, &p.hclItem) != nil {
			maximum = value
		}
		if strings.HasSuffix(key, "session_duration") || key == "duration" || key == "duration_seconds" {
			l.found.Notes = append(l.found.Notes, setting.Note{
				Place: p.doc.At(name), Key: "output-not-source",
				Words: "this is a plan's output or a diff, which is not the source",
			})
		}
	}
	row := &hclPlaces[0]
	value, ok := row.unit.Read(text[maximum.Start:maximum.End])
	if !ok || !isDigits(text[maximum.Start:maximum.End]) || hclDestroys(text, p) {
		return
	}
	l.found.Settings = append(l.found.Settings, setting.Setting{
		Kind: row.kind, Limit: row.limit, At: "the role as the plan shows it", Role: role,
		State: setting.Literal, Value: value, Place: p.doc.At(maximum), Unit: row.unit, Output: true, Context: p.Span,
	})
}

// hclPrintedValue is the value behind "=" in text[at:end]. Of "old -> new" it
// is the smaller number, which holds before and after; else the new value.
func hclPrintedValue(text string, at, end int) source.Span {
	rest := strings.TrimLeft(text[at:end], " \t")
	if !strings.HasPrefix(rest, "=") {
		return source.Span{}
	}
	word := func(at int) source.Span {
		at = end - len(strings.TrimLeft(text[at:end], " \t"))
		if n := strings.IndexAny(text[at:end], " \t\r,"); n >= 0 {
			return source.Span{Start: at, End: at + n}
		}
		return source.Span{Start: at, End: end}
	}
	before := word(end - len(rest) + 1)
	arrow := strings.TrimLeft(text[before.End:end], " \t")
	if !strings.HasPrefix(arrow, "->") {
		return before
	}
	after := word(end - len(arrow) + len("->"))
	old, known := setting.InSeconds.Read(text[before.Start:before.End])
	if next, ok := setting.InSeconds.Read(text[after.Start:after.End]); known && ok && old < next {
		return before
	}
	return after
}

// hclDestroys reports whether the plan removes what p shows.
func hclDestroys(text string, p *hclPiece) bool {
	start := strings.LastIndexByte(text[:p.Start], '\n') + 1
	return strings.TrimSpace(text[start:p.Start]) == "-"
}
