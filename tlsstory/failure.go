package tlsstory

import (
	"net/netip"

	"hybriddiag/evidence"
)

// failure is something that went wrong before there was a connection.
type failure struct {
	outcome string // dns-failed, connect-failed, proxy-failed
	pid     uint32 // 0 to take the event's
	host    string
	port    uint16
	remote  netip.AddrPort
	err     uint32
	event   *evidence.Event
	healed  bool // it worked at another try
}

// failureKey is what makes two failures the same.
type failureKey struct {
	outcome string
	pid     uint32
	host    string
	remote  netip.AddrPort
	err     uint32
}

// fail keeps a failure unless the same one is there already.
func (s *Story) fail(f *failure) {
	if f.pid == 0 {
		f.pid = f.event.ProcessID
	}
	key := failureKey{f.outcome, f.pid, f.host, f.remote, f.err}
	if old, ok := s.known[key]; ok && !old.healed || len(s.failures) >= maxFailures {
		return
	}
	s.known[key] = f
	s.failures = append(s.failures, f)
	if f.outcome == "connect-failed" {
		s.unreached = append(s.unreached, f)
	}
}

// failureRow returns the row of a failure, or nil when the trace shows that it
// did no harm.
func (s *Story) failureRow(f *failure) *evidence.Event {
	if f.outcome == "dns-failed" {
		if s.resolvedWithoutSuffix(f.host) {
			return nil
		}
	}
	if f.healed {
		return nil
	}
	c := &conn{pid: f.pid, host: f.host, port: f.port, remote: f.remote, err: f.err}
	c.at(weighsClose, f.event.Time, f.event)
	s.complete(c)
	return c.rowAs(f.outcome)
}
