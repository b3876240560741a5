package redact

// A Kind names a sort of value. Kinds are permanent, lower-case identifiers.
type Kind string

// The kinds this version finds.
const (
	KindPrivateKey   Kind = "private-key"
	KindSecretKey    Kind = "aws-secret-access-key"
	KindSessionToken Kind = "aws-session-token"
	KindPassword     Kind = "password"
	KindSecret       Kind = "secret"
	KindToken        Kind = "token"
	KindHash         Kind = "password-hash"
	KindAccessKeyID  Kind = "aws-access-key-id"
	KindUniqueID     Kind = "iam-unique-id"
	KindAccount      Kind = "aws-account"
	KindName         Kind = "arn-name"
	KindBucket       Kind = "s3-bucket"
	KindCanonical    Kind = "aws-canonical-id"
	KindOrganisation Kind = "aws-organization"
	KindEmail        Kind = "email"
	KindHost         Kind = "host"
	KindIP           Kind = "ip-address"
	KindTerm         Kind = "term"
)

// A Tier says what a leak of the value would mean.
type Tier uint8

const (
	_ Tier = iota
	// Secret values open something: keys, tokens, passwords.
	Secret
	// Identifier values say whose system it is: accounts, ids, names.
	Identifier
)

// String returns the tier in lower case.
func (t Tier) String() string {
	switch t {
	case Secret:
		return "secret"
	case Identifier:
		return "identifier"
	}
	return "unknown"
}

// Confidence says how sure a rule is. Every finding is replaced, whatever its
// confidence; a review panel may sort by it.
type Confidence uint8

const (
	_ Confidence = iota
	// Unsure means the shape fits and nothing speaks against it.
	Unsure
	// Likely means that the surroundings say so.
	Likely
	// Sure means that the form alone, or its name, leaves no doubt.
	Sure
)

// String returns the confidence in lower case.
func (c Confidence) String() string {
	switch c {
	case Unsure:
		return "unsure"
	case Likely:
		return "likely"
	case Sure:
		return "sure"
	}
	return "unknown"
}

// A rule is one reason to replace something. Its text never quotes the input.
type rule struct {
	id         string
	confidence Confidence
	reason     string
}

// A row is one kind: its label in placeholders, its tier, and where in the
// single pass over the text (scan.go) it wants to look. To add a kind, add a
// row, a file with its hooks, and its positives and negatives in kinds_test.go.
type row struct {
	kind  Kind
	label string // upper-case letters and underscores, no digits
	tier  Tier
	title string

	// gate rows are run again over outgoing bytes. Their finds need no
	// surroundings, so that they mean the same inside a request body.
	gate bool
	// random values have no words in them, so any long stretch of one
	// identifies it (stretch.go).
	random bool
	// optIn rows find nothing until an option asks for them.
	optIn bool

	// word sees every run of letters and digits of at least minWord bytes.
	word func(s *scan, start, end int, mask class)
	// atom sees every run of letters, digits and + / _ - of at least
	// minAtom bytes, and those of exactly four digits or four joints.
	atom func(s *scan, start, end int, mask class)
	// mark sees every position whose byte is in marks, outside of atoms.
	marks string
	mark  func(s *scan, i int)
	// named sees the end of every word that spells one of its names.
	named []named
	// finish runs after the pass, over candidates it left in the scan.
	finish func(s *scan)
}

// A named is names, in lower case and without separators, and what to do where
// one of them ends.
type named struct {
	names []string
	see   func(s *scan, end int)
}

