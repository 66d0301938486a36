package netconfig

import (
	"net/netip"
	"regexp"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
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
	others       []found
	full         bool
}

const (
	maxAddresses = 1000   // of each list
	maxOthers    = 20_000 // values under their labels; a server with many cards has some 500
)

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
	c.other(label, value, number)
}

// other keeps a value under its label.
func (c *ipConfig) other(label, value string, line int) {
	if english, ok := labels[label]; ok {
		label = english
	}
	if c.full = len(c.others) == maxOthers; !c.full && value != "" {
		c.others = append(c.others, found{label, textenc.Clip(value), line})
	}
}

// labels puts the Japanese labels in English.
var labels = map[string]string{
	"ホスト名": "Host Name", "プライマリ DNS サフィックス": "Primary Dns Suffix", "ノード タイプ": "Node Type",
	"IP ルーティング有効": "IP Routing Enabled", "WINS プロキシ有効": "WINS Proxy Enabled",
	"DNS サフィックス検索一覧": "DNS Suffix Search List", "接続固有の DNS サフィックス": "Connection-specific DNS Suffix",
	"説明": "Description", "物理アドレス": "Physical Address", "DHCP 有効": "DHCP Enabled",
	"自動構成有効": "Autoconfiguration Enabled", "IPv4 アドレス": "IPv4 Address", "IPv6 アドレス": "IPv6 Address",
	"リンクローカル IPv6 アドレス": "Link-local IPv6 Address", "サブネット マスク": "Subnet Mask",
	"デフォルト ゲートウェイ": "Default Gateway", "DHCP サーバー": "DHCP Server", "DNS サーバー": "DNS Servers",
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
	for _, o := range c.others {
		s.send(key, o.name, "", o.value, o.line)
	}
	if c.full {
		s.result.Problems = append(s.result.Problems, parsers.ListTooLong(maxOthers))
	}
	return len(c.addresses) > 0 && !c.full
}
