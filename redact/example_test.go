package redact_test

import (
	"errors"
	"fmt"
	"strings"

	"stackengine.dev/sandbox/redact"
)

func Example() {
	r, err := redact.New()
	if err != nil {
		panic(err)
	}
	s := r.NewSession()
	defer s.Wipe()

	result, err := s.Redact([]byte(`role_arn   = "arn:aws:iam::123456789012:role/deploy"
account_id = 123456789012
session    = "43200"`), redact.Hint{})
	if err != nil {
		panic(err)
	}
	fmt.Println(result.Text)
	for _, place := range result.Replacements {
		fmt.Printf("%d-%d %s: %s\n", place.Start, place.End, place.Placeholder, place.Reason)
	}

	answer, report := s.Restore(`role_arn = "arn:aws:iam::REDACTED_ACCOUNT_1:role/deploy"`, redact.Hint{})
	fmt.Println(answer)
	fmt.Println(report.Restored, "restored")
	// Output:
	// role_arn   = "arn:aws:iam::REDACTED_ACCOUNT_1:role/deploy"
	// account_id = 900000000001
	// session    = "43200"
	// 27-39 REDACTED_ACCOUNT_1: account field of an ARN
	// 66-78 900000000001: a name next to it says account, owner or principal
	// role_arn = "arn:aws:iam::123456789012:role/deploy"
	// 1 restored
}

func ExampleSession_Check() {
	r, _ := redact.New()
	s := r.NewSession()
	s.Redact([]byte("redis://:c0rrect-horse@cache:6379"), redact.Hint{})

	err := s.Check([]byte(`{"question": "why does c0rrect-horse fail?"}`))
	var leak *redact.LeakError
	fmt.Println(errors.As(err, &leak))
	fmt.Println(err)
	// Output:
	// true
	// redact: 1 places must not be sent: password at bytes 23-36
}

func ExampleSession_RestoreWriter() {
	r, _ := redact.New()
	s := r.NewSession()
	s.Redact([]byte("arn:aws:iam::123456789012:root"), redact.Hint{})

	var page strings.Builder
	w := s.RestoreWriter(&page)
	for _, piece := range []string{"account REDAC", "TED_ACCOUNT", "_1 is yours"} {
		fmt.Fprint(w, piece)
	}
	w.Close()
	fmt.Println(page.String())
	// Output: account 123456789012 is yours
}

func ExampleKinds() {
	for _, k := range redact.Kinds() {
		fmt.Printf("%-24s%s\n", k.Kind, k.Title)
	}
	// Output:
	// private-key             Private key
	// aws-session-token       AWS session token
	// aws-secret-access-key   AWS secret access key
	// token                   Token of a known service
	// password-hash           Hash of a password
	// password                Password
	// secret                  Secret, token or key by its name
	// aws-access-key-id       AWS access key id
	// iam-unique-id           IAM unique id
	// aws-account             AWS account number
	// arn-name                Resource name in an ARN
	// s3-bucket               Bucket in an ARN
	// aws-canonical-id        Canonical user id
	// aws-organization        Id of an AWS organization
	// email                   E-mail address
	// host                    Internal host, or a customer's endpoint
	// ip-address              Address of a machine
	// term                    Term given by the caller
}
