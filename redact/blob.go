package redact

import (
	"bytes"
	"compress/flate"
	"io"
	"unicode/utf8"
)

// minBlob is the shortest base64 or hex that is looked into, in characters.
const minBlob = 12

// noteBlob keeps an atom that may be base64 or hex of a text.
func (s *scan) noteBlob(start, end int) {
	if start < s.noted[blobCoded] {
		return
	}
	text := s.text
	if !peekBlob(text[start:end]) {
		return
	}
	end = s.blobEnd(start, end)
	s.noted[blobCoded] = end
	s.segments = append(s.segments, segment{start, end, blobCoded})
}

// minBlobLine is the shortest line of a wrapped blob that is not its last.
const minBlobLine = 40

// blobEnd continues the blob [start, end) over its padding, and over lines
// that hold nothing else: with the same marks before them as the first, or
// indented.
func (s *scan) blobEnd(start, end int) int {
	text := s.text
	prefix := text[s.lineStart:start]
	for _, b := range prefix {
		if !is(b, space) && b != '>' && b != '+' && b != '-' && b != '|' && b != '#' && b != '*' {
			prefix = nil
			break
		}
	}
	width := end - start
	for width >= minBlobLine {
		i := end
		if byteAt(text, i) == '\r' {
			i++
		}
		if i >= len(text) || text[i] != '\n' {
			break
		}
		i++
		if len(prefix) > 0 && bytes.HasPrefix(text[i:], prefix) {
			i += len(prefix)
		} else {
			for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
				i++
			}
		}
		stop := i
		for stop < len(text) && is(text[stop], atomic) {
			stop++
		}
		if stop == i || stop-i > width {
			break
		}
		after := stop
		for after < len(text) && text[after] == '=' {
			after++
		}
		if b := byteAt(text, after); !is(b, quote|angle) && bytes.IndexByte([]byte("\n\r,.;)]}\\"), b) < 0 {
			break
		}
		if last := stop - i; last < width {
			end = stop
			break
		}
		end = stop
	}
	for k := 0; k < 2 && byteAt(text, end) == '='; k++ {
		end++
	}
	return end
}

// sextets maps a byte of either base64 alphabet to one more than its value.
var sextets = [256]byte{
	'A': 1, 'B': 2, 'C': 3, 'D': 4, 'E': 5, 'F': 6, 'G': 7, 'H': 8, 'I': 9, 'J': 10, 'K': 11, 'L': 12, 'M': 13,
	'N': 14, 'O': 15, 'P': 16, 'Q': 17, 'R': 18, 'S': 19, 'T': 20, 'U': 21, 'V': 22, 'W': 23, 'X': 24, 'Y': 25, 'Z': 26,
	'a': 27, 'b': 28, 'c': 29, 'd': 30, 'e': 31, 'f': 32, 'g': 33, 'h': 34, 'i': 35, 'j': 36, 'k': 37, 'l': 38, 'm': 39,
	'n': 40, 'o': 41, 'p': 42, 'q': 43, 'r': 44, 's': 45, 't': 46, 'u': 47, 'v': 48, 'w': 49, 'x': 50, 'y': 51, 'z': 52,
	'0': 53, '1': 54, '2': 55, '3': 56, '4': 57, '5': 58, '6': 59, '7': 60, '8': 61, '9': 62, '+': 63, '-': 63, '/': 64,
	'_': 64,
}

// peekBlob reports whether the first bytes decode to text, or to something
// compressed, at any alignment.
func peekBlob(v []byte) bool {
	var head [16]byte
	if len(v) >= 2*minBlob && len(v)%2 == 0 && allHex(v[:minBlob]) && isText(unhex(head[:0], v[:minBlob]), true) {
		return true
	}
	for skip := range 4 {
		if first := (sextets[v[skip]]-1)<<2 | (sextets[v[skip+1]]-1)>>4; !mayBeText(first) && (skip > 0 || first != 0x1f) {
			continue
		}
		if decoded := unbase64(head[:0], v[skip:min(len(v), skip+minBlob)]); isText(decoded, true) || isWide(decoded) || skip == 0 && isPacked(decoded) {
			return true
		}
	}
	return false
}

// mayBeText reports whether a text may begin with b.
func mayBeText(b byte) bool {
	return b >= ' ' && b < 0x7f || b >= 0xc2 && b < 0xf5 || b == '\n' || b == '\r' || b == '\t' || b == 0x1b
}

// unbase64 appends the decoded text. Bytes outside the alphabets are skipped,
// so that a blob may be wrapped.
func unbase64(out, text []byte) []byte {
	bits, n := uint32(0), 0
	for _, b := range text {
		x := sextets[b]
		if x == 0 {
			continue
		}
		bits, n = bits<<6|uint32(x-1), n+6
		if n >= 8 {
			n -= 8
			out = append(out, byte(bits>>n))
		}
	}
	return out
}

