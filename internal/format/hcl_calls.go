package format

import (
	"fmt"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// maxCalls bounds how many ways of running one folder's files are told apart.
const maxCalls = 12

// An hclCall is one way in which the files of a folder are run: by a module
// block elsewhere, by a Terragrunt unit, or with one of several files of
// values. Its arguments are the values of the folder's variables. Nil is
// Terraform started in the folder itself, with all that it loads there.
type hclCall struct {
	block  *hclParsedBlock  // the module block, or the unit's inputs; nil for a unit without
	values *source.Document // the file of values
	name   string           // "module.deploy", "module.deploy[\"prod\"]"; "" for a unit
	home   string           // the folder that Terraform is started in, and hclWith the file of values
	item   *hclItemOf       // of the module's for_each
	up     *hclCall         // what runs the folder that the block stands in

	depth   int  // of modules in modules
	unclear bool // more than maxCalls, or in a circle: nothing is known
}

// address is the role that ref means in c's folder, as Terraform writes it
// from where it is started.
func (c *hclCall) address(ref string) setting.Role {
	if c == nil {
		return setting.Role{Ref: ref}
	}
	role := setting.Role{Home: c.home}
	if ref != "" {
		role.Ref = c.prefix() + ref
	}
	return role
}

func (c *hclCall) prefix() string {
	if c == nil || c.name == "" || c.unclear {
		return ""
	}
	return c.up.prefix() + c.name + "."
}

// hclWith stands before a file of values, in a call's home and its titles.
const hclWith = " with "

// title names the call in the user's words.
func (c *hclCall) title() string {
	if c.name == "" {
		return "the Terragrunt unit " + c.home
	}
	return strings.TrimSuffix(c.prefix(), ".")
}

// An hclSource is a module block or a Terragrunt unit with a source that is a
// folder of this text.
type hclSource struct {
	mark   hclMark // of the block, or of the unit's inputs
	name   string  // the module's name; "" for a unit
	home   string  // the folder that it stands in
	inputs bool    // mark is set
}

// calls lists the ways in which the files of folder are run; none where
// nothing in this text runs it.
func (l *hclLocator) calls(folder string) []*hclCall {
	run := l.isRun(folder)
	list, known := l.called[folder]
	if known {
		return list
	}
	if !run {
		l.called[folder] = l.valueFiles(folder)
		return l.called[folder]
	}
	unclear := []*hclCall{{home: folder, unclear: true}}
	l.called[folder] = unclear // what a circle of modules finds
	if len(l.sources[folder]) > maxCalls {
		return unclear
	}
	for _, s := range l.sources[folder] {
		if s.name == "" {
			c := &hclCall{home: s.home}
			if s.inputs {
				c.block = l.parseAt(s.mark)
			}
			list = append(list, c)
			continue
		}
		ups := l.calls(s.home)
		if len(ups) == 0 {
			ups = []*hclCall{nil}
		}
		block := l.parseAt(s.mark)
		for _, up := range ups {
			home := s.home
			if up != nil {
				home = up.home
			}
			r := hclReader{l: l, doc: block.doc, call: up}
			for _, item := range r.itemsOf(block) {
				c := &hclCall{block: block, name: "module." + s.name, home: home, item: item, up: up}
				if item != nil {
					c.name += fmt.Sprintf("[%q]", item.key)
				}
				c.unclear = up != nil && (up.unclear || up.depth >= maxHops)
				if up != nil {
					c.depth = up.depth + 1
				}
				list = append(list, c)
			}
		}
	}
	if len(list) > maxCalls {
		list = unclear
	}
	l.called[folder] = list
	return list
}

// indexSources finds the sources that are folders of this text, without
// parsing any block.
func (l *hclLocator) indexSources() {
	l.sources, l.called, l.targets = map[string][]hclSource{}, map[string][]*hclCall{}, map[hclName]string{}
	folders := map[string]bool{}
	for _, c := range l.found.Islands {
		if c.Doc.Name != "" && c.N > 0 {
			folders[path.Dir(c.Doc.Name)] = true
		}
	}
	for _, mark := range l.modules {
		if len(folders) < 2 {
			break
		}
		p := mark.piece()
		here := path.Dir(mark.doc.Name)
		if to := hclLocalSource(here, hclSourceIn(p), folders); to != "" && to != here {
			l.addSource(to, hclSource{mark: mark, name: p.word(0), home: here, inputs: true})
			l.targets[hclName{here, "module." + p.word(0)}] = to
		}
	}
	for _, c := range l.found.Islands { // in the documents' order
		unit, isUnit := l.units[c.Doc]
		inputs, has := l.inputs[c.Doc]
		if !isUnit && !has {
			continue
		}
		here := path.Dir(c.Doc.Name)
		to := here
		if isUnit {
			if s := hclSourceIn(unit.piece()); s != "" {
				to = hclLocalSource(here, s, folders)
			}
		}
		if to != "" && l.declares[to] {
			l.addSource(to, hclSource{mark: inputs, home: here, inputs: has})
		}
	}
}

// addSource keeps one more than are told apart.
func (l *hclLocator) addSource(folder string, s hclSource) {
	if len(l.sources[folder]) <= maxCalls {
		l.sources[folder] = append(l.sources[folder], s)
	}
}

// isRun reports whether anything in this text runs the files of folder.
func (l *hclLocator) isRun(folder string) bool {
	if l.sources == nil {
		l.indexSources()
	}
	return len(l.sources[folder]) > 0
}

// target is the folder that a module of doc's folder runs, or "".
func (l *hclLocator) target(doc *source.Document, name string) string {
	if l.sources == nil {
		l.indexSources()
	}
	return l.targets[hclNameIn(doc, name)]
}

// hclSourceIn is the block's source, as it is written between its quotes.
func hclSourceIn(p *hclPiece) (found string) {
	text := p.doc.Text[:p.End]
	hclItems(text, p.open+1, func(it *hclItem) bool {
		if it.isBlock() || it.stray || text[it.name.Start:it.name.End] != "source" {
			return true
		}
		if value := text[it.value:it.End]; len(value) > 2 && value[0] == '"' && strings.IndexByte(value[1:], '"') == len(value)-2 {
			found = value[1 : len(value)-1]
		}
		return false
	})
	return found
}

// hclLocalSource is the folder of this text that a source in the folder here
// means, or "". Terragrunt writes functions that lead to a folder further up,
// such as ${get_repo_root()}, before the part that tells.
func hclLocalSource(here, from string, folders map[string]bool) string {
	from = strings.TrimSuffix(strings.Replace(from, "//", "/", 1), "/")
	switch cut := strings.LastIndexByte(from, '}'); {
	case strings.HasPrefix(from, "./"), strings.HasPrefix(from, "../"), from == ".", from == "..":
		if to := path.Join(here, from); folders[to] {
			return to
		}
	case strings.HasPrefix(from, "${") && cut > 0:
		tail := strings.TrimLeft(from[cut+1:], "./")
		found := ""
		for folder := range folders {
			if tail == "" || folder != tail && !strings.HasSuffix(folder, "/"+tail) {
				continue
			}
			if found != "" {
				return ""
			}
			found = folder
		}
		return found
	}
	return ""
}

// argument is what c gives to the variable of that name, and the reader of
// it; e is nil where it gives nothing, and known is false where that cannot
// be told.
func (c *hclCall) argument(r hclReader, name string) (in hclReader, e hclsyntax.Expression, known bool) {
	if c.unclear {
		return r, nil, false
	}
	if c.block == nil {
		return r, nil, true
	}
	r = hclReader{l: r.l, doc: c.block.doc, hops: r.hops, path: r.path, call: c.up, item: c.item}
	if c.block.isBlock() {
		m, _ := c.block.body.get(name)
		return r, m.expr, !c.block.broken
	}
	m, ok := c.block.body.get("inputs")
	if !ok || c.block.broken {
		return r, nil, false
	}
	e, known = r.merged(m.expr, name)
	return r, e, known
}

// merged is what an object, or a merge() of objects, has at a key. It is nil
// where the key is not in it; known is false where that cannot be told.
func (r hclReader) merged(e hclsyntax.Expression, name string) (found hclsyntax.Expression, known bool) {
	switch e := e.(type) {
	case *hclsyntax.ObjectConsExpr:
		m, _ := hclObjectGroup(e).get(name)
		return m.expr, true
	case *hclsyntax.FunctionCallExpr:
		if e.Name != "merge" || e.ExpandFinal {
			return nil, false
		}
		for i := len(e.Args) - 1; i >= 0; i-- { // what comes last holds
			if found, known = r.merged(e.Args[i], name); found != nil || !known {
				return found, known
			}
		}
		return nil, true
	}
	return nil, false
}

// folderOf is the folder in which a reference of doc means something.
func folderOf(doc *source.Document) string { return path.Dir(doc.Name) }
