package etl

import "encoding/binary"

const (
	bufferHeaderSize = 0x48
	// maxBufferSize is above the 16 MiB that Windows allows for a buffer.
	maxBufferSize = 64 << 20
	// maxUnpacked bounds what one compressed buffer may unpack to.
	maxUnpacked = 16 << 20
)

// Flags of a buffer.
const (
	flagEventsLost = 0x02
	flagBufferLost = 0x04
	flagProcIndex  = 0x20
	flagCompressed = 0x40
	knownFlags     = 0xff
)

// bufferHeader is the part of WMI_BUFFER_HEADER that can be trusted on disk.
type bufferHeader struct {
	size      int // in the file, header included
	processor uint16
	filled    int // end of the records, header included
	flags     uint16
	kind      uint16
}

func parseBufferHeader(b []byte) bufferHeader {
	h := bufferHeader{
		size:      int(binary.LittleEndian.Uint32(b)),
		processor: binary.LittleEndian.Uint16(b[0x28:]),
		filled:    int(binary.LittleEndian.Uint32(b[0x30:])),
		flags:     binary.LittleEndian.Uint16(b[0x34:]),
		kind:      binary.LittleEndian.Uint16(b[0x36:]),
	}
	if h.flags&flagProcIndex == 0 {
		h.processor &= 0xff // the other byte is the alignment
	}
	return h
}

func (h bufferHeader) compressed() bool { return h.flags&flagCompressed != 0 }

// plausible tells a buffer header from other bytes.
func (h bufferHeader) plausible() bool {
	if h.size < bufferHeaderSize || h.size > maxBufferSize || h.filled < bufferHeaderSize {
		return false
	}
	if h.compressed() {
		return h.filled <= maxUnpacked && h.flags&^knownFlags == 0 && h.kind <= 7
	}
	return h.filled <= h.size && h.flags&^knownFlags == 0 && h.kind <= 7
}

// buffer is one buffer with its records unpacked. data is only valid until the
// next one is read.
type buffer struct {
	bufferHeader
	offset int64  // of the header in the file
	data   []byte // the records
}
