// Serve shows the built page on this machine, with the headers that keep its
// promise: the page may open no connection at all, its worker may reach only
// this server. Any static host that sends the same headers will do.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"syscall"
)

const root = "web/dist"

// A worker takes the policy of its own response, not the page's.
const (
	pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; " +
		"worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
		"require-trusted-types-for 'script'; trusted-types sts-worker"
	workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
		"require-trusted-types-for 'script'; trusted-types 'none'"
	docsPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'none'; " +
		"form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
		"require-trusted-types-for 'script'; trusted-types 'none'"
)

// Types are stated, not looked up: what a machine's tables say must not matter.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".wasm": "application/wasm",
	".svg":  "image/svg+xml",
}

var codings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

func main() {
	log.SetFlags(0)
	addr := os.Getenv("ADDR")
	if addr == "" {
		port := os.Getenv("PORT")
		if port == "" {
			port = "8080"
		}
		addr = "127.0.0.1:" + port
	}
	if _, err := os.Stat(path.Join(root, "index.html")); err != nil {
		log.Fatalf("%s is not built: run make", root)
	}
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		log.Fatalf("%s is taken by another program: choose another port, e.g. PORT=8081 make serve", addr)
	}
	if err != nil {
		log.Fatalf("cannot listen: %v", err)
	}
	fmt.Printf("the page is at http://%s/ (stop with Ctrl-C)\n", listener.Addr())
	log.Fatal(http.Serve(listener, handler(os.DirFS(root))))
}

// handler serves the files of a folder with their policies. A file that has a
// compressed copy beside it (.br, .gz) is sent compressed to who takes it.
func handler(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		header := w.Header()
		header.Set("Content-Security-Policy", policy(name))
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Cache-Control", "no-cache")
		header.Set("Vary", "Accept-Encoding")
		kind, known := types[path.Ext(name)]
		content, err := fs.ReadFile(files, name)
		if !known || err != nil {
			http.Error(w, "no such page", http.StatusNotFound)
			return
		}
		for _, coding := range codings {
			packed, err := fs.ReadFile(files, name+coding.suffix)
			if err == nil && accepts(r.Header.Get("Accept-Encoding"), coding.name) {
				content = packed
				header.Set("Content-Encoding", coding.name)
				break
			}
		}
		sum := sha256.Sum256(content)
		tag := `"` + hex.EncodeToString(sum[:12]) + `"`
		header.Set("ETag", tag)
		header.Set("Content-Type", kind)
		if strings.Contains(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		header.Set("Content-Length", fmt.Sprint(len(content)))
		if r.Method == http.MethodGet {
			w.Write(content)
		}
	})
}

func policy(name string) string {
	switch {
	case name == "worker.js":
		return workerPolicy
	case strings.HasPrefix(name, "docs/"):
		return docsPolicy
	}
	return pagePolicy
}

// accepts reports whether a header like "gzip, br;q=0.5" takes the coding.
func accepts(header, coding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(item), ";")
		if strings.TrimSpace(name) == coding {
			return strings.ReplaceAll(weight, " ", "") != "q=0"
		}
	}
	return false
}
