package tlsstory

import (
	"net/netip"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/tlsstory/tlswire"
)

// flowKey names a TCP connection regardless of direction: the lesser address
// first.
type flowKey struct{ a, b netip.AddrPort }

func keyOf(x, y netip.AddrPort) flowKey {
	if x.Compare(y) > 0 {
		x, y = y, x
	}
	return flowKey{x, y}
}

// flow follows one captured TCP connection up to the end of its handshake.
type flow struct {
	conn     *conn
	toServer direction
	toClient direction
	synAt    time.Time
	syns     int // attempts to connect
	answered bool
	heard    bool    // the server sent something, if only an acknowledgement, after the hello
	repeated bool    // the client sent the same again: nothing came back
	prelude  prelude // what goes before TLS, nil when nothing does
	over     bool    // nothing more to learn from its packets
	told     bool    // put aside
}

const (
	silence = 10 * time.Second // without an answer is a timeout
	// resend is the least time after which a client sends a segment again. A
	// capture that sees one at several layers repeats it at once.
	resend = 200 * time.Millisecond
)

// Packet takes one captured frame; linkType is the number pcap files use (1
// Ethernet, 101 raw IP, 105 Wi-Fi), pid the process that was running when the
// frame was captured, 0 when unknown. The frame may be reused by the caller.
func (s *Story) Packet(t time.Time, linkType int, pid uint32, frame []byte) {
	s.PacketAt(evidence.Locator{}, t, linkType, pid, frame)
}

// PacketAt is Packet for a frame whose place in the file is known.
func (s *Story) PacketAt(place evidence.Locator, t time.Time, linkType int, pid uint32, frame []byte) {
	s.clock(t)
	seg, ok := s.decoder.segment(linkType, frame)
	if !ok {
		return
	}
	f := s.flowOf(&seg, t, pid)
	if f == nil || f.over {
		return
	}
	before := f.conn.decided.weight
	f.take(t, &seg)
	if f.conn.decided.weight > before {
		f.conn.decided.locator = place
	}
	if f.over {
		s.finishFlow(f)
	}
}

// flowOf returns the flow of a segment, a new one if need be; nil for a segment
// in the middle of something that was not followed from its start.
func (s *Story) flowOf(seg *segment, t time.Time, pid uint32) *flow {
	key := keyOf(seg.from, seg.to)
	f, ok := s.flows.get(key)
	if ok && !f.isNewAttempt(seg, t) {
		return f
	}
	if ok {
		f.end(t)
		s.finishFlow(f)
		s.flows.remove(key)
	}
	if f = newFlow(t, seg, pid); f != nil {
		s.flows.set(key, f)
	}
	return f
}

// finishFlow puts the connection of a flow aside, once. The flow itself stays
// known, so that late and repeated packets do not look like another one.
func (s *Story) finishFlow(f *flow) {
	if !f.told {
		f.told = true
		f.toServer.waiting, f.toClient.waiting, f.prelude = nil, nil, nil
		s.finish(f.conn)
	}
}

// newFlow starts with a SYN, or in mid-stream with bytes that can only be the
// start of TLS.
func newFlow(t time.Time, seg *segment, pid uint32) *flow {
	from, to := seg.from, seg.to
	switch {
	case seg.syn && !seg.ack, looksLikeClient(seg.payload):
	case seg.syn, looksLikeServer(seg.payload):
		from, to = to, from
	default:
		return nil
	}
	c := &conn{captured: true, local: from, remote: to, port: to.Port()}
	if seg.syn && !seg.ack && pid > systemPID {
		// A SYN is sent by the thread that called connect.
		c.pid = pid
	}
	c.started = t
	return &flow{conn: c}
}

const systemPID = 4

func looksLikeClient(b []byte) bool { return looksLikeHello(b) || isConnect(b) }

// looksLikeHello reports whether the bytes begin as a ClientHello does, in the
// form of SSL 2.0 too.
func looksLikeHello(b []byte) bool {
	handshake := len(b) > 5 && b[0] == 22 && b[1] == 3 && b[5] == 1
	old := len(b) > 5 && b[0]&0x80 != 0 && b[2] == 1 && b[3] == 3
	return handshake || old
}

func looksLikeServer(b []byte) bool {
	return len(b) > 5 && b[1] == 3 && (b[0] == 22 && b[5] == 2 || b[0] == 21 && b[3] == 0 && b[4] == 2)
}

