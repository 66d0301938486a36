package cab

import "fmt"

const (
	maxCodeLen = 16
	fastBits   = 10
)

// huffman is a canonical code read from the high bit on. Codes up to fastBits
// long are looked up, longer ones counted through.
type huffman struct {
	fast   [1 << fastBits]uint16 // symbol<<4 | length, 0 where the code is longer
	count  [maxCodeLen + 1]int
	symbol []uint16
}

// build makes the code from the lengths; all lengths zero is an empty code.
func (h *huffman) build(lengths []uint8) error {
	h.count = [maxCodeLen + 1]int{}
	h.fast = [1 << fastBits]uint16{}
	h.symbol = h.symbol[:0]
	for _, n := range lengths {
		h.count[n]++
	}
	h.count[0] = 0
	code := 0
	for n := 1; n <= maxCodeLen; n++ {
		code <<= 1
		if code+h.count[n] > 1<<n {
			return fmt.Errorf("%w: too many codes of %d bits", errLZX, n)
		}
		for sym, l := range lengths {
			if int(l) != n {
				continue
			}
			h.symbol = append(h.symbol, uint16(sym))
			if n <= fastBits {
				first := code << (fastBits - n)
				for i := range 1 << (fastBits - n) {
					h.fast[first+i] = uint16(sym)<<4 | uint16(n)
				}
			}
			code++
		}
	}
	return nil
}

func (h *huffman) decode(in *bitReader) (int, bool) {
	peek := int(in.peek())
	if e := h.fast[peek>>(16-fastBits)]; e != 0 {
		in.skip(uint(e & 15))
		return int(e >> 4), true
	}
	first, index := 0, 0
	for n := 1; n <= maxCodeLen; n++ {
		first <<= 1
		code := peek >> (16 - n)
		if code-first < h.count[n] {
			in.skip(uint(n))
			return int(h.symbol[index+code-first]), true
		}
		index += h.count[n]
		first += h.count[n]
	}
	return 0, false
}

// readLengths reads code lengths as differences modulo 17 to the ones of the
// block before, coded by a code of 20 symbols with 4-bit lengths: 17 and 18 are
// runs of zeros, 19 is a run of one difference.
func readLengths(in *bitReader, lens []uint8) error {
	var pre [20]uint8
	for i := range pre {
		pre[i] = uint8(in.bits(4))
	}
	var code huffman
	if err := code.build(pre[:]); err != nil {
		return err
	}
	for i := 0; i < len(lens); {
		sym, ok := code.decode(in)
		if !ok {
			return fmt.Errorf("%w: no such code for a length", errLZX)
		}
		run, value := 1, uint8(0)
		switch sym {
		case 17:
			run = int(in.bits(4)) + 4
		case 18:
			run = int(in.bits(5)) + 20
		case 19:
			run = int(in.bits(1)) + 4
			if sym, ok = code.decode(in); !ok || sym > 16 {
				return fmt.Errorf("%w: no such code for a length", errLZX)
			}
			value = lessModulo17(lens[i], sym)
		default:
			value = lessModulo17(lens[i], sym)
		}
		if i+run > len(lens) {
			return fmt.Errorf("%w: %d code lengths, want %d", errLZX, i+run, len(lens))
		}
		for range run {
			lens[i] = value
			i++
		}
	}
	return nil
}

func lessModulo17(n uint8, diff int) uint8 {
	return uint8((int(n) - diff + 17) % 17)
}

// bitReader reads one frame. Behind its end come zeros, because a code may be
// looked up in more bits than it has; overrun tells when they were used.
type bitReader struct {
	in       []byte
	pos      int  // in bits
	mayBeOdd bool // the frame ended within stored bytes
}

// next begins a frame. Words count from the start of the stream: when the
// stored bytes of the frame before ended within a word, this one goes on there.
func (b *bitReader) next(in []byte) {
	if b.mayBeOdd && b.pos%16 == 8 {
		b.in = append([]byte{0}, in...)
		b.pos = 8
		return
	}
	b.in, b.pos = in, 0
}

func (b *bitReader) word(i int) uint32 {
	var w uint32
	if 2*i < len(b.in) {
		w = uint32(b.in[2*i])
	}
	if 2*i+1 < len(b.in) {
		w |= uint32(b.in[2*i+1]) << 8
	}
	return w
}

// peek returns the next 16 bits.
func (b *bitReader) peek() uint32 {
	i, used := b.pos/16, uint(b.pos%16)
	return (b.word(i)<<16 | b.word(i+1)) << used >> 16
}

func (b *bitReader) skip(n uint) { b.pos += int(n) }

// bits reads up to 17 bits.
func (b *bitReader) bits(n uint) uint32 {
	if n > 16 {
		high := b.bits(n - 16)
		return high<<16 | b.bits(16)
	}
	v := b.peek() >> (16 - n)
	b.skip(n)
	return v
}

// toNextWord skips 1 to 16 bits.
func (b *bitReader) toNextWord() { b.pos += 16 - b.pos%16 }

func (b *bitReader) skipByte() { b.pos += 8 }

// bytes copies whole bytes; pos must be at one.
func (b *bitReader) bytes(p []byte) int {
	at := min(b.pos/8, len(b.in))
	n := copy(p, b.in[at:])
	b.pos += 8 * n
	return n
}

// rest returns how many bytes were not read.
func (b *bitReader) rest() int { return len(b.in) - b.pos/8 }

// overrun reports whether bits behind the end were used. Some packers leave out
// the last word when it holds only zeros.
func (b *bitReader) overrun() bool { return b.pos > 8*len(b.in)+16 }
