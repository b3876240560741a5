package redact

import (
	"errors"
	"io"
)

// RestoreWriter returns a writer that restores what is written to it, as
// Restore without a hint does, and passes it on to w. It holds back at most as
// many bytes as the longest placeholder of the session may come back with,
// until it knows how they go on.
// Close writes the rest; it does not close w. One goroutine may write.
func (s *Session) RestoreWriter(w io.Writer) io.WriteCloser {
	return &restoreWriter{s: s, w: w}
}

type restoreWriter struct {
	s      *Session
	w      io.Writer
	held   []byte
	before []byte // the last bytes read and passed on
	err    error
}

var errClosed = errors.New("redact: write after close")

// Write reports all of p as written unless w fails; then this and every later
// call fails with that error.
func (r *restoreWriter) Write(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	r.held = append(r.held, p...)
	if r.err = r.flush(false); r.err != nil {
		return 0, r.err
	}
	return len(p), nil
}

// Close may be called again; it then does nothing.
func (r *restoreWriter) Close() error {
	if r.err != nil {
		if r.err == errClosed {
			return nil
		}
		return r.err
	}
	err := r.flush(true)
	r.err = errClosed
	return err
}

func (r *restoreWriter) flush(last bool) error {
	r.s.mu.Lock()
	out, read := r.held, len(r.held)
	if t := r.s.state.table; t != nil {
		out, read = t.restore(nil, r.held, last, r.before, Hint{}, func([]byte, int) {})
	}
	r.s.mu.Unlock()
	r.before = textBefore(r.before, r.held[:read])
	if len(out) > 0 {
		if _, err := r.w.Write(out); err != nil {
			return err
		}
	}
	r.held = append(r.held[:0:0], r.held[read:]...)
	return nil
}