// isNewAttempt tells that the ports were used again for another connection.
func (f *flow) isNewAttempt(seg *segment, t time.Time) bool {
	return seg.syn && !seg.ack && (f.toServer.started && f.toServer.next != seg.seq+1 || t.Sub(f.synAt) > time.Minute)
}

func (f *flow) take(t time.Time, seg *segment) {
	fromClient := seg.from == f.conn.local
	f.conn.at(weighsStart, t, nil)
	f.noteSide(t, seg, fromClient)
	if fromClient {
		f.toServer.take(seg, func(b []byte) { f.client(t, b) })
	} else {
		f.toClient.take(seg, func(b []byte) { f.server(t, b) })
	}
	f.close(t, seg, fromClient)
	c := f.conn
	f.over = f.over || c.established || c.hasAlert || c.reset || c.unreachable || c.proxyStatus != 0 && c.proxyStatus != proxyWantsLogon
}

// noteSide notes what a segment proves whatever it carries. A capture may hold
// one direction only, or hellos only. That no answer came is proved by another
// segment of the server, or by a client that sends the same again.
func (f *flow) noteSide(t time.Time, seg *segment, fromClient bool) {
	c := f.conn
	switch {
	case !fromClient:
		f.answered = true
		f.heard = f.heard || c.hello() != nil
	case seg.syn:
		f.repeated = f.repeated || f.syns > 0 && t.Sub(f.synAt) >= resend
		f.syns++
		f.synAt = t
	case c.hello() == nil:
		f.repeated = false // a segment behind the SYN: it was answered
	case len(seg.payload) > 1 && f.toServer.started && int32(seg.seq-f.toServer.next) < 0:
		f.repeated = f.repeated || t.Sub(c.offered) >= resend
	}
}

// client takes bytes of the client in order.
func (f *flow) client(t time.Time, b []byte) {
	if f.prelude == nil && !f.conn.client.Started() {
		f.prelude = f.preludeOf(b)
	}
	if f.prelude != nil {
		if b = f.prelude.client(b); len(b) == 0 {
			return
		}
	}
	f.conn.sent(t, nil, func(w *tlswire.Stream) { w.Write(b) })
	f.over = f.over || f.conn.client.Broken && f.conn.hello() == nil
}

// server takes bytes of the server in order, those before TLS first.
func (f *flow) server(t time.Time, b []byte) {
	if f.prelude == nil && !f.conn.client.Started() && isGreeting(b) {
		f.prelude = &startTLS{conn: f.conn}
	}
	if f.prelude != nil {
		if b = f.prelude.server(t, b); len(b) == 0 {
			return
		}
	}
	f.conn.received(t, nil, func(w *tlswire.Stream) { w.Write(b) })
	f.over = f.over || f.conn.server.Broken && f.conn.server.ServerHello == nil
}

// close takes the end of the connection into account while TLS is not through.
func (f *flow) close(t time.Time, seg *segment, fromClient bool) {
	if !seg.rst && !seg.fin {
		return
	}
	c := f.conn
	waiting := c.hello() != nil && !c.established && !c.hasAlert
	switch {
	case c.hello() == nil && seg.rst && !fromClient && !f.toClient.started && f.syns > 0:
		c.unreachable, c.err = isTLSPort(c.port), wsaRefused
	case waiting && !fromClient:
		c.reset = true
	case waiting && f.unheard() && t.Sub(c.offered) >= silence:
		c.timedOut = true
	default:
		f.over = f.over || seg.rst
		return
	}
	c.at(weighsClose, t, nil)
}

// end judges a flow that is still open when the trace ends.
func (f *flow) end(last time.Time) {
	if f.told {
		return
	}
	c := f.conn
	c.flush()
	switch {
	case c.hello() != nil && f.unheard() && !c.progressedBeyondHello() && last.Sub(c.offered) >= silence:
		c.timedOut = true
	case f.repeated && f.syns > 1 && !f.answered && last.Sub(c.started) >= silence && isTLSPort(c.port):
		c.unreachable, c.err = true, wsaTimedOut
	}
}

// unheard reports whether the hello got no answer, in a capture that would show
// one. A client that went on to encrypted bytes had its answer.
func (f *flow) unheard() bool {
	return (f.heard || f.repeated) && !f.conn.server.Started() && !f.conn.client.Encrypted
}

func (c *conn) progressedBeyondHello() bool { return c.established || c.failed() || c.reset }

// isTLSPort tells ports whose failed connects are worth a row: HTTPS, and HTTP
// as well, where revocation lists and proxies live.
func isTLSPort(port uint16) bool {
	return port == 443 || port == 80 || port == 8080 || port == 3128
}
