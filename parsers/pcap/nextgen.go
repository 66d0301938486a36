package pcap

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"time"

	"hybriddiag/evidence"
)

// Types of blocks.
const (
	blockSection   = 0x0A0D0D0A
	blockInterface = 1
	blockPacket    = 2
	blockSimple    = 3
	blockEnhanced  = 6
)

const (
	byteOrderMagic = 0x1A2B3C4D
	blockHeader    = 8
	blockTrailer   = 4
	maxBlock       = 64 << 20
	maxInterfaces  = 1024
)

// Options of an interface.
const (
	optionEnd        = 0
	optionResolution = 9
	optionOffset     = 14
)

// captureInterface is where packets were captured.
type captureInterface struct {
	link          int
	ticksPerSec   uint64
	offsetSeconds int64
}

// nextGeneration reads the blocks of a .pcapng file.
type nextGeneration struct {
	in         *counter
	order      binary.ByteOrder
	interfaces []captureInterface
	data       []byte
}

func (n *nextGeneration) next() (frame, error) {
	for {
		offset := n.in.offset
		kind, body, err := n.block()
		if err != nil {
			return frame{}, err
		}
		switch kind {
		case blockSection:
			n.interfaces = nil
		case blockInterface:
			n.addInterface(body)
		case blockEnhanced, blockPacket:
			if f, ok := n.packet(kind, body); ok {
				f.offset = offset
				return f, nil
			}
		case blockSimple:
			if len(n.interfaces) > 0 && len(body) > 4 {
				return frame{link: n.interfaces[0].link, offset: offset, data: body[4:]}, nil
			}
		}
	}
}

// block reads the next block whole, but of a long one the front only.
func (n *nextGeneration) block() (kind uint32, body []byte, err error) {
	var head [blockHeader]byte
	if err := n.in.header(head[:]); err != nil {
		return 0, nil, err
	}
	kind = binary.LittleEndian.Uint32(head[:])
	if kind == blockSection {
		if err := n.section(); err != nil {
			return 0, nil, err
		}
	}
	if n.order == nil {
		return 0, nil, n.in.fault("section", "found", evidence.Hex(kind))
	}
	kind = n.order.Uint32(head[:])
	size := int64(n.order.Uint32(head[4:]))
	if size < blockHeader+blockTrailer || size%4 != 0 || size > maxBlock {
		return 0, nil, n.in.fault("block-length", "type", evidence.Hex(kind), "limit", maxBlock, "found", size)
	}
	size -= blockHeader + blockTrailer
	if !known(kind) {
		return kind, nil, n.in.skip(size+blockTrailer, evidence.Say("pcap/block"))
	}
	if n.data, err = n.in.body(n.data, size, evidence.Say("pcap/block")); err != nil {
		return 0, nil, err
	}
	return kind, n.data, n.in.skip(blockTrailer, evidence.Say("pcap/block"))
}

func known(kind uint32) bool {
	switch kind {
	case blockSection, blockInterface, blockPacket, blockSimple, blockEnhanced:
		return true
	}
	return false
}

// section takes the byte order of the section that begins.
func (n *nextGeneration) section() error {
	magic, err := n.in.peek(4)
	if err != nil {
		return err
	}
	order, ok := sectionOrder(magic)
	if !ok {
		return n.in.fault("byte-order", "found", evidence.Word(fmt.Sprintf("%x", magic)))
	}
	n.order = order
	return nil
}

func sectionOrder(magic []byte) (binary.ByteOrder, bool) {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		if order.Uint32(magic) == byteOrderMagic {
			return order, true
		}
	}
	return nil, false
}

func (n *nextGeneration) addInterface(body []byte) {
	if len(body) < 8 || len(n.interfaces) >= maxInterfaces {
		return
	}
	added := captureInterface{link: int(n.order.Uint16(body)), ticksPerSec: 1e6}
	for options := body[8:]; len(options) >= 4; {
		code, size := n.order.Uint16(options), int(n.order.Uint16(options[2:]))
		padded := 4 + (size+3)&^3
		if code == optionEnd || padded > len(options) {
			break
		}
		added.option(n.order, code, options[4:4+size])
		options = options[padded:]
	}
	n.interfaces = append(n.interfaces, added)
}

func (i *captureInterface) option(order binary.ByteOrder, code uint16, value []byte) {
	switch {
	case code == optionResolution && len(value) == 1:
		i.ticksPerSec = resolution(value[0])
	case code == optionOffset && len(value) == 8:
		i.offsetSeconds = int64(order.Uint64(value))
	}
}

// resolution returns ticks a second: 10^n, or 2^n with the high bit set. What
// does not fit counts as microseconds.
func resolution(v byte) uint64 {
	exponent := int(v & 0x7F)
	switch {
	case v&0x80 != 0 && exponent < 64:
		return 1 << exponent
	case v&0x80 == 0 && exponent < 20:
		return uint64(math.Pow10(exponent))
	}
	return 1e6
}

// packet reads an enhanced packet block, or the older form whose interface has
// 16 bits. A packet of an unknown interface is left out.
func (n *nextGeneration) packet(kind uint32, body []byte) (frame, bool) {
	if len(body) < 20 {
		return frame{}, false
	}
	id := n.order.Uint32(body)
	if kind == blockPacket {
		id = uint32(n.order.Uint16(body))
	}
	if id >= uint32(len(n.interfaces)) {
		return frame{}, false
	}
	from := n.interfaces[id]
	ticks := uint64(n.order.Uint32(body[4:]))<<32 | uint64(n.order.Uint32(body[8:]))
	kept := min(int64(n.order.Uint32(body[12:])), int64(len(body)-20))
	return frame{time: from.time(ticks), link: from.link, data: body[20 : 20+kept]}, true
}

func (i *captureInterface) time(ticks uint64) time.Time {
	seconds, rest := ticks/i.ticksPerSec, ticks%i.ticksPerSec
	high, low := bits.Mul64(rest, 1e9)
	nanos, _ := bits.Div64(high, low, i.ticksPerSec)
	return time.Unix(int64(seconds)+i.offsetSeconds, int64(nanos)).UTC()
}
