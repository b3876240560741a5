package browser

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// BuildServer builds the project's own server, whose source is in root, into
// dir. Its result is the path of the program.
func BuildServer(root, dir string) (string, error) {
	server := filepath.Join(dir, "serve")
	cmd := exec.Command("go", "build", "-o", server, ".")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the server: %v\n%s", err, out)
	}
	return server, nil
}

// Serve runs the project's own server in dir, on a free port of 127.0.0.1, and
// waits until it answers. The address is an origin: "http://127.0.0.1:1234".
func Serve(server, dir string) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	host := listener.Addr().String()
	listener.Close()
	cmd := exec.Command(server)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "ADDR="+host)
	var output strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		cmd.Process.Kill()
		cmd.Wait()
	}
	for range 100 {
		if response, err := http.Get("http://" + host + "/"); err == nil {
			response.Body.Close()
			return "http://" + host, stop, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	stop()
	return "", nil, fmt.Errorf("the server in %s did not answer: %s", dir, output.String())
}
