// Package syncrun makes the event of one run of the Entra Connect sync engine.
// The history of the runs comes as a table, as a list and as XML; a run looks
// the same in all of them. Its times carry no zone: the engine keeps them in UTC.
//
// Source: MIIS_RunHistory (RunStartTime, RunEndTime) in the SDK of Forefront
// Identity Manager 2010, the engine's forerunner.
package syncrun

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "run-history"

// Run is one run as its source spells it.
type Run struct {
	Number, HistoryID  string
	Connector, Profile string
	Result             string
	StartDate, EndDate string    // as written
	Start, End         time.Time // zero when unknown or not yet
	Line               int
}

// Event returns the event of the run, or nil when it names nothing.
func (r Run) Event() *evidence.Event {
	result := textenc.NormalizeDashes(strings.TrimSpace(r.Result))
	if r.Connector == "" && r.Profile == "" && result == "" {
		return nil
	}
	end := r.End
	if !end.IsZero() && end.Year() < 1970 { // the engine's empty date: still going
		end = time.Time{}
	}
	e := &evidence.Event{
		Level:   levelOf(result),
		Time:    end,
		Message: message(r.Connector, r.Profile, result),
		Locator: evidence.Locator{Line: r.Line},
	}
	if end.IsZero() {
		e.Time = r.Start
	}
	e.Time = e.Time.UTC()
	put := func(name, value string) {
		if value != "" {
			e.Data = append(e.Data, evidence.Field{Name: name, Value: value})
		}
	}
	put("RunNumber", r.Number)
	put("RunHistoryId", r.HistoryID)
	put("ConnectorName", r.Connector)
	put("ConnectorKind", ConnectorKind(r.Connector))
	put("RunProfileName", r.Profile)
	put("Result", result)
	put("StartDate", r.StartDate)
	put("EndDate", r.EndDate)
	if !r.Start.IsZero() && !end.IsZero() && !end.Before(r.Start) {
		put("DurationSeconds", strconv.FormatInt(int64(end.Sub(r.Start).Seconds()), 10))
	}
	return e
}

// IsStep reports whether a line is a property that only the details of a step
// have, or the head of the section that the collector puts them in.
func IsStep(line string) bool {
	for _, name := range []string{"StepHistoryId", "StepResult", "ConnectorConnectionInformationXml", "## ErrorStepResult", "## SuccessStepResult"} {
		if strings.HasPrefix(line, name) {
			return true
		}
	}
	return false
}

// message joins what is known of a run.
func message(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ": ")
}

// levelOf is Error for a run that did not succeed and is not still going.
func levelOf(result string) uint8 {
	switch strings.ToLower(result) {
	case "success", "in-progress", "":
		return textlog.LevelInfo
	}
	return textlog.LevelError
}

// ConnectorKind tells from the name of a connector where it leads: "entra",
// "ad" (named after a forest) or "other".
func ConnectorKind(name string) string {
	lower := strings.ToLower(strings.TrimSpace(name))
	switch {
	case lower == "":
		return ""
	case strings.HasSuffix(lower, " - aad"), strings.Contains(lower, ".onmicrosoft."):
		return "entra"
	case strings.Contains(lower, ".") && !strings.ContainsAny(lower, " \\/"):
		return "ad"
	}
	return "other"
}
