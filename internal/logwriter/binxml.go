package logwriter

import (
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Tokens of binary XML. With the flag more, another attribute follows, or an
// element has attributes.
const (
	tokEnd        = 0x00
	tokOpen       = 0x01
	tokCloseStart = 0x02
	tokCloseEmpty = 0x03
	tokEndElement = 0x04
	tokText       = 0x05
	tokAttribute  = 0x06
	tokTemplate   = 0x0C
	tokValue      = 0x0D
	tokOptional   = 0x0E
	tokFragment   = 0x0F

	more = 0x40
)

// noDependency says that an element is there whatever the values are.
const noDependency = 0xFFFF

// maxUnits is how many UTF-16 units the 16-bit size of a value can hold.
const maxUnits = 32767

// element is an element of binary XML, in a template or by itself.
type element struct {
	name    string
	attrs   []attribute
	content []item
	// needs is the value without which the element is left out, or nil.
	needs *slot
}

type attribute struct {
	name  string
	value item
}

// item is what stands inside an element: text, *slot or *element.
type item any

// text is literal text.
type text string

// slot is a place of a template that a value of the record fills.
type slot struct {
	value value
	typ   byte // declared in the template; a NULL may take the place of any type
	index uint16
	// optional leaves out the attribute or text when the value is NULL.
	optional bool
}

// fragment writes the head of a fragment: version 1.1, no flags.
func (c *chunk) fragment() { c.buf = append(c.buf, tokFragment, 1, 1, 0) }

// element writes an element. Only template bodies have dependencies.
func (c *chunk) element(e *element, inTemplate bool) error {
	token := byte(tokOpen)
	if len(e.attrs) > 0 {
		token |= more
	}
	c.u8(token)
	if inTemplate {
		c.u16(e.dependency())
	}
	size := len(c.buf)
	c.u32(0)
	c.name(e.name)
	if err := c.attributes(e.attrs); err != nil {
		return err
	}
	if err := c.content(e, inTemplate); err != nil {
		return err
	}
	c.sizeFrom(size)
	return nil
}

func (e *element) dependency() uint16 {
	if e.needs == nil {
		return noDependency
	}
	return e.needs.index
}

func (c *chunk) attributes(attrs []attribute) error {
	if len(attrs) == 0 {
		return nil
	}
	size := len(c.buf)
	c.u32(0)
	for i, a := range attrs {
		token := byte(tokAttribute)
		if i < len(attrs)-1 {
			token |= more
		}
		c.u8(token)
		c.name(a.name)
		if err := c.item(a.value, false); err != nil {
			return err
		}
	}
	c.sizeFrom(size)
	return nil
}

func (c *chunk) content(e *element, inTemplate bool) error {
	if len(e.content) == 0 {
		c.u8(tokCloseEmpty)
		return nil
	}
	c.u8(tokCloseStart)
	for _, it := range e.content {
		if err := c.item(it, inTemplate); err != nil {
			return err
		}
	}
	c.u8(tokEndElement)
	return nil
}

func (c *chunk) item(it item, inTemplate bool) error {
	switch it := it.(type) {
	case text:
		return c.text(string(it))
	case *slot:
		token := byte(tokValue)
		if it.optional {
			token = tokOptional
		}
		c.u8(token)
		c.u16(it.index)
		c.u8(it.typ)
		return nil
	case *element:
		return c.element(it, inTemplate)
	}
	return fmt.Errorf("no binary XML for %T", it)
}

func (c *chunk) text(s string) error {
	units := utf16.Encode([]rune(s))
	if len(units) > maxUnits {
		return fmt.Errorf("text of %d units is longer than %d", len(units), maxUnits)
	}
	c.u8(tokText)
	c.u8(kindString)
	c.u16(uint16(len(units)))
	c.units(units)
	return nil
}

// instance writes a template instance: the definition at its first use in the
// chunk, then u32 number of values, u16 size, u8 type and a zero for each, and
// the values.
func (c *chunk) instance(root *element) error {
	slots := number(root)
	shape := shape(root)
	guid := md5.Sum([]byte(shape))
	c.u8(tokTemplate)
	c.u8(1)
	c.buf = append(c.buf, guid[:4]...)
	if err := c.definition(root, shape, guid); err != nil {
		return err
	}
	c.u32(uint32(len(slots)))
	at := len(c.buf)
	for _, s := range slots {
		c.u16(0)
		c.u8(s.value.kind())
		c.u8(0)
	}
	for i, s := range slots {
		start := len(c.buf)
		if err := s.value.write(c); err != nil {
			return err
		}
		n := len(c.buf) - start
		if n > 0xFFFF {
			return fmt.Errorf("value of %d bytes is longer than %d", n, 0xFFFF)
		}
		binary.LittleEndian.PutUint16(c.buf[at+4*i:], uint16(n))
	}
	return nil
}

// definition writes the offset of the template and, when it is new to the
// chunk, the template itself: u32 offset of the next one in the bucket, GUID,
// u32 size of the body, body. The first part of the GUID is the template id.
func (c *chunk) definition(root *element, shape string, guid [16]byte) error {
	if at, ok := c.templates[shape]; ok {
		c.u32(at)
		return nil
	}
	at := uint32(len(c.buf) + 4)
	bucket := &c.tables.templates[binary.LittleEndian.Uint32(guid[:])%templateBuckets]
	c.u32(at)
	c.u32(*bucket)
	c.buf = append(c.buf, guid[:]...)
	size := len(c.buf)
	c.u32(0)
	c.fragment()
	if err := c.element(root, true); err != nil {
		return err
	}
	c.u8(tokEnd)
	c.sizeFrom(size)
	*bucket = at
	c.templates[shape] = at
	c.journal = append(c.journal, func() { delete(c.templates, shape) })
	return nil
}

// number gives the slots of a template their indexes, in the order of the text.
func number(e *element) []*slot {
	var slots []*slot
	take := func(it item) {
		if s, ok := it.(*slot); ok {
			s.index = uint16(len(slots))
			slots = append(slots, s)
		}
	}
	var walk func(*element)
	walk = func(e *element) {
		for _, a := range e.attrs {
			take(a.value)
		}
		for _, it := range e.content {
			take(it)
			if child, ok := it.(*element); ok {
				walk(child)
			}
		}
	}
	walk(e)
	return slots
}

// shape spells a template without its values: equal shapes share a definition.
func shape(e *element) string {
	var b strings.Builder
	spell := func(it item) {
		switch it := it.(type) {
		case text:
			fmt.Fprintf(&b, "%q", string(it))
		case *slot:
			fmt.Fprintf(&b, "%%%d:%x:%t", it.index, it.typ, it.optional)
		case *element:
			b.WriteString(shape(it))
		}
	}
	fmt.Fprintf(&b, "<%s(%d)", e.name, e.dependency())
	for _, a := range e.attrs {
		fmt.Fprintf(&b, " %s=", a.name)
		spell(a.value)
	}
	b.WriteByte('>')
	for _, it := range e.content {
		spell(it)
	}
	b.WriteString("</>")
	return b.String()
}
