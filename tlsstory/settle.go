package tlsstory

import "time"

// Settle emits what was decided before the given moment, for a reader that
// watches while the trace goes on. Connections that are still under way stay.
func (s *Story) Settle(before time.Time) {
	for _, c := range s.conns.take(func(c *conn) bool { return c.settled() && c.decided.time.Before(before) }) {
		s.finish(c)
	}
	var young, old []*failure
	for _, f := range s.failures {
		if f.event.Time.Before(before) {
			old = append(old, f)
		} else {
			young = append(young, f)
		}
	}
	s.failures = old
	s.flush()
	for _, f := range young {
		s.fail(f)
	}
}

// settled tells that nothing more is to be expected of a connection.
func (c *conn) settled() bool {
	return c.established || c.failed() || c.reset || c.timedOut || c.unreachable
}
