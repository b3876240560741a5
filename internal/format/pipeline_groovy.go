package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// Just enough of Groovy to find calls with named arguments and the blocks that
// follow them.

// A groovyCall is withAWS(…) { … } or another call whose arguments matter.
type groovyCall struct {
	name  source.Span
	args  []groovyArg
	end   int         // behind the bracket that closes the arguments
	body  source.Span // the block that follows; empty where there is none
	outer int         // the call in whose block it stands, or -1
	whole bool        // its arguments are closed
}

// A groovyArg is a named argument; value is without blanks around it.
type groovyArg struct {
	key   string
	value source.Span
}

// arg is the argument of that name.
func (c *groovyCall) arg(key string) (groovyArg, bool) {
	for _, a := range c.args {
		if a.key == key {
			return a, true
		}
	}
	return groovyArg{}, false
}

// maxGroovyArgs is how many bytes of arguments are read.
const maxGroovyArgs = 4 << 10

// groovySkip is the end of the string or comment that starts at i, or i. A
// string on one line ends with the line.
func groovySkip(text string, i int) int {
	rest := text[i:]
	switch {
	case strings.HasPrefix(rest, "//"):
		return lineEnd(text, i)
	case strings.HasPrefix(rest, "/*"):
		return min(len(text), indexFrom(text, "*/", i+2)+2)
	case strings.HasPrefix(rest, `"""`), strings.HasPrefix(rest, "'''"):
		return min(len(text), indexFrom(text, rest[:3], i+3)+3)
	case rest[0] == '"', rest[0] == '\'':
		for k := i + 1; k < len(text); k++ {
			switch text[k] {
			case '\\':
				k++
			case '\n':
				return k
			case rest[0]:
				return k + 1
			}
		}
		return len(text)
	}
	return i
}

// groovyCalls lists the calls of names in text, in order, and the blocks that
// they open.
func groovyCalls(text string, names ...string) (calls []groovyCall) {
	type block struct{ call int }
	var open []block
	pending := -1 // the call whose block may begin next
	inner := func() int {
		for i := len(open) - 1; i >= 0; i-- {
			if open[i].call >= 0 {
				return open[i].call
			}
		}
		return -1
	}
	for i := 0; i < len(text); {
		if next := groovySkip(text, i); next > i {
			i = next
			continue
		}
		switch c := text[i]; {
		case c == '{':
			if len(open) < maxDepth {
				open = append(open, block{pending})
			}
			if pending >= 0 {
				calls[pending].body = source.Span{Start: i, End: len(text)}
			}
			pending = -1
			i++
		case c == '}':
			if n := len(open); n > 0 {
				if k := open[n-1].call; k >= 0 {
					calls[k].body.End = i + 1
				}
				open = open[:n-1]
			}
			pending = -1
			i++
		case asciiLetter(c) || c == '_':
			start := i
			for i < len(text) && (asciiWord(text[i]) || text[i] == '$') {
				i++
			}
			pending = -1
			for _, name := range names {
				if text[start:i] != name || len(calls) > maxFinds {
					continue
				}
				call := groovyCall{name: source.Span{Start: start, End: i}, outer: inner()}
				if call.read(text); call.end > 0 {
					calls = append(calls, call)
					pending = len(calls) - 1
					i = call.end
				}
			}
		default:
			if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
				pending = -1
			}
			i++
		}
	}
	return calls
}

// read reads the arguments that follow c's name; end stays 0 where there are
// none.
func (c *groovyCall) read(text string) {
	i := c.name.End
	for i < len(text) && text[i] == ' ' {
		i++
	}
	switch {
	case i == len(text):
	case text[i] == '(':
		c.readList(text, i)
	case i > c.name.End && asciiLetter(text[i]):
		c.readBare(text, i)
	}
}

// readBare reads named values that no bracket holds: up to the block that
// follows them, or to the end of a line that no comma ends.
func (c *groovyCall) readBare(text string, start int) {
	depth, key, i := 0, "", start
	limit := min(len(text), i+maxGroovyArgs)
	end := func() {
		if c.add(text, strings.TrimSpace(key), start, i); len(c.args) > 0 {
			c.end, c.whole = i, true
		}
	}
	for i < limit {
		if next := groovySkip(text, i); next > i {
			i = next
			continue
		}
		switch text[i] {
		case '(', '[':
			depth++
		case ')', ']', '}', ';':
			if depth--; depth < 0 {
				end()
				return
			}
		case '{':
			if depth == 0 {
				end()
				return
			}
			depth++
		case ':':
			if depth == 0 && key == "" {
				if key = text[start:i]; !isName(strings.TrimSpace(key)) {
					return
				}
				start = i + 1
			}
		case ',':
			if depth == 0 {
				c.add(text, strings.TrimSpace(key), start, i)
				key, start = "", i+1
			}
		case '\n':
			if depth == 0 && (key != "" || strings.TrimSpace(text[start:i]) != "") {
				end()
				return
			}
		}
		i++
	}
}

// readList reads the named values between the bracket at open and its end.
func (c *groovyCall) readList(text string, open int) {
	i := open
	limit := min(len(text), i+maxGroovyArgs)
	depth, start, key := 0, i+1, ""
	for c.end = limit; i < limit; {
		if next := groovySkip(text, i); next > i {
			i = next
			continue
		}
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				c.add(text, key, start, i)
				c.end, c.whole = i+1, true
				return
			}
		case ':':
			if depth == 1 && key == "" {
				key = strings.TrimSpace(text[start:i])
				start = i + 1
			}
		case ',':
			if depth == 1 {
				c.add(text, key, start, i)
				key, start = "", i+1
			}
		}
		i++
	}
}

// add keeps the argument text[start:end], if it has a name.
func (c *groovyCall) add(text, key string, start, end int) {
	for start < end && strings.IndexByte(" \t\r\n", text[start]) >= 0 {
		start++
	}
	for start < end && strings.IndexByte(" \t\r\n", text[end-1]) >= 0 {
		end--
	}
	if key = strings.Trim(key, `'"`); key != "" && start < end {
		c.args = append(c.args, groovyArg{key, source.Span{Start: start, End: end}})
	}
}

// groovyString is the place inside the quotes of a string without variables.
func groovyString(text string, s source.Span) (source.Span, bool) {
	raw := text[s.Start:s.End]
	if len(raw) < 2 || raw[0] != raw[len(raw)-1] || raw[0] != '"' && raw[0] != '\'' || strings.ContainsAny(raw[1:len(raw)-1], "$\\\"'") {
		return s, false
	}
	return source.Span{Start: s.Start + 1, End: s.End - 1}, true
}
