package zipdir

import (
	"bytes"
	"encoding/binary"
	"io"
)

// The signatures; all begin with "PK".
const (
	sigLocal      = "PK\x03\x04"
	sigCentral    = "PK\x01\x02"
	sigDescriptor = "PK\x07\x08" // also the mark at the start of a split archive
	sigEnd        = "PK\x05\x06"
	sigEnd64      = "PK\x06\x06"
	sigLocator64  = "PK\x06\x07"
)

const (
	endLen     = 22
	end64Len   = 56
	locatorLen = 20
	// The end record lies at most a full comment before the end of the file.
	endSearch = endLen + 0xFFFF
)

// end is the end record, with the place of the index corrected for a prefix.
type end struct {
	pos     int64 // of the end record itself
	disk    int
	entries uint64
	start   int64 // first byte of the index
	size    int64 // of the index
	base    int64 // what offsets must be moved by
}

// findEnd looks for the last end record whose index is where it says.
func findEnd(r io.ReaderAt, size int64) (end, bool) {
	n := min(size, endSearch)
	tail := make([]byte, n)
	if m, err := r.ReadAt(tail, size-n); m < len(tail) && err != nil {
		return end{}, false
	}
	for at := len(tail); ; {
		at = bytes.LastIndex(tail[:at], []byte(sigEnd))
		if at < 0 {
			return end{}, false
		}
		if len(tail)-at < endLen {
			continue
		}
		if e, ok := parseEnd(r, tail[at:], size-n+int64(at)); ok {
			return e, true
		}
	}
}

func parseEnd(r io.ReaderAt, b []byte, pos int64) (end, bool) {
	le := binary.LittleEndian
	e := end{
		pos:     pos,
		disk:    int(le.Uint16(b[4:])),
		entries: uint64(le.Uint16(b[10:])),
		size:    int64(le.Uint32(b[12:])),
	}
	offset := int64(le.Uint32(b[16:]))
	stop := pos // the index ends here
	if e.entries == 0xFFFF || e.size == 0xFFFFFFFF || offset == 0xFFFFFFFF {
		if at, ok := parseEnd64(r, pos, &e, &offset); ok {
			stop = at
		}
	}
	if e.size < 0 || offset < 0 || e.size > stop {
		return e, false
	}
	if e.entries == 0 && e.size == 0 {
		e.start = stop
		return e, true
	}
	// The index normally touches the end record, so that a prefix shows as a
	// difference; otherwise the stated place is tried as it stands.
	for _, start := range [...]int64{stop - e.size, offset} {
		if start >= 0 && start < stop && hasSig(r, start, sigCentral) {
			e.start, e.base = start, start-offset
			return e, true
		}
	}
	return e, false
}

// parseEnd64 replaces the values by those of the Zip64 end record.
func parseEnd64(r io.ReaderAt, pos int64, e *end, offset *int64) (int64, bool) {
	var loc [locatorLen]byte
	if pos < locatorLen {
		return 0, false
	}
	if _, err := r.ReadAt(loc[:], pos-locatorLen); err != nil || string(loc[:4]) != sigLocator64 {
		return 0, false
	}
	le := binary.LittleEndian
	stated := int64(le.Uint64(loc[8:]))
	for _, at := range [...]int64{stated, pos - locatorLen - end64Len} {
		var b [end64Len]byte
		if at < 0 || at > pos {
			continue
		}
		if _, err := r.ReadAt(b[:], at); err != nil || string(b[:4]) != sigEnd64 {
			continue
		}
		e.disk = int(le.Uint32(b[16:]))
		e.entries = le.Uint64(b[32:])
		e.size = int64(le.Uint64(b[40:]))
		*offset = int64(le.Uint64(b[48:]))
		return at, true
	}
	return 0, false
}

func hasSig(r io.ReaderAt, at int64, sig string) bool {
	var b [4]byte
	_, err := r.ReadAt(b[:], at)
	return err == nil && string(b[:]) == sig
}

// HasIndex reports whether r ends as a zip with an index does, whatever it begins
// with.
func HasIndex(r io.ReaderAt, size int64) bool {
	e, ok := findEnd(r, size)
	return ok && e.start < e.pos
}
