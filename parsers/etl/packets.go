package etl

import (
	"encoding/binary"
	"hash/fnv"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// Link types as in pcap files.
const (
	linkEthernet = 1
	linkRawIP    = 101
	link80211    = 105
)

// Events that hold captured frames.
const (
	ndisFragment       = 1001
	ndisSwitchFragment = 1003
	pktmonPacket       = 160
	pktmonDrop         = 170
)

// Keywords of NDIS-PacketCapture.
const (
	keywordWWAN        = 0x200
	keyword80211       = 0x1_0000
	keywordPacketStart = 0x4000_0000
	keywordPacketEnd   = 0x8000_0000
	keywordSend        = 0x1_0000_0000
)

// Bounds of what waits for its rest.
const (
	maxPacket = 128 << 10
	maxOpen   = 64
	maxSeen   = 4096
)

func isNDIS(g winfmt.GUID) bool {
	return g == winfmt.GUID{0x6e, 0x00, 0xd6, 0x2e, 0x29, 0x47, 0x09, 0x46, 0xb4, 0x23, 0x3e, 0xe7, 0xbc, 0xd6, 0x78, 0xef}
}

func isPktMon(g winfmt.GUID) bool {
	return g == winfmt.GUID{0xd9, 0x80, 0x4f, 0x4d, 0xbd, 0xc8, 0x73, 0x4d, 0xbb, 0x5b, 0x19, 0xc9, 0x04, 0x02, 0xc5, 0xac}
}

// isPacket reports whether a record holds a captured frame or a part of one.
func (r *record) isPacket() bool {
	if r.kind != evidence.KindEvent {
		return false
	}
	switch r.id {
	case ndisFragment, ndisSwitchFragment:
		return isNDIS(r.guid)
	case pktmonPacket, pktmonDrop:
		return isPktMon(r.guid)
	}
	return false
}

// packets puts captured frames together: Windows before 8.1 spreads one over
// several events, and every layer of the network stack reports it again.
type packets struct {
	emit  func(at time.Time, linkType int, pid uint32, frame []byte)
	layer map[uint32]uint32     // of each miniport the layer that is listened to
	open  map[uint64]*openFrame // by miniport and processor
	seen  map[pktmonID]bool
	count int
}

type openFrame struct{ data []byte }

// pktmonID names a packet. Its bytes belong to the name: tools that write or
// join traces do not always keep the numbers apart.
type pktmonID struct {
	group  uint64
	number uint16
	hash   uint64
}

func newPackets(emit func(time.Time, int, uint32, []byte)) *packets {
	return &packets{emit: emit, layer: map[uint32]uint32{}, open: map[uint64]*openFrame{}, seen: map[pktmonID]bool{}}
}

// add takes a record for which isPacket is true.
func (p *packets) add(r *record, at time.Time) {
	switch {
	case r.id == ndisFragment && isNDIS(r.guid):
		p.ndis(r, at)
	case r.id == ndisSwitchFragment && isNDIS(r.guid):
		p.ndisSwitch(r, at)
	default:
		p.pktmon(r, at)
	}
}

// ndis reads u32 miniport, u32 layer, u32 size, fragment.
func (p *packets) ndis(r *record, at time.Time) {
	if len(r.data) < 12 {
		return
	}
	miniport, layer := binary.LittleEndian.Uint32(r.data), binary.LittleEndian.Uint32(r.data[4:])
	if p.listens(miniport, layer) {
		p.fragment(r, at, miniport, sized(r.data[8:]))
	}
}

// listens chooses one layer of a miniport: its own where there is one, else the
// first that is seen.
func (p *packets) listens(miniport, layer uint32) bool {
	chosen, ok := p.layer[miniport]
	if (!ok && len(p.layer) < maxSeen) || layer == miniport {
		p.layer[miniport] = layer
		chosen = layer
	}
	return chosen == layer
}

// ndisSwitch reads u32 miniport, u32 layer, u32 port, three texts, u32 count of
// destinations, 8 bytes for each, u32 size, fragment.
func (p *packets) ndisSwitch(r *record, at time.Time) {
	if len(r.data) < 12 {
		return
	}
	miniport, layer := binary.LittleEndian.Uint32(r.data), binary.LittleEndian.Uint32(r.data[4:])
	rest := r.data[12:]
	for range 3 {
		n := winfmt.ZLen(rest)
		rest = rest[min(n+2, len(rest)):]
	}
	if len(rest) < 4 {
		return
	}
	skip := 4 + 8*uint64(binary.LittleEndian.Uint32(rest))
	if skip > uint64(len(rest)) {
		return
	}
	if rest = rest[skip:]; len(rest) >= 4 && p.listens(miniport, layer) {
		p.fragment(r, at, miniport, sized(rest))
	}
}

// sized returns the bytes after a u32 size, as many as are there.
func sized(b []byte) []byte {
	n := binary.LittleEndian.Uint32(b)
	b = b[4:]
	return b[:min(uint64(n), uint64(len(b)))]
}

// fragment joins the parts of a frame. Events without the start and end
// keywords are whole frames.
func (p *packets) fragment(r *record, at time.Time, miniport uint32, data []byte) {
	first, last := r.keywords&keywordPacketStart != 0, r.keywords&keywordPacketEnd != 0
	key := uint64(miniport)<<16 | uint64(r.processor)
	frame := p.open[key]
	if first == last && (first || frame == nil) {
		p.hand(r, at, data)
		return
	}
	if first {
		if frame = (&openFrame{}); len(p.open) < maxOpen || p.open[key] != nil {
			p.open[key] = frame
		}
	}
	if frame == nil || len(frame.data)+len(data) > maxPacket {
		delete(p.open, key) // the beginning is missing, or it is no frame at all
		return
	}
	frame.data = append(frame.data, data...)
	if last {
		delete(p.open, key)
		p.hand(r, at, frame.data)
	}
}

func (p *packets) hand(r *record, at time.Time, frame []byte) {
	link := linkEthernet
	switch {
	case r.keywords&keyword80211 != 0:
		link = link80211
	case r.keywords&keywordWWAN != 0:
		link = linkRawIP
	}
	pid := uint32(0)
	if r.keywords&keywordSend != 0 {
		pid = r.processID // frames are received in whatever process happened to run
	}
	p.count++
	p.emit(at, link, pid, frame)
}

// pktmon reads the 34 bytes before a frame; offsets: 00 u64 group, 08 u16
// number, 0E u16 packet type, 20 u16 size.
func (p *packets) pktmon(r *record, at time.Time) {
	const head = 0x22
	if len(r.data) < head {
		return
	}
	frame := r.data[head:]
	frame = frame[:min(int(binary.LittleEndian.Uint16(r.data[0x20:])), len(frame))]
	id := pktmonID{binary.LittleEndian.Uint64(r.data), binary.LittleEndian.Uint16(r.data[8:]), hashOf(frame)}
	if p.seen[id] {
		return // another component reports the same packet
	}
	if len(p.seen) >= maxSeen {
		clear(p.seen)
	}
	p.seen[id] = true
	link := linkEthernet
	switch binary.LittleEndian.Uint16(r.data[0xe:]) {
	case 2:
		link = link80211
	case 3:
		link = linkRawIP
	}
	p.count++
	p.emit(at, link, 0, frame)
}

func hashOf(frame []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(frame) // never fails
	return h.Sum64()
}
