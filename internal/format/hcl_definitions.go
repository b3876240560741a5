package format

import (
	"path"
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// definitions lists where doc's folder defines "var.x", "local.x" or
// "output.x", or gives the variable x a value, "x =".
func (l *hclLocator) definitions(name string, doc *source.Document) []hclMark {
	return l.definitionsIn(name, folderOf(doc))
}

func (l *hclLocator) definitionsIn(name, folder string) []hclMark {
	if l.byName == nil {
		l.index()
	}
	marks := l.byName[hclName{folder, name}]
	if len(marks) > 1 && len(l.overriding) > 0 {
		marks = l.settled(name, marks)
	}
	return marks
}

// An hclName is a definition's name in its folder.
type hclName struct{ folder, name string }

func hclNameIn(doc *source.Document, name string) hclName {
	return hclName{path.Dir(doc.Name), name}
}

// index fills byName, without parsing anything.
func (l *hclLocator) index() {
	l.byName, l.values, l.loose = map[hclName][]hclMark{}, map[string][]*source.Document{}, map[*source.Document]bool{}
	declaring := map[string][]string{} // a variable's name to folders
	add := func(mark hclMark, name string) {
		key := hclNameIn(mark.doc, name)
		l.byName[key] = append(l.byName[key], mark)
	}
	for _, mark := range l.variables {
		if p := mark.piece(); p != nil {
			name := p.word(0)
			add(mark, "var."+name)
			if list := declaring[name]; len(list) == 0 || list[len(list)-1] != folderOf(mark.doc) {
				declaring[name] = append(list, folderOf(mark.doc))
			}
		}
	}
	for _, mark := range l.locals {
		if p := mark.piece(); p != nil {
			hclItems(p.doc.Text[:p.End], p.open+1, func(it *hclItem) bool {
				if !it.isBlock() && !it.stray {
					add(mark, "local."+p.doc.Text[it.name.Start:it.name.End])
				}
				return true
			})
		}
	}
	for _, mark := range l.outputs {
		if p := mark.piece(); p != nil {
			add(mark, "output."+p.word(0))
		}
	}
	for _, mark := range l.assignments {
		end := hclWord(mark.doc.Text, int(mark.at))
		name := mark.doc.Text[mark.at:end]
		for _, folder := range l.meant(mark.doc, declaring[name]) {
			key := hclName{folder, name + " ="}
			l.byName[key] = append(l.byName[key], mark)
			if strings.HasSuffix(mark.doc.Name, ".tfvars") && hclLoads(mark.doc.Name) == "" && !slices.Contains(l.values[folder], mark.doc) && len(l.values[folder]) <= maxCalls {
				l.values[folder] = append(l.values[folder], mark.doc)
			}
		}
	}
}

// maxDeclaring is how many folders that declare one variable are told apart.
const maxDeclaring = 50

// meant lists the folders whose variable an assignment of doc gives a value,
// of those that declare it: its own; else, for a file of values, the nearest
// one above it, since a command passes it from there; else each one, where
// only a command can tell.
func (l *hclLocator) meant(doc *source.Document, declaring []string) []string {
	own := folderOf(doc)
	if slices.Contains(declaring, own) || !strings.HasSuffix(doc.Name, ".tfvars") {
		return []string{own}
	}
	near := ""
	var roots []string
	for _, folder := range declaring[:min(len(declaring), maxDeclaring)] {
		if l.isRun(folder) {
			continue // its variables are arguments
		}
		roots = append(roots, folder)
		if (folder == "." || strings.HasPrefix(own, folder+"/")) && len(folder) > len(near) {
			near = folder
		}
	}
	if near != "" {
		return []string{near}
	}
	if len(roots) > 1 || hclLoads(doc.Name) != "" {
		l.loose[doc] = true
	}
	return append(roots, own)
}

// hclLoads orders the files of values that Terraform loads by itself; "" for
// other files.
// https://developer.hashicorp.com/terraform/language/values/variables
func hclLoads(file string) string {
	file = file[strings.LastIndexByte(file, '/')+1:]
	switch {
	case file == "terraform.tfvars":
		return "0"
	case strings.HasSuffix(file, ".auto.tfvars"):
		return "1" + file
	}
	return ""
}

// dropDefinitions removes settings that stand where another setting's
// definition does, or on the way to it: a value given to a variable is one
// setting, not two.
func (l *hclLocator) dropDefinitions() {
	used := map[source.Place]bool{}
	for i := range l.found.Settings {
		if d := l.found.Settings[i].Def; d != nil {
			used[d.Place] = true
		}
	}
	l.found.Settings = slices.DeleteFunc(l.found.Settings, func(s setting.Setting) bool {
		return s.Def == nil && used[s.Place] || l.through[s.Place]
	})
}

// countUsers counts, for each definition, the other places that read the
// variables and locals on the way to it. One pass over the text serves all.
func (l *hclLocator) countUsers() {
	if len(l.passed) == 0 {
		return
	}
	uses := map[hclName]int{}
	roots := map[*hclFinder]bool{}
	for _, via := range l.passed {
		for _, name := range via {
			uses[name] = 0
			roots[hclVar] = roots[hclVar] || strings.HasPrefix(name.name, hclVar.word)
			roots[hclLocal] = roots[hclLocal] || strings.HasPrefix(name.name, hclLocal.word)
		}
	}
	for _, count := range l.found.Islands {
		for root, wanted := range roots {
			if !wanted {
				continue
			}
			hclEachUse(count.Doc.Text, root, func(name string) {
				key := hclNameIn(count.Doc, name)
				if _, wanted := uses[key]; wanted {
					uses[key]++
				}
			})
		}
	}
	for def, via := range l.passed {
		for _, name := range via {
			def.Users += max(0, uses[name]-1)
		}
	}
}

// hclEachUse calls yield with each reference of text, such as "var.x", that
// is not in a comment of its own line or in the variable's own validation.
func hclEachUse(text string, root *hclFinder, yield func(string)) {
	first := 0 // of the line
	for at := 0; ; {
		start := root.next(text, at)
		if start < 0 {
			return
		}
		if feed := strings.LastIndexByte(text[at:start], '\n'); feed >= 0 {
			first = at + feed + 1
		}
		at = start + len(root.word)
		end := hclWord(text, at)
		if start > 0 && (hclWord(text, start-1) != start-1 || text[start-1] == '.' || text[start-1] >= '0' && text[start-1] <= '9' || text[start-1] == '-') {
			continue
		}
		line := strings.TrimLeft(text[first:start], " \t")
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//") {
			continue
		}
		// A validation may read only its own variable, so its condition is no user.
		if strings.HasPrefix(line, "condition ") || strings.HasPrefix(line, "condition=") {
			continue
		}
		yield(text[start:end])
	}
}
