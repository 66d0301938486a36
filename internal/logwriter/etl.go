package logwriter

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"time"

	"hybriddiag/internal/winfmt"
)

// Sizes and defaults of traces.
const (
	bufferHeader  = 0x48
	traceFreq     = 10_000_000 // of the performance counter: ticks of 100 ns
	netshMode     = 0x08000001 // sequential, independent session
	loggerID      = 0x14
	defaultBuffer = 8 << 10
)

// Trace is an event trace as `netsh trace stop` leaves it.
//
// An ETL file (little-endian) is a row of buffers of one size. A buffer:
//
//	0    4    size                           30   4   filled bytes
//	10   8    time of flushing               34   2   flags: 20 processor index, 01 last of a flush
//	18   8    sequence number                36   2   type: 0 events, 4 header
//	28   2    processor                      48   …   records, each at a multiple of 8
//	2A   2    logger                              …   FF up to the size
//	2C   4    state: 3 flushed
//
// The first buffer holds the record of the log file header alone. Each processor
// fills buffers of its own, and they are written when they are full: the file is
// not in the order of time.
//
// Sources: TRACE_LOGFILE_HEADER and EVENT_HEADER of evntrace.h and evntcons.h,
// WMI_BUFFER_HEADER as documented by the phnt headers.
type Trace struct {
	Session    string // name of the logger
	File       string // path the file had on the traced computer
	Boot       time.Time
	Start, End time.Time
	Build      uint32        // of Windows
	Processors uint32        // 0 for 1
	BufferSize int           // 0 for 8 KiB
	Bias       time.Duration // what the computer's clock lacks to UTC: -9 h in Japan
	Unfinished bool          // the trace was never stopped: no end, no counts
	Records    []TraceRecord
}

// TraceRecord is one record of a trace with its payload.
type TraceRecord struct {
	Time      time.Time
	Processor uint16
	ProcessID uint32
	ThreadID  uint32
	Header    Header
	Payload   []byte
}

// WriteETL writes the trace. Records may stand in any order; the bytes depend on
// nothing but t.
func WriteETL(w io.Writer, t *Trace) error {
	size := t.bufferSize()
	first, err := t.headerBuffer()
	if err != nil {
		return err
	}
	buffers, err := t.fillBuffers()
	if err != nil {
		return err
	}
	if !t.Unfinished {
		binary.LittleEndian.PutUint32(first[bufferHeader+0x20+0x24:], uint32(len(buffers)+1))
	}
	if _, err := w.Write(first); err != nil {
		return err
	}
	for i, b := range buffers {
		if _, err := w.Write(b.seal(size, int64(i+1))); err != nil {
			return err
		}
	}
	return nil
}

func (t *Trace) bufferSize() int {
	if t.BufferSize == 0 {
		return defaultBuffer
	}
	return t.BufferSize
}

// ticks is a moment on the performance counter, which starts with the computer.
func (t *Trace) ticks(at time.Time) int64 { return int64(at.Sub(t.Boot) / 100) }

// traceBuffer is a buffer while it is filled.
type traceBuffer struct {
	processor uint16
	last      int64 // ticks of the newest record
	body      []byte
	kind      uint16
	flush     bool
}

// fillBuffers distributes the records over the buffers of their processors and
// returns the buffers in the order in which they are written.
func (t *Trace) fillBuffers() ([]*traceBuffer, error) {
	records := slices.Clone(t.Records)
	slices.SortStableFunc(records, func(a, b TraceRecord) int { return a.Time.Compare(b.Time) })
	open := map[uint16]*traceBuffer{}
	var full []*traceBuffer
	for i := range records {
		r := &records[i]
		b := r.Header.record(r, t.ticks(r.Time))
		if len(b) > t.bufferSize()-bufferHeader {
			return nil, fmt.Errorf("record %d: %d bytes do not fit into a buffer of %d", i, len(b), t.bufferSize())
		}
		buffer := open[r.Processor]
		if buffer != nil && len(buffer.body)+len(b) > t.bufferSize()-bufferHeader {
			full = append(full, buffer)
			buffer = nil
		}
		if buffer == nil {
			buffer = &traceBuffer{processor: r.Processor}
			open[r.Processor] = buffer
		}
		buffer.add(b, t.ticks(r.Time))
	}
	return append(full, lastOnes(open)...), nil
}

