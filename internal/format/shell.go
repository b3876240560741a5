package format

import "stackengine.dev/sandbox/internal/source"

var shell = Format{ID: "shell", Title: "Shell", Locate: func([]*source.Document) Found { return Found{} }}
