package evtx

import (
	"errors"

	"hybriddiag/evidence"
)

// A template definition: u32 next definition, 16 bytes GUID, u32 size of the
// body, body. An instance: token, u8 1, u32 template id, u32 offset of the
// definition (the definition follows when that is right here), u32 count, count
// times {u16 size, u8 type, u8 0}, values.
const (
	definitionHeaderSize = 24
	instanceHeaderSize   = 10
)

var errInstanceCut = evidence.Failed("template/instance-cut")

// template is a compiled definition.
type template struct {
	program
	next int // where the definition ends in the chunk
}

// instance reads the template instance at pos. The values are appended to
// d.values; the caller gives them back by cutting d.values to its old length.
// With an error the template may still be there and the values be incomplete.
func (d *decoder) instance(pos, end int) (t *template, vals []value, next int, err error) {
	if pos+instanceHeaderSize > end {
		return nil, nil, end, errInstanceCut
	}
	ref := int(le.Uint32(d.data[pos+6:]))
	pos += instanceHeaderSize
	if ref > pos {
		return nil, nil, end, evidence.Failed("template/order", "offset", evidence.Hex(ref))
	}
	t, err = d.template(ref)
	if err != nil {
		return nil, nil, end, err
	}
	if ref == pos {
		pos = t.next
	}
	vals, next, err = d.readValues(pos, end)
	return t, vals, next, errors.Join(t.err, err)
}

// template returns the compiled definition at an offset of the chunk.
func (d *decoder) template(off int) (*template, error) {
	if t, ok := d.templates[uint32(off)]; ok {
		return t, nil
	}
	if off < chunkHeaderSize || off+definitionHeaderSize > len(d.data) {
		return nil, evidence.Failed("template/none", "offset", evidence.Hex(off))
	}
	body := off + definitionHeaderSize
	size := int(le.Uint32(d.data[off+20:]))
	if size > len(d.data)-body {
		return nil, evidence.Failed("template/too-long", "offset", evidence.Hex(off))
	}
	compiled, _ := d.compile(body, body+size, true)
	d.keep = len(d.ops)
	t := &template{program: compiled, next: body + size}
	d.templates[uint32(off)] = t
	return t, nil
}

// readValues reads the descriptors at pos and finds the values behind them.
// Values that do not fit are NULL.
func (d *decoder) readValues(pos, end int) ([]value, int, error) {
	if pos+4 > end {
		return nil, end, errInstanceCut
	}
	count := int(le.Uint32(d.data[pos:]))
	pos += 4
	if count > (end-pos)/4 {
		return nil, end, evidence.Failed("template/values", "n", count)
	}
	from := len(d.values)
	off := pos + 4*count
	var err error
	for ; count > 0; count-- {
		v := value{off: int32(off), size: le.Uint16(d.data[pos:]), typ: d.data[pos+2]}
		pos += 4
		if off += int(v.size); off > end {
			v, off, err = value{off: int32(end)}, end, errInstanceCut
		}
		d.values = append(d.values, v)
	}
	return d.values[from:len(d.values):len(d.values)], off, err
}
