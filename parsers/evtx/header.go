package evtx

import (
	"encoding/binary"
	"hash/crc32"
	"time"

	"hybriddiag/internal/winfmt"
)

const (
	fileHeaderSize   = 4096
	chunkSize        = 64 << 10
	chunkHeaderSize  = 512
	recordHeaderSize = 24
	minRecordSize    = recordHeaderSize + 4

	fileMagic   = "ElfFile\x00"
	chunkMagic  = "ElfChnk\x00"
	recordMagic = 0x00002a2a

	flagDirty = 1
	flagNoCRC = 4
)

var le = binary.LittleEndian

// fileHeader is what the reader uses of the file header. It is only a hint:
// the counters of a log that was copied while in use are old.
type fileHeader struct {
	current        uint64 // place of the newest chunk
	next           uint64 // number of the next record
	chunks         int    // in the file
	minor, major   uint16
	flags          uint32
	magicOK, crcOK bool
}

func readFileHeader(b []byte) fileHeader {
	return fileHeader{
		current: le.Uint64(b[16:]),
		next:    le.Uint64(b[24:]),
		chunks:  int(le.Uint16(b[42:])),
		minor:   le.Uint16(b[36:]),
		major:   le.Uint16(b[38:]),
		flags:   le.Uint32(b[120:]),
		magicOK: string(b[:8]) == fileMagic,
		crcOK:   crc32.ChecksumIEEE(b[:120]) == le.Uint32(b[124:]),
	}
}

// trusted reports whether the counters can be believed at all.
func (h fileHeader) trusted() bool { return h.magicOK && (h.crcOK || h.flags&flagNoCRC != 0) }

// promised returns how many chunks the file holds at least. The counters of a log
// that was in use are old, but a log does not shrink.
func (h fileHeader) promised() int {
	switch {
	case !h.trusted() || h.next <= 1: // nothing was written yet
		return 0
	case h.flags&flagDirty == 0 && h.current != 0 && h.current < 1<<16:
		return max(h.chunks, int(h.current)+1)
	}
	return h.chunks
}

// chunkHeader is what the reader uses of a chunk header.
type chunkHeader struct {
	first, last uint64 // record numbers
	free        int    // end of the used bytes
	flags       uint32
	dataCRC     uint32
	magicOK     bool
	crcOK       bool
}

// readChunkHeader needs chunkHeaderSize bytes.
func readChunkHeader(b []byte) chunkHeader {
	crc := crc32.ChecksumIEEE(b[:120])
	crc = crc32.Update(crc, crc32.IEEETable, b[128:chunkHeaderSize])
	return chunkHeader{
		magicOK: string(b[:8]) == chunkMagic,
		first:   le.Uint64(b[24:]),
		last:    le.Uint64(b[32:]),
		free:    int(le.Uint32(b[48:])),
		flags:   le.Uint32(b[120:]),
		dataCRC: le.Uint32(b[52:]),
		crcOK:   crc == le.Uint32(b[124:]) && string(b[:8]) == chunkMagic,
	}
}

// headless reports whether a whole record stands where the first one of a chunk
// does, whatever became of the chunk's header.
func headless(b []byte) bool {
	rec, ok := readRecordHeader(b, chunkHeaderSize, len(b))
	return ok && rec.closed(b, chunkHeaderSize)
}

// firstRecord returns the number of the chunk's first record, 0 when its header
// cannot be believed.
func firstRecord(data []byte) uint64 {
	if h := readChunkHeader(data); h.crcOK || h.flags&flagNoCRC != 0 {
		return h.first
	}
	return 0
}

// soundChunk reports whether both checksums of a whole chunk match.
func soundChunk(data []byte) bool {
	h := readChunkHeader(data)
	return h.crcOK && h.free >= chunkHeaderSize && h.free <= len(data) &&
		crc32.ChecksumIEEE(data[chunkHeaderSize:h.free]) == h.dataCRC
}

// recordHeader is the part of a record outside its binary XML.
type recordHeader struct {
	size   int
	number uint64
	time   uint64 // FILETIME
}

// readRecordHeader reads the header of the record at pos. It reports false when
// no record can begin there: wrong magic or a size that does not fit.
func readRecordHeader(data []byte, pos, end int) (recordHeader, bool) {
	if pos+minRecordSize > end || le.Uint32(data[pos:]) != recordMagic {
		return recordHeader{}, false
	}
	size := int(le.Uint32(data[pos+4:]))
	if size < minRecordSize || size > end-pos {
		return recordHeader{}, false
	}
	return recordHeader{
		size:   size,
		number: le.Uint64(data[pos+8:]),
		time:   le.Uint64(data[pos+16:]),
	}, true
}

// closed reports whether the record ends with the copy of its size.
func (h recordHeader) closed(data []byte, pos int) bool {
	return int(le.Uint32(data[pos+h.size-4:])) == h.size
}

func (h recordHeader) written() time.Time { return winfmt.FileTime(h.time) }
