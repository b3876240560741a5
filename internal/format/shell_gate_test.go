package format

import "testing"

func TestShellGateLetsEveryCallThrough(t *testing.T) {
	for _, call := range shellGateWords {
		if text := "x - y\n\taws " + call + "\n"; !hasShellCall(text) {
			t.Errorf("%q is not seen", text)
		}
	}
	for _, text := range []string{"", "-", "a-b --c", "role-one create a-role", "--durations", "get_session_token"} {
		if hasShellCall(text) {
			t.Errorf("%q is taken for a call", text)
		}
	}
}
