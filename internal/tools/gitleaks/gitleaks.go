// Package gitleaks fetches the source of gitleaks, which package redact is
// held against: its own positives and negatives, and its speed. It is no
// dependency of ours, so that nothing of it is in go.mod.
package gitleaks

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	modulePath = "github.com/zricethezav/gitleaks/v8"

	// Version is the release that is fetched.
	Version = "v8.30.1"

	// sum is its checksum, as go.sum would have it.
	sum = "h1:PmEvCfVI7ti9dV3s5aMZUY7sS2GxRvG3yzih7E+cS3w="
)

// Source copies the module's source into dir, which must be empty. It fails
// where the module cannot be had, or is another than the one that was looked at.
func Source(dir string) error {
	download := exec.Command("go", "mod", "download", "-json", modulePath+"@"+Version)
	download.Dir = dir
	out, err := download.Output()
	var module struct{ Dir, Sum, Error string }
	if jsonErr := json.Unmarshal(out, &module); jsonErr != nil || err != nil || module.Error != "" {
		return fmt.Errorf("%s@%s: %s (%v)", modulePath, Version, module.Error, err)
	}
	if module.Sum != sum {
		return fmt.Errorf("%s@%s has the checksum %s, not %s", modulePath, Version, module.Sum, sum)
	}
	return os.CopyFS(dir, os.DirFS(module.Dir))
}

// Build builds the program from a copy of its source.
func Build(dir, program string) error {
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building gitleaks: %v\n%s", err, out)
	}
	return nil
}

// A Sample is a text that a rule must find something in, or nothing.
type Sample struct {
	Rule     string
	Text     string
	Secrets  []string // what gitleaks itself reports
	Positive bool
}

// Samples runs the generator of gitleaks' rules from a copy of its source,
// which makes its examples at run time, and returns them, each once.
func Samples(dir string) ([]Sample, error) {
	file := filepath.Join(dir, "cmd", "generate", "config", "utils", "validate.go")
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	_, rest, ok := strings.Cut(string(b), "\nfunc createSingleRuleDetector(")
	if !ok {
		return nil, fmt.Errorf("%s is not as it was", file)
	}
	if err := os.Remove(file); err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, []byte(recorder+"\nfunc createSingleRuleDetector("+rest), 0o644); err != nil {
		return nil, err
	}
	record := filepath.Join(dir, "samples.jsonl")
	generate := exec.Command("go", "run", "./cmd/generate/config", filepath.Join(dir, "rules.toml"))
	generate.Dir = dir
	generate.Env = append(os.Environ(), "SAMPLES="+record)
	out, _ := generate.CombinedOutput() // it fails where it cannot write its rules, after the last sample
	b, err = os.ReadFile(record)
	if err != nil {
		return nil, fmt.Errorf("no samples: %v\n%s", err, out)
	}
	var samples []Sample
	seen := make(map[string]bool)
	for line := range strings.Lines(string(b)) {
		var s Sample
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			return nil, err
		}
		if key := s.Rule + "\x00" + s.Text; !seen[key] && (!s.Positive || len(s.Secrets) > 0) {
			seen[key] = true
			samples = append(samples, s)
		}
	}
	return samples, nil
}

// recorder stands in for the functions that check a rule with its examples.
const recorder = `package utils

import (
	"encoding/json"
	"os"
	"strings"

	"github.com/zricethezav/gitleaks/v8/cmd/generate/config/base"
	"github.com/zricethezav/gitleaks/v8/config"
	"github.com/zricethezav/gitleaks/v8/detect"
	"github.com/zricethezav/gitleaks/v8/logging"
)

func Validate(rule config.Rule, positives, negatives []string) *config.Rule {
	d := createSingleRuleDetector(&rule)
	for _, text := range positives {
		var secrets []string
		for _, f := range d.DetectString(text) {
			secrets = append(secrets, f.Secret)
		}
		record(rule.RuleID, text, secrets, true)
	}
	for _, text := range negatives {
		record(rule.RuleID, text, nil, false)
	}
	return &rule
}

func ValidateWithPaths(rule config.Rule, positives, negatives map[string]string) *config.Rule {
	d := createSingleRuleDetector(&rule)
	for path, text := range positives {
		var secrets []string
		for _, f := range d.Detect(detect.Fragment{Raw: text, FilePath: path}) {
			secrets = append(secrets, f.Secret)
		}
		record(rule.RuleID, text, secrets, true)
	}
	for _, text := range negatives {
		record(rule.RuleID, text, nil, false)
	}
	return &rule
}

func record(rule, text string, secrets []string, positive bool) {
	f, err := os.OpenFile(os.Getenv("SAMPLES"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	b, err := json.Marshal(map[string]any{"Rule": rule, "Text": text, "Secrets": secrets, "Positive": positive})
	if err != nil {
		panic(err)
	}
	if _, err := f.Write(append(b, '\n')); err != nil {
		panic(err)
	}
}
`
