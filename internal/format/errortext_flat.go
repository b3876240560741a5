package format

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"stackengine.dev/sandbox/internal/source"
)

// A flat is a stretch of text as a person reads it: without colours, boxes,
// line breaks, line prefixes and markup, with escapes and entities resolved and
// blanks collapsed. Every byte of it knows the bytes it stands for.
type flat struct {
	text string
	from []int32 // offset of the first byte that text[i] stands for
	to   []int32 // offset after the last one
	buf  []byte
}

// read fills f from the bytes of text in s, in one pass.
func (f *flat) read(text string, s source.Span) {
	f.buf, f.from, f.to = f.buf[:0], f.from[:0], f.to[:0]
	newLine := s.Start == 0 || text[s.Start-1] == '\n'
	for i := s.Start; i < s.End; {
		if newLine {
			i += prefixLen(text[i:s.End])
			newLine = false
			continue
		}
		n, as, ends := flatPiece(text[i:s.End])
		f.add(as, i, i+n)
		newLine = ends
		i += n
	}
	f.text = string(f.buf)
}

func (f *flat) add(as string, from, to int) {
	if as == " " && len(f.buf) > 0 && f.buf[len(f.buf)-1] == ' ' {
		return
	}
	for i := range len(as) {
		f.buf = append(f.buf, as[i])
		f.from = append(f.from, int32(from))
		f.to = append(f.to, int32(to))
	}
}

// host is the span of the text that f.text[start:end] stands for.
func (f *flat) host(start, end int) source.Span {
	return source.Span{Start: int(f.from[start]), End: int(f.to[end-1])}
}

// flatPiece reads the start of s, which is not empty: n bytes of it, what they
// read as ("" for nothing), and whether they end a line.
func flatPiece(s string) (n int, as string, ends bool) {
	switch c := s[0]; c {
	case '\n':
		return 1, " ", true
	case ' ', '\t', '\r', '\v', '\f':
		return 1, " ", false
	case '`', '*': // Markdown's code and bold
		return 1, "", false
	case 0x1b:
		return 1 + colourLen(s[1:]), "", false
	case '^':
		if strings.HasPrefix(s, "^[[") {
			return 2 + colourLen(s[2:]), "", false
		}
	case '[': // a colour whose escape byte was lost in copying
		if n := colourLen(s); n > 2 && s[n-1] == 'm' {
			return n, "", false
		}
	case '\\':
		return flatEscape(s)
	case '&':
		return flatEntity(s)
	case '<':
		if n := tagLen(s); n > 0 {
			if strings.HasPrefix(s, "<br") {
				return n, " ", false
			}
			return n, "", false
		}
	default:
		if c < ' ' {
			return 1, "", false
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s)
			return n, flatRune(r, s[:n]), false
		}
	}
	return 1, s[:1], false
}

// flatRune is what the rune r, spelled raw, reads as.
func flatRune(r rune, raw string) string {
	switch {
	case r == '\u2018' || r == '\u2019' || r == '\u02bc':
		return "'"
	case r == '\u201c' || r == '\u201d' || r == '\u201e':
		return `"`
	case r == '\u00a0' || r == '\u202f' || r == '\u3000', r >= '\u2000' && r <= '\u200a':
		return " "
	case r >= '\u2500' && r <= '\u257f': // box drawing
		return " "
	case r == '\u00ad' || r == '\u2060' || r == '\ufeff', r >= '\u200b' && r <= '\u200f':
		return ""
	}
	return raw
}

// colourLen is the length of a terminal's control sequence that follows the
// escape byte, 0 if s is none: "[1;31m".
func colourLen(s string) int {
	if s == "" || s[0] != '[' {
		return 0
	}
	for i := 1; i < len(s) && i < 16; i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9' || c == ';' || c == '?':
		case c >= '@' && c <= '~':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// flatEscape reads a backslash and what it escapes, in any of the spellings of
// JSON, YAML, shells and string literals, escaped once or more.
func flatEscape(s string) (n int, as string, ends bool) {
	for n < len(s) && n < 8 && s[n] == '\\' {
		n++
	}
	rest := s[n:]
	if rest == "" {
		return n, "", false
	}
	switch rest[0] {
	case 'n':
		return n + 1, " ", true
	case 'r', 't':
		return n + 1, " ", false
	case '"', '\'', '/':
		return n + 1, rest[:1], false
	case '\n', '\r': // a line that goes on
		return n, "", false
	case 'e':
		if c := colourLen(rest[1:]); c > 0 {
			return n + 1 + c, "", false
		}
	}
	for _, row := range []struct {
		lead   string
		digits int
		base   int
	}{{"u", 4, 16}, {"x", 2, 16}, {"0", 2, 8}} {
		body, ok := strings.CutPrefix(rest, row.lead)
		if !ok || len(body) < row.digits {
			continue
		}
		code, err := strconv.ParseUint(body[:row.digits], row.base, 16)
		if err != nil {
			continue
		}
		n += len(row.lead) + row.digits
		if code == 0x1b {
			return n + colourLen(s[n:]), "", false
		}
		return n, flatCode(rune(code)), code == '\n'
	}
	return 1, `\`, false
}

// flatCode is what an escaped code point reads as.
func flatCode(r rune) string {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return " "
	case r < ' ':
		return ""
	}
	return flatRune(r, string(r))
}

var flatEntities = []struct {
	name string
	as   string
}{
	{"&apos;", "'"}, {"&quot;", `"`}, {"&#39;", "'"}, {"&#x27;", "'"}, {"&#34;", `"`}, {"&#x22;", `"`},
	{"&lsquo;", "'"}, {"&rsquo;", "'"}, {"&ldquo;", `"`}, {"&rdquo;", `"`}, {"&nbsp;", " "}, {"&#160;", " "},
	{"&lt;", "<"}, {"&gt;", ">"}, {"&#10;", " "}, {"&#xA;", " "}, {"&amp;", "&"},
}

// flatEntity reads an XML or HTML entity, escaped once or twice.
func flatEntity(s string) (n int, as string, ends bool) {
	lead := 0
	if strings.HasPrefix(s, "&amp;") {
		lead = len("&amp;") - 1 // its ";" stands where the "&" of the next name would
	}
	for _, e := range flatEntities {
		if lead > 0 && strings.HasPrefix(s[lead+1:], e.name[1:]) {
			return lead + len(e.name), e.as, false
		}
		if lead == 0 && strings.HasPrefix(s, e.name) {
			return len(e.name), e.as, false
		}
	}
	if lead > 0 {
		return lead + 1, "&", false
	}
	return 1, "&", false
}

// inlineTags are the elements that may stand inside a sentence.
var inlineTags = []string{"b", "br", "code", "em", "i", "mark", "span", "strong", "tt"}

// tagLen is the length of an inline HTML tag at the start of s, 0 for others.
func tagLen(s string) int {
	name := strings.TrimPrefix(s[1:min(len(s), 120)], "/")
	end := strings.IndexAny(name, "> /")
	if end < 0 {
		return 0
	}
	for _, tag := range inlineTags {
		if name[:end] != tag {
			continue
		}
		if n := strings.IndexByte(s[:min(len(s), 120)], '>'); n > 0 && !strings.Contains(s[:n], "\n") {
			return n + 1
		}
	}
	return 0
}
