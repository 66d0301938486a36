// Package connecttrace reads the trace logs of the Entra Connect wizard,
// trace-<date>.log in %ProgramData%\AADConnect.
//
//	[22:30:12.123] [  1] [INFO ] message
//	local time     thread  level: INFO, VERB, WARN, ERROR or DEBUG, padded to 5
//
// Lines without that beginning continue the entry before them; those above the
// first entry are pasted text, mostly the message of the wizard's window. No line has a
// date: it comes from the header, else from the file's name, and moves on when
// the clock goes back by more than an hour.
//
// The header, after a rule of equal signs, gives the zone and the proxy that
// the wizard really uses:
//
//	Start Time (Local): Fri, 08 May 2020 22:30:12 GMT    ("GMT" is wrong, the time is local)
//	Start Time (UTC): Sat, 09 May 2020 03:30:12 GMT
//	Application Version: 1.5.30.0
//	machine.config path: …
//	Default Proxy [ProxyAddress]: <Unspecified>
//
// With a header all times are UTC; without one they stay the wall clock's.
//
// Source: samples in Microsoft's troubleshooting articles on the wizard.
package connecttrace

import (
	"context"
	"strings"

	"hybriddiag/internal/winzone"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "connect-trace"

// Parser reads the wizard's traces.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "connecttrace" }

const (
	headLines = 20      // where the first entry must be
	headBytes = 4 << 10 // where the header must be
)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(headLines) {
		if _, ok := parsePrefix([]byte(line)); ok {
			return parsers.Structure
		}
	}
	if strings.Contains(h.Start(headBytes), "Start Time (Local): ") {
		return parsers.Fuzzy
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	r := reader{
		log:   textlog.New(LogName, out),
		out:   out,
		clock: newClock(in.Base(), h.Text()),
		told:  map[string]string{},
	}
	if r.clock.zoned {
		r.log.Result.Zone = winzone.Fixed(r.clock.offset)
	}
	lines := textenc.NewLines(ctx, whole)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.flush()
	r.coverHeader(out)
	return r.log.Finish(lines)
}
