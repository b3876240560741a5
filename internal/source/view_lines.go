package source

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A blanker makes the text of a View.
type blanker struct {
	host    string // what was pasted
	text    []byte // what the view will be
	read    string // text before marks were taken off
	changed bool
	took    bool  // in this round
	starts  []int // of lines, and one past the end
	width   []int // by line: bytes of marks that were taken off
	around  []Around
	hunks   []int
	cut     []int
	typed   []Span
}

func newBlanker(d *Document) *blanker { return &blanker{host: d.Text, text: []byte(d.Text)} }

// split finds the lines, which characters may have made more.
func (b *blanker) split() {
	b.read = string(b.text)
	b.starts = append(b.starts, 0)
	for at := 0; ; {
		n := bytes.IndexByte(b.text[at:], '\n')
		if n < 0 {
			break
		}
		at += n + 1
		b.starts = append(b.starts, at)
	}
	b.starts = append(b.starts, len(b.text)+1)
	b.width = make([]int, b.lines())
	b.around = make([]Around, b.lines())
}

func (b *blanker) lines() int { return len(b.starts) - 1 }

// line is the text of line n, from 0, after its marks and without its ending.
func (b *blanker) line(n int) string {
	start := b.starts[n] + b.width[n]
	return strings.TrimSuffix(b.read[start:b.starts[n+1]-1], "\r")
}

// overwrites reports whether line n begins after a carriage return, so that
// it is a part of what was printed as one line.
func (b *blanker) overwrites(n int) bool { return n > 0 && b.host[b.starts[n]-1] == '\r' }

func (b *blanker) isBlank(n int) bool { return strings.Trim(b.line(n), " \t") == "" }

// blank overwrites the bytes from..to.
func (b *blanker) blank(from, to int) {
	for i := from; i < to; i++ {
		b.changed = b.changed || b.text[i] != ' '
		b.text[i] = ' '
	}
}

// take takes n bytes of marks off line i.
func (b *blanker) take(i, n int, a Around) {
	from := b.starts[i] + b.width[i]
	for from+n < len(b.host) && !utf8.RuneStart(b.host[from+n]) {
		n++ // of a no-break space, which is one character in the paste
	}
	b.blank(from, from+n)
	b.width[i] += n
	b.around[i] = max(b.around[i], a)
	b.took = true
}

// prefixes takes one layer of marks off the lines, and reports whether there
// was one.
func (b *blanker) prefixes() bool {
	b.took = false
	for i := 0; i < b.lines(); {
		if b.overwrites(i) {
			b.around[i] = max(b.around[i], b.around[i-1])
		}
		if b.around[i] == Diffed {
			i++
			continue
		}
		end := b.prompts(i)
		if end == i {
			end = b.quotation(i)
		}
		if end == i {
			end = b.bars(i)
		}
		if end == i {
			end = b.numbers(i)
		}
		if end == i {
			end = b.labels(i)
		}
		if end == i {
			if n := logLen(b.line(i)); n > 0 {
				a := Logged
				if isClock(b.line(i)) && isPrompted(b.line(i)[n:]) {
					a = Numbered // a prompt that shows the time
				}
				b.take(i, n, a)
				end = i + 1
			}
		}
		i = max(end, i+1)
	}
	return b.took
}