// lastOnes are the buffers that are flushed when the trace ends, one of each
// processor.
func lastOnes(open map[uint16]*traceBuffer) []*traceBuffer {
	last := make([]*traceBuffer, 0, len(open))
	for _, b := range open {
		b.flush = true
		last = append(last, b)
	}
	slices.SortFunc(last, func(a, b *traceBuffer) int { return cmp.Compare(b.processor, a.processor) })
	return last
}

func (b *traceBuffer) add(record []byte, ticks int64) {
	b.body = append(b.body, record...)
	for len(b.body)%8 != 0 {
		b.body = append(b.body, 0)
	}
	b.last = ticks
}

// seal returns the buffer with its header.
func (b *traceBuffer) seal(size int, sequence int64) []byte {
	out := make([]byte, size)
	for i := copy(out[bufferHeader:], b.body) + bufferHeader; i < size; i++ {
		out[i] = 0xFF
	}
	le := binary.LittleEndian
	filled := uint32(bufferHeader + len(b.body))
	le.PutUint32(out, uint32(size))
	le.PutUint32(out[0x04:], filled)
	le.PutUint32(out[0x08:], filled)
	le.PutUint64(out[0x10:], uint64(b.last))
	le.PutUint64(out[0x18:], uint64(sequence))
	le.PutUint16(out[0x28:], b.processor)
	le.PutUint16(out[0x2A:], loggerID)
	le.PutUint32(out[0x2C:], 3)
	le.PutUint32(out[0x30:], filled)
	flags := uint16(0x20)
	if b.flush {
		flags |= 0x01
	}
	le.PutUint16(out[0x34:], flags)
	le.PutUint16(out[0x36:], b.kind)
	return out
}

// headerBuffer returns the first buffer: the log file header and the record of
// 48 zeros that follows it.
func (t *Trace) headerBuffer() ([]byte, error) {
	const systemPID, headerThread, extensionType = 4, 8, 0x50
	r := TraceRecord{ProcessID: systemPID, ThreadID: headerThread, Payload: t.logfileHeader()}
	b := &traceBuffer{kind: 4, processor: 0}
	start := t.ticks(t.Start)
	b.add(SystemHeader{Version: 2}.record(&r, start), start)
	r.Payload = make([]byte, 0x30)
	b.add(SystemHeader{Version: 2, Type: extensionType}.record(&r, start), start)
	if len(b.body) > t.bufferSize()-bufferHeader {
		return nil, fmt.Errorf("the log file header of %d bytes does not fit into a buffer of %d", len(b.body), t.bufferSize())
	}
	return b.seal(t.bufferSize(), 0), nil
}

// logfileHeader returns a TRACE_LOGFILE_HEADER of 64-bit Windows with both
// names behind it.
func (t *Trace) logfileHeader() []byte {
	const fixed = 0x118
	h := make([]byte, fixed)
	le := binary.LittleEndian
	le.PutUint32(h, uint32(t.bufferSize()))
	copy(h[0x04:], t.version())
	le.PutUint32(h[0x08:], t.Build)
	le.PutUint32(h[0x0C:], max(t.Processors, 1))
	if !t.Unfinished {
		le.PutUint64(h[0x10:], winfmt.ToFileTime(t.End))
	}
	le.PutUint32(h[0x18:], 156250) // ticks of the clock interrupt
	le.PutUint32(h[0x20:], netshMode)
	le.PutUint32(h[0x28:], 1)
	le.PutUint32(h[0x2C:], 8)
	le.PutUint32(h[0x34:], 2400)
	le.PutUint32(h[0x48:], uint32(int32(t.Bias/time.Minute)))
	copy(h[0x4C:], winfmt.AppendUTF16LE(nil, "@tzres.dll,-632"))
	copy(h[0xA0:], winfmt.AppendUTF16LE(nil, "@tzres.dll,-631"))
	le.PutUint64(h[0xF8:], winfmt.ToFileTime(t.Boot))
	le.PutUint64(h[0x100:], traceFreq)
	le.PutUint64(h[0x108:], winfmt.ToFileTime(t.Start))
	le.PutUint32(h[0x110:], 1) // times are of the performance counter
	return append(h, Payload{}.Text(t.Session).Text(t.File).Bytes...)
}

// version returns major and minor version of Windows and the log format 1.5.
func (t *Trace) version() []byte {
	switch {
	case t.Build < 9200:
		return []byte{6, 1, 1, 5}
	case t.Build < 9600:
		return []byte{6, 2, 1, 5}
	case t.Build < 10240:
		return []byte{6, 3, 1, 5}
	}
	return []byte{10, 0, 1, 5}
}
