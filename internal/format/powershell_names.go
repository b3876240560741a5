package format

import "strings"

// powerShellTarget is the variable that a line sets ("$name"), or "".
func powerShellTarget(line string) string {
	for strings.HasPrefix(line, "[") {
		n := strings.IndexByte(line, ']')
		if n < 0 {
			return ""
		}
		line = strings.TrimLeft(line[n+1:], " ")
	}
	n := winNameLen(line)
	if n == 0 || !strings.HasPrefix(strings.TrimLeft(line[n:], " \t"), "=") {
		return ""
	}
	return winName(line[:n])
}

// winNameLen is the length of the variable that text begins with: $name,
// $env:NAME or ${name}. It is 0 if there is none.
func winNameLen(text string) int {
	if !strings.HasPrefix(text, "$") {
		return 0
	}
	if strings.HasPrefix(text, "${") {
		return strings.IndexAny(text[:min(len(text), maxPrompt)], "}\n") + 1
	}
	n := 1
	for n < len(text) && (asciiWord(text[n]) || text[n] == ':' && n+1 < len(text) && asciiWord(text[n+1])) {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}

// winName is a variable as it is compared: small letters, no braces, and no
// word for the scope it lies in.
func winName(name string) string {
	name = strings.ToLower(name)
	if inner, is := strings.CutPrefix(name, "${"); is {
		name = "$" + strings.TrimSuffix(inner, "}")
	}
	for _, scope := range []string{"$script:", "$global:", "$local:", "$private:"} {
		if inner, is := strings.CutPrefix(name, scope); is {
			return "$" + inner
		}
	}
	return name
}
