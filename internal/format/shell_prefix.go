package format

import "strings"

// commandPrefix is the length of what stands before a command that does not
// belong to it: a timetable's fields, the name of a unit's setting, the mark
// of a shell's trace. What was traced ran: it is output.
func commandPrefix(line string) (n int, traced bool) {
	if line == "" {
		return 0, false
	}
	switch c := line[0]; {
	case c == '+':
		rest := strings.TrimLeft(line, "+")
		if len(line)-len(rest) <= maxNested && len(rest) > 1 && rest[0] == ' ' && (asciiLetter(rest[1]) || rest[1] == '/') {
			return len(line) - len(rest) + 1, true
		}
	case c == 'E':
		return unitPrefix(line), false
	case c == '@' || c == '*' || asciiDigit(c):
		return timetablePrefix(line), false
	}
	return 0, false
}

// unitPrefix is the length of ExecStart=, with the marks that may follow it,
// or of Environment=.
func unitPrefix(line string) int {
	if strings.HasPrefix(line, "Environment=") {
		return len("Environment=")
	}
	name, rest, is := strings.Cut(line, "=")
	switch name {
	case "ExecStart", "ExecStartPre", "ExecStartPost", "ExecReload", "ExecStop", "ExecStopPost":
		if is {
			return len(line) - len(strings.TrimLeft(rest, "-@:+! "))
		}
	}
	return 0
}

// timetablePrefix is the length of a crontab line's fields: five times or
// @daily, and the user's name in the system's own table.
func timetablePrefix(line string) int {
	fields, rest := 5, line
	if line[0] == '@' {
		fields = 1
		if len(line) < 2 || !asciiLetter(line[1]) {
			return 0
		}
	}
	for k := range fields {
		n := strings.IndexAny(rest, " \t")
		if n <= 0 || fields > 1 && strings.Trim(rest[:n], "0123456789*/,-") != "" && (k < 2 || n > len("mon-fri")) {
			return 0
		}
		rest = strings.TrimLeft(rest[n:], " \t")
	}
	if user, after, ok := strings.Cut(rest, " "); ok && isName(user) && !mayRun(user) {
		if next, _, _ := strings.Cut(strings.TrimLeft(after, " "), " "); mayRun(next) {
			rest = strings.TrimLeft(after, " ")
		}
	}
	return len(line) - len(rest)
}
