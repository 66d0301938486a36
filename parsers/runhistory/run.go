package runhistory

import (
	"fmt"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/textenc"
	"hybriddiag/internal/textlog"
)

// add sends the event of one run; get returns a column or property by name.
func (r *reader) add(line int, get func(name string) string) {
	name, profile := get("ConnectorName"), get("RunProfileName")
	result := textenc.NormalizeDashes(strings.TrimSpace(get("Result")))
	if name == "" && profile == "" && result == "" {
		return
	}
	start, startLocal, hasStart := r.culture.Parse(get("StartDate"))
	end, endLocal, hasEnd := r.culture.Parse(get("EndDate"))
	if hasEnd && end.Year() < 1970 { // the engine's zero date: still running
		hasEnd = false
	}

	e := &evidence.Event{
		Level:   levelOf(result),
		Message: fmt.Sprintf("%s: %s: %s", name, profile, result),
		Locator: evidence.Locator{Line: line},
	}
	switch {
	case hasEnd:
		e.Time, e.LocalTime = end, endLocal
	case hasStart:
		e.Time, e.LocalTime = start, startLocal
	}
	put := func(name, value string) {
		if value != "" {
			e.Data = append(e.Data, evidence.Field{Name: name, Value: value})
		}
	}
	put("RunNumber", get("RunNumber"))
	put("RunHistoryId", get("RunHistoryId"))
	put("ConnectorName", name)
	put("ConnectorKind", ConnectorKind(name))
	put("RunProfileName", profile)
	put("Result", result)
	put("StartDate", get("StartDate"))
	put("EndDate", get("EndDate"))
	if hasStart && hasEnd && !end.Before(start) {
		put("DurationSeconds", strconv.FormatInt(int64(end.Sub(start).Seconds()), 10))
	}
	r.log.Add(e)
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
