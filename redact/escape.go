package redact

import "bytes"

// A site is the kind of place in which a value stands. It decides how the
// value is written there.
type site uint8

const (
	sitePlain   site = iota
	siteDouble       // in double quotes
	siteSingle       // in single quotes
	siteURL          // in a URL or a query
	siteElement      // between tags
)

// A siteSet is the sites in which a value stood when it was replaced.
type siteSet uint8

func (s siteSet) has(x site) bool { return s&(1<<x) != 0 }

// maxContext is how many bytes of the line before a placeholder say where it
// stands.
const maxContext = 512

// siteOf returns the site behind before, which is at most the last maxContext
// bytes of the text up to a placeholder.
func siteOf(before []byte) site {
	if k := bytes.LastIndexByte(before, '\n'); k >= 0 {
		before = before[k+1:]
	}
	var open byte
	token := 0
	for i := 0; i < len(before); i++ {
		b := before[i]
		switch {
		case b == '\\':
			i++
		case open == 0 && (b == '"' || b == '\'' && !(is(byteAt(before, i-1), alnum) && is(byteAt(before, i+1), lower))): // not don't
			open, token = b, i+1
		case b == open && open != 0:
			open, token = 0, i+1
		case is(b, space|angle):
			token = i + 1
		}
	}
	last := before[min(token, len(before)):]
	switch {
	case bytes.Contains(last, []byte("://")) && (open == 0 || bytes.IndexByte(last, '\\') < 0), bytes.Contains(last, []byte("%3A%2F%2F")):
		return siteURL
	case open == '"':
		return siteDouble
	case open == '\'':
		return siteSingle
	case token > 0 && before[token-1] == '>' && bytes.IndexByte(before, '<') >= 0 && len(last) == 0:
		return siteElement
	}
	return sitePlain
}

// isSpecial reports whether a value is written differently in different sites.
func isSpecial(v []byte) bool {
	for _, b := range v {
		if !is(b, alnum) && b != '-' && b != '_' && b != '.' && b != '/' && b != '+' && b != '=' && b != ':' || b == '\n' {
			return true
		}
	}
	return false
}

// written returns a value for the site behind before: as the user wrote it if
// it stood in such a site, else escaped for it.
func (e *entry) written(before []byte, hint Hint) []byte {
	if !e.special {
		return e.value
	}
	at := siteOf(before)
	if e.sites == 0 || e.sites.has(at) {
		return e.value
	}
	from := sitePlain
	for !e.sites.has(from) {
		from++
	}
	return escapeFor(unescaped(e.value, from), at, before, hint)
}

// unescaped returns the value that v stands for in a site.
func unescaped(v []byte, from site) []byte {
	plain := &view{}
	switch from {
	case siteDouble:
		plain.decodeEscapes(v, 0, len(v))
	case siteURL:
		plain.decodePercent(v, 0, len(v))
	case siteElement:
		plain.decodeEntities(v, 0, len(v))
	case siteSingle:
		v = bytes.ReplaceAll(v, []byte(`'\''`), []byte("'"))
		return bytes.ReplaceAll(v, []byte("''"), []byte("'"))
	default:
		return dedented(v)
	}
	return plain.text
}

// dedented returns lines without their indentation.
func dedented(v []byte) []byte {
	if bytes.IndexByte(v, '\n') < 0 {
		return v
	}
	lines := bytes.Split(v, []byte("\n"))
	for i := range lines {
		lines[i] = bytes.TrimLeft(lines[i], " \t")
	}
	return bytes.Join(lines, []byte("\n"))
}

// escapeFor writes a plain value for a site.
func escapeFor(v []byte, at site, before []byte, hint Hint) []byte {
	switch at {
	case siteDouble:
		switch hint.Notation {
		case "shell":
			return escapeBytes(v, "\"\\$`")
		case "hcl":
			v = bytes.ReplaceAll(bytes.ReplaceAll(v, []byte("${"), []byte("$${")), []byte("%{"), []byte("%%{"))
		}
		return jsonString(v, false)
	case siteSingle:
		quote := `'\''`
		if hint.Notation == "yaml" {
			quote = "''"
		}
		return bytes.ReplaceAll(v, []byte("'"), []byte(quote))
	case siteURL:
		return percent(v, "0123456789ABCDEF", false)
	case siteElement:
		return []byte(htmlEscaper.Replace(string(v)))
	}
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	if bytes.IndexByte(v, '\n') >= 0 {
		if len(bytes.TrimLeft(line, " \t")) == 0 { // in a block of lines
			return bytes.ReplaceAll(v, []byte("\n"), append([]byte("\n"), line...))
		}
		if hint.Notation == "json" || hint.Notation == "yaml" {
			return append(append([]byte{'"'}, jsonString(v, false)...), '"')
		}
		return v
	}
	if hint.Notation == "yaml" && bytes.HasSuffix(line, []byte(": ")) && !isPlainScalar(v) {
		return append(append([]byte{'\''}, bytes.ReplaceAll(v, []byte("'"), []byte("''"))...), '\'')
	}
	if hint.Notation == "shell" && masks(v)&^(alnum|joint) != 0 || hint.Notation == "shell" && isSpecial(v) {
		return append(append([]byte{'\''}, bytes.ReplaceAll(v, []byte("'"), []byte(`'\''`))...), '\'')
	}
	return v
}

// isPlainScalar reports whether YAML reads v as it stands.
func isPlainScalar(v []byte) bool {
	return len(v) > 0 && bytes.IndexByte([]byte("!&*-?|>@`%{}[],#:'\" "), v[0]) < 0 &&
		!bytes.Contains(v, []byte(": ")) && !bytes.Contains(v, []byte(" #")) && v[len(v)-1] != ':' && v[len(v)-1] != ' '
}

func escapeBytes(v []byte, special string) []byte {
	out := make([]byte, 0, len(v)+8)
	for _, b := range v {
		if bytes.IndexByte([]byte(special), b) >= 0 {
			out = append(out, '\\')
		}
		out = append(out, b)
	}
	return out
}

// noteSites remembers where the values of a redacted text stand.
func (t *table) noteSites(done settled) {
	for _, m := range done.marks {
		if id, ok := t.byWord[m.word]; ok && t.entries[id].special {
			t.entries[id].sites |= 1 << siteOf(done.out[max(0, m.start-maxContext):m.start])
		}
	}
}
