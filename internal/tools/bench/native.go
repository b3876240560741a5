package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"time"

	"stackengine.dev/sandbox/internal/engine"
	"stackengine.dev/sandbox/internal/tools/corpus"
)

// requestOf is a refactor call for a paste of about size bytes, written as a
// browser's JSON.stringify writes it.
func requestOf(size int) []byte { return requestFor("", corpus.Terraform(size)) }

func requestFor(name, text string) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(map[string]any{
		"files":   []map[string]string{{"name": name, "text": text}},
		"options": map[string]any{"suggest": true},
	})
	if err != nil {
		panic(err)
	}
	return out.Bytes()
}

func measureNative() error {
	fmt.Println("Paste to answer, native: the whole call, JSON in and JSON out.")
	fmt.Println()
	row("paste", "time", "growth", "allocated / paste")
	row("---:", "---:", "---:", "---:")
	var last float64
	for i, size := range sizes {
		request := requestOf(size)
		var reply []byte
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		reply = engine.Handle("refactor", request)
		runtime.ReadMemStats(&after)
		if err := corrected(reply); err != nil {
			return err
		}
		best := time.Hour
		for range max(3, min(200, 20_000_000/size)) {
			start := time.Now()
			engine.Handle("refactor", request)
			best = min(best, time.Since(start))
		}
		ms := float64(best.Microseconds()) / 1000
		growth := ""
		if i > 1 {
			growth = fmt.Sprintf("%.1f×", ms/last)
		}
		last = ms
		row(fmt.Sprintf("%d KB", size/1000), fmt.Sprintf("%.2f ms", ms), growth,
			fmt.Sprintf("%.1f", float64(after.TotalAlloc-before.TotalAlloc)/float64(size)))
	}
	fmt.Println()
	return nil
}

// measureNotations times a paste in each notation.
func measureNotations() error {
	fmt.Println("Paste to answer by notation, native: growth is from 100 KB to 1000 KB.")
	fmt.Println()
	row("notation", "2 KB", "100 KB", "1000 KB", "growth")
	row("---", "---:", "---:", "---:", "---:")
	for _, n := range corpus.Notations {
		cells := []any{n.ID}
		var last, growth float64
		for _, size := range sizes[:3] {
			request := requestFor(n.Name, n.Text(size))
			if err := corrected(engine.Handle("refactor", request)); err != nil {
				return fmt.Errorf("%s: %v", n.ID, err)
			}
			best := time.Hour
			for range max(3, 1_000_000/size) {
				start := time.Now()
				engine.Handle("refactor", request)
				best = min(best, time.Since(start))
			}
			ms := float64(best.Microseconds()) / 1000
			cells = append(cells, fmt.Sprintf("%.2f ms", ms))
			growth, last = ms/last, ms
		}
		row(append(cells, fmt.Sprintf("%.1f×", growth))...)
	}
	fmt.Println()
	return nil
}

// corrected fails unless reply made the one change that the corpus needs.
func corrected(reply []byte) error {
	var r struct {
		Patch string `json:"patch"`
	}
	if err := json.Unmarshal(reply, &r); err != nil {
		return err
	}
	if len(r.Patch) < 20 {
		return fmt.Errorf("the engine did not correct the corpus: patch %q", r.Patch)
	}
	return nil
}
