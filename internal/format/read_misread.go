package format

import (
	"slices"
	"sort"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// misreadings drops what one notation could not read where another one reads a
// length: source code is no broken YAML. parts is what each notation found.
func misreadings(parts []Found) {
	type reading struct {
		source.Span
		by int
	}
	clear := map[*source.Document][]reading{}
	total := 0
	for by, p := range parts {
		for i := range p.Settings {
			if s := &p.Settings[i]; !s.Broken && s.State != setting.Unknown {
				clear[s.Doc] = append(clear[s.Doc], reading{s.Span, by})
			}
		}
		total += len(p.Problems)
		for i := range p.Settings {
			if p.Settings[i].State == setting.Unknown {
				total++
			}
		}
	}
	if total == 0 {
		return
	}
	for _, all := range clear {
		sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	}
	read := func(at source.Place, by int) bool {
		all := clear[at.Doc]
		n := sort.Search(len(all), func(i int) bool { return all[i].Start >= at.Start })
		for _, r := range all[max(0, n-1):min(len(all), n+2)] {
			if r.by != by && r.Overlaps(at.Span) {
				return true
			}
		}
		return false
	}
	for by := range parts {
		p := &parts[by]
		p.Problems = slices.DeleteFunc(p.Problems, func(q source.Problem) bool { return read(q.Place, by) })
		p.Settings = slices.DeleteFunc(p.Settings, func(s setting.Setting) bool {
			return s.State == setting.Unknown && read(s.Place, by)
		})
	}
}
