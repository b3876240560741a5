package redact

import "bytes"

// refused reports whether an unlabelled number is more likely something else.
// Such a number is still replaced when it is a known account.
func (s *scan) refused(c accountCandidate) bool {
	text := s.text
	v := text[c.start:c.end]
	before, after := byteAt(text, c.start-1), byteAt(text, c.end)
	switch {
	case string(v[4:]) == "00000000", sameRun(v) == 12:
		return true
	case before == '.' && is(byteAt(text, c.start-2), digit), after == '.' && is(byteAt(text, c.end+1), digit):
		return true // part of a decimal number, version or address
	case before == '-' && is(byteAt(text, c.start-2), digit), before == '+', after == '+':
		return true
	case isTimestamp(v):
		return true
	}
	return isResourceID(text, c.start) || hasUnit(text, c.end) ||
		isCounted(text, c.start) || isHash(text, c.start)
}

// isTimestamp reports YYYYMMDDhhmm between 1970 and 2099.
func isTimestamp(v []byte) bool {
	two := func(i int) int { return int(v[i]-'0')*10 + int(v[i+1]-'0') }
	return (two(0) == 19 && two(2) >= 70 || two(0) == 20) &&
		two(4) >= 1 && two(4) <= 12 && two(6) >= 1 && two(6) <= 31 && two(8) < 24 && two(10) < 60
}

// isUUIDTail reports whether i is where the last group of a UUID starts.
func isUUIDTail(text []byte, i int) bool {
	start := i - len("12345678-1234-1234-1234-")
	if start < 0 {
		return false
	}
	for k, b := range text[start:i] {
		if dash := k == 8 || k == 13 || k == 18 || k == 23; dash && b != '-' || !dash && !isHex(b) {
			return false
		}
	}
	return true
}

// isResourceID reports a short lower-case prefix, as in ami-, i-, vol-, vpc-.
// Bucket names also end in an account, but their last word is longer or the
// name has several.
func isResourceID(text []byte, i int) bool {
	if byteAt(text, i-1) != '-' {
		return false
	}
	start := i - 1
	for start > 0 && i-start < 64 && is(text[start-1], atomic) {
		start--
	}
	prefix := text[start : i-1]
	for _, id := range []string{"i", "ami", "aki", "ari", "vol", "vpc", "subnet", "sg", "eni", "snap",
		"igw", "rtb", "acl", "nat", "eipalloc", "tgw", "vpce", "lt", "fs", "job", "run", "build", "req", "request"} {
		if string(prefix) == id {
			return true
		}
	}
	return false
}

// hasUnit reports whether a unit follows the number: 123456789012 bytes.
func hasUnit(text []byte, i int) bool {
	if byteAt(text, i) == ' ' {
		i++
	}
	end := run(text, i, upper|lower)
	if byteAt(text, end) == '%' && end == i {
		return true
	}
	for _, unit := range []string{"b", "bytes", "byte", "kb", "mb", "gb", "ns", "us", "ms", "s", "seconds", "bits",
		"requests", "records", "rows", "items", "times"} {
		if end-i == len(unit) && !is(byteAt(text, end), alnum) && atFold(text, i, unit) {
			return true
		}
	}
	return false
}

// isCounted reports whether the name to which the number belongs is one of a
// quantity, a time or a serial.
func isCounted(text []byte, i int) bool {
	before := bytes.TrimRight(text[max(0, i-maxLabel):i], " \t\"'\\")
	if len(before) == 0 || before[len(before)-1] != '=' && before[len(before)-1] != ':' {
		return false
	}
	before = bytes.TrimRight(before, " \t\"'\\=:")
	for _, word := range []string{"size", "bytes", "length", "count", "time", "timestamp", "ms", "ns", "epoch",
		"seq", "sequence", "serial", "version", "revision", "number", "total", "ttl", "offset", "phone", "date",
		"created", "updated", "expires", "expiry", "expiration", "port", "pid", "build", "requestid", "traceid"} {
		if nameEndsAt(before, len(before), word) {
			return true
		}
	}
	return false
}
