package corpus

import (
	"strings"
	"testing"
)

func TestTerraformHasItsSizeAndItsCase(t *testing.T) {
	for _, size := range []int{2_000, 100_000, 1_000_000} {
		text := Terraform(size)
		if got := len(text); got < size*8/10 || got > size*12/10 {
			t.Errorf("asked for %d bytes, got %d", size, got)
		}
		if strings.Count(text, "max_session_duration") != 1 {
			t.Errorf("%d bytes hold the failing case %d times", size, strings.Count(text, "max_session_duration"))
		}
		if Terraform(size) != text {
			t.Error("two calls differ")
		}
	}
}
