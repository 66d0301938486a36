package logwriter

import (
	"encoding/binary"
	"time"
)

// metadataClass is the event class of the metadata that merging adds to a trace.
const metadataClass = "{bbccf6c1-6cd1-48c4-80ff-839482e37671}"

// Types of fields, as in the manifest.
const (
	InUnicode = 1
	InUInt16  = 6
	InUInt32  = 8
	InUInt64  = 10
	InPointer = 16
)

// FieldInfo describes one field of an event.
type FieldInfo struct {
	Name string
	In   uint16
	Map  string // name of the map with the names of its values, may be ""
}

// EventInfo describes the fields of an event inside the trace itself: the record
// of a TRACE_EVENT_INFO,
//
//	00  16  provider          30  4  source of the schema: 0 manifest
//	10  16  event class       34  4  offset of the provider's name
//	20  16  descriptor        4C  4  offset of the message
//	64  4   fields            68  4  fields of the top level
//	70  24  each field: 04 offset of the name, 08 type, 0C offset of the map's name, 10 count
//
// followed by the names.
func EventInfo(at time.Time, h EventHeader, provider, message string, fields ...FieldInfo) TraceRecord {
	const fixed, perField = 0x70, 24
	b := make([]byte, fixed+perField*len(fields))
	le := binary.LittleEndian
	name := func(offset int, text string) {
		if text != "" {
			le.PutUint32(b[offset:], uint32(len(b)))
			b = append(b, Payload{}.Text(text).Bytes...)
		}
	}
	copy(b, guidBytes(h.Provider))
	le.PutUint16(b[0x20:], h.ID)
	b[0x22], b[0x23], b[0x24], b[0x25] = h.Version, h.Channel, h.Level, h.Opcode
	le.PutUint16(b[0x26:], h.Task)
	le.PutUint64(b[0x28:], h.Keywords)
	name(0x34, provider)
	name(0x4C, message)
	le.PutUint32(b[0x64:], uint32(len(fields)))
	le.PutUint32(b[0x68:], uint32(len(fields)))
	for i, f := range fields {
		at := fixed + perField*i
		name(at+4, f.Name)
		le.PutUint16(b[at+8:], f.In)
		name(at+0xC, f.Map)
		le.PutUint16(b[at+0x10:], 1)
	}
	const eventInfo = 0x20
	return TraceRecord{Time: at, Header: ClassicHeader{Class: metadataClass, Type: eventInfo}, Payload: b}
}

// MapValue is one value of a map and its name.
type MapValue struct {
	Value uint32
	Name  string
}

// BitMap describes the names of the bits of a field: the record of an
// EVENT_MAP_INFO behind the GUID of its provider,
//
//	00  4  offset of the name     08  4  entries
//	04  4  2 for bits             0C  4  type of the values: 0
//	10  8  each entry: offset of its name, value
//
// Offsets count from behind the GUID; names of entries end in a blank.
func BitMap(at time.Time, provider, mapName string, values ...MapValue) TraceRecord {
	const fixed, perEntry, bitmap, mapInfo = 0x10, 8, 2, 0x21
	b := make([]byte, fixed+perEntry*len(values))
	le := binary.LittleEndian
	le.PutUint32(b, uint32(len(b)))
	b = append(b, Payload{}.Text(mapName).Bytes...)
	le.PutUint32(b[4:], bitmap)
	le.PutUint32(b[8:], uint32(len(values)))
	for i, v := range values {
		le.PutUint32(b[fixed+perEntry*i:], uint32(len(b)))
		le.PutUint32(b[fixed+perEntry*i+4:], v.Value)
		b = append(b, Payload{}.Text(v.Name+" ").Bytes...)
	}
	return TraceRecord{
		Time: at, Header: ClassicHeader{Class: metadataClass, Type: mapInfo},
		Payload: append(append([]byte(nil), guidBytes(provider)...), b...),
	}
}
