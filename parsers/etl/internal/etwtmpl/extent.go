package etwtmpl

import (
	"encoding/binary"

	"hybriddiag/internal/winfmt"
)

// raw cuts the bytes of one element of property i off the payload: what is
// counted or terminated comes without its count or terminator.
func (d *decoder) raw(i int) ([]byte, bool) {
	p := &d.t.Properties[i]
	if n := p.In.fixedSize(d.pointer); n > 0 {
		return d.take(n)
	}
	switch p.In {
	case UnicodeString, AnsiString:
		return d.text(i)
	case Binary:
		return d.binary(i)
	case SID:
		return d.sid()
	case WbemSID:
		return d.wbemSID()
	case ManifestCountedString, ManifestCountedAnsiString, ManifestCountedBinary, CountedString, CountedAnsiString:
		return d.counted(2, binary.LittleEndian)
	case ReversedCountedString, ReversedCountedAnsiString:
		return d.counted(2, binary.BigEndian)
	case HexDump:
		return d.counted(4, binary.LittleEndian)
	case NonNullString, NonNullAnsiString:
		return d.take(len(d.rest))
	case Null:
		return nil, true
	}
	return nil, false
}

func (d *decoder) counted(width int, order binary.ByteOrder) ([]byte, bool) {
	b, ok := d.take(width)
	if !ok {
		return nil, false
	}
	if width == 4 {
		return d.take(int(order.Uint32(b)))
	}
	return d.take(int(order.Uint16(b)))
}

// wbemSID skips a TOKEN_USER (two pointers) before the SID; no SID at all is a
// u32 of zero.
func (d *decoder) wbemSID() ([]byte, bool) {
	if len(d.rest) >= 4 && binary.LittleEndian.Uint32(d.rest) == 0 {
		return d.take(4)
	}
	if _, ok := d.take(2 * d.pointer); !ok {
		return nil, false
	}
	return d.sid()
}

func (d *decoder) sid() ([]byte, bool) {
	n := winfmt.SIDSize(d.rest)
	if n == 0 {
		return nil, false
	}
	return d.take(n)
}

// text cuts a string off: up to its NUL, or as long as a length says.
func (d *decoder) text(i int) ([]byte, bool) {
	p := &d.t.Properties[i]
	n, said := d.length(p)
	if !said {
		return d.terminated(p.In)
	}
	if p.In == UnicodeString {
		n = d.unicodeBytes(i, n)
	}
	return d.take(n)
}

// unicodeBytes turns the length of a Unicode string into bytes. Lengths count
// characters, but some providers fill in bytes: the unit that leaves exactly
// the room the rest of the template needs is right, characters if neither does.
func (d *decoder) unicodeBytes(i, n int) int {
	rest, known := d.roomAfter(i)
	if 2*n > len(d.rest) || known && len(d.rest)-2*n != rest && len(d.rest)-n == rest {
		return n
	}
	return 2 * n
}

// terminated cuts a string off that ends with NUL or with the payload.
func (d *decoder) terminated(in InType) ([]byte, bool) {
	if len(d.rest) == 0 {
		return nil, false
	}
	if in == UnicodeString {
		n := winfmt.ZLen(d.rest)
		b, _ := d.take(n)
		d.take(min(2, len(d.rest)))
		return b, true
	}
	n := 0
	for n < len(d.rest) && d.rest[n] != 0 {
		n++
	}
	b, _ := d.take(n)
	d.take(min(1, len(d.rest)))
	return b, true
}

// binary cuts bytes off. Without any length they take what the properties after
// them leave.
func (d *decoder) binary(i int) ([]byte, bool) {
	p := &d.t.Properties[i]
	if n, said := d.length(p); said {
		return d.take(n)
	}
	if p.Out == OutIPv6 {
		return d.take(16)
	}
	rest, known := d.roomAfter(i)
	if !known {
		return nil, false
	}
	return d.take(len(d.rest) - rest)
}

// length returns the length of a property, if anything says it.
func (d *decoder) length(p *Property) (int, bool) {
	if p.LengthOf >= 0 && p.LengthOf < len(d.numbers) {
		return int(min(d.numbers[p.LengthOf], 1<<30)), true
	}
	return p.Length, p.Length > 0
}

// roomAfter adds up the sizes of the top-level properties after i; known is
// false when one of them varies.
func (d *decoder) roomAfter(i int) (room int, known bool) {
	if i >= d.t.Top {
		return 0, false
	}
	for _, p := range d.t.Properties[i+1 : min(d.t.Top, len(d.t.Properties))] {
		n := p.In.fixedSize(d.pointer)
		if n == 0 || p.Array || p.Members != nil {
			return 0, false
		}
		room += n
	}
	return room, true
}
