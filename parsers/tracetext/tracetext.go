// Package tracetext reads traces that were turned into text: what netsh trace
// convert and tracefmt write, and lines copied out of Network Monitor.
//
//	[0]0C30.11D7::2024/06/01-01:15:29.000000000 [Microsoft-Windows-WebIO]0x1D0BEEF0: SSL AcquireCredentialsHandle - (EnabledProtocols 0xA0) …
//	processor, process and thread (hexadecimal), local time, provider, message
//
// Only one message matters: the protocols WinHTTP asks Schannel for. Its mask is
// a number or the names of its bits. The words after the call say whether it
// began, returned or failed.
//
// Source: the message texts of webio.dll.
package tracetext

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/tlsstory"
)

// Parser reads traces in text form.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "tracetext" }

var (
	prefix  = regexp.MustCompile(`^\[\d{1,4}\]([0-9A-Fa-f]{4,8})\.([0-9A-Fa-f]{4,8})::(\d{4}/\d\d/\d\d-\d\d:\d\d:\d\d)\.\d{3,9} ?\[`)
	offered = regexp.MustCompile(`EnabledProtocols[\s:=]*(0[xX][0-9A-Fa-f]+|\d+|SP_PROT_\w+(?:\s*[|, ]\s*SP_PROT_\w+)*)`)
	call    = regexp.MustCompile(`(?:(0x[0-9A-Fa-f]+): )?SSL AcquireCredentialsHandle( returned| failed)?(?: - \((0x[0-9A-Fa-f]+|-?\d+)\))?`)
)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(200) {
		if prefix.MatchString(line) || strings.Contains(line, "EnabledProtocols") && call.MatchString(line) && offered.MatchString(line) {
			return parsers.Structure
		}
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	var result parsers.Result
	story := tlsstory.New(out.Event)
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		e := &evidence.Event{Locator: evidence.Locator{Line: lines.Number()}}
		text := string(lines.Bytes())
		if m := prefix.FindStringSubmatch(text); m != nil {
			stamp(e, m[1:])
			result.Records++
			result.Span(e.Time)
		}
		if acquire(e, text) {
			if e.Time.IsZero() {
				result.Records++ // a line without its beginning
			}
			story.Event(e)
		}
	}
	story.Close()
	// A text shows what somebody chose to convert or to copy.
	out.Coverage(evidence.Coverage{
		Kind: evidence.CoversChannel, Root: tlsstory.Log, From: result.First, To: result.Last, Partial: true,
	})
	return result, lines.Err()
}

// stamp takes process, thread and time.
func stamp(e *evidence.Event, parts []string) {
	pid, _ := strconv.ParseUint(parts[0], 16, 32)
	tid, _ := strconv.ParseUint(parts[1], 16, 32)
	e.ProcessID, e.ThreadID = uint32(pid), uint32(tid)
	if at, err := time.Parse("2006/01/02-15:04:05", parts[2]); err == nil {
		e.Time, e.LocalTime = at, true
	}
}

// Events of WebIO about its credentials.
const (
	acquireStart  = 728
	acquireDone   = 729
	acquireFailed = 730
)

// acquire makes the event of WebIO that the message was rendered from; false for
// other messages.
func acquire(e *evidence.Event, text string) bool {
	mask, m := offered.FindStringSubmatch(text), call.FindStringSubmatch(text)
	if mask == nil || m == nil {
		return false
	}
	e.Kind, e.Provider = evidence.KindEvent, evidence.Provider{Name: "Microsoft-Windows-WebIO", GUID: tlsstory.WebIO}
	e.Data = []evidence.Field{{Name: "Connection", Value: m[1]}, {Name: "EnabledProtocols", Value: mask[1]}}
	switch m[2] {
	case " returned":
		e.EventID = acquireDone
	case " failed":
		e.EventID = acquireFailed
		e.Data = append(e.Data, evidence.Field{Name: "Result", Value: m[3]})
	default:
		e.EventID = acquireStart
	}
	return true
}
