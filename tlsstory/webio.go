package tlsstory

import (
	"encoding/binary"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/tlsstory/tlswire"
)

// request is a WebIO request: what was asked for before there was a connection.
type request struct {
	host    string
	port    uint16
	mask    uint32
	hasMask bool
}

// optionSecureProtocols is WebIO's request option for the protocol mask.
const optionSecureProtocols = 6

func (s *Story) webIO(e *evidence.Event) {
	switch e.EventID {
	case webIOSetOption:
		s.setOption(e)
	case webIORequest, webIORequestFailed:
		r := s.request(e)
		r.host, r.port = hostAndPort(text(e, "URI"))
		s.asked.set(e.ProcessID, r)
	case webIORequestConn:
		s.joinRequest(e)
	case webIOConnect, webIOConnected, webIOConnectFailed:
		s.connect(e)
	case webIOClosed:
		s.closed(e)
	case webIOResolve, webIOResolved, webIOResolveFailed:
		s.webIOLookup(e)
	case webIOAcquire, webIOAcquired, webIOAcquireFailed:
		s.acquire(e)
	case webIOContextCall, webIOContextReturn:
		s.securityContext(e)
	case webIOReceivedTLS:
		c, data := s.connection(e), binaryField(e, "Data")
		c.received(e.Time, e, func(w *tlswire.Stream) { w.WriteAgain(data) })
	case webIOSentTLS:
		c, data := s.connection(e), binaryField(e, "Data")
		c.sent(e.Time, e, func(w *tlswire.Stream) { w.Write(data) })
	case webIOCertOK, webIOCertFailed:
		s.certificateCheck(e)
	}
}

// connection returns the connection of a WebIO event, a new one if need be.
func (s *Story) connection(e *evidence.Event) *conn {
	pointer, _ := number(e, "Connection")
	key := handle{e.ProcessID, pointer}
	c, ok := s.conns.get(key)
	if !ok {
		c = s.newConnection(key, e)
	}
	if c.bits == "" {
		c.bits = is32Bit(e)
	}
	s.newest.set(e.ProcessID, c)
	return c
}

func (s *Story) newConnection(key handle, e *evidence.Event) *conn {
	if old, ok := s.conns.get(key); ok {
		s.conns.remove(key)
		s.finish(old)
	}
	c := &conn{pid: e.ProcessID, bits: is32Bit(e)}
	c.at(weighsStart, e.Time, e)
	s.conns.set(key, c)
	s.newest.set(e.ProcessID, c)
	return c
}

// is32Bit returns "true" for a 32-bit process, "false" for a 64-bit one and ""
// where the reader of the trace does not say: the width of the record's
// pointers is known to it alone.
func is32Bit(e *evidence.Event) string { return strings.ToLower(text(e, "Is32Bit")) }

func (s *Story) request(e *evidence.Event) *request {
	pointer, _ := number(e, "Request")
	key := handle{e.ProcessID, pointer}
	r, ok := s.requests.get(key)
	if !ok {
		r = &request{}
		s.requests.set(key, r)
	}
	return r
}

// setOption takes the protocols a program asked for with
// WINHTTP_OPTION_SECURE_PROTOCOLS.
func (s *Story) setOption(e *evidence.Event) {
	option := text(e, "Option")
	if n, ok := parseNumber(option); !(ok && n == optionSecureProtocols) && option != "SecureProtocols" {
		return
	}
	if value := binaryField(e, "Value"); len(value) == 4 {
		r := s.request(e)
		r.mask, r.hasMask = binary.LittleEndian.Uint32(value), true
	}
}

func (s *Story) joinRequest(e *evidence.Event) {
	r, c := s.request(e), s.connection(e)
	if r.host != "" && c.host == "" {
		c.host, c.port = r.host, r.port
	}
	if r.hasMask && !c.hasMask {
		c.mask, c.hasMask = r.mask, true
		c.at(weighsHello, e.Time, e)
	}
}

// acquire takes the mask with which WinHTTP asks Schannel for credentials.
func (s *Story) acquire(e *evidence.Event) {
	mask, ok := protocolMask(e, "EnabledProtocols")
	if !ok {
		return
	}
	c := s.connection(e)
	if e.EventID == webIOAcquire && c.progressed() && c.result != secIncompleteCredentials {
		c = s.again(e, c)
	}
	c.mask, c.hasMask = mask, true
	c.at(weighsOffer, e.Time, e)
	if status, ok := number32(e, "Result"); ok && e.EventID == webIOAcquireFailed {
		c.credFailed, c.result = true, status
		c.at(weighsResult, e.Time, e)
	}
}

