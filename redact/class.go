package redact

// class is a set of properties of one byte.
type class uint8

const (
	upper class = 1 << iota
	lower
	digit
	joint // + / _ -: inside base64, paths and identifiers
	space // blank, tab, line ends
	quote // " ' `
	angle // < >

	alnum  = upper | lower | digit
	atomic = alnum | joint
)

// classes maps every byte to its class; bytes of multi-byte characters have none.
var classes = [256]class{
	'A': upper, 'B': upper, 'C': upper, 'D': upper, 'E': upper, 'F': upper, 'G': upper,
	'H': upper, 'I': upper, 'J': upper, 'K': upper, 'L': upper, 'M': upper, 'N': upper,
	'O': upper, 'P': upper, 'Q': upper, 'R': upper, 'S': upper, 'T': upper, 'U': upper,
	'V': upper, 'W': upper, 'X': upper, 'Y': upper, 'Z': upper,
	'a': lower, 'b': lower, 'c': lower, 'd': lower, 'e': lower, 'f': lower, 'g': lower,
	'h': lower, 'i': lower, 'j': lower, 'k': lower, 'l': lower, 'm': lower, 'n': lower,
	'o': lower, 'p': lower, 'q': lower, 'r': lower, 's': lower, 't': lower, 'u': lower,
	'v': lower, 'w': lower, 'x': lower, 'y': lower, 'z': lower,
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit,
	'5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
	'+': joint, '/': joint, '_': joint, '-': joint,
	' ': space, '\t': space, '\n': space, '\r': space, '\v': space, '\f': space,
	'"': quote, '\'': quote, '`': quote,
	'<': angle, '>': angle,
}

func is(b byte, c class) bool { return classes[b]&c != 0 }

func isHex(b byte) bool {
	return is(b, digit) || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

func toLower(b byte) byte {
	if is(b, upper) {
		return b + 'a' - 'A'
	}
	return b
}

// at reports whether want stands in text at i.
func at(text []byte, i int, want string) bool {
	return i >= 0 && len(text)-i >= len(want) && string(text[i:i+len(want)]) == want
}

// atFold is at, ignoring the case of ASCII letters. want is lower case.
func atFold(text []byte, i int, want string) bool {
	if i < 0 || len(text)-i < len(want) {
		return false
	}
	for k := range len(want) {
		if toLower(text[i+k]) != want[k] {
			return false
		}
	}
	return true
}

// byteAt returns the byte at i, or a line end outside the text.
func byteAt(text []byte, i int) byte {
	if i < 0 || i >= len(text) {
		return '\n'
	}
	return text[i]
}

// run returns the end of the run of bytes of class c that starts at i.
func run(text []byte, i int, c class) int {
	for i < len(text) && classes[text[i]]&c != 0 {
		i++
	}
	return i
}

// masks returns the union of the classes of all bytes.
func masks(text []byte) class {
	var m class
	for _, b := range text {
		m |= classes[b]
	}
	return m
}
