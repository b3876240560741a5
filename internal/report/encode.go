package report

import (
	"bytes"
	"encoding/json"
)

// Outputs says which files come back whole.
type Outputs uint8

const (
	AllOutputs     Outputs = iota
	ChangedOutputs         // the caller has the others already
)

// JSON is r as one JSON object. Outputs may be tens of megabytes:
// they are quoted straight into the result rather than through the encoder,
// which would copy them several times.
func (r Reply) JSON(outputs Outputs) []byte {
	wanted := func(f File) bool { return f.Changed || outputs == AllOutputs }
	rest := marshal(r)
	size := len(rest) + 64
	for _, f := range r.Files {
		size += 512
		if wanted(f) {
			size += len(f.Output) + len(f.Output)/16
		}
	}
	out := make([]byte, 0, size)
	out = append(out, `{"files":[`...)
	for i, f := range r.Files {
		if i > 0 {
			out = append(out, ',')
		}
		head := marshal(f)
		out = append(out, head[:len(head)-1]...)
		if wanted(f) {
			out = append(out, `,"output":`...)
			out = appendQuoted(out, f.Output)
		}
		out = append(out, '}')
	}
	out = append(out, "],"...)
	return append(out, rest[1:]...)
}

// marshal cannot fail on the types of this package.
func marshal(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// escapes says how a byte is written inside a JSON string: 0 as it is, 'u' as
// \u00XX, else a backslash and that letter.
var escapes = func() (table [256]byte) {
	for c := range 0x20 {
		table[c] = 'u'
	}
	table['"'], table['\\'], table['\n'], table['\r'], table['\t'] = '"', '\\', 'n', 'r', 't'
	return table
}()

// appendQuoted appends s, which is UTF-8, as a JSON string.
func appendQuoted(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		letter := escapes[s[i]]
		if letter == 0 {
			continue
		}
		out = append(out, s[from:i]...)
		from = i + 1
		if letter == 'u' {
			out = append(out, '\\', 'u', '0', '0', hex[s[i]>>4], hex[s[i]&15])
		} else {
			out = append(out, '\\', letter)
		}
	}
	out = append(out, s[from:]...)
	return append(out, '"')
}
