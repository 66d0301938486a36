package logwriter

import (
	"encoding/binary"

	"hybriddiag/internal/winfmt"
)

// Header is the kind of a record: EventHeader, ClassicHeader or SystemHeader.
type Header interface {
	// record returns header and payload of r.
	record(r *TraceRecord, ticks int64) []byte
}

// EventHeader is the header of an event of a manifest provider (EVENT_HEADER,
// 0x50 bytes).
type EventHeader struct {
	Provider string // GUID
	ID       uint16
	Version  uint8
	Channel  uint8
	Level    uint8
	Opcode   uint8
	Task     uint16
	Keywords uint64
	Narrow   bool // written by a 32-bit process: pointers have 4 bytes
}

func (h EventHeader) record(r *TraceRecord, ticks int64) []byte {
	b := make([]byte, 0x50, 0x50+len(r.Payload))
	le := binary.LittleEndian
	le.PutUint16(b, uint16(0x50+len(r.Payload)))
	b[2], b[3] = 0x13, 0xC0
	if h.Narrow {
		b[2] = 0x12
	}
	le.PutUint32(b[0x08:], r.ThreadID)
	le.PutUint32(b[0x0C:], r.ProcessID)
	le.PutUint64(b[0x10:], uint64(ticks))
	copy(b[0x18:], guidBytes(h.Provider))
	le.PutUint16(b[0x28:], h.ID)
	b[0x2A], b[0x2B], b[0x2C], b[0x2D] = h.Version, h.Channel, h.Level, h.Opcode
	le.PutUint16(b[0x2E:], h.Task)
	le.PutUint64(b[0x30:], h.Keywords)
	return append(b, r.Payload...)
}

// ClassicHeader is the header of an event of a class (EVENT_TRACE_HEADER, 0x30
// bytes).
type ClassicHeader struct {
	Class   string // GUID
	Type    uint8
	Level   uint8
	Version uint16
}

func (h ClassicHeader) record(r *TraceRecord, ticks int64) []byte {
	b := make([]byte, 0x30, 0x30+len(r.Payload))
	le := binary.LittleEndian
	le.PutUint16(b, uint16(0x30+len(r.Payload)))
	b[2], b[3], b[4], b[5] = 0x14, 0xC0, h.Type, h.Level
	le.PutUint16(b[0x06:], h.Version)
	le.PutUint32(b[0x08:], r.ThreadID)
	le.PutUint32(b[0x0C:], r.ProcessID)
	le.PutUint64(b[0x10:], uint64(ticks))
	copy(b[0x18:], guidBytes(h.Class))
	return append(b, r.Payload...)
}

// SystemHeader is the header of a record of the kernel (SYSTEM_TRACE_HEADER,
// 0x20 bytes).
type SystemHeader struct {
	Version uint16
	Group   uint8
	Type    uint8
}

func (h SystemHeader) record(r *TraceRecord, ticks int64) []byte {
	b := make([]byte, 0x20, 0x20+len(r.Payload))
	le := binary.LittleEndian
	le.PutUint16(b, h.Version)
	b[2], b[3] = 0x02, 0xC0
	le.PutUint16(b[0x04:], uint16(0x20+len(r.Payload)))
	b[6], b[7] = h.Type, h.Group
	le.PutUint32(b[0x08:], r.ThreadID)
	le.PutUint32(b[0x0C:], r.ProcessID)
	le.PutUint64(b[0x10:], uint64(ticks))
	return append(b, r.Payload...)
}

// guidBytes returns a GUID as it stands in structures; a text that is none is
// the zero GUID.
func guidBytes(text string) []byte {
	g, err := winfmt.ParseGUID(text)
	if err != nil {
		return make([]byte, 16)
	}
	return g[:]
}

// Payload collects the fields of an event in their order.
type Payload struct {
	Bytes  []byte
	Narrow bool // pointers have 4 bytes
}

// Pointer adds a pointer.
func (p Payload) Pointer(v uint64) Payload {
	if p.Narrow {
		return p.U32(uint32(v))
	}
	return p.U64(v)
}

// U16 adds a number of 16 bits.
func (p Payload) U16(v uint16) Payload {
	p.Bytes = binary.LittleEndian.AppendUint16(p.Bytes, v)
	return p
}

// U32 adds a number of 32 bits.
func (p Payload) U32(v uint32) Payload {
	p.Bytes = binary.LittleEndian.AppendUint32(p.Bytes, v)
	return p
}

// U64 adds a number of 64 bits.
func (p Payload) U64(v uint64) Payload {
	p.Bytes = binary.LittleEndian.AppendUint64(p.Bytes, v)
	return p
}

// Text adds UTF-16 text with its NUL.
func (p Payload) Text(s string) Payload {
	p.Bytes = append(winfmt.AppendUTF16LE(p.Bytes, s), 0, 0)
	return p
}

// ANSI adds 8-bit text with its NUL.
func (p Payload) ANSI(s string) Payload {
	p.Bytes = append(append(p.Bytes, s...), 0)
	return p
}

// Raw adds bytes as they are.
func (p Payload) Raw(b ...byte) Payload {
	p.Bytes = append(p.Bytes, b...)
	return p
}
