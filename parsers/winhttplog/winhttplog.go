// Package winhttplog reads the text logs of WinHTTP, switched on with
// netsh winhttp set tracing … output=file:
//
//	16:51:47.899 ::*0000004* :: WinHttpReceiveResponse() returning TRUE
//	local time     request, or Session, or an id of the system thread
//
// No line has a date. It comes from the session's start line or from the
// name of the file, <prefix><process>.exe-<pid>.<yyyy.mm.dd>-<hh.mm.ss>.log,
// which also names the process.
//
// A line is an Error when a call returns FALSE or names a WinHTTP error code.
//
// Source: Microsoft's pages on WinHTTP logs.
package winhttplog

import (
	"bytes"
	"context"
	"regexp"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "winhttp-log"

// Parser reads WinHTTP logs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "winhttplog" }

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(20) {
		if isEntry([]byte(line)) {
			return parsers.Structure
		}
	}
	return parsers.No
}

// isEntry recognises "hh:mm:ss.fff ::".
func isEntry(line []byte) bool {
	return textlog.HasShape(line, "00:00:00.000 ::")
}

var (
	nameDate    = regexp.MustCompile(`(20\d\d)[.-]?(\d\d)[.-]?(\d\d)`)
	nameProcess = regexp.MustCompile(`([A-Za-z0-9_.]+?\.exe)`)
	startLine   = regexp.MustCompile(`Process ([^\s\[]+\.exe) \[(\d+)`)
)

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := reader{log: textlog.New(LogName, out)}
	if m := nameDate.FindSubmatch([]byte(in.Base())); m != nil {
		if day, ok := textlog.Date(textlog.Num(m[1]), textlog.Num(m[2]), textlog.Num(m[3]), 0); ok {
			r.day = day
		}
	}
	r.process = nameProcess.FindString(in.Base())
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.flush()
	return r.log.Finish(lines)
}

// reader gathers the lines of entries and sends them.
type reader struct {
	log     *textlog.Log
	day     time.Time
	last    time.Duration
	process string
	entry   textlog.Entry
	at      time.Time
	level   uint8
}

func (r *reader) line(number int, text []byte) {
	if !isEntry(text) {
		r.entry.Continue(text)
		return
	}
	r.flush()
	if m := startLine.FindSubmatch(text); m != nil {
		r.process = string(m[1])
	}
	since, _ := textlog.Clock(text)
	r.at = time.Time{}
	if !r.day.IsZero() {
		if r.last-since > time.Hour {
			r.day = r.day.AddDate(0, 0, 1)
		}
		r.last = since
		r.at = r.day.Add(since)
	}
	r.level = levelOf(text)
	if !r.log.Wants(0, r.level) {
		r.log.Count(r.at)
		return
	}
	r.entry.Begin(number, bytes.TrimSpace(text[len("00:00:00.000"):]))
}

var failures = [][]byte{
	[]byte("returning FALSE"), []byte("ERROR_WINHTTP_"), []byte("SECURE_FAILURE"), []byte("FLAG_SECURITY_"),
}

// winhttpError is a code of WinHTTP's own range, 12001 to 12186.
var winhttpError = regexp.MustCompile(`(?i)error[^\n]{0,20}\b12[01]\d\d\b`)

func levelOf(text []byte) uint8 {
	for _, f := range failures {
		if bytes.Contains(text, f) {
			return textlog.LevelError
		}
	}
	if bytes.Contains(text, []byte("12")) && winhttpError.Match(text) {
		return textlog.LevelError
	}
	return textlog.LevelInfo
}

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	e := &evidence.Event{
		Level: r.level, Time: r.at, LocalTime: !r.at.IsZero(),
		Message: r.entry.Text(),
		Locator: evidence.Locator{Line: r.entry.Line},
	}
	if r.process != "" {
		e.Data = []evidence.Field{{Name: "Process", Value: r.process}}
	}
	r.log.Add(e)
}
