package logwriter

import (
	"encoding/binary"
	"hash/crc32"
	"unicode/utf16"

	"hybriddiag/internal/winfmt"
)

const (
	chunkHeaderSize  = 512
	stringTable      = 128
	stringBuckets    = 64
	templateTable    = 384
	templateBuckets  = 32
	recordHeaderSize = 24
)

// chunk is a chunk that is being written. Names and template definitions stand
// where they are used first; later uses refer to that place.
type chunk struct {
	buf       []byte // from the chunk's first byte
	first     uint64 // number of the first record
	count     uint64
	lastAt    int // offset of the last record
	names     map[string]uint32
	templates map[string]uint32 // by encoded body without offsets
	tables    tables
	journal   []func() // undoes what the current record added to the maps
}

// tables are the heads of the buckets, copied to go back to an earlier state.
type tables struct {
	names     [stringBuckets]uint32
	templates [templateBuckets]uint32
}

func newChunk() *chunk {
	return &chunk{
		buf:       make([]byte, chunkHeaderSize, chunkSize),
		names:     map[string]uint32{},
		templates: map[string]uint32{},
	}
}

// add appends a record. When it does not fit, the chunk stays as it was.
func (c *chunk) add(number uint64, r *Record) (fits bool, err error) {
	start, before := len(c.buf), c.tables
	c.journal = nil
	err = c.record(number, r)
	if err == nil && len(c.buf) <= chunkSize {
		if c.count == 0 {
			c.first = number
		}
		c.count++
		c.lastAt = start
		return true, nil
	}
	c.buf, c.tables = c.buf[:start], before
	for _, undo := range c.journal {
		undo()
	}
	return false, err
}

// record writes the header, the binary XML and the size once more.
func (c *chunk) record(number uint64, r *Record) error {
	start := len(c.buf)
	c.u32(0x2A2A)
	c.u32(0)
	c.u64(number)
	c.u64(winfmt.ToFileTime(r.Time))
	if err := c.event(number, r); err != nil {
		return err
	}
	for len(c.buf)%8 != 4 {
		c.u8(0)
	}
	size := len(c.buf) + 4 - start
	c.u32(uint32(size))
	c.patch32(start+4, uint32(size))
	return nil
}

// name writes a reference to a name. At its first use the entry follows the
// reference: u32 offset of the next entry in the bucket, u16 hash, u16 number
// of units, the units, a NUL.
func (c *chunk) name(s string) {
	if at, ok := c.names[s]; ok {
		c.u32(at)
		return
	}
	at := uint32(len(c.buf) + 4)
	units := utf16.Encode([]rune(s))
	hash := nameHash(units)
	bucket := &c.tables.names[hash%stringBuckets]
	c.u32(at)
	c.u32(*bucket)
	c.u16(hash)
	c.u16(uint16(len(units)))
	c.units(units)
	c.u16(0)
	*bucket = at
	c.names[s] = at
	c.journal = append(c.journal, func() { delete(c.names, s) })
}

// nameHash is the low half of h = 65599·h + unit.
func nameHash(units []uint16) uint16 {
	var h uint32
	for _, u := range units {
		h = h*65599 + uint32(u)
	}
	return uint16(h)
}

// seal writes the header and returns the whole chunk:
//
//	0   8  "ElfChnk\0"                  44   4  offset of the last record
//	8   8  first record number          48   4  offset of the free space
//	16  8  last record number           52   4  CRC32 of the records
//	24  16 first and last once more     120  4  flags 1
//	40  4  128                          124  4  CRC32 of bytes 0…119 and 128…511
//
// An empty chunk has the last record number -1.
func (c *chunk) seal() []byte {
	b := make([]byte, chunkSize)
	copy(b, c.buf)
	le := binary.LittleEndian
	copy(b, "ElfChnk\x00")
	first, last := c.first, c.first+c.count-1
	if c.count == 0 {
		first, last = 1, ^uint64(0)
	}
	le.PutUint64(b[8:], first)
	le.PutUint64(b[16:], last)
	le.PutUint64(b[24:], first)
	le.PutUint64(b[32:], last)
	le.PutUint32(b[40:], 128)
	le.PutUint32(b[44:], uint32(c.lastAt))
	le.PutUint32(b[48:], uint32(len(c.buf)))
	le.PutUint32(b[52:], crc32.ChecksumIEEE(c.buf[chunkHeaderSize:]))
	le.PutUint32(b[120:], 1)
	for i, at := range c.tables.names {
		le.PutUint32(b[stringTable+4*i:], at)
	}
	for i, at := range c.tables.templates {
		le.PutUint32(b[templateTable+4*i:], at)
	}
	crc := crc32.ChecksumIEEE(b[:120])
	le.PutUint32(b[124:], crc32.Update(crc, crc32.IEEETable, b[128:chunkHeaderSize]))
	return b
}

func (c *chunk) u8(v uint8)   { c.buf = append(c.buf, v) }
func (c *chunk) u16(v uint16) { c.buf = binary.LittleEndian.AppendUint16(c.buf, v) }
func (c *chunk) u32(v uint32) { c.buf = binary.LittleEndian.AppendUint32(c.buf, v) }
func (c *chunk) u64(v uint64) { c.buf = binary.LittleEndian.AppendUint64(c.buf, v) }

func (c *chunk) units(units []uint16) {
	for _, u := range units {
		c.u16(u)
	}
}

// patch32 writes v over the 4 bytes at an earlier offset.
func (c *chunk) patch32(at int, v uint32) { binary.LittleEndian.PutUint32(c.buf[at:], v) }

// sizeFrom patches the u32 at the offset with the number of bytes after it.
func (c *chunk) sizeFrom(at int) { c.patch32(at, uint32(len(c.buf)-at-4)) }
