package hive

import (
	"encoding/binary"

	"hybriddiag/evidence"
)

const (
	inlineData = 0x80000000
	segment    = 16344   // bytes of data in one cell of a db list
	maxData    = 1 << 20 // kept of one value
	maxValues  = 65_536  // of one key
)

// value is a vk cell with its data.
type value struct {
	name string
	typ  uint32
	data []byte
}

// values calls visit for each value of a key until it returns false, and lost
// for each that cannot be read.
func (h *image) values(k *key, visit func(value) bool, lost func(error)) {
	if k.values == 0 {
		return
	}
	list, err := h.cell(k.valueList, 4)
	if err != nil {
		lost(evidence.Failed("hive/values", "key", k.name, "error", err))
		return
	}
	count := int(min(k.values, maxValues))
	if fits := len(list) / 4; count > fits {
		lost(cellError(k.valueList, "cell/values", "n", count, "key", k.name, "fits", fits))
		count = fits
	}
	for i := range count {
		v, err := h.value(binary.LittleEndian.Uint32(list[4*i:]))
		if err != nil {
			lost(evidence.Failed("hive/value", "n", i, "key", k.name, "error", err))
			continue
		}
		if !visit(v) {
			return
		}
	}
}

func (h *image) value(offset uint32) (value, error) {
	b, err := h.signed(offset, "vk", 20)
	if err != nil {
		return value{}, err
	}
	le := binary.LittleEndian
	length := int(le.Uint16(b[2:]))
	if 20+length > len(b) {
		return value{}, cellError(offset, "cell/name", "length", length, "size", len(b))
	}
	v := value{
		name: storedName(b[20:20+length], le.Uint16(b[16:])&1 != 0),
		typ:  le.Uint32(b[12:]),
	}
	v.data, err = h.data(le.Uint32(b[4:]), b[8:12])
	return v, err
}

// data returns the bytes of a value: in the value itself, in a cell, or in
// several.
func (h *image) data(size uint32, field []byte) ([]byte, error) {
	if size&inlineData != 0 {
		return field[:min(size&^inlineData, 4)], nil
	}
	if size == 0 {
		return nil, nil
	}
	offset := binary.LittleEndian.Uint32(field)
	if size > segment {
		if b, err := h.signed(offset, "db", 8); err == nil {
			return h.bigData(b, int(min(size, maxData)))
		}
	}
	b, err := h.cell(offset, int(min(size, maxData)))
	if err != nil {
		return nil, err
	}
	return b[:min(size, maxData)], nil
}

// bigData puts the segments of a db cell together.
func (h *image) bigData(db []byte, size int) ([]byte, error) {
	le := binary.LittleEndian
	count := int(le.Uint16(db[2:]))
	list, err := h.cell(le.Uint32(db[4:]), count*4)
	if err != nil {
		return nil, err
	}
	data := make([]byte, 0, size)
	for i := 0; i < count && len(data) < size; i++ {
		want := min(segment, size-len(data))
		b, err := h.cell(le.Uint32(list[4*i:]), want)
		if err != nil {
			return nil, err
		}
		data = append(data, b[:want]...)
	}
	if len(data) < size {
		return nil, evidence.Failed("hive/data", "wanted", size, "found", len(data))
	}
	return data, nil
}
