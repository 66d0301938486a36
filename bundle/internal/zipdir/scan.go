package zipdir

import (
	"bytes"
	"encoding/binary"
	"io"
	"sort"
)

// scanWindow is how much of the archive is searched at a time.
const scanWindow = 1 << 20

// marks is what one pass over the archive finds.
type marks struct {
	locals      []Entry
	descriptors map[int64]descriptor // by the place where their data must begin
	places      []int64              // of every signature, ascending: where data may end
	limited     bool
}

// descriptor is the record behind the data of an entry with FlagDescriptor.
type descriptor struct {
	at               int64
	crc              uint32
	compressed, size uint64
}

// scan rebuilds the list of entries from the local headers. Entries that the
// index already led to keep what the index says of them.
func scan(r io.ReaderAt, size int64, limits Limits, d *Directory) error {
	m, err := findMarks(r, size, limits.Entries)
	if err != nil {
		return err
	}
	known := d.Entries
	d.Entries = pickLocals(m, size)
	d.Limited = d.Limited || m.limited
	if len(d.Entries) == 0 && len(known) == 0 {
		return ErrNotZip
	}
	mergeIndex(d, known)
	claimRanges(d.Entries, size)
	if n := len(d.Entries); n > 0 {
		d.Tail = d.Entries[n-1].Cut
	}
	return nil
}

func findMarks(r io.ReaderAt, size int64, maxEntries int) (*marks, error) {
	m := &marks{descriptors: map[int64]descriptor{}}
	buf := make([]byte, scanWindow+3)
	for base := int64(0); base < size; base += scanWindow {
		n, err := r.ReadAt(buf[:min(int64(len(buf)), size-base)], base)
		if n == 0 && err != nil && err != io.EOF {
			return nil, err
		}
		for i := 0; i < n && !m.limited; {
			k := bytes.Index(buf[i:n], []byte("PK"))
			if k < 0 || i+k+4 > n || i+k >= scanWindow {
				break
			}
			m.add(r, size, base+int64(i+k), string(buf[i+k:i+k+4]), maxEntries)
			i += k + 2
		}
	}
	return m, nil
}

func (m *marks) add(r io.ReaderAt, size, at int64, sig string, maxEntries int) {
	switch sig {
	case sigLocal:
		if e, ok := readLocal(r, size, at); ok {
			m.locals = append(m.locals, e)
		}
	case sigDescriptor:
		m.addDescriptor(r, at)
	case sigCentral, sigEnd, sigEnd64:
	default:
		return
	}
	m.places = append(m.places, at)
	m.limited = len(m.places) > 4*maxEntries || len(m.locals) >= maxEntries
}

// addDescriptor remembers the record under the place its compressed size points
// back to: "PK\7\8", CRC-32 u32, compressed size and size u32 or u64.
func (m *marks) addDescriptor(r io.ReaderAt, at int64) {
	var b [24]byte
	n, _ := r.ReadAt(b[:], at)
	le := binary.LittleEndian
	if n >= 16 {
		c, s := uint64(le.Uint32(b[8:])), uint64(le.Uint32(b[12:]))
		m.descriptors[at-int64(c)] = descriptor{at, le.Uint32(b[4:]), c, s}
	}
	if n >= 24 {
		if c, s := le.Uint64(b[8:]), le.Uint64(b[16:]); c <= uint64(at) && c>>32 != 0 {
			m.descriptors[at-int64(c)] = descriptor{at, le.Uint32(b[4:]), c, s}
		}
	}
}

// pickLocals keeps the headers that do not lie in the data of an earlier one.
func pickLocals(m *marks, size int64) []Entry {
	var out []Entry
	free := int64(0)
	for _, e := range m.locals {
		if e.Header < free {
			continue
		}
		free = m.endOf(&e, size)
		e.Limit = free
		out = append(out, e)
	}
	return out
}

// endOf decides where the data of an entry ends, and fills in what its
// descriptor states.
func (m *marks) endOf(e *Entry, size int64) int64 {
	if d, ok := m.descriptors[e.Data]; ok && e.Flags&FlagDescriptor != 0 {
		e.CRC, e.Compressed, e.Size, e.HasSizes = d.crc, d.compressed, d.size, true
		return d.at
	}
	if e.HasSizes {
		stop := e.Data + int64(e.Compressed)
		switch {
		case stop == size || stop > 0 && stop < size && m.isPlace(stop):
			return stop
		case stop > size && e.Method == 0:
			e.Cut = true // its own data may hold headers: a stored archive
			return size
		}
	}
	// Up to the next signature of an entry or of the index; compressed data
	// knows its own end.
	next := m.nextPlace(e.Data, size)
	if next == e.Data && e.Method == 0 && !e.HasSizes {
		next = size // an archive stored in this one, whose end is not there
	}
	e.Cut = next == size
	return next
}

func (m *marks) isPlace(at int64) bool {
	i := sort.Search(len(m.places), func(i int) bool { return m.places[i] >= at })
	return i < len(m.places) && m.places[i] == at
}

func (m *marks) nextPlace(from, size int64) int64 {
	i := sort.Search(len(m.places), func(i int) bool { return m.places[i] >= from })
	if i < len(m.places) {
		return m.places[i]
	}
	return size
}

// mergeIndex takes over name, sizes and checksum from index entries whose local
// header was found, and keeps index entries whose header is lost, without data.
func mergeIndex(d *Directory, known []Entry) {
	byHeader := make(map[int64]int, len(d.Entries))
	byName := make(map[string]int, len(d.Entries))
	for i := range d.Entries {
		byHeader[d.Entries[i].Header] = i
		byName[string(d.Entries[i].Name)] = i
	}
	for _, k := range known {
		i, ok := byHeader[k.Header]
		if !ok {
			i, ok = byName[string(k.Name)]
		}
		if !ok {
			k.Data = 0
			d.Entries = append(d.Entries, k)
			continue
		}
		e := &d.Entries[i]
		k.Header, k.Data, k.Limit, k.Cut = e.Header, e.Data, e.Limit, e.Cut
		*e = k
	}
}
