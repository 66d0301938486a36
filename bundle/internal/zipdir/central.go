package zipdir

import (
	"bufio"
	"encoding/binary"
	"io"
	"math"
	"sort"
)

const centralLen = 46

// readIndex reads the central directory as far as it makes sense. The number
// of entries the end record promises is not used: it may lie, and above 65,535
// old writers let it wrap.
func readIndex(r io.ReaderAt, e end, limits Limits, d *Directory) {
	size := e.size
	if stop := e.pos - e.start; size > stop || size <= 0 {
		size = stop
	}
	if size > limits.Index {
		size, d.IndexCut = limits.Index, true
	}
	in := bufio.NewReaderSize(io.NewSectionReader(r, e.start, size), 64<<10)
	for {
		sig, err := in.Peek(4)
		if err != nil || string(sig) != sigCentral {
			// Behind the last header only a Zip64 end record or a digital
			// signature may follow, and neither is needed.
			d.IndexCut = d.IndexCut || err == nil && string(sig[:2]) != "PK"
			return
		}
		if len(d.Entries) >= limits.Entries {
			d.Limited = true
			return
		}
		entry, ok := readCentral(in, e.base)
		if !ok {
			d.IndexCut = true
			return
		}
		d.Entries = append(d.Entries, entry)
	}
}

func readCentral(in io.Reader, base int64) (Entry, bool) {
	var b [centralLen]byte
	if _, err := io.ReadFull(in, b[:]); err != nil {
		return Entry{}, false
	}
	le := binary.LittleEndian
	e := Entry{
		Flags:      le.Uint16(b[8:]),
		Method:     le.Uint16(b[10:]),
		Time:       le.Uint16(b[12:]),
		CRC:        le.Uint32(b[16:]),
		Compressed: uint64(le.Uint32(b[20:])),
		Size:       uint64(le.Uint32(b[24:])),
		HasSizes:   true,
		SameAs:     -1,
	}
	nameLen, extraLen, commentLen := le.Uint16(b[28:]), le.Uint16(b[30:]), le.Uint16(b[32:])
	header := uint64(le.Uint32(b[42:]))
	rest := make([]byte, int(nameLen)+int(extraLen)+int(commentLen))
	if _, err := io.ReadFull(in, rest); err != nil {
		return Entry{}, false
	}
	e.Name = rest[:nameLen:nameLen]
	parseExtra(rest[nameLen:int(nameLen)+int(extraLen)], &e, &header)
	e.Header = int64(header) + base
	return e, true
}

// locate follows every entry to its local header. It reports false when any of
// them is not there, so that the caller can scan for the real ones.
func locate(r io.ReaderAt, size int64, e end, d *Directory) bool {
	all := true
	for i := range d.Entries {
		entry := &d.Entries[i]
		data, ok := dataStart(r, entry.Header)
		if !ok || data > size {
			all = false
			continue
		}
		entry.Data = data
	}
	return all
}

// claimRanges gives every byte of data to one entry: an entry may reach as far
// as the next local header, and of entries with the same header only the first
// owns it. An archive that names one piece of data a thousand times, or nests
// its headers in each other's data, is thereby read once.
func claimRanges(entries []Entry, stop int64) {
	order := make([]int, 0, len(entries))
	for i := range entries {
		if entries[i].Data > 0 {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return entries[order[a]].Header < entries[order[b]].Header })
	owner := -1
	for _, i := range order {
		e := &entries[i]
		if owner >= 0 && entries[owner].Header == e.Header {
			e.SameAs = owner
			continue
		}
		if owner >= 0 {
			entries[owner].reachTo(e.Header)
		}
		owner = i
	}
	if owner >= 0 {
		entries[owner].reachTo(stop)
	}
	for i := range entries {
		if s := entries[i].SameAs; s >= 0 {
			entries[i].Limit = entries[s].Limit
		}
	}
}

// reachTo lowers the limit of the entry to that place, if it lies behind its header.
func (e *Entry) reachTo(place int64) {
	if place <= e.Header {
		place = math.MaxInt64 // data behind the index: odd, but readable
	}
	if e.Limit == 0 || place < e.Limit {
		e.Limit = max(e.Data, place)
	}
}
