// Package eventxml reads Windows events written as XML: what Event Viewer
// copies to the clipboard, what it and wevtutil save as an XML file, and what
// people paste into a ticket.
//
//	<?xml version="1.0" encoding="utf-8"?>            optional
//	<Events>                                          optional: a saved list
//	  <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
//	    <System>         Provider, EventID, … Computer    the header words
//	    <EventData>      Data[@Name]…, Binary             or
//	    <UserData>       an element of the provider       flattened to its leaves
//	    <RenderingInfo>  Message                          the rendered text, if saved
//	  </Event>
//	</Events>
//
// The text is cut into single <Event> elements first, and each is decoded on
// its own. So a broken event never costs its neighbour, words around pasted
// events do no harm, and memory stays bounded by the largest event allowed.
// Document type declarations are never interpreted: an entity other than the
// five of XML makes its event a damaged one.
//
// The events of WebIO and WinHTTP in a trace that tracerpt turned into XML are
// joined to rows of kind "tls" as well (package tlsstory).
//
// Problems: "xml-event" for an event that could be read only in part or not at
// all, "xml-event-size" for one that is larger than the limit.
//
// Source: the event schema of the Windows SDK ("Event Schema", winevt).
package eventxml

import (
	"context"
	"errors"
	"io"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/channelspan"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/tlsstory"
)

// Parser reads events in XML form.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "eventxml" }

// namespace is the event schema's own; nothing else uses it.
const namespace = "http://schemas.microsoft.com/win/2004/08/events/event"

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	root := h.Root()
	switch root.Local() {
	case "Event":
		if strings.Contains(root.Text, "<System") || strings.Contains(root.Text, ":System>") {
			return parsers.Structure
		}
	case "Events":
		if strings.Contains(root.Text, namespace) {
			return parsers.Structure
		}
	}
	text := h.Text()
	if strings.Contains(text, namespace) && (strings.Contains(text, "<Event") || strings.Contains(text, ":Event ")) {
		return parsers.Fuzzy
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	run := reading{out: out}
	split := newSplitter(textenc.NewReader(ctx, in.R))
	for ctx.Err() == nil {
		frag, err := split.next()
		if errors.Is(err, io.EOF) {
			run.finish(split.list && split.closed)
			return run.res, nil
		}
		if err != nil {
			run.finish(false)
			return run.res, evidence.Failed("stopped-at-line", "line", split.line, "error", err)
		}
		run.take(frag)
	}
	return run.res, ctx.Err()
}

// reading is the state of one Parse.
type reading struct {
	out   parsers.Sink
	res   parsers.Result
	spans channelspan.Spans
	story *tlsstory.Story // of a trace that was turned into XML, else nil
}

// take decodes one fragment and hands its event on.
func (r *reading) take(f fragment) {
	r.res.Records++
	ev, err := decode(f)
	if err != nil {
		r.res.Damaged++
		r.res.Problems = append(r.res.Problems, parsers.Lost(f.code(), "line", f.line, "error", err))
	}
	if ev == nil {
		return
	}
	ev.Damaged = err != nil
	r.note(ev)
	r.tell(ev)
	if r.out.Wants(header(ev)) {
		r.out.Event(ev)
	}
}

// note keeps what the summary of the file needs of an event.
func (r *reading) note(ev *evidence.Event) {
	r.res.Span(ev.Time)
	r.spans.Add(ev.Channel, ev.Time)
	if r.res.Host == "" {
		r.res.Host = ev.Computer
	}
}

// tell gives the events of a trace, as tracerpt writes them, to the TLS story.
func (r *reading) tell(ev *evidence.Event) {
	if !tlsstory.Traced(ev) {
		return
	}
	if r.story == nil {
		r.story = tlsstory.New(r.out.Event)
	}
	r.story.Event(ev)
}

// finish reports the coverage. Events that somebody picked prove what is there
// and nothing more; only a whole saved list can prove that something is not.
func (r *reading) finish(wholeList bool) {
	r.res.Channel = r.spans.Only()
	if r.story != nil {
		r.story.Close()
		r.out.Coverage(evidence.Coverage{
			Kind: evidence.CoversChannel, Root: tlsstory.Log, From: r.res.First, To: r.res.Last, Partial: !wholeList,
		})
	}
	for _, c := range r.spans.Coverage(!wholeList || r.res.Damaged > 0) {
		r.out.Coverage(c)
	}
}

func header(ev *evidence.Event) parsers.Header {
	return parsers.Header{
		Provider: ev.Provider.Name, GUID: ev.Provider.GUID,
		Channel: ev.Channel, EventID: ev.EventID, Level: ev.Level,
	}
}
