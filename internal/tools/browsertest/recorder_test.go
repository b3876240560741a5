//go:build browser

package browsertest

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A recorder is the proxy of one browser context. Everything the context sends,
// from the page, its worker or anything else, to whatever host, passes here:
// what it did not see was not sent.
type recorder struct {
	proxy string // host:port

	mu       sync.Mutex
	requests []string                                             // method and URL, in order
	policies map[string]string                                    // URL to the Content-Security-Policy that came with it
	before   func(w http.ResponseWriter, path string) (done bool) // may hold up or spoil an answer
}

func newRecorder(t *testing.T) *recorder {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{proxy: listener.Addr().String(), policies: map[string]string{}}
	// The transport takes no proxy from the environment and leaves codings alone.
	transport := &http.Transport{DisableCompression: true}
	forward := &httputil.ReverseProxy{
		Rewrite:   func(p *httputil.ProxyRequest) {}, // the URL of a proxy's request is absolute already
		Transport: transport,
		ErrorLog:  log.New(io.Discard, "", 0), // a tab that closes cancels what it asked for
		ModifyResponse: func(response *http.Response) error {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.policies[response.Request.URL.String()] = response.Header.Get("Content-Security-Policy")
			return nil
		},
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		r.mu.Lock()
		r.requests = append(r.requests, request.Method+" "+request.URL.String())
		before := r.before
		r.mu.Unlock()
		if request.Method == http.MethodConnect { // what a WebSocket or TLS starts with
			w.WriteHeader(http.StatusForbidden)
			return
		}
		if before == nil || !before(w, request.URL.Path) {
			forward.ServeHTTP(w, request)
		}
	})}
	go server.Serve(listener) // ends with Close
	t.Cleanup(func() {
		server.Close()
		transport.CloseIdleConnections()
	})
	return r
}

// meddle makes f see every request before it is answered; f says whether it
// has answered itself.
func (r *recorder) meddle(f func(w http.ResponseWriter, path string) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.before = f
}

// seen are the requests so far: "GET http://127.0.0.1:1234/".
func (r *recorder) seen() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.requests)
}

// policy is the Content-Security-Policy that came with a path of the site.
func (r *recorder) policy(path string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.policies[site+path]
}

// elsewhere are the requests to any other origin than the page's own.
func elsewhere(requests []string) []string {
	return slices.DeleteFunc(slices.Clone(requests), func(request string) bool {
		_, address, _ := strings.Cut(request, " ")
		return strings.HasPrefix(address, site+"/")
	})
}
