package redact

import (
	"bytes"
	"strings"
)

var (
	ruleHostInternal = &rule{"internal-host", Sure, "a name that only an internal network resolves"}
	ruleHostCustomer = &rule{"customer-endpoint", Sure, "an address that AWS gave to one customer"}
	ruleHostConnect  = &rule{"connection-host", Likely, "the host of a connection string"}
	ruleIP           = &rule{"ip-address", Likely, "the address of one machine"}
)

// internalTops end names that the public DNS does not know.
var internalTops = []string{"internal", "local", "lan", "corp", "intranet", "home", "localdomain", "intra"}

// customerSuffixes end addresses of which each belongs to one customer. The
// regional endpoints of the services, which all share, end in amazonaws.com too.
var customerSuffixes = []string{
	"rds.amazonaws.com", "cache.amazonaws.com", "elb.amazonaws.com", "eks.amazonaws.com", "mq.amazonaws.com", "execute-api", "awsapps.com",
	"es.amazonaws.com", "aoss.amazonaws.com", "redshift.amazonaws.com", "kafka.amazonaws.com", "vpce.amazonaws.com", "docdb.amazonaws.com", "neptune.amazonaws.com", "efs", "fsx",
	"compute.amazonaws.com", "compute.internal", "ec2.internal", "lambda-url", "iot", "transfer", "appsync-api", "memorydb", "dax", "directconnect",
	"signin.aws.amazon.com", "aws.dev", "cloudapp.azure.com", "database.windows.net", "blob.core.windows.net", "vault.azure.net", "azurewebsites.net", "redis.cache.windows.net",
	"servicebus.windows.net", "documents.azure.com", "onmicrosoft.com", "okta.com", "oktapreview.com", "auth0.com", "atlassian.net", "mongodb.net", "snowflakecomputing.com",
	"cloud.databricks.com", "azuredatabricks.net", "my.salesforce.com", "service-now.com", "slack.com", "grafana.net", "ngrok.io", "cloudfront.net", "vercel.app", "aivencloud.com",
	"upstash.io", "neon.tech", "supabase.co", "planetscale.com",
}

// maxHost is the longest host name, in bytes.
const maxHost = 253

// findHost sees every dot.
func findHost(s *scan, i int) {
	if i < s.hostDone {
		return
	}
	text := s.text
	start, stop := i, i
	for start > 0 && i-start < maxHost && isHostByte(text[start-1]) {
		start--
	}
	for stop < len(text) && stop-i < maxHost && (isHostByte(text[stop]) || text[stop] == '.') {
		stop++
	}
	s.hostDone = stop
	if start > 0 && text[start-1] == '%' && stop-start > 2 && isHex(text[start]) && isHex(text[start+1]) {
		start += 2 // %2F before it
	}
	for stop > start && (text[stop-1] == '.' || text[stop-1] == '-') {
		stop--
	}
	for start < stop && (text[start] == '.' || text[start] == '-') {
		start++
	}
	host := text[start:stop]
	var room [8][]byte
	labels := splitLabels(room[:0], host)
	if len(labels) < 2 || byteAt(text, start-1) == '$' || byteAt(text, start-1) == '}' || s.r.isPlaceholder(labels[0]) {
		return
	}
	if masks(host)&(upper|lower) == 0 {
		s.ip(start, stop, labels)
		return
	}
	top := labels[len(labels)-1]
	switch {
	case isInternal(labels, top):
		if byteAt(text, stop) == '(' || byteAt(text, stop) == '[' || byteAt(text, stop) == '=' || isExpressionHost(text, start, stop, labels) {
			return
		}
		s.add(start, stop, KindHost, ruleHostInternal, everywhere)
	case len(labels) >= 3 && s.customerEnd(start, stop, labels):
	case byteAt(text, start-1) == '@' && s.urlDone == start-1:
		if !isPublicHost(host) && !isDocumentation(host) {
			s.add(start, stop, KindHost, ruleHostConnect, everywhere)
		}
	}
}

// splitLabels appends the labels of a host to list.
func splitLabels(list [][]byte, host []byte) [][]byte {
	for {
		dot := bytes.IndexByte(host, '.')
		if dot < 0 {
			return append(list, host)
		}
		list, host = append(list, host[:dot]), host[dot+1:]
	}
}

func isHostByte(b byte) bool { return classes[b]&alnum != 0 || b == '-' }

