package cab

import (
	"encoding/binary"
	"fmt"
)

// symbols decodes up to stop, the end of the frame or of the block; a match
// must not reach beyond it.
func (z *lzx) symbols(stop int) error {
	for z.pos < stop {
		sym, ok := z.main.decode(&z.in)
		if !ok {
			return fmt.Errorf("%w: no such main code", errLZX)
		}
		if sym < literals {
			z.window[z.pos] = byte(sym)
			z.pos++
			continue
		}
		if err := z.match(sym-literals, stop); err != nil {
			return err
		}
	}
	return nil
}

// match copies what was written before: sym holds the length, or its beginning,
// and the slot of the distance.
func (z *lzx) match(sym, stop int) error {
	length := sym & 7
	if length == longMatch {
		more, ok := z.length.decode(&z.in)
		if !ok {
			return fmt.Errorf("%w: no such length code", errLZX)
		}
		length += more
	}
	length += minMatch
	dist, ok := z.distance(sym >> 3)
	written := z.total + int64(z.pos-z.start)
	if !ok || dist == 0 || int64(dist) > written || int(dist) > len(z.window) || z.pos+length > stop {
		return fmt.Errorf("%w: match of %d bytes at distance %d", errLZX, length, dist)
	}
	from := z.pos - int(dist)
	if from < 0 {
		from += len(z.window)
	}
	for range length { // byte by byte: source and target may overlap
		z.window[z.pos] = z.window[from]
		z.pos++
		if from++; from == len(z.window) {
			from = 0
		}
	}
	return nil
}

// distance reads what belongs to a slot and moves the list of last distances.
func (z *lzx) distance(slot int) (uint32, bool) {
	r := &z.repeat
	switch slot {
	case 0:
	case 1:
		r[0], r[1] = r[1], r[0]
	case 2:
		r[0], r[2] = r[2], r[0]
	default:
		extra := slotExtra(slot)
		var low uint32
		if z.block0 == blockAligned && extra >= 3 {
			low = z.in.bits(extra-3) << 3
			a, ok := z.aligned.decode(&z.in)
			if !ok {
				return 0, false
			}
			low += uint32(a)
		} else {
			low = z.in.bits(extra)
		}
		r[2], r[1], r[0] = r[1], r[0], z.base[slot]+low-2
	}
	return r[0], true
}

// translate turns the absolute targets of CALL instructions (E8) back to the
// relative ones that the packed program had.
func (z *lzx) translate(out []byte) {
	if z.e8 <= 0 || z.total >= e8MaxOffset {
		return
	}
	for i := 0; i < len(out)-e8InstrTail; i++ {
		if out[i] != 0xE8 {
			continue
		}
		field := out[i+1 : i+5]
		here := int32(z.total) + int32(i)
		target := int32(binary.LittleEndian.Uint32(field))
		if target >= -here && target < z.e8 {
			if target >= 0 {
				target -= here
			} else {
				target += z.e8
			}
			binary.LittleEndian.PutUint32(field, uint32(target))
		}
		i += 4
	}
}
