package redact

import "bytes"

// secretWords end the names of strong keys: what stands behind one is a
// password, whatever it looks like.
var passwordNames = []string{
	"password", "passwd", "pwd", "passphrase", "passcode", "pass", "passwort", "kennwort", "contraseña", "senha", "motdepasse", "wachtwoord", "hasło",
	"requirepass", "masterauth", "identifiedby", "パスワード", "密码", "密碼", "пароль", "Пароль", "ПАРОЛЬ", "pw", "unsafeplaintext", "contrasena", "parola", "passw", "userpass", "securestring", "sshpass", "비밀번호", "şifre", "şifresi", "parolası", "lozinka", "heslo", "jelszó", "salasana", "adgangskode", "lösenord", "passord", "tokencode", "mfacode", "pin", "storepass", "keypass", "dbpass", "smtppass", "adminpass", "rootpass", "authpass",
}

// secretNames end the names of keys whose value has to look like one: a
// secret is also something that has a name, a path and a policy.
var secretNames = []string{
	"secret", "token", "apikey", "appkey", "accesskey", "secretkey", "privatekey", "signingkey", "encryptionkey", "masterkey", "sharedkey", "accountkey",
	"licensekey", "authkey", "hmackey", "sessionkey", "consumerkey", "integrationkey", "routingkey", "ingestkey", "servicekey", "writekey",
	"subscriptionkey", "functionkey", "storagekey", "primarykey", "clientkey", "deploykey", "cryptokey", "cipherkey", "rootkey", "secretkeybase",
	"presharedkey", "psk", "salt", "pepper", "otp", "totp", "credential", "credentials", "auth", "authorization", "cookie", "sessionid", "sid",
	"signature", "sig", "bearer", "basic", "clientsecret", "secretid", "keydata", "webhook", "webhookurl", "hookurl", "apitoken", "jwt", "pat", "apisecret",
	"externalid", "geheimnis", "secreto", "令牌", "密钥", "clavedeapi", "jeton", "トークン", "토큰", "secretstring", "secretvalue", "connectionpassword", "passwordhash", "dockercfg", "dockerconfigjson", "sourcegraph", "cloudflare", "datadog", "heroku", "snyk", "algolia", "airtable", "asana", "fastly", "mailchimp", "netlify", "okta", "twitch", "zendesk", "key", "licence", "license",
}

// isPassword reports whether v may be the value of a key that says password.
func isPassword(v []byte, k keyed) bool {
	if isNoValue(v, k) {
		return false
	}
	m := masks(v)
	switch {
	case len(v) < 3, !k.quoted && len(v) < 4, k.by == blank && v[0] == '-':
		return false
	case k.by == argument && isVersionOrDate(v):
		return false
	case k.by == argument || k.by == colon && !k.quoted && bytes.IndexByte(v, ' ') > 0:
		return m&digit != 0 || len(v) >= 6 && m&(upper|lower) != lower && m&(upper|lower) != upper
	case !k.quoted && m == digit && len(v) < 6:
		return false
	}
	return true
}

// isNoValue reports what no key has as its secret: references, types,
// sentences, names, paths.
func isNoValue(v []byte, k keyed) bool {
	if n := len(v); k.by == element && n > 24 && v[0] == '{' && v[n-1] == '}' && base64End(v, 1) == n-1 {
		return false // how Jenkins writes what it has encrypted
	}
	if isReference(v) || isDummy(v) || isTypeWord(v) || isAction(v) {
		return true
	}
	switch {
	case isFiller(v):
		return true
	case at(v, 0, "arn:"), at(v, 0, "http://"), at(v, 0, "https://"), at(v, 0, "vault:"), at(v, 0, "ssm:"), at(v, 0, "op://"), at(v, 0, "ref+"):
		return true
	case isPathLike(v), isSentence(v), isNameOfOther(v):
		return true
	}
	if k.quoted {
		return bytes.Contains(v, []byte("${")) && v[len(v)-1] == '}' || at(v, 0, "{{")
	}
	return isExpression(v, k)
}

// isAction reports what a policy allows: iam:PassRole.
func isAction(v []byte) bool {
	n := bytes.IndexByte(v, ':')
	return n > 1 && masks(v[:n])&^(lower|joint) == 0 && is(byteAt(v, n+1), upper) && masks(v[n+1:])&^(upper|lower) == 0 && isCamel(v[n+1:])
}

// isFiller reports what stands for a value in examples: xxxxxxxx, 00000000.
func isFiller(v []byte) bool {
	for i := 0; i < len(v); {
		n := sameRun(v[i:])
		if n >= 8 && bytes.IndexByte([]byte("xX0*#.-_"), v[i]) >= 0 {
			return true
		}
		i += n
	}
	return bytes.Contains(v, []byte("YOUR_")) || bytes.Contains(v, []byte("_HERE"))
}

// isTypeWord reports the words of schemas and permissions.
func isTypeWord(v []byte) bool {
	for _, word := range []string{
		"string", "str", "text", "int", "integer", "number", "bool", "boolean", "any", "object", "char", "varchar", "bytes", "write", "read", "admin-only",
		"sensitive", "prompt", "input", "secret", "token", "inherit", "default", "disabled", "enabled", "undefined", "unset", "empty", "hidden", "key",
		"username", "user", "email", "plaintext", "plain", "hash", "securestring", "external", "file", "env", "auto", "always", "never", "redacted", "masked",
		"credentials", "generated", "uint8array", "random", "unknown", "oauth", "bearer", "basic", "login", "and", "or", "the", "is", "was", "for", "with", "must", "should",
	} {
		if len(v) == len(word) && atFold(v, 0, word) {
			return true
		}
	}
	return false
}

