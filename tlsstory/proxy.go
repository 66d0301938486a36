package tlsstory

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// maxConnectHead bounds the head of a CONNECT, with the tickets of its logon,
// and of the proxy's answer.
const maxConnectHead = 64 << 10

// proxyWantsLogon is the status with which a proxy asks for credentials. It is
// the first step of every logon: a client that has credentials asks again.
const proxyWantsLogon = 407

// proxyNoStatus stands for a refusal without a status of HTTP.
const proxyNoStatus = -1

func isConnect(b []byte) bool { return strings.HasPrefix(string(b[:min(len(b), 8)]), "CONNECT ") }

// httpTunnel follows a CONNECT, the first one and the next ones of a logon.
type httpTunnel struct {
	conn     *conn
	up, down []byte // heads that are not complete yet
	asked    bool   // the proxy has not answered yet
}

// client takes the head of a CONNECT. Its first line names the server.
func (p *httpTunnel) client(b []byte) []byte {
	if p.conn.tunnelled {
		return b
	}
	p.up = append(p.up, b...)
	line, _, whole := strings.Cut(string(p.up[:min(len(p.up), 512)]), "\r\n")
	if whole && isConnect(p.up) {
		name, _, _ := strings.Cut(line[8:], " ")
		p.conn.host, p.conn.port = hostAndPort(name)
		p.conn.proxyStatus, p.asked = 0, true
	}
	_, rest, ended := bytes.Cut(p.up, []byte("\r\n\r\n"))
	if ended || len(p.up) > maxConnectHead {
		p.up = nil
	}
	return bytes.Clone(rest)
}

// server reads the head of the answer and returns the bytes behind it. Only the
// status is kept; the page that comes with a refusal is left out.
func (p *httpTunnel) server(t time.Time, b []byte) []byte {
	switch {
	case p.conn.tunnelled:
		return b
	case !p.asked:
		return nil
	}
	p.down = append(p.down, b...)
	head, rest, ended := bytes.Cut(p.down, []byte("\r\n\r\n"))
	if !ended && len(p.down) < maxConnectHead {
		return nil
	}
	p.asked, p.down = false, nil
	status := httpStatus(string(head))
	if status < 200 || status > 299 {
		p.conn.refusedByProxy(t, status)
		return nil
	}
	p.conn.tunnelled = true
	return bytes.Clone(rest)
}

// refusedByProxy notes that a proxy opened no tunnel.
func (c *conn) refusedByProxy(t time.Time, status int) {
	c.proxyStatus = status
	c.at(weighsResult, t, nil)
}

// httpStatus takes the status out of "HTTP/1.1 407 …"; proxyNoStatus when there
// is none.
func httpStatus(head string) int {
	_, rest, _ := strings.Cut(head, " ")
	status, err := strconv.Atoi(rest[:min(len(rest), 3)])
	if err != nil || !strings.HasPrefix(head, "HTTP/") {
		return proxyNoStatus
	}
	return status
}

// caller is a process, 0 when the packets do not tell, and the host it asked a
// proxy for.
type caller struct {
	pid  uint32
	host string
}

// dropLogons leaves out the connections that ended with the proxy's wish for
// credentials when another one of the same caller got through.
func dropLogons(conns []*conn) []*conn {
	through := map[caller]bool{}
	for _, c := range conns {
		if c.tunnelled {
			through[caller{c.pid, c.host}] = true
		}
	}
	kept := conns[:0:0]
	for _, c := range conns {
		if c.proxyStatus != proxyWantsLogon || !through[caller{c.pid, c.host}] {
			kept = append(kept, c)
		}
	}
	return kept
}
