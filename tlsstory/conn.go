package tlsstory

import (
	"net/netip"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/tlsstory/tlswire"
)

// handle names an object of a process: a pointer, a socket or a request. The
// same value in two processes is two objects.
type handle struct {
	pid   uint32
	value uint64
}

// conn is what is known of one connection.
type conn struct {
	pid     uint32
	process string
	bits    string // "true" for a 32-bit process, "false" for a 64-bit one, "" unknown
	host    string
	greeted string // the name with which a mail server greeted
	port    uint16
	local   netip.AddrPort
	remote  netip.AddrPort
	started time.Time

	mask      uint32 // EnabledProtocols
	hasMask   bool
	client    tlswire.Stream
	server    tlswire.Stream
	offered   time.Time // of the ClientHello
	alertFrom string    // "client" or "server": who sent alert first
	alert     uint8
	hasAlert  bool

	negotiated  string // by Schannel's own word
	established bool
	result      uint32 // last status of Schannel or of the certificate check
	certFailed  bool
	credFailed  bool // no credential for this mask
	reset       bool
	timedOut    bool
	unreachable bool // the TCP connection itself failed
	proxyStatus int  // HTTP status with which a proxy refused CONNECT
	tunnelled   bool // a proxy accepted CONNECT
	err         uint32

	decided  moment
	captured bool // known from packets, not from a provider
	merged   bool // a captured flow was merged into it
}

// weight orders what can decide about a connection; the heaviest event gives
// the row its time and place.
type weight int

const (
	weighsStart weight = iota + 1
	weighsHello
	weighsOffer
	weighsClose
	weighsResult
	weighsAlert
)

// moment is a time and place, and how much it counts.
type moment struct {
	weight  weight
	time    time.Time
	locator evidence.Locator
	source  *evidence.Event // nil for packets
}

// at notes that an event of this weight happened; among equals the first one
// stays.
func (c *conn) at(w weight, t time.Time, e *evidence.Event) {
	if c.started.IsZero() {
		c.started = t
	}
	if w <= c.decided.weight {
		return
	}
	c.decided = moment{weight: w, time: t, source: e}
	if e != nil {
		c.decided.locator = e.Locator
	}
}

// progressed tells that the handshake of this connection went so far that
// another request for credentials means another connection.
func (c *conn) progressed() bool {
	return c.hello() != nil || c.settled()
}

func (c *conn) failed() bool {
	return c.hasAlert || c.certFailed || c.credFailed || isFailure(c.result)
}

func (c *conn) hello() *tlswire.ClientHello { return c.client.ClientHello }

// worthTelling is false for connections that never tried TLS and did not fail.
func (c *conn) worthTelling() bool {
	return c.hasMask || c.client.Started() || c.server.Started() || c.established || c.failed() ||
		c.reset && c.port == 443 || c.timedOut || c.unreachable || c.proxyStatus != 0
}

// sent takes bytes of the client, received those of the server.
func (c *conn) sent(t time.Time, e *evidence.Event, write func(*tlswire.Stream)) {
	before := c.hello()
	write(&c.client)
	if before == nil && c.hello() != nil {
		c.offered = t
		c.at(weighsHello, t, e)
	}
	c.noteAlert(&c.client, "client", t, e)
}

func (c *conn) received(t time.Time, e *evidence.Event, write func(*tlswire.Stream)) {
	write(&c.server)
	c.noteAlert(&c.server, "server", t, e)
	if c.server.Encrypted && c.server.ServerHello != nil && c.client.Encrypted && !c.hasAlert {
		c.established = true
		c.at(weighsResult, t, e)
	}
}

// noteAlert keeps the first fatal alert. close_notify ends a connection in
// order, whatever its level.
func (c *conn) noteAlert(from *tlswire.Stream, side string, t time.Time, e *evidence.Event) {
	for _, a := range from.Alerts {
		if a.Fatal && a.Code != 0 && !c.hasAlert {
			c.hasAlert, c.alert, c.alertFrom = true, a.Code, side
			c.at(weighsAlert, t, e)
		}
	}
}

// flush reads what is left of cut messages.
func (c *conn) flush() {
	c.client.Flush()
	c.server.Flush()
	if c.hello() != nil && c.offered.IsZero() {
		c.offered = c.started
	}
}

// outcome says in one word what came of the connection.
func (c *conn) outcome() string {
	switch {
	case c.proxyStatus != 0:
		return "proxy-failed"
	case c.hasAlert && c.alertFrom == "server":
		return "refused"
	case c.failed():
		return "failed"
	case c.established:
		return "success"
	case c.reset:
		return "reset"
	case c.timedOut:
		return "timeout"
	case c.unreachable:
		return "connect-failed"
	}
	return "unknown"
}

// Statuses of InitializeSecurityContext that are steps on the way.
const (
	secOK                    = 0
	secContinueNeeded        = 0x00090312
	secContextExpired        = 0x00090317
	secIncompleteMessage     = 0x80090318
	secIncompleteCredentials = 0x00090320
	secRenegotiate           = 0x00090321
)

// isFailure tells a status that ends a handshake from one that is a step of it.
func isFailure(status uint32) bool {
	return status&0x80000000 != 0 && status != secIncompleteMessage
}

// baseName returns the file name of an image path.
func baseName(path string) string {
	if i := strings.LastIndexAny(path, `\/`); i >= 0 {
		path = path[i+1:]
	}
	return strings.TrimSpace(path)
}
