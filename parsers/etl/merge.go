package etl

import (
	"cmp"
	"container/heap"
	"encoding/binary"
	"slices"
)

const (
	// mergeLimit is how many bytes of records wait for earlier ones.
	mergeLimit = 20 << 20
	// keptOverhead is what a waiting record costs besides its bytes.
	keptOverhead = 56
	// slabSize is the unit in which room for waiting records is taken.
	slabSize = 32 << 10
)

// merger brings records into the order of their time. Buffers of several
// processors lie interleaved in a file, and those of a circular trace begin
// anywhere, so a record waits until the limit is reached or the file ends. As
// long as what waits fits the limit, the order is exact; beyond it, a record
// that comes after a later one was released is counted as late.
//
// The records of one buffer are nearly always in order already. Each buffer is
// a run, and the heap holds the runs by their first record.
type merger struct {
	limit    int
	emit     func(*record)
	runs     runHeap
	current  []kept
	usual    int // records kept of the buffer before
	slab     []byte
	out      record
	size     int
	buffers  int
	released bool
	last     int64
	late     int
}

// kept is a record that waits, in its raw form: it is taken apart again when its
// turn comes, which costs less than the room for its parts.
type kept struct {
	clock     int64
	offset    int64
	raw       []byte
	processor uint16
}

func (k *kept) cost() int { return keptOverhead + len(k.raw) }

// run is what is left of the kept records of one buffer.
type run struct {
	records []kept
	number  int // of the buffer in the file; decides between equal times
}

// add keeps a copy of a record of the current buffer.
func (m *merger) add(r *record) {
	if m.current == nil {
		m.current = make([]kept, 0, m.usual)
	}
	k := kept{r.clock, r.offset, m.copy(r.raw), r.processor}
	m.current = append(m.current, k)
	m.size += k.cost()
}

// copy copies bytes to a slab, which lives as long as a record in it waits.
func (m *merger) copy(raw []byte) []byte {
	if len(raw) > cap(m.slab)-len(m.slab) {
		m.slab = make([]byte, 0, max(slabSize, len(raw)))
	}
	from := len(m.slab)
	m.slab = append(m.slab, raw...)
	return m.slab[from:len(m.slab):len(m.slab)]
}

// endBuffer closes the run of a buffer and releases what exceeds the limit.
func (m *merger) endBuffer() {
	m.buffers++
	if len(m.current) > 0 {
		byClock := func(a, b kept) int { return cmp.Compare(a.clock, b.clock) }
		if !slices.IsSortedFunc(m.current, byClock) {
			slices.SortStableFunc(m.current, byClock)
		}
		heap.Push(&m.runs, run{m.current, m.buffers})
		m.usual, m.current = len(m.current), nil
	}
	for m.size > m.limit && len(m.runs) > 0 {
		m.release()
	}
}

// end releases everything.
func (m *merger) end() {
	m.endBuffer()
	for len(m.runs) > 0 {
		m.release()
	}
}

// release hands the earliest record on, for the time of the call.
func (m *merger) release() {
	first := &m.runs[0]
	k := &first.records[0]
	m.size -= k.cost()
	if m.released && k.clock < m.last {
		m.late++
	}
	m.released, m.last = true, max(m.last, k.clock)
	l, _, _ := layoutAt(binary.LittleEndian.Uint32(k.raw))
	m.out.parse(l, k.raw)
	m.out.clock, m.out.offset, m.out.processor = k.clock, k.offset, k.processor
	m.emit(&m.out)
	*k = kept{} // let go of its bytes
	if first.records = first.records[1:]; len(first.records) == 0 {
		heap.Pop(&m.runs)
	} else {
		heap.Fix(&m.runs, 0)
	}
}

type runHeap []run

func (h runHeap) Len() int { return len(h) }
func (h runHeap) Less(i, j int) bool {
	a, b := &h[i], &h[j]
	if a.records[0].clock != b.records[0].clock {
		return a.records[0].clock < b.records[0].clock
	}
	return a.number < b.number
}
func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)   { *h = append(*h, x.(run)) }
func (h *runHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	old[len(old)-1] = run{}
	*h = old[:len(old)-1]
	return last
}