// kinds is the list of rows. Where two kinds claim the same bytes, the
// earlier one names the placeholder.
var kinds = []row{
	{
		kind: KindPrivateKey, label: "PRIVATE_KEY", tier: Secret, title: "Private key",
		gate: true, random: true,
		atom: findPrivateKey,
	},
	{
		kind: KindSessionToken, label: "SESSION_TOKEN", tier: Secret, title: "AWS session token",
		gate: true, random: true,
		word:  findSessionToken,
		named: []named{{[]string{"sessiontoken", "securitytoken"}, findNamedSessionToken}},
	},
	{
		kind: KindSecretKey, label: "SECRET_KEY", tier: Secret, title: "AWS secret access key",
		random: true,
		atom:   noteSecretKey, finish: confirmSecretKeys,
		named: []named{{[]string{"secretaccesskey", "secretkey", "awssecret"}, findNamedSecretKey}},
	},
	{
		kind: KindToken, label: "TOKEN", tier: Secret, title: "Token of a known service",
		gate: true, random: true,
		atom: findToken, marks: ".:~|", mark: findTokenMark,
	},
	{
		kind: KindHash, label: "HASH", tier: Secret, title: "Hash of a password",
		gate:  true,
		marks: "${", mark: findHash,
	},
	{
		kind: KindPassword, label: "PASSWORD", tier: Secret, title: "Password",
		marks: ":@", mark: findURLPassword,
		named: []named{{passwordNames, findPassword}, {generatedNames, findGenerated}, {commandNames(), findCommand}, {pairWords(), findPair}, {[]string{"passwordstdin", "sudo", "chpasswd"}, findPiped}},
	},
	{
		kind: KindSecret, label: "SECRET", tier: Secret, title: "Secret, token or key by its name",
		named: []named{{secretNames, findSecret}, {listNames, findSecrets}},
	},
	{
		kind: KindAccessKeyID, label: "ACCESS_KEY", tier: Identifier, title: "AWS access key id",
		gate: true,
		word: findAccessKeyID,
	},
	{
		kind: KindUniqueID, label: "UNIQUE_ID", tier: Identifier, title: "IAM unique id",
		gate: true,
		word: findUniqueID,
	},
	{
		kind: KindAccount, label: "ACCOUNT", tier: Identifier, title: "AWS account number",
		gate:  true,
		marks: ":%", mark: findAccountInARN,
		word: noteAccount, atom: noteGroupedAccount, finish: confirmAccounts,
	},
	{
		kind: KindName, label: "NAME", tier: Identifier, title: "Resource name in an ARN",
		optIn: true,
		marks: ":%", mark: findNameInARN,
	},
	{
		kind: KindBucket, label: "BUCKET", tier: Identifier, title: "Bucket in an ARN",
		marks: ":%", mark: findBucketInARN, named: []named{{bucketNames, findNamedBucket}},
	},
	{
		kind: KindCanonical, label: "CANONICAL_ID", tier: Identifier, title: "Canonical user id",
		named: []named{{canonicalNames, findCanonical}},
	},
	{
		kind: KindOrganisation, label: "ORGANIZATION", tier: Identifier, title: "Id of an AWS organization",
		atom: findOrganisation,
	},
	{
		kind: KindEmail, label: "EMAIL", tier: Identifier, title: "E-mail address",
		marks: "@%", mark: findEmail,
	},
	{
		kind: KindHost, label: "HOST", tier: Identifier, title: "Internal host, or a customer's endpoint",
		marks: ".", mark: findHost,
	},
	{
		kind: KindIP, label: "IP", tier: Identifier, title: "Address of a machine",
		marks: ":", mark: findIPv6,
	},
	{
		kind: KindTerm, label: "TERM", tier: Identifier, title: "Term given by the caller",
		optIn: true,
	},
}

// A KindInfo describes a kind to people.
type KindInfo struct {
	Kind  Kind
	Label string // the middle of the placeholder
	Tier  Tier
	Title string
}

// Kinds lists what this version can find.
func Kinds() []KindInfo {
	list := make([]KindInfo, 0, len(kinds))
	for i := range kinds {
		list = append(list, KindInfo{kinds[i].kind, kinds[i].label, kinds[i].tier, kinds[i].title})
	}
	return list
}
