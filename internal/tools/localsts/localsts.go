// Package localsts is a small stand-in for AWS STS and IAM, for tests that run
// real clients. It speaks the query API on 127.0.0.1, keeps roles and their
// maximum sessions in memory, and refuses a session length in AWS's order and
// words: the API's range, then the role's maximum, then the chaining hour. It
// checks no signature, no policy and no trust: it is about time only.
package localsts

import (
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
)

// A Server is both services behind one address. Make it with New.
type Server struct {
	mu     sync.Mutex
	roles  map[string]int64  // name to maximum session, in seconds
	issued map[string]string // access key of a session to its assumed-role ARN, "" for GetSessionToken
	calls  int

	listener net.Listener
	http     *http.Server
}

// account is the only account there is.
const account = "123456789012"

// New is a Server that holds roles: names, and maximum sessions in seconds.
func New(roles map[string]int64) *Server {
	s := &Server{roles: map[string]int64{}, issued: map[string]string{}}
	for name, most := range roles {
		s.roles[name] = most
	}
	return s
}

// Start listens on a free port of 127.0.0.1.
func (s *Server) Start() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.listener, s.http = l, &http.Server{Handler: s}
	go s.http.Serve(l) // ends with Close
	return nil
}

// Close stops listening and drops all connections.
func (s *Server) Close() error { return s.http.Close() }

// URL is the endpoint of a Server that Start has started.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Env is an environment in which a shell, the AWS CLI and the SDKs reach this
// server and nothing else: static keys of a user, no files, no instance
// metadata, no proxy. Of the process's own environment only PATH is kept.
func (s *Server) Env() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + os.DevNull,
		"AWS_ENDPOINT_URL=" + s.URL(),
		"AWS_ACCESS_KEY_ID=AKIAFAKEFAKEFAKEFAKE",
		"AWS_SECRET_ACCESS_KEY=fake",
		"AWS_REGION=us-east-1",
		"AWS_DEFAULT_REGION=us-east-1",
		"AWS_CONFIG_FILE=" + os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE=" + os.DevNull,
		"AWS_EC2_METADATA_DISABLED=true",
		"AWS_MAX_ATTEMPTS=1",
		"AWS_PAGER=",
		"NO_PROXY=127.0.0.1",
	}
}

// Max is the maximum session of the role of that name, in seconds; 0 where
// there is no such role.
func (s *Server) Max(role string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.roles[role]
}

// actions are the operations there are.
var actions = map[string]func(*Server, call) (answer, *failure){
	"AssumeRole":                (*Server).assumeRole,
	"AssumeRoleWithWebIdentity": (*Server).assumeRoleWithWebIdentity,
	"AssumeRoleWithSAML":        (*Server).assumeRoleWithSAML,
	"GetSessionToken":           (*Server).getSessionToken,
	"GetCallerIdentity":         (*Server).getCallerIdentity,
	"CreateRole":                (*Server).createRole,
	"UpdateRole":                (*Server).updateRole,
	"GetRole":                   (*Server).getRole,
}

// ServeHTTP answers one call, a form in the body of a POST.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); r.Method != http.MethodPost || err != nil {
		writeFailure(w, stsSpace, malformed("the request is not a form in a POST"))
		return
	}
	c := readCall(r)
	act, ok := actions[c.action]
	if !ok {
		writeFailure(w, c.space(), &failure{http.StatusBadRequest, "InvalidAction", "Could not find operation " + c.action})
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	result, fail := act(s, c)
	if fail != nil {
		writeFailure(w, c.space(), fail)
		return
	}
	writeAnswer(w, c, result)
}

// A call is a request as far as the operations need it.
type call struct {
	action string
	form   map[string][]string
	key    string // access key ID that signed it; "" for unsigned calls
	token  string // session token that came with it
}

func readCall(r *http.Request) call {
	c := call{action: r.PostForm.Get("Action"), form: r.PostForm, token: r.Header.Get("X-Amz-Security-Token")}
	if _, credential, ok := strings.Cut(r.Header.Get("Authorization"), "Credential="); ok {
		c.key, _, _ = strings.Cut(credential, "/")
	}
	return c
}

// get is the first value of a field; AWS takes the first of duplicates too.
func (c call) get(name string) string {
	if v := c.form[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (c call) has(name string) bool { return len(c.form[name]) > 0 }

// temporary reports whether the caller's own credentials are a session's.
func (c call) temporary() bool { return strings.HasPrefix(c.key, "ASIA") || c.token != "" }