// again starts a new connection at the address of one that is through.
func (s *Story) again(e *evidence.Event, old *conn) *conn {
	pointer, _ := number(e, "Connection")
	c := s.newConnection(handle{e.ProcessID, pointer}, e)
	c.host, c.port, c.remote = old.host, old.port, old.remote
	return c
}

// securityContext takes a call or return of InitializeSecurityContext.
func (s *Story) securityContext(e *evidence.Event) {
	c := s.connection(e)
	if host := text(e, "HostName"); host != "" {
		c.host = strings.ToLower(host)
	}
	status, ok := number32(e, "Result")
	if !ok || e.EventID != webIOContextReturn || isFailure(c.result) {
		return
	}
	switch {
	case status == secOK && !c.failed():
		c.established = true
		c.at(weighsResult, e.Time, e)
	case isFailure(status):
		c.result = status
		c.at(weighsResult, e.Time, e)
	case status != secContextExpired && status != secRenegotiate && status != secIncompleteMessage:
		c.result = status
	}
}

// certificateCheck takes the result of WinHTTP's own look at the certificate.
func (s *Story) certificateCheck(e *evidence.Event) {
	if e.EventID != webIOCertFailed {
		return
	}
	c := s.connection(e)
	c.certFailed = true
	if code, ok := number32(e, "Error"); ok && code != 0 {
		c.setError(code)
	}
	if errors, ok := number32(e, "ServerCertErrors"); ok && isFailure(errors) {
		c.result = errors
	}
	c.at(weighsResult, e.Time, e)
}

// setError keeps a status as Result and a small code as Error.
func (c *conn) setError(code uint32) {
	if isFailure(code) {
		c.result = code
		return
	}
	c.err = code
}

func (s *Story) connect(e *evidence.Event) {
	c := s.connection(e)
	if e.EventID == webIOConnect && c.progressed() && !c.unreachable {
		c = s.again(e, c)
	}
	if socket, ok := number(e, "SocketHandle"); ok && socket != 0 {
		s.sockets.set(handle{e.ProcessID, socket}, c)
	}
	if remote := address(text(e, "Address")); remote.IsValid() {
		c.remote = remote
	}
	switch e.EventID {
	case webIOConnected:
		c.unreachable, c.err = false, 0
	case webIOConnectFailed:
		c.unreachable = true
		c.err, _ = number32(e, "Error")
		c.at(weighsClose, e.Time, e)
	}
}

// Reasons of a closed socket (WebIO's map TCPCloseReasonType).
const (
	closedByPeer   = 1
	resetByPeer    = 3
	connectTimeout = 4
	sendTimeout    = 5
	receiveTimeout = 6
)

var closeReasons = map[string]uint64{
	"Remote Graceful": closedByPeer, "Remote Reset": resetByPeer, "Connect Timeout": connectTimeout,
	"Send Timeout": sendTimeout, "Receive Timeout": receiveTimeout,
}

// closed takes the end of a socket. It matters only while TLS is not through:
// every connection ends some day.
func (s *Story) closed(e *evidence.Event) {
	c := s.closedConnection(e)
	if c == nil || c.established || c.failed() {
		return
	}
	value := strings.TrimSpace(text(e, "Reason"))
	reason, ok := parseNumber(value)
	if !ok {
		reason = closeReasons[value]
	}
	switch {
	case reason == resetByPeer, reason == closedByPeer && (c.hasMask || c.hello() != nil):
		c.reset = true
	case reason >= connectTimeout && reason <= receiveTimeout:
		c.timedOut = true
	default:
		return
	}
	if code, ok := number32(e, "Result"); ok && code != 0 {
		c.setErrorWithoutFailing(code)
	}
	c.at(weighsClose, e.Time, e)
}

// setErrorWithoutFailing keeps the code of a closed socket. It is an HRESULT or
// a plain code, and says nothing about Schannel.
func (c *conn) setErrorWithoutFailing(code uint32) {
	const facilityWin32 = 0x80070000
	if code&0xFFFF0000 == facilityWin32 {
		code &= 0xFFFF
	}
	if !isFailure(code) {
		c.err = code
	}
}

// closedConnection finds the connection by its socket, or by the pointer.
func (s *Story) closedConnection(e *evidence.Event) *conn {
	if socket, ok := number(e, "Socket"); ok {
		if c, ok := s.sockets.get(handle{e.ProcessID, socket}); ok {
			return c
		}
	}
	pointer, _ := number(e, "Endpoint")
	c, _ := s.conns.get(handle{e.ProcessID, pointer})
	return c
}
