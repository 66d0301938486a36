package cab

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// LZX reads bits from the high end of little-endian 16-bit words.
//
//	stream   1 bit: E8 translation; if set, 32 bits: size of the program
//	block    3 bits type, 24 bits plain length, then
//	  1 verbatim   lengths of the main and the length code · symbols
//	  2 aligned    8 × 3 bits: lengths of the aligned code · as verbatim
//	  3 stored     1–16 bits to the next word · R0 R1 R2, u32 each · bytes [· 1 byte if odd]
//
// A main symbol below 256 is a byte. Above, its low 3 bits are a match length
// from 2 (7: more by the length code), the rest the slot of its distance. Slots
// 0–2 repeat one of the last three distances. A block of the cabinet is a frame
// of 32 KiB and begins on a word; blocks of LZX may span frames.
const (
	blockVerbatim = 1
	blockAligned  = 2
	blockStored   = 3

	literals     = 256
	lengthCodes  = 249
	minMatch     = 2
	longMatch    = 7 // value of the 3 bits that asks for the length code
	maxSlots     = 50
	e8MaxOffset  = 1 << 30 // translation stops there
	e8InstrTail  = 10      // and leaves the last bytes of a frame alone
	minWindow    = 15
	maxWindow    = 21
	maxExtraBits = 17
)

var errLZX = errors.New("LZX stream is damaged")

// slots returns how many distance slots a window has.
func slots(window uint) int {
	switch window {
	case 20:
		return 42
	case 21:
		return maxSlots
	}
	return int(2 * window)
}

// slotExtra returns how many bits follow a slot's base: two slots share each
// number, up to 17.
func slotExtra(slot int) uint {
	if slot < 4 {
		return 0
	}
	return min(uint(slot/2-1), maxExtraBits)
}

// slotBases returns the first formatted distance of each slot.
func slotBases() (base [maxSlots]uint32) {
	for i := 1; i < maxSlots; i++ {
		base[i] = base[i-1] + 1<<slotExtra(i-1)
	}
	return base
}

type lzx struct {
	in     bitReader
	window []byte
	pos    int   // where the next byte goes
	start  int   // where the frame began
	total  int64 // plain bytes so far
	out    []byte

	begun  bool // the header of the stream was read
	e8     int32
	base   [maxSlots]uint32
	repeat [3]uint32

	block0    int // type of the current block
	left      int // plain bytes left in it
	oddStored bool

	mainLen   [literals + 8*maxSlots]uint8
	lengthLen [lengthCodes]uint8
	main      huffman
	length    huffman
	aligned   huffman
	slots     int
}

// newLZX returns the decoder of a folder. It takes over the buffer of the folder
// before, so that a cabinet of 65,535 folders costs one window.
func newLZX(window uint, buffer *[]byte) (*lzx, error) {
	if window < minWindow || window > maxWindow {
		return nil, fmt.Errorf("%w: LZX window of 2^%d", ErrMethod, window)
	}
	if need := 1<<window + frameLen; len(*buffer) < need {
		*buffer = make([]byte, need)
	}
	b := *buffer
	return &lzx{
		window: b[frameLen:][:1<<window],
		out:    b[:frameLen],
		base:   slotBases(),
		repeat: [3]uint32{1, 1, 1},
		slots:  slots(window),
	}, nil
}

// block implements unpacker: it decodes one frame.
func (z *lzx) block(in []byte, n int) ([]byte, error) {
	if n > frameLen || z.pos+n > len(z.window) {
		return nil, fmt.Errorf("%w: frame of %d bytes", errLZX, n)
	}
	z.in.next(in)
	z.start = z.pos
	if !z.begun {
		z.begun = true
		if z.in.bits(1) == 1 {
			z.e8 = int32(z.in.bits(16)<<16 | z.in.bits(16))
		}
	}
	err := z.frame(z.start + n)
	if err == nil && z.in.overrun() {
		err = fmt.Errorf("%w: %d bytes are not enough for the frame", errLZX, len(in))
	}
	z.endFrame()
	out := z.out[:copy(z.out, z.window[z.start:z.pos])]
	z.translate(out)
	z.total += int64(len(out))
	if z.pos == len(z.window) {
		z.pos = 0
	}
	return out, err
}

// endFrame remembers whether stored bytes ended within a word. The byte that
// fills it up may still be in this frame.
func (z *lzx) endFrame() {
	if z.oddStored && z.left == 0 && z.in.rest() > 0 {
		z.in.skipByte()
		z.oddStored = false
	}
	z.in.mayBeOdd = z.block0 == blockStored && (z.left > 0 || z.oddStored)
}

// frame decodes until the window is filled up to end.
func (z *lzx) frame(end int) error {
	for z.pos < end {
		if z.left == 0 {
			if err := z.startBlock(); err != nil {
				return err
			}
		}
		stop := min(end, z.pos+z.left)
		from := z.pos
		var err error
		if z.block0 == blockStored {
			err = z.copyStored(stop)
		} else {
			err = z.symbols(stop)
		}
		z.left -= z.pos - from
		if err != nil {
			return err
		}
	}
	return nil
}

func (z *lzx) startBlock() error {
	if z.oddStored {
		z.in.skipByte()
		z.oddStored = false
	}
	z.block0 = int(z.in.bits(3))
	z.left = int(z.in.bits(16)<<8 | z.in.bits(8))
	if z.left == 0 {
		return fmt.Errorf("%w: empty block", errLZX)
	}
	switch z.block0 {
	case blockAligned:
		var lens [8]uint8
		for i := range lens {
			lens[i] = uint8(z.in.bits(3))
		}
		if err := z.aligned.build(lens[:]); err != nil {
			return err
		}
		return z.readCodes()
	case blockVerbatim:
		return z.readCodes()
	case blockStored:
		z.oddStored = z.left&1 == 1
		z.in.toNextWord()
		for i := range z.repeat {
			var b [4]byte
			if z.in.bytes(b[:]) != 4 {
				return fmt.Errorf("%w: stored block is cut", errLZX)
			}
			z.repeat[i] = binary.LittleEndian.Uint32(b[:])
		}
		return nil
	}
	return fmt.Errorf("%w: block type %d", errLZX, z.block0)
}

// readCodes reads the lengths of the main code, in two parts, and of the length
// code, each as differences to the block before.
func (z *lzx) readCodes() error {
	n := literals + 8*z.slots
	for _, lens := range [...][]uint8{z.mainLen[:literals], z.mainLen[literals:n], z.lengthLen[:]} {
		if err := readLengths(&z.in, lens); err != nil {
			return err
		}
	}
	if err := z.main.build(z.mainLen[:n]); err != nil {
		return err
	}
	return z.length.build(z.lengthLen[:])
}

func (z *lzx) copyStored(stop int) error {
	n := z.in.bytes(z.window[z.pos:stop])
	z.pos += n
	if z.pos < stop {
		return fmt.Errorf("%w: stored block is cut", errLZX)
	}
	return nil
}
