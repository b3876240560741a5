package redact

import (
	"bytes"
	"strings"
)

// A flagShape says how a command's short flag holds its password.
type flagShape uint8

const (
	apart      flagShape = iota // -p VALUE
	glued                       // -pVALUE
	userColon                   // -u USER:VALUE
	userSign                    // -U USER%VALUE
	positional                  // the last of so many words behind the flag
	slashed                     // USER/VALUE@
	behind                      // /user:NAME VALUE
)

// A commandFlag is where a command takes a password. Flags that name what they
// hold (--password, -Password) need no row.
type commandFlag struct {
	command, flag string
	shape         flagShape
	words         int // positional only
}

// commandFlags follow the manual of each command.
var commandFlags = []commandFlag{
	{"mysql", "-p", glued, 0}, {"mysqldump", "-p", glued, 0}, {"mysqladmin", "-p", glued, 0}, {"mysqlimport", "-p", glued, 0}, {"mariadb", "-p", glued, 0}, {"mariadb-dump", "-p", glued, 0}, {"mycli", "-p", glued, 0},
	{"sshpass", "-p", glued, 0}, {"sshpass", "-p", apart, 0}, {"redis-cli", "-a", apart, 0}, {"mongo", "-p", apart, 0}, {"mongosh", "-p", apart, 0}, {"mongodump", "-p", apart, 0}, {"mongorestore", "-p", apart, 0}, {"mongoexport", "-p", apart, 0}, {"mongoimport", "-p", apart, 0},
	{"curl", "-u", userColon, 0}, {"curl", "--user", userColon, 0}, {"curl", "-U", userColon, 0}, {"curl", "--proxy-user", userColon, 0}, {"http", "-a", userColon, 0}, {"wget", "--user", userColon, 0},
	{"login", "-p", apart, 0}, {"login", "-P", apart, 0}, {"ldapsearch", "-w", apart, 0}, {"ldapmodify", "-w", apart, 0}, {"ldapadd", "-w", apart, 0}, {"ldapwhoami", "-w", apart, 0}, {"ldapdelete", "-w", apart, 0}, {"ldappasswd", "-s", apart, 0}, {"ldappasswd", "-w", apart, 0},
	{"smbclient", "-U", userSign, 0}, {"rpcclient", "-U", userSign, 0}, {"htpasswd", "-b", positional, 3}, {"htpasswd", "-bn", positional, 2}, {"htpasswd", "-nb", positional, 2}, {"htpasswd", "-bc", positional, 3}, {"htpasswd", "-cb", positional, 3}, {"htpasswd", "-nbB", positional, 2}, {"htpasswd", "-Bbn", positional, 2}, {"htpasswd", "-bnB", positional, 2}, {"htpasswd", "-bnBC", positional, 3},
	{"openssl", "-k", apart, 0}, {"openssl", "-K", apart, 0}, {"openssl", "-pass", apart, 0}, {"zip", "-P", apart, 0}, {"unzip", "-P", apart, 0}, {"7z", "-p", glued, 0}, {"7za", "-p", glued, 0}, {"rar", "-p", glued, 0}, {"unrar", "-p", glued, 0}, {"rar", "-hp", glued, 0},
	{"sqlcmd", "-P", apart, 0}, {"bcp", "-P", apart, 0}, {"isql", "-P", apart, 0}, {"tsql", "-P", apart, 0}, {"cqlsh", "-p", apart, 0}, {"beeline", "-p", apart, 0}, {"influx", "-p", apart, 0}, {"snowsql", "-p", apart, 0}, {"ipmitool", "-P", apart, 0}, {"xfreerdp", "/p", apart, 0}, {"evil-winrm", "-p", apart, 0}, {"crackmapexec", "-p", apart, 0}, {"lftp", "-u", userColon, 0},
	{"rabbitmqctl", "add_user", positional, 2}, {"rabbitmqctl", "change_password", positional, 2}, {"rabbitmqadmin", "-p", apart, 0}, {"sqlplus", "", slashed, 0}, {"exp", "", slashed, 0}, {"imp", "", slashed, 0}, {"expdp", "", slashed, 0}, {"impdp", "", slashed, 0}, {"chpasswd", "", positional, 0},
	{"ssh-keygen", "-N", apart, 0}, {"ssh-keygen", "-P", apart, 0}, {"add-generic-password", "-w", apart, 0}, {"gpg", "--passphrase", apart, 0}, {"consul", "-http-auth", userColon, 0}, {"restic", "-p", apart, 0}, {"psexec", "-p", apart, 0}, {"use", "/user:", behind, 0},
	{"az", "-p", apart, 0}, {"argocd", "--password", apart, 0}, {"oc", "-p", apart, 0}, {"skopeo", "--creds", userColon, 0}, {"skopeo", "--src-creds", userColon, 0}, {"skopeo", "--dest-creds", userColon, 0}, {"podman", "--creds", userColon, 0}, {"buildah", "--creds", userColon, 0}, {"crane", "-p", apart, 0}, {"regctl", "-p", apart, 0}, {"twine", "-p", apart, 0}, {"secret", "--value", apart, 0}, {"put-parameter", "--value", apart, 0}, {"put-secret-value", "--secret-string", apart, 0}, {"create-secret", "--secret-string", apart, 0},
}

