package eventjson

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// form is an event as JSON; the order of the fields is the order of the keys.
type form struct {
	Path              string           `json:"path,omitempty"`
	Kind              evidence.Kind    `json:"kind"`
	RecordID          uint64           `json:"record_id,omitempty"`
	Line              int              `json:"line,omitempty"`
	Time              string           `json:"time,omitempty"`
	LocalTime         bool             `json:"local_time,omitempty"`
	Provider          string           `json:"provider,omitempty"`
	ProviderGUID      string           `json:"provider_guid,omitempty"`
	ProviderSource    string           `json:"provider_source,omitempty"`
	EventID           *uint32          `json:"event_id,omitempty"`
	Qualifiers        uint16           `json:"qualifiers,omitempty"`
	Version           uint8            `json:"version,omitempty"`
	Level             uint8            `json:"level,omitempty"`
	Task              uint16           `json:"task,omitempty"`
	Group             string           `json:"group,omitempty"`
	Opcode            uint8            `json:"opcode,omitempty"`
	MessageNumber     uint16           `json:"message_number,omitempty"`
	Keywords          string           `json:"keywords,omitempty"` // hexadecimal: JSON numbers are no 64-bit integers
	Channel           string           `json:"channel,omitempty"`
	Computer          string           `json:"computer,omitempty"`
	ProcessID         uint32           `json:"process_id,omitempty"`
	ThreadID          uint32           `json:"thread_id,omitempty"`
	Processor         uint16           `json:"processor,omitempty"`
	UserSID           string           `json:"user_sid,omitempty"`
	ActivityID        string           `json:"activity_id,omitempty"`
	RelatedActivityID string           `json:"related_activity_id,omitempty"`
	Data              []evidence.Field `json:"data,omitempty"`
	Message           string           `json:"message,omitempty"`
	Damaged           bool             `json:"damaged,omitempty"`
}

// timeLayout is RFC 3339 in UTC with the resolution of Windows.
const timeLayout = "2006-01-02T15:04:05.9999999Z"

// Encode writes one event as one line of JSON, with the line feed. path is
// where the event was read.
func Encode(e *evidence.Event, path string) []byte {
	f := form{
		Path: path, Kind: e.Kind, RecordID: e.RecordID, Line: e.Locator.Line,
		LocalTime: e.LocalTime, Provider: e.Provider.Name, ProviderGUID: e.Provider.GUID, ProviderSource: e.Provider.SourceName,
		Qualifiers: e.Qualifiers, Version: e.Version, Level: e.Level, Task: e.Task, Opcode: e.Opcode,
		Group: e.Group, MessageNumber: e.MessageNumber, Channel: e.Channel, Computer: e.Computer,
		ProcessID: e.ProcessID, ThreadID: e.ThreadID, Processor: e.Processor, UserSID: e.UserSID,
		ActivityID: e.ActivityID, RelatedActivityID: e.RelatedActivityID,
		Data: e.Data, Message: e.Message, Damaged: e.Damaged,
	}
	if !e.Time.IsZero() {
		f.Time = e.Time.UTC().Truncate(100 * time.Nanosecond).Format(timeLayout)
	}
	if e.Kind == evidence.KindEvent || e.EventID != 0 {
		f.EventID = &e.EventID
	}
	if e.Keywords != 0 {
		f.Keywords = "0x" + strconv.FormatUint(e.Keywords, 16)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(f) // strings, numbers and lists of them always encode
	return b.Bytes()
}

// decode reads one line. Where the line came from is the caller's business.
func decode(text []byte) (*evidence.Event, error) {
	var f form
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, err
	}
	if !known(f.Kind) {
		return nil, evidence.Failed("json/kind", "found", string(f.Kind))
	}
	ev := &evidence.Event{
		Kind: f.Kind, RecordID: f.RecordID, LocalTime: f.LocalTime,
		Provider:   evidence.Provider{Name: f.Provider, GUID: winfmt.NormalGUID(f.ProviderGUID), SourceName: f.ProviderSource},
		Qualifiers: f.Qualifiers, Version: f.Version, Level: f.Level, Task: f.Task, Opcode: f.Opcode,
		Group: f.Group, MessageNumber: f.MessageNumber, Channel: f.Channel, Computer: f.Computer,
		ProcessID: f.ProcessID, ThreadID: f.ThreadID, Processor: f.Processor, UserSID: f.UserSID,
		ActivityID: f.ActivityID, RelatedActivityID: f.RelatedActivityID,
		Data: f.Data, Message: f.Message, Damaged: f.Damaged,
	}
	if f.EventID != nil {
		ev.EventID = *f.EventID
	}
	var err error
	if f.Time != "" {
		if ev.Time, err = time.Parse(time.RFC3339Nano, f.Time); err != nil {
			return nil, evidence.Failed("json/time", "found", f.Time)
		}
		ev.Time = ev.Time.UTC()
	}
	if f.Keywords != "" {
		if ev.Keywords, err = strconv.ParseUint(f.Keywords, 0, 64); err != nil {
			return nil, evidence.Failed("json/keywords", "found", f.Keywords)
		}
	}
	return ev, nil
}

// known reports whether the kind is one of ours.
func known(k evidence.Kind) bool {
	switch k {
	case evidence.KindEvent, evidence.KindSystem, evidence.KindCompact, evidence.KindPerfInfo, evidence.KindClassic,
		evidence.KindInstance, evidence.KindWPP, evidence.KindLine, evidence.KindTLS:
		return true
	}
	return false
}
