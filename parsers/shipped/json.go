package shipped

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/sentences"
	"hybriddiag/parsers/internal/textlog"
)

// objects reads JSON values one after the other.
func (w *writer) objects(data []byte) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	line, at := 1, 0
	for {
		var value any
		err := dec.Decode(&value)
		if err == io.EOF {
			return
		}
		if err != nil {
			w.result.Problems = append(w.result.Problems, parsers.Lost("json-syntax", "line", line, "error", err))
			return
		}
		w.walk(value, line)
		end := int(dec.InputOffset())
		for end < len(data) && (data[end] == '\n' || data[end] == '\r' || data[end] == ' ') {
			end++
		}
		line, at = line+bytes.Count(data[at:end], []byte("\n")), end
	}
}

// walk looks for events in a value: lists of them, and objects around them.
func (w *writer) walk(value any, line int) {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			w.walk(one, line)
		}
	case map[string]any:
		if e := w.event(v); e != nil {
			e.Locator.Line = line
			w.add(e)
			return
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			w.walk(v[name], line)
		}
	}
}

// system is where the forms keep the properties of an event.
var system = map[string][]string{
	"provider": {"winlog.provider_name", "data.win.system.providerName", "win.system.providerName", "Event.System.Provider.Name", "Event.System.Provider.@Name", "Event.System.Provider.#attributes.Name", "event.provider", "source_name", "SourceName"},
	"id":       {"winlog.event_id", "data.win.system.eventID", "win.system.eventID", "Event.System.EventID.#text", "Event.System.EventID", "event.code", "event_id", "EventID"},
	"channel":  {"winlog.channel", "data.win.system.channel", "win.system.channel", "Event.System.Channel", "log_name", "Channel"},
	"computer": {"winlog.computer_name", "data.win.system.computer", "win.system.computer", "Event.System.Computer", "computer_name", "Hostname", "host.name"},
	"record":   {"winlog.record_id", "data.win.system.eventRecordID", "win.system.eventRecordID", "Event.System.EventRecordID", "record_number", "RecordNumber"},
	"level":    {"data.win.system.level", "win.system.level", "Event.System.Level", "log.level", "level", "EventType", "Severity"},
	"message":  {"data.win.system.message", "win.system.message", "message", "Message"},
	"time":     {"data.win.system.systemTime", "win.system.systemTime", "Event.System.TimeCreated.SystemTime", "Event.System.TimeCreated.@SystemTime", "Event.System.TimeCreated.#attributes.SystemTime", "@timestamp", "EventTime"},
}

// dataOf is where the forms keep an event's own fields.
var dataOf = []string{"winlog.event_data", "winlog.user_data", "data.win.eventdata", "win.eventdata", "Event.EventData", "event_data"}

// event makes an event of an object, nil when it is none.
func (w *writer) event(o map[string]any) *evidence.Event {
	get := func(what string) string {
		for _, path := range system[what] {
			if text := textOf(find(o, path)); text != "" {
				return text
			}
		}
		return ""
	}
	id, err := strconv.ParseUint(get("id"), 10, 32)
	provider := get("provider")
	if err != nil || provider == "" {
		return nil
	}
	e := &evidence.Event{
		Provider: evidence.Provider{Name: provider}, EventID: uint32(id) & 0xFFFF, Channel: get("channel"), Computer: get("computer"),
		Level: levels[strings.ToLower(get("level"))], Message: strings.Trim(strings.ReplaceAll(get("message"), "\r\n", "\n"), "\""),
	}
	e.RecordID, _ = strconv.ParseUint(get("record"), 10, 64)
	e.Locator.RecordID = e.RecordID
	w.when(e, get("time"))
	e.Data = fieldsOf(o, provider)
	return e
}

