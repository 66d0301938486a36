// Package shipped reads Windows events in the forms in which log shippers hand
// them on and search pages export them:
//
//	winlogbeat, Elastic Agent   {"winlog": {"provider_name", "event_id", "event_data": {…}}, "message"}; before version 7 without "winlog"
//	Kibana, Elasticsearch       the same below "_source", or with keys such as "winlog.event_id"
//	Wazuh                       {"data": {"win": {"system": {…}, "eventdata": {…}}}}
//	NXLog                       {"EventTime", "SourceName", "EventID", "Channel", "Message", fields beside them}
//	evtx_dump and its kin       {"Event": {"System": {…}, "EventData": {…}}}
//	Splunk                      LogName=…, EventCode=…, SourceName=…, Message=…, one a line or all in one
//
// An object that holds events holds nothing else; whatever has neither provider
// nor id is passed over. What was shipped may be filtered, so an event that is
// not there is not proved absent.
//
// Problems: json-syntax (loss), text-cut/paste (loss).
//
// Source: the field reference of Elastic Common Schema, the ruleset of Wazuh,
// the manual of NXLog (im_msvistalog), Splunk Add-on for Windows.
package shipped

import (
	"context"
	"io"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/channelspan"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/sentences"
	"hybriddiag/parsers/internal/textenc"
)

// maxSize is how much of a file is read.
const maxSize = 64 << 20

// Parser reads what log shippers write.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "shipped-events" }

// marks are the keys that only one of the forms has.
var marks = []*regexp.Regexp{
	regexp.MustCompile(`"winlog"\s*:\s*\{|"(?:_source\.)?winlog\.(?:event_id|provider_name)"`),
	regexp.MustCompile(`"win"\s*:\s*\{\s*"(?:system|eventdata)"|"data\.win\.system\.`),
	regexp.MustCompile(`"SourceName"\s*:[\s\S]*"EventID"\s*:|"EventID"\s*:[\s\S]*"SourceName"\s*:`),
	regexp.MustCompile(`"source_name"\s*:[\s\S]*"event_id"\s*:|"event_id"\s*:[\s\S]*"source_name"\s*:`),
	regexp.MustCompile(`"Event"\s*:\s*\{[\s\S]*"System"\s*:\s*\{`),
}

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if h.JSON() == 0 {
		if text := h.Text(); eventCode.MatchString(text) && sourceName.MatchString(text) {
			return parsers.Structure
		}
		return parsers.No
	}
	for _, mark := range marks {
		if mark.MatchString(h.Text()) {
			return parsers.Structure
		}
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	data, err := io.ReadAll(io.LimitReader(textenc.NewReader(ctx, whole), maxSize+1))
	w := &writer{out: out, culture: culturetime.Learn(h.Text())}
	if len(data) > maxSize {
		data = data[:maxSize]
		w.result.Problems = append(w.result.Problems, parsers.Lost("text-cut/paste", "limit", evidence.Size(maxSize)))
	}
	if h.JSON() == 0 {
		w.pairs(string(data))
	} else {
		w.objects(data)
	}
	return w.finish(), err
}

// writer passes events on and keeps what the summary of the file needs.
type writer struct {
	out     parsers.Sink
	culture culturetime.Culture
	unread  culturetime.Unread
	result  parsers.Result
	spans   channelspan.Spans
}

// add sends one event. The fields that its form does not have are read back
// from its sentence.
func (w *writer) add(e *evidence.Event) {
	e.Kind = evidence.KindEvent
	e.Provider.Name = sentences.Provider(e.Provider.Name)
	w.result.Records++
	w.result.Span(e.Time)
	w.spans.Add(e.Channel, e.Time)
	if w.result.Host == "" {
		w.result.Host = e.Computer
	}
	if !w.out.Wants(parsers.Header{Provider: e.Provider.Name, GUID: e.Provider.GUID, Channel: e.Channel, EventID: e.EventID, Level: e.Level}) {
		return
	}
	if len(e.Data) == 0 {
		e.Data = sentences.Fields(e.Provider.Name, e.EventID, e.Message, false)
	}
	w.out.Event(e)
}

func (w *writer) finish() parsers.Result {
	w.result.Channel = w.spans.Only()
	w.result.Notes = append(w.result.Notes, w.unread.Notes()...)
	for _, c := range w.spans.Coverage(true) {
		w.out.Coverage(c)
	}
	return w.result
}

// when stores a time: in UTC where the text says so, else the server's clock.
func (w *writer) when(e *evidence.Event, text string) {
	if at, ok := instant(text); ok {
		e.Time = at
		return
	}
	text = strings.TrimSpace(text)
	at, local, ok := w.culture.Parse(text)
	if !ok && text != "" {
		w.unread.Add(text)
		return
	}
	e.Time, e.LocalTime = at, local
}
