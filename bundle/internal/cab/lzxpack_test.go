package cab

import (
	"encoding/binary"
	"slices"
)

// lzxPacker writes LZX streams for tests: greedy matches, every kind of block,
// the code lengths written out. It is checked by independent readers.
type lzxPacker struct {
	out     []byte
	hold    uint32
	n       uint
	window  uint
	plain   []byte
	pos     int
	repeat  [3]uint32
	mainLen []uint8
	lenLen  []uint8
	base    [maxSlots]uint32
	e8size  uint32
	begun   bool
	seen    map[[3]byte]int
}

func newLZXPacker(plain []byte, window uint) *lzxPacker {
	return &lzxPacker{
		plain: plain, window: window, repeat: [3]uint32{1, 1, 1}, base: slotBases(),
		mainLen: make([]uint8, literals+8*slots(window)), lenLen: make([]uint8, lengthCodes),
		seen: map[[3]byte]int{},
	}
}

func (p *lzxPacker) bits(v uint32, n uint) {
	for n > 0 {
		n--
		p.hold = p.hold<<1 | v>>n&1
		if p.n++; p.n == 16 {
			p.out = append(p.out, byte(p.hold), byte(p.hold>>8))
			p.hold, p.n = 0, 0
		}
	}
}

func (p *lzxPacker) align() {
	if p.n > 0 {
		p.bits(0, 16-p.n)
	}
}

// frame packs the next 32 KiB as the given blocks and returns its bytes. kinds
// are block types; the frame is split evenly among them.
func (p *lzxPacker) frame(kinds ...int) ([]byte, int) {
	p.out = nil
	size := min(frameLen, len(p.plain)-p.pos)
	if !p.begun {
		p.begun = true
		if p.e8size > 0 {
			p.bits(1, 1)
			p.bits(p.e8size>>16, 16)
			p.bits(p.e8size&0xFFFF, 16)
		} else {
			p.bits(0, 1)
		}
	}
	end := p.pos + size
	for i, kind := range kinds {
		stop := end
		if i < len(kinds)-1 {
			stop = p.pos + size/len(kinds)
		}
		p.block(kind, stop)
	}
	p.align()
	return p.out, size
}

func (p *lzxPacker) block(kind, stop int) {
	size := stop - p.pos
	p.bits(uint32(kind), 3)
	p.bits(uint32(size)>>8, 16)
	p.bits(uint32(size)&0xFF, 8)
	if kind == blockStored {
		p.stored(stop)
		return
	}
	if kind == blockAligned {
		for range 8 {
			p.bits(3, 3)
		}
	}
	p.symbols(kind, stop)
}

func (p *lzxPacker) stored(stop int) {
	p.bits(0, 16-p.n)
	for _, r := range p.repeat {
		p.out = binary.LittleEndian.AppendUint32(p.out, r)
	}
	p.out = append(p.out, p.plain[p.pos:stop]...)
	if (stop-p.pos)%2 == 1 {
		p.out = append(p.out, 0)
	}
	p.pos = stop
}

// symbols writes a verbatim or aligned block. Main symbols all get 9 or 10 bits
// and lengths 8, so that the codes are simple, complete and canonical.
func (p *lzxPacker) symbols(kind, stop int) {
	mainLen, lenLen := flatCode(len(p.mainLen)), flatCode(lengthCodes)
	p.lengths(p.mainLen[:literals], mainLen[:literals])
	p.lengths(p.mainLen[literals:], mainLen[literals:])
	p.lengths(p.lenLen, lenLen)
	copy(p.mainLen, mainLen)
	copy(p.lenLen, lenLen)
	mainCode, lenCode := codesOf(mainLen), codesOf(lenLen)
	for p.pos < stop {
		from, n := p.find(stop)
		if n < 4 {
			p.remember()
			c := p.plain[p.pos]
			p.bits(mainCode[c], uint(mainLen[c]))
			p.pos++
			continue
		}
		p.match(kind, uint32(p.pos-from), n, mainCode, mainLen, lenCode, lenLen)
		for range n {
			p.remember()
			p.pos++
		}
	}
}

