// Package eventtext reads events that were exported as text instead of .evtx,
// in English and Japanese:
//
//	wevtutil qe /f:text     Event[0]:, then indented "Log Name: …" lines, Description, blank line
//	Event Viewer, copied    "Log Name:      …" lines, "Description:", text
//	Event Viewer, saved     .csv and .txt (tabs): Level,Date and Time,Source,Event ID,Task Category, message
//	Get-WinEvent            Format-List, Export-Csv or ConvertTo-Json: TimeCreated, ProviderName, Id, Message …
//	                        as shown on a console: ProviderName: …, below it TimeCreated Id LevelDisplayName Message,
//	                        or Format-Table: TimeCreated ProviderName Id Message above a rule of hyphens
//	Get-EventLog            Format-List, Export-Csv or ConvertTo-Json: TimeGenerated, Source, EntryType, EventID …
//
// Text is a poor copy of an event: the names of its data are gone, times are
// the server's wall clock, and nothing tells which events were left out. The
// result says so in a note, and its coverage never proves that an event is
// absent. The fields of a few events are read back from their sentences.
//
// Problems, of ConvertTo-Json: file-cut, json-syntax.
//
// Source: output of these tools, whose labels Microsoft documents.
package eventtext

import (
	"context"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/channelspan"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/sentences"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads text exports of events.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "eventtext" }

// shape is the layout of an export.
type shape int

const (
	unknown shape = iota
	details       // wevtutil and copies: one labelled line per property
	list          // Format-List
	table         // rows with a header
	grouped       // rows below the name of their provider
	ruled         // Format-Table: rows below a heading and a rule of hyphens
)

// headLines is where an export must show its layout.
const headLines = 30

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if shapeOf(lines) == unknown {
		if isJSON(h) {
			return parsers.Structure
		}
		return parsers.No
	}
	for _, line := range lines {
		if strings.Contains(line, "<Event xmlns") {
			return parsers.No // the XML beside the text says more
		}
	}
	return parsers.Structure
}

// shapeOf judges the layout from the first lines.
func shapeOf(lines []string) shape {
	labels := map[property]int{}
	listed := map[property]int{}
	provider := false
	for i, line := range lines {
		provider = provider || groupLine.MatchString(line)
		if provider && groupHead.MatchString(line) {
			return grouped
		}
		if i+1 < len(lines) && isRuled(line, lines[i+1]) {
			return ruled
		}
		if isTableHeader(line) && i < 5 {
			return table
		}
		if p, _, ok := cutLabel([]byte(line)); ok {
			labels[p]++
		}
		if name, _, ok := strings.Cut(line, " :"); ok && name != "" && name[0] != ' ' {
			listed[listProperties[strings.ToLower(strings.TrimSpace(name))]]++
		}
	}
	switch {
	case labels[source] > 0 && labels[eventID] > 0 && (labels[logName] > 0 || labels[level] > 0):
		return details
	case listed[source] > 0 && listed[when] > 0 && (listed[eventID] > 0 || listed[message] > 0):
		return list
	}
	return unknown
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	w := &writer{out: out, culture: culturetime.Learn(h.Text()), hosts: map[string]bool{}}
	layout := shapeOf(h.Lines(headLines))
	if layout == unknown && isJSON(h) {
		err := readJSON(textenc.NewReader(ctx, whole), h.JSON() == '[', w)
		return w.finish(), err
	}
	lines := textenc.NewLines(ctx, whole)
	switch layout {
	case grouped:
		readGrouped(lines, w)
	case ruled:
		readRuled(psout.NewTable(lines), w)
	case table:
		readTable(psout.NewRows(lines), w)
	case list:
		readList(psout.NewBlocks(lines), w)
	default:
		readDetails(lines, w)
	}
	return w.finish(), lines.Err()
}

// writer makes events of properties and passes them on.
type writer struct {
	out     parsers.Sink
	culture culturetime.Culture
	unread  culturetime.Unread
	result  parsers.Result
	spans   channelspan.Spans
	hosts   map[string]bool
}

// maxHosts bounds the computers of one file.
const maxHosts = 200

// add sends one event.
func (w *writer) add(e *evidence.Event) {
	w.result.Records++
	w.result.Span(e.Time)
	w.spans.Add(e.Channel, e.Time)
	if e.Computer != "" && len(w.hosts) < maxHosts {
		w.hosts[e.Computer] = true
	}
	if !w.out.Wants(parsers.Header{Provider: e.Provider.Name, GUID: e.Provider.GUID, Channel: e.Channel, EventID: e.EventID, Level: e.Level}) {
		return
	}
	e.Kind = evidence.KindEvent
	e.Data = append(e.Data, sentences.Fields(e.Provider.Name, e.EventID, e.Message, len(e.Data) > 0)...)
	w.out.Event(e)
}

// finish tells the coverage and what a text export cannot show.
func (w *writer) finish() parsers.Result {
	for _, c := range w.spans.Coverage(true) {
		w.out.Coverage(c)
	}
	w.result.Channel = w.spans.Only()
	if len(w.hosts) == 1 {
		for h := range w.hosts {
			w.result.Host = h
		}
	}
	if w.result.Records > 0 {
		w.result.Notes = append(w.result.Notes, evidence.Say("note/events-as-text"))
	}
	w.result.Notes = append(w.result.Notes, w.unread.Notes()...)
	return w.result
}
