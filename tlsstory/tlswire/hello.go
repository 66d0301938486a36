package tlswire

import (
	"bytes"
	"strings"
)

// Extension types this package looks into.
const (
	extServerName        = 0
	extSupportedVersions = 43
)

// ClientHello is what a client offers.
type ClientHello struct {
	Version           uint16   // legacy version: the highest one up to TLS 1.2
	SupportedVersions []uint16 // extension 43, in the client's order, without GREASE
	SNI               string
	CipherSuites      []uint16 // in the client's order, without GREASE
	Random            [32]byte // tells two captures of one hello from two hellos
	SSL2              bool     // sent in the form of SSL 2.0
	Cut               bool     // the bytes ended before the message did
}

// ServerHello is what the server chose.
type ServerHello struct {
	Version     uint16 // extension 43 before the legacy version
	CipherSuite uint16
	Retry       bool // TLS 1.3 HelloRetryRequest: the real one is still to come
}

// helloRetry is the random of a HelloRetryRequest (RFC 8446, 4.1.3).
var helloRetry = []byte{
	0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
	0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
}

// Offers returns the versions the client is ready to speak, as far as its hello
// tells: the list of extension 43, or else the highest version alone.
func (h *ClientHello) Offers() []uint16 {
	if len(h.SupportedVersions) > 0 {
		return h.SupportedVersions
	}
	return []uint16{h.Version}
}

// parseClientHello reads the body of a client_hello message.
func parseClientHello(body []byte) *ClientHello {
	c := cursor{b: body}
	h := &ClientHello{Version: uint16(c.uint(2))}
	copy(h.Random[:], c.bytes(32))
	c.vector(1)
	suites := c.vector(2)
	for len(suites.b) >= 2 {
		if s := uint16(suites.uint(2)); !isGREASE(s) {
			h.CipherSuites = append(h.CipherSuites, s)
		}
	}
	c.vector(1)
	if !c.empty() {
		extensions := c.vector(2)
		h.readExtensions(&extensions)
		c.short = c.short || extensions.short
	}
	h.Cut = c.short
	return h
}

func (h *ClientHello) readExtensions(c *cursor) {
	for len(c.b) >= 4 {
		kind := c.uint(2)
		data := c.vector(2)
		switch kind {
		case extServerName:
			h.SNI = serverName(&data)
		case extSupportedVersions:
			list := data.vector(1)
			for len(list.b) >= 2 {
				if v := uint16(list.uint(2)); !isGREASE(v) {
					h.SupportedVersions = append(h.SupportedVersions, v)
				}
			}
		}
	}
}

// serverName returns the first host name of a server_name extension, or "" when
// it is not the kind of text a host name is.
func serverName(c *cursor) string {
	list := c.vector(2)
	for len(list.b) >= 3 {
		kind := list.uint(1)
		name := list.vector(2)
		if kind == 0 {
			return hostName(name.b)
		}
	}
	return ""
}

func hostName(b []byte) string {
	for _, ch := range b {
		if ch <= ' ' || ch >= 0x7F {
			return ""
		}
	}
	if len(b) > 255 {
		return ""
	}
	return strings.ToLower(string(b))
}

// parseServerHello reads the body of a server_hello message.
func parseServerHello(body []byte) *ServerHello {
	c := cursor{b: body}
	h := &ServerHello{Version: uint16(c.uint(2))}
	h.Retry = bytes.Equal(c.bytes(32), helloRetry)
	c.vector(1)
	h.CipherSuite = uint16(c.uint(2))
	c.uint(1)
	extensions := c.vector(2)
	for len(extensions.b) >= 4 {
		kind := extensions.uint(2)
		data := extensions.vector(2)
		if v := data.uint(2); kind == extSupportedVersions && !data.short {
			h.Version = uint16(v)
		}
	}
	return h
}

// parseSSL2Hello reads a client hello in the form of SSL 2.0, from behind its
// two bytes of length.
func parseSSL2Hello(body []byte) *ClientHello {
	c := cursor{b: body}
	c.uint(1)
	h := &ClientHello{SSL2: true, Version: uint16(c.uint(2))}
	suites, session, challenge := c.uint(2), c.uint(2), c.uint(2)
	list := cursor{b: c.bytes(suites)}
	for len(list.b) >= 3 {
		// A suite of three bytes with a zero first is a TLS one.
		if s := list.uint(3); s <= 0xFFFF {
			h.CipherSuites = append(h.CipherSuites, uint16(s))
		}
	}
	c.bytes(session)
	copy(h.Random[:], c.bytes(challenge))
	h.Cut = c.short
	return h
}

// isGREASE tells a value that clients sprinkle in to keep servers tolerant
// (RFC 8701): both bytes equal, low nibble A.
func isGREASE(v uint16) bool { return v&0x0F0F == 0x0A0A && v>>8 == v&0xFF }
