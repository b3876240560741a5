package format

import (
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

const (
	s3aDuration = "fs.s3a.assumed.role.session.duration"
	s3aRole     = "fs.s3a.assumed.role.arn"
)

// hadoop finds the session length of Hadoop's S3A connector, in XML, in
// properties and in Spark's options. It is a number of seconds or has a unit.
// https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/assumed_roles.html
func (f *Found) hadoop(doc *source.Document) {
	if !strings.Contains(doc.Text, s3aDuration) {
		return
	}
	roles := hadoopValues(doc, s3aRole)
	for _, at := range hadoopValues(doc, s3aDuration) {
		s := setting.Setting{
			Kind: setting.Request, Limit: setting.AssumeRole, At: s3aDuration, Place: doc.At(at), Context: at,
			State: setting.Literal, Unit: setting.GoDuration,
		}
		if len(roles) == 1 {
			s.Role = setting.RoleFromARN(doc.Text[roles[0].Start:roles[0].End])
		}
		raw := s.Text()
		if isDigits(raw) {
			s.Unit = setting.InSeconds
		}
		value, ok := s.Unit.Read(raw)
		switch {
		case ok:
			s.Value = value
		case templateIn(raw) != "":
			s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: templateIn(raw) + " is filled in from outside this text"}
		default:
			s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "bad-spelling", Words: "Hadoop takes a whole number of seconds here, or one with a unit such as 1h"}
		}
		f.Settings = append(f.Settings, s)
	}
}

// hadoopValues lists the values that doc gives to the property named key.
// Comments and mere mentions are passed over.
func hadoopValues(doc *source.Document, key string) []source.Span {
	var found []source.Span
	text := doc.Text
	comment := xmlComments(text)
	for at := indexFrom(text, key, 0); at < len(text); at = indexFrom(text, key, at+len(key)) {
		line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
		if comment.covers(at) || strings.ContainsAny(line, "#!") || strings.Contains(line, "//") {
			continue
		}
		if v := hadoopValue(text, at+len(key)); v.Len() > 0 {
			found = append(found, v)
		}
	}
	return found
}

// hadoopValue is the value behind a property's name that ends at i: in a
// <value> element, behind "=" or ":", or as the next string of a call.
func hadoopValue(text string, i int) source.Span {
	rest := text[i:min(len(text), i+400)]
	after := strings.TrimLeft(rest, " \t\r\n")
	switch {
	case strings.HasPrefix(after, "</name>"):
		open := strings.Index(rest, "<value>")
		closed := strings.Index(rest, "</property>")
		end := strings.Index(rest, "</value>")
		if open < 0 || end < open || closed >= 0 && closed < end {
			return source.Span{}
		}
		inner := rest[open+len("<value>") : end]
		lead := len(inner) - len(strings.TrimLeft(inner, " \t\r\n"))
		start := i + open + len("<value>") + lead
		return source.Span{Start: start, End: start + len(strings.TrimSpace(inner))}
	case strings.HasPrefix(rest, `"`), strings.HasPrefix(rest, "'"): // "key", "value"
		quote := rest[:1]
		next := strings.TrimLeft(rest[1:], " \t\r\n,:=")
		if !strings.HasPrefix(next, quote) {
			return source.Span{}
		}
		start := i + len(rest) - len(next) + 1
		end := strings.Index(next[1:], quote)
		if end < 0 {
			return source.Span{}
		}
		return source.Span{Start: start, End: start + end}
	}
	value := strings.TrimLeft(rest, " \t")
	switch {
	case value != "" && strings.IndexByte("=:", value[0]) >= 0:
		value = strings.TrimLeft(value[1:], " \t\"'")
	case value == "" || len(value) == len(rest) || !asciiDigit(value[0]): // blanks alone separate too
		return source.Span{}
	}
	start := i + len(rest) - len(value)
	end := strings.IndexAny(value, " \t\r\n\"'\\;,")
	if end < 0 {
		end = len(value)
	}
	return source.Span{Start: start, End: start + end}
}

// A spanSet is spans in order.
type spanSet []source.Span

func xmlComments(text string) spanSet {
	var set spanSet
	for at := indexFrom(text, "<!--", 0); at < len(text); {
		end := indexFrom(text, "-->", at)
		set = append(set, source.Span{Start: at, End: end})
		at = indexFrom(text, "<!--", end)
	}
	return set
}

func (s spanSet) covers(at int) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i].End > at })
	return i < len(s) && s[i].Start <= at
}

const samlSession = "https://aws.amazon.com/SAML/Attributes/SessionDuration"

// saml explains the session attribute of SAML: what an identity provider puts
// into its assertions governs the console, and no role setting.
func (f *Found) saml(doc *source.Document) {
	text := doc.Text
	for at := indexFrom(text, samlSession, 0); at < len(text); at = indexFrom(text, samlSession, at+len(samlSession)) {
		f.Notes = append(f.Notes, setting.Note{
			Place: doc.At(source.Span{Start: at, End: at + len(samlSession)}), Key: "saml-session-duration",
			Words: "the SAML attribute SessionDuration is set by the identity provider: it sets the console's session, 900 to 43200 s, and an AssumeRoleWithSAML call gets no more than the shorter of it and the role's maximum",
		})
	}
}
