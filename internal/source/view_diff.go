package source

import "strings"

// diffs makes diffs read as the text that they lead to: what they take away,
// their headers and their first column become blank. All their lines are
// Diffed, the words before the first hunk of a file included.
func (b *blanker) diffs() {
	for i := 0; i < b.lines(); {
		switch line := b.line(i); {
		case b.around[i] == Diffed:
			i++
		case isHunk(line):
			b.diffHeader(i)
			i = b.hunk(i)
		case strings.HasPrefix(line, "```diff"), strings.HasPrefix(line, "~~~diff"):
			i = b.diffFence(i+1, line[:3])
		default:
			i++
		}
	}
}

func isHunk(line string) bool {
	rest, is := strings.CutPrefix(line, "@@ -")
	return is && strings.Contains(rest, " +") && strings.Contains(rest, " @@")
}

// diffHeader blanks the lines before a hunk that name the file.
func (b *blanker) diffHeader(i int) {
	for i--; i >= 0 && b.around[i] != Diffed; i-- {
		line := b.line(i)
		known := false
		for _, word := range []string{"diff --git ", "index ", "--- ", "+++ ", "new file mode ", "deleted file mode ", "old mode ", "new mode ", "similarity index ", "rename from ", "rename to "} {
			known = known || strings.HasPrefix(line, word)
		}
		if !known {
			return
		}
		b.drop(i)
	}
}

// hunkHeader reads line i. The words behind the second @@ are the last line
// before the hunk that is not indented, often the header of the block that
// the hunk lies in: they stay.
func (b *blanker) hunkHeader(i int) {
	b.hunks = append(b.hunks, b.starts[i])
	b.take(i, strings.Index(b.line(i)[2:], "@@")+4, Diffed)
}

// hunk reads the hunk whose header is line i.
func (b *blanker) hunk(i int) int {
	b.hunkHeader(i)
	for i++; i < b.lines(); i++ {
		line := b.line(i)
		switch {
		case b.around[i] == Diffed:
			return i
		case line == "", b.overwrites(i):
			b.around[i] = Diffed
			continue
		case strings.IndexByte(" +-\\", line[0]) < 0 || strings.HasPrefix(line, "--- "):
			return i
		}
		b.diffLine(i, line)
	}
	return i
}

// diffFence reads a fence that says that it holds a diff, from line i on.
func (b *blanker) diffFence(i int, fence string) int {
	for ; i < b.lines(); i++ {
		line := b.line(i)
		switch {
		case strings.HasPrefix(line, fence):
			return i + 1
		case b.around[i] == Diffed:
		case isHunk(line):
			b.diffHeader(i)
			b.hunkHeader(i)
		case line == "" || strings.IndexByte(" +-\\", line[0]) < 0:
			b.around[i] = Diffed
		default:
			b.diffLine(i, line)
		}
	}
	return i
}

func (b *blanker) diffLine(i int, line string) {
	if line[0] == '-' || line[0] == '\\' {
		b.drop(i)
		return
	}
	b.take(i, 1, Diffed)
}

// drop blanks line i. Between lines that a backslash joins, one stays.
func (b *blanker) drop(i int) {
	n := len(b.line(i))
	b.take(i, n, Diffed)
	if end := b.starts[i] + b.width[i]; i > 0 && n > 0 && strings.HasSuffix(strings.TrimRight(string(b.text[b.starts[i-1]:b.starts[i]]), "\r\n"), `\`) {
		b.text[end-1] = '\\'
	}
}
