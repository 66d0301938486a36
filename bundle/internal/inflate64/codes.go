package inflate64

import (
	"bufio"
	"fmt"
	"io"
	"math/bits"
)

// Lengths of codes 257 to 285.
var (
	lengthBase = [...]int{
		3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
		35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 3,
	}
	lengthExtra = [...]uint{
		0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
		3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 16,
	}
)

// Two codes share each number of extra bits, from code 2 on.
func distExtra(code int) uint {
	if code < 4 {
		return 0
	}
	return uint(code/2 - 1)
}

func distBase(code int) int {
	if code < 4 {
		return code + 1
	}
	return (2+code&1)<<distExtra(code) + 1
}

// The order in which the lengths of the code-length code are stored.
var codeOrder = [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

const maxCodeLen = 15

// decoder is a canonical Huffman code: the number of codes of each length and
// the symbols in the order of their codes. Codes up to fastBits are looked up.
type decoder struct {
	fast   [1 << fastBits]uint16 // symbol<<4 | length, 0 where the code is longer
	count  [maxCodeLen + 1]uint16
	symbol []uint16
}

const fastBits = 9

// newDecoder builds the code from the length of each symbol's code. It refuses
// a set that no code can have; an incomplete one is accepted, because a single
// distance code is.
func newDecoder(lengths []uint8) (decoder, error) {
	d := decoder{symbol: make([]uint16, len(lengths))}
	for _, n := range lengths {
		d.count[n]++
	}
	d.count[0] = 0
	var code, place [maxCodeLen + 2]int // first code of each length, and where its symbols go
	for n := 1; n <= maxCodeLen; n++ {
		next := code[n] + int(d.count[n])
		if next > 1<<n {
			return d, fmt.Errorf("%w: too many codes of %d bits", ErrCorrupt, n)
		}
		code[n+1] = next << 1
		place[n+1] = place[n] + int(d.count[n])
	}
	for sym, n := range lengths {
		if n == 0 {
			continue
		}
		d.symbol[place[n]] = uint16(sym)
		d.lookUp(code[n], int(n), sym)
		place[n]++
		code[n]++
	}
	return d, nil
}

// lookUp enters a code at every place whose low bits are it; codes are packed
// from the high bit on, everything else from the low one.
func (d *decoder) lookUp(code, n, sym int) {
	if n > fastBits {
		return
	}
	low := int(bits.Reverse16(uint16(code)) >> (16 - n))
	for i := low; i < len(d.fast); i += 1 << n {
		d.fast[i] = uint16(sym<<4 | n)
	}
}

// next decodes one symbol. A long code is read bit by bit: within each length,
// codes are consecutive.
func (d *decoder) next(in *bitReader) (int, error) {
	in.fill()
	if e := d.fast[in.hold&(1<<fastBits-1)]; e != 0 && uint(e&15) <= in.n {
		in.hold >>= e & 15
		in.n -= uint(e & 15)
		return int(e >> 4), nil
	}
	code, first, index := 0, 0, 0
	for n := 1; n <= maxCodeLen; n++ {
		bit, err := in.bits(1)
		if err != nil {
			return 0, err
		}
		code |= int(bit)
		count := int(d.count[n])
		if code-first < count {
			return int(d.symbol[index+code-first]), nil
		}
		index += count
		first = (first + count) << 1
		code <<= 1
	}
	return 0, fmt.Errorf("%w: no such code", ErrCorrupt)
}

// fixedCodes returns the codes of a block of type 1 (RFC 1951, 3.2.6).
func fixedCodes() *[2]decoder {
	var l [288]uint8
	for i := range l {
		switch {
		case i < 144, i >= 280:
			l[i] = 8
		case i < 256:
			l[i] = 9
		default:
			l[i] = 7
		}
	}
	var d [32]uint8
	for i := range d {
		d[i] = 5
	}
	lit, _ := newDecoder(l[:]) // both are complete by construction
	dist, _ := newDecoder(d[:])
	return &[2]decoder{lit, dist}
}

// readCodes reads the codes of a dynamic block (RFC 1951, 3.2.7).
func (z *Reader) readCodes() error {
	head, err := z.in.bits(14)
	if err != nil {
		return err
	}
	nlit, ndist, nlen := int(head&31)+257, int(head>>5&31)+1, int(head>>10)+4
	var order [len(codeOrder)]uint8
	for i := range nlen {
		n, err := z.in.bits(3)
		if err != nil {
			return err
		}
		order[codeOrder[i]] = uint8(n)
	}
	code, err := newDecoder(order[:])
	if err != nil {
		return err
	}
	lengths := make([]uint8, nlit+ndist)
	if err := z.readLengths(&code, lengths); err != nil {
		return err
	}
	if z.lit, err = newDecoder(lengths[:nlit]); err != nil {
		return err
	}
	z.dist, err = newDecoder(lengths[nlit:])
	return err
}

// readLengths reads code lengths: 0–15 stand for themselves, 16 repeats the one
// before 3–6 times, 17 and 18 are 3–10 and 11–138 zeros.
func (z *Reader) readLengths(code *decoder, lengths []uint8) error {
	for i := 0; i < len(lengths); {
		sym, err := code.next(&z.in)
		if err != nil {
			return err
		}
		if sym < 16 {
			lengths[i] = uint8(sym)
			i++
			continue
		}
		bits, base := [...]uint{2, 3, 7}[sym-16], [...]int{3, 3, 11}[sym-16]
		var value uint8
		if sym == 16 {
			if i == 0 {
				return fmt.Errorf("%w: repeats a length before the first", ErrCorrupt)
			}
			value = lengths[i-1]
		}
		n, err := z.in.bits(bits)
		if err != nil {
			return err
		}
		end := i + base + int(n)
		if end > len(lengths) {
			return fmt.Errorf("%w: %d code lengths, want %d", ErrCorrupt, end, len(lengths))
		}
		for ; i < end; i++ {
			lengths[i] = value
		}
	}
	return nil
}

// bitReader reads bits from the low end of each byte.
type bitReader struct {
	r    *bufio.Reader
	hold uint32
	n    uint
}

// fill looks ahead for a whole fast code, as far as there is data.
func (b *bitReader) fill() {
	for b.n < fastBits {
		c, err := b.r.ReadByte()
		if err != nil {
			return
		}
		b.hold |= uint32(c) << b.n
		b.n += 8
	}
}

func (b *bitReader) bits(n uint) (uint32, error) {
	for b.n < n {
		c, err := b.r.ReadByte()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, err
		}
		b.hold |= uint32(c) << b.n
		b.n += 8
	}
	v := b.hold & (1<<n - 1)
	b.hold >>= n
	b.n -= n
	return v, nil
}

// align drops the rest of the current byte.
func (b *bitReader) align() {
	b.hold >>= b.n & 7
	b.n -= b.n & 7
}
