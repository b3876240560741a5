package engine

import (
	"errors"
	"sort"

	"github.com/tidwall/gjson"

	"stackengine.dev/sandbox/internal/report"
	"stackengine.dev/sandbox/internal/source"
	"stackengine.dev/sandbox/redact"
)

// redactText answers what a text looks like without its secrets, and what was
// replaced where. Nothing is kept: the same text gives the same placeholders.
func redactText(request gjson.Result) ([]byte, error) {
	var name, original string
	var hide hiding
	err := read(request, "the request", map[string]field{"text": text(&original), "name": text(&name), "options": hide.field()})
	if err != nil {
		return nil, err
	}
	doc, err := source.New(name, original)
	if err != nil {
		return nil, &InputError{name, err.Error()}
	}
	session, result, err := redacted(doc, hide)
	if err != nil {
		return nil, err
	}
	after, err := source.New(name, doc.Whole(result.Text.String()))
	if err != nil {
		return nil, &InputError{name, err.Error()}
	}
	type replacement struct {
		Placeholder string       `json:"placeholder"`
		Kind        string       `json:"kind"`
		Tier        string       `json:"tier"`
		Confidence  string       `json:"confidence"`
		Range       report.Range `json:"range"`
		Now         report.Range `json:"now"` // where the placeholder stands
		Reason      string       `json:"reason"`
	}
	rangeOf, nowOf := report.RangesOf(doc), report.RangesOf(after)
	list := []replacement{}
	shift := 0
	for _, r := range result.Replacements {
		span := source.Span{Start: r.Start, End: r.End}
		now := source.Span{Start: r.Start + shift, End: r.Start + shift + len(r.Placeholder)}
		shift += len(r.Placeholder) - span.Len()
		list = append(list, replacement{r.Placeholder, string(r.Kind), r.Tier.String(), r.Confidence.String(), rangeOf(span), nowOf(now), r.Reason})
	}
	return encode(map[string]any{
		"text":         after.Whole(after.Text),
		"name":         redactedName(session, name),
		"replacements": list,
		"counts":       countsOf(result.Replacements),
	}), nil
}

// redactedName is the name of a file without what is hidden in its text; "" for
// one that cannot be shown.
func redactedName(session *redact.Session, name string) string {
	result, err := session.Redact([]byte(name), redact.Hint{Notation: "text"})
	if err != nil {
		return ""
	}
	return result.Text.String()
}

// A kindCount is how often a kind was replaced.
type kindCount struct {
	Kind  redact.Kind `json:"kind"`
	Title string      `json:"title"`
	Tier  string      `json:"tier"`
	Count int         `json:"count"`
}

// countsOf counts by kind, secrets before identifiers, the most frequent first.
func countsOf(replacements []redact.Replacement) []kindCount {
	count := map[redact.Kind]int{}
	for _, r := range replacements {
		count[r.Kind]++
	}
	list := []kindCount{}
	for _, k := range redact.Kinds() {
		if n := count[k.Kind]; n > 0 {
			list = append(list, kindCount{k.Kind, k.Title, k.Tier.String(), n})
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if a.Tier != b.Tier {
			return a.Tier > b.Tier // "secret" comes after "identifier" in the alphabet
		}
		return a.Count > b.Count
	})
	return list
}

// checkBody looks at the exact bytes that are about to leave: what of an
// original text can still be read in them, in any encoding, and what looks like
// a secret though no text held it. The right answer to a leak is to send
// nothing.
func checkBody(request gjson.Result) ([]byte, error) {
	var original, body string
	var hide hiding
	err := read(request, "the request", map[string]field{"text": text(&original), "body": text(&body), "options": hide.field()})
	if err != nil {
		return nil, err
	}
	doc, err := source.New("", original)
	if err != nil {
		return nil, &InputError{"", err.Error()}
	}
	leaving, err := source.New("", body)
	if err != nil {
		return nil, &InputError{"", "what is to be sent cannot be checked: " + err.Error()}
	}
	session, _, err := redacted(doc, hide)
	if err != nil {
		return nil, err
	}
	type leak struct {
		Kind  redact.Kind  `json:"kind"`
		Known bool         `json:"known"` // a value of the text; else one that was never redacted
		Range report.Range `json:"range"` // in the body
	}
	list := []leak{}
	err = session.Check([]byte(leaving.Text))
	var found *redact.LeakError
	switch {
	case errors.As(err, &found):
		rangeOf := report.RangesOf(leaving)
		for _, l := range found.Leaks {
			list = append(list, leak{l.Kind, l.Known, rangeOf(source.Span{Start: l.Start, End: l.End})})
		}
	case err != nil:
		return nil, &InputError{"", err.Error()}
	}
	return encode(map[string]any{"leaks": list}), nil
}

// restoreText puts the values of an original text back into one that was made
// from its redacted form. The table is made anew from the original, so no
// secret is ever kept between calls.
func restoreText(request gjson.Result) ([]byte, error) {
	var original, answer string
	var hide hiding
	err := read(request, "the request", map[string]field{"original": text(&original), "text": text(&answer), "options": hide.field()})
	if err != nil {
		return nil, err
	}
	doc, err := source.New("", original)
	if err != nil {
		return nil, &InputError{"", err.Error()}
	}
	session, _, err := redacted(doc, hide)
	if err != nil {
		return nil, err
	}
	restored, summary := session.Restore(answer, redact.Hint{})
	return encode(map[string]any{"text": restored, "report": map[string]any{
		"restored": summary.Restored,
		"unknown":  append([]string{}, summary.Unknown...),
		"missing":  append([]string{}, summary.Missing...),
	}}), nil
}

func redacted(doc *source.Document, hide hiding) (*redact.Session, redact.Result, error) {
	options := []redact.Option{redact.WithAllow(hide.keep...)}
	if len(hide.terms) > 0 {
		options = append(options, redact.WithTerms(hide.terms...))
	}
	if hide.names {
		options = append(options, redact.WithNames())
	}
	options = append(options, redact.WithoutKinds(hide.without...))
	redactor, err := redact.New(options...)
	if err != nil {
		return nil, redact.Result{}, &InputError{doc.Name, err.Error()}
	}
	session := redactor.NewSession()
	result, err := session.Redact([]byte(doc.Text), redact.Hint{})
	var leak *redact.LeakError
	if errors.As(err, &leak) {
		return nil, result, &InputError{doc.Name, "a value could not be removed from every place it stands in, so nothing is shown: shorten the text"}
	}
	if err != nil {
		return nil, result, &InputError{doc.Name, err.Error()}
	}
	return session, result, nil
}
