package format

import (
	"strings"

	"stackengine.dev/sandbox/internal/setting"
	"stackengine.dev/sandbox/internal/source"
)

// A winEvent changes what credentials the commands after it have.
type winEvent struct {
	at     int // where it is done
	block  int32
	clears bool
	sign   setting.Sign
}

// event is what a statement does to the credentials of those after it.
func (f *winFinder) event(t *winText, s *winStatement) (winEvent, bool) {
	if len(s.words) < 2 {
		return winEvent{}, false
	}
	first := t.text(s.words[0])
	e := winEvent{at: s.End, block: s.block, sign: setting.Sign{Place: t.doc.At(s.words[0]), Words: sessionToken + " is set before this command"}}
	switch {
	case f.dialect == inBatch:
		return f.batchEvent(t, s, e)
	case strings.EqualFold(first, "$env:"+sessionToken) && t.text(s.words[1]) == "=":
		value := ""
		if len(s.words) > 2 {
			value = strings.Trim(t.text(s.words[2]), `'"`)
		}
		e.clears = value == "" || strings.EqualFold(value, "$null")
		return e, true
	case strings.EqualFold(first, "Remove-Item"):
		e.clears = true
		return e, strings.Contains(strings.ToUpper(t.text(s.Span)), sessionToken)
	case strings.EqualFold(first, "Set-AWSCredential"), strings.EqualFold(first, "Set-AWSCredentials"):
		args, _ := f.arguments(t, s, s.words[1:])
		signs := f.ownSigns(args)
		if argument(args, "-StoreAs", 6) != nil || len(signs) == 0 {
			return e, false
		}
		e.sign.Words = "Set-AWSCredential takes a session's credentials before this command"
		return e, true
	}
	return e, false
}

// batchEvent is that of a set, in the body of a for loop or not.
func (f *winFinder) batchEvent(t *winText, s *winStatement, e winEvent) (winEvent, bool) {
	if s.parent >= 0 && strings.EqualFold(t.text(t.stmts[s.parent].words[0]), "for") {
		e.block = t.stmts[s.parent].block
	}
	for _, w := range s.words {
		if !strings.EqualFold(t.text(w), "set") {
			continue
		}
		raw := t.doc.Text[w.Start:s.End]
		name, value := batchTarget(raw)
		e.clears = name != "" && strings.Trim(raw[value:], "\" \r") == ""
		return e, name == "%aws_session_token"
	}
	return e, false
}

// chain gives the request s the signs that its caller's credentials are
// temporary.
func (f *winFinder) chain(t *winText, stmt *winStatement, events []winEvent, s *setting.Setting) {
	if s.Limit != setting.AssumeRole {
		return
	}
	if f.dialect == inPowerShell && !strings.HasPrefix(s.At, "aws ") {
		args, _ := f.arguments(t, stmt, f.command(t, stmt)[1:])
		if s.Chain = f.ownSigns(args); s.Chain != nil || argument(args, "-Credential", 4) != nil ||
			argument(args, "-ProfileName", 4) != nil || argument(args, "-AccessKey", 4) != nil {
			return
		}
	} else if strings.Contains(t.text(stmt.Span), "--profile") {
		return
	}
	for i := len(events) - 1; i >= 0; i-- {
		if e := events[i]; e.at <= stmt.Start && t.inside(stmt.block, e.block) {
			if !e.clears {
				s.Chain = append(s.Chain, e.sign)
			}
			return
		}
	}
}

// ownSigns are those in a call's own parameters.
func (f *winFinder) ownSigns(args []winArgument) []setting.Sign {
	if a := argument(args, "-SessionToken", 5); a != nil && a.value.Len() > 0 {
		return []setting.Sign{{Place: a.t.doc.At(a.value), Words: "the call passes a session token, so its credentials are temporary"}}
	}
	a := argument(args, "-Credential", 4)
	if a == nil || a.value.Len() == 0 || !f.holds(a.use(), a.value, 0) {
		return nil
	}
	return []setting.Sign{{Place: a.t.doc.At(a.value), Words: "the call uses the credentials of an earlier session"}}
}

// winSessions open a session whose credentials a variable may take.
var winSessions = []string{"use-sts", "get-stssessiontoken", "sts assume-ro", "sts get-session-token"}

// holds reports whether a value is, or is part of, what an STS call gave.
func (f *winFinder) holds(use winUse, span source.Span, hops int) bool {
	raw := strings.ToLower(use.t.doc.Text[span.Start:min(span.End, span.Start+maxShellIsland)])
	for _, call := range winSessions {
		if strings.Contains(raw, call) {
			return true
		}
	}
	raw = strings.TrimLeft(raw, "([ ")
	n := winNameLen(raw)
	if n == 0 || hops > maxShellHops {
		return false
	}
	for _, s := range f.seen(use, winName(raw[:n])) {
		if s.value.Len() > 0 && s.at < use.at && f.holds(winUse{t: s.t, at: s.at, block: s.block}, s.value, hops+1) {
			return true
		}
	}
	return false
}
