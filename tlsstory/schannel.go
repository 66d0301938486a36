package tlsstory

import (
	"strings"
	"time"

	"hybriddiag/evidence"
)

// schannelFollows is how far Schannel's own event may be behind the last one of
// the connection it speaks of.
const schannelFollows = 3 * time.Second

// schannel takes an event of the Schannel provider, which runs inside lsass:
// the process is the caller where the event names it, else unknown.
func (s *Story) schannel(e *evidence.Event) {
	if isInbound(e) {
		return
	}
	c := s.schannelConnection(e)
	switch e.EventID {
	case schannelDone:
		c.established = true
		c.negotiated = text(e, "Protocol")
		c.at(weighsResult, e.Time, e)
	case schannelNoCreds:
		c.credFailed = true
		c.err, _ = number32(e, "ErrorState")
		c.at(weighsResult, e.Time, e)
	case schannelAlertIn:
		s.schannelAlert(c, e, "server")
	case schannelAlertOut:
		s.schannelAlert(c, e, "client")
	}
}

func (s *Story) schannelAlert(c *conn, e *evidence.Event, from string) {
	if code, ok := number32(e, "AlertDesc"); ok && !c.hasAlert {
		c.hasAlert, c.alert, c.alertFrom = true, uint8(code), from
		c.at(weighsAlert, e.Time, e)
	}
}

// isInbound tells events about connections to this host. The type may be in the
// language of the system.
func isInbound(e *evidence.Event) bool {
	kind := strings.ToLower(text(e, "Type"))
	return e.EventID == schannelNoSuite || kind == "server" || kind == "サーバー"
}

// schannelConnection finds the connection an event is about among the newest of
// each process: the only one under way that fits. Else it is one of its own.
func (s *Story) schannelConnection(e *evidence.Event) *conn {
	target := strings.ToLower(text(e, "TargetName"))
	pid, _ := number32(e, "CallerProcessId")
	var found []*conn
	for _, c := range s.newest.values {
		recent := e.Time.Sub(c.lastTouched()) <= schannelFollows
		sameHost := target == "" || c.host == target
		if recent && sameHost && (pid == 0 || c.pid == pid) && (c.hasMask || c.hello() != nil) {
			found = append(found, c)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	c := &conn{pid: pid, host: target, process: baseName(text(e, "CallerProcessImageName"))}
	s.births++
	s.conns.set(handle{0, uint64(s.births)}, c)
	return c
}

func (c *conn) lastTouched() time.Time {
	if c.offered.After(c.decided.time) {
		return c.offered
	}
	return c.decided.time
}
