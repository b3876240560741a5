package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// measureSizes compares the built engine with hello, and leaves hello's site
// in dir/hello.
func measureSizes(dir string) error {
	site := filepath.Join(dir, "hello", "web", "dist")
	if err := os.MkdirAll(site, 0o755); err != nil {
		return err
	}
	if err := buildWasm("./internal/tools/bench/hello", filepath.Join(site, "engine.wasm")); err != nil {
		return err
	}
	if err := writeSite(site); err != nil {
		return err
	}
	hello, err := sizesOf(filepath.Join(site, "engine.wasm"))
	if err != nil {
		return err
	}
	engine, err := sizesOf("web/dist/engine.wasm")
	if err != nil {
		return fmt.Errorf("%v: run make build first", err)
	}
	row("wasm", "engine", "hello", "ratio")
	row("---", "---:", "---:", "---:")
	for i, name := range []string{"raw", "gzip -9", "brotli 11"} {
		row(name, engine[i], hello[i], fmt.Sprintf("%.2f", float64(engine[i])/float64(hello[i])))
	}
	fmt.Println()
	return nil
}

// buildWasm builds as the Makefile does, but for inlining, which is left on.
func buildWasm(pkg, out string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out, pkg)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %v\n%s", pkg, err, text)
	}
	return nil
}

// sizesOf is the file's size in bytes: raw, gzip -9, brotli 11.
func sizesOf(path string) ([3]int, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return [3]int{}, err
	}
	var gz, br bytes.Buffer
	g, _ := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	g.Write(raw)
	g.Close()
	b := brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: 11, LGWin: 24})
	b.Write(raw)
	b.Close()
	return [3]int{len(raw), gz.Len(), br.Len()}, nil
}
