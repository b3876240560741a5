package format

import (
	"strings"
	"testing"

	"stackengine.dev/sandbox/internal/source"
)

// Counting who reads a variable once for each of its definitions took minutes.
func TestAnsibleManyDefinitions(t *testing.T) {
	task := "- sts_assume_role: {duration_seconds: \"{{ ttl }}\"}\n  vars: {ttl: 43200}\n"
	doc, err := source.New("", strings.Repeat(task, 20_000))
	if err != nil {
		t.Fatal(err)
	}
	found := ansible.Locate([]*source.Document{doc})
	found.bound()
	if len(found.Settings) != maxFinds {
		t.Errorf("%d settings", len(found.Settings))
	}
}
