package netconfig

import (
	"net/netip"
	"regexp"
	"strings"

	"hybriddiag/parsers"
)

func detectIPConfig(lines []string, _ string) parsers.Likelihood {
	if contains(lines, "Windows IP Configuration", "Windows IP 構成") {
		return parsers.Structure
	}
	return parsers.No
}

// dotted is a line `   Label . . . . : value`.
var dotted = regexp.MustCompile(`^\s+(\S.*?)[ .]*\.[ .]*: ?(.*)$`)

// ipConfig reads ipconfig /all.
type ipConfig struct {
	host, suffix found
	addresses    []string
	servers      []string
	addressLine  int
	serverLine   int
	inServers    bool // the lines below name more servers
}

// maxAddresses bounds the lists.
const maxAddresses = 1000

func (c *ipConfig) line(number int, text string) {
	m := dotted.FindStringSubmatch(text)
	if m == nil {
		c.more(text)
		return
	}
	label, value := m[1], strings.TrimSpace(m[2])
	c.inServers = false
	switch {
	case label == "Host Name", label == "ホスト名":
		c.host = found{value: value, line: number}
	case strings.EqualFold(label, "Primary Dns Suffix"), label == "プライマリ DNS サフィックス":
		c.suffix = found{value: value, line: number}
	case label == "DNS Servers", label == "DNS サーバー":
		c.inServers = true
		c.serverLine = max(c.serverLine, number)
		c.servers = appendAddress(c.servers, value)
	case strings.HasSuffix(label, "Address") || strings.HasSuffix(label, "アドレス"):
		if n := len(c.addresses); len(appendAddress(c.addresses, value)) > n {
			c.addresses = appendAddress(c.addresses, value)
			c.addressLine = max(c.addressLine, number)
		}
	}
}

// more takes a line without label: another DNS server, or nothing.
func (c *ipConfig) more(text string) {
	if c.inServers && strings.HasPrefix(text, " ") {
		c.servers = appendAddress(c.servers, strings.TrimSpace(text))
		return
	}
	c.inServers = false
}

// appendAddress adds an address, without the mark behind it: 10.0.0.5(Preferred).
func appendAddress(list []string, text string) []string {
	text, _, _ = strings.Cut(text, "(")
	ip, err := netip.ParseAddr(strings.TrimSpace(text))
	if err != nil || len(list) == maxAddresses {
		return list
	}
	for _, known := range list {
		if known == ip.String() {
			return list
		}
	}
	return append(list, ip.String())
}

func (c *ipConfig) finish(s *sender) bool {
	if c.host.value != "" {
		s.result.Host = c.host.value
		s.send("host", "Name", "", c.host.value, c.host.line)
	}
	if c.suffix.value != "" {
		s.send("host", "Domain", "", c.suffix.value, c.suffix.line)
	}
	const key = `net\ipconfig`
	if len(c.addresses) > 0 {
		s.send(key, "Addresses", "", strings.Join(c.addresses, "\n"), c.addressLine)
	}
	if len(c.servers) > 0 {
		s.send(key, "DnsServers", "", strings.Join(c.servers, "\n"), c.serverLine)
	}
	return len(c.addresses) > 0
}
