package etl

import (
	"encoding/binary"

	"hybriddiag/internal/winfmt"
)

// Values of the traces that tests build.
const (
	testStart = 133400000000000000 // 2023-09-24T03:33:20Z
	testTick  = 5_000_000          // raw timestamp of the first record
)

// testTrace builds a trace: buffers of a fixed size, 64-bit, 10 MHz clock.
type testTrace struct {
	size    int
	clock   uint32
	freq    uint64
	mhz     uint32
	mode    uint32
	lost    uint32
	end     uint64
	written uint32
	file    []byte
	current []byte
	cpu     byte
}

func newTrace() *testTrace {
	t := &testTrace{size: 4096, clock: 1, freq: ticksPerSecond, mhz: 2400, end: testStart + 600_000_000, written: 2}
	return t
}

// begin writes the first buffer, which holds the log file header only.
func (t *testTrace) begin() *testTrace {
	b := make([]byte, 0x118)
	put32 := func(at int, v uint32) { binary.LittleEndian.PutUint32(b[at:], v) }
	put64 := func(at int, v uint64) { binary.LittleEndian.PutUint64(b[at:], v) }
	put32(0, uint32(t.size))
	copy(b[4:], []byte{10, 0, 1, 5})
	put32(8, 17763)
	put32(0xc, 4)
	put64(0x10, t.end)
	put32(0x20, t.mode)
	put32(0x24, t.written)
	put32(0x2c, 8)
	put32(0x30, t.lost)
	put32(0x34, t.mhz)
	put32(0x48, uint32(0xffff_fde4)) // -540 minutes: Japan
	put64(0x100, t.freq)
	put64(0x108, testStart)
	put32(0x110, t.clock)
	b = append(b, winfmt.AppendUTF16LE(nil, "NetTrace\x00C:\\NetTrace.etl\x00")...)
	t.system(0, 0, testTick, b)
	t.flush(4, 0)
	return t
}

func (t *testTrace) system(group, kind byte, at int64, data []byte) {
	h := make([]byte, 0x20)
	h[0], h[2], h[3], h[6], h[7] = 2, 2, 0xc0, kind, group
	binary.LittleEndian.PutUint16(h[4:], uint16(0x20+len(data)))
	binary.LittleEndian.PutUint64(h[0x10:], uint64(at))
	t.append(append(h, data...))
}

// testEvent is an event of a manifest or TraceLogging provider.
type testEvent struct {
	guid     string
	id       uint16
	version  byte
	level    byte
	keywords uint64
	pid      uint32
	at       int64 // in ticks after the start
	narrow   bool  // of a 32-bit process
	items    []byte
	data     []byte
}

func (t *testTrace) event(e testEvent) *testTrace {
	h := make([]byte, 0x50)
	binary.LittleEndian.PutUint16(h, uint16(0x50+len(e.items)+len(e.data)))
	h[2], h[3] = 0x13, 0xc0
	if e.narrow {
		h[2] = 0x12
	}
	if e.items != nil {
		h[4] = eventExtended
	}
	binary.LittleEndian.PutUint32(h[0xc:], e.pid)
	binary.LittleEndian.PutUint64(h[0x10:], uint64(testTick+e.at))
	g, err := winfmt.ParseGUID(e.guid)
	if err != nil {
		panic(err)
	}
	copy(h[0x18:], g[:])
	binary.LittleEndian.PutUint16(h[0x28:], e.id)
	h[0x2a], h[0x2c] = e.version, e.level
	binary.LittleEndian.PutUint64(h[0x30:], e.keywords)
	t.append(append(append(h, e.items...), e.data...))
	return t
}

// classic appends a record of an event class.
func (t *testTrace) classic(guid winfmt.GUID, kind byte, version uint16, at int64, data []byte) {
	h := make([]byte, 0x30)
	binary.LittleEndian.PutUint16(h, uint16(0x30+len(data)))
	h[2], h[3], h[4] = 0x14, 0xc0, kind
	binary.LittleEndian.PutUint16(h[6:], version)
	binary.LittleEndian.PutUint64(h[0x10:], uint64(testTick+at))
	copy(h[0x18:], guid[:])
	t.append(append(h, data...))
}

// append adds a record, in a new buffer when it does not fit.
func (t *testTrace) append(rec []byte) {
	for len(rec)%8 != 0 {
		rec = append(rec, 0)
	}
	if bufferHeaderSize+len(t.current)+len(rec) > t.size {
		t.flush(0, 0)
	}
	t.current = append(t.current, rec...)
}

// flush writes the current buffer.
func (t *testTrace) flush(kind, flags byte) *testTrace {
	b := make([]byte, bufferHeaderSize)
	binary.LittleEndian.PutUint32(b, uint32(t.size))
	b[0x28], b[0x2c], b[0x34], b[0x36] = t.cpu, 3, flagProcIndex|flags, kind
	binary.LittleEndian.PutUint32(b[0x30:], uint32(bufferHeaderSize+len(t.current)))
	b = append(b, t.current...)
	for len(b) < t.size {
		b = append(b, 0xff)
	}
	t.file, t.current = append(t.file, b...), nil
	return t
}

// bytes returns the finished file.
func (t *testTrace) bytes() []byte {
	if len(t.current) > 0 {
		t.flush(0, 0)
	}
	return t.file
}

// payloadOf concatenates numbers, strings and bytes: uint16, uint32, uint64,
// []byte as they are, a string as UTF-16 with NUL, ansi with NUL.
func payloadOf(parts ...any) []byte {
	var b []byte
	for _, p := range parts {
		switch p := p.(type) {
		case uint16:
			b = binary.LittleEndian.AppendUint16(b, p)
		case uint32:
			b = binary.LittleEndian.AppendUint32(b, p)
		case uint64:
			b = binary.LittleEndian.AppendUint64(b, p)
		case []byte:
			b = append(b, p...)
		case string:
			b = append(winfmt.AppendUTF16LE(b, p), 0, 0)
		case ansi:
			b = append(append(b, p...), 0)
		default:
			panic(p)
		}
	}
	return b
}

type ansi string

const (
	guidWebIO   = "{50b3e73c-9370-461d-bb9f-26f32d68887d}"
	guidWinHTTP = "{7d44233d-3055-4b9c-ba64-0d47ca40a232}"
	guidWinINet = "{43d1a55c-76d6-4f7e-995c-64c711e5cafe}"
	guidNDIS    = "{2ed6006e-4729-4609-b423-3ee7bcd678ef}"
	guidPktMon  = "{4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac}"
)

// acquire is WebIO 728 with a protocol mask.
func acquire(version byte, mask uint32, narrow bool) testEvent {
	e := testEvent{guid: guidWebIO, id: 728, version: version, level: 4, pid: 3120, at: ticksPerSecond, narrow: narrow}
	pointer := func(v uint64) any {
		if narrow {
			return uint32(v)
		}
		return v
	}
	parts := []any{pointer(0x1d0beef0), mask, pointer(0), uint16(0)}
	if version > 0 {
		parts = append(parts, uint32(0))
	}
	e.data = payloadOf(append(parts, uint64(0), uint64(0), uint32(0))...)
	return e
}
