// Package redact takes secrets, and what says whose system it is, out of a
// pasted infrastructure text before it may be sent anywhere, and puts them
// back into the answer: keys, tokens, passwords; account numbers, ids, hosts,
// addresses, e-mail.
//
// A Redactor holds the rules and is safe for concurrent use. A Session holds
// the table of one conversation: every value that was replaced gets one
// placeholder such as REDACTED_ACCOUNT_1, the same one in every text of the
// session, numbered by first appearance. Placeholders are letters, digits and
// underscores, so the redacted text still parses and no encoder changes it.
//
//	r, err := redact.New()
//	s := r.NewSession()
//	result, err := s.Redact(paste, redact.Hint{})
//	body := encode(result.Text)  // only a Text carries redacted bytes
//	err = s.Check(body)          // last look at the exact bytes to be sent
//	answer, report := s.Restore(reply, redact.Hint{})
//
// What is found is listed in Kinds. A value found once is replaced wherever
// else it stands in the text: an account number seen in an ARN also leaves
// the file name and the log line that repeat it.
//
// The rules, the search for known values and the gate also look into what is
// encoded: escapes of JSON and most languages, percent codes, entities, base64
// and hex of a text, packed or not and over several lines, string literals put
// together, and all of these inside each other. What is found behind an escape
// is replaced where it stands; base64 that holds a find is replaced whole, and
// the reason says so. A value in two encodings has two placeholders, because
// both have to come back as they were.
//
// # What it promises
//
// Restoring the redacted text gives the original bytes. Redacting a redacted
// text in the same session changes nothing. The same input gives the same
// output. Time and memory grow linearly with the input. A text over the size
// limit is refused whole, never scanned in part, and so is one that decodes to
// many times its size. No error, log line, String
// method or JSON encoding of a type of this package holds a replaced value;
// Entry.Reveal is the one way to see it.
//
// # What it does not know
//
// The package has no parser for any notation, no network, no clock, and no
// state outside the values it returns. It does not ask whether a credential
// is live: presence is enough.
package redact
