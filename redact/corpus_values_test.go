package redact_test

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"math/big"
	"math/rand/v2"
	"strings"
)

// A source makes values that look like credentials and are none, the same
// ones in every run. Real-looking ones do not belong in a repository.
type values struct{ *rand.Rand }

func seeded(seed string) values {
	h := fnv.New64a()
	h.Write([]byte(seed))
	return values{rand.New(rand.NewPCG(h.Sum64(), 1))}
}

const (
	digits    = "0123456789"
	lowerHex  = digits + "abcdef"
	lowers    = "abcdefghijklmnopqrstuvwxyz"
	uppers    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	alphanums = digits + lowers + uppers
	base64s   = alphanums + "+/"
	base64us  = alphanums + "-_"
	base32s   = uppers + "234567"
)

func (v values) pick(n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[v.IntN(len(alphabet))]
	}
	return string(b)
}

// mixed is pick with at least a digit, a lower and an upper case letter.
func (v values) mixed(n int, alphabet string) string {
	for {
		s := v.pick(n, alphabet)
		if strings.ContainsAny(s, digits) && strings.ContainsAny(s, lowers) && strings.ContainsAny(s, uppers) && s[0] != '/' && s[0] != '+' && s[0] != '-' {
			return s
		}
	}
}

func (v values) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(v.Uint32())
	}
	return b
}

func (v values) account() string {
	return v.pick(1, "23456789") + v.pick(10, digits) + v.pick(1, "123456789")
}

// keyOf is an id in AWS's form: the account stands in forty bits behind the first.
func (v values) keyOf(prefix string) string {
	account, _ := new(big.Int).SetString(v.account(), 10)
	bits := new(big.Int).SetBit(account, 40, 1)
	bits.Lsh(bits, 39).Or(bits, big.NewInt(v.Int64N(1<<39)))
	id := []byte(prefix)
	for shift := 75; shift >= 0; shift -= 5 {
		id = append(id, base32s[new(big.Int).Rsh(bits, uint(shift)).Uint64()&31])
	}
	return string(id)
}

func (v values) secretKey() string { return v.mixed(40, base64s) }

// withCRC ends in the checksum that GitHub and npm use, in base 62.
func (v values) withCRC(prefix string, n int) string {
	body := v.mixed(n, alphanums)
	const base62 = digits + uppers + lowers
	sum, tail := crc32.ChecksumIEEE([]byte(body)), ""
	for range 6 {
		tail = string(base62[sum%62]) + tail
		sum /= 62
	}
	return prefix + body + tail
}

func (v values) jwt() string {
	encode := base64.RawURLEncoding.EncodeToString
	header := `{"alg":"HS256","typ":"JWT"}`
	payload := fmt.Sprintf(`{"sub":"%s","iat":1700000000,"name":"%s"}`, v.pick(10, digits), v.pick(8, lowers))
	return encode([]byte(header)) + "." + encode([]byte(payload)) + "." + encode(v.bytes(32))
}

func (v values) pem(label, eol string, n int) string {
	body := base64.StdEncoding.EncodeToString(v.bytes(n))
	return "-----BEGIN " + label + "-----" + eol + wrapped(body, 64, eol) + eol + "-----END " + label + "-----"
}

// word is a password as people choose them.
func (v values) word() string {
	nouns := []string{"Winter", "Sommer", "Tiger", "Kaffee", "Rocket", "Dragon", "Orion", "Hammer", "Falcon", "Quartz"}
	return nouns[v.IntN(len(nouns))] + v.pick(1, "!#%&*") + v.pick(4, digits)
}

func (v values) uuid() string {
	return v.pick(8, lowerHex) + "-" + v.pick(4, lowerHex) + "-4" + v.pick(3, lowerHex) + "-a" + v.pick(3, lowerHex) + "-" + v.pick(12, lowerHex)
}

func (v values) name() string {
	first := []string{"anna", "bruno", "chidi", "dalia", "emre", "freya", "goran", "hana", "ines", "jonas"}
	last := []string{"keller", "lindt", "moreau", "novak", "okafor", "petrov", "quist", "romano", "suzuki", "tanaka"}
	return first[v.IntN(len(first))] + "." + last[v.IntN(len(last))]
}

