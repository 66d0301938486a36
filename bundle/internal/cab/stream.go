package cab

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
)

const (
	dataLen  = 8
	frameLen = 32 << 10 // a block unpacks to this, the last one to less
)

// stream is the unpacked content of one folder.
type stream struct {
	r       io.ReaderAt
	size    int64
	at      int64 // next CFDATA
	blocks  int   // left
	reserve int64
	from    *Reader // counts what is unpacked of all folders
	unpack  unpacker
	plain   []byte // unpacked and not read yet
	pos     int64  // of plain in the folder
	badSum  bool   // a block since the last file's end has a wrong checksum
	err     error  // why there is no more
}

// unpacker turns the bytes of one block into n plain bytes, which are valid
// until the next call.
type unpacker interface {
	block(in []byte, n int) ([]byte, error)
}

// Compression methods of a folder, in the low 4 bits.
const (
	methodNone = iota
	methodMSZIP
	methodQuantum
	methodLZX
)

func methodName(compression uint16) string {
	switch compression & 0xF {
	case methodNone:
		return "none"
	case methodMSZIP:
		return "MSZIP"
	case methodQuantum:
		return "Quantum"
	case methodLZX:
		return "LZX"
	}
	return fmt.Sprintf("method %d", compression&0xF)
}

func newUnpacker(compression uint16, buffer *[]byte) (unpacker, error) {
	switch compression & 0xF {
	case methodNone:
		return stored{}, nil
	case methodMSZIP:
		return &mszip{}, nil
	case methodLZX:
		return newLZX(uint(compression>>8&0x1F), buffer)
	}
	return nil, fmt.Errorf("%w: %s", ErrMethod, methodName(compression))
}

// skipTo moves to a place in the folder.
func (s *stream) skipTo(offset int64) error {
	if offset < s.pos {
		if s.err != nil {
			return s.err
		}
		return ErrOverlap
	}
	for s.pos+int64(len(s.plain)) <= offset {
		if s.err != nil {
			return s.err
		}
		if s.err = s.from.passed(len(s.plain)); s.err != nil {
			return s.err
		}
		s.pos += int64(len(s.plain))
		s.nextBlock()
	}
	s.plain = s.plain[offset-s.pos:]
	s.pos = offset
	return nil
}

func (s *stream) Read(p []byte) (int, error) {
	for len(s.plain) == 0 && s.err == nil {
		s.nextBlock()
	}
	n := copy(p, s.plain)
	s.plain = s.plain[n:]
	s.pos += int64(n)
	if n == 0 {
		return 0, s.err
	}
	return n, nil
}

// nextBlock unpacks the next CFDATA into plain, or sets err.
func (s *stream) nextBlock() {
	s.plain = nil
	if s.blocks == 0 {
		s.err = io.ErrUnexpectedEOF // a file wants more than the folder holds
		return
	}
	s.blocks--
	var h [dataLen]byte
	if _, err := s.r.ReadAt(h[:], s.at); err != nil {
		s.err = io.ErrUnexpectedEOF
		return
	}
	le := binary.LittleEndian
	sum, packed, plain := le.Uint32(h[:]), int(le.Uint16(h[4:])), int(le.Uint16(h[6:]))
	in := make([]byte, s.reserve+int64(packed))
	if n, err := s.r.ReadAt(in, s.at+dataLen); n < len(in) && err != nil {
		s.err = io.ErrUnexpectedEOF
		return
	}
	if s.from.packed -= dataLen + int64(len(in)); s.from.packed < 0 {
		s.err = ErrOverlap // the folders are more than the cabinet: they share blocks
		return
	}
	s.badSum = s.badSum || !sumFits(sum, h[4:], in, s.reserve)
	s.at += dataLen + int64(len(in))
	out, err := s.unpack.block(in[s.reserve:], plain)
	s.plain = out
	s.from.plain += int64(len(out))
	if err != nil {
		s.err = fmt.Errorf("%w: block before %d: %v", ErrData, s.at, err)
	}
}

// sumFits reports whether the checksum is right; 0 means there is none. Packers
// disagree on whether it covers the reserve.
func sumFits(sum uint32, counts, in []byte, reserve int64) bool {
	seed := checksum(counts, 0)
	return sum == 0 || sum == checksum(in, seed) || sum == checksum(in[reserve:], seed)
}

// checksum is the exclusive or of little-endian words; the bytes left over
// count from the highest one down.
func checksum(b []byte, sum uint32) uint32 {
	for ; len(b) >= 4; b = b[4:] {
		sum ^= binary.LittleEndian.Uint32(b)
	}
	var rest uint32
	for _, c := range b {
		rest = rest<<8 | uint32(c)
	}
	return sum ^ rest
}

type stored struct{}

func (stored) block(in []byte, n int) ([]byte, error) {
	if len(in) != n {
		return in[:min(len(in), n)], fmt.Errorf("stored block of %d bytes, want %d", len(in), n)
	}
	return in, nil
}

// mszip is Deflate in blocks that each begin with "CK" and may refer to the
// output of the block before.
type mszip struct {
	inflate io.ReadCloser
	out     [2][frameLen]byte // this block and the one before
	history []byte
	turn    int
}

func (m *mszip) block(in []byte, n int) ([]byte, error) {
	if n > frameLen || len(in) < 2 || in[0] != 'C' || in[1] != 'K' {
		return nil, fmt.Errorf("no MSZIP block of %d bytes", n)
	}
	src := bytes.NewReader(in[2:])
	if m.inflate == nil {
		m.inflate = flate.NewReader(src)
	} else if err := m.inflate.(flate.Resetter).Reset(src, m.history); err != nil {
		return nil, err
	}
	m.turn = 1 - m.turn
	got, err := io.ReadFull(m.inflate, m.out[m.turn][:n])
	m.history = m.out[m.turn][:got]
	return m.history, err
}
