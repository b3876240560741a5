package format

import (
	"fmt"
	"strings"

	"stackengine.dev/sandbox/internal/data"
	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// What the formats in YAML and JSON share.

// dataLength fills s with the length that n holds in unit: literal, through an
// alias, or unknown with the reason. Tags ("!Ref") and templates that a format
// understands it handles before.
func dataLength(s *setting.Setting, doc *source.Document, n *data.Node, unit setting.Unit) {
	s.Place, s.Unit = doc.At(n.Span), unit
	value := n.Resolve()
	if value.Kind != data.Scalar || n.Kind == data.Alias && len(n.Items) == 0 {
		s.State, s.Why = setting.Unknown, &setting.Unproved{Key: "value-outside-paste", Words: "it is no plain value"}
		return
	}
	if why := dataUnproved(doc, value, unit); why != nil {
		s.State, s.Why = setting.Unknown, why
		return
	}
	s.State = setting.Literal
	s.Value, _ = unit.Read(value.Text)
	if value != n {
		s.State = setting.Indirect
		s.Def = &setting.Definition{Place: doc.At(value.Span), Unit: unit, At: "the anchor that " + s.Place.Text() + " stands for"}
		s.Def.Users = max(0, aliases(doc.Text, s.Place.Text())-1)
	}
}

// aliases is how often the beginning of text has an alias.
func aliases(text, alias string) int {
	text = text[:min(len(text), maxSigns)]
	for n := 0; ; {
		_, after, ok := strings.Cut(text, alias)
		if !ok {
			return n
		}
		if text = after; after == "" || !asciiWord(after[0]) && after[0] != '-' {
			n++
		}
	}
}

// dataUnproved is why n is not known to be a length in unit; nil where it is
// one, and the bytes at n say so.
func dataUnproved(doc *source.Document, n *data.Node, unit setting.Unit) *setting.Unproved {
	raw := doc.Text[n.Start:n.End]
	if n.Tag != "" && n.Tag != "!!int" && n.Tag != "!!str" {
		return &setting.Unproved{Key: "value-outside-paste", Words: n.Tag + " is worked out elsewhere"}
	}
	if template := templateIn(raw); strings.HasPrefix(template, "${self:") {
		return &setting.Unproved{Key: "value-outside-paste", Words: template + " is filled in by the Serverless Framework when it deploys"}
	} else if template != "" {
		return &setting.Unproved{Key: "value-outside-paste", Words: template + " is filled in from outside this text"}
	}
	octal := n.Style == data.Plain && len(raw) > 1 && raw[0] == '0' // to some parsers
	product := unit.Seconds() > 0 && strings.Contains(raw, "*")     // nobody works it out
	if n.Exact(doc) && !octal && !product {
		if _, ok := unit.Read(n.Text); ok {
			return nil
		}
	}
	meant, plain := hclMeant(n.Text)
	switch {
	case unit == setting.GoDuration && plain:
		return &setting.Unproved{Key: "missing-unit", Words: fmt.Sprintf("%q has no unit, such as 1h", n.Text), Meant: meant}
	case unit == setting.ISO8601:
		return &setting.Unproved{Key: "permission-set-iso8601", Words: "this takes an ISO 8601 duration such as PT4H", Meant: meant}
	case len(n.Text) > 40:
		return &setting.Unproved{Key: "bad-spelling", Words: "this is not a whole number of " + hclUnits[unit]}
	case plain:
		meant = 0 // a number that unit does not read is not what it seems
	}
	return &setting.Unproved{Key: "bad-spelling", Words: fmt.Sprintf("%q is not a whole number of %s", n.Text, hclUnits[unit]), Meant: meant}
}

// templateIn is the first template or variable in raw; "" where there is none.
func templateIn(raw string) string {
	for _, marks := range [][2]string{{"${{", "}}"}, {"{{", "}}"}, {"{%", "%}"}, {"<<", ">>"}, {"<%", "%>"}, {"${", "}"}, {"$(", ")"}, {"<", ">"}} {
		start := strings.Index(raw, marks[0])
		if start < 0 {
			continue
		}
		if end := strings.Index(raw[start:], marks[1]); end > 0 && end < 80 {
			return raw[start : start+end+len(marks[1])]
		}
	}
	if at := strings.IndexByte(raw, '$'); at >= 0 && at+1 < len(raw) && (asciiWord(raw[at+1])) {
		end := at + 1
		for end < len(raw) && asciiWord(raw[end]) {
			end++
		}
		return raw[at:end]
	}
	return ""
}

// dataGap is where mapping m takes a member that it does not have: before its
// first one and the comments above that, so that whatever ends the last one
// stays as it is. It is nil where m has none. quote is `"` where the notation
// wants the value in quotes.
func dataGap(doc *source.Document, m *data.Node, key, quote string) *setting.Gap {
	if m == nil || m.Kind != data.Mapping || len(m.Items) == 0 || m.Partial {
		return nil
	}
	first := m.Items[0].Key
	at := first.Start
	if first.Style != data.Plain || first.JSON {
		at-- // its quote
	}
	colon, after := key+": "+quote, quote
	json := m.JSON || m.Flow && first.Style == data.Double // JSON inside YAML, perhaps
	if json {
		colon = `"` + key + `": ` + quote
	}
	line := doc.LineSpan(doc.Line(at))
	lead := doc.Text[line.Start:at]
	if m.Flow {
		after += ","
		if strings.TrimSpace(lead) != "" { // the mapping starts on this line
			if json && !strings.Contains(doc.Text[at:m.End], ": ") {
				colon = `"` + key + `":` + quote // minified
				return &setting.Gap{At: at, Before: colon, After: after}
			}
			return &setting.Gap{At: at, Before: colon, After: after + " "}
		}
		return &setting.Gap{At: at, Before: colon, After: after + doc.EOLAt(at) + lead}
	}
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, lead)
	if indent == lead && m.Parent != nil { // what stands above a file's first key may speak of the file
		for n := doc.Line(at) - 1; n > 0 && strings.HasPrefix(strings.TrimLeft(doc.LineText(n), " "), "#"); n-- {
			at = doc.LineSpan(n).Start
		}
		if at < line.Start {
			return &setting.Gap{At: at, Before: indent + colon, After: after + doc.EOLAt(at)}
		}
	}
	return &setting.Gap{At: at, Before: colon, After: after + doc.EOLAt(at) + indent}
}

// dataTop is the outermost node around n.
func dataTop(n *data.Node) *data.Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}
