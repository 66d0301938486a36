// Package xpress unpacks "plain LZ77", the simplest of the Xpress family, in
// which compressed event-trace buffers are written.
//
//	u32 flags            bit 31 first: 0 = a literal byte, 1 = a match
//	u16 match            bits 3..15 distance-1, bits 0..2 length
//	  length 7           + a nibble; two matches share one byte, low nibble first
//	  nibble 15          + u8
//	  u8 255             u16 (0: u32 instead) replaces the sum so far
//	length + 3           bytes are copied, overlap allowed
//
// All numbers are little-endian. Source: MS-XCA 2.3 and 2.4.
package xpress

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// ErrCorrupt tells that a match reaches before the start of the output.
var ErrCorrupt = errors.New("xpress: a match points before the start of the output")

// Decompress appends what src unpacks to, at most size bytes, to dst[:0] and
// returns it. It ends at the end of src or when size is reached; the caller
// compares the length with what it expects. On ErrCorrupt the bytes before the
// bad match come back.
func Decompress(dst, src []byte, size int) ([]byte, error) {
	d := decoder{src: src, out: dst[:0], size: size, nibbleAt: -1}
	for len(d.out) < size && d.at+4 <= len(src) {
		flags := binary.LittleEndian.Uint32(src[d.at:])
		d.at += 4
		more, err := d.group(flags)
		if err != nil || !more {
			return d.out, err
		}
	}
	return d.out, nil
}

type decoder struct {
	src      []byte
	out      []byte
	at       int // next byte of src
	size     int
	nibbleAt int // byte of src whose high nibble is still unused, -1 for none
}

// group decodes the up to 32 items of one flag word; false means the input or
// the room for output has ended.
func (d *decoder) group(flags uint32) (bool, error) {
	for left := 32; left > 0; {
		if len(d.out) >= d.size || d.at >= len(d.src) {
			return false, nil
		}
		if n := min(bits.LeadingZeros32(flags), left); n > 0 {
			d.literals(n)
			flags, left = flags<<n, left-n
			continue
		}
		if ok, err := d.match(); err != nil || !ok {
			return false, err
		}
		flags, left = flags<<1, left-1
	}
	return true, nil
}

// literals copies n bytes, or as many as there are and fit.
func (d *decoder) literals(n int) {
	n = min(n, len(d.src)-d.at, d.size-len(d.out))
	d.out = append(d.out, d.src[d.at:d.at+n]...)
	d.at += n
}

func (d *decoder) match() (bool, error) {
	if d.at+2 > len(d.src) {
		return false, nil
	}
	code := int(binary.LittleEndian.Uint16(d.src[d.at:]))
	d.at += 2
	distance, length := code>>3+1, code&7
	if length == 7 {
		var ok bool
		if length, ok = d.longLength(); !ok {
			return false, nil
		}
	}
	length = min(length+3, d.size-len(d.out))
	if distance > len(d.out) {
		return false, ErrCorrupt
	}
	d.copyBack(distance, length)
	return true, nil
}

// longLength reads what follows a length of 7, including that 7.
func (d *decoder) longLength() (int, bool) {
	if d.nibbleAt >= 0 {
		n := int(d.src[d.nibbleAt] >> 4)
		d.nibbleAt = -1
		return d.extended(n)
	}
	if d.at >= len(d.src) {
		return 0, false
	}
	d.nibbleAt = d.at
	d.at++
	return d.extended(int(d.src[d.nibbleAt] & 15))
}

func (d *decoder) extended(nibble int) (int, bool) {
	if nibble < 15 {
		return nibble + 7, true
	}
	if d.at >= len(d.src) {
		return 0, false
	}
	b := int(d.src[d.at])
	d.at++
	if b < 255 {
		return b + 15 + 7, true
	}
	if d.at+2 > len(d.src) {
		return 0, false
	}
	n := uint64(binary.LittleEndian.Uint16(d.src[d.at:]))
	d.at += 2
	if n == 0 {
		if d.at+4 > len(d.src) {
			return 0, false
		}
		n = uint64(binary.LittleEndian.Uint32(d.src[d.at:]))
		d.at += 4
	}
	// The full length stands here; a smaller one than the shorter forms could
	// have said is nonsense, but harmless.
	return int(min(n, uint64(d.size))), true
}

// copyBack copies length bytes from distance before the end; the copy may run
// into bytes it has just written.
func (d *decoder) copyBack(distance, length int) {
	from := len(d.out) - distance
	for length > 0 {
		n := min(length, len(d.out)-from)
		d.out = append(d.out, d.out[from:from+n]...)
		from += n
		length -= n
	}
}
