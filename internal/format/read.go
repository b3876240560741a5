package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// Read asks every notation, or the one of ID only where that is not "", what
// docs say, and guesses which notation each document is. Finds come in order
// of document, then place.
func Read(docs []*source.Document, only string) (Found, []Guess) {
	var all Found
	owners := lineOwners{}
	seen, views := viewsOf(docs)
	counts := make([]map[*source.Document]int, len(Formats))
	parts := make([]Found, len(Formats))
	for i, f := range Formats {
		if only == "" || f.ID == only {
			parts[i] = f.Locate(seen)
			views.resolve(&parts[i])
			if !f.promptsWithHash() {
				parts[i].dropComments()
			}
			parts[i].bound()
		}
	}
	misreadings(parts)
	for i, found := range parts {
		counts[i] = map[*source.Document]int{}
		all.Settings = append(all.Settings, found.Settings...)
		all.Symptoms = append(all.Symptoms, found.Symptoms...)
		all.Clauses = append(all.Clauses, found.Clauses...)
		all.Signs = append(all.Signs, found.Signs...)
		all.Notes = append(all.Notes, found.Notes...)
		all.Problems = append(all.Problems, found.Problems...)
		owners.add(found)
		for _, c := range found.Islands {
			counts[i][c.Doc] += c.N
		}
		for k := range found.Settings { // a line alone is no island
			doc := found.Settings[k].Doc
			counts[i][doc] = max(counts[i][doc], 1)
		}
		for k := range found.Clauses {
			doc := found.Clauses[k].Doc
			counts[i][doc] = max(counts[i][doc], 1)
		}
	}
	if chosen, ok := ByID(only); ok {
		all.Only = chosen.Title
	}
	all.otherClouds()
	all.outside()
	all.cutOff()
	all.torn()
	all.sort(docs)
	all.Settings = withoutTwins(all.Settings)
	all.Clauses = slices.CompactFunc(all.Clauses, func(a, b setting.Clause) bool { return a.Place == b.Place })
	all.Problems = slices.Compact(owners.drop(all.Problems))
	all.Notes = append(all.Notes, all.unread(docs, only)...)
	guesses := make([]Guess, len(docs))
	for i, d := range docs {
		guesses[i] = guess(d, views.kindOf(d, seen[i]), only, counts)
	}
	return all, guesses
}

// otherClouds leaves alone what asks for a session of a role that is no role
// of AWS's: MinIO, Ceph and other clouds answer to the same call.
func (f *Found) otherClouds() {
	f.Settings = slices.DeleteFunc(f.Settings, func(s setting.Setting) bool {
		foreign := s.Kind == setting.Request && foreignARN(s.Role.ARN)
		if foreign {
			f.Notes = append(f.Notes, setting.Note{Place: s.Place, Key: "not-aws", Words: s.At + ": the role's name is not one of AWS's, and another cloud has limits of its own"})
		}
		return foreign
	})
}

// foreignARN reports whether a role's name is another cloud's.
func foreignARN(arn string) bool {
	service, rest, named := strings.Cut(arn, ":")
	if !named || strings.Trim(service, "abcdefghijklmnopqrstuvwxyz") != "" || strings.Count(arn, ":") <= 2 {
		return false
	}
	partition, _, _ := strings.Cut(rest, ":")
	return service != "arn" || partition != "" && strings.Trim(partition, "abcdefghijklmnopqrstuvwxyz-") == "" && !strings.HasPrefix(partition, "aws")
}
