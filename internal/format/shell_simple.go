package format

import "stackengine.dev/sandbox/internal/source"

// A shellSimple is one simple command: words up to the next separator.
type shellSimple struct {
	source.Span             // from its first byte to its last
	parent      int         // the command in whose words it stands ($(…), backquotes), or -1
	first       source.Span // its first word
	aws         bool        // one of its own words is the AWS CLI
	guarded     bool        // it runs only if a test before it says so
	declares    bool        // export, local, readonly …
	words       int         // words that are neither assignments nor part of a declaration
	unclosed    bool        // a quote or brace in it never ends
}

// A shellAssign gives a variable a value.
type shellAssign struct {
	command     int // in commands
	name, value source.Span
	blank       bool // read, for and kin: the text does not hold the value
	fallback    bool // ${NAME:=value}
}

// A shellHeredoc is a << operator whose body lies on later lines.
type shellHeredoc struct {
	op, bodyEnd int // bodyEnd is -1 where the body was not part of the island
	delim       string
	dash        bool
}

// A shellIsland is a logical line, with everything that its quotes and
// brackets pull in, cut into simple commands.
type shellIsland struct {
	source.Span
	prompted bool // a shell prompt stood before it
	traced   bool // a shell printed it while it ran it
	commands []shellSimple
	assigns  []shellAssign
	opaque   []shellNested // expansions and substitutions, in order of place
	heredocs []shellHeredoc
	complete bool // every quote and bracket is closed
	tooDeep  int  // where the nesting passes maxDepth, or -1
}

// A shellNested is an expansion or a substitution inside a word.
type shellNested struct {
	source.Span
	kind byte // as in shellFrame; 't' what another program fills in
}
