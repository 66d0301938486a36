package evtx

import (
	"strings"

	"hybriddiag/evidence"
)

// literal reads text whose length stands after skip bytes.
func (c *compiler) literal(skip int) error {
	raw, err := c.chars(skip)
	if err != nil {
		return err
	}
	if !c.d.spendText(len(raw)) {
		return errBudget
	}
	c.addText(c.d.names.intern(raw))
	return nil
}

func (c *compiler) charRef() error {
	if c.pos+3 > c.end {
		return c.fail("binxml/character-cut")
	}
	c.addText(string(rune(le.Uint16(c.d.data[c.pos+1:]))))
	c.pos += 3
	return nil
}

func (c *compiler) entityRef() error {
	name, err := c.name()
	if err != nil {
		return err
	}
	switch name {
	case "amp":
		c.addText("&")
	case "lt":
		c.addText("<")
	case "gt":
		c.addText(">")
	case "quot":
		c.addText(`"`)
	case "apos":
		c.addText("'")
	default:
		c.addText("&" + name + ";")
	}
	return nil
}

// chars reads a character count that stands after skip bytes, and the UTF-16
// characters behind it.
func (c *compiler) chars(skip int) ([]byte, error) {
	at := c.pos + skip
	if at+2 > c.end {
		return nil, c.fail("binxml/text-cut")
	}
	from := at + 2
	to := from + 2*int(le.Uint16(c.d.data[at:]))
	if to > c.end {
		return nil, c.fail("binxml/text-cut")
	}
	c.pos = to
	return c.d.data[from:to], nil
}

// name reads the name reference one byte further on, and passes over the name
// itself when it stands right there.
func (c *compiler) name() (string, error) {
	at := c.pos + 1
	if at+4 > c.end {
		return "", c.fail("binxml/name-cut")
	}
	ref := int(le.Uint32(c.d.data[at:]))
	at += 4
	raw, ok := c.d.nameAt(ref)
	if !ok {
		return "", c.fail("binxml/no-name", "name", evidence.Hex(ref))
	}
	if ref == at {
		at += nameHeaderSize + len(raw) + 2
	}
	if at > c.end {
		return "", c.fail("binxml/name-cut")
	}
	if !c.d.spendText(len(raw)) {
		return "", errBudget
	}
	c.pos = at
	return c.d.names.intern(raw), nil
}

func (c *compiler) fail(code evidence.Code, values ...any) error {
	return binXML(c.pos, code, values...)
}

// binXML says what is wrong with the binary XML at an offset of the chunk.
func binXML(pos int, code evidence.Code, values ...any) error {
	return evidence.Failed("binxml", "offset", evidence.Hex(pos), "error", evidence.Failed(code, values...))
}

const nameHeaderSize = 8

// nameAt returns the UTF-16 characters of the name at an offset of the chunk.
func (d *decoder) nameAt(off int) ([]byte, bool) {
	if off < chunkHeaderSize || off+nameHeaderSize > len(d.data) {
		return nil, false
	}
	from := off + nameHeaderSize
	to := from + 2*int(le.Uint16(d.data[off+6:]))
	if to > len(d.data) {
		return nil, false
	}
	return d.data[from:to], true
}

// localName drops a namespace prefix.
func localName(name string) string {
	return name[strings.LastIndexByte(name, ':')+1:]
}
