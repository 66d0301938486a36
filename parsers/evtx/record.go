package evtx

import (
	"errors"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

var (
	errNoContent = evidence.Failed("record/no-content")
	errNoSystem  = evidence.Failed("record/no-system")
)

// record is one record as far as it is needed to be counted. The rest is
// decoded by event, as long as its chunk is the decoder's.
type record struct {
	header   parsers.Header
	source   string // EventSourceName
	computer string
	id       uint64 // EventRecordID of the XML
	time     time.Time
	err      error // what could not be read

	program *program
	vals    []value
	system  systemReader
}

// scan reads the System items of the binary XML of a record that tell what it
// is. The record is valid until the next scan.
func (d *decoder) scan(pos, end int) record {
	d.values, d.ops = d.values[:0], d.ops[:d.keep]
	var rec record
	rec.program, rec.vals, rec.err = d.root(pos, end)
	if rec.program == nil {
		return rec
	}
	if rec.program.system == nil {
		rec.program.system = planSystem(rec.program)
	}
	if rec.program.system.from == none && rec.err == nil {
		rec.err = errNoSystem
	}
	sys := systemReader{d: d, plan: rec.program.system, vals: rec.vals}
	rec.system = sys
	rec.header = parsers.Header{
		Provider: sys.text(itemProvider),
		GUID:     sys.text(itemProviderGUID),
		Channel:  sys.text(itemChannel),
		EventID:  uint32(uint16(sys.number(itemEventID))),
		Level:    uint8(sys.number(itemLevel)),
	}
	rec.source = sys.text(itemSourceName)
	rec.computer = sys.text(itemComputer)
	rec.id = sys.number(itemRecordID)
	rec.time = sys.time(itemTime)
	return rec
}

// root finds the template instance or the direct element that is the event.
func (d *decoder) root(pos, end int) (*program, []value, error) {
	for pos < end && d.data[pos] == tokenFragment {
		pos += fragmentSize
	}
	if pos >= end {
		return nil, nil, errNoContent
	}
	switch d.data[pos] {
	case tokenInstance:
		t, vals, _, err := d.instance(pos, end)
		if t == nil {
			return nil, nil, err
		}
		return &t.program, vals, err
	case tokenOpen, tokenOpen | tokenMore:
		p, _ := d.compile(pos, end, false)
		return &p, nil, p.err
	}
	return nil, nil, errNoContent
}

// event decodes a scanned record in full. With an error the event holds what
// could be read.
func (d *decoder) event(rec *record) (*evidence.Event, error) {
	ev := &evidence.Event{
		Kind:     evidence.KindEvent,
		Provider: evidence.Provider{Name: rec.header.Provider, GUID: rec.header.GUID, SourceName: rec.source},
		EventID:  rec.header.EventID,
		Level:    rec.header.Level,
		Channel:  rec.header.Channel,
		Computer: rec.computer,
		RecordID: rec.id,
		Time:     rec.time,
	}
	if rec.program == nil {
		return ev, rec.err
	}
	sys := rec.system
	ev.Qualifiers = uint16(sys.number(itemQualifiers))
	ev.Version = uint8(sys.number(itemVersion))
	ev.Task = uint16(sys.number(itemTask))
	ev.Opcode = uint8(sys.number(itemOpcode))
	ev.Keywords = sys.number(itemKeywords)
	ev.ActivityID = sys.text(itemActivityID)
	ev.RelatedActivityID = sys.text(itemRelatedActivityID)
	ev.ProcessID = uint32(sys.number(itemProcessID))
	ev.ThreadID = uint32(sys.number(itemThreadID))
	ev.Processor = uint16(sys.number(itemProcessorID))
	ev.UserSID = sys.text(itemUserSID)

	d.flat.reset()
	err := d.run(rec.program, rec.vals, 0)
	for len(d.flat.open) > 0 {
		d.flat.end()
	}
	d.flat.finish(ev)
	return ev, errors.Join(rec.err, err)
}