func (p *lzxPacker) remember() {
	if p.pos+3 <= len(p.plain) {
		p.seen[[3]byte(p.plain[p.pos:])] = p.pos
	}
}

func (p *lzxPacker) find(stop int) (int, int) {
	if p.pos+3 > stop {
		return 0, 0
	}
	from, ok := p.seen[[3]byte(p.plain[p.pos:])]
	if !ok || p.pos-from > 1<<p.window-3 {
		return 0, 0
	}
	n := 0
	for p.pos+n < stop && n < 257 && p.plain[from+n] == p.plain[p.pos+n] {
		n++
	}
	return from, n
}

func (p *lzxPacker) match(kind int, dist uint32, n int, mainCode []uint32, mainLen []uint8, lenCode []uint32, lenLen []uint8) {
	slot := slices.Index(p.repeat[:], dist)
	r := &p.repeat
	switch slot {
	case 0:
	case 1:
		r[0], r[1] = r[1], r[0]
	case 2:
		r[0], r[2] = r[2], r[0]
	default:
		for slot = 3; slot+1 < maxSlots && p.base[slot+1] <= dist+2; slot++ {
		}
		r[2], r[1], r[0] = r[1], r[0], dist
	}
	head := min(n-minMatch, longMatch)
	sym := literals + slot<<3 + head
	p.bits(mainCode[sym], uint(mainLen[sym]))
	if head == longMatch {
		p.bits(lenCode[n-minMatch-longMatch], uint(lenLen[n-minMatch-longMatch]))
	}
	if slot < 3 {
		return
	}
	low, extra := dist+2-p.base[slot], slotExtra(slot)
	if kind == blockAligned && extra >= 3 {
		p.bits(low>>3, extra-3)
		p.bits(low&7, 3) // the aligned code has 8 codes of 3 bits
		return
	}
	p.bits(low, extra)
}

// lengths writes code lengths as differences with a code of 17 codes of 5 bits
// (and 15 more to make it complete are not needed), and runs where they fit.
func (p *lzxPacker) lengths(old, lens []uint8) {
	pre := make([]uint8, 20)
	for i := range pre {
		pre[i] = 5
	}
	for i := range 12 {
		pre[i] = 4 // 12 of 4 bits and 8 of 5 bits are complete
	}
	for _, l := range pre {
		p.bits(uint32(l), 4)
	}
	code := codesOf(pre)
	put := func(sym int) { p.bits(code[sym], uint(pre[sym])) }
	for i := 0; i < len(lens); {
		run := 1
		for i+run < len(lens) && run < 5 && lens[i+run] == lens[i] && old[i+run] == old[i] {
			run++
		}
		diff := (int(old[i]) - int(lens[i]) + 17) % 17
		if run >= 4 {
			put(19)
			p.bits(uint32(run-4), 1)
			put(diff)
			i += run
			continue
		}
		put(diff)
		i++
	}
}

// flatCode returns a complete code of n symbols with two neighbouring lengths.
func flatCode(n int) []uint8 {
	bits := 0
	for 1<<bits < n {
		bits++
	}
	lens := make([]uint8, n)
	short := 1<<bits - n // this many codes one bit shorter make it complete
	for i := range lens {
		lens[i] = uint8(bits)
		if i < short {
			lens[i]--
		}
	}
	return lens
}

// codesOf returns the canonical codes of the lengths.
func codesOf(lens []uint8) []uint32 {
	codes := make([]uint32, len(lens))
	next := uint32(0)
	for n := uint8(1); n <= maxCodeLen; n++ {
		next <<= 1
		for sym, l := range lens {
			if l == n {
				codes[sym] = next
				next++
			}
		}
	}
	return codes
}