func unhex(out, text []byte) []byte {
	for i := 0; i+1 < len(text) && isHex(text[i]) && isHex(text[i+1]); i += 2 {
		out = append(out, hexByte(text[i:]))
	}
	return out
}

// minText is the shortest text that is taken for one, in bytes.
const minText = 6

// isText reports whether v is UTF-8 without control characters but blanks.
// With cut set, a character at the end may be cut.
func isText(v []byte, cut bool) bool {
	n := textPrefix(v)
	return n > 0 && (n == len(v) || cut && !utf8.FullRune(v[n:]))
}

// textPrefix returns the length of the text that v begins with.
func textPrefix(v []byte) int {
	i := 0
	for i < len(v) {
		b := v[i]
		if b < utf8.RuneSelf {
			if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != 0x1b || b == 0x7f {
				break
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(v[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	return i
}

// isWide reports UTF-16 of Latin characters, as PowerShell encodes commands.
func isWide(v []byte) bool {
	for i, b := range v {
		if i%2 == 0 && b < '\t' || i%2 == 1 && b != 0 {
			return false
		}
	}
	return len(v) >= minText
}

// narrowed returns the UTF-8 of such a text.
func narrowed(v []byte) []byte {
	out := make([]byte, 0, len(v))
	for i := 0; i < len(v); i += 2 {
		out = utf8.AppendRune(out, rune(v[i]))
	}
	return out
}

// isPacked reports the first bytes of gzip or zlib.
func isPacked(v []byte) bool {
	return len(v) > 2 && (v[0] == 0x1f && v[1] == 0x8b && v[2] == 8 ||
		v[0] == 0x78 && (v[1] == 0x01 || v[1] == 0x5e || v[1] == 0x9c || v[1] == 0xda))
}

// decodeBlob appends what the blob [start, end) holds, if that is text, and
// reports whether it is. Packed text that would take more than budget bytes
// appends more than that, which the caller refuses.
func (v *view) decodeBlob(text []byte, start, end, budget int) bool {
	blob := unwrap(text[start:end])
	from := len(v.text)
	put := func(decoded []byte) bool {
		if isWide(decoded) {
			decoded = narrowed(decoded)
		}
		// What is no text behind a long text is another word behind the blob.
		n := textPrefix(decoded)
		if n < minText || n < len(decoded)/2 {
			return false
		}
		v.put(start, decoded[:n]...)
		return true
	}
	buf := make([]byte, 0, len(blob)*3/4+2)
	if allHex(blob) && len(blob)%2 == 0 && put(unhex(buf, blob)) {
		return true
	}
	for skip := range min(4, len(blob)) {
		decoded := unbase64(buf[:0], blob[skip:])
		if skip == 0 && isPacked(decoded) {
			return put(unpack(decoded, budget))
		}
		put(decoded)
		if len(v.text) > from {
			return true
		}
	}
	return false
}

// unwrap removes the line ends and what stands before the lines of a blob.
func unwrap(blob []byte) []byte {
	if bytes.IndexByte(blob, '\n') < 0 {
		return blob
	}
	out := make([]byte, 0, len(blob))
	for line := range bytes.SplitSeq(blob, []byte("\n")) {
		if len(out) > 0 {
			line = bytes.TrimLeft(line, " \t>|#*")
			if len(line) > 0 && (line[0] == '+' || line[0] == '-') && len(line)%4 == 1 {
				line = line[1:]
			}
		}
		out = append(out, bytes.TrimRight(line, "\r")...)
	}
	return out
}

// unpack returns what gzip or zlib data holds, up to one byte more than limit.
// Data that is cut gives its first part.
func unpack(v []byte, limit int) []byte {
	if v[0] == 0x1f {
		v = gzipBody(v)
	} else {
		v = v[2:]
	}
	out, _ := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(v)), int64(max(limit, 0))+1))
	return out
}

// gzipBody skips the header (RFC 1952, section 2.3).
func gzipBody(v []byte) []byte {
	const hasExtra, hasName, hasComment, hasSum = 4, 8, 16, 2
	if len(v) < 10 {
		return nil
	}
	flags := v[3]
	v = v[10:]
	if flags&hasExtra != 0 && len(v) >= 2 {
		v = v[min(len(v), 2+int(v[0])+int(v[1])<<8):]
	}
	for _, field := range []byte{hasName, hasComment} {
		if flags&field != 0 {
			v = v[bytes.IndexByte(v, 0)+1:]
		}
	}
	if flags&hasSum != 0 {
		v = v[min(len(v), 2):]
	}
	return v
}
