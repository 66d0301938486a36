package sevenhead

import (
	"fmt"
	"math/bits"
)

// Property ids.
const (
	idEnd               = 0x00
	idHeader            = 0x01
	idArchiveProperties = 0x02
	idAdditionalStreams = 0x03
	idMainStreams       = 0x04
	idFiles             = 0x05
	idPackInfo          = 0x06
	idUnpackInfo        = 0x07
	idSubStreams        = 0x08
	idSize              = 0x09
	idCRC               = 0x0A
	idFolder            = 0x0B
	idUnpackSize        = 0x0C
	idNumUnpackStream   = 0x0D
	idEncodedHeader     = 0x17
)

// parser reads the properties; after an error it only returns zeros.
type parser struct {
	b     []byte
	pos   int
	depth int // packed headers around this one
	limit uint64
	err   error
}

// streams are the packed streams and what becomes of them.
type streams struct {
	position uint64
	packed   []uint64
	folders  []folder
}

func (p *parser) fail(what string) {
	if p.err == nil {
		p.err = fmt.Errorf("%w: %s at %d", ErrFormat, what, p.pos)
	}
}

func (p *parser) byte() byte {
	if p.err != nil || p.pos >= len(p.b) || p.depth > 4 {
		p.fail("end of data")
		return 0
	}
	p.pos++
	return p.b[p.pos-1]
}

func (p *parser) bytes(n uint64) []byte {
	if p.err != nil || n > uint64(len(p.b)-p.pos) {
		p.fail("end of data")
		return nil
	}
	p.pos += int(n)
	return p.b[p.pos-int(n) : p.pos]
}

// number reads a number of 1 to 9 bytes.
func (p *parser) number() uint64 {
	first := p.byte()
	n := bits.LeadingZeros8(^first)
	var v uint64
	for i := range n {
		v |= uint64(p.byte()) << (8 * i)
	}
	if n < 7 {
		v |= uint64(first&(1<<(7-n)-1)) << (8 * n)
	}
	return v
}

// count reads a number of things that take at least one byte each.
func (p *parser) count() uint64 {
	n := p.bounded()
	if n > uint64(len(p.b)-p.pos) {
		p.fail("count beyond the data")
		return 0
	}
	return n
}

// bounded reads a number of things, under the limit.
func (p *parser) bounded() uint64 {
	n := p.number()
	if n > p.limit {
		if p.err == nil {
			p.err = fmt.Errorf("%w: %d at %d", ErrTooMany, n, p.pos)
		}
		return 0
	}
	return n
}

func (p *parser) header() Head {
	var h Head
	for p.err == nil {
		switch id := p.byte(); id {
		case idEnd:
			return h
		case idArchiveProperties:
			for p.err == nil && p.byte() != idEnd {
				p.bytes(p.number())
			}
		case idAdditionalStreams:
			p.streams()
		case idMainStreams:
			for _, f := range p.streams().folders {
				h.Folders = append(h.Folders, f.Folder)
				h.Unpacked += f.size()
			}
		case idFiles:
			h.Files = p.count() // each has at least the end of its name
			return h
		default:
			p.fail("unknown property")
		}
	}
	return h
}

func (p *parser) streams() streams {
	var s streams
	for p.err == nil {
		switch p.byte() {
		case idEnd:
			return s
		case idPackInfo:
			p.packInfo(&s)
		case idUnpackInfo:
			p.unpackInfo(&s)
		case idSubStreams:
			p.subStreams(&s)
		default:
			p.fail("unknown property of streams")
		}
	}
	return s
}

func (p *parser) packInfo(s *streams) {
	s.position = p.number()
	n := p.count()
	for p.err == nil {
		switch p.byte() {
		case idEnd:
			return
		case idSize:
			for range n {
				s.packed = append(s.packed, p.number())
			}
		case idCRC:
			p.digests(n)
		default:
			p.fail("unknown property of packed streams")
		}
	}
}

// digests skips n optional checksums and returns which are there.
func (p *parser) digests(n uint64) []bool {
	if n > 8*uint64(len(p.b)-p.pos) {
		p.fail("more checksums than data")
		return nil
	}
	defined := make([]bool, n)
	all := p.byte() != 0
	var mask byte
	for i := range defined {
		if !all && i%8 == 0 {
			mask = p.byte()
		}
		defined[i] = all || mask&(0x80>>(i%8)) != 0
	}
	for _, d := range defined {
		if d {
			p.bytes(4)
		}
	}
	return defined
}
