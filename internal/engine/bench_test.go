package engine

import (
	"encoding/json"
	"fmt"
	"testing"

	"stackengine.dev/sandbox/internal/tools/corpus"
)

func BenchmarkRefactor(b *testing.B) {
	for _, size := range []int{2_000, 100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("%dKB", size/1000), func(b *testing.B) {
			request, _ := json.Marshal(map[string]any{"files": []map[string]string{{"text": corpus.Terraform(size)}}})
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				Handle("refactor", request)
			}
		})
	}
}
