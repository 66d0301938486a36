package eventtext

import (
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/sentences"
)

// set stores one property of an event as its text says it.
func (w *writer) set(e *evidence.Event, p property, value string) {
	value = strings.TrimSpace(value)
	if value == "" || value == "N/A" {
		return
	}
	switch p {
	case logName:
		e.Channel = value
	case source:
		e.Provider.Name = sentences.Provider(value)
	case when:
		at, local, ok := w.culture.Parse(value)
		if !ok {
			w.unread.Add(value)
			return
		}
		e.Time, e.LocalTime = at, local
	case eventID:
		e.EventID = uint32(integer(value))
	case instanceID:
		if e.EventID == 0 {
			e.EventID = uint32(integer(value)) & 0xFFFF
		}
	case level:
		if l, ok := levels[strings.ToLower(value)]; ok {
			e.Level = l
		}
	case computer:
		e.Computer = value
	case message:
		e.Message = value
	case recordID:
		e.RecordID = integer(value)
		e.Locator.RecordID = e.RecordID
	case providerID:
		e.Provider.GUID = "{" + strings.ToLower(strings.Trim(value, "{}")) + "}"
	case activityID:
		e.ActivityID = value
	case processID:
		e.ProcessID = uint32(integer(value))
	case threadID:
		e.ThreadID = uint32(integer(value))
	case user:
		if strings.HasPrefix(value, "S-1-") {
			e.UserSID = value
		}
	case insertions:
		e.Data = append(e.Data, insertionStrings(value)...)
	}
}

// integer reads an unsigned number; thousands separators do not occur.
func integer(s string) uint64 {
	n, _ := strconv.ParseUint(s, 10, 64)
	return n
}

// insertionStrings reads what Format-List shows of an array: {a, b, c...}. An
// array that was cut is left out, and so is one whose commas are ambiguous.
func insertionStrings(value string) []evidence.Field {
	inner, ok := strings.CutPrefix(value, "{")
	inner, closed := strings.CutSuffix(inner, "}")
	_, cut := psout.Shortened(inner)
	if !ok || !closed || inner == "" || cut {
		return nil
	}
	var data []evidence.Field
	for _, s := range strings.Split(inner, ", ") {
		data = append(data, evidence.Field{Value: s})
	}
	return data
}

// known gives an event without a source the one whose sentence it has.
func known(e *evidence.Event) {
	if e.Provider.Name != "" {
		return
	}
	if provider, id, ok := sentences.Recognize(e.Message); ok && (e.EventID == 0 || e.EventID == id) {
		e.Provider.Name, e.EventID = provider, id
	}
}

// usable reports whether enough was read to call it an event.
func usable(e *evidence.Event) bool {
	return e.Provider.Name != "" && (e.EventID != 0 || e.Message != "" || !e.Time.IsZero())
}