var ruleFlag = &rule{"password-in-command", Likely, "a command's flag for the password"}

// maxCommand is how far behind its name a command's flags are read, in bytes.
const maxCommand = 1 << 10

// findCommand looks at the flags of the command whose name ends at end.
func findCommand(s *scan, end int) {
	text := s.text
	start := end
	for start > 0 && end-start < 24 && (is(text[start-1], alnum) || text[start-1] == '-' || text[start-1] == '_') {
		start--
	}
	if before := byteAt(text, start-1); !is(before, space|quote) && before != '/' && before != '(' && before != '|' && before != ';' && before != '\\' || !is(byteAt(text, end), space) && !at(text, end, ".exe") && !at(text, end, `",`) && !at(text, end, "',") {
		return
	}
	name := text[start:end]
	if is(byteAt(text, end), quote) {
		end++ // ["mysql", "-u", …]
	}
	for _, f := range s.to.flags[string(name)] {
		s.readFlag(f, end)
	}
}

// readFlag looks for one flag among a command's words.
func (s *scan) readFlag(f commandFlag, i int) {
	text := s.text
	limit := min(i+maxCommand, len(text))
	words := -1
	if f.flag == "" {
		words = 0
	}
	for {
		start, stop, ok := nextWord(text, i, limit)
		if !ok {
			return
		}
		i = stop
		if q := text[start]; is(q, quote) && stop-start > 2 && text[stop-1] == q {
			start, stop = start+1, stop-1
		}
		word := text[start:stop]
		switch {
		case words >= 0 && f.shape == positional:
			if words++; words == f.words {
				s.password(start, stop)
				return
			}
		case f.shape == slashed:
			slash := bytes.IndexByte(word, '/')
			if slash > 0 && word[0] != '-' && word[0] != '@' {
				v := word[slash+1:]
				if n := bytes.LastIndexByte(v, '@'); n >= 0 {
					v = v[:n]
				}
				s.password(start+slash+1, start+slash+1+len(v))
			}
			return
		case f.shape == behind:
			if atFold(word, 0, f.flag) {
				if start, stop, ok = nextWord(text, i, limit); ok {
					s.password(start, stop)
				}
				return
			}
		case f.shape == glued && len(word) > len(f.flag) && at(word, 0, f.flag) && word[len(f.flag)] != '-':
			s.password(start+len(f.flag), stop)
			return
		case f.shape == userColon && gluedFlag(word, f.flag) > 0:
			v := word[gluedFlag(word, f.flag):]
			if n := bytes.IndexByte(v, ':'); n >= 0 {
				s.password(stop-len(v)+n+1, stop)
			}
			return
		case string(word) != f.flag && !(f.shape == userColon && isFlagCluster(word, f.flag)) || f.shape == glued:
		case f.shape == positional:
			words = 0
		default:
			start, stop, ok = nextWord(text, i, limit)
			if !ok {
				return
			}
			sign := byte(':')
			if f.shape == userSign {
				sign = '%'
			}
			if f.shape != apart && f.shape != glued {
				from := start
				for is(byteAt(text, from), quote) {
					from++
				}
				n := bytes.IndexByte(text[from:stop], sign)
				if n < 0 && f.shape == userColon {
					n = bytes.IndexByte(text[from:stop], ',') // lftp
				}
				if n < 0 {
					return
				}
				start = from + n + 1
			}
			s.password(start, stop)
			return
		}
	}
}

// gluedFlag returns where the value begins in -uVALUE or --user=VALUE, or 0.
func gluedFlag(word []byte, flag string) int {
	switch n := len(flag); {
	case len(word) <= n || !at(word, 0, flag):
		return 0
	case flag[1] != '-':
		return n
	case word[n] == '=':
		return n + 1
	}
	return 0
}

// isFlagCluster reports short flags in one word, of which the last is flag: -su.
func isFlagCluster(word []byte, flag string) bool {
	n := len(word)
	return len(flag) == 2 && n > 2 && word[0] == '-' && word[n-1] == flag[1] && masks(word[1:])&^(upper|lower) == 0
}

// password adds a word of a command without its quotes.
func (s *scan) password(start, stop int) {
	text := s.text
	for start < stop && (is(text[start], quote) || text[start] == '\\' && is(byteAt(text, start+1), quote)) {
		start++
	}
	for stop > start && is(text[stop-1], quote) {
		stop--
	}
	if stop > start && text[stop-1] == '\\' {
		stop--
	}
	k := keyed{start: start, stop: stop, by: blank, quoted: true}
	k.source(text)
	v := text[k.start:k.stop]
	if len(v) < 3 || isElsewhere(v) || isReference(v) || isDummy(v) || s.r.isPlaceholder(v) || v[0] == '-' || isDirectory(v) && bytes.Count(v, []byte("/")) > 1 || masks(v) == digit && len(v) < 4 {
		return
	}
	s.take(k, KindPassword, ruleFlag)
}

