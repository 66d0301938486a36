package etwtmpl

import (
	"encoding/binary"
)

const (
	maxDepth  = 8
	maxValues = 4096
)

// Result is a decoded payload.
type Result struct {
	Values []Value
	// Short is true when the payload ended before the template did; Values
	// holds what was there.
	Short bool
	// Rest is how many bytes came after the last declared property.
	Rest int
}

// Decode reads a payload with pointers of that size (4 or 8).
func (t *Template) Decode(payload []byte, pointer int) Result {
	d := decoder{t: t, rest: payload, pointer: pointer}
	d.numbers = make([]uint64, len(t.Properties))
	d.values = make([]Value, 0, t.Top)
	for i := range t.Properties[:min(t.Top, len(t.Properties))] {
		d.top = i
		if !d.property(i, "", 0) {
			return Result{d.values, true, 0}
		}
	}
	return Result{d.values, false, len(d.rest)}
}

type decoder struct {
	t       *Template
	rest    []byte
	pointer int
	numbers []uint64 // last integer value of each property
	values  []Value
	top     int
	steps   int // properties visited, also empty ones
}

// property decodes property i with all its elements; prefix is the path of the
// structs around it. False means the payload or the patience has ended.
func (d *decoder) property(i int, prefix string, depth int) bool {
	if d.steps++; i >= len(d.t.Properties) || depth > maxDepth || d.steps > maxValues {
		return false
	}
	p := &d.t.Properties[i]
	count, ok := d.count(p)
	if !ok {
		return false
	}
	if p.Array && p.Members == nil && d.packed(p, prefix, count) {
		return true
	}
	for range count {
		if len(d.values) >= maxValues {
			return false
		}
		if p.Members != nil {
			ok = d.members(p, prefix, depth)
		} else {
			ok = d.element(i, prefix)
		}
		if !ok {
			return false
		}
	}
	return true
}

func (d *decoder) members(p *Property, prefix string, depth int) bool {
	d.steps++
	for _, m := range p.Members {
		if !d.property(m, prefix+p.Name+".", depth+1) {
			return false
		}
	}
	return true
}

// count returns how many elements a property has; more than maxValues are cut,
// which the loop over them notices.
func (d *decoder) count(p *Property) (int, bool) {
	switch {
	case p.CountInline:
		b, ok := d.take(2)
		if !ok {
			return 0, false
		}
		return int(binary.LittleEndian.Uint16(b)), true
	case p.CountOf >= 0 && p.CountOf < len(d.numbers):
		return int(min(d.numbers[p.CountOf], 1<<16)), true
	case p.Array:
		return p.Count, true
	}
	return 1, true
}

// packed decodes arrays of bytes and of characters as one value.
func (d *decoder) packed(p *Property, prefix string, count int) bool {
	size, text := 0, ""
	switch {
	case p.In == UInt8 || p.In == Int8 || p.In == AnsiChar:
		size = 1
	case p.In == UnicodeChar || p.In == UInt16 && p.Out.text():
		size = 2
	default:
		return false
	}
	if count*size > len(d.rest) {
		return false
	}
	b, _ := d.take(count * size)
	kind := KindText
	switch {
	case size == 2:
		text = trimNUL(unicodeText(b))
	case p.Out.text() || p.In == AnsiChar:
		text = trimNUL(ansiText(b))
	default:
		text, kind = hexText(b), KindBinary
	}
	d.values = append(d.values, Value{Name: prefix + p.Name, Text: text, Bytes: b, Kind: kind, Index: d.top})
	return true
}

// element decodes one plain value.
func (d *decoder) element(i int, prefix string) bool {
	p := &d.t.Properties[i]
	raw, ok := d.raw(i)
	if !ok {
		return false
	}
	v := Value{Name: prefix + p.Name, Bytes: raw, Index: d.top}
	d.format(p, &v)
	d.numbers[i] = v.Number
	d.values = append(d.values, v)
	return true
}

// take cuts n bytes off the rest.
func (d *decoder) take(n int) ([]byte, bool) {
	if n < 0 || n > len(d.rest) {
		return nil, false
	}
	b := d.rest[:n:n]
	d.rest = d.rest[n:]
	return b, true
}
