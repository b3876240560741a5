package format

import "strings"

// awsDomains are the domains of AWS's own endpoints, one for each partition
// and one for endpoints of both address families.
// https://docs.aws.amazon.com/general/latest/gr/rande.html
var awsDomains = []string{
	".amazonaws.com", ".api.aws", ".amazonaws.com.cn", ".api.amazonwebservices.com.cn", ".amazonaws.eu", ".api.amazonwebservices.eu",
	".c2s.ic.gov", ".sc2s.sgov.gov", ".cloud.adc-e.uk", ".csp.hci.ic.gov",
}

// foreignEndpoint reports whether an address is that of a service which is
// not AWS's: MinIO, Ceph, an emulator. What only the running tool knows is not
// judged, so the address has to begin like one.
func foreignEndpoint(address string) bool {
	_, host, ok := strings.Cut(address, "://")
	if !ok {
		return false
	}
	if n := strings.IndexAny(host, "/?#"); n >= 0 {
		host = host[:n]
	}
	host = strings.ToLower(host[strings.LastIndexByte(host, '@')+1:])
	host, _, _ = strings.Cut(host, ":")
	if host == "" || strings.ContainsAny(host, "${}<>*%") {
		return false
	}
	for _, domain := range awsDomains {
		if strings.HasSuffix(host, domain) {
			return false
		}
	}
	return true
}

const foreignWords = "the endpoint is not AWS's, and such a service has limits of its own"
