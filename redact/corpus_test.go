package redact_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// A paste is one text of the corpus (testdata/corpus/README.md has the
// notation), with what stands in it.
type paste struct {
	name  string // category/name.ext; the extension says which parser takes it
	text  string
	marks []marked
}

// A marked value is sensitive, or a look-alike that must stay.
type marked struct {
	kind  string
	tier  tier
	value string
	line  int  // of the paste, from 1
	inner bool // inside a transformation: not in the text as it is
}

type tier uint8

const (
	secret tier = iota
	identifier
	benign
)

func readCorpus(t testing.TB) []paste {
	t.Helper()
	files, err := filepath.Glob("testdata/corpus/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	var pastes []paste
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		category := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range txtar.Parse(b).Files {
			name := category + "/" + f.Name
			p := paste{name: name}
			e := expander{seed: name, values: map[string]string{}}
			text, err := e.expand(string(f.Data), &p.marks, false, func() int { return 1 })
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			p.text = text
			pastes = append(pastes, p)
		}
	}
	return pastes
}

// An expander fills the markers of one paste.
type expander struct {
	seed   string
	values map[string]string // by kind and name
}

// expand returns body with its markers filled and notes them.
func (e *expander) expand(body string, marks *[]marked, inner bool, line func() int) (string, error) {
	var out strings.Builder
	at := func() int { return line() + strings.Count(out.String(), "\n") }
	for {
		open := strings.Index(body, "«")
		if open < 0 {
			out.WriteString(body)
			return out.String(), nil
		}
		out.WriteString(body[:open])
		content, rest, ok := matching(body[open+len("«"):])
		if !ok {
			return "", fmt.Errorf("a marker is not closed: %.40q", body[open:])
		}
		body = rest
		if op, what, ok := strings.Cut(content, ":"); ok && transformations[op] != nil {
			text, err := e.expand(what, marks, true, at)
			if err != nil {
				return "", err
			}
			out.WriteString(transformations[op](text))
			continue
		}
		m, err := e.value(content)
		if err != nil {
			return "", err
		}
		m.line, m.inner = at(), inner
		*marks = append(*marks, m)
		out.WriteString(m.value)
	}
}

// matching returns what stands before the closing mark that belongs to an
// opening one, and what follows it.
func matching(s string) (content, rest string, ok bool) {
	depth := 1
	for i, r := range s {
		switch r {
		case '«':
			depth++
		case '»':
			depth--
			if depth == 0 {
				return s[:i], s[i+len("»"):], true
			}
		}
	}
	return "", "", false
}

// value is the value of «kind name» or «kind|literal».
func (e *expander) value(content string) (marked, error) {
	kind, literal, given := strings.Cut(content, "|")
	name := ""
	if !given {
		kind, name, _ = strings.Cut(content, " ")
	}
	g, ok := valueKinds[kind]
	if !ok {
		return marked{}, fmt.Errorf("no kind %q", kind)
	}
	m := marked{kind: kind, tier: g.tier, value: literal}
	if !given {
		key := kind + " " + name
		if e.values[key] == "" {
			e.values[key] = g.make(seeded(e.seed + " " + key))
		}
		m.value = e.values[key]
	}
	return m, nil
}

// transformations are what a program may have done to a part of a text.
var transformations = map[string]func(string) string{
	"b64":     func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"b64url":  func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
	"gzip":    func(s string) string { return base64.StdEncoding.EncodeToString(gzipped(s)) },
	"percent": func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") },
	"json":    jsonEscaped,
	"json2":   func(s string) string { return jsonEscaped(jsonEscaped(s)) },
	"json3":   func(s string) string { return jsonEscaped(jsonEscaped(jsonEscaped(s))) },
	"html":    html.EscapeString,
	"hex":     func(s string) string { return hex.EncodeToString([]byte(s)) },
	"wrap":    func(s string) string { return wrapped(s, 64, "\n") },
	"wrap4":   func(s string) string { return wrapped(s, 76, "\n    ") },
	"quoted":  func(s string) string { return wrapped(s, 60, "\n> ") },
	"split":   func(s string) string { return wrapped(s, (len(s)+2)/3, `" + "`) },
	"crlf":    func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
}

func jsonEscaped(s string) string {
	b, _ := json.Marshal(s)
	return string(b[1 : len(b)-1])
}

func gzipped(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.Bytes()
}

func wrapped(s string, width int, between string) string {
	var parts []string
	for len(s) > width {
		parts, s = append(parts, s[:width]), s[width:]
	}
	return strings.Join(append(parts, s), between)
}
