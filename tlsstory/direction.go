package tlsstory

// Limits of what is kept of one direction of a flow.
const (
	maxDirection = 128 << 10 // bytes that are read at all
	maxWaiting   = 32        // segments that came too early
	maxWindow    = 64 << 10  // how far ahead one may be
)

// direction puts the segments of one direction into order.
type direction struct {
	started bool
	next    uint32 // sequence number of the next byte
	bytes   int    // handed on so far
	waiting []early
}

// early is a segment whose predecessor is missing.
type early struct {
	seq  uint32
	data []byte
}

// take hands the bytes that are next in line to deliver.
func (d *direction) take(seg *segment, deliver func([]byte)) {
	seq := seg.seq
	if seg.syn {
		seq++
		d.started, d.next, d.waiting = true, seq, nil
	}
	if len(seg.payload) == 0 || d.bytes >= maxDirection {
		return
	}
	if !d.started {
		d.started, d.next = true, seq
	}
	if !d.deliver(seq, seg.payload, deliver) {
		d.keep(seq, seg.payload)
		return
	}
	for d.deliverWaiting(deliver) {
	}
}

// deliver hands on the new part of a segment; false when it is too early.
func (d *direction) deliver(seq uint32, data []byte, deliver func([]byte)) bool {
	ahead := int32(seq - d.next) // sequence numbers wrap
	if ahead > 0 {
		return false
	}
	if known := int(-int64(ahead)); known < len(data) {
		data = data[known:]
		d.next += uint32(len(data))
		d.bytes += len(data)
		deliver(data)
	}
	return true
}

func (d *direction) keep(seq uint32, data []byte) {
	if len(d.waiting) < maxWaiting && seq-d.next < maxWindow {
		d.waiting = append(d.waiting, early{seq, append([]byte(nil), data...)})
	}
}

func (d *direction) deliverWaiting(deliver func([]byte)) bool {
	for i, e := range d.waiting {
		if int32(e.seq-d.next) <= 0 {
			d.waiting = append(d.waiting[:i], d.waiting[i+1:]...)
			return d.deliver(e.seq, e.data, deliver)
		}
	}
	return false
}
