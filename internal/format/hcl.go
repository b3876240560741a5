package format

import (
	"slices"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

var hcl = Format{
	ID: "hcl", Title: "Terraform", Island: "Terraform block",
	Extensions: hclEndings,
	Locate:     locateHCL,
}

var hclEndings = []string{".tf", ".tfvars", ".hcl", ".tofu"}

// locateHCL finds session lengths in Terraform, OpenTofu and Terragrunt. It
// splits every document into blocks first, so that definitions are known,
// and then parses the blocks that hold a place of hclPlaces.
func locateHCL(docs []*source.Document) Found {
	l := newHCLLocator()
	for _, doc := range docs {
		l.collect(doc)
	}
	for _, it := range l.kept {
		if !l.isFull(it) {
			l.locate(it)
		}
	}
	l.shutShared()
	l.dropDefinitions()
	l.countUsers()
	l.found.sort(docs)
	l.found.Problems = slices.Compact(l.found.Problems) // a definition may be parsed for two reasons
	return l.found
}

func newHCLLocator() *hclLocator {
	return &hclLocator{
		iamRoles: map[*source.Document]hclMark{}, units: map[*source.Document]hclMark{}, inputs: map[*source.Document]hclMark{},
		declares: map[string]bool{}, through: map[source.Place]bool{},
	}
}

// An hclPiece is a block or attribute that may matter, in its document.
type hclPiece struct {
	hclItem
	doc    *source.Document
	broken bool // a brace too many follows it
}

func (p *hclPiece) text() string { return p.doc.Text[p.Start:p.End] }

func (p *hclPiece) name() string { return p.doc.Text[p.hclItem.name.Start:p.hclItem.name.End] }

func (p *hclPiece) word(i int) string { return p.label(p.doc.Text, i) }

// header is the words before the block's brace, without blanks after them.
func (p *hclPiece) header() source.Span {
	if !p.isBlock() {
		return p.hclItem.name
	}
	return source.Span{Start: p.Start, End: p.Start + len(strings.TrimRight(p.doc.Text[p.Start:p.open], " \t"))}
}

// An hclLocator is one call of locateHCL.
type hclLocator struct {
	found Found
	kept  []*hclPiece

	filling *source.Document // the document whose pieces are located now
	before  int              // finds, when its first piece came
	told    bool             // that it holds more than is kept

	// Where definitions stand; they are read when something refers to them.
	variables, locals, assignments []hclMark
	byName                         map[hclName][]hclMark
	values                         map[string][]*source.Document // files of values that a folder may be run with
	loose                          map[*source.Document]bool     // files of values that may or may not be passed
	parsed                         map[hclMark]*hclParsedBlock
	iamRoles                       map[*source.Document]hclMark      // Terragrunt's iam_role
	roles                          map[hclName]hclMark               // "aws_iam_role.x", "module.x"
	passed                         map[*setting.Definition][]hclName // the references on the way to it
	through                        map[source.Place]bool             // expressions on the way to a setting's value
	homes                          map[*source.Document]bool         // whether a text is Terraform throughout, or has blocks of it

	// How the files of a folder are run; worked out when a reference needs it.
	modules, outputs []hclMark
	units, inputs    map[*source.Document]hclMark // Terragrunt's terraform block and inputs
	declares         map[string]bool              // folders with a variable or a resource
	sources          map[string][]hclSource       // by the folder that they run
	called           map[string][]*hclCall
	targets          map[hclName]string // "module.x" to the folder that it runs
	said             *hclSaid
	jsonFiles        []hclJSONValue
	jsonNames        map[hclName][]hclJSONValue    // what configurations in JSON declare
	overriding       []hclMark                     // blocks of override files
	overridden       map[hclName][]*hclParsedBlock // the same, by their titles
	profiles         *awsProfiles                  // of AWS's config files in the text
	call             *hclCall                      // the one that is located now
	homely           bool                          // what runs its folder is started in several folders
	theirs           map[source.Place]string       // definitions that another cloud's blocks read, and the block
	again            bool                          // it is not the first of its folder
	item             *hclItemOf                    // the item of a for_each that is located now
}

// An hclMark is where an item begins.
type hclMark struct {
	doc *source.Document
	at  int32
}

func (m hclMark) piece() *hclPiece {
	var p *hclPiece
	hclItems(m.doc.Text, int(m.at), func(it *hclItem) bool {
		p = &hclPiece{hclItem: *it, doc: m.doc}
		return false
	})
	return p
}

// collect splits doc and keeps what may matter.
func (l *hclLocator) collect(doc *source.Document) {
	hits := hclHits(doc.Text)
	count := Count{Doc: doc}
	l.split(doc, source.Span{End: len(doc.Text)}, hits, &count)
	l.found.Islands = append(l.found.Islands, count)
}

// hclHits is where text has the letters one of which every name of a length
// has in it. Searching once for all blocks keeps them cheap.
func hclHits(text string) []int {
	var hits []int
	for _, word := range []*hclFinder{hclDuration, hclVaultTTL} {
		for at := word.next(text, 0); at >= 0; at = word.next(text, at+1) {
			hits = append(hits, at)
		}
	}
	if !slices.IsSorted(hits) {
		slices.Sort(hits)
	}
	return hits
}

func hclHit(hits []int, s source.Span) bool {
	i, _ := slices.BinarySearch(hits, s.Start)
	return i < len(hits) && hits[i] < s.End
}

// split collects the items of one part of doc: all of it, or a heredoc that
// holds a file.
func (l *hclLocator) split(doc *source.Document, part source.Span, hits []int, count *Count) {
	text := doc.Text[:part.End]
	last, loose := len(l.kept), 0 // what was kept since the last known block
	overrides := hclOverrides(doc.Name) != ""
	hclItems(text, part.Start, func(it *hclItem) bool {
		if it.stray {
			for _, p := range l.kept[last:] {
				p.broken = p.broken || loose > 0
			}
			return true
		}
		if it.known {
			count.N++
			last, loose = len(l.kept), 0
		} else {
			loose++
		}
		mark := hclMark{doc, int32(it.Start)}
		hit := hclHit(hits, it.Span)
		if overrides && it.isBlock() && !it.output {
			l.overriding = append(l.overriding, mark)
		}
		switch name := text[it.name.Start:it.name.End]; {
		case it.output:
			if hit {
				l.kept = append(l.kept, &hclPiece{hclItem: *it, doc: doc})
			}
		case it.is(text, "variable", "*"):
			l.variables = append(l.variables, mark)
			l.declares[folderOf(doc)] = true
		case it.is(text, "output", "*"):
			l.outputs = append(l.outputs, mark)
			if hit {
				l.keep(it, doc)
			}
		case it.is(text, "locals"):
			l.locals = append(l.locals, mark)
			if hit {
				l.keep(it, doc)
			}
		case hclRoleOf(text, it) != nil:
			l.kept = append(l.kept, &hclPiece{hclItem: *it, doc: doc})
		case it.is(text, "module", "*"):
			l.modules = append(l.modules, mark)
			if hit {
				l.keep(it, doc)
			}
		case it.is(text, "terraform") && strings.HasSuffix(doc.Name, ".hcl"):
			l.units[doc] = mark
			if hit {
				l.keep(it, doc)
			}
		case it.is(text, "generate", "*"):
			if hit {
				l.splitHeredocs(doc, it.Span, hits, count)
			}
		case it.isBlock():
			if hit {
				l.keep(it, doc)
			}
		default:
			if hclAssigns(doc, it) {
				l.assignments = append(l.assignments, mark)
			}
			switch name {
			case "iam_role":
				l.iamRoles[doc] = mark
			case "inputs":
				if strings.HasSuffix(doc.Name, ".hcl") {
					l.inputs[doc] = mark
				}
			}
			if hit {
				l.keep(it, doc)
			}
		}
		return true
	})
}

// keep keeps an item if it may hold something to report.
func (l *hclLocator) keep(it *hclItem, doc *source.Document) {
	if p := (&hclPiece{hclItem: *it, doc: doc}); hclMatters(p) {
		l.kept = append(l.kept, p)
	}
}

// splitHeredocs collects the items of files that a generate block writes.
func (l *hclLocator) splitHeredocs(doc *source.Document, block source.Span, hits []int, count *Count) {
	for at := block.Start; at < block.End; {
		n := strings.Index(doc.Text[at:block.End], "<<")
		if n < 0 {
			return
		}
		at += n + 2
		if body, ok := hclHeredocBody(doc.Text, at-2, block.End); ok {
			l.split(doc, body, hits, count)
			at = body.End
		}
	}
}

// hclAssigns reports whether a top-level attribute may be the value of a
// variable: in a file of values, or as Terraform is written, blanks around
// the "=", which keeps shell assignments out.
func hclAssigns(doc *source.Document, it *hclItem) bool {
	return strings.HasSuffix(doc.Name, ".tfvars") || doc.Text[it.name.End] == ' ' && strings.HasPrefix(doc.Text[it.name.End:it.value], " ")
}