// quotation takes the marks off a run of quoted lines that begins at line i,
// and returns the run's end. One line alone may be a redirection, or the end
// of a tag.
func (b *blanker) quotation(i int) int {
	end, bare, words := i, 0, false
	for end < b.lines() {
		n, spaced := quoteLen(b.line(end))
		if n == 0 {
			break
		}
		if !spaced {
			bare++
		}
		words = words || n < len(b.line(end))
		end++
	}
	alone := end-i == 1
	switch {
	case end == i || !words || bare > 0 && end-i < 3:
		return end
	case i > 0 && strings.HasSuffix(strings.TrimRight(b.line(i-1), " \t"), `\`):
		b.continuation(i, end)
		return end
	case alone && i > 0 && !b.isBlank(i-1) && !strings.HasSuffix(strings.TrimRight(b.line(i-1), " \t"), ":"):
		return end
	}
	for k := i; k < end; k++ {
		n, _ := quoteLen(b.line(k))
		b.take(k, n, Quoted)
	}
	return end
}

// continuation reads the lines i to end, which begin with ">" and follow a
// backslash: a terminal's prompt for more, or a redirection. Both are the
// shell's matter, but it looks for the prompt at the margin.
func (b *blanker) continuation(i, end int) {
	for ; i < end && b.width[i] > 0 && strings.HasPrefix(b.line(i), "> -"); i++ {
		b.take(i, 2, Numbered)
	}
}

// bars takes "| " off a paragraph in which every line has it. What ends with
// a bar is a table, and a bar below other text is a pipe.
func (b *blanker) bars(i int) int {
	if i > 0 && !b.isBlank(i-1) && !isFence(b.line(i-1)) {
		return i
	}
	end := i
	for ; end < b.lines(); end++ {
		line := strings.TrimRight(b.line(end), " \t")
		if line != "|" && !strings.HasPrefix(line, "| ") || len(line) > 1 && strings.HasSuffix(line, "|") {
			break
		}
	}
	if end == i || end < b.lines() && !b.isBlank(end) && !isFence(b.line(end)) {
		return i
	}
	for k := i; k < end; k++ {
		b.take(k, min(2, len(b.line(k))), Quoted)
	}
	return end
}

// numbers takes the numbers off a run of lines that count up, and returns the
// run's end.
func (b *blanker) numbers(i int) int {
	n, count, style := numberLen(b.line(i))
	if n == 0 {
		return i
	}
	type numbered struct{ line, length int }
	run := []numbered{{i, n}}
	end, gap := i+1, 0
	for ; end < b.lines() && gap <= 3; end++ {
		length, next, s := numberLen(b.line(end))
		if length == 0 && b.isBlank(end) {
			gap++
			continue
		}
		if length == 0 || next <= count || next > count+1+gap || s != 0 && style != 0 && s != style && s != ':' && style != ':' {
			break
		}
		if s != 0 && style != ':' {
			style = s
		}
		count, gap = next, 0
		run = append(run, numbered{end, length})
	}
	least := 2
	if style == ' ' {
		least = 3
	}
	last := run[len(run)-1].line + 1
	if len(run) < least || style == 0 || style == '-' {
		if len(run) == 1 {
			return i
		}
		return last
	}
	for _, r := range run {
		b.take(r.line, r.length, Numbered)
	}
	return last
}

// prompts takes off what stands before a prompt of the shell, and Python's
// prompts with the lines that follow them.
func (b *blanker) prompts(i int) int {
	line := b.line(i)
	if n := environmentLen(line); n > 0 {
		b.take(i, n, b.around[i])
		return i + 1
	}
	n := replLen(line)
	if n == 0 || i > 0 && b.isQuoted(i-1) || i+1 < b.lines() && b.isQuoted(i+1) {
		return i
	}
	end := i
	for n > 0 {
		b.take(end, n, Numbered)
		if end++; end == b.lines() {
			break
		}
		n = replMoreLen(b.line(end))
	}
	return end
}

// isQuoted reports whether line i is quoted, and not after Python's prompt.
func (b *blanker) isQuoted(i int) bool {
	n, _ := quoteLen(b.line(i))
	return n > 0 && replLen(b.line(i)) == 0
}

// labels takes a container's name off a run of lines that it printed.
func (b *blanker) labels(i int) int {
	n := LabelLen(b.line(i))
	if n == 0 {
		return i
	}
	end := i
	for end < b.lines() && LabelLen(b.line(end)) > 0 {
		end++
	}
	if end-i < 2 {
		return i
	}
	for k := i; k < end; k++ {
		b.take(k, LabelLen(b.line(k)), Logged)
	}
	return end
}
