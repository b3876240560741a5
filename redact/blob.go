package redact

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"unicode/utf8"
)

// A blob is a part of a text that is another text in base64.
type blob struct {
	start, end int
	inner      []byte
}

// Bounds of what is decoded, in bytes.
const (
	minBlob     = 16
	maxInflated = 1 << 20 // of one compressed blob
)

var ruleBlob = &rule{"inside-base64", Sure, "base64 of a text that holds it"}

// blobs returns the parts of text that are text in base64, compressed or not.
func blobs(text []byte) []blob {
	var list []blob
	for i := 0; i < len(text); {
		if !is(text[i], alnum) {
			i++
			continue
		}
		end := base64End(text, i)
		if end-i >= minBlob {
			end = wrappedEnd(text, end)
			if inner, ok := unblob(text[i:end]); ok {
				list = append(list, blob{i, end, inner})
			}
		}
		i = max(end, i+1)
	}
	return list
}

// unblob decodes base64 with either alphabet, padded or not, over line ends.
func unblob(v []byte) ([]byte, bool) {
	// Most runs are words or keys: their beginning tells.
	if !startsAsText(v) {
		return nil, false
	}
	clean := normalise(make([]byte, 0, len(v)), v)
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, err := base64.RawStdEncoding.Decode(out, clean)
	if err != nil && n < len(out)-3 {
		return nil, false
	}
	out = out[:n]
	if len(out) > 2 && out[0] == 0x1f && out[1] == 0x8b {
		r, err := gzip.NewReader(bytes.NewReader(out))
		if err != nil {
			return nil, false
		}
		out, _ = io.ReadAll(io.LimitReader(r, maxInflated)) // a cut blob gives what it holds
	}
	return out, len(out) >= 8 && isText(out)
}

// startsAsText decodes the first bytes and looks at them.
func startsAsText(v []byte) bool {
	var head [12]byte
	var buffer [16]byte
	clean := normalise(buffer[:0], v[:min(len(v), 16)])
	clean = clean[:len(clean)&^3]
	n, err := base64.RawStdEncoding.Decode(head[:], clean)
	if err != nil || n < 6 {
		return false
	}
	if head[0] == 0x1f && head[1] == 0x8b {
		return true
	}
	return isText(head[:n])
}

// normalise appends v to out with the standard alphabet and nothing else.
func normalise(out, v []byte) []byte {
	for _, b := range v {
		switch {
		case b == '-':
			b = '+'
		case b == '_':
			b = '/'
		case is(b, alnum) || b == '+' || b == '/':
		default:
			continue
		}
		out = append(out, b)
	}
	return out
}

// isText reports whether nearly all of v is printable.
func isText(v []byte) bool {
	good := 0
	for i := 0; i < len(v); {
		r, n := utf8.DecodeRune(v[i:])
		switch {
		case r == utf8.RuneError && n == 1 && i < len(v)-3:
			return false
		case r >= ' ' && r != 0x7f || r == '\n' || r == '\t' || r == '\r':
			good += n
		}
		i += n
	}
	return good*20 >= len(v)*19
}
