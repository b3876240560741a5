package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/source"
)

// shellArms tells which arm of if and case each line stands in. It goes by
// the first words of lines, so it works in text that does not parse.
type shellArms struct {
	of     []int32 // by line, from 0; -1 outside
	parent []int32 // by arm
}

// readShellArms reads the lines of doc.
func readShellArms(doc *source.Document) *shellArms {
	a := &shellArms{of: make([]int32, doc.Lines())}
	arm, outside := int32(-1), 0
	begin := func(parent int32) int32 {
		a.parent = append(a.parent, parent)
		return int32(len(a.parent) - 1)
	}
	for n := range a.of {
		line := strings.TrimSpace(doc.LineText(n + 1))
		first, _, _ := strings.Cut(line[:min(len(line), maxPrompt)], " ")
		first = strings.TrimSuffix(first, ";")
		switch {
		case first == "if" && !endsWith(line, "fi"), first == "case" && !endsWith(line, "esac"):
			arm = begin(arm)
		case (first == "else" || first == "elif" || strings.HasSuffix(line, ";;")) && arm >= 0:
			a.of[n] = arm
			if first == "else" || first == "elif" {
				arm = begin(a.parent[arm])
				a.of[n] = arm
				continue
			}
			arm = begin(a.parent[arm])
			continue
		case (first == "fi" || first == "esac") && arm >= 0:
			arm = a.parent[arm]
		case first == "fi" || first == "esac" || first == "else" || first == "elif":
			// It began above the text: so did every line since.
			cut := begin(-1)
			for k := outside; k < n; k++ {
				if a.of[k] < 0 {
					a.of[k] = cut
				}
			}
			outside = n
			if first == "else" || first == "elif" {
				arm = begin(-1)
			}
		}
		a.of[n] = arm
	}
	return a
}

func endsWith(line, word string) bool {
	line = strings.TrimRight(line, "; ")
	return strings.HasSuffix(line, " "+word) || strings.HasSuffix(line, ";"+word)
}

// at is the arm that holds the byte at offset, or -1.
func (a *shellArms) at(doc *source.Document, offset int) int32 { return a.of[doc.Line(offset)-1] }

// inside reports whether arm inner is outer, or lies in it.
func (a *shellArms) inside(inner, outer int32) bool {
	for n := 0; inner >= 0 && n < maxDepth; n++ {
		if inner == outer {
			return true
		}
		inner = a.parent[inner]
	}
	return false
}
