// Package report holds the answer as the page reads it: the only JSON names,
// and the only positions in UTF-16 units, which is how editors in a browser
// count.
package report

// A Range is a place in a file. Line and Column count from 1; Start and End
// are half-open offsets into the file's text without its byte order mark.
// Columns and offsets are in UTF-16 units.
type Range struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// A Reply answers refactor.
type Reply struct {
	Files    []File    `json:"-"` // written by JSON
	Settings []Setting `json:"settings"`
	Findings []Finding `json:"findings"`
	Refusals []Refusal `json:"refusals"`
	Notes    []Note    `json:"notes"`
	Problems []Problem `json:"problems"`
	Patch    string    `json:"patch"` // as git apply takes it; "" if nothing changed
	Hunks    []Hunk    `json:"hunks"`
	Summary  string    `json:"summary"`
}

// A File is one of the caller's texts, corrected.
type File struct {
	Name    string `json:"name"`
	Format  Format `json:"format"`
	Changed bool   `json:"changed"`
	BOM     bool   `json:"bom"`
	EOL     string `json:"eol"` // "lf", "crlf" or "mixed"

	Output string `json:"-"` // with its byte order mark; written by JSON
}

// A Format is the notation of a file and why one may think so.
type Format struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Why   string `json:"why"`
}

// A Setting is a session length that was found.
type Setting struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"` // "request" or "cap"
	Limit      string `json:"limit"`
	Title      string `json:"title"`
	At         string `json:"at"`
	Role       string `json:"role"`
	Seconds    *int64 `json:"seconds"` // null where it is not known
	State      string `json:"state"`   // "literal", "computed", "indirect", "absent" or "unknown"
	Range      Range  `json:"range"`
	Definition *Range `json:"definition"` // where an indirect value stands
	Output     bool   `json:"output"`     // seen in what a tool printed
}

// A Finding is what is wrong, with alternative fixes.
type Finding struct {
	ID       string    `json:"id"`
	Rule     string    `json:"rule"`
	Severity string    `json:"severity"` // "error", "warning" or "info"
	Explain  []string  `json:"explain"`
	Message  string    `json:"message"`
	Range    Range     `json:"range"`
	Related  []Related `json:"related"`
	Docs     string    `json:"docs"`
	Fixes    []Fix     `json:"fixes"`
}

// Related is another place to look at.
type Related struct {
	Message string `json:"message"`
	Range   Range  `json:"range"`
}

// A Fix is one way to mend a Finding.
type Fix struct {
	Label     string    `json:"label"`
	Chosen    bool      `json:"chosen"`
	Edits     []Edit    `json:"edits"`
	Elsewhere []Snippet `json:"elsewhere"` // what to run or write in another place
}

// An Edit replaces Old, which stands at Range, by New.
type Edit struct {
	Range Range  `json:"range"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// A Snippet is text for another place.
type Snippet struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// A Refusal is something that was not edited, and why.
type Refusal struct {
	Range   Range  `json:"range"`
	What    string `json:"what"`
	Why     string `json:"why"`
	Explain string `json:"explain"`
	Docs    string `json:"docs"`
}

// A Note is a look-alike that was left alone.
type Note struct {
	Range   Range  `json:"range"`
	Message string `json:"message"`
	Explain string `json:"explain"`
	Docs    string `json:"docs"`
}

// A Problem is a part that does not parse.
type Problem struct {
	Range   Range  `json:"range"`
	Message string `json:"message"`
}

// A Hunk is a run of changed lines and their neighbours.
type Hunk struct {
	File     string `json:"file"`
	OldStart int    `json:"oldStart"`
	OldLines int    `json:"oldLines"`
	NewStart int    `json:"newStart"`
	NewLines int    `json:"newLines"`
	Lines    []Line `json:"lines"`
}

// A Line is one line of a Hunk, without its line ending.
type Line struct {
	Op   string `json:"op"` // "equal", "delete" or "insert"
	Text string `json:"text"`
	Old  int    `json:"old"` // 0 for "insert"
	New  int    `json:"new"` // 0 for "delete"
}
