package zipdir

import (
	"encoding/binary"
	"hash/crc32"
	"io"
)

const localLen = 30

// dataStart returns where the data of the entry with that local header begins.
func dataStart(r io.ReaderAt, header int64) (int64, bool) {
	var b [localLen]byte
	if header < 0 {
		return 0, false
	}
	if _, err := r.ReadAt(b[:], header); err != nil || string(b[:4]) != sigLocal {
		return 0, false
	}
	le := binary.LittleEndian
	return header + localLen + int64(le.Uint16(b[26:])) + int64(le.Uint16(b[28:])), true
}

// readLocal reads the local header at that place. It refuses what cannot be
// one, because the four bytes of the signature also occur in compressed data.
func readLocal(r io.ReaderAt, size, at int64) (Entry, bool) {
	var b [localLen]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return Entry{}, false
	}
	le := binary.LittleEndian
	version := b[4] // the upper byte names the system
	e := Entry{
		Flags:      le.Uint16(b[6:]),
		Method:     le.Uint16(b[8:]),
		Time:       le.Uint16(b[10:]),
		CRC:        le.Uint32(b[14:]),
		Compressed: uint64(le.Uint32(b[18:])),
		Size:       uint64(le.Uint32(b[22:])),
		Header:     at,
		SameAs:     -1,
	}
	nameLen, extraLen := int(le.Uint16(b[26:])), int(le.Uint16(b[28:]))
	e.Data = at + localLen + int64(nameLen) + int64(extraLen)
	if nameLen == 0 || version > 100 || e.Method > 99 || e.Data > size {
		return Entry{}, false
	}
	rest := make([]byte, nameLen+extraLen)
	if _, err := r.ReadAt(rest, at+localLen); err != nil {
		return Entry{}, false
	}
	e.Name = rest[:nameLen:nameLen]
	var unused uint64
	parseExtra(rest[nameLen:], &e, &unused)
	e.HasSizes = e.Flags&FlagDescriptor == 0 || e.Compressed > 0
	return e, true
}

// The extra fields that matter, by their id.
const (
	extraZip64   = 0x0001
	extraUnicode = 0x7075
	extraAES     = 0x9901
)

// parseExtra reads the fields of id u16, size u16, content. A field that does
// not fit ends the reading.
func parseExtra(b []byte, e *Entry, header *uint64) {
	le := binary.LittleEndian
	for len(b) >= 4 {
		id, n := le.Uint16(b), int(le.Uint16(b[2:]))
		if n > len(b)-4 {
			return
		}
		field := b[4 : 4+n]
		b = b[4+n:]
		switch id {
		case extraZip64:
			parseZip64(field, e, header)
		case extraUnicode: // version u8, CRC-32 of the raw name u32, name
			if n > 5 && field[0] == 1 && le.Uint32(field[1:]) == crc32.ChecksumIEEE(e.Name) {
				e.Unicode = string(field[5:])
			}
		case extraAES: // version u16, "AE", strength u8, method u16
			if n >= 7 {
				e.AES = AES{Version: le.Uint16(field), Strength: field[4], Method: le.Uint16(field[5:])}
			}
		}
	}
}

// parseZip64 fills in, in this order, the values that the header had no room for.
func parseZip64(b []byte, e *Entry, header *uint64) {
	for _, v := range [...]*uint64{&e.Size, &e.Compressed, header} {
		if *v != 0xFFFFFFFF {
			continue
		}
		if len(b) < 8 {
			return
		}
		*v = binary.LittleEndian.Uint64(b)
		b = b[8:]
	}
}
