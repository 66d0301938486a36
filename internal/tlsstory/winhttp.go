package tlsstory

import (
	"strings"
	"time"

	"hybriddiag/evidence"
)

// WinHTTP's codes run from 12000 on; 12180 means that a network has no
// automatic proxy settings, which is normal.
const (
	winHTTPFirst         = 12000
	winHTTPLast          = 12199
	noAutoProxySettings  = 12180
	apiFollowsConnection = 5 * time.Second
)

func (s *Story) winHTTP(e *evidence.Event) {
	switch {
	case isAPIResult(e.EventID):
		s.apiResult(e)
	case isProxyFailure(e.EventID):
		s.proxyFailure(e)
	}
}

// apiResult gives the newest connection of the process, if that one failed, the
// code that the program was told.
func (s *Story) apiResult(e *evidence.Event) {
	code, ok := number32(e, "Result")
	if !ok || code < winHTTPFirst || code > winHTTPLast {
		return
	}
	c, ok := s.newest.get(e.ProcessID)
	if !ok || c.err != 0 || e.Time.Sub(c.decided.time) > apiFollowsConnection {
		return
	}
	if c.failed() || c.reset || c.timedOut || c.unreachable {
		c.err = code
	}
}

func (s *Story) proxyFailure(e *evidence.Event) {
	code, ok := number32(e, "Error")
	if !ok || code == 0 || code == noAutoProxySettings {
		return
	}
	host, port := hostAndPort(strings.TrimSpace(first(e, "URL", "ConfigurationURL")))
	s.fail(&failure{outcome: "proxy-failed", host: host, port: port, err: code, event: e})
}
