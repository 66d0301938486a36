// Package inflate64 reads Deflate64, which Windows Explorer uses for large
// files (method 9 of ZIP). It is Deflate (RFC 1951) with three differences:
//
//   - the window is 64 KiB instead of 32 KiB;
//   - distance codes 30 and 31 exist: from 49,153 and 65,537, 14 extra bits;
//   - length code 285 means 3 plus 16 extra bits instead of exactly 258.
package inflate64

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// ErrCorrupt tells that the data is no valid Deflate64. What was read before
// the damage has been returned.
var ErrCorrupt = errors.New("deflate64: data is damaged")

const (
	windowSize = 1 << 16
	maxMatch   = 3 + 1<<16 - 1
	endOfBlock = 256
	// The buffer holds the window and room for output: it is handed out when
	// less than one match of room is left.
	bufferSize = windowSize + 4*maxMatch
)

// Reader returns the plain bytes of a Deflate64 stream.
type Reader struct {
	in     bitReader
	buf    []byte // window and output behind it
	read   int    // buf[read:write] waits for the caller
	write  int
	step   func() error
	stored int  // bytes left of a stored block
	last   bool // the current block is the last one
	lit    decoder
	dist   decoder
	fixed  *[2]decoder // made when first needed
	err    error
}

// NewReader returns a Reader over r. It may read beyond the end of the stream.
func NewReader(r io.Reader) *Reader {
	z := &Reader{in: bitReader{r: bufio.NewReader(r)}, buf: make([]byte, bufferSize)}
	z.step = z.block
	return z
}

// Read implements io.Reader.
func (z *Reader) Read(p []byte) (int, error) {
	for z.read == z.write {
		if z.err != nil {
			return 0, z.err
		}
		z.slide()
		z.err = z.step()
	}
	n := copy(p, z.buf[z.read:z.write])
	z.read += n
	return n, nil
}

// slide makes room behind the window once everything was handed out.
func (z *Reader) slide() {
	if z.write+maxMatch > len(z.buf) {
		copy(z.buf, z.buf[z.write-windowSize:z.write])
		z.read, z.write = windowSize, windowSize
	}
}

// block reads the 3 bits before a block and prepares its codes.
func (z *Reader) block() error {
	if z.last {
		return io.EOF
	}
	head, err := z.in.bits(3)
	if err != nil {
		return err
	}
	z.last = head&1 != 0
	switch head >> 1 {
	case 0:
		return z.startStored()
	case 1:
		if z.fixed == nil {
			z.fixed = fixedCodes()
		}
		z.lit, z.dist = z.fixed[0], z.fixed[1]
	case 2:
		if err := z.readCodes(); err != nil {
			return err
		}
	default:
		return fmt.Errorf("%w: block type 3", ErrCorrupt)
	}
	z.step = z.symbols
	return nil
}

func (z *Reader) startStored() error {
	z.in.align()
	head, err := z.in.bits(16)
	if err != nil {
		return err
	}
	check, err := z.in.bits(16)
	if err != nil {
		return err
	}
	if head != ^check&0xFFFF {
		return fmt.Errorf("%w: stored length %#04x, complement %#04x", ErrCorrupt, head, check)
	}
	z.stored = int(head)
	z.step = z.copyStored
	return nil
}

func (z *Reader) copyStored() error {
	n := min(z.stored, len(z.buf)-z.write)
	for range n {
		b, err := z.in.bits(8)
		if err != nil {
			return err
		}
		z.buf[z.write] = byte(b)
		z.write++
		z.stored--
	}
	if z.stored == 0 {
		z.step = z.block
	}
	return nil
}

// symbols decodes until the block ends or the room is used up.
func (z *Reader) symbols() error {
	for z.write+maxMatch <= len(z.buf) {
		sym, err := z.lit.next(&z.in)
		if err != nil {
			return err
		}
		switch {
		case sym < endOfBlock:
			z.buf[z.write] = byte(sym)
			z.write++
		case sym == endOfBlock:
			z.step = z.block
			return nil
		default:
			if err := z.match(sym - endOfBlock - 1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (z *Reader) match(code int) error {
	if code >= len(lengthBase) {
		return fmt.Errorf("%w: length code %d", ErrCorrupt, code)
	}
	extra, err := z.in.bits(lengthExtra[code])
	if err != nil {
		return err
	}
	length := lengthBase[code] + int(extra)
	code, err = z.dist.next(&z.in)
	if err != nil {
		return err
	}
	if code >= 32 {
		return fmt.Errorf("%w: distance code %d", ErrCorrupt, code)
	}
	if extra, err = z.in.bits(distExtra(code)); err != nil {
		return err
	}
	dist := distBase(code) + int(extra)
	if dist > z.write || dist > windowSize {
		return fmt.Errorf("%w: distance %d with %d bytes written", ErrCorrupt, dist, z.write)
	}
	for range length { // byte by byte: source and target may overlap
		z.buf[z.write] = z.buf[z.write-dist]
		z.write++
	}
	return nil
}
