package tlsstory

import (
	"encoding/hex"
	"net/netip"
	"strconv"
	"strings"

	"hybriddiag/evidence"
)

// number reads a field as the event viewer shows it: decimal or 0x hexadecimal,
// signed or not.
func number(e *evidence.Event, name string) (uint64, bool) {
	text, ok := e.Get(name)
	if !ok {
		return 0, false
	}
	return parseNumber(strings.TrimSpace(text))
}

func parseNumber(text string) (uint64, bool) {
	if digits, ok := strings.CutPrefix(strings.ToLower(text), "0x"); ok {
		v, err := strconv.ParseUint(digits, 16, 64)
		return v, err == nil
	}
	if strings.HasPrefix(text, "-") {
		v, err := strconv.ParseInt(text, 10, 64)
		return uint64(v), err == nil
	}
	v, err := strconv.ParseUint(text, 10, 64)
	return v, err == nil
}

// number32 is number for the fields of 32 bits.
func number32(e *evidence.Event, name string) (uint32, bool) {
	v, ok := number(e, name)
	return uint32(v), ok
}

// text returns a field, or "".
func text(e *evidence.Event, name string) string {
	v, _ := e.Get(name)
	return v
}

// first returns the first of several fields that is there and not empty.
func first(e *evidence.Event, names ...string) string {
	for _, name := range names {
		if v := text(e, name); v != "" {
			return v
		}
	}
	return ""
}

// binaryField reads a field of hexadecimal digits.
func binaryField(e *evidence.Event, name string) []byte {
	v := strings.TrimPrefix(strings.TrimSpace(text(e, name)), "0x")
	b, err := hex.DecodeString(v)
	if err != nil {
		return nil
	}
	return b
}

// protocolMask reads a mask that may be a number or the names of its bits.
func protocolMask(e *evidence.Event, name string) (uint32, bool) {
	value := strings.TrimSpace(text(e, name))
	if v, ok := parseNumber(value); ok {
		return uint32(v), true
	}
	var mask uint32
	names := strings.FieldsFunc(value, func(r rune) bool { return r == '|' || r == ',' || r == ' ' })
	for _, n := range names {
		bit, ok := protocolBits[strings.ToUpper(n)]
		if v, isNumber := parseNumber(n); isNumber {
			bit, ok = uint32(v), true
		}
		if !ok {
			return 0, false
		}
		mask |= bit
	}
	return mask, len(names) > 0
}

// protocolBits are the names of WebIO's map mapSChannelProtocolIdentifiers.
var protocolBits = map[string]uint32{
	"SP_PROT_PCT1_SERVER": 0x1, "SP_PROT_PCT1_CLIENT": 0x2,
	"SP_PROT_SSL2_SERVER": 0x4, "SP_PROT_SSL2_CLIENT": 0x8,
	"SP_PROT_SSL3_SERVER": 0x10, "SP_PROT_SSL3_CLIENT": 0x20,
	"SP_PROT_TLS1_SERVER": 0x40, "SP_PROT_TLS1_CLIENT": 0x80,
	"SP_PROT_TLS1_1_SERVER": 0x100, "SP_PROT_TLS1_1_CLIENT": 0x200,
	"SP_PROT_TLS1_2_SERVER": 0x400, "SP_PROT_TLS1_2_CLIENT": 0x800,
	"SP_PROT_TLS1_3_SERVER": 0x1000, "SP_PROT_TLS1_3_CLIENT": 0x2000,
	"SP_PROT_UNI_SERVER": 0x40000000, "SP_PROT_UNI_CLIENT": 0x80000000,
}

// address reads a socket address: as text ("192.0.2.1:443", "[::1]:443", the
// bare address) or as the bytes of a SOCKADDR.
func address(value string) netip.AddrPort {
	value = strings.TrimRight(strings.TrimSpace(value), "\x00;")
	if ap, err := netip.ParseAddrPort(value); err == nil {
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	}
	if a, err := netip.ParseAddr(strings.Trim(value, "[]")); err == nil {
		return netip.AddrPortFrom(a.Unmap(), 0)
	}
	b, err := hex.DecodeString(strings.TrimPrefix(value, "0x"))
	if err != nil {
		return netip.AddrPort{}
	}
	return sockaddr(b)
}

// sockaddr reads SOCKADDR_IN (family 2: port, 4 bytes) and SOCKADDR_IN6 (family
// 23: port, flow, 16 bytes). The family is little endian, the port big endian.
func sockaddr(b []byte) netip.AddrPort {
	if len(b) < 8 {
		return netip.AddrPort{}
	}
	port := uint16(b[2])<<8 | uint16(b[3])
	switch family := uint16(b[0]) | uint16(b[1])<<8; {
	case family == 2:
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[4:8])), port)
	case family == 23 && len(b) >= 24:
		return netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[8:24])).Unmap(), port)
	}
	return netip.AddrPort{}
}

// hostAndPort returns host and port of a URL, and nothing else of it.
func hostAndPort(url string) (host string, port uint16) {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		scheme, rest = "", url
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	host = rest
	if i := strings.LastIndexByte(rest, ':'); i >= 0 && !strings.HasSuffix(rest, "]") {
		if p, err := strconv.ParseUint(rest[i+1:], 10, 16); err == nil {
			host, port = rest[:i], uint16(p)
		}
	}
	if port == 0 {
		port = defaultPort(scheme)
	}
	return strings.ToLower(strings.Trim(host, "[]")), port
}

func defaultPort(scheme string) uint16 {
	switch strings.ToLower(scheme) {
	case "https":
		return 443
	case "http":
		return 80
	}
	return 0
}
