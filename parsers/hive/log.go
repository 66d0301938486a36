package hive

import (
	"encoding/binary"
	"path"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers"
)

// A transaction log holds what is on its way into a hive. It begins with the
// first sector of the base block, whose type (u32 at 28, 0 for a hive) is 1 or 2
// in the old format and 6 in the one of Windows 8.1 and later.
//
//	old     512 "DIRT"  516 bitmap, one bit for each 512 bytes of the bins
//	        next sector: the pages of 512 bytes whose bit is set
//	new     512 entries, each a number of sectors long
//	entry   0 "HvLE"  4 size  8 flags  12 sequence number  16 size of all bins
//	        20 number of pages  24 Marvin32 of all from 40 on
//	        32 Marvin32 of the 32 bytes before  40 {u32 offset, u32 size} …  pages
const (
	sector       = 512
	entryHeader  = 40
	typeOffset   = 28
	namePosition = 48
	maxName      = 64
)

// maxLog bounds how much of one transaction log is read.
const maxLog = 32 << 20

// isLog reports whether a file that begins like a hive is a transaction log.
func isLog(content []byte) bool {
	if len(content) < sector || len(content) >= baseSize+4 && string(content[baseSize:baseSize+4]) == "hbin" {
		return false
	}
	if len(content) >= sector+4 {
		if s := string(content[sector : sector+4]); s == "HvLE" || s == "DIRT" {
			return true
		}
	}
	switch binary.LittleEndian.Uint32(content[typeOffset:]) {
	case 1, 2, 6:
		return true
	}
	return false
}

// logResult says what a transaction log is. Its content belongs to the hive.
func logResult(content []byte, fileName string) parsers.Result {
	name := winfmt.UTF16(content[namePosition : namePosition+maxName])
	name, _, _ = strings.Cut(name, "\x00")
	if name = path.Base(strings.ReplaceAll(name, `\`, "/")); name == "." || name == "/" {
		name = strings.TrimSuffix(fileName, path.Ext(fileName))
	}
	return parsers.Result{Unread: true, Notes: []evidence.Note{evidence.Say("note/hive-log", "name", name)}}
}

// logEntry is one entry of a log.
type logEntry struct {
	sequence uint32
	bins     uint32 // size of all bins afterwards
	pages    []logPage
}

type logPage struct {
	offset uint32
	data   []byte
}

// newEntries returns the entries of a log in the new format up to the first one
// that is not whole.
func newEntries(log []byte) []logEntry {
	var entries []logEntry
	for b := log[sector:]; len(b) >= entryHeader; {
		e, size := newEntry(b)
		if size == 0 {
			break
		}
		entries = append(entries, e)
		b = b[size:]
	}
	return entries
}

// newEntry reads the entry at the start of b and its size, 0 when it does not
// hold.
func newEntry(b []byte) (e logEntry, size int) {
	le := binary.LittleEndian
	n := uint64(le.Uint32(b[4:]))
	if string(b[:4]) != "HvLE" || n < sector || n%sector != 0 || n > uint64(len(b)) {
		return e, 0
	}
	b = b[:n]
	if winfmt.Marvin32(winfmt.RegistrySeed, b[:32]) != le.Uint64(b[32:]) ||
		winfmt.Marvin32(winfmt.RegistrySeed, b[entryHeader:]) != le.Uint64(b[24:]) {
		return e, 0
	}
	e = logEntry{sequence: le.Uint32(b[12:]), bins: le.Uint32(b[16:])}
	count := uint64(le.Uint32(b[20:]))
	at := entryHeader + 8*count
	if e.bins%baseSize != 0 || at > n {
		return e, 0
	}
	for i := range count {
		ref := b[entryHeader+8*i:]
		end := at + uint64(le.Uint32(ref[4:]))
		if end > n {
			return e, 0
		}
		e.pages = append(e.pages, logPage{le.Uint32(ref), b[at:end]})
		at = end
	}
	return e, int(n)
}

// oldEntry returns the content of a log in the old format; ok is false when it
// is not whole.
func oldEntry(log []byte) (e logEntry, ok bool) {
	h := image{base: log[:sector]}
	e = logEntry{sequence: h.flushed(), bins: h.binSize()}
	bitmap := sector + 4
	at := bitmap + int(e.bins/baseSize)
	if h.written() != h.flushed() || e.bins%baseSize != 0 || at > len(log) {
		return e, false
	}
	bits := log[bitmap:at]
	at = (at + sector - 1) / sector * sector
	for i := range 8 * len(bits) {
		if bits[i/8]>>(i%8)&1 == 0 {
			continue
		}
		if at+sector > len(log) {
			return e, false
		}
		e.pages = append(e.pages, logPage{uint32(i * sector), log[at : at+sector]})
		at += sector
	}
	return e, true
}
