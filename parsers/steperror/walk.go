package steperror

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/syncrun"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// record is a step, a connection or an object that failed.
type record struct {
	kind, element    string
	line             int
	at               time.Time
	localTime        bool
	connector        string
	stepResult       string
	connectionResult string
	server           string
	errorType        string
	errorCode        string
	errorLiteral     string
	dn               string
	detail           string
	start, end       string
	endDate          string // as the server's culture writes it
	told             bool   // an incident inside said the same
}

// objectErrors are the elements that stand for one object that failed.
var objectErrors = map[string]bool{
	"import-error": true, "synchronization-error": true, "export-error": true,
	"ma-object-error": true, "retry-error": true, "mv-retry-error": true,
}

// walk turns the elements of the engine's XML into events.
type walk struct {
	log, runs *textlog.Log
	section   string
	base      int       // line of the piece of XML in the file
	at        time.Time // of the step, for what has no time of its own
	local     bool

	run     runNames // the run that is being told
	open    []*record
	history bool // the XML holds runs
}

// runNames are what a step and its objects take over from their run.
type runNames struct{ connector, number, profile, historyID string }

func newWalk(log, runs *textlog.Log) *walk {
	return &walk{log: log, runs: runs, base: 1}
}

// Start implements xmlstream.Handler.
func (w *walk) Start(name string, attrs []xml.Attr, line int) {
	r := &record{element: name, line: w.base + line - 1, at: w.at, localTime: w.local}
	switch {
	case name == "run-details":
		w.run = runNames{}
		return
	case name == "step-details":
		r.kind = "step"
	case name == "incident", name == "ma-connection":
		r.kind = "connection"
	case objectErrors[name]:
		r.kind = name
		for _, a := range attrs {
			if a.Name.Local == "dn" {
				r.dn = a.Value
			}
		}
	case name == "connection-result" && len(w.open) == 0: // a piece without a root
		r.kind, r.element = "connection", ""
	default:
		return
	}
	if len(w.open) < maxOpen {
		w.open = append(w.open, r)
	}
}

// maxOpen is how many records may stand inside each other; sound XML has three.
const maxOpen = 20

// End implements xmlstream.Handler.
func (w *walk) End(name, text string, _ int) {
	switch name {
	case "ma-name":
		w.run.connector = text
	case "run-number":
		w.run.number = text
	case "run-profile-name":
		w.run.profile = text
	}
	if len(w.open) == 0 {
		return
	}
	r := w.open[len(w.open)-1]
	if name == r.element {
		w.open = w.open[:len(w.open)-1]
		if name == "incident" && len(w.open) > 0 && r.connectionResult == w.open[len(w.open)-1].connectionResult {
			w.open[len(w.open)-1].told = true
		}
		w.send(r)
		return
	}
	r.set(name, text)
}

// end sends what is still open where the XML ends.
func (w *walk) end() {
	for i := len(w.open) - 1; i >= 0; i-- {
		w.send(w.open[i])
	}
	w.open = nil
}

// set stores the text of a child element.
func (r *record) set(name, text string) {
	switch name {
	case "step-result":
		r.stepResult = text
	case "start-date":
		r.start = text
	case "end-date", "date-occurred", "date":
		r.end = text
	case "connection-result":
		r.connectionResult = text
	case "server":
		r.server = text
	case "error-type":
		r.errorType = text
	case "error-code":
		r.errorCode = text
	case "error-literal":
		r.errorLiteral = text
	case "dn":
		r.dn = text
	case "server-error-detail", "call-stack", "error-detail":
		r.detail = text
	}
}

// send makes an event of a record; a connection that worked is none.
func (w *walk) send(r *record) {
	if at, ok := utc(r.end); ok {
		r.at, r.localTime = at, false
	}
	switch {
	case r.kind == "connection" && (r.told || r.connectionResult == "" || r.connectionResult == "success"):
		return
	case r.kind == "step" && r.element != "":
		w.sendRun(r)
	}
	e := &evidence.Event{
		Level:     level(r),
		Time:      r.at,
		LocalTime: r.localTime && !r.at.IsZero(),
		Locator:   evidence.Locator{Line: r.line},
	}
	put := func(name, value string) {
		if value != "" {
			e.Data = append(e.Data, evidence.Field{Name: name, Value: textenc.NormalizeDashes(value)})
		}
	}
	put("Section", w.section)
	put("Kind", r.kind)
	put("ConnectorName", cmp.Or(r.connector, w.run.connector))
	put("StepResult", r.stepResult)
	put("ConnectionResult", r.connectionResult)
	put("Server", r.server)
	put("ErrorType", r.errorType)
	put("ErrorCode", r.errorCode)
	put("ErrorLiteral", r.errorLiteral)
	put("DN", r.dn)
	e.Message = textenc.NormalizeDashes(r.text())
	w.log.Add(e)
}

// level is Error for all but a step that went well.
func level(r *record) uint8 {
	if r.kind == "step" && (r.stepResult == "success" || r.stepResult == "in-progress") {
		return textlog.LevelInfo
	}
	return textlog.LevelError
}

// text is the record in one line, and the server's own words below it.
func (r *record) text() string {
	var parts []string
	for _, p := range []string{r.stepResult, r.connectionResult, r.server, r.errorType, r.dn, r.errorCode, r.errorLiteral} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	text := fmt.Sprintf("%s: %s", r.kind, strings.Join(parts, ", "))
	if r.detail != "" {
		text += "\n" + r.detail
	}
	return text
}

// sendRun sends a step as a run: in Entra Connect a run has one step.
func (w *walk) sendRun(r *record) {
	w.history = true
	run := syncrun.Run{
		Number: w.run.number, Connector: w.run.connector, Profile: w.run.profile, Result: r.stepResult,
		StartDate: r.start, EndDate: r.end, Line: r.line,
	}
	run.Start, _ = utc(r.start)
	run.End, _ = utc(r.end)
	w.addRun(run)
}

func (w *walk) addRun(run syncrun.Run) {
	if e := run.Event(); e != nil {
		w.runs.Add(e)
	}
}

// utc reads the engine's own dates, which name no zone and are UTC.
func utc(s string) (time.Time, bool) {
	at, _, ok := culturetime.Culture{}.Parse(s)
	return at, ok
}
