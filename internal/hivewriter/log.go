package hivewriter

import (
	"bytes"
	"encoding/binary"

	"hybriddiag/internal/winfmt"
)

const (
	sector   = 512
	pageSize = 4096
)

// Page is a part of the bins that a transaction log holds.
type Page struct {
	Offset uint32 // counts from the end of the base block
	Data   []byte
}

// Entry is one entry of a transaction log.
type Entry struct {
	Sequence uint32
	Bins     uint32 // size of all bins afterwards
	Pages    []Page
}

// Dirty returns a hive as it lies on disk while changes are under way: the first
// sequence number is ahead of the second.
func Dirty(hive []byte, first, second uint32) []byte {
	hive = bytes.Clone(hive)
	binary.LittleEndian.PutUint32(hive[4:], first)
	binary.LittleEndian.PutUint32(hive[8:], second)
	binary.LittleEndian.PutUint32(hive[508:], Checksum(hive))
	return hive
}

// Change returns the entry that makes after of before.
func Change(sequence uint32, before, after []byte) Entry {
	e := Entry{Sequence: sequence, Bins: uint32(len(after) - baseSize)}
	for at := baseSize; at < len(after); at += pageSize {
		page := after[at:min(at+pageSize, len(after))]
		if at >= len(before) || !bytes.Equal(page, before[at:min(at+pageSize, len(before))]) {
			e.Pages = append(e.Pages, Page{uint32(at - baseSize), page})
		}
	}
	return e
}

// Log returns a transaction log as Windows 8.1 and later write it.
func Log(hive []byte, entries ...Entry) []byte {
	log := logHeader(hive, 6)
	for _, e := range entries {
		log = append(log, e.bytes()...)
	}
	return log
}

func logHeader(hive []byte, kind uint32) []byte {
	log := bytes.Clone(hive[:sector])
	binary.LittleEndian.PutUint32(log[28:], kind)
	copy(log[48:112], winfmt.AppendUTF16LE(nil, `emRoot\System32\Config\SYSTEM`))
	binary.LittleEndian.PutUint32(log[508:], Checksum(log))
	return log
}

func (e Entry) bytes() []byte {
	le := binary.LittleEndian
	b := make([]byte, 40)
	copy(b, "HvLE")
	le.PutUint32(b[12:], e.Sequence)
	le.PutUint32(b[16:], e.Bins)
	le.PutUint32(b[20:], uint32(len(e.Pages)))
	for _, p := range e.Pages {
		b = le.AppendUint32(b, p.Offset)
		b = le.AppendUint32(b, uint32(len(p.Data)))
	}
	for _, p := range e.Pages {
		b = append(b, p.Data...)
	}
	b = append(b, make([]byte, -len(b)&(sector-1))...)
	le.PutUint32(b[4:], uint32(len(b)))
	Seal(b)
	return b
}

// Seal sets the two hashes of an entry's bytes.
func Seal(entry []byte) {
	le := binary.LittleEndian
	le.PutUint64(entry[24:], winfmt.Marvin32(winfmt.RegistrySeed, entry[40:]))
	le.PutUint64(entry[32:], winfmt.Marvin32(winfmt.RegistrySeed, entry[:32]))
}

// OldLog returns a transaction log as Windows 8 and earlier write it.
func OldLog(hive []byte, e Entry) []byte {
	log := logHeader(hive, 1)
	le := binary.LittleEndian
	le.PutUint32(log[4:], e.Sequence)
	le.PutUint32(log[8:], e.Sequence)
	le.PutUint32(log[40:], e.Bins)
	le.PutUint32(log[508:], Checksum(log))
	bitmap := make([]byte, e.Bins/pageSize)
	for _, p := range e.Pages {
		bitmap[p.Offset/pageSize] = 0xFF
	}
	log = append(append(log, "DIRT"...), bitmap...)
	log = append(log, make([]byte, -len(log)&(sector-1))...)
	for _, p := range e.Pages {
		log = append(log, p.Data...)
	}
	return log
}
