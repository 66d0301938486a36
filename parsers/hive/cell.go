package hive

import (
	"encoding/binary"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

const (
	baseSize  = 4096
	binHeader = 32
	noCell    = 0xFFFFFFFF
)

// image is the content of a hive.
type image struct {
	base []byte // the base block
	bins []byte // all that follows; offsets count from here

	texts  map[sharedData]string // of large values that were read
	taken  int64                 // bytes of these
	listed int                   // values in lists that were read
}

func (h *image) root() uint32    { return binary.LittleEndian.Uint32(h.base[36:]) }
func (h *image) binSize() uint32 { return binary.LittleEndian.Uint32(h.base[40:]) }
func (h *image) written() uint32 { return binary.LittleEndian.Uint32(h.base[4:]) }
func (h *image) flushed() uint32 { return binary.LittleEndian.Uint32(h.base[8:]) }

// checksumHolds reports whether the base block is as it was written.
func (h *image) checksumHolds() bool {
	return checksum(h.base) == binary.LittleEndian.Uint32(h.base[508:])
}

// checksum is the XOR of the first 127 words of a base block. Two values mean
// something else and are avoided.
func checksum(base []byte) uint32 {
	var sum uint32
	for i := 0; i < 508; i += 4 {
		sum ^= binary.LittleEndian.Uint32(base[i:])
	}
	switch sum {
	case 0:
		return 1
	case 0xFFFFFFFF:
		return 0xFFFFFFFE
	}
	return sum
}

// cellError says which cell cannot be read, and why.
func cellError(offset uint32, reason evidence.Code, values ...any) error {
	return evidence.Failed("cell", "offset", evidence.Hex(int64(offset)+baseSize), "error", evidence.Failed(reason, values...))
}

// cell returns the content of the cell at an offset, at least want bytes.
func (h *image) cell(offset uint32, want int) ([]byte, error) {
	at := int64(offset)
	if at+4 > int64(len(h.bins)) {
		return nil, cellError(offset, "cell/beyond", "size", baseSize+len(h.bins))
	}
	size := -int64(int32(binary.LittleEndian.Uint32(h.bins[at:])))
	switch {
	case size <= 4:
		return nil, cellError(offset, "cell/free", "size", -size)
	case at+size > int64(len(h.bins)):
		return nil, cellError(offset, "cell/too-long", "size", size)
	case size-4 < int64(want):
		return nil, cellError(offset, "cell/too-short", "wanted", want, "found", size-4)
	}
	return h.bins[at+4 : at+size], nil
}

// signed is cell with a check of its signature.
func (h *image) signed(offset uint32, signature string, want int) ([]byte, error) {
	b, err := h.cell(offset, want)
	if err != nil {
		return nil, err
	}
	if string(b[:2]) != signature {
		return nil, cellError(offset, "cell/signature", "wanted", signature, "found", string(b[:2]))
	}
	return b, nil
}

// key is an nk cell.
type key struct {
	offset     uint32
	flags      uint16
	name       string
	lastWrite  time.Time
	parent     uint32
	subkeys    uint32
	subkeyList uint32
	values     uint32
	valueList  uint32
}

func (h *image) key(offset uint32) (*key, error) {
	b, err := h.signed(offset, "nk", 76)
	if err != nil {
		return nil, err
	}
	le := binary.LittleEndian
	length := int(le.Uint16(b[72:]))
	if 76+length > len(b) {
		return nil, cellError(offset, "cell/name", "length", length, "size", len(b))
	}
	k := &key{
		offset:     offset,
		flags:      le.Uint16(b[2:]),
		lastWrite:  winfmt.FileTime(le.Uint64(b[4:])),
		parent:     le.Uint32(b[16:]),
		subkeys:    le.Uint32(b[20:]),
		subkeyList: le.Uint32(b[28:]),
		values:     le.Uint32(b[36:]),
		valueList:  le.Uint32(b[40:]),
	}
	k.name = storedName(b[76:76+length], k.flags&0x20 != 0)
	return k, nil
}

// storedName reads a name in one of its two forms.
func storedName(b []byte, narrow bool) string {
	if !narrow {
		return winfmt.UTF16(b)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c) // Latin-1
	}
	return string(runes)
}
