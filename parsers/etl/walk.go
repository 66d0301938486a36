package etl

import (
	"encoding/binary"
	"fmt"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// walk calls visit for each record of a buffer. The record is only valid during
// the call. What is no record ends the walk and comes back as a problem; skipped
// counts the records of types whose layout nobody knows.
func walk(b *buffer, r *record, visit func(*record)) (skipped int, bad *parsers.Problem) {
	for at := 0; at+8 <= len(b.data); {
		rest := b.data[at:]
		marker := binary.LittleEndian.Uint32(rest)
		if marker == 0xffff_ffff || marker == 0 {
			return skipped, nil
		}
		l, known, ok := layoutAt(marker)
		if !ok {
			return skipped, b.badRecord(at, "record/marker", "at", at, "found", evidence.Word(fmt.Sprintf("%08x", marker)))
		}
		size := int(binary.LittleEndian.Uint16(rest[l.sizeAt:]))
		if size < l.size || size > len(rest) {
			return skipped, b.badRecord(at, "record/size", "at", at, "from", l.size, "to", len(rest), "found", size)
		}
		if known {
			r.parse(l, rest[:size:size])
			r.offset, r.processor = b.place(at), b.processor
			visit(r)
		} else {
			skipped++
		}
		at += (size + 7) &^ 7
	}
	return skipped, nil
}

// parse takes a record apart; raw is all of it.
func (r *record) parse(l layout, raw []byte) {
	*r = record{kind: l.kind, headerType: raw[2], pointer: l.pointer, raw: raw}
	l.parse(r, raw)
}

// layoutAt chooses the layout by the marker; ok is false when it is no marker.
func layoutAt(marker uint32) (l layout, known, ok bool) {
	switch marker >> 24 {
	case markerHeader:
		l, known = layoutOf(uint8(marker >> 16))
		return l, known, true
	case markerMessage:
		return messageLayout(), true, true
	case markerULong:
		return layout{name: "OTHER", size: 8}, false, true
	}
	return layout{}, false, false
}

// place returns where in the file a record lies; for a compressed buffer that is
// the buffer.
func (b *buffer) place(at int) int64 {
	if b.compressed() {
		return b.offset
	}
	return b.offset + bufferHeaderSize + int64(at)
}

func (b *buffer) badRecord(at int, code evidence.Code, values ...any) *parsers.Problem {
	return &parsers.Problem{Note: evidence.Say(code, values...), Offset: b.place(at), Loss: true}
}
