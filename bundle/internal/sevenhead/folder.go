package sevenhead

import (
	"encoding/binary"
	"fmt"
)

// folder is a Folder with what is needed to read on.
type folder struct {
	Folder
	outs     uint64
	unpacked []uint64
	hasCRC   bool
	lzma     []byte // properties of the only coder, when that is LZMA
}

// size is how many bytes the folder unpacks to: what its last coder gives.
func (f *folder) size() uint64 {
	if len(f.unpacked) == 0 {
		return 0
	}
	return f.unpacked[len(f.unpacked)-1]
}

// unpackInfo reads how the packed streams are unpacked: the folders.
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

// folder reads the coders of a folder and passes over how they are connected.
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

// coder is a method as far as memory and passwords go.
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
				counts[i] = p.bounded()
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

// unknownDigests counts the files whose checksum is not that of their folder.
func unknownDigests(folders []folder, counts []uint64) uint64 {
	var n uint64
	for i, c := range counts {
		if c != 1 || !folders[i].hasCRC {
			n += min(c, 1<<32)
		}
	}
	return n
}
