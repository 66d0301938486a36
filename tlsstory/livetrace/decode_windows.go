//go:build windows && cgo

package livetrace

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/Velocidex/etw"
	"golang.org/x/sys/windows"

	"hybriddiag/evidence"
)

// from32Bit is the flag of events that a 32-bit process wrote
// (EVENT_HEADER_FLAG_32_BIT_HEADER).
const from32Bit = 0x20

// kernelProcess is the provider whose events name processes.
const kernelProcess = "{22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716}"

// decode turns a live event into the shared words. Its fields are rendered by
// Windows, which knows every manifest.
func decode(e *etw.Event, guid string) *evidence.Event {
	h := e.Header
	out := &evidence.Event{
		Kind:      evidence.KindEvent,
		Provider:  evidence.Provider{GUID: guid},
		EventID:   uint32(h.ID),
		Version:   h.Version,
		Level:     h.Level,
		Opcode:    h.OpCode,
		Task:      h.Task,
		Keywords:  h.Keyword,
		Time:      h.TimeStamp.UTC(),
		ProcessID: h.ProcessID,
		ThreadID:  h.ThreadID,
	}
	properties, err := e.EventProperties(false)
	if err != nil {
		return out // without fields the event tells nothing, and does no harm
	}
	for _, name := range properties.Keys() {
		if value, ok := properties.Get(name); ok {
			out.Data = append(out.Data, evidence.Field{Name: name, Value: fmt.Sprint(value)})
		}
	}
	narrow := strconv.FormatBool(h.Flags&from32Bit != 0)
	out.Data = append(out.Data, evidence.Field{Name: "Is32Bit", Value: narrow})
	return out
}

func lower(guid string) string { return strings.ToLower(guid) }

// imageOf returns the image path of a process, or "".
func imageOf(pid uint32) string {
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, pid)
	if err != nil {
		return ""
	}
	defer windows.CloseHandle(process) //nolint:errcheck // nothing to do about it
	path := make([]uint16, windows.MAX_LONG_PATH)
	size := uint32(len(path))
	if err := windows.QueryFullProcessImageName(process, 0, &path[0], &size); err != nil {
		return ""
	}
	return windows.UTF16ToString(path[:size])
}

// processEvent is the start event that the story would have seen, had it been
// listening then.
func processEvent(pid uint32, image string) *evidence.Event {
	return &evidence.Event{
		Kind:     evidence.KindEvent,
		Provider: evidence.Provider{GUID: kernelProcess},
		EventID:  1,
		Data: []evidence.Field{
			{Name: "ProcessId", Value: strconv.FormatUint(uint64(pid), 10)},
			{Name: "ImageName", Value: image},
		},
	}
}