// isInternal reports a name whose top, or whose label corp, says that it is internal.
func isInternal(labels [][]byte, top []byte) bool {
	for _, t := range internalTops {
		if string(top) == t || len(top) == len(t) && masks(top) == upper && atFold(top, 0, t) {
			return !isCluster(labels)
		}
	}
	for _, label := range labels[1 : len(labels)-1] {
		if string(label) == "corp" || string(label) == "intranet" || string(label) == "intra" {
			return true
		}
	}
	return false
}

// isCluster reports the names that every Kubernetes cluster and every Docker
// host has.
func isCluster(labels [][]byte) bool {
	name := bytes.Join(labels, []byte("."))
	for _, known := range []string{"kubernetes.default.svc.cluster.local", "svc.cluster.local", "cluster.local", "host.docker.internal", "metadata.google.internal", "localhost.localdomain", "gateway.docker.internal", "kubernetes.docker.internal"} {
		if bytes.EqualFold(name, []byte(known)) {
			return true
		}
	}
	return false
}

// isExpressionHost reports module.local, settings.local.json, and the like: a
// dotted name of code or a file.
func isExpressionHost(text []byte, start, stop int, labels [][]byte) bool {
	if byteAt(text, stop) == '_' || byteAt(text, start-1) == '_' || byteAt(text, start-1) == '\\' && byteAt(text, start-2) != '\\' {
		return true
	}
	// Two words are a member or a file more often than a host, unless a scheme,
	// an @ or a port says otherwise.
	if len(labels) != 2 || masks(labels[0])&(digit) != 0 || bytes.IndexByte(labels[0], '-') > 0 {
		return false
	}
	before, after := byteAt(text, start-1), byteAt(text, stop)
	return before != '/' && before != '@' && !(after == ':' && is(byteAt(text, stop+1), digit)) && !is(before, quote)
}

// customerEnd adds a host that ends in one of customerSuffixes.
func (s *scan) customerEnd(start, stop int, labels [][]byte) bool {
	host := s.text[start:stop]
	if bytes.HasSuffix(host, []byte(".amazonaws.com.cn")) {
		host, labels = host[:len(host)-len(".cn")], labels[:len(labels)-1]
	}
	aws := len(labels) >= 5 && bytes.HasSuffix(host, []byte(".amazonaws.com"))
	for _, suffix := range customerSuffixes {
		from := len(host) - len(suffix)
		ends := from > 0 && host[from-1] == '.' && at(host, from, suffix) && strings.IndexByte(suffix, '.') > 0
		if !ends && !(aws && (string(labels[1]) == suffix || beforeRegion(labels, suffix))) {
			continue
		}
		if len(labels) == bytes.Count([]byte(suffix), []byte("."))+2 && isRegionOrService(labels[0]) || isRegionOrService(labels[0]) && len(labels) <= 4 {
			return false
		}
		s.add(start, stop, KindHost, ruleHostCustomer, everywhere)
		return true
	}
	return false
}

// beforeRegion reports a service that puts its name before the region, as
// network load balancers do: name.elb.eu-west-1.amazonaws.com.
func beforeRegion(labels [][]byte, suffix string) bool {
	service := labels[len(labels)-4]
	return isRegion(labels[len(labels)-3]) && at([]byte(suffix), 0, string(service)) && suffix[len(service):] == ".amazonaws.com"
}

// isRegionOrService reports a first label that all customers share: rds of
// rds.eu-west-1.amazonaws.com, us-east-1 of us-east-1.elb.amazonaws.com, www.
func isRegionOrService(label []byte) bool {
	for _, word := range []string{"www", "hooks", "api", "login", "files", "docs", "status", "app", "signin", "console", "elasticache", "rds", "eks", "mq", "es", "redshift", "kafka", "portal", "global", "ec2", "s3", "help", "developer", "cdn"} {
		if string(label) == word {
			return true
		}
	}
	return isRegion(label)
}

// isRegion reports eu-west-1, us-gov-east-1.
func isRegion(label []byte) bool {
	parts := bytes.Split(label, []byte("-"))
	last := parts[len(parts)-1]
	return len(parts) >= 3 && len(parts[0]) <= 4 && masks(parts[0]) == lower && len(last) == 1 && is(last[0], digit)
}

