package etl

import (
	"encoding/binary"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// LogFile is what the first record of a trace (TRACE_LOGFILE_HEADER) says about
// the whole. Offsets of 64-bit and 32-bit traces:
//
//	00    u32 BufferSize          38     two name pointers without meaning on disk
//	04    u8 ×4 Version           48/40  TIME_ZONE_INFORMATION, 172 bytes
//	08    u32 OS build            F8/F0  i64 BootTime
//	10    i64 EndTime             100/F8 i64 PerfFreq
//	20    u32 LogFileMode         108/100 i64 StartTime
//	24    u32 BuffersWritten      110/108 u32 clock type
//	2C    u32 PointerSize         114/10C u32 BuffersLost
//	30    u32 EventsLost          118/110 LoggerName, LogFileName (UTF-16, NUL)
//	34    u32 CpuSpeedInMHz
type LogFile struct {
	BufferSize     uint32
	Version        [4]uint8 // OS major, OS minor, log format major, log format minor
	Build          uint32   // of the operating system
	Processors     uint32
	Start, End     time.Time
	Boot           time.Time
	Mode           uint32
	BuffersWritten uint32
	PointerSize    uint32
	EventsLost     uint32
	BuffersLost    uint32
	CPUMHz         uint32
	PerfFreq       uint64
	Clock          uint32 // 1 performance counter, 2 system time, 3 processor cycles
	LoggerName     string
	LogFileName    string
	// ZoneOffset is how far the wall clock was ahead of UTC when the trace
	// began; nil when the zone information makes no sense.
	ZoneOffset *time.Duration

	startTicks int64 // StartTime in 100 ns since 1601
}

// modeCircular is the bit of LogFileMode for files that overwrite their beginning.
const modeCircular = 0x2

// Finalized reports whether the trace was stopped properly, so that its end and
// its losses were written into the header.
func (l *LogFile) Finalized() bool { return l.BuffersWritten != 0 || !l.End.IsZero() }

// Circular reports whether new buffers replaced the oldest ones.
func (l *LogFile) Circular() bool { return l.Mode&modeCircular != 0 }

// isLogFile reports whether a record is the one that LogFile is read from.
func isLogFile(r *record) bool {
	return r.kind == evidence.KindSystem && r.group == 0 && r.opcode == 0
}

// parseLogFile reads the record; false means it is too short.
func parseLogFile(r *record) (LogFile, bool) {
	b := r.data
	shift := 0
	if r.pointer == 4 {
		shift = 8
	}
	if len(b) < 0x118-shift {
		return LogFile{}, false
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	u64 := func(at int) uint64 { return binary.LittleEndian.Uint64(b[at:]) }
	l := LogFile{
		BufferSize: u32(0), Version: [4]uint8(b[4:8]), Build: u32(8), Processors: u32(0xc),
		End: winfmt.FileTime(u64(0x10)), Mode: u32(0x20), BuffersWritten: u32(0x24),
		PointerSize: u32(0x2c), EventsLost: u32(0x30), CPUMHz: u32(0x34),
		Boot: winfmt.FileTime(u64(0xf8 - shift)), PerfFreq: u64(0x100 - shift),
		Start: winfmt.FileTime(u64(0x108 - shift)), startTicks: int64(u64(0x108 - shift)),
		Clock: u32(0x110 - shift), BuffersLost: u32(0x114 - shift),
	}
	names := b[0x118-shift:]
	n := winfmt.ZLen(names)
	l.LoggerName = winfmt.UTF16(names[:n])
	if n+2 <= len(names) {
		l.LogFileName = winfmt.UTF16Z(names[n+2:])
	}
	l.ZoneOffset = zoneOffset(b[0x48-shift:0x48-shift+zoneSize], l.Start)
	return l, true
}
