package redact

import "bytes"

// maxPhrase is how many words a passphrase without quotes may have.
const maxPhrase = 6

// wholeLine extends a value without quotes over the rest of its line where
// that is the value too: a passphrase of several words behind a name that
// begins the line. A comment ends it.
func (k *keyed) wholeLine(text []byte) {
	if byteAt(text, k.stop) != ' ' {
		return
	}
	end := k.stop
	for words := 1; end < len(text) && text[end] == ' '; words++ {
		stop := end + 1
		for stop < len(text) && (is(text[stop], alnum) || text[stop] == '-') {
			stop++
		}
		if stop == end+1 || words == maxPhrase || masks(text[k.start:stop])&^(lower|space|joint) != 0 {
			return
		}
		end = stop
	}
	if b := byteAt(text, end); b == '\n' || b == '\r' {
		k.stop = end
	}
}

// heredoc reads <<EOF, whose word begins at i.
func (k *keyed) heredoc(text []byte, i int) bool {
	for is(byteAt(text, i), quote) || byteAt(text, i) == '-' || byteAt(text, i) == '~' {
		i++
	}
	stop := i
	for stop < len(text) && (is(text[stop], alnum) || text[stop] == '_') {
		stop++
	}
	line := stop
	for line < len(text) && line-stop < maxKeyedGap && text[line] != '\n' {
		line++
	}
	if stop == i || byteAt(text, line) != '\n' || line >= len(text) {
		return false
	}
	word := text[i:stop]
	limit := min(line+maxKeyedText, len(text))
	for start := line + 1; start < limit; {
		end := bytes.IndexByte(text[start:limit], '\n')
		if end < 0 {
			end = limit - start
		}
		if bytes.Equal(bytes.TrimSpace(text[start:start+end]), word) {
			k.start, k.stop, k.lines, k.quoted = line+1, start, true, true
			return k.trim(text)
		}
		start += end + 1
	}
	return false
}

// block reads YAML's | and >, whose mark is at i: the lines that are indented
// deeper than the line of the mark.
func (k *keyed) block(text []byte, i int) bool {
	line := i
	for line < len(text) && text[line] != '\n' {
		if is(text[line], alnum) && !is(text[line], digit) || line-i > 8 {
			return false
		}
		line++
	}
	k.lines, k.quoted = true, true
	return k.deeper(text, i, line)
}

// nextLine reads a value that begins on the line below its name.
func (k *keyed) nextLine(text []byte, i int) bool {
	line := i
	for line < len(text) && text[line] != '\n' {
		line++
	}
	first := line + 1
	for first < len(text) && (text[first] == ' ' || text[first] == '\t') {
		first++
	}
	switch b := byteAt(text, first); {
	case first >= len(text) || indentOf(text, first) <= indentOf(text, i):
		return false
	case is(b, quote):
		return k.string(text, first)
	case !is(b, alnum):
		return false
	}
	// A plain scalar is one word; a name with a colon is a nested mapping.
	if !k.bare(text, first) || text[k.stop-1] == ':' {
		return false
	}
	after := byteAt(text, k.stop)
	return (after == '\n' || after == '\r') && bytes.IndexByte(text[k.start:k.stop], '=') < 0
}

// deeper takes the lines behind line that are indented deeper than the line
// of i.
func (k *keyed) deeper(text []byte, i, line int) bool {
	outer := indentOf(text, i)
	start, stop := -1, -1
	limit := min(line+maxKeyedText, len(text))
	for at := line + 1; at < limit; {
		end := bytes.IndexByte(text[at:limit], '\n')
		if end < 0 {
			end = limit - at
		}
		content := at + len(text[at:at+end]) - len(bytes.TrimLeft(text[at:at+end], " \t"))
		if len(bytes.TrimSpace(text[at:at+end])) > 0 {
			if content-at <= outer {
				break
			}
			if start < 0 {
				start = content
			}
			stop = at + end
		}
		at += end + 1
	}
	if start < 0 {
		return false
	}
	k.start, k.stop = start, stop
	return k.trim(text)
}

// indentOf is how many blanks the line of i begins with; a list's dash counts
// as one.
func indentOf(text []byte, i int) int {
	start := i
	for start > 0 && i-start < maxKeyedLine && text[start-1] != '\n' {
		start--
	}
	n := start
	for n < len(text) && (text[n] == ' ' || text[n] == '\t' || text[n] == '-' && byteAt(text, n+1) == ' ') {
		n++
	}
	return n - start
}
