package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stackengine.dev/sandbox/internal/tools/corpus"
	"stackengine.dev/sandbox/redact"
)

// redactSize is the text that redaction is measured on, in bytes: the largest
// that redact takes unless told otherwise.
const redactSize = redact.DefaultSizeLimit

// gitleaksModule is the scanner that redaction is held against.
const gitleaksModule = "github.com/zricethezav/gitleaks/v8@v8.30.1"

// sparseText is Terraform with a role's ARN every four kilobytes and a
// password every sixty-four, made up from a fixed seed.
func sparseText(size int) string {
	const step = 4 << 10
	rng := rand.New(rand.NewPCG(4, 0))
	text := corpus.Terraform(size)
	var out strings.Builder
	for i := 0; out.Len() < size && len(text) > 0; i++ {
		n := strings.IndexByte(text[min(step, len(text)-1):], '\n') + min(step, len(text)-1) + 1
		out.WriteString(text[:n])
		text = text[n:]
		fmt.Fprintf(&out, "# arn:aws:iam::%012d:role/deploy-%d\n", 111111111111+rng.Int64N(888888888888), i)
		if i%16 == 0 {
			fmt.Fprintf(&out, "# master_password = \"%016x\"\n", rng.Uint64())
		}
	}
	return out.String()[:min(size, out.Len())]
}

// measureRedact times the redaction of one text with every kind on, natively
// and in a browser's worker, and gitleaks on the same text. It says by name
// what cannot be measured.
func measureRedact(ctx context.Context, dir, server string) error {
	text := sparseText(redactSize)
	fmt.Printf("Redaction of %d MB of Terraform, an ARN every 4 KB, a password every 64 KB, all kinds on.\n\n", redactSize>>20)
	row("what", "time", "speed", "against gitleaks")
	row("---", "---:", "---:", "---:")
	leaks, err := timeGitleaks(ctx, dir, text)
	if err != nil {
		row("gitleaks stdin", "SKIPPED: "+err.Error(), "", "")
	} else {
		speedRow("gitleaks stdin", leaks, len(text), leaks)
	}
	native, err := timeRedact(text)
	if err != nil {
		return err
	}
	speedRow("redact, native", native, len(text), leaks)
	wasm, err := timeRedactWorker(ctx, dir, server, text)
	if err != nil {
		return err
	}
	speedRow("redact call, WebAssembly in a browser's worker, JSON in and out", wasm, len(text), leaks)
	fmt.Println()
	return nil
}

func speedRow(what string, took time.Duration, size int, other time.Duration) {
	ratio := ""
	if other > 0 && took != other {
		ratio = fmt.Sprintf("%.0f×", float64(other)/float64(took))
	}
	row(what, fmt.Sprintf("%.0f ms", float64(took.Microseconds())/1000), fmt.Sprintf("%.1f MB/s", float64(size)/1e6/took.Seconds()), ratio)
}

// timeRedact is the best of ten.
func timeRedact(text string) (time.Duration, error) {
	r, err := redact.New()
	if err != nil {
		return 0, err
	}
	best := time.Hour
	for range 10 {
		start := time.Now()
		result, err := r.NewSession().Redact([]byte(text), redact.Hint{})
		best = min(best, time.Since(start))
		if err != nil {
			return 0, err
		}
		if len(result.Replacements) < len(text)/(8<<10) {
			return 0, fmt.Errorf("redact found %d places in %d bytes", len(result.Replacements), len(text))
		}
	}
	return best, nil
}

// timeRedactWorker is the best of five calls of the engine's redact method.
func timeRedactWorker(ctx context.Context, dir, server, text string) (time.Duration, error) {
	address, stop, err := serveEngine(dir, server)
	if err != nil {
		return 0, err
	}
	defer stop()
	var request bytes.Buffer
	encoder := json.NewEncoder(&request)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(map[string]string{"name": "main.tf", "text": text}); err != nil {
		return 0, err
	}
	a, err := askWorker(ctx, address, "redact", request.Bytes(), 5)
	if err != nil {
		return 0, err
	}
	if a.Places < len(text)/(8<<10) {
		return 0, fmt.Errorf("the worker replaced %d places in %d bytes", a.Places, len(text))
	}
	return time.Duration(slices.Min(a.Ms) * float64(time.Millisecond)), nil
}

// timeGitleaks builds gitleaks and times it on the text, its start included:
// the best of three.
func timeGitleaks(ctx context.Context, dir, text string) (time.Duration, error) {
	build := exec.CommandContext(ctx, "go", "install", gitleaksModule)
	build.Env = append(os.Environ(), "GOBIN="+dir, "GOFLAGS=", "GOOS=", "GOARCH=")
	if err := build.Run(); err != nil {
		return 0, fmt.Errorf("%s could not be built", gitleaksModule)
	}
	best := time.Hour
	for range 3 {
		scan := exec.CommandContext(ctx, filepath.Join(dir, "gitleaks"), "stdin", "--no-banner", "--exit-code", "0", "--log-level", "error")
		scan.Stdin = strings.NewReader(text)
		start := time.Now()
		if err := scan.Run(); err != nil {
			return 0, fmt.Errorf("gitleaks: %v", err)
		}
		best = min(best, time.Since(start))
	}
	return best, nil
}
