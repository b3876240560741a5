// Package engine is the whole flow from a request to a reply.
package engine

// Handle answers one call.
func Handle(method string, request []byte) []byte {
	return []byte(`{"error":{"kind":"request","message":"not built yet"}}`)
}
