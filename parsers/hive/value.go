package hive

import (
	"encoding/binary"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/regstate"
)

const (
	inlineData = 0x80000000
	segment    = 16344     // bytes of data in one cell of a db list
	maxData    = 128 << 10 // kept of one value: certificates take a tenth
	maxValues  = 65_536    // of one key
	valueCell  = 24        // the smallest cell of a value
	largeData  = 1 << 10   // is read once, however many values share it
)

// value is a vk cell with its data as evidence.Setting has them.
type value struct {
	name string
	typ  uint32
	text string
}

// sharedData is the data of a large value. Windows gives each value data of its
// own; in a hive that was made to cost, 65,536 values share one cell.
type sharedData struct{ offset, size, typ uint32 }

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
	if h.listed += count; h.listed > len(h.bins)/valueCell+maxValues {
		lost(cellError(k.valueList, "cell/shared", "size", len(h.bins)))
		return
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
	v.text, err = h.text(le.Uint32(b[4:]), b[8:12], v.typ)
	return v, err
}

// text returns the data of a value in the form of evidence.Setting. Of large
// ones no more are read than the hive can hold.
func (h *image) text(size uint32, field []byte, typ uint32) (string, error) {
	if size <= largeData || size&inlineData != 0 {
		b, err := h.data(size, field)
		return regstate.Data(typ, b), err
	}
	at := sharedData{binary.LittleEndian.Uint32(field), size, typ}
	if text, ok := h.texts[at]; ok {
		return text, nil
	}
	if h.taken += int64(min(size, maxData)); h.taken > int64(len(h.bins)) {
		return "", cellError(at.offset, "cell/shared", "size", len(h.bins))
	}
	b, err := h.data(size, field)
	if err != nil {
		return "", err
	}
	if h.texts == nil {
		h.texts = map[sharedData]string{}
	}
	h.texts[at] = regstate.Data(typ, b)
	return h.texts[at], nil
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
