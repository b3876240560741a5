package format

import "stackengine.dev/sandbox/internal/source"

var hcl = Format{ID: "hcl", Title: "Terraform", Locate: func([]*source.Document) Found { return Found{} }}
