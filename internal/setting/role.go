package setting

import "strings"

// A Role names an IAM role as far as the text tells.
type Role struct {
	Name string // without path: "deploy"; "" if not told
	ARN  string // as written; "" if not told
	Ref  string // how the text refers to it: "aws_iam_role.deploy", "module.deploy", "$ROLE_ARN"
	Home string // the folder in which Ref means that; "" for the one of the document that speaks of it
}

// Match is what two mentions of roles say about each other.
type Match uint8

const (
	Unclear Match = iota // at least one side does not tell
	Same
	Different
)

// RoleFromARN reads a role's name from its ARN. The name is "" where arn is
// not a role's, or its last part is not plain text.
func RoleFromARN(arn string) Role {
	r := Role{ARN: arn}
	if _, path, ok := strings.Cut(arn, ":role/"); ok {
		name := path[strings.LastIndexByte(path, '/')+1:]
		if !strings.ContainsAny(name, "${}<>[]* \t\"'") {
			r.Name = name
		}
	}
	return r
}

// Account is the account that the role's ARN names in digits, or "".
func (a Role) Account() string {
	parts := strings.SplitN(a.ARN, ":", 6)
	if len(parts) < 6 || strings.Trim(parts[4], "0123456789") != "" {
		return ""
	}
	return parts[4]
}

// Elsewhere reports whether a and b are provably in different accounts. A role
// that the text defines hardly ever names its own.
func (a Role) Elsewhere(b Role) bool {
	return a.Account() != "" && b.Account() != "" && a.Account() != b.Account()
}

// Compare tells whether a and b are the same role: by reference first, then
// by account and name.
func (a Role) Compare(b Role) Match {
	if a.Ref != "" && a.Ref == b.Ref {
		return Same
	}
	if a.Name == "" || b.Name == "" {
		return Unclear
	}
	if a.Name == b.Name && !a.Elsewhere(b) {
		return Same
	}
	return Different
}

// String names the role for people: its name, else its reference.
func (a Role) String() string {
	if a.Name != "" {
		return a.Name
	}
	if a.Ref != "" {
		return a.Ref
	}
	return a.ARN
}
