package tlsstory

import (
	"cmp"
	"net/netip"
	"slices"
	"time"

	"hybriddiag/evidence"
)

// Limits of what is kept at a time.
const (
	maxConnections = 4096
	maxFlows       = 4096
	maxRequests    = 4096
	maxNames       = 8192
	maxOwners      = 8192
	maxFailures    = 1024
	maxProcesses   = 256
)

// Story collects events and packets in time order and emits the rows.
type Story struct {
	emit func(*evidence.Event)
	last time.Time // newest time seen

	processes *limited[uint32, string]
	addresses *limited[string, string] // IP address to the name it was resolved from
	owners    *limited[flowKey, owner]
	requests  *limited[handle, *request]
	asked     *limited[uint32, *request] // newest request of each process
	lookups   *limited[handle, string]   // name resolutions of WebIO under way
	conns     *limited[handle, *conn]
	sockets   *limited[handle, *conn]
	flows     *limited[flowKey, *flow]
	decoder   *frameDecoder

	finished []*conn // closed, or replaced by another one under the same handle
	failures []*failure
	known    map[failureKey]*failure
	// unreached are the failed connects that a later one can still heal.
	unreached []*failure
	newest    *limited[uint32, *conn] // of each process
	resolved  *limited[string, bool]  // names that some process did resolve
	births    int
}

// New returns a story that hands its rows to emit.
func New(emit func(*evidence.Event)) *Story {
	s := &Story{
		emit:      emit,
		processes: newLimited[uint32, string](maxNames),
		addresses: newLimited[string, string](maxNames),
		owners:    newLimited[flowKey, owner](maxOwners),
		requests:  newLimited[handle, *request](maxRequests),
		asked:     newLimited[uint32, *request](maxProcesses),
		lookups:   newLimited[handle, string](maxRequests),
		sockets:   newLimited[handle, *conn](maxConnections),
		decoder:   newFrameDecoder(),
		known:     map[failureKey]*failure{},
		newest:    newLimited[uint32, *conn](maxProcesses),
		resolved:  newLimited[string, bool](maxNames),
	}
	s.conns = newLimited[handle, *conn](maxConnections)
	s.conns.evicted = s.finish
	s.flows = newLimited[flowKey, *flow](maxFlows)
	s.flows.evicted = s.finishFlow
	return s
}

// Event takes one decoded ETW event, in time order.
func (s *Story) Event(e *evidence.Event) {
	s.clock(e.Time)
	switch e.Provider.GUID {
	case WebIO:
		s.webIO(e)
	case guidWinHTTP:
		s.winHTTP(e)
	case guidDNSClient:
		s.dnsClient(e)
	case guidTCPIP:
		s.tcpip(e)
	case guidSchannel:
		s.schannel(e)
	default:
		s.process(e)
	}
}

func (s *Story) clock(t time.Time) {
	if t.After(s.last) {
		s.last = t
	}
}

// Close joins what belongs together and emits the rows, oldest first. The story
// is empty afterwards.
func (s *Story) Close() {
	for _, f := range s.flows.all() {
		f.end(s.last)
		s.finishFlow(f)
	}
	for _, c := range s.conns.all() {
		s.finish(c)
	}
	s.flush()
}

// finish puts a connection aside until its row is written.
func (s *Story) finish(c *conn) {
	c.flush()
	if !c.worthTelling() {
		return
	}
	s.finished = append(s.finished, c)
	if len(s.finished) >= 2*maxConnections {
		s.flush()
	}
}

// flush emits the rows of everything put aside.
func (s *Story) flush() {
	conns := join(dropLogons(s.finished))
	rows := make([]*evidence.Event, 0, len(conns)+len(s.failures))
	for _, c := range conns {
		s.complete(c)
		rows = append(rows, c.row())
	}
	for _, f := range s.failures {
		if row := s.failureRow(f); row != nil {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b *evidence.Event) int { return a.Time.Compare(b.Time) })
	for _, row := range rows {
		s.emit(row)
	}
	s.finished, s.failures, s.unreached = nil, nil, nil
	clear(s.known)
}

// complete fills in what another event told about a connection's process and
// address.
func (s *Story) complete(c *conn) {
	if c.pid == 0 {
		if o, ok := s.owners.get(keyOf(c.local, c.remote)); ok {
			c.pid = o.pid
		}
	}
	if c.process == "" {
		c.process, _ = s.processes.get(c.pid)
	}
	if c.hello() != nil && (c.host == "" || isAddress(c.host)) {
		c.host = cmp.Or(c.hello().SNI, c.host)
	}
	if c.host == "" && c.remote.IsValid() {
		c.host = cmp.Or(s.nameOf(c.remote.Addr()), c.greeted)
	}
	if c.port == 0 {
		c.port = c.remote.Port()
	}
}

// isAddress reports whether a host is an IP address: a proxy may be asked for
// one although the hello has the name.
func isAddress(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}
