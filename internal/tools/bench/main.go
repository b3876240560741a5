// Command bench measures what the README's table states, all in one run, so
// that ratios hold whatever the machine: the wasm's size and start against a
// program that only says hello, and the time from a paste to its answer as the
// paste grows, natively, in a browser's worker, and on the page; and the speed
// of redaction beside that of gitleaks.
//
//	make bench
//	go run ./internal/tools/bench -redact
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"time"

	"stackengine.dev/sandbox/internal/tools/browser"
)

// sizes are the pastes measured, in bytes.
var sizes = []int{2_000, 100_000, 1_000_000, 10_000_000}

func main() {
	rounds := flag.Int("rounds", 7, "cold starts of each page")
	only := flag.Bool("redact", false, "measure redaction only")
	flag.Parse()
	log.SetFlags(0)
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := run(dir, *rounds, *only); err != nil {
		log.Print(err)
		os.RemoveAll(dir)
		os.Exit(1)
	}
}

func run(dir string, rounds int, onlyRedact bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Minute)
	defer cancel()
	server, err := browser.BuildServer(".", dir)
	if err != nil {
		return err
	}
	if err := measureRedact(ctx, dir, server); err != nil || onlyRedact {
		return err
	}
	if err := measureSizes(dir); err != nil {
		return err
	}
	if err := measureNative(); err != nil {
		return err
	}
	if err := measureNotations(); err != nil {
		return err
	}
	hello, stopHello, err := browser.Serve(server, filepath.Join(dir, "hello"))
	if err != nil {
		return err
	}
	defer stopHello()
	page, stopPage, err := browser.Serve(server, ".")
	if err != nil {
		return err
	}
	defer stopPage()
	if err := measureStart(ctx, hello, page, rounds); err != nil {
		return err
	}
	if err := measureWorker(ctx, dir, server); err != nil {
		return err
	}
	return measurePage(ctx, page)
}

// row prints one line of the table, in Markdown.
func row(cells ...any) {
	for _, c := range cells {
		fmt.Print("| ", c, " ")
	}
	fmt.Println("|")
}

func median(times []float64) float64 {
	times = slices.Clone(times)
	slices.Sort(times)
	return times[len(times)/2]
}
