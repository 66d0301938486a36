package etl

import (
	"bytes"
	"cmp"
	"container/heap"
	"slices"
)

// mergeLimit is how many bytes of records wait for earlier ones.
const mergeLimit = 24 << 20

// keptOverhead is roughly what a kept record costs besides its bytes.
const keptOverhead = 256

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
	current  []record
	size     int
	buffers  int
	released bool
	last     int64
	late     int
}

// run is what is left of the kept records of one buffer.
type run struct {
	records []record
	number  int // of the buffer in the file; decides between equal times
}

// add keeps a copy of a record of the current buffer.
func (m *merger) add(r *record) {
	kept := *r
	kept.items, kept.data = bytes.Clone(r.items), bytes.Clone(r.data)
	m.current = append(m.current, kept)
	m.size += cost(&kept)
}

func cost(r *record) int { return keptOverhead + len(r.items) + len(r.data) }

// endBuffer closes the run of a buffer and releases what exceeds the limit.
func (m *merger) endBuffer() {
	m.buffers++
	if len(m.current) > 0 {
		byClock := func(a, b record) int { return cmp.Compare(a.clock, b.clock) }
		if !slices.IsSortedFunc(m.current, byClock) {
			slices.SortStableFunc(m.current, byClock)
		}
		heap.Push(&m.runs, run{m.current, m.buffers})
		m.current = nil
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

// release hands the earliest record on.
func (m *merger) release() {
	first := &m.runs[0]
	r := first.records[0]
	first.records[0] = record{} // let go of its bytes
	if first.records = first.records[1:]; len(first.records) == 0 {
		heap.Pop(&m.runs)
	} else {
		heap.Fix(&m.runs, 0)
	}
	m.size -= cost(&r)
	if m.released && r.clock < m.last {
		m.late++
	}
	m.released, m.last = true, max(m.last, r.clock)
	m.emit(&r)
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