// source passes over the word by which openssl says that the password itself
// follows: pass:x.
func (k *keyed) source(text []byte) {
	if k.by == blank && at(text, k.start, "pass:") {
		k.start += len("pass:")
	}
}

// isElsewhere reports where a command is to read its password.
func isElsewhere(v []byte) bool {
	return at(v, 0, "env:") || at(v, 0, "file:") || at(v, 0, "fileb:") || at(v, 0, "fd:") || string(v) == "stdin"
}

// nextWord returns the word of a command line at or behind i. ok is false at
// the end of the command.
func nextWord(text []byte, i, limit int) (start, stop int, ok bool) {
	for i < limit {
		switch b := text[i]; {
		case b == ' ' || b == '\t' || b == ',':
			i++
		case (b == '\\' || b == '`' || b == '^') && (byteAt(text, i+1) == '\n' || byteAt(text, i+1) == '\r'):
			i += 2
			for i < limit && is(text[i], space) {
				i++
			}
		case b == '\n' || b == '\r' || b == '|' || b == ';' || b == '&' || b == '#' || b == '>' || b == '<':
			return 0, 0, false
		default:
			start = i
			var open byte
			for ; i < limit; i++ {
				b := text[i]
				if open != 0 {
					if b == '\n' {
						return 0, 0, false
					}
					if b == open {
						open = 0
						if byteAt(text, i+1) == ',' {
							i++
							break
						}
					}
					continue
				}
				if b == '\'' || b == '"' {
					open = b
					continue
				}
				if b == '\\' && !is(byteAt(text, i+1), space) {
					i++
					continue
				}
				if is(b, space) || b == ';' || b == '|' || b == ')' || b == ']' || b == '`' {
					break
				}
			}
			return start, min(i, limit), i > start // not before ) or a form feed
		}
	}
	return 0, 0, false
}

// commandNames are the names in commandFlags, each once.
func commandNames() []string {
	var names []string
	seen := make(map[string]bool)
	for _, f := range commandFlags {
		if !seen[f.command] {
			seen[f.command] = true
			names = append(names, strings.NewReplacer("-", "", "_", "").Replace(f.command))
		}
	}
	return names
}

// findPiped takes what is echoed into a command that reads a password.
func findPiped(s *scan, end int) {
	text := s.text
	start := end
	for start > 0 && end-start < maxCommand && text[start-1] != '\n' {
		start--
	}
	pipe := bytes.IndexByte(text[start:end], '|')
	if pipe < 0 {
		return
	}
	for i := start; i < start+pipe; {
		from, stop, ok := nextWord(text, i, start+pipe)
		if !ok {
			return
		}
		i = stop
		if word := text[from:stop]; string(word) == "echo" || string(word) == "printf" {
			from, stop, ok = nextWord(text, i, start+pipe)
			for ok && (text[from] == '-' || text[from] == '%' || at(text, from, "'%") || at(text, from, "\"%")) {
				from, stop, ok = nextWord(text, stop, start+pipe)
			}
			if ok {
				if n := bytes.IndexByte(text[from:stop], ':'); n >= 0 && nameEndsAt(text, end, "chpasswd") {
					from += n + 1
				}
				s.password(from, stop)
			}
			return
		}
	}
}

var rulePgpass = &rule{"password-file", Sure, "the last field of a line of .pgpass"}

// findPgpass sees every colon: host:port:database:user:PASSWORD alone on its line.
func findPgpass(s *scan, i int) {
	text := s.text
	if i < s.pgpassDone {
		return
	}
	start := i
	for start > 0 && i-start < maxHost && text[start-1] != '\n' {
		if start--; is(text[start], space|quote) {
			return
		}
	}
	stop := i
	for stop < len(text) && stop-i < maxHost*2 && text[stop] != '\n' && text[stop] != '\r' {
		if is(text[stop], space|quote) {
			s.pgpassDone = stop
			return
		}
		stop++
	}
	s.pgpassDone = stop
	fields := bytes.SplitN(text[start:stop], []byte(":"), 5)
	if len(fields) < 5 || masks(text[start:stop])&(space|quote) != 0 || len(fields[4]) < 3 {
		return
	}
	if port := fields[1]; !(masks(port) == digit && len(port) >= 4 && len(port) <= 5) && string(port) != "*" || len(fields[2]) == 0 || len(fields[3]) == 0 {
		return
	}
	if v := fields[4]; !isReference(v) && !s.r.isPlaceholder(v) {
		s.add(stop-len(v), stop, KindPassword, rulePgpass, spreadOfWord(v))
	}
}
