package format

import (
	"strings"
)

// What a string holds, as the shell that runs it gets it. Every byte that
// counts stays at its place.

// copyScript writes script s of text into out as the shell gets it, every
// byte that counts at its place.
func copyScript(out []byte, text string, s shellScript) {
	if s.Start > 0 && out[s.Start-1] == ' ' {
		out[s.Start-1] = '\n'
	}
	if s.End < len(out) && out[s.End] == ' ' {
		out[s.End] = '\n'
	}
	copy(out[s.Start:s.End], text[s.Start:s.End])
	in := out[s.Start:s.End]
	switch s.style {
	case shellSingle:
		unescapeSingle(in)
	case shellDouble, shellCode, shellTemplate:
		unescapeQuoted(in, s.style)
	case shellList:
		copyList(in)
	}
}

// unescapeSingle makes quotes of '\” and '"'"'.
func unescapeSingle(in []byte) {
	open := false
	for i := 0; i+3 < len(in); i++ {
		escape := string(in[i:min(len(in), i+5)])
		n := 0
		if strings.HasPrefix(escape, `'\''`) {
			n = 4
		} else if escape == `'"'"'` {
			n = 5
		}
		if n > 0 {
			copy(in[i:], strings.Repeat(" ", n))
			if open {
				in[i] = '\''
			} else {
				in[i+n-1] = '\''
			}
			open = !open
			i += n - 1
		}
	}
}

// unescapeQuoted undoes the escapes of a string in double quotes. A quote
// that opens is moved next to what it quotes.
func unescapeQuoted(in []byte, style shellStyle) {
	open := false
	for i := 0; i+1 < len(in); i++ {
		if in[i] == '$' && in[i+1] == '{' && style == shellTemplate {
			// What the program fills in is no variable of the shell.
			if n := strings.IndexByte(string(in[i:min(len(in), i+maxExpansion)]), '}'); n > 0 {
				in[i+1], in[i+n] = '(', ')'
				i += n
			}
			continue
		}
		if in[i] != '\\' {
			continue
		}
		switch next := in[i+1]; {
		case next == '"' || next == '\'' && style == shellCode:
			quote := next
			if open {
				in[i], in[i+1] = quote, ' '
			} else {
				in[i] = ' '
				if i > 0 && strings.IndexByte(" \t\n", in[i-1]) < 0 {
					in[i] = '$' // $"x" is "x", in the middle of a word too
				}
				if i+3 < len(in) && in[i+2] == '\\' && in[i+3] == '$' {
					in[i+1], in[i+2], i = ' ', quote, i+1
				}
			}
			open = !open
		case next == '\\' && style == shellCode && strings.HasPrefix(string(in[i+2:min(len(in), i+4)]), `\n`):
			copy(in[i:], "  \\\n") // a line that is joined to the next
			i += 2
		case next == 'n' && style == shellCode:
			in[i], in[i+1] = ' ', '\n'
		case (next == 't' || next == 'r') && style == shellCode:
			in[i], in[i+1] = ' ', ' '
		case next == '\n' || next == '\r':
			continue // a line that is joined to the next
		default:
			in[i] = ' '
		}
		i++
	}
}
