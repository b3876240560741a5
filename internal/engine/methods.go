package engine

import (
	"errors"
	"runtime"

	"github.com/tidwall/gjson"

	"stackengine.dev/sandbox/internal/format"
	"stackengine.dev/sandbox/internal/plan"
	"stackengine.dev/sandbox/internal/report"
	"stackengine.dev/sandbox/internal/setting"
)

// version names this build's behaviour.
const version = "0.1.0"

// maxFiles bounds how many files one call may bring.
const maxFiles = 2000

// refactor answers what to change in {files: [{name, text}, …], options: {…}}.
// The options, all of which may be left out, are plan.Options by their JSON
// names, "format", the ID of the only notation to read, and "outputs": "all",
// the default, or "changed", which leaves the field "output" out of each file
// that stays as it is. Nothing else of the reply depends on it: a folder of
// fifty megabytes need not come back for two lines.
func refactor(request gjson.Result) ([]byte, error) {
	var files []File
	var wishes plan.Options
	var notation string
	var outputs report.Outputs
	err := read(request, "the request", map[string]field{
		"files": each("files", maxFiles, func(v gjson.Result) error {
			var f File
			err := read(v, "a file", map[string]field{"name": text(&f.Name), "text": text(&f.Text)})
			files = append(files, f)
			return err
		}),
		"options": options(&wishes, &notation, &outputs),
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("the request has no files")
	}
	reply, err := Refactor(files, wishes, notation)
	if err != nil {
		return nil, err
	}
	return reply.JSON(outputs), nil
}

func about(request gjson.Result) ([]byte, error) {
	if err := read(request, "the request", nil); err != nil {
		return nil, err
	}
	type named struct {
		ID    string `json:"id"`
		Title string `json:"title"`
		Doc   string `json:"doc,omitempty"`
	}
	type limit struct {
		ID      string `json:"id"`
		Title   string `json:"title"`
		Min     int64  `json:"min"`
		Max     int64  `json:"max"`
		Default int64  `json:"default"`
		Source  string `json:"source"`
		Checked string `json:"checked"`
	}
	type explanation struct {
		Key     string   `json:"key"`
		Title   string   `json:"title"`
		Text    string   `json:"text"`
		Sources []string `json:"sources"`
		Docs    string   `json:"docs"`
	}
	reply := struct {
		Version      string        `json:"version"`
		Go           string        `json:"go"`
		Formats      []named       `json:"formats"`
		Limits       []limit       `json:"limits"`
		Rules        []named       `json:"rules"`
		Explanations []explanation `json:"explanations"`
		Lengths      []int64       `json:"lengths"`
	}{Version: version, Go: runtime.Version(), Lengths: []int64{3600, 7200, 14400, 28800, 43200}}
	for _, f := range format.Formats {
		reply.Formats = append(reply.Formats, named{ID: f.ID, Title: f.Title})
	}
	for _, l := range setting.Limits {
		reply.Limits = append(reply.Limits, limit{l.ID, l.Title, int64(l.Min), int64(l.Max), int64(l.Default), l.Source, l.Checked})
	}
	for _, r := range plan.AllRules() {
		reply.Rules = append(reply.Rules, named{r.ID, r.Title, r.Doc})
	}
	for _, e := range plan.Explanations {
		reply.Explanations = append(reply.Explanations, explanation{e.Key, e.Title, e.Text, append([]string{}, e.Sources...), report.Docs(e.Key)})
	}
	return encode(reply), nil
}
