package evtx

import (
	"errors"

	"hybriddiag/evidence"
)

var errNesting = evidence.Failed("record/nesting")

// run executes a program with the values of an instance; what it makes ends in
// d.flat. The System element is passed over, its plan has been used already.
func (d *decoder) run(p *program, vals []value, depth int) error {
	system := int32(none)
	if p.system != nil {
		system = p.system.from
	}
	for i := int32(0); int(i) < len(p.ops); i++ {
		if !d.spend(1) {
			return errBudget
		}
		o := &p.ops[i]
		if o.dep != none && (o.kind == opOpen || o.kind == opData) && isNull(vals, o.dep) || i == system {
			i = max(o.skip-1, i) // an opData has no other steps to skip
			continue
		}
		if err := d.step(p, &i, o, vals, depth); err != nil {
			return err
		}
	}
	return p.err
}

func (d *decoder) step(p *program, i *int32, o *op, vals []value, depth int) error {
	switch o.kind {
	case opData:
		return d.dataElement(o, vals, depth)
	case opOpen:
		d.flat.start(o.name)
	case opClose:
		d.flat.end()
	case opText:
		return d.constant(o.text)
	case opSlot:
		return d.content(o.slot, vals, depth)
	case opAttr:
		err := d.attribute(o, p.ops[*i+1:o.skip], vals)
		*i = o.skip - 1
		return err
	}
	return nil
}

// dataElement runs a whole Data element.
func (d *decoder) dataElement(o *op, vals []value, depth int) error {
	if o.slot != none && int(o.slot) < len(vals) {
		if t := vals[o.slot].typ; t != typeXML && t&typeArray == 0 {
			return d.simpleData(o, vals[o.slot])
		}
	}
	d.flat.start("Data")
	d.flat.open[len(d.flat.open)-1].dataName = o.name
	defer d.flat.end()
	if o.slot == none {
		return d.constant(o.text)
	}
	return d.content(o.slot, vals, depth)
}

// simpleData is the way that nearly every value takes.
func (d *decoder) simpleData(o *op, v value) error {
	f := &d.flat
	from := len(f.buf)
	f.buf = appendValue(f.buf, v.typ, d.bytes(v))
	f.fields = append(f.fields, field{o.name, span{from, len(f.buf)}})
	f.open[len(f.open)-1].children = true
	return d.afford(from)
}

func (d *decoder) constant(text string) error {
	from := len(d.flat.buf)
	d.flat.buf = append(d.flat.buf, text...)
	return d.afford(from)
}

// content appends a value to the text of the open element. Binary XML adds
// elements, an array marks where its items begin.
func (d *decoder) content(slot int32, vals []value, depth int) error {
	if int(slot) >= len(vals) {
		return nil
	}
	v := vals[slot]
	switch {
	case v.typ == typeXML:
		return d.fragment(int(v.off), int(v.off)+int(v.size), depth+1)
	case v.typ&typeArray != 0:
		return d.array(v)
	}
	from := len(d.flat.buf)
	d.flat.buf = appendValue(d.flat.buf, v.typ, d.bytes(v))
	return d.afford(from)
}

func (d *decoder) array(v value) error {
	f := &d.flat
	typ, rest := v.typ&^typeArray, d.bytes(v)
	if len(rest) == 0 && len(f.open) > 0 {
		f.open[len(f.open)-1].omitted = true
		return nil
	}
	from := len(f.buf)
	for first := true; len(rest) > 0; first = false {
		if !first {
			f.breaks = append(f.breaks, len(f.buf))
		}
		var item []byte
		item, rest = nextItem(typ, rest)
		f.buf = appendValue(f.buf, typ, item)
		if !d.spend(1) {
			return errBudget
		}
	}
	return d.afford(from)
}

// attribute runs the parts of an attribute. When all of them are NULL, the
// attribute is left out.
func (d *decoder) attribute(o *op, parts []op, vals []value) error {
	from := len(d.flat.buf)
	present := false
	for i := range parts {
		part := &parts[i]
		if part.kind == opSlot && isNull(vals, part.slot) {
			continue
		}
		present = true
		before := len(d.flat.buf)
		d.flat.buf = d.appendPart(d.flat.buf, part, vals)
		if err := d.afford(before); err != nil {
			return err
		}
	}
	if present {
		d.flat.attribute(o.name, from)
	}
	return nil
}

// appendPart appends the text of a part that can hold no elements.
func (d *decoder) appendPart(dst []byte, part *op, vals []value) []byte {
	if part.kind == opText {
		return append(dst, part.text...)
	}
	if isNull(vals, part.slot) {
		return dst
	}
	v := vals[part.slot]
	return appendValue(dst, v.typ, d.bytes(v))
}

// afford charges the text that was appended since from.
func (d *decoder) afford(from int) error {
	if !d.spendText(len(d.flat.buf) - from) {
		return errBudget
	}
	return nil
}

// fragment runs a stream of binary XML that is the content of a value.
func (d *decoder) fragment(pos, end, depth int) error {
	if depth > maxNesting {
		return errNesting
	}
	for pos < end {
		var err error
		switch token := d.data[pos]; token {
		case tokenEnd:
			return nil
		case tokenFragment:
			pos += fragmentSize
		case tokenInstance:
			pos, err = d.runInstance(pos, end, depth)
		case tokenOpen, tokenOpen | tokenMore:
			pos, err = d.runElement(pos, end, depth)
		default:
			err = binXML(pos, "binxml/token", "found", evidence.Hex(token))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) runInstance(pos, end, depth int) (int, error) {
	mark := len(d.values)
	t, vals, next, err := d.instance(pos, end)
	if t != nil {
		err = errors.Join(d.run(&t.program, vals, depth), err)
	}
	d.values = d.values[:mark]
	return next, err
}

// runElement runs an element that stands there without a template.
func (d *decoder) runElement(pos, end, depth int) (int, error) {
	mark := len(d.ops)
	p, next := d.compile(pos, end, false)
	err := d.run(&p, nil, depth)
	d.ops = d.ops[:max(mark, d.keep)]
	return next, err
}