// isPublicHost reports the hosts of services that everybody uses.
func isPublicHost(host []byte) bool {
	for _, known := range []string{"github.com", "gitlab.com", "bitbucket.org", "dev.azure.com", "docker.io", "npmjs.org", "pypi.org", "googleapis.com", "amazonaws.com", "sentry.io", "ghcr.io", "quay.io", "redis.io", "localhost.localdomain", "maven.org", "rubygems.org", "packagist.org"} {
		if bytes.Equal(host, []byte(known)) || bytes.HasSuffix(host, []byte("."+known)) {
			return true
		}
	}
	return false
}

// ip adds an IPv4 address of one machine.
func (s *scan) ip(start, stop int, labels [][]byte) {
	text := s.text
	if len(labels) != 4 || isVersionBefore(text, start) || byteAt(text, stop) == '-' && is(byteAt(text, stop+1), alnum) {
		return
	}
	var octets [4]int
	for i, label := range labels {
		if len(label) == 0 || len(label) > 3 || len(label) > 1 && label[0] == '0' {
			return
		}
		for _, b := range label {
			octets[i] = octets[i]*10 + int(b-'0')
		}
		if octets[i] > 255 {
			return
		}
	}
	a, b := octets[0], octets[1]
	switch {
	case a == 0, a == 127, a == 169 && b == 254, a == 255, a >= 224, octets == [4]int{8, 8, 8, 8}, octets == [4]int{1, 1, 1, 1}, octets == [4]int{8, 8, 4, 4}:
		return
	case a == 192 && b == 0 && octets[2] == 2, a == 198 && b == 51 && octets[2] == 100, a == 203 && b == 0 && octets[2] == 113:
		return // for documentation, RFC 5737
	}
	if byteAt(text, stop) == '/' && is(byteAt(text, stop+1), digit) {
		end := run(text, stop+1, digit)
		if string(text[stop+1:end]) != "32" {
			return // a range
		}
	}
	if is(byteAt(text, start-1), alnum) || byteAt(text, start-1) == '_' || byteAt(text, start-1) == '=' && byteAt(text, start-2) == '=' {
		return
	}
	s.add(start, stop, KindIP, ruleIP, everywhere)
}

// isVersionBefore reports that what follows at start is a version.
func isVersionBefore(text []byte, start int) bool {
	before := text[max(0, start-24):start]
	if n := bytes.LastIndexByte(before, '\n'); n >= 0 {
		before = before[n+1:]
	}
	if n := len(before); n > 0 && (before[n-1] == 'v' || before[n-1] == '~' || before[n-1] == '^') {
		return true
	}
	for _, word := range []string{"version", "release", "chrome/", "firefox/", "safari/", "edg/", "constraints", "oid"} {
		for i := range before {
			if atFold(before, i, word) {
				return true
			}
		}
	}
	return false
}

// findIPv6 sees every colon.
func findIPv6(s *scan, i int) {
	if i < s.ipDone {
		return
	}
	text := s.text
	start, stop := i, i
	for start > 0 && i-start < 5 && isHex(text[start-1]) {
		start--
	}
	groups, double, hexes := 0, false, 0
	for stop < len(text) && stop-start < 40 && (isHex(text[stop]) || text[stop] == ':') {
		if text[stop] == ':' {
			groups++
			double = double || byteAt(text, stop+1) == ':'
		} else {
			hexes++
		}
		stop++
	}
	s.ipDone = stop
	if text[stop-1] == ':' && byteAt(text, stop-2) != ':' {
		stop--
		groups--
	}
	if is(byteAt(text, start-1), alnum) || byteAt(text, start-1) == '%' || is(byteAt(text, stop), alnum) || byteAt(text, start-1) == ':' || byteAt(text, start-1) == '.' {
		return
	}
	v := text[start:stop]
	if groups < 2 || groups > 7 || groups != 7 && !double || hexes < 8 || masks(v)&digit == 0 || bytes.Count(v, []byte("::")) > 1 {
		return
	}
	for _, group := range bytes.Split(v, []byte(":")) {
		if len(group) > 4 {
			return
		}
	}
	if atFold(v, 0, "fe80") || atFold(v, 0, "2001:db8") || atFold(v, 0, "ff0") {
		return // link-local, documentation, multicast
	}
	if byteAt(text, stop) == '/' && is(byteAt(text, stop+1), digit) && !at(text, stop, "/128") {
		return
	}
	s.add(start, stop, KindIP, ruleIP, everywhere)
}
