package etl

import (
	"encoding/binary"

	"hybriddiag/internal/winfmt"
)

// eventExtended is the header flag that announces extended items.
const eventExtended = 0x0001

// eventStringOnly is the header flag of an event whose payload is one text.
const eventStringOnly = 0x0004

// Types of extended items that are read; all others are stepped over.
const (
	itemRelatedActivity = 1
	itemSID             = 2
	itemSchema          = 11 // TraceLogging
	itemTraits          = 12 // provider name and group
)

// itemHeaderSize: u16 size (a multiple of 8), u16 type, u16 linkage (bit 0:
// another item follows), u16 size of the data.
const itemHeaderSize = 8

// nextItem splits the first item off; more reports whether another one follows.
func nextItem(b []byte) (kind uint16, data, rest []byte, more bool) {
	if len(b) < itemHeaderSize {
		return 0, nil, nil, false
	}
	size := int(binary.LittleEndian.Uint16(b))
	if size < itemHeaderSize || size > len(b) {
		return 0, nil, nil, false
	}
	n := min(int(binary.LittleEndian.Uint16(b[6:])), size-itemHeaderSize)
	more = binary.LittleEndian.Uint16(b[4:])&1 != 0
	return binary.LittleEndian.Uint16(b[2:]), b[itemHeaderSize : itemHeaderSize+n], b[size:], more
}

// itemsSize returns how many bytes the chain of items at the start of b takes.
func itemsSize(b []byte) int {
	rest := b
	for {
		_, data, after, more := nextItem(rest)
		if data == nil && after == nil {
			return len(b) - len(rest)
		}
		rest = after
		if !more {
			return len(b) - len(rest)
		}
	}
}

// item returns the data of the first extended item of that type, nil if none.
func (r *record) item(want uint16) []byte {
	rest := r.items
	for len(rest) > 0 {
		kind, data, after, more := nextItem(rest)
		if kind == want && data != nil {
			return data
		}
		if !more {
			return nil
		}
		rest = after
	}
	return nil
}

// relatedActivity returns the related activity id, "" if there is none.
func (r *record) relatedActivity() string {
	return guidText(winfmt.GUIDFrom(r.item(itemRelatedActivity)))
}

func guidText(g winfmt.GUID) string {
	if g.IsZero() {
		return ""
	}
	return g.String()
}

// traitsName returns the provider's name out of the provider traits: u16 size,
// then the name in UTF-8 with a NUL.
func traitsName(b []byte) string {
	if len(b) < 3 {
		return ""
	}
	for i, c := range b[2:] {
		if c == 0 {
			return string(b[2 : 2+i])
		}
	}
	return ""
}
