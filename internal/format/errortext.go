package format

import "stackengine.dev/sandbox/internal/source"

var errorText = Format{ID: "error-text", Title: "Error text", Locate: func([]*source.Document) Found { return Found{} }}
