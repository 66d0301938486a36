package bundle

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/stretchr/testify/require"
)

// rawEntry is an entry whose headers may say anything.
type rawEntry struct {
	name         string
	data         []byte // as stored
	flags        uint16
	method       uint16
	crc          uint32
	packed, size uint32
	extra        []byte
	sameAs       int // 1-based: reuse the local header of that entry
	offset       int // added to the place of the local header
}

// pack compresses data and states the truth.
func pack(t testing.TB, name, data string) rawEntry {
	t.Helper()
	packed := deflate(t, data)
	return rawEntry{
		name: name, data: packed, method: methodDeflate, crc: crc32.ChecksumIEEE([]byte(data)),
		packed: uint32(len(packed)), size: uint32(len(data)),
	}
}

func deflate(t testing.TB, data string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	require.NoError(t, err)
	_, err = w.Write([]byte(data))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// rawZip writes local headers, index and end record as they are told.
func rawZip(entries ...rawEntry) []byte {
	var out, index []byte
	offsets := make([]int, len(entries))
	for i, e := range entries {
		offsets[i] = len(out)
		if e.sameAs > 0 {
			offsets[i] = offsets[e.sameAs-1]
		} else {
			out = append(out, localHeader(e)...)
			out = append(out, e.data...)
		}
		index = append(index, centralHeader(e, offsets[i]+e.offset)...)
	}
	start := len(out)
	out = append(out, index...)
	return append(out, endRecord(len(entries), len(index), start)...)
}

func localHeader(e rawEntry) []byte {
	le := binary.LittleEndian
	b := append([]byte("PK\x03\x04"), 20, 0)
	b = le.AppendUint16(b, e.flags)
	b = le.AppendUint16(b, e.method)
	b = append(b, 0, 0, 0, 0)
	b = le.AppendUint32(b, e.crc)
	b = le.AppendUint32(b, e.packed)
	b = le.AppendUint32(b, e.size)
	b = le.AppendUint16(b, uint16(len(e.name)))
	b = le.AppendUint16(b, uint16(len(e.extra)))
	return append(append(b, e.name...), e.extra...)
}

func centralHeader(e rawEntry, offset int) []byte {
	le := binary.LittleEndian
	b := append([]byte("PK\x01\x02"), 20, 0)
	b = append(b, localHeader(e)[4:28]...)
	b = le.AppendUint16(b, uint16(len(e.extra)))
	b = append(b, make([]byte, 10)...)
	b = le.AppendUint32(b, uint32(offset))
	return append(append(b, e.name...), e.extra...)
}

func endRecord(entries, indexSize, indexAt int) []byte {
	le := binary.LittleEndian
	b := append([]byte("PK\x05\x06"), 0, 0, 0, 0)
	b = le.AppendUint16(b, uint16(entries))
	b = le.AppendUint16(b, uint16(entries))
	b = le.AppendUint32(b, uint32(indexSize))
	b = le.AppendUint32(b, uint32(indexAt))
	return append(b, 0, 0)
}
