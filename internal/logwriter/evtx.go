// Package logwriter makes event logs in the binary formats of Windows, for
// samples and tests: files as wevtutil exports them, with the same structure
// that the real writer gives them, and the same bytes on every run.
//
// An EVTX file (little-endian, offsets from the start of the file):
//
//	0      4096     file header: "ElfFile\0", chunk numbers, next record number, CRC32
//	4096   65536    chunk 0
//	69632  65536    chunk 1 …
//
// A chunk (offsets from the start of the chunk; so are all offsets in records):
//
//	0      128      "ElfChnk\0", record numbers, offsets of the last record and the free space, CRC32s
//	128    64 × 4   string table: newest name of each hash bucket, 0 when empty
//	384    32 × 4   template table: newest definition of each bucket, 0 when empty
//	512    …        records, then zeros
//
// A record:
//
//	0      4        0x00002A2A
//	4      4        size n, a multiple of 8
//	8      8        record number
//	16     8        FILETIME of the writing
//	24     …        binary XML, zeros up to the multiple of 8
//	n-4    4        size again
//
// As in exported logs, records are numbered from 1 while EventRecordID in the
// XML keeps the number that the event had in its log.
//
// Sources: libyal's "Windows XML Event Log (EVTX) format", [MS-EVEN6] 2.2.12.
package logwriter

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"

	"hybriddiag/evidence"
)

const (
	fileHeaderSize = 4096
	chunkSize      = 64 << 10
)

// Record is one event with what evidence.Event cannot say about its form.
type Record struct {
	evidence.Event
	// UserData takes the place of Event.Data when it is not nil.
	UserData *Element
	// Forwarded writes the record as a collector does that received it from
	// another computer: without templates, every value as text. An event with a
	// Message is always written so, for only such records hold one.
	Forwarded bool
}

// Element is an XML element of UserData: either text or children.
type Element struct {
	Name     string
	Attrs    []evidence.Field
	Text     string
	Children []*Element
}

// WriteEVTX writes a log with these events in their order. Events whose fields
// have no names get the form of classic sources (one array of strings), the
// others that of manifest providers; a field "Binary" becomes binary data.
func WriteEVTX(w io.Writer, events []evidence.Event) error {
	records := make([]Record, len(events))
	for i := range events {
		records[i].Event = events[i]
	}
	return WriteRecords(w, records)
}

// WriteRecords writes a log with these records in their order.
func WriteRecords(w io.Writer, records []Record) error {
	chunks, err := fill(records)
	if err != nil {
		return err
	}
	if _, err := w.Write(fileHeader(len(chunks), len(records))); err != nil {
		return err
	}
	for _, c := range chunks {
		if _, err := w.Write(c.seal()); err != nil {
			return err
		}
	}
	return nil
}

// fill distributes the records over chunks.
func fill(records []Record) ([]*chunk, error) {
	chunks := []*chunk{newChunk()}
	for i := range records {
		number := uint64(i + 1)
		last := chunks[len(chunks)-1]
		fits, err := last.add(number, &records[i])
		if err == nil && !fits && last.count > 0 {
			last = newChunk()
			chunks = append(chunks, last)
			fits, err = last.add(number, &records[i])
		}
		if err == nil && !fits {
			err = fmt.Errorf("larger than a chunk of %d bytes", chunkSize)
		}
		if err != nil {
			return nil, fmt.Errorf("record %d (%s %d): %w", number, records[i].Provider.Name, records[i].EventID, err)
		}
	}
	return chunks, nil
}

// fileHeader returns the header block:
//
//	0    8  "ElfFile\0"             32   4  128, size of the used part
//	8    8  oldest chunk number     36   2  minor version 1, then major 3
//	16   8  newest chunk number     40   2  4096, then the number of chunks
//	24   8  next record number      120  4  flags, then CRC32 of bytes 0…119
func fileHeader(chunks, records int) []byte {
	h := make([]byte, fileHeaderSize)
	le := binary.LittleEndian
	copy(h, "ElfFile\x00")
	le.PutUint64(h[16:], uint64(chunks-1))
	le.PutUint64(h[24:], uint64(records+1))
	le.PutUint32(h[32:], 128)
	le.PutUint16(h[36:], 1)
	le.PutUint16(h[38:], 3)
	le.PutUint16(h[40:], fileHeaderSize)
	le.PutUint16(h[42:], uint16(chunks))
	le.PutUint32(h[124:], crc32.ChecksumIEEE(h[:120]))
	return h
}
