package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// broken keeps what a command that does not parse plainly says: digits behind
// a flag of its operation. It is shown, and never edited.
func (f *shellFinder) broken(doc *source.Document, c source.Span) {
	raw := doc.Text[c.Start:min(c.End, c.Start+maxBroken)]
	fields := strings.Fields(raw)
	for _, row := range shellPlaces {
		if !hasPair(fields, row.service, row.operation) {
			continue
		}
		_, after, found := strings.Cut(raw, row.flag)
		if !found {
			continue
		}
		digits := strings.TrimLeft(after, " ='\"")
		n := len(digits) - len(strings.TrimLeft(digits, "0123456789"))
		start := c.Start + len(raw) - len(digits)
		span := source.Span{Start: start, End: start + n}
		value, ok := row.unit.Read(doc.Text[span.Start:span.End])
		if !ok {
			continue
		}
		f.wanted = append(f.wanted, shellWanted{})
		f.found.Settings = append(f.found.Settings, setting.Setting{
			Kind: row.kind, Limit: row.limit, At: "aws " + row.service + " " + row.operation, Unit: row.unit,
			State: setting.Literal, Value: value, Place: doc.At(span), Context: c, Broken: true,
		})
		return
	}
}

// maxBroken is how far into a broken command its flags are looked for.
const maxBroken = 4 << 10

// hasPair reports whether a and b follow each other in fields.
func hasPair(fields []string, a, b string) bool {
	for i := 1; i < len(fields); i++ {
		if fields[i-1] == a && fields[i] == b {
			return true
		}
	}
	return false
}
