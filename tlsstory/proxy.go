package tlsstory

import (
	"strconv"
	"strings"
	"time"
)

// maxConnectHead bounds the head of a proxy's answer.
const maxConnectHead = 4 << 10

// proxyWantsLogon is the status with which a proxy asks for credentials. It is
// the first step of every logon: a client that has credentials asks again.
const proxyWantsLogon = 407

func isConnect(b []byte) bool { return strings.HasPrefix(string(b[:min(len(b), 8)]), "CONNECT ") }

// askProxy takes a CONNECT, the first one or the next one of a logon.
func (f *flow) askProxy(b []byte) {
	line, _, _ := strings.Cut(string(b[8:min(len(b), 512)]), " ")
	f.conn.host, f.conn.port = hostAndPort(line)
	f.conn.proxyStatus = 0
	f.proxy = true
}

// proxyAnswer reads the head of the answer to CONNECT and returns the bytes
// behind it. Only the status is kept.
func (f *flow) proxyAnswer(t time.Time, b []byte) []byte {
	f.proxyHead = append(f.proxyHead, b...)
	head := string(f.proxyHead)
	end := strings.Index(head, "\r\n\r\n")
	if end < 0 && len(head) < maxConnectHead {
		return nil
	}
	status := httpStatus(head)
	f.proxy, f.proxyHead = false, nil
	if status < 200 || status > 299 {
		f.conn.proxyStatus = status
		f.conn.at(weighsResult, t, nil)
		return nil
	}
	f.conn.tunnelled = true
	return []byte(head[end+4:])
}

// httpStatus takes the status out of "HTTP/1.1 407 …"; -1 when there is none.
func httpStatus(head string) int {
	_, rest, _ := strings.Cut(head, " ")
	status, err := strconv.Atoi(rest[:min(len(rest), 3)])
	if err != nil || !strings.HasPrefix(head, "HTTP/") {
		return -1
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
