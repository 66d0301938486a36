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
// code that the program was told. Where none of it shows what
// came of it, the code alone says what went wrong.
func (s *Story) apiResult(e *evidence.Event) {
	code, ok := number32(e, "Result")
	code = plainCode(code)
	if !ok || code < winHTTPFirst || code > winHTTPLast {
		return
	}
	c, ok := s.newest.get(e.ProcessID)
	if !ok || !c.worthTelling() {
		s.failedWithoutConnection(e, code)
		return
	}
	if c.err != 0 || e.Time.Sub(c.decided.time) > apiFollowsConnection {
		return
	}
	if c.failed() || c.reset || c.timedOut || c.unreachable {
		c.err = code
	}
}

// apiOutcomes are the codes that say what became of a connection of which the
// trace holds nothing else.
var apiOutcomes = map[uint32]string{
	12002: "timeout", 12007: "dns-failed", 12029: "connect-failed", 12030: "reset",
	12037: "failed", 12038: "failed", 12044: "failed", 12045: "failed", 12057: "failed", 12157: "failed", 12169: "failed",
	12170: "failed", 12175: "failed", 12179: "failed", 12185: "failed", 12186: "failed", 12187: "failed",
	12166: "proxy-failed", 12167: "proxy-failed", 12176: "proxy-failed", 12177: "proxy-failed", 12178: "proxy-failed",
}

// failedWithoutConnection makes a row of a code alone. The host is the one that
// the process asked for last; what is known of its failure already is enough.
func (s *Story) failedWithoutConnection(e *evidence.Event, code uint32) {
	outcome, ok := apiOutcomes[code]
	if !ok {
		return
	}
	f := &failure{outcome: outcome, err: code, event: e}
	if r, ok := s.asked.get(e.ProcessID); ok {
		f.host, f.port = r.host, r.port
	}
	for _, known := range s.failures {
		if known.pid == e.ProcessID && e.Time.Sub(known.event.Time) <= apiFollowsConnection {
			return
		}
	}
	s.fail(f)
}

func (s *Story) proxyFailure(e *evidence.Event) {
	code, ok := number32(e, "Error")
	if !ok || code == 0 || code == noAutoProxySettings {
		return
	}
	host, port := hostAndPort(strings.TrimSpace(first(e, "URL", "ConfigurationURL")))
	s.fail(&failure{outcome: "proxy-failed", host: host, port: port, err: code, event: e})
}