// isPathLike reports a file or the path of a secret: slashes between plain words.
func isPathLike(v []byte) bool {
	if at(v, 0, "./") || at(v, 0, "../") || at(v, 0, "~/") || len(v) > 2 && v[1] == ':' && v[2] == '\\' {
		return true
	}
	slash := bytes.IndexByte(v, '/')
	if slash < 0 {
		return false
	}
	for _, part := range bytes.Split(v, []byte("/")) {
		if !isNameLike(part) {
			return false
		}
	}
	return true
}

// isNameLike reports words as people name things: each of the parts between
// - _ . and blanks is letters of one sort, a number, or v1.
func isNameLike(v []byte) bool {
	parts := bytes.FieldsFunc(v, func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == ' ' || r == ':' || r == '*' })
	for _, part := range parts {
		letters := bytes.TrimRight(part, "0123456789")
		m := masks(letters)
		switch {
		case m&^(upper|lower) != 0 || len(part)-len(letters) > 4:
			return false
		case m == upper|lower && !isCamel(letters):
			return false
		case len(letters) > 24:
			return false
		}
	}
	return true
}

// isCamel reports camelCase of words with at least three letters each.
func isCamel(v []byte) bool {
	length := 0
	for i, b := range v {
		if is(b, upper) && i > 0 {
			if length < 3 && !is(v[i-1], upper) {
				return false
			}
			length = 0
		}
		length++
	}
	return length >= 2
}

// isSentence reports text for people.
func isSentence(v []byte) bool {
	blanks := bytes.Count(v, []byte(" "))
	if blanks == 0 {
		return false
	}
	last := v[len(v)-1]
	if is(v[0], upper) && (last == '.' || last == '?' || last == '!' || last == ':') && blanks >= 2 {
		return true
	}
	for _, word := range []string{"password", "token", "secret", "your ", "the ", " of ", " key", "enter ", "must ", " to ", " for "} {
		for i := range v {
			if atFold(v, i, word) {
				return true
			}
		}
	}
	return false
}

// isNameOfOther reports the name of a variable that holds the value: DB_PASSWORD.
func isNameOfOther(v []byte) bool {
	if masks(v)&^(upper|digit|joint) != 0 || bytes.IndexByte(v, '_') < 1 {
		return false
	}
	for _, name := range []string{"PASSWORD", "PASS", "TOKEN", "SECRET", "KEY", "PWD", "CREDENTIALS", "ID"} {
		if bytes.HasSuffix(v, []byte(name)) {
			return true
		}
	}
	return false
}

// isExpression reports code: names with dots, calls, indexes, arguments.
func isExpression(v []byte, k keyed) bool {
	if bytes.IndexByte(v, '(') > 0 && (bytes.IndexByte(v, ')') > 0 || masks(v[:bytes.IndexByte(v, '(')])&^(alnum|joint) == 0) {
		return true
	}
	if bytes.IndexByte(v, '[') > 0 && is(v[0], upper|lower) {
		return true
	}
	dots := 0
	for i, b := range v {
		if b == '.' {
			dots++
			if i+1 < len(v) && !is(v[i+1], upper|lower) && v[i+1] != '_' {
				return false
			}
		} else if !is(b, alnum) && b != '_' {
			return false
		}
	}
	return dots > 0 && is(v[0], upper|lower) && isNameLike(v)
}

// minSecret is the shortest secret that only its looks speak for, in bytes.
const minSecret = 8

// isSecret reports whether v may be the value of a key that says secret,
// token or key: something no person has made up as a name.
func isSecret(v []byte, k keyed) bool {
	if len(v) < minSecret || isNoValue(v, k) || bytes.IndexByte(v, ' ') >= 0 && !k.lines {
		return false
	}
	m := masks(v)
	if m&digit == 0 && (m&(upper|lower) != upper|lower || isNameLike(v)) {
		return false
	}
	if isNameLike(v) || isVersionOrDate(v) || isHostLike(v) {
		return false
	}
	return m&(upper|lower) != 0 || len(v) >= 16
}

func isVersionOrDate(v []byte) bool {
	if masks(v) == digit && len(v) >= 16 {
		return false
	}
	for _, b := range v {
		if !is(b, digit) && b != '.' && b != '-' && b != ':' && b != 'T' && b != 'Z' && b != '+' && b != 'v' {
			return false
		}
	}
	return true
}

// isHostLike reports a name in a domain: letters behind the last dot.
func isHostLike(v []byte) bool {
	dot := bytes.LastIndexByte(v, '.')
	if dot < 1 || len(v)-dot < 3 || len(v)-dot > 9 || masks(v[dot+1:]) != lower || masks(v)&upper != 0 {
		return false
	}
	for _, b := range v {
		if !is(b, alnum) && b != '.' && b != '-' && b != ':' && b != '/' {
			return false
		}
	}
	return true
}