// fieldsOf returns the fields of an event. NXLog writes them beside its own.
func fieldsOf(o map[string]any, provider string) []evidence.Field {
	for _, path := range dataOf {
		if inner, ok := find(o, path).(map[string]any); ok {
			return fields(inner, provider)
		}
	}
	if _, ok := o["SourceName"]; !ok {
		return flat(o, provider)
	}
	own := maps.Clone(o)
	maps.DeleteFunc(own, func(name string, _ any) bool { return nxlog[name] })
	return fields(own, provider)
}

// flat returns the fields whose keys hold the whole path.
func flat(o map[string]any, provider string) []evidence.Field {
	inner := map[string]any{}
	for name, value := range o {
		for _, path := range dataOf {
			if field, ok := strings.CutPrefix(name, path+"."); ok {
				inner[field] = value
			}
		}
	}
	return fields(inner, provider)
}

// nxlog are the keys that NXLog itself gives an event.
var nxlog = map[string]bool{
	"EventTime": true, "Hostname": true, "Keywords": true, "EventType": true, "SeverityValue": true, "Severity": true, "EventID": true,
	"SourceName": true, "ProviderGuid": true, "Version": true, "Task": true, "TaskValue": true, "OpcodeValue": true, "Opcode": true,
	"RecordNumber": true, "ProcessID": true, "ExecutionProcessID": true, "ThreadID": true, "ExecutionThreadID": true, "Channel": true,
	"Domain": true, "AccountName": true, "UserID": true, "AccountType": true, "Message": true, "Category": true, "ActivityID": true,
	"EventReceivedTime": true, "SourceModuleName": true, "SourceModuleType": true, "EventXML": true,
}

// fields returns the members of an object in the order of their names, with
// param10 behind param9. Strings without a name are called param1, param2, … by
// the shippers; a list of them may be called Data.
func fields(o map[string]any, provider string) []evidence.Field {
	var out []evidence.Field
	named := func(a, b string) int {
		if strings.HasPrefix(a, "param") && strings.HasPrefix(b, "param") {
			return cmp.Or(len(a)-len(b), strings.Compare(a, b))
		}
		return strings.Compare(a, b)
	}
	for _, name := range slices.SortedFunc(maps.Keys(o), named) {
		value := o[name]
		if inner, ok := value.(map[string]any); ok && strings.EqualFold(name, "data") {
			value = inner["#text"]
		}
		if list, ok := value.([]any); ok && strings.EqualFold(name, "data") {
			for _, one := range list {
				out = append(out, evidence.Field{Value: textOf(one)})
			}
			continue
		}
		text := textOf(value)
		if text == "" || strings.HasPrefix(name, "#") || name == "Name" {
			continue
		}
		if strings.EqualFold(name, "data") || strings.HasPrefix(name, "param") && !sentences.NamesParams(provider) {
			name = ""
		}
		out = append(out, evidence.Field{Name: name, Value: text})
	}
	return out
}

// find follows a path of keys; a key may hold a part of the path with its dots.
func find(o map[string]any, path string) any {
	if v, ok := o[path]; ok {
		return v
	}
	for i := range len(path) {
		if path[i] != '.' {
			continue
		}
		if inner, ok := o[path[:i]].(map[string]any); ok {
			if v := find(inner, path[i+1:]); v != nil {
				return v
			}
		}
	}
	return nil
}

// textOf returns a simple value as text, of a list its first one.
func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		if len(v) > 0 {
			return textOf(v[0])
		}
	}
	return ""
}

// levels are the words and the numbers for a level.
var levels = map[string]uint8{
	"1": textlog.LevelCritical, "critical": textlog.LevelCritical,
	"2": textlog.LevelError, "error": textlog.LevelError, "エラー": textlog.LevelError,
	"3": textlog.LevelWarning, "warning": textlog.LevelWarning, "警告": textlog.LevelWarning,
	"4": textlog.LevelInfo, "0": textlog.LevelInfo, "info": textlog.LevelInfo, "information": textlog.LevelInfo, "情報": textlog.LevelInfo,
	"5": textlog.LevelVerbose, "verbose": textlog.LevelVerbose,
}

// instant reads a time with its zone.
func instant(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999 UTC"} {
		if at, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}
