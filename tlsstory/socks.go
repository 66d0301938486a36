package tlsstory

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"strings"
	"time"
)

// socksTunnel follows a client of a SOCKS proxy up to the tunnel.
//
//	SOCKS 4    client 4, 1, port <2>, address <4>, user 0 [, name 0 when the
//	           address is 0.0.0.x]        server 0, 90 (granted), 6 bytes
//	SOCKS 5    client 5, n, methods <n>   server 5, method (0xFF: none)
//	           for method 2: client 1, user <1>, password <1>   server 1, 0 (good)
//	           client 5, 1, 0, address, port <2>   server 5, 0 (granted), 0, address, port <2>
//	address    1, 4 bytes │ 3, name <1> │ 4, 16 bytes
//
// <1> is one byte of length and as many bytes. Sources: RFC 1928, RFC 1929, the
// memo "SOCKS 4A". Users and passwords are stepped over. Other methods wrap
// their messages; the connection then has no row.
type socksTunnel struct {
	conn     *conn
	up, down []byte // messages that are not complete yet
	step     socksStep
}

// socksStep is the message that comes next.
type socksStep uint8

const (
	socksGreeting socksStep = iota // client
	socksMethod                    // server
	socksLogon                     // client
	socksLogonOK                   // server
	socksRequest                   // client
	socksReply                     // server
	socks4Reply                    // server
	socksOpen
	socksClosed
)

const maxSOCKS = 1 << 10

// isSOCKS reports whether the first bytes of a client are a whole message of
// SOCKS 4 or 5 that asks for a connection.
func isSOCKS(b []byte) bool {
	switch {
	case len(b) >= 3 && b[0] == 5:
		return b[1] > 0 && b[1] < 16 && len(b) == 2+int(b[1])
	case len(b) >= 9 && b[0] == 4:
		return b[1] == 1 && b[len(b)-1] == 0
	}
	return false
}

func (p *socksTunnel) client(b []byte) []byte {
	if p.step == socksOpen {
		return b
	}
	p.up = append(p.up, b...)
	for n := p.clientMessage(p.up); n > 0; n = p.clientMessage(p.up) {
		p.up = bytes.Clone(p.up[n:])
	}
	p.up = p.up[:min(len(p.up), maxSOCKS)]
	return nil
}

// clientMessage reads one message and returns its length, 0 when it is not
// complete or not its turn. A client may send the next one before the answer.
func (p *socksTunnel) clientMessage(b []byte) int {
	switch {
	case len(b) < 3:
	case p.step == socksGreeting && b[0] == 4:
		return p.request4(b)
	case p.step == socksGreeting && len(b) >= 2+int(b[1]):
		p.step = socksMethod
		return 2 + int(b[1])
	case p.step == socksLogon:
		user := 2 + int(b[1])
		if len(b) > user && len(b) >= user+1+int(b[user]) {
			p.step = socksLogonOK
			return user + 1 + int(b[user])
		}
	case p.step == socksRequest:
		return p.request5(b)
	}
	return 0
}

func (p *socksTunnel) request4(b []byte) int {
	if len(b) < 9 {
		return 0
	}
	user, rest, whole := bytes.Cut(b[8:], []byte{0})
	n := 8 + len(user) + 1
	host := netip.AddrFrom4([4]byte(b[4:8])).String()
	if named := b[4]|b[5]|b[6] == 0 && b[7] != 0; named && whole {
		var name []byte
		name, _, whole = bytes.Cut(rest, []byte{0})
		host, n = string(name), n+len(name)+1
	}
	if !whole {
		return 0
	}
	p.asks(host, binary.BigEndian.Uint16(b[2:]))
	p.step = socks4Reply
	return n
}

func (p *socksTunnel) request5(b []byte) int {
	host, n := socksAddress(b[3:])
	if n == 0 || len(b) < 3+n+2 {
		return 0
	}
	p.asks(host, binary.BigEndian.Uint16(b[3+n:]))
	p.step = socksReply
	return 3 + n + 2
}

func (p *socksTunnel) asks(host string, port uint16) {
	p.conn.host, p.conn.port = strings.ToLower(host), port
}

func (p *socksTunnel) server(t time.Time, b []byte) []byte {
	if p.step == socksOpen {
		return b
	}
	p.down = append(p.down, b...)
	n := p.serverMessage(t, p.down)
	p.down = bytes.Clone(p.down[n:min(len(p.down), n+maxSOCKS)])
	if p.step != socksOpen {
		p.client(nil) // what the client sent before the answer
		return nil
	}
	rest := p.down
	p.down, p.up = nil, nil
	return rest
}

// serverMessage reads one message and returns its length, 0 when it is not
// complete or not its turn.
func (p *socksTunnel) serverMessage(t time.Time, b []byte) int {
	switch {
	case len(b) < 2:
	case p.step == socksMethod:
		p.method(t, b[1])
		return 2
	case p.step == socksLogonOK:
		p.answered(t, b[1] == 0, socksRequest)
		return 2
	case p.step == socks4Reply && len(b) >= 8:
		p.answered(t, b[1] == 90, socksOpen)
		return 8
	case p.step == socksReply && b[1] != 0:
		p.refused(t)
		return len(b)
	case p.step == socksReply && len(b) > 3:
		if _, n := socksAddress(b[3:]); n > 0 && len(b) >= 3+n+2 {
			p.answered(t, true, socksOpen)
			return 3 + n + 2
		}
	}
	return 0
}

// method takes the way to log on that the proxy chose.
func (p *socksTunnel) method(t time.Time, method byte) {
	switch method {
	case 0:
		p.step = socksRequest
	case 2:
		p.step = socksLogon
	case 0xFF:
		p.refused(t)
	default:
		p.step = socksClosed
	}
}

func (p *socksTunnel) answered(t time.Time, granted bool, next socksStep) {
	if !granted {
		p.refused(t)
		return
	}
	p.step = next
	p.conn.tunnelled = next == socksOpen
}

func (p *socksTunnel) refused(t time.Time) {
	p.step = socksClosed
	p.conn.refusedByProxy(t, proxyNoStatus)
}

// socksAddress reads an address of SOCKS 5 and its length, 0 when it is not
// complete.
func socksAddress(b []byte) (host string, n int) {
	if len(b) < 2 {
		return "", 0
	}
	n = map[byte]int{1: 1 + 4, 3: 2 + int(b[1]), 4: 1 + 16}[b[0]]
	if n == 0 || len(b) < n {
		return "", 0
	}
	if b[0] == 3 {
		return string(b[2:n]), n
	}
	return addrOf(b[1:n]).String(), n
}
