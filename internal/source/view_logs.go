package source

import "strings"

// logLen is the length of what a log puts before a line: a time, with the
// job, the host or the build step that the line belongs to. It ends after a
// blank.
func logLen(line string) int {
	line = line[:min(len(line), maxLabel)]
	n := len(line) - len(strings.TrimLeft(line, " ")) // a byte order mark may have stood there
	if n > 3 {
		return 0
	}
	rest := line[n:]
	if rest == "" {
		return 0
	}
	step := 0
	switch c := rest[0]; {
	case c == '#':
		step = BuildStepLen(rest)
	case c == '[':
		if end := strings.IndexByte(rest, ']'); end > 0 && end+1 < len(rest) && rest[end+1] == ' ' && TimeLen(rest[1:end]) == end-1 {
			step = end + 2
		}
	case isDigit(c):
		if t := TimeLen(rest); t > 0 && t < len(rest) && rest[t] == ' ' {
			step = t + 1
			if shaped(rest[step:], "00O") || shaped(rest[step:], "00E") { // GitLab's stream
				step += min(4, len(rest)-step)
			}
		}
	case shaped(rest[1:], "0000 00:00:00."): // klog's
		if end := strings.Index(rest, "] "); end > 0 {
			step = end + 2
		}
	case c >= 'A' && c <= 'Z' && shaped(rest[min(3, len(rest)):], " 00 00:00:00 "), c >= 'A' && c <= 'Z' && shaped(rest[min(3, len(rest)):], "  0 00:00:00 "):
		step = len("Jan 02 15:04:05 ")
		if colon := strings.Index(rest[step:], ": "); colon > 0 && strings.Count(rest[step:step+colon], " ") == 1 {
			step += colon + 2 // host and program
		}
	}
	if step == 0 { // job, step and time, as the gh tool prints a run
		job := strings.IndexByte(rest, '\t')
		if job < 0 {
			return 0
		}
		name := strings.IndexByte(rest[job+1:], '\t')
		if name < 0 {
			return 0
		}
		at := job + 1 + name + 1
		at += len(rest[at:]) - len(strings.TrimPrefix(rest[at:], bom))
		t := TimeLen(rest[at:])
		if t < len("2006-01-02T15:04:05") || at+t >= len(rest) || rest[at+t] != ' ' {
			return 0
		}
		step = at + t + 1
	}
	return n + step
}

// TimeLen is the length of a time that s begins with, alone or after a date:
// "2025-05-12T16:07:33.6112233Z"; 0 where it begins with none.
func TimeLen(s string) int {
	n := 0
	if shaped(s, "0000-00-00") && len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		n = 11
	}
	if !shaped(s[n:], "00:00:00") {
		return 0
	}
	n += 8
	for n < len(s) && n < 40 && (isDigit(s[n]) || strings.IndexByte(".,:Z+-", s[n]) >= 0) {
		n++
	}
	return n
}

// isClock reports whether line begins with a time of day, without a date.
func isClock(line string) bool {
	return shaped(strings.TrimPrefix(strings.TrimLeft(line, " "), "["), "00:00:00")
}

// BuildStepLen is the length of "#12 5.331 " or "#12 [3/5] ", as container
// builds print, that s begins with.
func BuildStepLen(s string) int {
	n := 1
	for n < len(s) && n < 6 && isDigit(s[n]) {
		n++
	}
	if n == 1 || n+1 >= len(s) || s[n] != ' ' {
		return 0
	}
	n++
	if s[n] == '[' {
		end := strings.Index(s[n:], "] ")
		if end < 0 || !strings.Contains(s[n:n+end], "/") {
			return 0
		}
		return n + end + 2
	}
	first := n
	for n < len(s) && n < 20 && (isDigit(s[n]) || s[n] == '.') {
		n++
	}
	if n == len(s) || s[n] != ' ' || !strings.Contains(s[first:n], ".") {
		return 0
	}
	return n + 1
}

// shaped reports whether s begins like shape, where a 0 stands for any digit.
func shaped(s, shape string) bool {
	if len(s) < len(shape) {
		return false
	}
	for i := range len(shape) {
		if shape[i] == '0' && !isDigit(s[i]) || shape[i] != '0' && s[i] != shape[i] {
			return false
		}
	}
	return true
}
