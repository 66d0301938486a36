// Package eventjson holds the text form of an event that `diag events` prints:
// one JSON object a line. Encode writes it, Parser reads it, so that a dump can
// be diagnosed again.
//
//	key                   value
//	path                  where the event was read, with / and !/
//	kind                  event, system, compact, perfinfo, classic, instance, wpp, line, tls
//	record_id, line       where it is in that file
//	time                  RFC 3339 in UTC, up to seven digits of a second
//	provider …            the words of the Windows event schema
//	data                  [{"name", "value"}] in the order of the record
//	message, damaged      the rendered text; true when read from a damaged place
//
// A key is left out when it is empty or zero, but an event id is always there
// where the kind has one, because 0 is an event id too.
//
// Problems: "json-line" for a line that is no event. The lines after it are
// read all the same.
package eventjson

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/channelspan"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads events in the form that Encode writes.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "eventjson" }

// Detect implements parsers.Parser: the first line is an object whose first
// keys are path and kind, or kind.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if h.JSON() != '{' {
		return parsers.No
	}
	dec := json.NewDecoder(strings.NewReader(h.Text()))
	dec.Token()   // the brace
	for range 2 { // path, kind
		key, err := dec.Token()
		if err != nil {
			return parsers.No
		}
		value, err := dec.Token()
		if err != nil {
			return parsers.No
		}
		if kind, ok := value.(string); ok && key == "kind" && known(evidence.Kind(kind)) {
			return parsers.Structure
		}
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	run := reading{out: out}
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		if text := bytes.TrimSpace(lines.Bytes()); len(text) > 0 {
			run.take(text, lines.Number())
		}
	}
	run.finish()
	if err := lines.Err(); err != nil {
		return run.res, evidence.Failed("stopped-at-line", "line", lines.Number(), "error", err)
	}
	return run.res, nil
}

// reading is the state of one Parse.
type reading struct {
	out   parsers.Sink
	res   parsers.Result
	spans channelspan.Spans
}

// take decodes one line and hands its event on.
func (r *reading) take(text []byte, number int) {
	r.res.Records++
	ev, err := decode(text)
	if err != nil {
		r.res.Damaged++
		r.res.Problems = append(r.res.Problems, parsers.Lost("json-line", "line", number, "error", err))
		return
	}
	ev.Locator = evidence.Locator{RecordID: ev.RecordID, Line: number}
	r.note(ev)
	if r.out.Wants(parsers.Header{
		Provider: ev.Provider.Name, GUID: ev.Provider.GUID, Channel: ev.Channel, EventID: ev.EventID, Level: ev.Level,
	}) {
		r.out.Event(ev)
	}
}

// note keeps what the summary of the file needs of an event. The log of a line
// or of a TLS row takes the place of a channel.
func (r *reading) note(ev *evidence.Event) {
	r.res.Span(ev.Time)
	if r.res.Host == "" {
		r.res.Host = ev.Computer
	}
	if ev.Kind == evidence.KindLine || ev.Kind == evidence.KindTLS {
		r.spans.Add(ev.Provider.Name, ev.Time)
		return
	}
	r.spans.Add(ev.Channel, ev.Time)
}

// finish reports the coverage. A dump may be filtered: it proves presence only.
func (r *reading) finish() {
	r.res.Channel = r.spans.Only()
	for _, c := range r.spans.Coverage(true) {
		r.out.Coverage(c)
	}
}