func (v values) host() string {
	return v.pick(1, lowers) + v.pick(3, lowers) + "-" + v.pick(2, digits) + "." + []string{"corp.northwind", "intra.contoso", "prod.fabrikam"}[v.IntN(3)] + "." + []string{"internal", "local", "lan"}[v.IntN(3)]
}

func (v values) privateIP() string {
	return fmt.Sprintf("10.%d.%d.%d", 1+v.IntN(250), 1+v.IntN(250), 2+v.IntN(250))
}

func (v values) publicIP() string {
	return fmt.Sprintf("%d.%d.%d.%d", 52+v.IntN(2), 1+v.IntN(250), 1+v.IntN(250), 2+v.IntN(250))
}

func (v values) totp() string { return v.pick(32, base32s) }

func (v values) entropyID() string {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], v.Uint64())
	return fmt.Sprintf("%x", b)
}

type valueKind struct {
	tier tier
	make func(v values) string
}

func of(prefix string, n int, alphabet string) func(v values) string {
	return func(v values) string { return prefix + v.mixed(n, alphabet) }
}

func plain(prefix string, n int, alphabet string) func(v values) string {
	return func(v values) string { return prefix + v.pick(n, alphabet) }
}

// valueKinds are the kinds of the markers.
var valueKinds = map[string]valueKind{
	// Secrets.
	"secret-key":    {secret, values.secretKey},
	"session-token": {secret, func(v values) string { return "IQoJb3JpZ2lu" + v.pick(480, base64s) + "==" }},
	"old-token":     {secret, func(v values) string { return "FwoGZXIvYXdz" + v.pick(320, base64s) + "=" }},
	"password":      {secret, values.word},
	"short":         {secret, func(v values) string { return v.pick(4, lowers) + v.pick(3, digits) }},
	"strong":        {secret, func(v values) string { return v.mixed(20, alphanums) }},
	"api-key":       {secret, func(v values) string { return v.mixed(32, alphanums) }},
	"hex-key":       {secret, func(v values) string { return v.pick(32, lowerHex) }},
	"hex64":         {secret, func(v values) string { return v.pick(64, lowerHex) }},
	"secret-uuid":   {secret, values.uuid},
	"base64-key":    {secret, func(v values) string { return base64.StdEncoding.EncodeToString(v.bytes(32)) }},
	"account-key":   {secret, func(v values) string { return base64.StdEncoding.EncodeToString(v.bytes(64)) }},
	"github":        {secret, func(v values) string { return v.withCRC("ghp_", 30) }},
	"github-app":    {secret, func(v values) string { return v.withCRC("ghs_", 30) }},
	"github-fine":   {secret, func(v values) string { return "github_pat_" + v.mixed(22, alphanums) + "_" + v.mixed(59, alphanums) }},
	"gitlab":        {secret, of("glpat-", 20, base64us)},
	"npm":           {secret, func(v values) string { return v.withCRC("npm_", 30) }},
	"pypi":          {secret, of("pypi-AgEIcHlwaS5vcmc", 150, base64us)},
	"slack": {secret, func(v values) string {
		return "xoxb-" + v.pick(12, digits) + "-" + v.pick(12, digits) + "-" + v.mixed(24, alphanums)
	}},
	"slack-hook": {secret, func(v values) string {
		return "T" + v.pick(8, uppers+digits) + "/B" + v.pick(8, uppers+digits) + "/" + v.mixed(24, alphanums)
	}},
	"discord-hook":  {secret, func(v values) string { return v.mixed(68, base64us) }},
	"stripe":        {secret, of("sk_live_", 24, alphanums)},
	"sendgrid":      {secret, func(v values) string { return "SG." + v.mixed(22, base64us) + "." + v.mixed(43, base64us) }},
	"twilio":        {secret, plain("SK", 32, lowerHex)},
	"openai":        {secret, func(v values) string { return "sk-proj-" + v.mixed(74, base64us) + "T3BlbkFJ" + v.mixed(74, base64us) }},
	"anthropic":     {secret, func(v values) string { return "sk-ant-api03-" + v.mixed(93, base64us) + "AA" }},
	"huggingface":   {secret, of("hf_", 34, alphanums)},
	"google":        {secret, of("AIza", 35, base64us)},
	"google-oauth":  {secret, of("GOCSPX-", 28, base64us)},
	"vault":         {secret, of("hvs.", 90, base64us)},
	"terraform":     {secret, func(v values) string { return v.mixed(14, alphanums) + ".atlasv1." + v.mixed(67, base64us) }},
	"digitalocean":  {secret, plain("dop_v1_", 64, lowerHex)},
	"databricks":    {secret, plain("dapi", 32, lowerHex)},
	"grafana":       {secret, of("glsa_", 32, alphanums)},
	"newrelic":      {secret, func(v values) string { return "NRAK-" + v.pick(27, uppers+digits) }},
	"pulumi":        {secret, plain("pul-", 40, lowerHex)},
	"doppler":       {secret, of("dp.pt.", 43, alphanums)},
	"age":           {secret, func(v values) string { return "AGE-SECRET-KEY-1" + v.pick(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L") }},
	"azure-client":  {secret, func(v values) string { return v.mixed(3, alphanums) + "8Q~" + v.mixed(34, base64us) }},
	"docker-pat":    {secret, of("dckr_pat_", 27, base64us)},
	"rubygems":      {secret, plain("rubygems_", 48, lowerHex)},
	"shopify":       {secret, plain("shpat_", 32, lowerHex)},
	"linear":        {secret, of("lin_api_", 40, alphanums)},
	"sentry":        {secret, func(v values) string { return "sntrys_eyJpYXQiOjE3" + v.mixed(120, base64s) }},
	"telegram":      {secret, func(v values) string { return v.pick(10, "123456789") + ":AA" + v.mixed(33, base64us) }},
	"jwt":           {secret, values.jwt},
	"rsa":           {secret, func(v values) string { return v.pem("RSA PRIVATE KEY", "\n", 600) }},
	"pkcs8":         {secret, func(v values) string { return v.pem("PRIVATE KEY", "\n", 400) }},
	"ec":            {secret, func(v values) string { return v.pem("EC PRIVATE KEY", "\n", 121) }},
	"openssh":       {secret, func(v values) string { return v.pem("OPENSSH PRIVATE KEY", "\n", 300) }},
	"pgp":           {secret, func(v values) string { return v.pem("PGP PRIVATE KEY BLOCK", "\n", 500) }},
	"rsa4":          {secret, func(v values) string { return v.pem("RSA PRIVATE KEY", "\n    ", 600) }},
	"bcrypt":        {secret, func(v values) string { return "$2b$12$" + v.mixed(53, alphanums+"./") }},
	"sha512crypt":   {secret, func(v values) string { return "$6$" + v.mixed(16, alphanums) + "$" + v.mixed(86, alphanums+"./") }},
	"cookie":        {secret, func(v values) string { return v.mixed(40, base64us) }},
	"signature":     {secret, func(v values) string { return v.pick(64, lowerHex) }},
	"signature-b64": {secret, func(v values) string { return base64.StdEncoding.EncodeToString(v.bytes(20)) }},
	"totp":          {secret, values.totp},
	"smtp":          {secret, func(v values) string { return "B" + v.mixed(43, base64s) }},
	"strong40":      {secret, func(v values) string { return v.mixed(40, alphanums) }},
	"sha1app":       {secret, func(v values) string { return v.pick(40, lowerHex) }},
	"sonar":         {secret, func(v values) string { return "sqp_" + v.pick(40, lowerHex) }},
	"vapid":         {secret, func(v values) string { return v.mixed(43, base64us) }},
	"pin":           {secret, nil}, // a literal
	"secretcode":    {secret, nil}, // a literal
	"wireguard":     {secret, func(v values) string { return base64.StdEncoding.EncodeToString(v.bytes(32)) }},

	// Identifiers.
	"account":   {identifier, values.account},
	"key-id":    {identifier, func(v values) string { return v.keyOf("AKIA") }},
	"temp-id":   {identifier, func(v values) string { return v.keyOf("ASIA") }},
	"role-id":   {identifier, func(v values) string { return v.keyOf("AROA") + v.pick(1, base32s) }},
	"user-id":   {identifier, func(v values) string { return v.keyOf("AIDA") + v.pick(1, base32s) }},
	"canonical": {identifier, func(v values) string { return v.pick(64, lowerHex) }},
	"org":       {identifier, func(v values) string { return "o-" + v.pick(9, lowers+digits) + v.pick(1, digits) }},
	"email": {identifier, func(v values) string {
		return v.name() + "@" + []string{"northwind-data.com", "contoso.de", "fabrikam.co.uk"}[v.IntN(3)]
	}},
	"host": {identifier, values.host},
	"rds": {identifier, func(v values) string {
		return "orders-" + v.pick(2, lowers) + ".c" + v.pick(11, lowers+digits) + ".eu-west-1.rds.amazonaws.com"
	}},
	"cache": {identifier, func(v values) string {
		return "sessions." + v.pick(6, lowers+digits) + ".ng.0001.euw1.cache.amazonaws.com"
	}},
	"elb": {identifier, func(v values) string {
		return "internal-web-" + v.pick(9, "123456789") + ".eu-west-1.elb.amazonaws.com"
	}},
	"eks":       {identifier, func(v values) string { return v.pick(32, digits+"ABCDEF") + ".gr7.eu-west-1.eks.amazonaws.com" }},
	"api-host":  {identifier, func(v values) string { return v.pick(10, lowers+digits) + ".execute-api.eu-west-1.amazonaws.com" }},
	"start-url": {identifier, func(v values) string { return "d-" + v.pick(10, lowerHex) + ".awsapps.com" }},
	"ec2-dns": {identifier, func(v values) string {
		return fmt.Sprintf("ip-10-%d-%d-%d.eu-west-1.compute.internal", v.IntN(250), v.IntN(250), v.IntN(250))
	}},
	"ip":        {identifier, values.privateIP},
	"public-ip": {identifier, values.publicIP},
	"ipv6": {identifier, func(v values) string {
		return "2a05:d018:" + v.pick(3, lowerHex) + ":" + v.pick(4, lowerHex) + "::" + v.pick(4, lowerHex)
	}},
	"mq":     {identifier, func(v values) string { return "b-" + v.uuid() + "-1.mq.eu-west-1.amazonaws.com" }},
	"dashed": {identifier, nil}, // a literal
	"bucket": {identifier, func(v values) string { return "northwind-" + v.pick(5, lowers) + "-data" }},

	// Look-alikes that stay.
	"sha1":      {benign, plain("", 40, lowerHex)},
	"short-sha": {benign, plain("", 7, lowerHex)},
	"sha256":    {benign, plain("sha256:", 64, lowerHex)},
	"digest":    {benign, plain("", 64, lowerHex)},
	"md5":       {benign, plain("", 32, lowerHex)},
	"uuid":      {benign, values.uuid},
	"ami":       {benign, plain("ami-0", 16, lowerHex)},
	"vpc":       {benign, plain("vpc-0", 16, lowerHex)},
	"subnet":    {benign, plain("subnet-0", 16, lowerHex)},
	"sg":        {benign, plain("sg-0", 16, lowerHex)},
	"instance":  {benign, plain("i-0", 16, lowerHex)},
	"sri":       {benign, func(v values) string { return "sha512-" + base64.StdEncoding.EncodeToString(v.bytes(64)) }},
	"h1":        {benign, func(v values) string { return "h1:" + base64.StdEncoding.EncodeToString(v.bytes(32)) }},
	"zh":        {benign, plain("zh:", 64, lowerHex)},
	"code-hash": {benign, func(v values) string { return base64.StdEncoding.EncodeToString(v.bytes(32)) }},
	"cert":      {benign, func(v values) string { return v.pem("CERTIFICATE", "\n", 500) }},
	"cert4":     {benign, func(v values) string { return v.pem("CERTIFICATE", "\n    ", 500) }},
	"public":    {benign, func(v values) string { return v.pem("PUBLIC KEY", "\n", 294) }},
	"ssh-pub": {benign, func(v values) string {
		return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + base64.RawStdEncoding.EncodeToString(v.bytes(32))
	}},
	"request": {benign, values.uuid},
	"epoch":   {benign, func(v values) string { return "17" + v.pick(11, digits) }},
	"=":       {benign, nil}, // a literal
}
