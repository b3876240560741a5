package format

import (
	"slices"
	"sort"
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

const sessionToken = "AWS_SESSION_TOKEN"

// A shellEvent changes what credentials the commands after it have.
type shellEvent struct {
	at      int    // from here on
	profile string // of aws configure; "" is the environment
	clears  bool
	sign    setting.Sign
}

// shellFetchers are the commands that read credentials from a machine's own
// endpoint.
var shellFetchers = []string{"curl", "wget", "http"}

// readEvents notes what the island does to the credentials.
func (f *shellFinder) readEvents(doc *source.Document, island *shellIsland) {
	for _, a := range island.assigns {
		if doc.Text[a.name.Start:a.name.End] != sessionToken || a.command < 0 || a.command >= len(island.commands) {
			continue
		}
		c := island.commands[a.command]
		if c.words > 0 && !a.blank {
			continue // for one command only
		}
		value := strings.Trim(doc.Text[a.value.Start:a.value.End], `"'`)
		f.event(shellEvent{at: c.End, clears: value == "" && !a.blank}, doc, a.name, sessionToken+" is set before this command")
	}
	for _, c := range island.commands {
		raw := doc.Text[c.Start:c.End]
		switch first := doc.Text[c.first.Start:c.first.End]; {
		case first == "unset" && strings.Contains(raw, sessionToken):
			f.event(shellEvent{at: c.End, clears: true}, doc, c.first, "")
		case first == "eval" && f.evaluates(doc, raw):
			f.event(shellEvent{at: c.End}, doc, c.Span, "the credentials of an earlier session are evaluated before this command")
		case slices.Contains(shellFetchers, first) && readsEndpoint(raw):
			f.event(shellEvent{at: c.End}, doc, c.Span, "credentials are read from the machine's own endpoint before this command")
		}
	}
}

func readsEndpoint(raw string) bool {
	return strings.Contains(raw, "169.254.169.254") && strings.Contains(raw, "security-credentials") ||
		strings.Contains(raw, "169.254.170.2") && strings.Contains(raw, "AWS_CONTAINER_CREDENTIALS")
}

// sessionPrinters print the credentials of a session as shell assignments.
var sessionPrinters = []string{"export-credentials", "saml2aws script", "aws-vault export", "assume-role", "get-session-token"}

// evaluates reports whether an eval command takes in temporary credentials:
// printed by a tool, or held by a variable that an STS call filled.
func (f *shellFinder) evaluates(doc *source.Document, raw string) bool {
	if slices.ContainsFunc(sessionPrinters, func(s string) bool { return strings.Contains(raw, s) }) {
		return true
	}
	_, name, is := strings.Cut(raw, "$")
	name = strings.TrimPrefix(name, "{")
	end := 0
	for end < len(name) && asciiWord(name[end]) {
		end++
	}
	return is && end > 0 && f.holders[shellHolder{doc, name[:end]}]
}

// A shellHolder is a variable that takes what an STS call prints.
type shellHolder struct {
	doc  *source.Document
	name string
}

func (f *shellFinder) event(e shellEvent, doc *source.Document, at source.Span, words string) {
	e.sign = setting.Sign{Place: doc.At(at), Words: words}
	f.events = append(f.events, e)
}

// opensSession reports whether the command prints temporary credentials.
func (c *shellCommand) opensSession() bool {
	op := c.operand(1)
	return c.operand(0) == "sts" && (strings.HasPrefix(op, "assume-ro") || op == "get-session-token" || op == "get-federation-token")
}

// noteSession notes where the credentials that c opens come into use.
func (f *shellFinder) noteSession(c *shellCommand) {
	name, profile := c.configured()
	switch {
	case name == "aws_session_token":
		f.event(shellEvent{at: c.End, profile: profile}, c.doc, c.names(), "aws_session_token is configured before this command")
	case !c.opensSession():
	case c.outer == "export" || c.outer == "source" || c.outer == ".":
		f.event(shellEvent{at: c.usedFrom}, c.doc, c.names(), "the credentials of an earlier "+c.title()+" are in the environment")
	case c.outerAssign != "" && c.outerAssign != sessionToken:
		f.holders[shellHolder{c.doc, c.outerAssign}] = true
	}
}

// profile is the plain value of --profile, "$" if it is not plain, "" if there
// is none.
func (c *shellCommand) profile() string {
	flag := c.flag("--profile", len("--profile"))
	if flag == nil || !flag.has {
		return ""
	}
	if text, plain := flag.value.plain(); plain {
		return text
	}
	return "$"
}

// chain gives the AssumeRole requests the signs that their caller's
// credentials are temporary. The settings of shell commands come first among
// those found, in the order of wanted.
func (f *shellFinder) chain() {
	perDoc := map[*source.Document][]shellEvent{}
	for _, e := range f.events {
		host := f.host(e.sign.Doc)
		perDoc[host] = append(perDoc[host], e)
	}
	var doc *source.Document
	var events []shellEvent
	var active map[string]setting.Sign
	for i, w := range f.wanted {
		c := w.command
		if c == nil {
			continue
		}
		if c.doc != doc {
			doc, events, active = c.doc, perDoc[f.host(c.doc)], map[string]setting.Sign{}
			sort.SliceStable(events, func(i, j int) bool { return events[i].at < events[j].at })
		}
		for len(events) > 0 && events[0].at <= c.Start {
			if e := events[0]; e.clears {
				delete(active, e.profile)
			} else {
				active[e.profile] = e.sign
			}
			events = events[1:]
		}
		if name, profile := c.configured(); name == profileDuration {
			f.ofConfigured(&f.found.Settings[i], profile)
		}
		if f.found.Settings[i].Limit != setting.AssumeRole || c.operand(0) != "sts" {
			continue
		}
		s := &f.found.Settings[i]
		if sign, is := active[c.profile()]; is && f.vars.ci.reaches(f.host(c.doc), sign.Start, f.host(c.doc), c.Start, c.profile() != "") {
			s.Chain = append(s.Chain, sign)
		}
		if c.profile() == "" {
			signs, path := f.vars.ci.before(f.host(c.doc), c.Start, s.Role)
			s.Chain, s.Path = append(s.Chain, signs...), path
		}
		s.Chain = append(s.Chain, c.ownSigns()...)
		f.signedBy(s, c)
	}
}

// ownSigns are those in the command itself.
func (c *shellCommand) ownSigns() (signs []setting.Sign) {
	for _, a := range c.assigns {
		if a.parts[0].text == sessionToken && len(a.parts) > 1 && a.parts[1].Len() > 0 {
			signs = append(signs, setting.Sign{Place: c.doc.At(a.parts[0].Span), Words: sessionToken + " is set for this command"})
		}
	}
	before := c.words[:c.aws]
	text := func(i int) string {
		if i >= len(before) {
			return ""
		}
		plain, _ := before[i].plain()
		return plain
	}
	for i := range before {
		tool := text(i)
		if tool != "aws-vault" && tool != "aws-okta" && tool != "saml2aws" || text(i+1) != "exec" {
			continue
		}
		if slices.ContainsFunc(before, func(w shellWord) bool {
			t, _ := w.plain()
			return t == "--no-session" || t == "-n"
		}) {
			continue
		}
		span := source.Span{Start: before[i].Start, End: before[i+1].End}
		signs = append(signs, setting.Sign{Place: c.doc.At(span), Words: tool + " exec hands this command a session, not long-term keys"})
	}
	return signs
}
