package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
)

// addAbsent finds the roles that are made without a maximum, in the languages
// in which a line can be put in without knowing the SDK's version.
func (f *sdkFinder) addAbsent() {
	if f.mocked || f.foreign || f.language.name != "Python" && f.language.name != "TypeScript" {
		return
	}
	for i := range f.tokens {
		if f.kind(i) != codeName || f.seen[i] || f.count > maxFinds {
			continue
		}
		p := sdkPlaceOf(f.codeFile, i)
		if p == nil || p.name != "createrole" || f.called(i) < 0 {
			continue
		}
		open := f.called(i)
		set := "="
		if f.language.name == "TypeScript" {
			open, set = open+1, ": "
		}
		end := f.pair(open)
		args, whole := f.arguments(open)
		o := sdkOwner{place: p, at: i, brackets: []int{open}, variable: -1}
		if end < 0 || !whole || len(args) == 0 || set != "=" && f.text(open) != "{" || o.asserts(f) {
			continue
		}
		named := true
		for _, a := range args {
			named = named && a.key >= 0 && a.value.len() > 0
		}
		role := f.roleOf(sdkUse{at: i}, o)
		if !named || role.Name == "" {
			continue
		}
		if client := f.clientOf(o); client.foreign || f.strays(client, role) {
			continue
		}
		last := args[len(args)-1]
		f.count++
		f.found.Settings = append(f.found.Settings, setting.Setting{
			Kind: setting.Cap, Limit: p.limit, At: f.titleOf(i), Role: role, State: setting.Absent, Value: p.limit.Default, Unit: setting.InSeconds,
			Place: f.place(codeRange{i, i + 1}), Context: f.contextOf(sdkUse{at: i, value: last.value}, o), Gap: f.gapAfter(last, end, set),
		})
	}
}

// gapAfter is where a field would be put in behind the last one: on a line of
// its own if that one has one.
func (f *sdkFinder) gapAfter(last codeArgument, end int, set string) *setting.Gap {
	gap := &setting.Gap{At: int(f.tokens[last.whole.to-1].end), Before: ", MaxSessionDuration" + set}
	comma := f.text(end-1) == ","
	if comma {
		gap.At = int(f.tokens[end-1].end)
		gap.Before = " MaxSessionDuration" + set
		gap.After = ","
	}
	if !f.tokens[last.whole.from].first {
		return gap
	}
	line := f.doc.LineSpan(f.doc.Line(int(f.tokens[last.whole.from].start)))
	indent := f.doc.Text[line.Start:f.tokens[last.whole.from].start]
	if strings.Trim(indent, " \t") != "" {
		return gap
	}
	gap.Before = strings.Replace(gap.Before, " ", f.doc.EOLAt(gap.At)+indent, 1)
	return gap
}
