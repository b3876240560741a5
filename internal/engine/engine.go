package engine

import (
	"fmt"
	"slices"

	"stackengine.dev/sandbox/internal/edit"
	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/plan"
	"stackengine.dev/sandbox/internal/report"
	"stackengine.dev/sandbox/internal/source"
)

// A File is one text to look at. A paste has no name.
type File struct{ Name, Text string }

// An InputError is a text that cannot be read at all.
type InputError struct {
	File    string
	Message string
}

func (e *InputError) Error() string { return e.Message }

// Refactor is the whole flow: read files, decide, edit, and report. Several
// files are one folder, and references are resolved across them. Notation is
// the ID of the only format to read, or "" for all. The same input gives the
// same answer. The error is always an *InputError.
func Refactor(files []File, options plan.Options, notation string) (report.Reply, error) {
	docs, err := open(files)
	if err != nil {
		return report.Reply{}, err
	}
	found, guesses := format.Read(docs, notation)
	p := plan.Make(found, options)
	outputs := make([]string, len(docs))
	for i, doc := range docs {
		if outputs[i], err = edit.Apply(doc, p.Edits); err != nil {
			panic(err) // the plan broke its own promise
		}
	}
	return report.Build(guesses, p, outputs), nil
}

func open(files []File) ([]*source.Document, error) {
	var docs []*source.Document
	total := 0
	for _, f := range files {
		if slices.ContainsFunc(docs, func(d *source.Document) bool { return d.Name == f.Name }) {
			return nil, &InputError{f.Name, fmt.Sprintf("two files are named %q: give each its own path", f.Name)}
		}
		total += len(f.Text)
		if total > source.MaxBytes {
			return nil, &InputError{f.Name, "the files are larger than 50 MiB together: drop only those that matter"}
		}
		doc, err := source.New(f.Name, f.Text)
		if err != nil {
			return nil, &InputError{f.Name, err.Error()}
		}
		docs = append(docs, doc)
	}
	return docs, nil
}
