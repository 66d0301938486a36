package pcap

import (
	"encoding/binary"
	"time"

	"hybriddiag/evidence"
)

// Magic numbers of the classic format in the writer's byte order.
const (
	magicMicro = 0xA1B2C3D4
	magicNano  = 0xA1B23C4D
)

const (
	classicHeader = 24
	recordHeader  = 16
	// maxClassic is the longest record that a sound file holds; libpcap knows
	// the same kind of limit.
	maxClassic = 16 << 20
)

// classicOrder returns byte order and unit of time of a classic file.
func classicOrder(head []byte) (order binary.ByteOrder, unit time.Duration, ok bool) {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		switch order.Uint32(head) {
		case magicMicro:
			return order, time.Microsecond, true
		case magicNano:
			return order, time.Nanosecond, true
		}
	}
	return nil, 0, false
}

// classic reads the records of a .pcap file.
type classic struct {
	in     *counter
	order  binary.ByteOrder
	unit   time.Duration
	link   int
	header [recordHeader]byte
	data   []byte
}

func newClassic(in *counter, order binary.ByteOrder, unit time.Duration) (*classic, error) {
	head := make([]byte, classicHeader)
	if err := in.read(head, evidence.Say("pcap/file-header")); err != nil {
		return nil, err
	}
	return &classic{in: in, order: order, unit: unit, link: int(order.Uint32(head[20:]) & 0xFFFF)}, nil
}

func (c *classic) next() (frame, error) {
	offset := c.in.offset
	if err := c.in.header(c.header[:]); err != nil {
		return frame{}, err
	}
	size := int64(c.order.Uint32(c.header[8:]))
	if size > maxClassic {
		return frame{}, c.in.fault("record-length", "limit", maxClassic, "found", size)
	}
	var err error
	c.data, err = c.in.body(c.data, size, evidence.Say("pcap/frame"))
	part := time.Duration(c.order.Uint32(c.header[4:])) * c.unit
	at := time.Unix(int64(c.order.Uint32(c.header[:])), int64(part)).UTC()
	return frame{time: at, link: c.link, offset: offset, data: c.data}, err
}
