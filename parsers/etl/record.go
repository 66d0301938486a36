package etl

import (
	"encoding/binary"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// Top byte of the marker word at the start of a record.
const (
	markerHeader  = 0xc0
	markerMessage = 0x90
	markerULong   = 0xb0 // a message form of old loggers; skipped
)

// record is one record with its header taken apart. data and items point into
// the buffer.
type record struct {
	kind       evidence.Kind
	headerType uint8
	pointer    int   // 4 or 8
	clock      int64 // raw timestamp
	timed      bool  // the record has a timestamp
	offset     int64 // in the file, of its buffer if that is compressed
	processor  uint16
	processID  uint32
	threadID   uint32
	guid       winfmt.GUID // provider, event class or message GUID
	id         uint16      // event id or WPP message number
	version    uint16
	channel    uint8
	level      uint8
	opcode     uint8 // or the type of a kernel record
	group      uint8 // kernel records
	task       uint16
	keywords   uint64
	flags      uint16
	activity   winfmt.GUID
	items      []byte // extended items
	data       []byte // payload
	raw        []byte // the whole record
}

// layout is what a header type says about its record.
type layout struct {
	kind    evidence.Kind
	name    string
	size    int // of the header
	sizeAt  int // where the u16 size of the record stands
	pointer int
	parse   func(*record, []byte)
}

// layoutOf returns the layout of a header type; ok is false for the types whose
// record is only stepped over.
func layoutOf(headerType uint8) (layout, bool) {
	switch headerType {
	case 0x01:
		return layout{evidence.KindSystem, "SYSTEM32", 0x20, 4, 4, parseSystem}, true
	case 0x02:
		return layout{evidence.KindSystem, "SYSTEM64", 0x20, 4, 8, parseSystem}, true
	case 0x03:
		return layout{evidence.KindCompact, "COMPACT32", 0x18, 4, 4, parseCompact}, true
	case 0x04:
		return layout{evidence.KindCompact, "COMPACT64", 0x18, 4, 8, parseCompact}, true
	case 0x10:
		return layout{evidence.KindPerfInfo, "PERFINFO32", 0x10, 4, 4, parsePerfInfo}, true
	case 0x11:
		return layout{evidence.KindPerfInfo, "PERFINFO64", 0x10, 4, 8, parsePerfInfo}, true
	case 0x0a:
		return layout{evidence.KindClassic, "FULL32", 0x30, 0, 4, parseClassic}, true
	case 0x14:
		return layout{evidence.KindClassic, "FULL64", 0x30, 0, 8, parseClassic}, true
	case 0x0b:
		return layout{evidence.KindInstance, "INSTANCE32", 0x48, 0, 4, parseInstance}, true
	case 0x15:
		return layout{evidence.KindInstance, "INSTANCE64", 0x48, 0, 8, parseInstance}, true
	case 0x12:
		return layout{evidence.KindEvent, "EVENT32", 0x50, 0, 4, parseEvent}, true
	case 0x13:
		return layout{evidence.KindEvent, "EVENT64", 0x50, 0, 8, parseEvent}, true
	}
	return layout{name: "OTHER", size: 8}, false
}

// messageLayout is that of a WPP message, which has no header type.
func messageLayout() layout {
	return layout{evidence.KindWPP, "MESSAGE", 8, 0, 0, parseMessage}
}

func parseCompact(r *record, b []byte) {
	extra := binary.LittleEndian.Uint16(b)
	r.version = extra & 0xff
	r.opcode, r.group = b[6], b[7]
	r.threadID = binary.LittleEndian.Uint32(b[8:])
	r.processID = binary.LittleEndian.Uint32(b[0xc:])
	r.clock, r.timed = int64(binary.LittleEndian.Uint64(b[0x10:])), true
	r.data = afterCounters(extra, b[0x18:])
}

func parseSystem(r *record, b []byte) {
	parseCompact(r, b)
	r.data = afterCounters(binary.LittleEndian.Uint16(b), b[0x20:])
}

func parsePerfInfo(r *record, b []byte) {
	extra := binary.LittleEndian.Uint16(b)
	r.version = extra & 0xff
	r.opcode, r.group = b[6], b[7]
	r.clock, r.timed = int64(binary.LittleEndian.Uint64(b[8:])), true
	r.data = afterCounters(extra, b[0x10:])
}

// afterCounters skips the processor counters that the version word announces.
func afterCounters(version uint16, b []byte) []byte {
	n := 8 * int(version>>8&7)
	if version&0x8000 != 0 {
		n += 8
	}
	return b[min(n, len(b)):]
}

func parseClassic(r *record, b []byte) {
	r.opcode, r.level = b[4], b[5]
	r.version = binary.LittleEndian.Uint16(b[6:])
	r.threadID = binary.LittleEndian.Uint32(b[8:])
	r.processID = binary.LittleEndian.Uint32(b[0xc:])
	r.clock, r.timed = int64(binary.LittleEndian.Uint64(b[0x10:])), true
	r.guid = winfmt.GUIDFrom(b[0x18:])
	r.data = b[0x30:]
}

func parseInstance(r *record, b []byte) {
	parseClassic(r, b)
	r.data = b[0x48:]
}

func parseEvent(r *record, b []byte) {
	r.flags = binary.LittleEndian.Uint16(b[4:])
	r.threadID = binary.LittleEndian.Uint32(b[8:])
	r.processID = binary.LittleEndian.Uint32(b[0xc:])
	r.clock, r.timed = int64(binary.LittleEndian.Uint64(b[0x10:])), true
	r.guid = winfmt.GUIDFrom(b[0x18:])
	r.id = binary.LittleEndian.Uint16(b[0x28:])
	r.version = uint16(b[0x2a])
	r.channel, r.level, r.opcode = b[0x2b], b[0x2c], b[0x2d]
	r.task = binary.LittleEndian.Uint16(b[0x2e:])
	r.keywords = binary.LittleEndian.Uint64(b[0x30:])
	r.activity = winfmt.GUIDFrom(b[0x40:])
	r.data = b[0x50:]
	if r.flags&eventExtended != 0 {
		n := itemsSize(r.data)
		r.items, r.data = r.data[:n], r.data[n:]
	}
}

// Option flags of a WPP message; each adds a part, in this order.
const (
	messageSequence  = 0x01
	messageGUID      = 0x02
	messageComponent = 0x04
	messageTime      = 0x08
	messagePerfTime  = 0x10
	messageSystem    = 0x20
	messagePointer32 = 0x40
)

func parseMessage(r *record, b []byte) {
	r.id = binary.LittleEndian.Uint16(b[4:])
	r.flags = binary.LittleEndian.Uint16(b[6:])
	r.pointer = 8
	if r.flags&messagePointer32 != 0 {
		r.pointer = 4
	}
	rest := b[8:]
	take := func(flag uint16, n int) []byte {
		if r.flags&flag == 0 || len(rest) < n {
			return nil
		}
		part := rest[:n]
		rest = rest[n:]
		return part
	}
	take(messageSequence, 4)
	if r.flags&messageGUID != 0 {
		r.guid = winfmt.GUIDFrom(take(messageGUID, 16))
	} else {
		take(messageComponent, 4)
	}
	if at := take(messageTime|messagePerfTime, 8); at != nil {
		r.clock, r.timed = int64(binary.LittleEndian.Uint64(at)), true
	}
	if who := take(messageSystem, 8); who != nil {
		r.threadID = binary.LittleEndian.Uint32(who)
		r.processID = binary.LittleEndian.Uint32(who[4:])
	}
	r.data = rest
}
