package main

import (
	"bytes"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/logwriter"
)

// Keywords as Windows sets them: classic sources, and "not set".
const (
	keywordClassic = 0x80000000000000
	keywordNone    = 0x8000000000000000
)

// Levels of events.
const (
	levelError   = 2
	levelWarning = 3
	levelInfo    = 4
)

// log collects the events of one channel of one computer.
type log struct {
	channel, computer string
	next              uint64 // EventRecordID of the next event
	events            []evidence.Event
}

// newLog starts a log whose first event has that EventRecordID, as in a log
// that was running long before the export.
func newLog(channel, computer string, first uint64) *log {
	return &log{channel: channel, computer: computer, next: first}
}

// classic adds an event of a source without a manifest.
func (l *log) classic(at time.Time, source string, id uint32, level uint8, values ...string) {
	e := evidence.Event{Provider: evidence.Provider{Name: source}, EventID: id, Level: level, Keywords: keywordClassic}
	for _, v := range values {
		e.Data = append(e.Data, evidence.Field{Value: v})
	}
	l.add(at, e)
}

// manifest adds an event with named fields, given as name and value in turn.
func (l *log) manifest(at time.Time, p evidence.Provider, id uint32, level uint8, pairs ...string) {
	e := evidence.Event{Provider: p, EventID: id, Level: level, Keywords: keywordNone, ProcessID: 740, ThreadID: 4120}
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Data = append(e.Data, evidence.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	l.add(at, e)
}

func (l *log) add(at time.Time, e evidence.Event) {
	e.Kind = evidence.KindEvent
	e.Time, e.Channel, e.Computer, e.RecordID = at, l.channel, l.computer, l.next
	l.next++
	l.events = append(l.events, e)
}

// file is the exported log.
func (l *log) file(path string) file {
	return file{path, func() ([]byte, error) {
		var b bytes.Buffer
		err := logwriter.WriteEVTX(&b, l.events)
		return b.Bytes(), err
	}}
}

// The manifest providers of the stories.
var (
	schannel = evidence.Provider{Name: "Schannel", GUID: "{1f678132-5938-4686-9fdc-c8ff68f15c85}"}
	services = evidence.Provider{
		Name: "Service Control Manager", GUID: "{555908d1-a6d7-4695-8e1e-26931d2012f4}", SourceName: "Service Control Manager",
	}
)

// quiet adds what every Application log holds: two events an hour.
func (l *log) quiet(from time.Time, hours int) {
	for i := range hours {
		at := from.Add(time.Duration(i) * time.Hour)
		l.classic(at, "Microsoft-Windows-Security-SPP", 16384, levelInfo, at.AddDate(0, 0, 180).Format(time.RFC3339), "RulesEngine")
		l.classic(at.Add(31*time.Minute), "ESENT", 326, levelInfo, "svchost", "2140,D,50", "", "1", `C:\Windows\system32\LogFiles\Sum\Current.mdb`, "0", "[1] 0.000")
	}
}

// started adds the boot of the computer to a System log.
func (l *log) started(at time.Time) {
	l.classic(at, "EventLog", 6005, levelInfo)
	for i, name := range []string{"Windows Time", "Netlogon", "Windows Remote Management (WS-Management)"} {
		l.manifest(at.Add(time.Duration(5*i+5)*time.Second), services, 7036, levelInfo, "param1", name, "param2", "running")
	}
}
