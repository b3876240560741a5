package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// maxQuery is how many bytes of a query are read.
const maxQuery = 4 << 10

// queries finds session lengths in the parameters of STS and IAM themselves,
// as URLs and form bodies carry them: Action=AssumeRole&DurationSeconds=43200.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
func (f *Found) queries(doc *source.Document) {
	const action = "Action="
	text := doc.Text
	read := 0 // up to here
	for at := indexFrom(text, action, 0); at < len(text) && len(f.Settings) <= maxFinds; at = indexFrom(text, action, max(at+len(action), read)) {
		if at > 0 && strings.IndexByte("?&\"'` \n", text[at-1]) < 0 {
			continue
		}
		low, high := max(read, at-maxQuery), min(len(text), at+maxQuery)
		from := low + strings.LastIndexAny(text[low:at], "?\"'` \t\n<>(") + 1
		to := at + len(text[at:high])
		if n := strings.IndexAny(text[at:high], "#\"'` \t\r\n<>)\\"); n >= 0 {
			to = at + n
		}
		f.query(doc, source.Span{Start: from, End: to})
		read = to
	}
}

// query reads the parameters at span.
func (f *Found) query(doc *source.Document, span source.Span) {
	given := map[string]source.Span{}
	for at := span.Start; at < span.End; {
		end := span.End
		if n := strings.IndexByte(doc.Text[at:end], '&'); n >= 0 {
			end = at + n
		}
		if name, _, has := strings.Cut(doc.Text[at:end], "="); has {
			given[name] = source.Span{Start: at + len(name) + 1, End: end}
		}
		at = end + 1
	}
	read := func(name string) string { return queryText.Replace(doc.Text[given[name].Start:given[name].End]) }
	i := slices.IndexFunc(sdkPlaces, func(p sdkPlace) bool { return !p.bare && p.name == strings.ToLower(read("Action")) })
	if i < 0 || sdkPlaces[i].limit == setting.OtherService {
		return
	}
	s := setting.Setting{Kind: setting.Request, Limit: sdkPlaces[i].limit, At: "the query for " + read("Action"), Unit: setting.InSeconds, Context: span}
	key := "DurationSeconds"
	s.Role = configRole(read("RoleArn"))
	if s.Limit == setting.RoleMaximum {
		s.Kind, key = setting.Cap, "MaxSessionDuration"
		s.Role = setting.Role{Name: read("RoleName")}
	}
	at, has := given[key]
	if !has || at.Len() == 0 || foreignQuery(doc.Text, span.Start) {
		return
	}
	s.Place = doc.At(at)
	value, whole := s.Unit.Read(s.Text())
	switch {
	case given["X-Amz-Signature"].Len()+given["Signature"].Len() > 0:
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "output-not-source", Words: "the URL is signed: another length needs another signature"}
	case whole:
		s.State, s.Value = setting.Literal, value
	default:
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: "it is filled in when the URL is made"}
	}
	f.Settings = append(f.Settings, s)
}

// foreignQuery reports whether the address before the query at offset at, or
// the last one near before it, is not AWS's.
func foreignQuery(text string, at int) bool {
	near := text[max(0, at-2*maxPrompt):at]
	n := strings.LastIndex(near, "://")
	if n < 0 {
		return false
	}
	address, _, _ := strings.Cut(near[n:], "\"")
	return foreignEndpoint(strings.TrimRight(address, "' \t\n"))
}

// queryText undoes the escapes that a role's ARN has in a query.
var queryText = strings.NewReplacer("%3A", ":", "%3a", ":", "%2F", "/", "%2f", "/")
