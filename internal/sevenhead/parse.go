package sevenhead

import (
	"encoding/binary"
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
	err   error
}

type streams struct {
	position uint64
	packed   []uint64
	folders  []folder
}

type folder struct {
	Folder
	outs     uint64
	unpacked []uint64
	hasCRC   bool
	lzma     []byte // properties of the only coder, when that is LZMA
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
	n := p.number()
	if n > uint64(len(p.b)-p.pos) {
		p.fail("count beyond the data")
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
			}
		case idFiles:
			h.Files = p.number()
			// A file has at least the end of its name, of two bytes.
			if h.Files > uint64(len(p.b)-p.pos) {
				p.fail("more files than data")
			}
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

func (p *parser) unpackInfo(s *streams) {
	if p.byte() != idFolder {
		p.fail("no folders")
	}
	n := p.count()
	if p.byte() != 0 {
		p.fail("folders elsewhere")
	}
	for range n {
		if p.err != nil {
			return
		}
		s.folders = append(s.folders, p.folder())
	}
	for p.err == nil {
		switch p.byte() {
		case idEnd:
			return
		case idUnpackSize:
			for i := range s.folders {
				for range s.folders[i].outs {
					s.folders[i].unpacked = append(s.folders[i].unpacked, p.number())
				}
			}
		case idCRC:
			for i, d := range p.digests(n) {
				s.folders[i].hasCRC = d
			}
		default:
			p.fail("unknown property of folders")
		}
	}
}

func (p *parser) folder() folder {
	var f folder
	var ins uint64
	coders := p.count()
	for range coders {
		if p.err != nil {
			return f
		}
		in, out := p.coder(&f, coders == 1)
		ins += in
		f.outs += out
	}
	if f.outs == 0 || f.outs > uint64(len(p.b)) || ins > uint64(len(p.b)) || ins+1 < f.outs {
		p.fail("folder without sense")
		return f
	}
	pairs := f.outs - 1
	for range 2 * pairs {
		p.number()
	}
	if packed := ins - pairs; packed > 1 {
		for range packed {
			p.number()
		}
	}
	return f
}

// coder notes what a coder means for the folder.
func (p *parser) coder(f *folder, only bool) (in, out uint64) {
	flags := p.byte()
	id := p.bytes(uint64(flags & 0xF))
	in, out = 1, 1
	if flags&0x10 != 0 {
		in, out = p.count(), p.count()
	}
	var props []byte
	if flags&0x20 != 0 {
		props = p.bytes(p.number())
	}
	switch k := coderOf(id); k {
	case coderAES:
		f.Encrypted = true
	case coderLZMA:
		f.Memory += dictionary(props, 1)
		if only {
			f.lzma = props
		}
	case coderPPMd:
		f.Memory += dictionary(props, 1)
	case coderLZMA2:
		if len(props) == 1 && props[0] <= 40 {
			f.Memory += (2 | uint64(props[0]&1)) << (props[0]/2 + 11)
		}
	case coderOther:
		f.Method = fmt.Sprintf("method %x", id)
	}
	return in, out
}

// dictionary reads the memory that properties ask for.
func dictionary(props []byte, at int) uint64 {
	if len(props) < at+4 {
		return 0
	}
	return uint64(binary.LittleEndian.Uint32(props[at:]))
}

type coder int

const (
	coderPlain coder = iota // needs next to no memory: copy, filters, Deflate, bzip2
	coderLZMA
	coderLZMA2
	coderPPMd
	coderAES
	coderOther
)

func coderOf(id []byte) coder {
	switch string(id) {
	case "\x03\x01\x01":
		return coderLZMA
	case "\x21":
		return coderLZMA2
	case "\x03\x04\x01":
		return coderPPMd
	case "\x06\xF1\x07\x01":
		return coderAES
	case "\x00", "\x03", "\x04", // copy, delta, x86
		"\x05", "\x06", "\x07", "\x08", "\x09", "\x0A", "\x0B", // filters for other processors
		"\x03\x03\x01\x03", "\x03\x03\x01\x1B", "\x03\x03\x02\x05", "\x03\x03\x04\x01", "\x03\x03\x05\x01",
		"\x03\x03\x07\x01", "\x03\x03\x08\x05", // BCJ, BCJ2 and relatives under their older ids
		"\x04\x01\x08", "\x04\x02\x02": // Deflate, bzip2
		return coderPlain
	}
	return coderOther
}

// subStreams skips how the folders split into files.
func (p *parser) subStreams(s *streams) {
	counts := make([]uint64, len(s.folders))
	for i := range counts {
		counts[i] = 1
	}
	for p.err == nil {
		switch p.byte() {
		case idEnd:
			return
		case idNumUnpackStream:
			for i := range counts {
				counts[i] = p.number()
			}
		case idSize:
			for _, n := range counts {
				for i := uint64(1); i < n && p.err == nil; i++ {
					p.number()
				}
			}
		case idCRC:
			p.digests(unknownDigests(s.folders, counts))
		default:
			p.fail("unknown property of files in folders")
		}
	}
}

func unknownDigests(folders []folder, counts []uint64) uint64 {
	var n uint64
	for i, c := range counts {
		if c != 1 || !folders[i].hasCRC {
			n += min(c, 1<<32)
		}
	}
	return n
}
