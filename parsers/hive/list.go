package hive

import "encoding/binary"

// maxLists bounds how deep lists of lists may go; Windows makes one level.
const maxLists = 4

// lister goes through lists of subkeys.
type lister struct {
	*image
	visit func(offset uint32) // takes each subkey
	lost  func(error)         // takes each part of a list that cannot be read
	left  *int                // entries that may still be read: lists can point to each other
}

// list reads the list at an offset.
func (l lister) list(offset uint32, depth int) {
	b, err := l.cell(offset, 4)
	if err != nil {
		l.lost(err)
		return
	}
	le := binary.LittleEndian
	width := 4
	switch signature := string(b[:2]); signature {
	case "lf", "lh":
		width = 8
	case "li", "ri":
	default:
		l.lost(cellError(offset, "cell/no-list", "found", signature))
		return
	}
	count := int(le.Uint16(b[2:]))
	if fits := (len(b) - 4) / width; count > fits {
		l.lost(cellError(offset, "cell/subkeys", "n", count, "fits", fits))
		count = fits
	}
	for i := 0; i < count && *l.left > 0; i++ {
		*l.left--
		entry := le.Uint32(b[4+i*width:])
		switch {
		case b[0] != 'r':
			l.visit(entry)
		case depth == maxLists:
			l.lost(cellError(offset, "cell/depth"))
			return
		default:
			l.list(entry, depth+1)
		}
	}
}
